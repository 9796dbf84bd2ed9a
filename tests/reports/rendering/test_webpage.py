"""The report as one page: the published numbers, nothing that runs and nothing from elsewhere."""

import pytest

from casework.typesetting import Alinea
from reports.rendering import webpage
from reports.rendering.cells import caption, text_of
from reports.rendering.document import document_of
from tests.reports.rendering.examples import CASES, ERG, STIJL, published, small, zeros
from tests.reports.rendering.reading import Pagina, number, table_as_read

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_the_published_numbers_and_all_others_are_read_back_from_the_page(case):
    verslag, numbers = published(*case)

    read = Pagina(webpage.render(verslag, STIJL)).vakken

    assert {path: [number(text) for text in read[path]] for path in numbers} == {
        path: [n] for path, n in numbers.items()
    }
    cells = [vak for _, tabel in verslag.tabellen() for rij in tabel.rijen for vak in rij.vakken]
    shown: dict[str, set[str]] = {}
    for vak in cells:
        if vak.figuur:
            shown.setdefault(vak.figuur, set()).add(text_of(vak))
    assert read == shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_chart_tells_what_it_shows_and_stands_there_as_a_table_too(case):
    verslag, _ = published(*case)
    page = Pagina(webpage.render(verslag, STIJL))

    charts = [one for deel in verslag.delen for one in deel.grafieken]
    assert page.beelden == [(one.titel, one.alt) for one in charts]
    for one in charts:
        assert (caption(one.tabel), table_as_read(one.tabel, text_of)) in page.tabellen


def test_the_page_says_its_language_and_has_headers_for_rows_and_columns():
    page = Pagina(webpage.render(small(), STIJL))

    assert ("html", {"lang": "nl"}) in page.namen
    scopes = {attributes.get("scope") for name, attributes in page.namen if name == "th"}
    assert scopes == {"row", "col"}
    ids = [attributes["id"] for _, attributes in page.namen if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(title for title, _ in page.tabellen)


def test_the_page_runs_nothing_and_asks_for_nothing():
    page = Pagina(webpage.render(small(ERG, afdeling=ERG), STIJL))

    assert not {"script", "link", "iframe", "object"} & {name for name, _ in page.namen}
    for _, attributes in page.namen:
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("src") or "data:").startswith("data:")
        assert (attributes.get("href") or "#").startswith("#")


def test_what_people_wrote_stays_what_they_wrote():
    written = f"{ERG} 😀\n\nTweede alinea. " + "x" * 50_000

    page = Pagina(webpage.render(small(written, afdeling=ERG), STIJL))

    assert written in page.tekst
    assert any(row[0] == ERG for _, rows in page.tabellen for row in rows if row)


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_a_period_in_which_nothing_was_received_is_a_page_of_zeros_without_charts(register):
    page = Pagina(webpage.render(zeros(register), STIJL))

    assert page.vakken["instroom.totaal"] == {"0"} and not page.beelden
    assert set().union(*page.vakken.values()) <= {"0", "–", "onbekend", "€ 0,00"}


def test_what_people_wrote_stands_in_place_of_the_sentences_of_the_figures():
    silent, whole = small(), small(toelichting="Wij schreven dit.")
    sentence = silent.delen[0].zinnen[0]
    for verslag, there in ((silent, True), (whole, False)):
        page = webpage.render(verslag, STIJL).decode()
        blocks = [blok.tekst for blok in document_of(verslag, STIJL).inhoud if isinstance(blok, Alinea)]
        assert (sentence in page) is there and ("Wij schreven dit." in page) is not there
        assert any(sentence in text for text in blocks) is there
        assert ("Wij schreven dit." in blocks) is not there
