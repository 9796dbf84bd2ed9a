"""Loads the demonstration: two organisations, their people, the published cases, zaken under way and a
year of incidents.

Everything goes through the services, and the dates of the zaken under way are relative to today, so
that some terms are late, some end today and some have time.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from gir.demo import incidenten, rapporten, waterschap
from gir.demo.cast import DELFLAND, DEN_HAAG, WACHTWOORD, Speler
from gir.demo.path import Gang, Rolverdeling
from integrity import lifecycle
from integrity.importing import run as importing_run
from integrity.lists import (
    Kanaal,
    LijnUitkomst,
    Melderpositie,
    Melderrelatie,
    OrdemaatregelCode,
    Soort,
    VooronderzoekUitkomst,
)
from integrity.models import Melding, Zaak
from integrity.services import intake, oordeel, triage, verloop, zorg
from ledger.actors import MELDER, SYSTEEM
from organisations.access import Access, access_for
from organisations.models import Afdeling, Organisation, User
from organisations.roles import Rol
from organisations.services import (
    Omvang,
    change_afdeling,
    change_organisation,
    create_afdeling,
    create_organisation,
    create_user,
    give_rol,
    set_formatie,
)

PUBLISHED = Path(settings.BASE_DIR) / "tests" / "acceptatie" / "den-haag-2021-h1" / "registratie.csv"

AFDELINGEN = {
    "den-haag": (
        ("Bedrijfsvoering", 410),
        ("Dienst Publiekszaken", 620),
        ("Sociaal Domein", 980),
        ("Stadsbeheer", 1240),
    ),
    "delfland": (("Waterkeringen", 85), ("Zuivering", 120), ("Bedrijfsvoering", 60)),
}
# Beside the afdelingen, such as the griffie; and how many people share a hundred fte.
OVERIG, HOOFDEN_PER_FTE = 18, Decimal("1.12")
# Invented: a letter and a police file need the address of the work.
ADRESSEN = {
    "den-haag": {
        "adres": "Raadhuisplein 1",
        "postcode": "2500 AA",
        "plaats": "Den Haag",
        "telefoon": "070 000 00 00",
    },
    "delfland": {
        "adres": "Waterschapsplein 1",
        "postcode": "2600 AA",
        "plaats": "Delft",
        "telefoon": "015 000 00 00",
    },
}


class DemoIsThere(Exception):
    """There are organisations already: the demonstration is only for an empty database."""


@transaction.atomic
def load(say: Callable[[str], None] = lambda _: None) -> None:
    """Fill an empty database. Raises DemoIsThere when there is anything in it."""
    if Organisation.objects.exists():
        raise DemoIsThere
    say("Organisations and people…")
    den_haag = _organisation("Gemeente Den Haag", "den-haag", "gemeente", "duin", DEN_HAAG)
    delfland = _organisation("Waterschap Delfland", "delfland", "waterschap", "water", DELFLAND)
    say("The published cases of 2020 and 2021…")
    importing_run.run(den_haag, PUBLISHED.read_bytes())
    say("Zaken under way…")
    for fill, organisation, domein in (
        (_den_haag, den_haag, "denhaag.example.nl"),
        (_delfland, delfland, "waterschap.example.nl"),
    ):
        filing = Filing(organisation, domein)
        fill(filing)
        filing.look_after_melders()
    say("A year of incidents…")
    incidenten.den_haag(den_haag)
    waterschap.delfland(delfland)
    say("Reports…")
    rapporten.den_haag(den_haag)


def _organisation(naam: str, slug: str, soort: str, thema: str, people: tuple[Speler, ...]) -> Organisation:
    organisation = create_organisation(
        naam=naam, slug=slug, soort=soort, thema=thema, logo=f"logos/{thema}.svg", by=SYSTEEM
    )
    change_organisation(organisation=organisation, by=SYSTEEM, **ADRESSEN[slug])
    afdelingen = {
        name: create_afdeling(organisation=organisation, naam=name, by=SYSTEEM)
        for name, _ in AFDELINGEN[slug]
    }
    _staff(organisation, afdelingen)
    for speler in people:
        user = create_user(
            email=speler.email,
            naam=speler.naam,
            organisation=organisation,
            afdeling=afdelingen[speler.afdeling],
            by=SYSTEEM,
        )
        for held in ("medewerker", *speler.rollen):
            rol, _, register = held.partition("@")
            give_rol(user=user, organisation=organisation, rol=rol, register=register, by=SYSTEEM)
        if Rol.LEIDINGGEVENDE in speler.rollen:
            _leads(user, afdelingen[speler.afdeling])
    # one password, hashed once: that is slow on purpose
    User.objects.filter(home_organisation=organisation).update(password=make_password(WACHTWOORD))
    return organisation


def _staff(organisation: Organisation, afdelingen: dict[str, Afdeling]) -> None:
    """Invented: the afdelingen of the demonstration and some people beside them, in every year of its cases,
    a little more each year. Of this year nothing is filled in yet."""
    this_year = timezone.localdate().year
    for ago, jaar in enumerate(range(this_year - 1, 2019, -1)):
        sizes = {
            afdelingen[name].pk: Omvang(Decimal(fte) * (100 - ago) / 100)
            for name, fte in AFDELINGEN[organisation.slug]
        }
        sizes[None] = Omvang(sum(one.fte for one in sizes.values()) + OVERIG)
        heads = {pk: Omvang(round(one.fte, 1), int(one.fte * HOOFDEN_PER_FTE)) for pk, one in sizes.items()}
        set_formatie(organisation=organisation, jaar=jaar, omvang=heads, by=SYSTEEM)


def _leads(user: User, afdeling: Afdeling) -> None:
    change_afdeling(afdeling=afdeling, naam=afdeling.naam, leidinggevende=user, by=SYSTEEM)


class Filing:
    """Files meldingen for the people of one organisation and brings their zaken on their way."""

    def __init__(self, organisation: Organisation, domein: str) -> None:
        self.organisation = organisation
        self.domein = domein
        self.rollen = Rolverdeling(
            coordinator=self.access("coordinator"),
            tweede_lezer=self.access("coordinator2"),
            leidinggevende=self.access("leidinggevende"),
            onderzoeker=self.access("onderzoeker"),
            bevoegd_gezag=self.access("secretaris"),
        )

    def user(self, adres: str) -> User:
        return User.objects.get(email=f"{adres}@{self.domein}")

    def access(self, adres: str) -> Access:
        access = access_for(self.user(adres), self.organisation)
        assert access is not None
        return access

    def melding(self, verhaal: str, categorie: str, *, days_ago: int, **fields) -> Melding:
        melder = self.user("medewerker")
        about = {
            "ontvangen_op": _day(days_ago),
            "kanaal": Kanaal.PORTAAL,
            "melderpositie": Melderpositie.OPEN,
            "melderrelatie": Melderrelatie.MEDEWERKER,
            "betreft": "medewerker",
            "melder": intake.Melder(user=melder, naam=melder.naam),
            "afdeling": melder.afdeling,
        } | fields
        new = intake.NieuweMelding(beschrijving=verhaal, categorie=categorie, **about)
        return intake.register(self.organisation, new, by=MELDER)

    def look_after_melders(self) -> None:
        """All but the last zaak that waits for a benadelingscheck: one is late, to be seen."""
        for zaak in list(
            Zaak.objects.filter(organisation=self.organisation, termijn_code="benadelingscheck")
        )[:-1]:
            Gang(zaak, self.rollen).look_after_melder()

    def gang(self, verhaal: str, categorie: str, *, days_ago: int, pace: int = 3, **fields) -> Gang:
        melding = self.melding(verhaal, categorie, days_ago=days_ago, **fields)
        return Gang(melding.zaak, self.rollen, pace=pace)


def _day(days_ago: int) -> date:
    return timezone.localdate() - timedelta(days=days_ago)


def _den_haag(filing: Filing) -> None:
    filing.melding(
        "Mijn teamleider vraagt mij om facturen van zijn zwager goed te keuren.",
        "belangenverstrengeling",
        days_ago=9,
        betreft="leidinggevende",
        melderpositie=Melderpositie.VERTROUWELIJK,
        wie="De teamleider en een leverancier.",
        uitgesloten=(filing.user("coordinator2"),),
    )
    stadsbeheer, sociaal = (
        Afdeling.objects.get(organisation=filing.organisation, naam=naam)
        for naam in ("Stadsbeheer", "Sociaal Domein")
    )
    filing.melding(
        "Er verdwijnt steeds gereedschap uit het magazijn.",
        "diefstal_verduistering",
        days_ago=7,
        afdeling=stadsbeheer,
    )
    filing.melding("Een collega kijkt in dossiers van bekenden.", "misbruik_van_informatie", days_ago=2)

    late = filing.gang("Een collega declareert te veel ritten.", "declaratie_urenfraude", days_ago=24)
    late.to(lifecycle.BEOORDELING)
    zorg.tell_melder(
        late.zaak,
        late.zaak.meldingen.get(),
        "Dank voor uw melding. Weet u nog over welke maanden het gaat?",
        by=filing.rollen.coordinator,
    )

    waiting = filing.gang("Mijn collega is altijd chagrijnig.", "omgangsvormen", days_ago=6, pace=1)
    waiting.acknowledge()
    waiting.propose_drop("arbeidsgeschil")

    filing.gang("Er lagen stukken in de trein.", "lekken", days_ago=40).to(lifecycle.NIET_IN_BEHANDELING)

    filing.gang("Een collega heeft een bijbaan bij een leverancier.", "nevenwerkzaamheden", days_ago=30).to(
        lifecycle.IN_DE_LIJN
    )

    bullied = filing.gang("Er wordt gepest op de afdeling.", "pesten", days_ago=33, pace=2, afdeling=sociaal)
    bullied.to(lifecycle.VOORONDERZOEK)

    investigated = filing.gang("Er zijn adressen doorgegeven.", "misbruik_van_informatie", days_ago=45)
    investigated.to(lifecycle.FEITENONDERZOEK)
    oordeel.keep_order(
        investigated.zaak,
        investigated.zaak.betrokkenen.get(),
        OrdemaatregelCode.AUTORISATIES_INGETROKKEN,
        reden="Zolang het onderzoek loopt.",
        by=filing.rollen.bevoegd_gezag,
        on=_day(30),
    )

    police = filing.gang("Er is geld weg uit de kas.", "diefstal_verduistering", days_ago=50)
    police.to(lifecycle.EXTERN)
    oordeel.record_criminal(police.zaak, "aangifte", by=filing.rollen.coordinator, on=_day(40))
    verloop.suspend(police.zaak, reden="Het OM vraagt te wachten.", by=filing.rollen.coordinator, on=_day(35))

    filing.gang(
        "Een collega gebruikt de dienstauto in het weekend.",
        "dienstmiddelen",
        days_ago=60,
        pace=13,
        afdeling=stadsbeheer,
    ).to(lifecycle.WEDERHOOR)
    filing.gang(
        "Een opdracht ging steeds naar hetzelfde bureau.", "aanbestedingsfraude", days_ago=75, pace=11
    ).to(lifecycle.OORDEEL)
    filing.gang(
        "Een collega nam kaartjes aan van een aannemer.", "geschenken_uitnodigingen", days_ago=80, pace=10
    ).to(lifecycle.MAATREGEL)
    cared_for = filing.gang(
        "Een collega werd uitgescholden in een overleg.", "intimidatie", days_ago=85, afdeling=sociaal
    )
    cared_for.to(lifecycle.NAZORG)
    zorg.add_improvement(
        cared_for.zaak, "Bespreek de gedragscode in elk team.", eigenaar="HR", by=filing.rollen.coordinator
    )
    closed = filing.gang("Een collega verkocht spullen van de gemeente.", "dienstmiddelen", days_ago=100)
    closed.to(lifecycle.GESLOTEN)

    reopened = filing.gang("Een collega deelde een wachtwoord.", "interne_regels", days_ago=90)
    reopened.to(lifecycle.GESLOTEN)
    verloop.reopen(reopened.zaak, reden="Er kwam nieuwe informatie.", by=filing.rollen.coordinator)

    first_look = filing.gang("Een inkoper kreeg een weekend weg.", "geschenken_uitnodigingen", days_ago=55)
    first_look.to(lifecycle.VOORONDERZOEK)
    first_look.finish_vooronderzoek(VooronderzoekUitkomst.IN_DE_LIJN)
    verloop.hand_out(
        first_look.zaak, by=filing.rollen.coordinator, leidinggevende=filing.user("leidinggevende")
    )
    first_look.finish_lijn(LijnUitkomst.WAARSCHUWING)

    joined = filing.melding("Ook ik zag dat er adressen weggingen.", "misbruik_van_informatie", days_ago=12)
    triage.join(joined.zaak, investigated.zaak, by=filing.rollen.coordinator)

    filing.melding(
        "Mag ik een cadeau van 40 euro aannemen?",
        "geschenken_uitnodigingen",
        days_ago=5,
        soort=Soort.ADVIESVRAAG,
    )
    filing.melding("Ik hoor vaker dat er wordt gesjoemeld met uren.", "", days_ago=15, soort=Soort.SIGNAAL)
    filing.melding(
        "Een wethouder stemde mee over de vergunning van zijn broer.",
        "meestemmen_persoonlijk_belang",
        days_ago=8,
        betreft="wethouder_gedeputeerde_db",
    )


def _delfland(filing: Filing) -> None:
    filing.melding("Een aannemer werd steeds van tevoren ingelicht.", "lekken", days_ago=3)
    filing.gang("Er werd diesel getankt voor eigen gebruik.", "diefstal_verduistering", days_ago=20).to(
        lifecycle.VOORONDERZOEK
    )
    filing.gang("Een collega maakt seksuele opmerkingen.", "seksuele_intimidatie", days_ago=70).to(
        lifecycle.NAZORG
    )
