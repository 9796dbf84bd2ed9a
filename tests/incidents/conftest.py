"""The cast of the aggression register, and incidents that came in the way people report them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from incidents import permissions
from incidents.lifecycle import LIFECYCLE
from incidents.lists import Ambt, Doelwit, Functiegroep
from incidents.models import Incident
from incidents.services import intake
from incidents.services.intake import NieuwIncident, NieuwSlachtoffer
from ledger.models import OutboxRow
from organisations.access import Access
from organisations.models import Afdeling, Organisation, User
from organisations.roles import Register, Rol
from tests.conftest import access_of, hire, toewijzen

CAST = (
    "agressiecoordinator",
    "leidinggevende",
    "andere_leidinggevende",
    "beslisser",
    "griffier",
    "burgemeester",
    "secretaris",
    "baliemedewerker",
    "raadslid",
    "melder",
    "collega",
    "vertrouwenspersoon",
    "auditor",
    "beheerder",
    "integriteitscoordinator",
    "buitenstaander",
)


def hire_in(organisation: Organisation, naam: str, *rollen: str, register: str = Register.AGRESSIE) -> User:
    """Somebody who holds these roles in one register only."""
    user = hire(organisation, naam)
    for rol in rollen:
        toewijzen(user=user, organisation=organisation, rol=rol, register=register)
    return user


@pytest.fixture
def agressiecoordinator(den_haag) -> User:
    return hire_in(den_haag, "Agnes Agressie", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def tweede_agressiecoordinator(den_haag) -> User:
    return hire_in(den_haag, "Tom Tweede", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def integriteitscoordinator(den_haag) -> User:
    """Coördinator of the other register, and of nothing here."""
    return hire_in(den_haag, "Inge Integriteit", Rol.INTEGRITEITSCOORDINATOR, register=Register.INTEGRITEIT)


@pytest.fixture
def beslisser(den_haag) -> User:
    """Who decides on measures: the bevoegd gezag."""
    return hire_in(den_haag, "Bert Beslisser", Rol.BEVOEGD_GEZAG)


@pytest.fixture
def secretaris(den_haag) -> User:
    return hire_in(den_haag, "Sofie Stadhuis", Rol.SECRETARIS)


@pytest.fixture
def baliemedewerker(den_haag) -> User:
    return hire_in(den_haag, "Bo Balie", Rol.BALIEMEDEWERKER)


@pytest.fixture
def raadslid(den_haag) -> User:
    return hire(den_haag, "Raf Raadslid")


@pytest.fixture
def andere_leidinggevende(den_haag) -> User:
    return hire(den_haag, "Lia Leiding", Rol.LEIDINGGEVENDE)


@pytest.fixture
def afdeling(den_haag, leidinggevende) -> Afdeling:
    return Afdeling.objects.create(organisation=den_haag, naam="Publiekszaken", leidinggevende=leidinggevende)


@pytest.fixture
def melder(melder, afdeling) -> User:
    melder.afdeling = afdeling
    melder.save()
    return melder


@pytest.fixture
def collega(collega, afdeling) -> User:
    collega.afdeling = afdeling
    collega.save()
    return collega


@pytest.fixture
def cast(request) -> dict[str, Access]:
    return {name: access_of(request.getfixturevalue(name)) for name in CAST}


@pytest.fixture
def meld(den_haag, melder, agressiecoordinator) -> Callable[..., Incident]:
    """meld(**fields): an incident of the melder at the desk, reported today, of ernst 2, that goes to
    the own leidinggevende.

    ``door``: who reports. ``days_ago``: of the report and the incident. ``over``: fields of the slachtoffer.
    """

    def _meld(*, door: User | None = None, over: dict | None = None, days_ago: int = 0, **fields) -> Incident:
        who = door or melder
        day = timezone.localdate() - timedelta(days=days_ago)
        hurt = {"user": who, "doelwit": Doelwit.MEDEWERKER, "functiegroep": Functiegroep.BALIE}
        new = {
            "voorval_op": day,
            "gemeld_op": day,
            "slachtoffer": NieuwSlachtoffer(**(hurt | (over or {}))),
            "gedragingen": ("schelden", "dreigende_houding"),
            "contactvormen": ("balie",),
            "locatietype": "eigen_gebouw",
            "beschrijving": "Een bezoeker schold en kwam over de balie heen.",
            "afdeling": who.afdeling,
            "melder": who,
        }
        organisation = fields.pop("organisation", den_haag)
        by = access_of(who, organisation)
        return intake.register(organisation, NieuwIncident(**(new | fields)), by=by)

    return _meld


@pytest.fixture
def meld_raadslid(meld, griffier, raadslid) -> Callable[..., Incident]:
    """An incident of a politieke ambtsdrager: it goes to the griffier, never to a line manager."""

    def _meld(**fields) -> Incident:
        over = {"doelwit": Doelwit.AMBTSDRAGER, "ambt": Ambt.RAADSLID, "functiegroep": ""}
        return meld(door=raadslid, over=over | fields.pop("over", {}), **fields)

    return _meld


def sees(access: Access, incident: Incident) -> bool:
    return Incident.objects.visible_to(access).filter(pk=incident.pk).exists()


def may(access: Access, incident: Incident) -> set[str]:
    """The verbs this person may do, were the status to allow it."""
    return {t.verb for t in LIFECYCLE.transitions if permissions.may(access, t.verb, incident)}


@pytest.fixture
def mails_to() -> Callable[[User], list[str]]:
    """mails_to(user): the subjects of what stands in the outbox for this person, oldest first."""

    def _mails_to(user: User) -> list[str]:
        rows = OutboxRow.objects.order_by("pk")
        return [row.payload["subject"] for row in rows if user.email in row.payload.get("to", [])]

    return _mails_to
