"""Who may see what, and who may do what, in the aggression register; everything asks here.

``RECHTEN`` is the table; ``may`` reads it for one incident, ``visible`` and ``counted`` say it of many.
Source: the domain document, sections 2, 5 and 7. A slachtoffer follows the own incident in the view of the
reporter; for them, and for who was excluded, the working page of it does not exist.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from incidents import lifecycle
from incidents.ernst import ERNSTIG
from incidents.lists import Dossierdeel
from organisations.access import Access
from organisations.permissions import Recht, held
from organisations.roles import BALIE, COORDINEERT_IN, REGIE_AGRESSIE, TAKEN_AGRESSIE, Register, Rol

if TYPE_CHECKING:
    from incidents.models import Incident, Veroorzakermaatregel, Verwijderverzoek

# Who directs incidents of politieke ambtsdragers: never a line manager.
BESTUURLIJKE_ROLLEN = (Rol.GRIFFIER, Rol.BURGEMEESTER, Rol.SECRETARIS)

# The parts of an incident that a person can be given.
DELEN = (lifecycle.LEIDINGGEVENDE, lifecycle.BEVOEGD_GEZAG)


def heeft(access: Access, *rollen: str) -> bool:
    """Whether this person holds one of these roles in the aggression register, or for both registers."""
    return any(access.heeft(rol, Register.AGRESSIE) for rol in rollen)


def directs(access: Access) -> bool:
    """Whether this person works from the werklijst."""
    return may(access, "overzicht_openen")


def apart(user_ids: Iterable[int]) -> tuple[Q, ...]:
    """Incidents whose working page must not exist for one of these people, by each way: slachtoffer or
    excluded."""
    ids = list(user_ids)
    return Q(slachtoffers__user__in=ids), Q(uitsluitingen__user__in=ids)


def acts_as(access: Access, incident: "Incident") -> Access:
    """Who stands in for somebody who is kept out of this incident is there in person only."""
    return access.in_person if access.vervangt and access.vervangt & incident.kept_out else access


def coordinates(access: Access, prefix: str = "") -> Q:
    """The incidents this person coordinates: the coördinator those of employees; griffier, burgemeester
    and secretaris those of politieke ambtsdragers; the outside address those that nobody here could."""
    delen = [deel for deel in Dossierdeel if would_coordinate(access, deel)]
    q = Q(**{f"{prefix}dossierdeel__in": delen}) if delen else Q(pk__in=[])
    if heeft(access, Rol.BUITENADRES):
        q |= Q(**{f"{prefix}buitenadres_op__isnull": False})
    return q


def would_coordinate(access: Access, dossierdeel: str) -> bool:
    """Whether this person coordinates incidents of this part of the file."""
    if dossierdeel == Dossierdeel.AMBTELIJK:
        return heeft(access, Rol.INTEGRITEITSCOORDINATOR)
    return heeft(access, *BESTUURLIJKE_ROLLEN)


def visible(access: Access) -> Q:
    """The incidents this person may open: those they coordinate, and those in which they have a part."""
    return Q(organisation=access.organisation) & (coordinates(access) | has_part(access))


def has_part(access: Access) -> Q:
    """The incidents in which this person was given a part, as long as that lasts."""
    return receives(access) | decides(access)


def can_receive(access: Access) -> bool:
    return may(access, "ontvangen")


def can_decide(access: Access) -> bool:
    return may(access, "beslissen")


def receives(access: Access) -> Q:
    """The incidents of the receiver: the leidinggevende, or of an ambtsdrager the griffier, burgemeester or
    secretaris. Who reported it can write after closing too, so they keep reading it then."""
    if not can_receive(access):
        return Q(pk__in=[])
    return Q(leidinggevende__in=access.user_ids, status__in=lifecycle.ALTIJD)


def decides(access: Access) -> Q:
    """The incidents of who decides on measures: those in which they have that part, a question that waits
    for them or a measure they imposed that still runs, and serious ones (ernst 3 and 4) of employees, of
    which the direction is told at once, until they are closed."""
    if not can_decide(access):
        return Q(pk__in=[])
    serious = Q(dossierdeel=Dossierdeel.AMBTELIJK, ernst_objectief__gte=ERNSTIG, status__in=lifecycle.OPEN)
    theirs = Q(bevoegd_gezag__in=access.user_ids) | Q(pk__in=with_question(access, LOOPT_OF_WACHT))
    return theirs | Q(pk__in=with_request(access)) | serious


# The statuses (of a measure) in which who decides has something to do with it.
WACHT, LOOPT_OF_WACHT = ("voorgelegd",), ("voorgelegd", "opgelegd")


def with_question(access: Access, statuses: tuple[str, ...]) -> QuerySet:
    """The ids of the incidents with a measure of this decider: one that waits, or that is imposed."""
    rows = apps.get_model("incidents", "Veroorzakermaatregel").objects.filter(
        beslisser__in=access.user_ids, status__in=statuses
    )
    running = Q(status="voorgelegd") | Q(eindigt_op__gte=timezone.localdate())
    return rows.filter(running).values("incident")


def with_request(access: Access) -> QuerySet:
    """The ids of the incidents in which a request to be removed waits for this decider."""
    rows = apps.get_model("incidents", "Verwijderverzoek").objects
    return rows.filter(beslisser__in=access.user_ids, besloten_op=None).values("incident")


def counted(access: Access) -> Q:
    """The incidents in live figures: all of the organisation, for who may see figures. They hold no names,
    and the incidents behind a number open only for who may open those. What must not exist for somebody
    (``apart``) is left out by ``Incident.objects.counted_for``."""
    return Q(organisation=access.organisation) if can_see_figures(access) else Q(pk__in=[])


def can_see_figures(access: Access) -> bool:
    return may(access, "cijfers_zien")


def can_see_running_figures(access: Access) -> bool:
    return may(access, "lopende_cijfers_zien")


def can_see_cases_behind_figures(access: Access) -> bool:
    return may(access, "incidenten_achter_cijfers_zien")


def can_see_insights(access: Access) -> bool:
    return may(access, "inzicht_zien")


def can_run_survey(access: Access) -> bool:
    return may(access, "peiling_houden")


def can_import(access: Access) -> bool:
    return may(access, "importeren")


def can_see_board(access: Access) -> bool:
    return may(access, "maatregelen_overzien")


def can_look_up_at_desk(access: Access) -> bool:
    return may(access, "balie_vragen")


def can_search_identities(access: Access) -> bool:
    return may(access, "veroorzaker_zoeken")


def can_edit_letters(access: Access) -> bool:
    return may(access, "brieven_wijzigen")


def is_coordinator(access: Access, incident: "Incident") -> bool:
    own = acts_as(access, incident)
    outside = incident.buitenadres_op is not None and heeft(own, Rol.BUITENADRES)
    return outside or would_coordinate(own, incident.dossierdeel)


def is_leidinggevende(access: Access, incident: "Incident") -> bool:
    """The receiver of this incident: they handle it until it closes, and read it and answer after that."""
    own = acts_as(access, incident)
    return (
        incident.status in lifecycle.ALTIJD
        and incident.leidinggevende_id in own.user_ids
        and can_receive(own)
    )


def is_bevoegd_gezag(access: Access, incident: "Incident") -> bool:
    """Who decides in this incident: who has that part, or was asked to decide on something in it. Never
    the one who wrote on it: see the service."""
    own = acts_as(access, incident)
    if not heeft(own, Rol.BEVOEGD_GEZAG):
        return False
    return incident.bevoegd_gezag_id in own.user_ids or bool(_asked_of(incident) & own.user_ids)


def _asked_of(incident: "Incident") -> set[int]:
    """Who was asked to decide on a measure that waits or runs, or on a request to be removed."""
    today = timezone.localdate()
    measures = {
        m.beslisser_id
        for m in incident.maatregelen.all()
        if m.status == "voorgelegd" or (m.status == "opgelegd" and m.eindigt_op and m.eindigt_op >= today)
    }
    return measures | {v.beslisser_id for v in incident.verwijderverzoeken.all() if v.besloten_op is None}


def decides_on(access: Access, question: "Veroorzakermaatregel | Verwijderverzoek", incident) -> bool:
    """Whether this question is laid before this person, or who they stand in for; of an old one that
    names nobody, who has the part."""
    own = acts_as(access, incident)
    asked = question.beslisser_id or incident.bevoegd_gezag_id
    return asked in own.user_ids and heeft(own, Rol.BEVOEGD_GEZAG)


def opens_as_part(access: Access, incident: "Incident") -> bool:
    """The rule of ``has_part``, for one incident: the direction reads a serious one and decides nothing."""
    serious = (
        incident.dossierdeel == Dossierdeel.AMBTELIJK
        and (incident.ernst_objectief or 0) >= ERNSTIG
        and incident.status in lifecycle.OPEN
    )
    return (
        is_leidinggevende(access, incident)
        or is_bevoegd_gezag(access, incident)
        or (serious and heeft(access, Rol.BEVOEGD_GEZAG))
    )


OPENEN = "openen"
# Looks for a person among the veroorzakers that are known.
ZOEKT_IDENTITEIT = "identiteit_vastleggen"
# What the receiver may still do in a closed incident.
NA_SLUITEN = ("bericht_sturen", "terugtrekken")
COORDINATOR, LEIDINGGEVENDE = lifecycle.COORDINATOR, lifecycle.LEIDINGGEVENDE
BEVOEGD_GEZAG = lifecycle.BEVOEGD_GEZAG
BEHANDELT = (COORDINATOR, LEIDINGGEVENDE)
# The parts one can have in an incident, each with its rule.
WIE = {COORDINATOR: is_coordinator, LEIDINGGEVENDE: is_leidinggevende, BEVOEGD_GEZAG: is_bevoegd_gezag}
_COORDINATOR = (Rol.INTEGRITEITSCOORDINATOR,)

RECHTEN: dict[str, Recht] = {
    "werklijst_openen": Recht("De werklijst openen", COORDINEERT_IN[Register.AGRESSIE], bron="2"),
    "overzicht_openen": Recht("Het overzicht in getallen openen", REGIE_AGRESSIE, bron="8"),
    "taken_openen": Recht("De eigen taken openen", TAKEN_AGRESSIE, bron="2"),
    "ontvangen": Recht("Incidenten ontvangen", (Rol.LEIDINGGEVENDE, *BESTUURLIJKE_ROLLEN), bron="2"),
    "beslissen": Recht("Beslissen over maatregelen", (Rol.BEVOEGD_GEZAG,), bron="5"),
    "cijfers_zien": Recht("Cijfers zien", (*_COORDINATOR, Rol.GRIFFIER, Rol.AUDITOR), bron="8"),
    "lopende_cijfers_zien": Recht(
        "Cijfers van een periode die nog loopt zien", (*_COORDINATOR, Rol.AUDITOR), bron="8"
    ),
    "incidenten_achter_cijfers_zien": Recht("De incidenten achter een getal zien", _COORDINATOR, bron="8"),
    "inzicht_zien": Recht("Herhaling en werkprocessen zien", _COORDINATOR, bron="8"),
    "peiling_houden": Recht("De jaarlijkse peiling openen en sluiten", _COORDINATOR, bron="8"),
    "importeren": Recht("Een registratie van vroeger inlezen", _COORDINATOR, bron="1"),
    "maatregelen_overzien": Recht("Zien welke maatregelen lopen", REGIE_AGRESSIE, bron="5"),
    "balie_vragen": Recht("Aan de balie vragen of er een aanwijzing is over iemand", BALIE, bron="7"),
    "veroorzaker_zoeken": Recht(
        "Een veroorzaker op naam zoeken", (*_COORDINATOR, Rol.BEVOEGD_GEZAG), bron="7"
    ),
    "brieven_wijzigen": Recht("Voorbeelden van brieven wijzigen", _COORDINATOR, bron="5"),
    "toezien": Recht(
        "Toezicht houden: wie keek waar, en welke incidenten er zijn",
        (Rol.PRIVACYFUNCTIONARIS,),
        alleen="De inhoud alleen met een reden, die wordt bewaard.",
    ),
    OPENEN: Recht(
        "Een incident openen",
        delen=(COORDINATOR, LEIDINGGEVENDE, BEVOEGD_GEZAG),
        alleen="Het bevoegd gezag als er iets aan hem is voorgelegd, en bij ernst 3 of 4 tot het sluiten.",
        bron="2",
    ),
    "slachtoffer_zien": Recht("Zien wie het slachtoffer is, en de zorg", delen=BEHANDELT, bron="7"),
    "veroorzaker_kennen": Recht(
        "De naam van een veroorzaker zien", delen=(COORDINATOR, BEVOEGD_GEZAG), bron="7"
    ),
    "bewijs_zien": Recht("Bewijs, getuigen en het politiedossier zien", delen=BEHANDELT, bron="6"),
    "politie_zien": Recht("Zien wat de politie weet en deed", delen=(*BEHANDELT, BEVOEGD_GEZAG), bron="5"),
    "tijdlijn_zien": Recht("De tijdlijn zien", delen=BEHANDELT, bron="7"),
    "notities_zien": Recht("Interne notities lezen", delen=BEHANDELT, bron="7"),
} | {t.verb: Recht(t.label, delen=t.who, bron="1") for t in lifecycle.LIFECYCLE.transitions}


def may(access: Access, action: str, incident: "Incident | None" = None) -> bool:
    """Whether this person may do this, to this incident were its status to allow it.

    Never a slachtoffer of it or who was excluded from it.
    """
    recht = RECHTEN[action]
    if incident is None:
        return held(recht, access, (Register.AGRESSIE,))
    if incident.organisation_id != access.organisation.pk or access.user.pk in incident.kept_out:
        return False
    if action == OPENEN:
        ways = {access.in_person, acts_as(access, incident)}
        return any(is_coordinator(one, incident) or opens_as_part(one, incident) for one in ways)
    if action not in lifecycle.LIFECYCLE.by_verb:
        return any(WIE[name](access, incident) for name in recht.delen)
    if action == "terugtrekken":  # also the direction, who only reads a serious one
        return may(access, OPENEN, incident)
    if not _has_question(access, action, incident):
        return False
    return any(WIE[name](access, incident) for name in recht.delen if _acts(name, action, incident))


def _acts(name: str, action: str, incident: "Incident") -> bool:
    """Whether who has this part still acts: the receiver of what is closed only answers."""
    if name != lifecycle.LEIDINGGEVENDE or incident.status in lifecycle.OPEN:
        return True
    return action in NA_SLUITEN


def _has_question(access: Access, verb: str, incident: "Incident") -> bool:
    """Each decides only what was laid before them: with questions for others only, there is nothing here."""
    if verb == "maatregel_besluiten":
        waiting = [m for m in incident.maatregelen.all() if m.status == "voorgelegd"]
    elif verb == "verwijderverzoek_beslissen":
        waiting = [v for v in incident.verwijderverzoeken.all() if v.besloten_op is None]
    else:
        return True
    return not waiting or any(decides_on(access, one, incident) for one in waiting)


def is_confidential(incident: "Incident") -> bool:
    """Whether opening this incident asks again who somebody is: one of a politieke ambtsdrager.

    A leak of it shows a threat to a known person, and invites the next. How serious an incident is does not
    matter: of the serious ones the terms run in hours (domain document, section 4), and care comes first. Who
    did it is guarded apart, in each incident (section 7): see ``asks_who_again``.
    """
    return incident.dossierdeel == Dossierdeel.BESTUURLIJK


def asks_who_again(access: Access, incident: "Incident", verb: str = "") -> bool:
    """Whether this person must have shown lately who they are: for a confidential incident, where the name of
    a veroorzaker stands on the page, and to look for one among those who are known."""
    if is_confidential(incident) or verb == ZOEKT_IDENTITEIT:
        return True
    named = (v.persoon is not None and v.persoon.verwijderd_op is None for v in incident.veroorzakers.all())
    return can_see_identiteit(access, incident) and any(named)


def can_see_slachtoffer(access: Access, incident: "Incident") -> bool:
    return may(access, "slachtoffer_zien", incident)


def can_see_identiteit(access: Access, incident: "Incident") -> bool:
    return may(access, "veroorzaker_kennen", incident)


def can_see_bewijs(access: Access, incident: "Incident") -> bool:
    return may(access, "bewijs_zien", incident)


def can_see_politie(access: Access, incident: "Incident") -> bool:
    return may(access, "politie_zien", incident)


def can_see_timeline(access: Access, incident: "Incident") -> bool:
    return may(access, "tijdlijn_zien", incident)


def can_see_notities(access: Access, incident: "Incident") -> bool:
    return may(access, "notities_zien", incident)


def first_page(access: Access) -> str:
    """The URL name of the page somebody works on in this register, or ""."""
    works = heeft(access, Rol.INTEGRITEITSCOORDINATOR, Rol.SECRETARIS, Rol.BUITENADRES)
    return "agressie_werklijst" if works else ""


def tasks_page(access: Access) -> str:
    """The URL name of the page where what waits for this person stands, or "": who directs the incidents of
    ambtsdragers works on the werklijst; but they do other work too."""
    if heeft(access, Rol.INTEGRITEITSCOORDINATOR):
        return ""
    if heeft(access, *BESTUURLIJKE_ROLLEN):
        return "agressie_werklijst"
    return "agressie_taken" if may(access, "taken_openen") else ""
