"""What a report tells beside its figures: what was learned, done, changed and promised, as parts of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from incidents.gedragingen import Hoofdcategorie
from organisations.roles import Register
from reports import periods
from reports.facts.vastgelegd import ActiviteitFeit, ToezeggingFeit, Vastgelegd
from reports.figures import vastgelegd as figures
from reports.figures.vastgelegd import Activiteitstand, stand_of
from reports.models import Activiteit, Toezegging
from reports.periods import long_date
from reports.report import Rapport
from reports.verslag.content import TEKST, Tabelrij, Vak, Verslagdeel, Verslagtabel
from reports.words.vastgelegd import about_activities, about_promises

LESSEN, ACTIVITEITEN, ONTWIKKELINGEN, TOEZEGGINGEN = (
    "lessen",
    "activiteiten",
    "ontwikkelingen",
    "toezeggingen",
)
VERTELD = (LESSEN, ACTIVITEITEN, ONTWIKKELINGEN, TOEZEGGINGEN)
STANDEN = {
    Activiteitstand.GEDAAN: "Gedaan",
    Activiteitstand.AANGEKONDIGD: "Aangekondigd",
    Activiteitstand.VERVALLEN: "Vervallen",
}


def told(rapport: Rapport, facts: Vastgelegd, written: Mapping[str, str]) -> tuple[Verslagdeel, ...]:
    """The parts. That nothing was done or promised is said in one sentence; without a lesson or a change of
    the organisation there is no such part, unless people wrote something with it."""
    made = (
        Verslagdeel(LESSEN, "Lessen per thema", tabellen=tuple(_lessons(facts, _themes(rapport)))),
        Verslagdeel(
            ACTIVITEITEN,
            "Activiteiten",
            zinnen=about_activities(figures.activiteiten(facts, rapport.register), rapport.periode),
            tabellen=tuple(_activities(facts, rapport.register, _themes(rapport))),
        ),
        Verslagdeel(ONTWIKKELINGEN, "Ontwikkelingen in de organisatie", tabellen=tuple(_developments(facts))),
        Verslagdeel(
            TOEZEGGINGEN,
            "Wat is er gedaan met eerdere toezeggingen",
            zinnen=about_promises(figures.toezeggingen(facts)),
            tabellen=tuple(_promises(facts)),
        ),
    )
    whole = (_with(deel, written.get(deel.naam, "")) for deel in made)
    return tuple(deel for deel in whole if deel.zinnen or deel.tabellen or deel.toelichting)


def _with(deel: Verslagdeel, toelichting: str) -> Verslagdeel:
    return Verslagdeel(deel.naam, deel.titel, deel.zinnen, toelichting, deel.tabellen)


def _themes(rapport: Rapport) -> Callable[[str], str]:
    """What a theme is called, in the words of the list that holds at the end of the period."""
    if rapport.register == Register.INTEGRITEIT:
        labels = {code: one.label for code, one in rapport.woorden.get("categorie", {}).items()}
    else:
        labels = dict(Hoofdcategorie.choices)
    return lambda code: labels.get(code, code) if code else "Algemeen"


def _words(*texts: str) -> tuple[Vak, ...]:
    return tuple(Vak(text, TEKST) for text in texts)


def _lessons(facts: Vastgelegd, theme: Callable[[str], str]) -> Iterator[Verslagtabel]:
    if not facts.lessen:
        return
    rows = [Tabelrij(theme(one.thema), _words(one.tekst)) for one in facts.lessen]
    yield Verslagtabel(
        naam="lessen",
        titel="Lessen per thema",
        eenheid="lessen",
        uitleg="Wat in deze periode is geleerd van meldingen en van gesprekken daarover.",
        kop="Thema",
        kolommen=("Les",),
        rijen=tuple(sorted(rows, key=lambda row: row.label)),
    )


def _activities(facts: Vastgelegd, register: str, theme: Callable[[str], str]) -> Iterator[Verslagtabel]:
    """Each one, what was done first; and how many of each kind."""
    if not facts.activiteiten:
        return
    order = list(Activiteitstand)
    found = sorted(facts.activiteiten, key=lambda one: (order.index(stand_of(one)), _day(one)))
    with_theme = any(one.thema for one in found)
    rows = tuple(
        Tabelrij(
            one.onderwerp,
            _words(
                Activiteit.Soort(one.soort).label,
                one.doelgroep or "Iedereen",
                *((theme(one.thema),) if with_theme else ()),
                STANDEN[stand_of(one)],
                _when(one),
            ),
        )
        for one in found
    )
    which = (
        "Gedaan of vervallen in deze periode, of aangekondigd en nog niet gedaan op de laatste dag die"
        " meetelt."
    )
    yield Verslagtabel(
        naam="activiteiten",
        titel="Activiteiten",
        eenheid="activiteiten",
        uitleg=which,
        kop="Onderwerp",
        kolommen=("Soort", "Voor wie", *(("Thema",) if with_theme else ()), "Stand", "Wanneer"),
        rijen=rows,
    )
    counts = figures.activiteiten(facts, register)
    soorten = list(dict.fromkeys(soort for one in counts.values() for soort in one))

    def cells(soort: str) -> tuple[Vak, ...]:
        return tuple(
            Vak(counts[stand].get(soort, 0), figuur=f"{ACTIVITEITEN}.{stand}.{soort}") for stand in STANDEN
        )

    totals = tuple(
        Vak(sum(counts[stand].values()), figuur=f"{ACTIVITEITEN}.{stand}.totaal") for stand in STANDEN
    )
    yield Verslagtabel(
        naam="activiteiten-soort",
        titel="Activiteiten per soort",
        eenheid="activiteiten",
        uitleg=which,
        kop="Soort",
        kolommen=tuple(STANDEN.values()),
        rijen=(
            *(Tabelrij(Activiteit.Soort(soort).label, cells(soort)) for soort in soorten),
            Tabelrij("Totaal", totals, "totaal"),
        ),
    )


def _day(one: ActiviteitFeit) -> date:
    """Every activity has one: it was announced or done."""
    return one.ended_on or one.gepland_op or one.aangekondigd_op or date.max


def _when(one: ActiviteitFeit) -> str:
    if one.ended_on:
        return long_date(one.ended_on)
    return f"gepland op {long_date(one.gepland_op)}" if one.gepland_op else "nog niet gepland"


def _developments(facts: Vastgelegd) -> Iterator[Verslagtabel]:
    if not facts.ontwikkelingen:
        return
    found = sorted(facts.ontwikkelingen, key=lambda one: one.op)
    yield Verslagtabel(
        naam="ontwikkelingen",
        titel="Ontwikkelingen in de organisatie",
        eenheid="ontwikkelingen",
        uitleg="Veranderingen in deze periode die helpen om de cijfers te begrijpen.",
        kop="Datum",
        kolommen=("Ontwikkeling",),
        rijen=tuple(Tabelrij(long_date(one.op), _words(one.omschrijving)) for one in found),
    )


def _promises(facts: Vastgelegd) -> Iterator[Verslagtabel]:
    """Each one, the oldest first, with what came of it."""
    if not facts.toezeggingen:
        return
    found = sorted(facts.toezeggingen, key=lambda one: one.toegezegd_op)
    rows = (
        Tabelrij(
            one.tekst,
            _words(
                _where(one),
                long_date(one.uiterlijk_op) if one.uiterlijk_op else "",
                _came(one),
                one.uitleg,
            ),
        )
        for one in found
    )
    which = (
        "Toezeggingen die bij het begin van deze periode open stonden of daarna zijn gedaan,"
        " met de stand op de laatste dag die meetelt."
    )
    yield Verslagtabel(
        naam="toezeggingen",
        titel="Toezeggingen en wat ervan kwam",
        eenheid="toezeggingen",
        uitleg=which,
        kop="Toezegging",
        kolommen=("Toegezegd", "Voor wanneer", "Afloop", "Uitleg"),
        rijen=tuple(rows),
    )
    counts = figures.toezeggingen(facts)
    yield Verslagtabel(
        naam="toezeggingen-afloop",
        titel="Toezeggingen per afloop",
        eenheid="toezeggingen",
        uitleg=which,
        kop="Afloop",
        kolommen=("Toezeggingen",),
        rijen=(
            *(
                Tabelrij(Toezegging.Afloop(code).label, (Vak(n, figuur=f"{TOEZEGGINGEN}.{code}"),))
                for code, n in counts.items()
            ),
            Tabelrij("Totaal", (Vak(sum(counts.values()), figuur=f"{TOEZEGGINGEN}.totaal"),), "totaal"),
        ),
    )


def _where(one: ToezeggingFeit) -> str:
    if one.rapport:
        return f"in het rapport over {periods.parse(one.rapport).in_words}"
    return long_date(one.toegezegd_op)


def _came(one: ToezeggingFeit) -> str:
    came = Toezegging.Afloop(one.afloop).label
    return f"{came} op {long_date(one.afloop_op)}" if one.afloop_op else came
