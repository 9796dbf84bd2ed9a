"""Who sees a report that is made to be published, and what each of them does on its path.

The opsteller is the coördinator of its register. The secretaris gives akkoord; where nobody holds that role
the bevoegd gezag does, who is the secretaris there (domain document, section 4: small organisations). The
decision of the bestuur is recorded by the burgemeester or the bevoegd gezag, who sign for it. Where nobody
is griffier the secretaris offers and publishes. The beheerder has no part: a report is content.

To a koepel goes what was released, while the organisation takes part. Who is answerable for the figures of a
register decides on that, in person. In the koepel its rapporteur reads them; the beheerder there does not.
"""

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisations import permissions as organisation
from organisations.access import Access
from organisations.models import Roltoewijzing
from organisations.permissions import Recht, held
from organisations.roles import DASHBOARD, RAPPORTEN, Register, Rol
from reports import lifecycle
from reports.models import Rapportage, Vastlegging
from reports.pages import PAGINAS
from reports.released import is_open

# Who sees live figures.
CIJFERLEZERS = (Rol.INTEGRITEITSCOORDINATOR, Rol.GRIFFIER, Rol.AUDITOR)
FROM_THE_BEGINNING = (Rol.INTEGRITEITSCOORDINATOR, Rol.AUDITOR, Rol.SECRETARIS)
FROM_AKKOORD = (Rol.BURGEMEESTER, Rol.BEVOEGD_GEZAG)


def with_roles(rapportages: QuerySet[Rapportage]) -> QuerySet[Rapportage]:
    """With ``heeft_secretaris`` and ``heeft_griffier``: whether somebody holds that role there today; and
    ``staat_open``: whether its register is open data."""
    return rapportages.annotate(
        heeft_secretaris=_held(Rol.SECRETARIS), heeft_griffier=_held(Rol.GRIFFIER), staat_open=is_open()
    )


def _held(rol: str) -> Exists:
    holds = Roltoewijzing.objects.current().filter(
        Q(register="") | Q(register=OuterRef("register")),
        organisation=OuterRef("organisation"),
        rol=rol,
        user__is_active=True,
    )
    return Exists(holds)


def visible_to(access: Access) -> QuerySet[Rapportage]:
    """The reports this person may read (``with_roles``); any other does not exist for them."""
    allowed = Q(pk__in=[])
    for register in Register:
        allowed |= Q(register=register) & _readable(access, register)
    return with_roles(Rapportage.objects.all()).filter(allowed, organisation=access.organisation)


def _readable(access: Access, register: str) -> Q:
    if any(access.heeft(rol, register) for rol in FROM_THE_BEGINNING):
        return Q()
    found = Q(pk__in=[])
    if any(access.heeft(rol, register) for rol in FROM_AKKOORD):
        found |= ~Q(status=lifecycle.CONCEPT)
    if access.heeft(Rol.BEVOEGD_GEZAG, register):
        found |= Q(heeft_secretaris=False)
    if access.heeft(Rol.GRIFFIER, register):
        found |= Q(status__in=lifecycle.BEVROREN)
    return found


def parts(access: Access, rapportage: Rapportage) -> frozenset[str]:
    """What this person is for this report (``with_roles``), in the names of the table's ``who``."""
    if access.organisation.pk != rapportage.organisation_id:
        return frozenset()
    register = rapportage.register
    rollen = {rol for rol in RAPPORTEN if access.heeft(rol, register)}
    is_secretaris = Rol.SECRETARIS in rollen or (
        Rol.BEVOEGD_GEZAG in rollen and not rapportage.heeft_secretaris
    )
    found = {
        lifecycle.OPSTELLER: Rol.INTEGRITEITSCOORDINATOR in rollen,
        lifecycle.SECRETARIS: is_secretaris,
        lifecycle.BESTUUR: bool(rollen & set(FROM_AKKOORD)),
        lifecycle.GRIFFIER: Rol.GRIFFIER in rollen or (is_secretaris and not rapportage.heeft_griffier),
    }
    return frozenset(naam for naam, has in found.items() if has)


