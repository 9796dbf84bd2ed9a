"""The figures of a report one by one, and the tables that show them: for files that machines read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reports.verslag import Vak, Verslag, Verslagdeel, Verslagtabel

KOPPEN = ("figuur", "onderdeel", "tabel", "rij", "kolom", "eenheid", "aantal")
EENHEDEN = {"bedrag": "euro"} | dict.fromkeys(("procent", "aandeel", "onbekend"), "procent")


class Cijfer(NamedTuple):
    """One figure where it is shown; a figure in two tables is there twice."""

    figuur: str
    onderdeel: str
    tabel: str
    rij: str
    kolom: str
    eenheid: str
    vak: Vak


def tables_in(verslag: Verslag) -> Iterator[tuple[Verslagdeel, Verslagtabel]]:
    """Every table with its part, those that only a chart shows included."""
    for deel in verslag.delen:
        named = {tabel.naam: tabel for tabel in deel.tabellen}
        for grafiek in deel.grafieken:
            named.setdefault(grafiek.tabel.naam, grafiek.tabel)
        for tabel in named.values():
            yield deel, tabel


def figures_in(verslag: Verslag) -> Iterator[Cijfer]:
    """Every cell that shows a figure, in the order of the report."""
    for deel, tabel in tables_in(verslag):
        for rij in tabel.rijen:
            for kolom, vak in zip(tabel.kolommen, rij.vakken, strict=True):
                if vak.figuur:
                    eenheid = EENHEDEN.get(vak.soort, tabel.eenheid)
                    yield Cijfer(vak.figuur, deel.titel, tabel.titel, rij.label, kolom, eenheid, vak)


def named_tables(verslag: Verslag, longest: int, taken: Iterable[str] = ()) -> list[tuple[str, Verslagtabel]]:
    """Each table with a name of at most ``longest`` characters that no other has, in whatever case it is
    written. ``taken``: names that are no longer free."""
    taken = {name.lower() for name in taken}
    found = []
    for _, tabel in tables_in(verslag):
        plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in tabel.naam)[:longest] or "tabel"
        name, n = plain, 1
        while name.lower() in taken:
            n += 1
            name = f"{plain[: longest - len(str(n)) - 1]}-{n}"
        taken.add(name.lower())
        found.append((name, tabel))
    return found
