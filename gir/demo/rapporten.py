"""Reports of the demonstration: one that was published, one that was adopted, one to write, and a plan."""

from datetime import date, timedelta

from django.utils import timezone

from organisations.access import Access, access_for
from organisations.models import Organisation, User
from organisations.roles import Register
from reports import periods
from reports.models import (
    Activiteit,
    Les,
    Ontwikkeling,
    Rapportage,
    Rapportplanning,
    Toezegging,
    Vastlegging,
)
from reports.services import concepts, freezing, offering, opening, planning, vastleggen, writing

TOELICHTING = (
    "In 2021 is er meer gemeld over belangenverstrengeling dan een jaar eerder. Wij spraken daarover met de"
    " dienst Publiekszaken. In het najaar zijn er dilemmasessies."
)


def den_haag(organisation: Organisation) -> None:
    writer, adopter, mayor, clerk = (
        _access(organisation, adres) for adres in ("coordinator", "secretaris", "burgemeester", "griffier")
    )
    published = _concept(organisation, "2020-H1", writer)
    _record(published, writer)
    balie = {"soort": Activiteit.Soort.TRAINING, "onderwerp": "Omgaan met agressie aan de balie"}
    vastleggen.add(
        Activiteit,
        Register.AGRESSIE,
        balie | {"doelgroep": "Medewerkers van de balie", "gedaan_op": date(2021, 5, 11)},
        by=_access(organisation, "agressie"),
    )
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


def _record(earlier: Rapportage, by: Access) -> None:
    """What the report over the first half of 2021 tells beside its figures, and what is still to come."""

    def add(model: type[Vastlegging], **values: object) -> None:
        vastleggen.add(model, Register.INTEGRITEIT, values, by=by)

    Soort, Afloop = Activiteit.Soort, Toezegging.Afloop
    for soort, onderwerp, doelgroep, thema, days in (
        (
            Soort.DILEMMASESSIE,
            "Giften en nevenwerk",
            "Dienst Publiekszaken",
            "belangenverstrengeling",
            (9, 3, 2021),
        ),
        (Soort.DILEMMASESSIE, "Wat deelt u over uw werk?", "Jongerenwerkers", "lekken", (22, 4, 2021)),
        (Soort.EED_BELOFTE, "Eed of belofte voor nieuwe medewerkers", "Nieuwe medewerkers", "", (3, 6, 2021)),
        (Soort.INTRANET, "Waar kunt u terecht met een dilemma?", "", "", (18, 1, 2021)),
    ):
        dag, maand, jaar = days
        add(
            Activiteit,
            soort=soort,
            onderwerp=onderwerp,
            doelgroep=doelgroep,
            thema=thema,
            gedaan_op=date(jaar, maand, dag),
        )
    add(
        Activiteit,
        soort=Soort.LEIDRAAD,
        onderwerp="Leidraad voor leidinggevenden: wat doet u na een melding?",
        doelgroep="Leidinggevenden",
        aangekondigd_op=date(2021, 6, 1),
        gepland_op=date(2021, 10, 1),
    )
    add(
        Toezegging,
        tekst="In het najaar krijgen alle teams van Publiekszaken een dilemmasessie.",
        toegezegd_op=date(2020, 9, 15),
        rapportage=earlier,
        uiterlijk_op=date(2020, 12, 31),
        afloop=Afloop.DEELS,
        afloop_op=date(2021, 3, 9),
        uitleg="Door thuiswerken zijn twee teams verschoven naar het najaar.",
    )
    add(
        Toezegging,
        tekst="De regeling voor nevenwerk wordt korter en duidelijker.",
        toegezegd_op=date(2020, 9, 15),
        rapportage=earlier,
        uiterlijk_op=date(2021, 12, 31),
    )
    add(
        Ontwikkeling,
        omschrijving="De diensten Stadsbeheer en Handhaving zijn samengegaan.",
        op=date(2021, 4, 1),
    )
    add(
        Les,
        thema="belangenverstrengeling",
        tekst="Bespreek nevenwerk elk jaar in het jaargesprek.",
        op=date(2021, 5, 20),
    )


def _concept(organisation: Organisation, naam: str, by: Access) -> Rapportage:
    return concepts.make_concept(organisation, Register.INTEGRITEIT, periods.parse(naam), by=by)[0]


def _access(organisation: Organisation, adres: str) -> Access:
    access = access_for(User.objects.get(email=f"{adres}@denhaag.example.nl"), organisation)
    assert access is not None
    return access
