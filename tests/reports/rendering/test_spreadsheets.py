"""ODS and XLSX: a sheet per table, numbers as numbers, text as text, and the same bytes every time."""

import io
import time
import zipfile
from dataclasses import replace
from decimal import Decimal

import odfdo
import pytest
from openpyxl import load_workbook

from reports.rendering import csv, docx, ods, odt, xlsx
from reports.rendering.werkbladen import LONGEST, sheets_of
from reports.verslag import Tabelrij, Vak, Verslag, Verslagdeel, Verslagtabel
from tests.reports.rendering.examples import STIJL, hiding, small

EVIL = ("=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", '=HYPERLINK("http://x","y")')


def cells_of_ods(content: bytes) -> dict[str, list[list]]:
    """Each cell of each sheet as (its kind, its value)."""
    found = {}
    for table in odfdo.Document(io.BytesIO(content)).body.tables:
        rows = table.get_elements(".//table:table-row")
        found[table.name] = [
            [(cell.get_attribute("office:value-type"), cell.value) for cell in row.get_elements("*")]
            for row in rows
        ]
    return found


def cells_of_xlsx(content: bytes) -> dict[str, list[list]]:
    kinds = {"n": "float", "s": "string", "inlineStr": "string", "f": "formula"}
    return {
        sheet.title: [[(kinds[cell.data_type], cell.value) for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(io.BytesIO(content)).worksheets
    }


WAYS = {"ods": (ods.render, cells_of_ods), "xlsx": (xlsx.render, cells_of_xlsx)}


def read(way: str, verslag: Verslag) -> dict[str, list[list]]:
    render, cells = WAYS[way]
    return cells(render(verslag, STIJL))


def of_every_kind() -> Verslag:
    """A report with one table that holds each kind of number."""
    kinds = [
        Vak(1234, "aantal", "a"),
        Vak(Decimal("12.50"), "bedrag", "b"),
        Vak(-3, "verschil", "c"),
        Vak(45, "aandeel", "d"),
        Vak(None, "procent", "e"),
        Vak(None, "onbekend", "f"),
        Vak(None, "verborgen", "g"),
    ]
    rows = (Tabelrij("Eén", tuple(kinds)), Tabelrij("Waarvan", tuple(kinds), "deel"))
    columns = tuple(f"K{n}" for n in range(len(kinds)))
    long = "tabel-met-een-naam-die-veel-langer-is-dan-een-blad-mag-heten"
    tables = tuple(
        Verslagtabel(naam, "Titel", "zaken", "Uitleg.", "Kop", columns, rows)
        for naam in (long, long + "-ook", "cijfers", "a/b:c*[d]?")
    )
    return replace(small(), delen=(Verslagdeel("deel", "Deel", tabellen=tables),))


@pytest.mark.parametrize("way", WAYS)
def test_every_table_has_a_sheet_between_what_it_is_and_every_figure(way):
    verslag = small("Wij waren met weinig.")
    found = read(way, verslag)
    tables = [tabel.naam for _, tabel in verslag.tabellen()]

    assert list(found)[0] == "Toelichting" and list(found)[-2:] == ["Definities", "Cijfers"]
    assert set(tables) <= set(found)
    said = [value for row in found["Toelichting"] for _, value in row]
    for what in (verslag.titel, verslag.organisatie, "30 juni 2021", "versie 1", "Wij waren met weinig."):
        assert what in said
    assert set(verslag.reikwijdte) <= set(said)
    defined = [value for row in found["Definities"] for _, value in row]
    assert {tabel.uitleg for _, tabel in verslag.tabellen()} <= set(defined)


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_says_what_is_counted_and_holds_numbers(way):
    rows = [[one for one in row if one[1] is not None] for row in read(way, small())["instroom-maand"]]

    assert rows[0] == [("string", "Meldingen per maand")]
    assert rows[1] == [("string", "Geteld: meldingen")]
    assert rows[4] == [("string", "Maand"), ("string", "Meldingen")]
    assert rows[6] == [("string", "feb 2021"), ("float", 2)]
    assert rows[-1] == [("string", "Totaal"), ("float", 3)]


@pytest.mark.parametrize("way", WAYS)
def test_each_kind_of_number_is_a_number_and_what_is_none_is_a_sign(way):
    found = read(way, of_every_kind())
    sheet = list(found.values())[1]
    values = [value for _, value in sheet[5]]

    assert values == ["Eén", 1234, Decimal("12.5"), -3, 45, "–", "onbekend", "×"]
    assert [kind for kind, _ in sheet[5]][1:5] == ["float", {"ods": "currency"}.get(way, "float")] + [
        "float"
    ] * 2
    figures = {row[0][1]: [one[1] for one in row[5:] if one[1] is not None] for row in found["Cijfers"][1:]}
    assert figures["b"] == ["euro", Decimal("12.5")]
    assert figures["e"] == ["procent"]
    assert figures["g"] == ["zaken", "×"]


def test_sheets_have_names_of_their_own_that_every_program_takes():
    names = [sheet.naam for sheet in sheets_of(of_every_kind())]

    assert len({name.lower() for name in names}) == len(names) == 7
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert names[1:5] == [
        "tabel-met-een-naam-die-veel-lan",
        "tabel-met-een-naam-die-veel-l-2",
        "cijfers-2",
        "a-b-c--d--",
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("evil", EVIL)
def test_text_is_never_a_formula(way, evil):
    found = read(way, small(toelichting=f"eerst\n{evil}", afdeling=evil))
    cells = [one for rows in found.values() for row in rows for one in row]

    assert ("string", evil) in [one for row in found["instroom-afdeling"] for one in row]
    assert ("string", evil) in [one for row in found["Toelichting"] for one in row]
    assert ("string", evil) in [one for row in found["Cijfers"] for one in row]
    assert "formula" not in {kind for kind, _ in cells}


def test_no_file_holds_a_formula_in_its_own_words():
    verslag = small(toelichting="=1+1", afdeling="=1+1")
    for render, mark in ((ods.render, b"table:formula"), (xlsx.render, b"<f>")):
        archive = zipfile.ZipFile(io.BytesIO(render(verslag, STIJL)))
        assert not any(mark in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("way", WAYS)
def test_a_long_toelichting_stands_in_the_file_whole(way):
    text = "woord \x07" * 7_000 + "😀 <b>einde</b>"
    found = read(way, small(toelichting=text))
    said = "".join(value or "" for row in found["Toelichting"] for _, value in row[1:])

    assert text.replace("\x07", "") in said
    assert all(len(value) <= LONGEST for row in found["Toelichting"] for kind, value in row if value)


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_number_stands_nowhere(way):
    verslag = small()
    figuur = next(v.figuur for _, t in verslag.tabellen() for r in t.rijen for v in r.vakken if v.waarde == 3)
    found = read(way, hiding(verslag, figuur))

    [*_, (_, number)] = next(row for row in found["Cijfers"] if row[0][1] == figuur)
    assert number == "×"
    assert any(value == "×" for row in found["Definities"] for _, value in row)


def test_headings_stay_in_sight_and_columns_are_as_wide_as_their_words():
    book = load_workbook(io.BytesIO(xlsx.render(small(), STIJL)))
    assert book["instroom-maand"].freeze_panes == "B6"
    assert book["Cijfers"].freeze_panes == "B2"
    assert 11 <= book["instroom-kanaal"].column_dimensions["B"].width <= 60
    archive = zipfile.ZipFile(io.BytesIO(ods.render(small(), STIJL)))
    settings = archive.read("settings.xml").decode()
    assert 'config:name="instroom-maand"' in settings
    assert 'config:name="VerticalSplitPosition" config:type="int">5<' in settings


def test_printed_a_sheet_is_as_wide_as_its_page_on_its_side_with_the_number_of_the_page():
    for sheet in load_workbook(io.BytesIO(xlsx.render(small(), STIJL))).worksheets:
        page = sheet.page_setup
        assert (page.orientation, page.fitToWidth, page.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Pagina &P van &N"
    styles, content = parts_of_ods(ods.render(small(), STIJL))
    assert 'style:print-orientation="landscape"' in styles
    assert 'style:scale-to-X="1" style:scale-to-Y="0"' in styles
    assert (
        "<text:p>Page "
        not in styles[styles.index('style:name="Default" style:page-layout') :].split("Report")[0]
    )
    assert 'style:name="Blad" style:family="table" style:master-page-name="Default"' in content
    assert content.count("<table:table table:name") == content.count('table:style-name="Blad"')


def test_what_a_table_says_of_itself_stands_over_the_columns_as_high_as_its_words():
    tabel = next(tabel for _, tabel in small().tabellen() if tabel.naam == "instroom-soort")
    sheet = load_workbook(io.BytesIO(xlsx.render(small(), STIJL)))["instroom-soort"]
    [merged] = sheet.merged_cells.ranges
    letters = {chr(ord("A") + n) for n in range(merged.max_col)}

    assert merged.min_row == merged.max_row == 3 and sheet["A3"].value == tabel.uitleg
    assert sheet["A3"].alignment.wrap_text
    room = sum(sheet.column_dimensions[one].width for one in letters)
    assert 90 <= room <= 110 and room < len(tabel.uitleg) <= 2 * room
    assert sheet.row_dimensions[3].height == 30
    _, content = parts_of_ods(ods.render(small(), STIJL))
    at = content.index(tabel.uitleg)
    assert 'table:style-name="Regels2"' in content[:at].rpartition("<table:table-row")[2]


def parts_of_ods(content: bytes) -> tuple[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return archive.read("styles.xml").decode(), archive.read("content.xml").decode()


def test_sub_rows_stand_in_and_totals_are_bold():
    book = load_workbook(io.BytesIO(xlsx.render(small(), STIJL)))
    rows = list(book["triage"].iter_rows(min_row=6))
    styles = {row[0].value: (row[0].alignment.indent, row[0].font.bold, row[1].font.bold) for row in rows}
    assert styles["Klacht"] == (1, False, False)
    assert styles["Totaal"] == (0, True, True)


def test_the_same_report_gives_the_same_bytes_whenever_it_is_made():
    verslag = small("Wat wij deden.")
    ways = (ods, xlsx, csv, odt, docx)
    first = [way.render(verslag, STIJL) for way in ways]
    time.sleep(2.1)  # the moments in a zip file are two seconds apart

    for way, before in zip(ways, first, strict=True):
        assert way.render(verslag, STIJL) == before, way.__name__
        moments = {one.date_time for one in zipfile.ZipFile(io.BytesIO(before)).infolist()}
        assert moments == {(2021, 6, 30, 12, 0, 0)}, way.__name__


def test_an_opendocument_file_begins_with_what_it_is():
    for way, kind in ((ods, b"spreadsheet"), (odt, b"text")):
        content = way.render(small(), STIJL)
        assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument." + kind)
