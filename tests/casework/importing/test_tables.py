"""Reading a file that somebody made: what is read, and what is refused with which words."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.xml.constants import SHARED_STRINGS

from casework.importing import tables, workbook
from casework.importing.faults import ImportFouten
from casework.importing.tables import read_file, read_table

KOLOMMEN = ("kenmerk", "ontvangen_op", "afdeling", "reden")
VERPLICHT = ("kenmerk", "ontvangen_op")


def read(data: bytes | str) -> list[dict]:
    data = data.encode() if isinstance(data, str) else data
    return [{"rij": r.nummer} | r.cellen for r in read_table(data, KOLOMMEN, VERPLICHT)]


def faults(data: bytes | str) -> list[str]:
    with pytest.raises(ImportFouten) as caught:
        read(data)
    return [str(fout) for fout in caught.value.fouten]


def xlsx(*rows: tuple) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ROW = {"rij": 2, "kenmerk": "A", "ontvangen_op": "2021-03-31", "afdeling": "", "reden": ""}


@pytest.mark.parametrize(
    "data",
    [
        "kenmerk;ontvangen_op\nA;2021-03-31\n",
        "kenmerk,ontvangen_op\r\nA,2021-03-31",
        "\ufeffkenmerk;ontvangen_op\nA;2021-03-31\n",
        "Ontvangen_op;KENMERK;reden\n 2021-03-31 ; A ;\n",
        'kenmerk;ontvangen_op\n"A";"2021-03-31"\n',
        "kenmerk;ontvangen_op;;\nA;2021-03-31;;\n",
    ],
)
def test_a_csv_file_is_read_whatever_its_separator_order_mark_or_quotes(data):
    assert read(data) == [ROW]


def test_rows_are_numbered_as_in_a_spreadsheet_blank_ones_included():
    found = read('kenmerk;ontvangen_op;reden\nA;2021-03-31;"twee\nregels"\n\n;;\nB;2021-04-01;\n')
    assert [row["rij"] for row in found] == [2, 5]
    assert found[0]["reden"] == "twee\nregels"


def test_a_spreadsheet_gives_the_same_as_a_csv_file():
    data = xlsx(
        ("kenmerk", "ontvangen_op", "afdeling", "reden"),
        ("A", datetime(2021, 3, 31), None, 12),
        ("B", date(2021, 3, 31), "Zorg", 12.5),
        (),
        (3, "2021-04-01", True, " x "),
    )
    assert [tuple(row.values()) for row in read(data)] == [
        (2, "A", "2021-03-31", "", "12"),
        (3, "B", "2021-03-31", "Zorg", "12.5"),
        (5, "3", "2021-04-01", "ja", "x"),
    ]


def test_only_the_first_sheet_is_read():
    book = Workbook()
    book.active.append(("kenmerk", "ontvangen_op"))
    book.active.append(("A", "2021-03-31"))
    book.create_sheet("Blad2").append(("iets", "anders"))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == [ROW]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b";;;\n", xlsx()])
def test_an_empty_file_is_called_empty(data):
    assert "leeg" in faults(data)[0]


def test_a_file_with_only_a_header_has_nothing_to_import():
    assert "alleen een kopregel" in faults("kenmerk;ontvangen_op\n")[0]


def test_latin_1_is_refused_with_the_line_and_what_to_do():
    [told] = faults("kenmerk;ontvangen_op;afdeling\nA;2021-03-31;Café\n".encode("latin-1"))
    assert "geen UTF-8" in told and "regel 2" in told and "CSV UTF-8" in told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("kenmerk;ontvangen_op\nA;2021-03-31\n".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Excel-bestand"),
        (b"kenmerk;ontvangen_op\nA\x00;2021-03-31\n", "NUL"),
        (b'kenmerk;ontvangen_op\n"A;2021-03-31\n', "aanhalingsteken"),
        (b'kenmerk;ontvangen_op\n"A"x;2021-03-31\n', "aanhalingsteken"),
        (b"%PDF-1.7\n%\xe2\xe3", "UTF-8"),
        (b"PK\x03\x04 not a zip file at all", "beschadigd"),
        (b"naam;datum\nA;2021-03-31\n", "geen kopregel"),
        (b"A;2021-03-31\nB;2021-03-31\n", "geen kopregel"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(data, words):
    [told] = faults(data)
    assert words in told


def test_every_fault_of_the_header_is_told():
    assert faults("kenmerk;;afdelling;kenmerk\nA;x;B;y\n") == [
        "rij 1: kolom 2 heeft geen naam; geef een naam of verwijder haar",
        "rij 1, kolom afdelling: deze kolom bestaat niet; bedoelt u afdeling? kies uit: kenmerk,"
        " ontvangen_op, afdeling, reden",
        "rij 1, kolom kenmerk: deze kolom staat er 2 keer; houd er één over",
        "rij 1, kolom ontvangen_op: deze kolom is verplicht en ontbreekt",
    ]


def test_every_row_that_does_not_fit_its_header_is_told():
    told = faults("kenmerk;ontvangen_op\nA;2021-03-31\nB\nC;2021-03-31;extra\n")
    assert [line[:5] for line in told] == ["rij 3", "rij 4"]
    assert "1 cellen en de kopregel 2" in told[0]


def test_an_unreadable_character_or_an_endless_text_is_told_by_cell():
    told = faults(f"kenmerk;ontvangen_op;reden\nA;2021-03-31;\x07\nB;2021-03-31;{'x' * 5000}\n")
    assert told[0] == "rij 2, kolom reden: er staat een onleesbaar teken in deze cel"
    assert told[1].startswith("rij 3, kolom reden") and "5000 tekens" in told[1] and len(told[1]) < 250


def test_a_formula_is_refused_by_row_and_column():
    told = faults(xlsx(("kenmerk", "ontvangen_op"), ("A", "=TODAY()"), ("=1+1", "2021-03-31")))
    assert [line.partition(":")[0] for line in told] == ["rij 2, kolom ontvangen_op", "rij 3, kolom kenmerk"]
    assert "formule" in told[0]


def test_text_that_looks_like_a_formula_in_csv_is_text():
    assert read("kenmerk;ontvangen_op\n=A;2021-03-31\n")[0]["kenmerk"] == "=A"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    rows = [("kenmerk", "ontvangen_op"), *[(f"K{n}", "2021-03-31") for n in range(4)]]
    assert "meer dan 3 rijen" in faults("\n".join(";".join(row) for row in rows))[0]
    assert "meer dan 3 rijen" in faults(xlsx(*rows))[0]


def test_a_file_of_200_mb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    large = tmp_path / "groot.csv"
    with large.open("wb") as file:
        file.truncate(200 * tables.MB)  # sparse: takes no room
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(ImportFouten) as caught:
        read_file(large)
    assert "200 MB" in str(caught.value.fouten[0]) and "20 MB" in str(caught.value.fouten[0])


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(workbook, "load_workbook", lambda *args, **kwargs: pytest.fail("it was opened"))
    bomb = archive(sheet=bytes(workbook.MAX_UNPACKED + 1))
    assert len(bomb) < tables.MB
    assert "uitpakken" in faults(bomb)[0]


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too(monkeypatch):
    monkeypatch.setattr(workbook, "load_workbook", lambda *args, **kwargs: pytest.fail("it was opened"))
    bomb = bytearray(archive(sheet=bytes(30 * tables.MB)))
    real = (30 * tables.MB).to_bytes(4, "little")
    assert bomb.count(real) == 2
    lied = bytes(bomb).replace(real, (1000).to_bytes(4, "little"))
    assert faults(lied)


@pytest.mark.parametrize(
    "data",
    [
        archive(**{f"part{n}": b"x" for n in range(workbook.MAX_PARTS + 1)}),
        archive(sheet=bytes(30 * tables.MB)),
    ],
)
def test_too_many_parts_or_too_high_a_ratio_is_a_bomb_too(data):
    assert "uitpakken" in faults(data)[0]


@pytest.mark.parametrize("strings", [b"<si/>" * 250_001, b"<x:si />" * 250_001, bytes(10 * tables.MB + 1)])
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/anders.xml"])
def test_a_workbook_with_more_text_than_can_be_read_at_once_is_refused(monkeypatch, strings, name):
    monkeypatch.setattr(workbook, "load_workbook", lambda *args, **kwargs: pytest.fail("it was opened"))
    monkeypatch.setattr(workbook, "MAX_RATIO", 10_000)
    source = zipfile.ZipFile(io.BytesIO(xlsx(("kenmerk", "ontvangen_op"), ("A", "2021-03-31"))))
    parts = {part: source.read(part) for part in source.namelist()}
    override = f'<Override PartName="/{name}" ContentType="{SHARED_STRINGS}" /></Types>'.encode()
    types = parts["[Content_Types].xml"].replace(b"</Types>", override)
    fault = faults(archive(**parts | {"[Content_Types].xml": types, name: strings}))[0]
    assert "te veel tekst" in fault and "verdeel" in fault


def test_a_zip_that_is_no_workbook_is_refused():
    assert "geen Excel-werkmap" in faults(archive(hello=b"world"))[0]


def test_entities_in_a_workbook_are_not_expanded():
    source = zipfile.ZipFile(io.BytesIO(xlsx(("kenmerk", "ontvangen_op"), ("A", "2021-03-31"))))
    parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY x "y">]>' + parts["xl/workbook.xml"]
    assert "geen Excel-werkmap" in faults(archive(**parts))[0]


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end():
    source = zipfile.ZipFile(io.BytesIO(xlsx(("kenmerk", "ontvangen_op"), ("A", "2021-03-31"))))
    parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert b'ref="A1:B2"' in parts[name]
    for lie in (b'ref="A1"', b'ref="A1:XFD1048576"'):
        changed = parts | {name: parts[name].replace(b'ref="A1:B2"', lie)}
        assert read(archive(**changed)) == [ROW]


SHEET = xlsx(("kenmerk", "ontvangen_op", "reden"), ("A", date(2021, 3, 31), 1.5), ("B", "2021-04-01", "é"))


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: f"kenmerk;ontvangen_op;reden\n{text}".encode("utf-8", "ignore"))
    | st.tuples(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=6)).map(
        lambda change: SHEET[: change[0]] + change[1] + SHEET[change[0] + len(change[1]) :]
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_somebody_uploads_is_read_or_refused_with_a_reason(data):
    try:
        rows = read_table(data, KOLOMMEN, VERPLICHT)
    except ImportFouten as error:
        assert error.fouten and all(str(fout) for fout in error.fouten)
    else:
        assert all(set(row.cellen) == set(KOLOMMEN) for row in rows)
