"""Which charts a report has. A chart is made of cells of the tables of the report; it never counts."""

from collections.abc import Sequence
from dataclasses import replace

from organisations.roles import Register
from reports.verslag.content import Grafiek, Grafieksoort, Verslag, Verslagtabel
from reports.verslag.grafieken import agressie, integriteit
from reports.verslag.grafieken.describing import Beeld, Tabellen, column, shows_something, without_words
from reports.verslag.grafieken.telling import told

BEELDEN: dict[str, tuple[Beeld, ...]] = {
    Register.INTEGRITEIT: integriteit.BEELDEN,
    Register.AGRESSIE: agressie.BEELDEN,
}


def with_charts(verslag: Verslag) -> Verslag:
    """The report with the charts of its tables as they stand in it now, in the place of those it had: of a
    report of which a table was changed, such as by hiding a number, they are made again."""
    tables = {tabel.naam: without_words(tabel) for _, tabel in verslag.tabellen()}
    delen = tuple(
        replace(deel, grafieken=_charts(verslag.register, deel.naam, tables)) for deel in verslag.delen
    )
    return replace(verslag, delen=delen)


def _charts(register: str, deel: str, tables: Tabellen) -> tuple[Grafiek, ...]:
    """Of nothing but zeros there is no chart: the table says it all."""
    made = []
    for beeld in BEELDEN[register]:
        tabel = beeld.maak(tables) if beeld.deel == deel else None
        if tabel and (chart := _chart(beeld.naam, beeld.titel, beeld.soort, tabel)):
            made.append(chart)
    return tuple(made)


def trend_and_parts(tables: Sequence[Verslagtabel], until: str) -> tuple[Grafiek | None, Grafiek | None]:
    """Of a table by month a line up to that month (what is yet to come is not 0), and of one of parts bars.
    None where there is nothing to draw."""
    months, parts = (column(tabel.naam)({tabel.naam: tabel}) or tabel for tabel in tables)
    past = tuple(rij for rij in months.rijen if rij.vakken[0].figuur.rpartition(".")[2] <= until)
    return (
        _chart("verloop", "Het verloop per maand", Grafieksoort.LIJN, replace(months, rijen=past)),
        _chart("waarover", parts.titel, Grafieksoort.STAVEN, parts),
    )


def _chart(naam: str, titel: str, soort: Grafieksoort, tabel: Verslagtabel) -> Grafiek | None:
    if not shows_something(tabel, soort):
        return None
    return Grafiek(naam, titel, soort, told(soort, tabel), tabel)


__all__ = ["trend_and_parts", "with_charts"]
