"""Reports of the demonstration: one that was published, one that was adopted, one to write, and a plan."""

from datetime import timedelta

from django.utils import timezone

from organisations.access import Access, access_for
from organisations.models import Organisation, User
from organisations.roles import Register
from reports import periods
from reports.models import Rapportage, Rapportplanning
from reports.services import concepts, freezing, offering, opening, planning, writing

TOELICHTING = (
    "In 2021 is er meer gemeld over belangenverstrengeling dan een jaar eerder. Wij spraken daarover met de"
    " dienst Publiekszaken. In het najaar zijn er dilemmasessies."
)


def den_haag(organisation: Organisation) -> None:
    writer, adopter, mayor, clerk = (
        _access(organisation, adres) for adres in ("coordinator", "secretaris", "burgemeester", "griffier")
    )
    published = _concept(organisation, "2020-H1", writer)
    writing.agree(published, by=adopter)
    freezing.freeze(published, freezing.Vaststelling(), by=mayor)
    offering.offer(published, offering.Aanbieding("RIS305000", "openbaar"), by=clerk)
    offering.publish(published, by=clerk)
    adopted = _concept(organisation, "2021-H1", writer)
    writing.write(adopted, "instroom", TOELICHTING, shown=writing.mark(""), by=writer)
    writing.agree(adopted, by=adopter)
    freezing.freeze(adopted, freezing.Vaststelling(), by=mayor)
    _, over = periods.around(timezone.localdate(), "H")
    due = _concept(organisation, over.naam, writer)
    meeting = timezone.localdate() + timedelta(days=45)
    writing.set_up(due, writing.Inrichting(Rapportage.Bescherming.GEEN, 5, meeting), by=writer)
    wanted = planning.Planning(Register.INTEGRITEIT, Rapportplanning.Soort.HALFJAAR, 14, timezone.localdate())
    planning.plan(wanted, by=writer)
    tooi = "https://identifier.overheid.nl/tooi/id/gemeente/gm0518"
    public = opening.Openbaarmaking("opendata@denhaag.example.nl", tooi)
    opening.open_register(Register.INTEGRITEIT, public, by=clerk)


def _concept(organisation: Organisation, naam: str, by: Access) -> Rapportage:
    return concepts.make_concept(organisation, Register.INTEGRITEIT, periods.parse(naam), by=by)[0]


def _access(organisation: Organisation, adres: str) -> Access:
    access = access_for(User.objects.get(email=f"{adres}@denhaag.example.nl"), organisation)
    assert access is not None
    return access
