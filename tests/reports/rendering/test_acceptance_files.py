"""Every published number stands in every file of the report of its period, read back from its bytes."""

import csv
import io
import json
import zipfile
from collections import defaultdict

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from reports.rendering.cells import caption
from reports.rendering.formats import FORMATEN
from reports.verslag import Verslag
from tests.reports.published import NAMEN, reports_of
from tests.reports.rendering.examples import STIJL
from tests.reports.test_acceptance import follow

pytestmark = [pytest.mark.django_db, pytest.mark.services]

# The words of a table: its caption, and its rows with the headings first.
Gelezen = list[tuple[str, list[list[str]]]]
FORMATS = ("odt", "docx", "ods", "xlsx", "csv", "json")


def tables_of_odt(content: bytes) -> Gelezen:
    found, last = [], ""
    for element in odfdo.Document(io.BytesIO(content)).body.children:
        if element.tag == "table:table":
            rows = element.get_elements(".//table:table-row")
            cells = [[c.inner_text.strip() for c in row.get_elements("table:table-cell")] for row in rows]
            found.append((last, cells))
        last = element.inner_text
    return found


def tables_of_docx(content: bytes) -> Gelezen:
    found, last = [], ""
    for element in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(element, docx.table.Table):
            # python-docx would read the whole table again for each of its cells
            rows = element._tbl.tr_lst
            found.append((last, [[_words(cell) for cell in row.tc_lst] for row in rows]))
        else:
            last = element.text
    return found


def _words(cell) -> str:
    return "".join(text.text for text in cell.iter(qn("w:t")))


def numbers_in(tables: Gelezen, verslag: Verslag, paths: set[str]) -> dict[str, int]:
    """Found as a reader does: by the caption of the table, the label of the row and the heading."""
    by_caption = defaultdict(list)
    for said, rows in tables:
        by_caption[said].append(rows)
    found = {}
    for _, tabel in verslag.tabellen():
        for at, rij in enumerate(tabel.rijen):
            for kolom, vak in zip(tabel.kolommen, rij.vakken, strict=True):
                if vak.figuur not in paths or vak.figuur in found:
                    continue
                [(headings, *rows)] = by_caption[caption(tabel)]
                before = sum(other.label == rij.label for other in tabel.rijen[:at])
                named = [row for row in rows if row[0] == rij.label] or [
                    row for row in rows if rij.label in row[0].split("; ")
                ]
                row = named[before]
                found[vak.figuur] = int(row[headings.index(kolom)].replace(".", "").replace("−", "-"))
    return found


def by_path(rows: list[list]) -> dict[str, int]:
    """From the sheet or file with a row per figure; where one stands twice, it says the same."""
    found = {}
    for path, *_, number in rows:
        assert found.setdefault(path, number) == number, path
    return found


def numbers_of_ods(content: bytes) -> dict[str, int]:
    sheet = odfdo.Document(io.BytesIO(content)).body.get_table(name="Cijfers")
    rows = [[cell.value for cell in row.get_elements("table:table-cell")] for row in sheet.rows]
    return by_path([row for row in rows[1:] if len(row) == 7])


def numbers_of_xlsx(content: bytes) -> dict[str, int]:
    rows = load_workbook(io.BytesIO(content), read_only=True)["Cijfers"].iter_rows(
        min_row=2, values_only=True
    )
    return by_path([row for row in rows if isinstance(row[-1], int)])


def numbers_of_csv(content: bytes) -> dict[str, int]:
    text = zipfile.ZipFile(io.BytesIO(content)).read("cijfers.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    return by_path([[*row[:-1], int(row[-1])] for row in rows[1:] if row[-1].lstrip("-").isdigit()])


def sheets_hold(content: bytes, verslag: Verslag, paths: set[str]) -> dict[str, int]:
    """From the sheets of the tables themselves, which people read."""
    book = load_workbook(io.BytesIO(content))
    tables = []
    for sheet in book.worksheets:
        rows = [["" if one is None else str(one) for one in row] for row in sheet.iter_rows(values_only=True)]
        titles = {tabel.titel: caption(tabel) for _, tabel in verslag.tabellen()}
        if rows[0][0] in titles and sheet.title not in ("Toelichting", "Definities", "Cijfers"):
            tables.append((titles[rows[0][0]], rows[4:]))
    return numbers_in(tables, verslag, paths)


@pytest.mark.parametrize("naam", NAMEN)
def test_every_published_number_has_a_place_in_a_table(naam):
    for one in reports_of(naam):
        cells = (vak for _, tabel in one.verslag.tabellen() for rij in tabel.rijen for vak in rij.vakken)
        assert set(one.numbers) <= {vak.figuur for vak in cells}, one.periode


@pytest.mark.parametrize("naam", NAMEN)
def test_every_published_number_stands_in_every_file(naam):
    for one in reports_of(naam):
        numbers, verslag, paths = one.numbers, one.verslag, set(one.numbers)
        read = {formaat: FORMATEN[formaat].render(verslag, STIJL) for formaat in FORMATS}
        found = {
            "odt": numbers_in(tables_of_odt(read["odt"]), verslag, paths),
            "docx": numbers_in(tables_of_docx(read["docx"]), verslag, paths),
            "ods": numbers_of_ods(read["ods"]),
            "xlsx": numbers_of_xlsx(read["xlsx"]),
            "xlsx, per table": sheets_hold(read["xlsx"], verslag, paths),
            "csv": numbers_of_csv(read["csv"]),
        }

        for formaat, there in found.items():
            assert {path: there.get(path) for path in paths} == numbers, (formaat, one.periode)
        figures = json.loads(read["json"])
        assert {path: follow(figures, path) for path in one.gepubliceerd} == one.gepubliceerd, one.periode
