"""How a cell of a report reads: one way for the page and for every document."""

from decimal import Decimal

from casework.bedragen import in_euros
from casework.typesetting.characters import clean
from reports.periods import long_date
from reports.verslag import Vak, Verslag, Verslagtabel
from reports.words.phrases import number

VERBORGEN = "×"
# What the signs mean, for below a report.
TEKENS = {
    "–": "hier valt niets te tellen of te vergelijken; dat is iets anders dan 0",
    "onbekend": "er is niets waarvan dit een deel kan zijn",
    VERBORGEN: "een klein aantal, verborgen zodat niemand te herkennen is",
}


def text_of(vak: Vak) -> str:
    """In Dutch: "1.234", "€ 12,50", "+3", "−9%", "40%", "–" for nothing to tell, "×" for what is hidden.
    Words stay what they are, without characters that are no text."""
    match vak.waarde:
        case str(words):
            return clean(words)
        case _ if vak.soort == "verborgen":
            return VERBORGEN
        case None:
            return "onbekend" if vak.soort == "onbekend" else "–"
        case value if vak.soort == "bedrag":
            return in_euros(Decimal(value))
        case value if vak.soort == "aandeel":
            return f"{value}%"
        case value if vak.soort == "procent":
            return f"{signed(int(value))}%"
        case value if vak.soort == "verschil":
            return signed(int(value))
        case value:
            return number(int(value))


def signed(n: int) -> str:
    """With its sign; a real minus."""
    return f"{'+' if n > 0 else '−' if n < 0 else ''}{number(abs(n))}"


def caption(tabel: Verslagtabel) -> str:
    """The title of a table, with what it counts where neither the title nor a column says that."""
    unit = unit_beside(tabel)
    return f"{tabel.titel} ({unit})" if unit else tabel.titel


def unit_beside(tabel: Verslagtabel) -> str:
    """What a table counts; empty where its title or a column says that."""
    named = tabel.eenheid in tabel.titel.lower() or tabel.eenheid.capitalize() in tabel.kolommen
    return "" if named else tabel.eenheid


def signs_of(verslag: Verslag) -> tuple[tuple[str, str], ...]:
    """The signs that stand in the tables of this report, with what they mean."""
    cells = (vak for _, tabel in verslag.tabellen() for rij in tabel.rijen for vak in rij.vakken)
    texts = {text_of(vak) for vak in cells if not vak.is_tekst}
    return tuple((sign, means) for sign, means in TEKENS.items() if sign in texts)


def account_of(verslag: Verslag) -> tuple[tuple[str, str], ...]:
    """How it was counted: for who wants to check it, or to set it beside another report."""
    return (
        ("Organisatie", verslag.organisatie),
        ("Periode", f"{long_date(verslag.van)} tot en met {long_date(verslag.tot_en_met)}"),
        ("Peildatum", long_date(verslag.peildatum)),
        ("Bescherming", verslag.bescherming or "Geen: elk getal staat er zoals het is geteld."),
        ("Definities", f"versie {verslag.definities}"),
        *((f"Lijst {naam}", versie) for naam, versie in verslag.lijsten),
    )
