"""How a chart is described, and the ways to assemble its table from cells of the tables of the report.

What is taken from one table keeps the name of that table: its numbers can be read there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reports.verslag.content import TEKST, Grafieksoort, Tabelrij, Vak, Verslagtabel

Tabellen = Mapping[str, Verslagtabel]
# More points than this can't be read on a line with their numbers.
PUNTEN = 18
TOTALEN = ("subtotaal", "totaal")


@dataclass(frozen=True)
class Beeld:
    """A chart in part ``deel`` of the report; ``maak`` gives no table when there is nothing to make it of."""

    deel: str
    naam: str
    titel: str
    soort: Grafieksoort
    maak: Callable[[Tabellen], Verslagtabel | None]


def column(naam: str, at: int = 0) -> Callable[[Tabellen], Verslagtabel | None]:
    """The rows of one table with one of its columns, without its totals."""

    def make(tables: Tabellen) -> Verslagtabel | None:
        tabel = tables.get(naam)
        if not tabel or len(tabel.kolommen) <= at:
            return None
        rows = (
            replace(rij, vakken=(rij.vakken[at],), soort="")
            for rij in tabel.rijen
            if rij.soort not in TOTALEN
        )
        named = tabel.kolommen[at] if len(tabel.kolommen) == 1 else tabel.eenheid.capitalize()
        return replace(tabel, kolommen=(named,), rijen=tuple(rows))

    return make


def in_order_of_time(naam: str) -> Callable[[Tabellen], Verslagtabel | None]:
    """The first column of a table that begins with the last period: the oldest one first."""

    def make(tables: Tabellen) -> Verslagtabel | None:
        tabel = column(naam)(tables)
        return tabel and replace(tabel, rijen=tabel.rijen[::-1])

    return make


def whole(naam: str) -> Callable[[Tabellen], Verslagtabel | None]:
    return lambda tables: tables.get(naam)


def beside(naam: str, columns: tuple[int, ...]) -> Callable[[Tabellen], Verslagtabel | None]:
    """A row for each of these columns of each row: “Opvanggesprek: op tijd”. What is not given, such as the
    middle of too few, has no bar; what is hidden is told of."""

    def make(tables: Tabellen) -> Verslagtabel | None:
        tabel = tables.get(naam)
        if not tabel:
            return None
        rows = (
            Tabelrij(f"{rij.label}: {tabel.kolommen[at].lower()}", (rij.vakken[at],))
            for rij in tabel.rijen
            for at in columns
            if rij.vakken[at].waarde is not None or rij.vakken[at].soort == "verborgen"
        )
        return replace(tabel, kolommen=(tabel.eenheid.capitalize(),), rijen=tuple(rows))

    return make


def cells(tabel: Verslagtabel | None, path: str) -> Iterator[tuple[str, Vak]]:
    """The cells whose figure is this one or directly below it, with the words of their row."""
    for rij in tabel.rijen if tabel else ():
        for vak in rij.vakken:
            if vak.figuur == path or vak.figuur.rpartition(".")[0] == path:
                yield rij.label, vak


def without_words(tabel: Verslagtabel) -> Verslagtabel:
    """What a chart can show of it: the columns of numbers."""
    words = tabel.text_columns()
    if not words:
        return tabel
    kept = [at for at in range(len(tabel.kolommen)) if at not in words]
    rows = (replace(rij, vakken=tuple(rij.vakken[at] for at in kept)) for rij in tabel.rijen)
    return replace(tabel, kolommen=tuple(tabel.kolommen[at] for at in kept), rijen=tuple(rows))


def amount(vak: Vak) -> float:
    """As far as it can be drawn: nothing for what is hidden or can't be told."""
    return 0.0 if vak.waarde is None or vak.soort in ("verborgen", TEKST) else float(vak.waarde)


def shows_something(tabel: Verslagtabel, soort: Grafieksoort) -> bool:
    if soort == Grafieksoort.LIJN and not 2 <= len(tabel.rijen) <= PUNTEN:
        return False
    return any(amount(vak) for rij in tabel.rijen for vak in rij.vakken)
