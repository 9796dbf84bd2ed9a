"""The tables of a report. Page and CSV show the same ones; every cell names the path of its figure.

Which tables there are is data, a module per register; ``shape`` fills it with the figures of a report.
"""

from organisations.roles import Register
from reports.report import Rapport
from reports.tables import agressie, integriteit
from reports.tables.shape import Hoofdcijfer, Onderdeel, Rapporttabel, Vuller

REGISTERS = {Register.INTEGRITEIT: integriteit, Register.AGRESSIE: agressie}
ONDERDELEN = {Register.INTEGRITEIT: integriteit.ONDERDELEN, Register.AGRESSIE: agressie.ONDERDELEN}
REIKWIJDTE = {Register.INTEGRITEIT: integriteit.REIKWIJDTE, Register.AGRESSIE: agressie.REIKWIJDTE}
HOOFDCIJFERS = {Register.INTEGRITEIT: integriteit.HOOFDCIJFERS, Register.AGRESSIE: agressie.HOOFDCIJFERS}


def tables_of(rapport: Rapport) -> list[Onderdeel]:
    """Every table of the report, by part."""
    fill = Vuller(rapport).fill
    parts = ONDERDELEN[Register(rapport.register)]
    return [Onderdeel(naam, titel, tuple(map(fill, tables))) for naam, titel, tables in parts]


def of_dashboard(rapport: Rapport) -> tuple[Rapporttabel, ...]:
    """By month, by what it is about and by afdeling."""
    fill = Vuller(rapport).fill
    return tuple(map(fill, REGISTERS[Register(rapport.register)].DASHBOARD_TABELLEN))


def dashboard_numbers_of(register: str) -> tuple[Hoofdcijfer, ...]:
    return REGISTERS[Register(register)].DASHBOARD_CIJFERS


def main_numbers_of(rapport: Rapport) -> tuple[Hoofdcijfer, ...]:
    """The four numbers people look at first."""
    return HOOFDCIJFERS[Register(rapport.register)]
