"""Words in the cells of a table: people wrote them, and every format shows them as words."""

import io
import json
from dataclasses import replace

import docx as python_docx
import odfdo
import pytest

from reports.bescherming import protect
from reports.rendering import csv, docx, html, odt, pdf, webpage
from reports.rendering import json as as_json
from reports.rendering.cells import signs_of
from reports.rendering.document import in_short
from reports.rendering.werkbladen import LONGEST, sheets_of
from reports.verslag import (
    Tabelrij,
    Vak,
    Verslag,
    Verslagdeel,
    Verslagtabel,
    as_bytes,
    from_bytes,
    with_charts,
)
from tests.reports.rendering.examples import ERG, STIJL, small
from tests.reports.rendering.reading import Pagina, elements, pdf_text, scope
from tests.reports.rendering.test_csv import files_of, rows_of
from tests.reports.rendering.test_spreadsheets import EVIL, WAYS, read

pytestmark = [pytest.mark.django_db, pytest.mark.services]

NOTHING = {"ods": "", "xlsx": None}
LANG = f"{ERG} 😀\n" + "woord " * 9_000 + "einde"


def with_words(*texts: str) -> Verslag:
    """A small report with a table of words and numbers, at its end."""
    rows = tuple(
        Tabelrij(f"Rij {n}", (Vak(text, "tekst"), Vak(7, figuur=f"proef.{n}"), Vak("ja", "tekst")))
        for n, text in enumerate(texts)
    )
    kolommen = ("Wat", "Aantal", "Gedaan")
    tabel = Verslagtabel("proef", "Wat wij deden", "keren", "Wat er is.", "Kop", kolommen, rows)
    verslag = small()
    return replace(verslag, delen=(*verslag.delen, Verslagdeel("proef", "Proef", tabellen=(tabel,))))


def test_a_cell_holds_a_number_or_words_and_words_have_no_path():
    for wrong in (("woord", "aantal", ""), (3, "tekst", ""), (None, "tekst", ""), ("woord", "tekst", "pad")):
        with pytest.raises(ValueError, match="words"):
            Vak(*wrong)


def test_words_come_back_from_the_stored_report_to_the_byte():
    made = with_words(LANG, "= niet leeg", "")
    assert from_bytes(as_bytes(made)) == made


def test_a_page_shows_words_as_they_were_written():
    verslag = with_words(LANG)

    page = Pagina(webpage.render(verslag, STIJL))
    [tabel] = html.parts(verslag.delen[-1:], link=lambda path: f"/{path}")[0]["tabellen"]

    assert page.tabellen[-1][1][1] == ["Rij 0", LANG, "7", "ja"]
    assert not {"script", "b"} & {name for name, _ in page.namen}
    assert [one["is_tekst"] for one in tabel["kolommen"]] == [True, False, True]
    assert [(one["tekst"], one["url"]) for one in tabel["regels"][0]["cellen"][1:]] == [
        ("7", "/proef.0"),
        ("ja", ""),
    ]
    assert not tabel["leeg"]


def test_a_pdf_holds_the_words_whole_with_their_row_as_header():
    verslag = with_words(LANG)
    content = pdf.render(verslag, STIJL)

    read_back = " ".join(pdf_text(content).split())
    assert '<script>alert("x")</script> #panic() *vet* & <b>dik</b>' in read_back
    assert "[grinning face]" in read_back and read_back.split().count("woord") == 9_000
    tables = [in_short(tabel) for _, tabel in verslag.tabellen()]
    tables += [one.tabel for deel in verslag.delen for one in deel.grafieken if one.naam == "stroom"]
    rows = sum(len(tabel.rijen) for tabel in tables)
    assert [scope(one) for one in elements(content)].count("/Row") == rows