RECHTEN: dict[str, Recht] = {
    "rapporten_openen": Recht(
        "Rapporten openen",
        RAPPORTEN,
        alleen="De burgemeester en het bevoegd gezag vanaf het akkoord, de griffier vanaf het vaststellen.",
    ),
    "dashboard_openen": Recht("Het dashboard openen", DASHBOARD),
    "rapport_schrijven": Recht("Rapporten maken, plannen en aanvullen", (Rol.INTEGRITEITSCOORDINATOR,)),
    "koepel_lezen": Recht("Lezen wat organisaties aan hun koepel geven", (Rol.KOEPELRAPPORTEUR,)),
} | {t.verb: Recht(t.label, delen=t.who) for t in lifecycle.LIFECYCLE.transitions}


def may(access: Access, action: str, about: Rapportage | str | None = None) -> bool:
    """Whether this person may do this: to a report (``with_roles``), in a register, or in any."""
    recht = RECHTEN[action]
    if isinstance(about, Rapportage):
        return not parts(access, about).isdisjoint(recht.delen)
    return held(recht, access, Register if about is None else (about,))


def can_see_list(access: Access) -> bool:
    return may(access, "rapporten_openen")


def can_see_dashboard(access: Access, register: str) -> bool:
    """A summary of what somebody may see elsewhere; it shows nothing else. Who only decides (bevoegd gezag)
    has tasks and reports, and no summary."""
    return may(access, "dashboard_openen", register)


def writes_in(access: Access) -> list[Register]:
    """The registers of which this person makes the reports, and plans them."""
    return [one for one in Register if may(access, "rapport_schrijven", one)]


def may_record(access: Access, register: str) -> bool:
    """Record what a report tells beside its figures: who writes the reports of that register. Everybody else
    reads it in the report."""
    return register in writes_in(access)


def recorded(access: Access, model: type[Vastlegging], register: str) -> QuerySet[Vastlegging]:
    """What was recorded, for who may change it; for others there is nothing."""
    rows = model.objects.filter(organisation=access.organisation, register=register)
    return rows if may_record(access, register) else rows.none()


def can_check(access: Access, rapportage: Rapportage) -> bool:
    """Lay a frozen report beside what is known now: only who may see the running figures of its register."""
    return rapportage.is_bevroren and PAGINAS[Register(rapportage.register)].can_see_running_figures(access)


def can_list_cases(access: Access, rapportage: Rapportage) -> bool:
    """A list with a row for each case behind a frozen report: only who may see those cases."""
    return rapportage.is_bevroren and PAGINAS[Register(rapportage.register)].can_see_cases(access)


def countable(access: Access, register: str) -> QuerySet:
    """The cases in the live figures of a concept. Who must judge it sees those an auditor sees: of zaken
    that must not exist for somebody, or for whom they stand in for to judge it, nothing."""
    page = PAGINAS[Register(register)]
    if not page.can_see_figures(access):
        own, reads = access.in_person, frozenset({(register, Rol.AUDITOR)})
        judges = any(own.heeft(rol, register) for rol in (Rol.SECRETARIS, *FROM_AKKOORD))
        in_person = own.rollen | reads if judges else own.rollen
        access = replace(access, rollen=access.rollen | reads, eigen_rollen=in_person)
    return page.countable(access)


def opens(access: Access) -> list[Register]:
    """The registers that this person can make open data, or close: of whose figures they are answerable, in
    person, as for a koppeling. What is opened is public already; who publishes a report can still be another.
    """
    return answers_for(access)


def reads_for_koepel(access: Access) -> list[Register]:
    """The registers of which this person reads what organisations give to their koepel."""
    if not access.organisation.is_koepel:
        return []
    return [one for one in Register if may(access, "koepel_lezen", one)]


def answers_for(access: Access) -> list[Register]:
    """The registers whose figures this person can give to a koepel, or give no longer; never for somebody who
    is away."""
    return [one for one in Register if organisation.may(access, "instaan_voor_cijfers", one)]


def compares_in(access: Access) -> list[Register]:
    """The registers of which this person sees the own organisation beside others: who reads its reports."""
    return [one for one in Register if may(access, "rapporten_openen", one)]


def reads_as(access: Access, register: str) -> str:
    """The role in which somebody reads figures, what is behind them and reports, for the read line."""
    reading = (*CIJFERLEZERS, *FROM_THE_BEGINNING, *FROM_AKKOORD)
    return next((rol for rol in reading if access.heeft(rol, register)), "")
