"""The CSV files of a report, and the metadata that says what they hold."""

import csv
import io
import json
import zipfile

from reports.rendering import csv as as_csv
from tests.reports.rendering.examples import STIJL, hiding, small
from tests.reports.rendering.test_spreadsheets import of_every_kind


def files_of(verslag) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(as_csv.render(verslag, STIJL)))
    return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[list[str]]:
    text = content.decode()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_every_table_is_a_file_that_the_metadata_describes_column_by_column():
    verslag = small()
    files = files_of(verslag)
    about = json.loads(files["metadata.json"])

    assert about["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "nl"}]
    assert [one["url"] for one in about["tables"]] == [name for name in files if name != "metadata.json"]
    assert {f"{tabel.naam}.csv" for _, tabel in verslag.tabellen()} < set(files)
    for one in about["tables"]:
        headings, *rows = rows_of(files[one["url"]])
        columns = one["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == headings
        assert len({column["name"] for column in columns}) == len(columns)
        assert all(len(row) == len(headings) for row in rows)


def test_the_metadata_says_whose_it_is_and_about_when():
    about = json.loads(files_of(small())["metadata.json"])

    assert about["dc:publisher"] == {"schema:name": "Den Haag"}
    assert about["dc:temporal"] == "2021-01-01/2021-06-30"
    assert about["dc:valid"] == "2021-06-30"
    assert about["dc:language"] == "nl"
    assert about["dialect"]["delimiter"] == ";"


def test_each_value_is_of_the_kind_that_the_metadata_says():
    files = files_of(of_every_kind())
    about = json.loads(files["metadata.json"])
    [table] = [one for one in about["tables"] if one["url"].startswith("a-b")]
    _, row, part = rows_of(files[table["url"]])

    assert row == ["Eén", "1234", "12,50", "-3", "45", "", "onbekend", "×", ""]
    assert part[-1] == "deel"
    kinds = [column["datatype"] for column in table["tableSchema"]["columns"]]
    decimal = {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}}
    assert kinds == ["string", "integer", decimal, *["integer"] * 5, "string"]
    assert all(
        set(row[6:8]) <= set(column["null"]) for column in table["tableSchema"]["columns"] if "null" in column
    )


def test_text_of_a_table_is_never_a_formula():
    for evil in ("=1+1", "+31 6", "-2", "@SUM(A1)", "\tx"):
        rows = rows_of(files_of(small(afdeling=evil))["instroom-afdeling.csv"])
        assert [f"'{evil}", "3", ""] in rows


def test_a_hidden_number_stands_in_no_file():
    verslag = hiding(small(afdeling="Zorg"), "instroom.per_afdeling.Zorg")
    files = files_of(verslag)

    assert ["Zorg", "×", ""] in rows_of(files["instroom-afdeling.csv"])
    [row] = [row for row in rows_of(files["cijfers.csv"]) if row[0] == "instroom.per_afdeling.Zorg"]
    assert row[-1] == "×"
