"""Which charts a report has. A chart is made of cells of the tables of the report; it never counts."""

from dataclasses import replace

from organisations.roles import Register
from reports.verslag.content import Grafiek, Verslag
from reports.verslag.grafieken import agressie, integriteit
from reports.verslag.grafieken.describing import Beeld, Tabellen, shows_something, without_words
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
        if tabel and shows_something(tabel, beeld.soort):
            made.append(
                Grafiek(beeld.naam, beeld.titel, beeld.soort, told(beeld.soort, tabel), tabel),
            )
    return tuple(made)


__all__ = ["with_charts"]
