"""Random registers of an ordinary shape, and the reports of their periods. The same seed gives the same."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from casework.lists import STANDAARD
from incidents.gedragingen import GEDRAGINGEN
from incidents.lists import Aanleiding
from integrity.lists import (
    Betreft,
    Kanaal,
    LijnUitkomst,
    MaatregelCode,
    Melderpositie,
    Melderrelatie,
    OnderzoekSoort,
    OordeelCode,
    OrdemaatregelCode,
    Route,
    Uitstroomreden,
    Uitvoering,
    VooronderzoekUitkomst,
)
from reports import periods
from reports.facts.agressie import (
    IncidentFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SlachtofferFeit,
    SluitingFeit,
    TermijnFeit,
    VeroorzakermaatregelFeit,
    known_incidents,
)
from reports.facts.integriteit import (
    AantijgingFeit,
    Bijfeiten,
    GesprekkenFeit,
    LijnFeit,
    LoopFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    StrafrechtFeit,
    TriageFeit,
    ZaakFeit,
    ZaaktermijnFeit,
    known_facts,
)
from reports.figures import agressie as agressie_figures
from reports.figures import integriteit as integriteit_figures
from reports.verslag import Verslag, verslag_of
from tests.reports import making
from tests.reports.agressie import making as agressie_making
from tests.reports.agressie.naive import CODES

FIRST = date(2018, 1, 1)
YEARS = 4
AFDELINGEN = ["", "Afval", "Bureau St. Jan", "Burgerzaken", "Financiën", "Handhaving", "Zorg"]


def one_of(random: Random, codes: Sequence[str]) -> str:
    """A few codes come often, the rest seldom, as in a real register."""
    return codes[min(int(random.expovariate(0.5)), len(codes) - 1)]


def a_day(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange(365 * YEARS))


def later(random: Random, day: date, most: int = 120) -> date:
    return day + timedelta(days=random.randrange(1, most))


Zaken = tuple[list[MeldingFeit], list[ZaakFeit], Bijfeiten]


def integrity_register(random: Random, size: int) -> Zaken:
    """``size`` meldingen, some of them joined to an earlier zaak."""
    meldingen: list[MeldingFeit] = []
    zaken: list[ZaakFeit] = []
    categorieen = ["", *STANDAARD["integriteit", "categorie"]]
    for pk in range(1, size + 1):
        day = a_day(random)
        earlier = [one for one in zaken if one.ontvangen_op < day]
        joins = earlier and random.random() < 0.1
        zaak = random.choice(earlier) if joins else _zaak(random, pk, day)
        if not joins:
            zaken.append(zaak)
        meldingen.append(
            MeldingFeit(
                pk,
                day,
                kanaal=one_of(random, ["", *Kanaal.values]),
                categorie=one_of(random, categorieen),
                betreft=one_of(random, ["", *Betreft.values]),
                afdeling=one_of(random, AFDELINGEN),
                zaak=zaak.id,
                positie=one_of(random, ["", *Melderpositie.values]),
                relatie=one_of(random, [*Melderrelatie.values, ""]),
                termijnen=(_term(random, "bevestigen", day, 7), _term(random, "terugkoppelen", day, 90)),
            )
        )
    for pk in range(size // 10):
        soort = random.choice(["signaal", "adviesvraag"])
        where = one_of(random, Kanaal.values), one_of(random, categorieen)
        meldingen.append(MeldingFeit(10_000 + pk, a_day(random), soort, *where))
    return meldingen, zaken, _beside(random, zaken)


def _term(random: Random, code: str, day: date, length: int) -> ZaaktermijnFeit:
    done = later(random, day, length + length // 3)
    return ZaaktermijnFeit(code, day, day + timedelta(days=length), done, done)


def _beside(random: Random, zaken: Sequence[ZaakFeit]) -> Bijfeiten:
    def runs(codes: Sequence[str]) -> tuple[LoopFeit, ...]:
        begun = [(one.id, later(random, one.ontvangen_op)) for one in zaken if random.random() < 0.15]
        return tuple(LoopFeit(pk, day, later(random, day), one_of(random, codes)) for pk, day in begun)

    talks = (
        GesprekkenFeit(jaar, kwartaal, code, random.randrange(9), wie)
        for jaar in range(FIRST.year, FIRST.year + YEARS)
        for kwartaal in range(1, 5)
        for code in ("lekken", "oneigenlijk_gebruik")
        for wie in range(random.randrange(4))
    )
    return Bijfeiten(
        {one.id: one.aantijgingen for one in zaken}, runs(OrdemaatregelCode.values), runs([""]), tuple(talks)
    )


def _zaak(random: Random, pk: int, day: date) -> ZaakFeit:
    decided = later(random, day, 20)
    if random.random() < 0.35:
        triage = TriageFeit(pk, decided, reden=one_of(random, Uitstroomreden.values))
        gone = (SluitingFeit(uitgestroomd_op=decided),)
        return ZaakFeit(pk, day, triage=(triage,) if random.random() < 0.9 else (), sluitingen=gone)
    route = one_of(random, Route.values)
    researched = later(random, decided)
    end = later(random, researched, 200)
    judged = [
        AantijgingFeit(
            over,
            random.random() < 0.9,
            one_of(random, OordeelCode.values),
            end,
            one_of(random, list(STANDAARD["integriteit", "categorie"])),
        )
        for over in range(1, random.randrange(1, 3) + 1)
    ]
    onderzoeken = tuple(
        OnderzoekFeit(
            soort,
            decided,
            end,
            one_of(random, VooronderzoekUitkomst.values) if soort == "vooronderzoek" else "",
            one_of(random, Uitvoering.values),
            "bedrag" if (has := random.random() < 0.4) else "geen",
            Decimal(random.randrange(500, 40_000)) if has else None,
        )
        for soort in OnderzoekSoort.values
        if soort == route
    )
    return ZaakFeit(
        pk,
        day,
        triage=(TriageFeit(pk, decided, route=route),),
        onderzoeken=onderzoeken,
        aantijgingen=tuple(judged) if route != "extern" else (),
        maatregelen=tuple(
            MaatregelFeit(a.betrokkene, one_of(random, MaatregelCode.values), later(random, end, 30))
            for a in judged
            if a.vastgesteld
        ),
        lijn=(LijnFeit(pk, decided, one_of(random, LijnUitkomst.values), end),)
        if route == "in_de_lijn"
        else (),
        sluitingen=(SluitingFeit(afgesloten_op=later(random, end, 60)),),
        aangiften=(end,) if (reported := random.random() < 0.05) else (),
        strafrecht=(StrafrechtFeit("aangifte" if reported else "niet", end),),
        termijnen=(
            _term(random, "beoordelen", day, 14),
            *(_term(random, step, decided, 60) for step in (route,) if step != "extern"),
        ),
    )


def integrity_report(register: Zaken, naam: str, peildatum: str = "") -> Verslag:
    periode = periods.parse(naam)
    day = date.fromisoformat(peildatum) if peildatum else periode.tot_en_met
    categorieen, maatregelen = (STANDAARD["integriteit", lijst] for lijst in ("categorie", "maatregel"))
    facts = known_facts(periode, day, *register)
    tree = integriteit_figures.build(facts, categorieen, maatregelen)
    tree |= {"verdieping": integriteit_figures.deepen(facts, categorieen)}
    return verslag_of(making.rapport_of(tree, naam, peildatum=peildatum))


Voorvallen = list[IncidentFeit]


def aggression_register(random: Random, size: int) -> Voorvallen:
    return [_incident(random, pk) for pk in range(1, size + 1)]


def _incident(random: Random, pk: int) -> IncidentFeit:
    def code(naam: str) -> str:
        return one_of(random, ["", *CODES[naam]])

    def several(naam: str) -> tuple[str, ...]:
        return tuple({one_of(random, list(CODES[naam])) for _ in range(random.randrange(3))})

    day = a_day(random)
    soon = later(random, day, 30)
    victims = tuple(
        SlachtofferFeit(
            n,
            code("doelwit"),
            code("ambt"),
            code("functiegroep"),
            code("letsel"),
            code("verzuim"),
            several("gevolg"),
            several("besproken_met"),
        )
        for n in range(random.randrange(1, 3))
    )
    step = random.choice(["112", "melding", "aangifte"])
    measure = VeroorzakermaatregelFeit(
        code("maatregel") or "geen", soon, soon, later(random, soon), incident=pk
    )
    damage = SchadeFeit(Decimal(random.randrange(20, 2000)), day, Decimal(20), soon)
    return IncidentFeit(
        pk,
        day,
        soort="incident" if random.random() < 0.95 else "hinderlijk_contact",
        voorval_op=day,
        uur=random.randrange(24) if random.random() < 0.8 else None,
        hoofdcategorie=code("hoofdcategorie"),
        gedragingen=(one_of(random, list(GEDRAGINGEN)),),
        kenmerken=several("kenmerk"),
        contactvormen=several("contactvorm"),
        afdeling=one_of(random, AFDELINGEN),
        aanleiding=one_of(random, ["", *Aanleiding.values]),
        slachtoffers=victims,
        politiecontacten=(PolitiecontactFeit(step, soon),) if random.random() < 0.4 else (),
        politiebesluiten=(PolitiebesluitFeit(soon, "geen", code("reden"), code("strafbaar")),)
        if random.random() < 0.4
        else (),
        maatregelen=(measure,) if random.random() < 0.3 else (),
        schades=(damage,) if random.random() < 0.1 else (),
        termijnen=(TermijnFeit("opvanggesprek", later(random, day, 9), later(random, day, 9)),),
        sluitingen=(SluitingFeit(afgesloten_op=later(random, soon)),) if random.random() < 0.9 else (),
    )


def aggression_report(register: Voorvallen, naam: str, peildatum: str = "") -> Verslag:
    periode = periods.parse(naam)
    day = date.fromisoformat(peildatum) if peildatum else periode.tot_en_met
    measures = [m for one in register for m in one.maatregelen]
    facts = known_incidents(periode, day, register, measures, [])
    tree = agressie_figures.build(facts) | {"verdieping": agressie_figures.deepen(facts)}
    return verslag_of(agressie_making.rapport_of(tree, naam, peildatum=peildatum))
