"""A CSV file or the first sheet of a spreadsheet, as rows of text by column name.

Nothing is guessed and nothing is left out silently: what can't be read is a fault.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.importing.faults import Importfout, ImportFouten, cut, of_file, one_of
from casework.importing.workbook import read_sheet

MB = 1024 * 1024
MAX_BYTES = 20 * MB
MAX_ROWS = 50_000
MAX_CELL = 4_000

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Bestandsrij:
    """One row of a file. ``cellen`` has every column, also those that the file left out."""

    nummer: int
    cellen: dict[str, str]

    def fout(self, kolom: str, uitleg: str) -> Importfout:
        return Importfout(self.nummer, kolom, cut(self.cellen.get(kolom, "")), uitleg)


def size_fault(size: int) -> str:
    """Why a file of so many bytes is not even opened, or ""."""
    if size <= MAX_BYTES:
        return ""
    return (
        f"Het bestand is {size // MB} MB; het mag hooguit {MAX_BYTES // MB} MB zijn. "
        "Verdeel het over meer bestanden en importeer die na elkaar."
    )


def read_file(path: Path) -> bytes:
    """The content of a file, unless it is too large to be opened at all."""
    refused = size_fault(path.stat().st_size)
    if refused:
        raise of_file(refused)
    return path.read_bytes()


def read_table(data: bytes, kolommen: Sequence[str], verplicht: Iterable[str]) -> list[Bestandsrij]:
    """The rows of a CSV or XLSX file, whichever it is; blank rows are left out but counted.

    Raises ImportFouten: of the file, of its header, or with every row that can't be read.
    """
    refused = size_fault(len(data))
    if refused:
        raise of_file(refused)
    if data.startswith(ZIP):
        lines, faults = read_sheet(data, max_rows=MAX_ROWS, max_columns=2 * len(kolommen))
    else:
        lines, faults = read_csv(data), []
    if not any(any(line) for line in lines):
        raise of_file("Het bestand is leeg. De eerste rij is de kopregel, daaronder staat elke melding.")
    header = _header(lines[0], kolommen, set(verplicht))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(line):
            continue
        found = _line_faults(number, line, header)
        faults += found
        cells = dict.fromkeys(kolommen, "")
        cells.update((name, value) for name, value in zip(header, line, strict=False) if name)
        rows.append(Bestandsrij(number, cells))
    if faults:
        raise ImportFouten(faults)
    if not rows:
        raise of_file("Het bestand heeft alleen een kopregel. Er is niets om te importeren.")
    if len(rows) > MAX_ROWS:
        raise too_many_rows()
    return rows


def too_many_rows() -> ImportFouten:
    return of_file(
        f"Het bestand heeft meer dan {MAX_ROWS} rijen. Verdeel het over meer bestanden en importeer die na"
        " elkaar."
    )


def read_csv(data: bytes) -> list[list[str]]:
    """The lines of a CSV file: UTF-8, separated by ``;`` or ``,``."""
    if data.startswith(OLD_OFFICE):
        raise of_file(
            "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
            "Sla het zonder wachtwoord op als Excel-werkmap (.xlsx) of als CSV UTF-8."
        )
    if data.startswith(UTF_16):
        raise of_file("Dit is “Unicode-tekst” (UTF-16). Sla het op als CSV UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise of_file(
            f"Het bestand is geen UTF-8: op regel {row} staat een teken dat niet te lezen is. "
            "Kies in Excel “Opslaan als” en dan “CSV UTF-8”."
        ) from error
    if "\x00" in text:
        raise of_file("Dit is geen CSV-bestand: er staan tekens in die geen tekst zijn (NUL).")
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = ";" if ";" in first else ","
    lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            lines.append([cell.strip() for cell in line])
            if len(lines) > 2 * MAX_ROWS:
                raise too_many_rows()
    except csv.Error as error:
        raise of_file(
            f"Regel {reader.line_num} is niet te lezen: een aanhalingsteken wordt niet goed gesloten, of een"
            " cel is veel te lang. Zet om een cel met aanhalingstekens zelf aanhalingstekens, en schrijf die"
            ' in de cel dubbel ("").'
        ) from error
    return lines


def _header(line: list[str], kolommen: Sequence[str], verplicht: set[str]) -> list[str]:
    names = [name.lower() for name in line]
    while names and not names[-1]:
        names.pop()
    known = set(kolommen)
    if not known & set(names):
        raise of_file(
            "De eerste rij is geen kopregel: er staat geen enkele bekende kolom in. "
            f"De kolommen zijn gescheiden door ; of , en heten: {', '.join(kolommen)}."
        )
    faults = []
    for place, name in enumerate(names, start=1):
        if not name:
            faults.append(
                Importfout(1, "", "", f"kolom {place} heeft geen naam; geef een naam of verwijder haar")
            )
        elif name not in known:
            faults.append(Importfout(1, cut(name), "", f"deze kolom bestaat niet; {one_of(name, kolommen)}"))
    for name, times in Counter(names).items():
        if name and times > 1:
            faults.append(Importfout(1, cut(name), "", f"deze kolom staat er {times} keer; houd er één over"))
    faults += [
        Importfout(1, name, "", "deze kolom is verplicht en ontbreekt")
        for name in sorted(verplicht - set(names))
    ]
    if faults:
        raise ImportFouten(faults)
    return names


def _line_faults(number: int, line: list[str], header: list[str]) -> list[Importfout]:
    faults = []
    if any(line[len(header) :]) or len(line) < len(header):
        uitleg = (
            f"deze rij heeft {len(line)} cellen en de kopregel {len(header)}; controleer de"
            " scheidingstekens en aanhalingstekens"
        )
        faults.append(Importfout(number, "", "", uitleg))
    for name, value in zip(header, line, strict=False):
        if len(value) > MAX_CELL:
            uitleg = f"de tekst is {len(value)} tekens; het mogen er hooguit {MAX_CELL} zijn"
            faults.append(Importfout(number, name, cut(value), uitleg))
        elif not value.isprintable() and UNREADABLE.search(value):
            faults.append(Importfout(number, name, "", "er staat een onleesbaar teken in deze cel"))
    return faults
