"""The report as PDF: the published numbers, readable for everybody, whatever people wrote in it."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from reports.rendering import pdf
from reports.rendering.cells import text_of
from reports.rendering.document import in_short
from reports.verslag import Vak
from tests.reports.rendering.examples import CASES, ERG, STIJL, hiding, published, small, zeros
from tests.reports.rendering.reading import elements, number, pdf_cells, pdf_text, scope, tags, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_published_numbers_and_all_others_are_read_back_from_the_pdf(case):
    verslag, numbers = published(*case)

    read = pdf_cells(pdf.render(verslag, STIJL), verslag)

    assert {path: number(read[path]) for path in numbers} == numbers
    cells = [vak for _, tabel in verslag.tabellen() for rij in tabel.rijen for vak in rij.vakken]
    assert {vak.figuur: text_of(vak) for vak in cells if vak.figuur} == {k: v for k, v in read.items() if k}


def found_in_contents(reader: PdfReader) -> list[str]:
    """The parts that the first page names with the number of a page."""
    lines = re.findall(r"^(.*?)[ .]* (\d+)$", reader.pages[0].extract_text(), re.M)
    titles = [one["/Title"] for one in reader.outline if not isinstance(one, list)]
    named = [words for words, _ in lines if words in titles]
    return [one for one in named if one not in ("Wat hierin staat", "Verantwoording")]


def test_a_long_table_of_zeros_names_each_of_them_in_one_row():
    tables = {tabel.naam: tabel for _, tabel in zeros("integriteit").tabellen()}
    whole = tables["instroom-kanaal"]
    short = in_short(whole)

    assert [rij.label for rij in short.rijen] == [
        "; ".join(rij.label for rij in whole.rijen if rij.soort != "totaal"),
        "Totaal",
    ]
    assert in_short(short) == short and in_short(tables["instroom-soort"]) == tables["instroom-soort"]
    one = {tabel.naam: tabel for _, tabel in small().tabellen()}["instroom-kanaal"]
    assert in_short(one) == one
    hidden = replace(whole.rijen[0], vakken=(Vak(None, "verborgen", "x"),))
    kept = replace(whole, rijen=(hidden, *whole.rijen[1:]))
    assert in_short(kept) == kept


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_pdf_is_tagged_for_a_screen_reader_and_lasts(case):
    verslag, _ = published(*case)
    content = pdf.render(verslag, STIJL)
    reader = PdfReader(io.BytesIO(content), strict=True)

    about = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about and "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL" and reader.metadata.title == verslag.titel
    tables = [in_short(tabel) for _, tabel in verslag.tabellen()]
    assert len(reader.pages) <= 18 and found_in_contents(reader) == [deel.titel for deel in verslag.delen]
    extra = [one.tabel for deel in verslag.delen for one in deel.grafieken if one.naam == "stroom"]
    found = tags(content)
    assert found["/Table"] == len(tables + extra) and found["/Caption"] >= len(tables)
    assert found["/TH/Column"] == sum(1 + len(one.kolommen) for one in tables + extra)
    assert found["/TH/Row"] == sum(len(one.rijen) for one in tables + extra)
    assert found["/TD"] == sum(len(rij.vakken) for one in tables + extra for rij in one.rijen)
    assert found["/H1"] == len(verslag.delen) + 3 and found["/Title"] == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_chart_of_the_pdf_tells_what_it_shows(case):
    verslag, _ = published(*case)

    told = [one["/Alt"] for one in elements(pdf.render(verslag, STIJL)) if one.get("/S") == "/Figure"]

    charts = [one.alt for deel in verslag.delen for one in deel.grafieken]
    assert len(charts) >= 5 and told == ["Logo van Gemeente Proef", *charts]


def test_the_first_cell_of_a_row_is_its_header_and_no_cell_loses_its_own():
    rows = [one for one in elements(pdf.render(small(), STIJL)) if one.get("/S") == "/TR"]

    for row in rows:
        kinds = [(kid.get_object()["/S"], scope(kid.get_object())) for kid in row["/K"]]
        assert kinds[0] in [("/TH", "/Row"), ("/TH", "/Column")]
        rest = ("/TD", "") if kinds[0][1] == "/Row" else ("/TH", "/Column")
        assert set(kinds[1:]) == {rest}


def test_the_same_report_gives_the_same_bytes():
    assert pdf.render(small(), STIJL) == pdf.render(small(), STIJL)


def test_what_people_wrote_stands_in_the_pdf_to_the_letter():
    text = pdf_text(pdf.render(small(f"{ERG} 😀\nTweede regel.", afdeling=ERG), STIJL))

    words = tokens(text)
    assert " ".join(tokens(ERG)) in " ".join(words) and words.count("#panic()") == 2
    assert "[grinning face]" in text and "Tweede regel." in text


def test_a_toelichting_of_fifty_thousand_characters_stands_in_the_pdf_whole():
    written = " ".join(f"woord{n}" for n in range(5400))
    assert len(written) > 50_000

    found = [word for word in tokens(pdf_text(pdf.render(small(written), STIJL))) if word.startswith("woord")]

    assert found == written.split()


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_a_period_in_which_nothing_was_received_is_a_report_of_zeros_without_charts(register):
    verslag = zeros(register)
    content = pdf.render(verslag, STIJL)

    read = pdf_cells(content, verslag)

    assert read["instroom.totaal"] == "0"
    assert set(read.values()) <= {"0", "–", "onbekend", "€ 0,00"}
    assert tags(content)["/Figure"] == 1, "the logo"


def test_a_number_that_is_hidden_is_a_sign_with_its_meaning():
    verslag = replace(
        hiding(small(), "instroom.per_kanaal.portaal"), bescherming="Kleine aantallen verborgen."
    )

    content = pdf.render(verslag, STIJL)

    assert pdf_cells(content, verslag)["instroom.per_kanaal.portaal"] == "×"
    text = " ".join(pdf_text(content).split())
    assert "Kleine aantallen verborgen." in text and "een klein aantal, verborgen zodat niemand" in text
