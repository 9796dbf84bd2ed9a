"""The first sheet of an XLSX file, without running or unpacking what it should not hold.

A spreadsheet is a zip file with XML: it is measured before anything parses it (what a zip says of its own
size can be a lie, so it is read through), the XML parser refuses entities (defusedxml, which openpyxl uses
when it is there and lxml is not asked for), and a formula is refused: what it shows depends on who opens it.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from openpyxl import DEFUSEDXML, LXML, load_workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import SHARED_STRINGS

from casework.importing.faults import Importfout, ImportFouten, of_file

MB = 1024 * 1024
MAX_UNPACKED = 30 * MB
MAX_STRINGS_UNPACKED = 10 * MB  # all of them are read, also those of other sheets
MAX_STRINGS = 250_000
MAX_RATIO = 200
MAX_PARTS = 500
LAST_ROW = 1_048_576
CHUNK = 256 * 1024
STRING = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")

if LXML or not DEFUSEDXML:
    raise ImportError("openpyxl must read with defusedxml: else a spreadsheet could exhaust the memory")


def read_sheet(data: bytes, *, max_rows: int, max_columns: int) -> tuple[list[list[str]], list[Importfout]]:
    """The rows of the first sheet as text, and a fault for every formula. Raises ImportFouten."""
    try:
        refuse_bomb(data)
        refuse_many_strings(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, max_rows, max_columns)
    except ImportFouten:
        raise
    except Exception as error:  # whatever zipfile and openpyxl make of a broken file
        raise of_file(
            "Dit bestand is beschadigd of geen Excel-werkmap (.xlsx). "
            "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx of als CSV UTF-8."
        ) from error


def refuse_bomb(data: bytes) -> None:
    """Raise ImportFouten when this zip file unpacks to far more than a registration can be.

    What zipfile can't read it says in its own many ways.
    """
    bomb = of_file(
        f"Dit bestand wordt bij het uitpakken groter dan {MAX_UNPACKED // MB} MB en is niet geopend. "
        "Sla alleen het blad met de meldingen op als .xlsx of als CSV UTF-8, of verdeel het over meer "
        "bestanden en importeer die na elkaar."
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise bomb
        unpacked = 0
        for part in parts:
            if part.flag_bits & 0x1:
                raise of_file("Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord.")
            with archive.open(part) as content:
                while chunk := content.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > MAX_UNPACKED:
                        raise bomb
        if unpacked > 10 * MB and unpacked > MAX_RATIO * len(data):
            raise bomb


def refuse_many_strings(data: bytes) -> None:
    """Raise ImportFouten when the workbook holds more text than can be read while somebody waits.

    A workbook keeps the texts of all its sheets in one part, whose name the workbook itself chooses.
    """
    reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
    with reader.archive as archive:
        reader.read_manifest()
        part = reader.package.find(SHARED_STRINGS)
        if part is None:
            return
        strings = archive.getinfo(part.PartName[1:])
        if strings.file_size <= MAX_STRINGS_UNPACKED:
            if sum(1 for _ in STRING.finditer(archive.read(strings))) <= MAX_STRINGS:
                return
    raise of_file(
        f"Er staat te veel tekst in dit bestand (meer dan {MAX_STRINGS_UNPACKED // MB} MB of {MAX_STRINGS} "
        "verschillende teksten) en het is niet geopend. Haal de andere bladen eruit, of verdeel de meldingen "
        "over meer bestanden en importeer die na elkaar."
    )


def _read(data: bytes, max_rows: int, max_columns: int) -> tuple[list[list[str]], list[Importfout]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        if not book.worksheets:
            raise of_file("Er staat geen werkblad in dit bestand.")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size can be a lie
        return _rows(sheet.iter_rows(max_col=max_columns, max_row=LAST_ROW), max_rows)
    finally:
        book.close()


def _rows(found: Iterable[tuple], max_rows: int) -> tuple[list[list[str]], list[Importfout]]:
    rows: list[list[str]] = []
    faults: list[Importfout] = []
    filled = blank = 0
    for number, cells in enumerate(found, start=1):
        header = rows[0] if rows else []
        if any(cell.data_type == "f" for cell in cells):
            faults += _formulas(number, cells, header)
        elif all(cell.value is None for cell in cells):
            blank += 1  # kept for the row numbers, but only when something follows
            continue
        line = ["" if cell.data_type == "f" else as_text(cell.value) for cell in cells]
        last = max((place for place, text in enumerate(line, start=1) if text), default=0)
        rows += [[]] * blank
        rows.append(line[: max(last, len(header))])
        blank = 0
        filled += 1
        if filled > max_rows + 1:
            raise of_file(
                f"Het werkblad heeft meer dan {max_rows} rijen. Verdeel het over meer bestanden en"
                " importeer die na elkaar."
            )
    return rows, faults


def _formulas(number: int, cells: tuple, header: list[str]) -> list[Importfout]:
    places = [place for place, cell in enumerate(cells) if cell.data_type == "f"]
    names = [header[p] if p < len(header) else get_column_letter(p + 1) for p in places]
    uitleg = "hier staat een formule; plak de cellen als waarden, zonder formule"
    return [Importfout(number, name, "", uitleg) for name in names]


def as_text(value: Any) -> str:
    """A cell as it would stand in the CSV file: a date as 2021-03-31, a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
