"""The tables as one CSV file, one row per figure, that opens well in a Dutch spreadsheet."""

import csv
import io

from reports.counting import Bedrag, Telling
from reports.report import Rapport
from reports.tables import tables_of
from reports.tables.shape import Cel

KOPPEN = ("figuur", "onderdeel", "tabel", "rij", "kolom", "eenheid", "aantal")
BOM = "\ufeff"


def render(rapport: Rapport) -> str:
    """Semicolons and a byte order mark, for Excel; amounts with a decimal comma."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(KOPPEN)
    for part in tables_of(rapport):
        for table in part.tabellen:
            for row in table.regels:
                for column, cell in zip(table.kolommen, row.cellen, strict=True):
                    if not cell.figuur:
                        continue
                    texts = (
                        cell.figuur,
                        part.titel,
                        table.titel,
                        row.label,
                        column,
                        _unit(cell, table.eenheid),
                    )
                    write([*map(safe, texts), _value(cell)])
    return BOM + out.getvalue()


def safe(text: str) -> str:
    """Text that a spreadsheet would take for a formula starts with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def _unit(cell: Cel, unit: str) -> str:
    shares = dict.fromkeys(("procent", "aandeel", "onbekend"), "procent")
    return ({"bedrag": "euro"} | shares).get(cell.soort, unit)


def _value(cell: Cel) -> str:
    match cell.waarde:
        case None:
            return ""
        case Bedrag() if cell.soort == "bedrag":
            return f"{cell.waarde.bedrag:.2f}".replace(".", ",")
        case Telling() | Bedrag():
            return str(cell.waarde.aantal)
        case _:
            return str(cell.waarde)