@pytest.mark.parametrize("way", ["odt", "docx"])
def test_a_document_to_go_on_with_holds_the_words_whole(way):
    verslag = with_words(LANG)
    if way == "odt":
        content = odfdo.Document(io.BytesIO(odt.render(verslag, STIJL))).body.tables[-3:]
        found = "\n".join(paragraph.text_recursive for table in content for paragraph in table.paragraphs)
    else:
        made = python_docx.Document(io.BytesIO(docx.render(verslag, STIJL)))
        found = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)

    assert ERG in found and "😀" in found
    assert found.count("woord") == 9_000 and "einde" in found


@pytest.mark.parametrize("way", WAYS)
def test_words_in_a_spreadsheet_are_never_a_formula_and_go_on_below_when_they_are_long(way):
    verslag = with_words(LANG, *EVIL, "")
    found = read(way, verslag)["proef"]

    kinds = {kind for row in found for kind, _ in row}
    assert "formula" not in kinds
    for evil in EVIL:
        assert ("string", evil) in [one for row in found for one in row]
    assert "".join(row[1][1] for row in found[5:7]).replace("\n", "") == LANG.replace("\n", "")
    assert [row[2][1] for row in found[5:8]] == [7, NOTHING[way], 7]
    assert all(
        len(one.tekst) <= LONGEST for sheet in sheets_of(verslag) for row in sheet.regels for one in row
    )


def test_words_in_a_csv_file_are_never_a_formula_and_the_metadata_calls_them_words():
    files = files_of(with_words(LANG, *EVIL, "×"))
    about = json.loads(files["metadata.json"])
    [table] = [one for one in about["tables"] if one["url"] == "proef.csv"]
    rows = rows_of(files["proef.csv"])

    assert rows[1] == ["Rij 0", LANG, "7", "ja", ""]
    assert [row[1] for row in rows[2:]] == [f"'{evil}" for evil in EVIL] + ["×"]
    columns = table["tableSchema"]["columns"]
    assert [one["datatype"] for one in columns] == ["string", "string", "integer", "string", "string"]
    assert all("null" not in one for one in columns if one["datatype"] == "string")


def test_words_are_no_figure():
    verslag = with_words("×", "–")
    figures = rows_of(files_of(verslag)["cijfers.csv"])

    assert [row[0] for row in figures if row[2] == "Wat wij deden"] == ["proef.0", "proef.1"]
    assert not {"×", "–"} & {sign for sign, _ in signs_of(verslag)} - {sign for sign, _ in signs_of(small())}
    assert as_json.render(verslag) == as_json.render(small())


def test_a_chart_of_a_table_shows_its_numbers_alone():
    verslag = small()
    words = {"Wat": Vak("woord", "tekst")}
    delen = tuple(
        replace(
            deel,
            tabellen=tuple(
                replace(
                    tabel,
                    kolommen=(*words, *tabel.kolommen),
                    rijen=tuple(replace(rij, vakken=(*words.values(), *rij.vakken)) for rij in tabel.rijen),
                )
                for tabel in deel.tabellen
            ),
        )
        for deel in verslag.delen
    )
    charts = [one for deel in with_charts(replace(verslag, delen=delen)).delen for one in deel.grafieken]

    assert charts and charts == [one for deel in verslag.delen for one in deel.grafieken]


@pytest.mark.parametrize("way", ["verbergen", "afronden"])
def test_protecting_a_report_leaves_words_alone_and_asks_people_to_look_at_them(way):
    verslag = with_words("Er was 1 gesprek op 3 mei 2021.", "Wij deden dit op 3 mei 2021.")
    found = protect(verslag, way, 5)

    cells = [vak for rij in found.verslag.delen[-1].tabellen[0].rijen for vak in rij.vakken]
    assert [vak.waarde for vak in cells if vak.is_tekst][::2] == [
        "Er was 1 gesprek op 3 mei 2021.",
        "Wij deden dit op 3 mei 2021.",
    ]
    assert any("de woorden van de tabel “Wat wij deden”" in line for line in found.let_op)
    assert not protect(with_words("Wij deden dit op 3 mei 2021."), way, 5).let_op
    assert b"csv" in csv.render(found.verslag, STIJL)
