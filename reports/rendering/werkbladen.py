"""A report as the sheets of a spreadsheet: the same ones for ODS and XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from casework.typesetting.characters import clean
from reports.rendering.cells import account_of, signs_of, text_of
from reports.rendering.cijfers import KOPPEN, figures_in, named_tables, tables_in
from reports.verslag import Tabelrij, Vak, Verslag, Verslagtabel

TOELICHTING, DEFINITIES, CIJFERS = "Toelichting", "Definities", "Cijfers"
NAME = 31  # characters, in Excel
LONGEST = 32_000  # characters of one cell; Excel takes a few more
NARROW, WIDE = 11, 60
LEESBREED = 90  # characters: about what a line that is read has, and less than a page on its side holds
TEXT = "tekst"
OMBROKEN = ("uitleg", "lang")  # the opmaak of words that go on in a next line
# How a number is shown; the kinds of a Vak that hold one.
GETALLEN = ("aantal", "bedrag", "verschil", "procent", "aandeel")


@dataclass(frozen=True)
class Werkbladcel:
    """``soort``: tekst, teken (a sign instead of a number), or one of GETALLEN. Text is text, also when it
    looks like a formula.

    ``opmaak``: "" or titel, uitleg, kop, rij, deel, totaal, lang.
    ``breed``: how many columns it takes.
    """

    waarde: str | int | Decimal
    soort: str = TEXT
    opmaak: str = ""
    breed: int = 1

    @property
    def tekst(self) -> str:
        return self.waarde if isinstance(self.waarde, str) else text_of(Vak(self.waarde, self.soort))

    @property
    def stijl(self) -> str:
        """The name of its style; empty for plain text."""
        if self.soort == TEXT:
            return self.opmaak
        return f"{self.soort} totaal" if self.opmaak == "totaal" else self.soort


@dataclass(frozen=True)
class Werkblad:
    """``kopregel``: the number of the row with the headings, from 1; 0: none. What is above stays in sight.
    ``breedtes``: of the columns, in characters."""

    naam: str
    regels: tuple[tuple[Werkbladcel, ...], ...]
    breedtes: tuple[int, ...]
    kopregel: int = 0


def lines_of(cells: tuple[Werkbladcel, ...], breedtes: tuple[int, ...]) -> int:
    """How many lines a row needs for its words, about: a program makes a row that high by itself, but not for
    a cell of more than one column, and not always when it prints."""
    needed = (
        len(wrap(one.tekst, sum(breedtes[at : at + one.breed])))
        for at, one in enumerate(cells)
        if one.opmaak in OMBROKEN and isinstance(one.waarde, str)
    )
    return max(needed, default=1) or 1


def sheets_of(verslag: Verslag) -> list[Werkblad]:
    """First what the report is, then a sheet per table, the definitions, and every figure by its path."""
    taken = (TOELICHTING, DEFINITIES, CIJFERS)
    return [
        Werkblad(TOELICHTING, tuple(_explanation(verslag)), (26, 100)),
        *(_table(name, tabel) for name, tabel in named_tables(verslag, NAME, taken)),
        _definitions(verslag),
        _figures(verslag),
    ]


def _text(text: str, opmaak: str = "") -> Werkbladcel:
    return Werkbladcel(clean(text), TEXT, opmaak)


def _explanation(verslag: Verslag) -> Iterator[tuple[Werkbladcel, ...]]:
    yield (_text(verslag.titel, "titel"),)
    yield ()
    yield from _labelled([*account_of(verslag), *(("Wat hierin staat", one) for one in verslag.reikwijdte)])
    for deel in verslag.delen:
        if said := [line for line in clean(deel.woorden).split("\n") if line.strip()]:
            yield ()
            yield from _labelled([(deel.titel, line) for line in said])


def _labelled(facts: list[tuple[str, str]]) -> Iterator[tuple[Werkbladcel, ...]]:
    """A label stands once, before the first of its lines; a line that is too long for a cell goes on."""
    last = ""
    for label, line in facts:
        for at in range(0, max(len(line), 1), LONGEST):
            yield _text("" if label == last else label, "rij"), _text(line[at : at + LONGEST], "lang")
            last = label


def _table(name: str, tabel: Verslagtabel) -> Werkblad:
    labels = max((len(rij.label) + 2 for rij in tabel.rijen), default=0)
    widths = (_width(labels, 24), *(_column_width(tabel, at) for at in range(len(tabel.kolommen))))
    more = -(-max(LEESBREED - sum(widths), 0) // NARROW)
    widths += (NARROW,) * more
    above = (
        (_text(tabel.titel, "titel"),),
        (_text(f"Geteld: {tabel.eenheid}", "uitleg"),),
        (_across(tabel.uitleg, widths),),
        (),
        tuple(_text(kop, "kop") for kop in (tabel.kop, *tabel.kolommen)),
    )
    return Werkblad(
        naam=name,
        regels=(*above, *(line for rij in tabel.rijen for line in _lines(rij))),
        breedtes=widths,
        kopregel=len(above),
    )


def _across(text: str, widths: tuple[int, ...]) -> Werkbladcel:
    """Words over as many columns as a line that is read is wide."""
    breed = next(n for n in range(1, len(widths) + 1) if sum(widths[:n]) >= LEESBREED)
    return Werkbladcel(clean(text), TEXT, "uitleg", breed)


def _width(wanted: int, least: int) -> int:
    return min(max(wanted, least), WIDE)


def _column_width(tabel: Verslagtabel, at: int) -> int:
    words = [len(text_of(rij.vakken[at])) + 2 for rij in tabel.rijen if rij.vakken[at].is_tekst]
    return _width(max((len(tabel.kolommen[at]) + 2, *words)), NARROW)


def _lines(rij: Tabelrij) -> Iterator[tuple[Werkbladcel, ...]]:
    """A row; words that are too long for a cell go on in the row below."""
    opmaak = {"deel": "deel", "subtotaal": "totaal", "totaal": "totaal"}.get(rij.soort, "")
    label = _text(rij.label, opmaak or ("rij" if len(rij.label) <= WIDE else "lang"))
    yield (label, *(_cell(vak, opmaak) for vak in rij.vakken))
    longest = max((len(text_of(vak)) for vak in rij.vakken if vak.is_tekst), default=0)
    for at in range(LONGEST, longest, LONGEST):
        yield (_text("", label.opmaak), *(_cell(vak, opmaak, at) for vak in rij.vakken))


def _cell(vak: Vak, opmaak: str, at: int = 0) -> Werkbladcel:
    """``at``: from where on its words; a number stands there once."""
    if vak.is_tekst or at:
        words = text_of(vak)[at : at + LONGEST] if vak.is_tekst else ""
        return Werkbladcel(words, TEXT, opmaak or "lang")
    return _number(vak, opmaak)


def _number(vak: Vak, opmaak: str = "") -> Werkbladcel:
    """A number as a number; a sign where none can stand."""
    if vak.waarde is None or vak.soort not in GETALLEN:
        return Werkbladcel(text_of(vak), "teken", opmaak)
    return Werkbladcel(vak.waarde, vak.soort, opmaak)


def _definitions(verslag: Verslag) -> Werkblad:
    rows = [
        tuple(_text(text, opmaak) for text, opmaak in zip(texts, ("rij", "", "lang"), strict=True))
        for texts in (
            *((tabel.titel, tabel.eenheid, tabel.uitleg) for _, tabel in tables_in(verslag)),
            *((sign, "teken", means) for sign, means in signs_of(verslag)),
        )
    ]
    headings = tuple(_text(kop, "kop") for kop in ("Tabel of teken", "Geteld", "Definitie"))
    return Werkblad(DEFINITIES, (headings, *rows), (44, 18, 100), 1)


def _figures(verslag: Verslag) -> Werkblad:
    rows = ((*map(_text, texts), *_machine(vak)) for *texts, vak in figures_in(verslag))
    headings = tuple(_text(kop, "kop") for kop in KOPPEN)
    return Werkblad(CIJFERS, (headings, *rows), (52, 26, 36, 36, 18, 14, 12), 1)


def _machine(vak: Vak) -> tuple[Werkbladcel, ...]:
    """Nothing instead of a sign, but for what is hidden: that is something else than not being there."""
    return () if vak.waarde is None and vak.soort != "verborgen" else (_number(vak),)
