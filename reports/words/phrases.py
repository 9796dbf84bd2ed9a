"""Pieces of Dutch: numbers with their noun, enumerations, and what a code is called in a sentence."""

from collections.abc import Iterable, Mapping

from casework.lists import NIET_GEREGISTREERD, Code
from reports.periods import Periode, long_date
from reports.report import Rapport

# What happened with meldingen that were not taken up: for one, for more. {wie} is a number, or a pronoun.
REDENEN = {
    "geen_vermoeden": ("in {wie} was er geen vermoeden van een schending",) * 2,
    "onvoldoende_concreet": ("{wie} was onvoldoende concreet", "{wie} waren onvoldoende concreet"),
    "klacht": ("{wie} was een klacht", "{wie} waren klachten"),
    "klachtencommissie": ("{wie} ging naar de klachtencommissie", "{wie} gingen naar de klachtencommissie"),
    "ander_register": ("{wie} ging naar een ander register", "{wie} gingen naar een ander register"),
    "arbeidsgeschil": ("{wie} ging over een arbeidsgeschil", "{wie} gingen over een arbeidsgeschil"),
    "andere_organisatie": (
        "{wie} ging naar een andere organisatie",
        "{wie} gingen naar een andere organisatie",
    ),
    "melder_onbereikbaar": ("bij {wie} was de melder onbereikbaar",) * 2,
    "dubbel": ("{wie} was dubbel", "{wie} waren dubbel"),
    "ingetrokken": ("{wie} is ingetrokken", "{wie} zijn ingetrokken"),
    NIET_GEREGISTREERD: ("van {wie} is de reden niet geregistreerd",) * 2,
}
VERVOLG = {
    "in_de_lijn": ("is in de lijn voortgezet", "zijn in de lijn voortgezet"),
    "feitenonderzoek": ("leidde tot een feitenonderzoek", "leidden tot een feitenonderzoek"),
    "geen_schending": ("leverde geen schending op", "leverden geen schending op"),
    "extern": ("ging naar een andere instantie", "gingen naar een andere instantie"),
    NIET_GEREGISTREERD: ("heeft geen geregistreerde uitkomst", "hebben geen geregistreerde uitkomst"),
}
MAATREGELEN = {
    "gesprek": "een gesprek",
    "werkafspraken": "werkafspraken",
    "waarschuwing": "een waarschuwing",
    "formele_waarschuwing": "een formele waarschuwing",
    "berisping": "een schriftelijke berisping",
    "inhouding": "een inhouding",
    "geen_periodiek": "geen periodiek",
    "overplaatsing": "een overplaatsing",
    "schorsing": "een schorsing",
    "ontbindingsverzoek": "een ontbindingsverzoek",
    "vaststellingsovereenkomst": "een vaststellingsovereenkomst",
    "terugvordering": "een terugvordering",
    "politiek": "een politieke uitkomst",
    NIET_GEREGISTREERD: "een maatregel die niet is geregistreerd",
}
# What one can say "is opgelegd" of.
OPGELEGD = {
    "waarschuwing",
    "formele_waarschuwing",
    "berisping",
    "inhouding",
    "schorsing",
    "voorwaardelijk_ontslag",
}


def number(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def count(n: int, one: str, more: str, none: str = "geen") -> str:
    """ "geen meldingen", "1 melding", "1.200 meldingen"."""
    return f"{none} {more}" if n == 0 else f"{number(n)} {one if n == 1 else more}"


def enumerate_words(parts: Iterable[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    *first, last = list(parts)
    return f"{', '.join(first)} en {last}" if first else last


def sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def lower_first(label: str) -> str:
    """A label in the middle of a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def label_of(code: str, labels: Mapping[str, Code]) -> str:
    if code == NIET_GEREGISTREERD:
        return "een categorie die niet is geregistreerd"
    label = lower_first(labels[code].label) if code in labels else code
    return f"de categorie {label}" if label.startswith("overig") else label


def categories(counts: Mapping[str, int], labels: Mapping[str, Code]) -> str:
    return enumerate_words(f"{label_of(code, labels)} ({number(n)})" for code, n in counts.items())


def measure_of(code: str, labels: Mapping[str, Code]) -> str:
    if code in MAATREGELEN:
        return MAATREGELEN[code]
    return lower_first(labels[code].label) if code in labels else code


def is_or_are(n: int) -> str:
    return "is" if n == 1 else "zijn"


def in_words(periode: Periode, *, whole: bool = False) -> str:
    """For in a sentence; ``whole``: of a period that is set beside one that still runs."""
    words = periode.in_words
    if not whole:
        return words
    for article in ("het ", "de "):
        if words.startswith(article):
            return f"{article}hele {words.removeprefix(article)}"
    return f"heel {words}"


def compared_with(rapport: Rapport) -> tuple[str, str]:
    """The period, and how much was received in it a year earlier: "waren dat er 64"."""
    then = rapport.cijfers["vergelijking"][0]["instroom"].aantal
    running = rapport.peildatum < rapport.periode.tot_en_met
    before = in_words(rapport.periode.years_earlier(1), whole=running)
    compared = {
        0: f"in {before} zijn er geen geregistreerd",
        1: f"in {before} was dat er 1",
    }.get(then, f"in {before} waren dat er {number(then)}")
    return in_words(rapport.periode), compared


def stock(rapport: Rapport, noun: tuple[str, str]) -> list[str]:
    """What is open at the end, or on the peildatum of a period that runs, and at the beginning."""
    tree = rapport.cijfers
    begin, end = tree["voorraad"]["begin"].aantal, tree["voorraad"]["eind"].aantal
    running = rapport.peildatum < rapport.periode.tot_en_met
    when = f"op {long_date(rapport.peildatum)}" if running else "aan het einde van de periode"
    if not begin and not end:
        return [f"Aan het begin van de periode en {when} waren er geen open {noun[1]}."]
    now = f"{'was' if end == 1 else 'waren'} {count(end, *noun)} open"
    then = f"{'was' if begin == 1 else 'waren'} dat er {number(begin) if begin else 'geen'}"
    return [sentence(f"{when} {now}; aan het begin {then}")]
