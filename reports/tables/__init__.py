"""The tables of a report. Page and CSV show the same ones; every cell names the path of its figure.

Which tables there are is data (``integriteit``); ``shape`` fills it with the figures of a report.
"""

from reports.report import Rapport
from reports.tables.integriteit import ONDERDELEN
from reports.tables.shape import Onderdeel, Vuller


def tables_of(rapport: Rapport) -> list[Onderdeel]:
    """Every table of the report, by part."""
    fill = Vuller(rapport).fill
    return [Onderdeel(naam, titel, tuple(map(fill, tables))) for naam, titel, tables in ONDERDELEN]
