"""A shape only selects: every cell it shows is one of the whole report, and nothing of that is stored."""

import io

import pytest
from pypdf import PdfReader

from reports.rendering.formats import FORMATEN
from reports.verslag import as_bytes, from_bytes
from reports.vormen import VOLLEDIG, VORMEN, Opbouw, Rapportvorm, Tabelkeuze, Vormdeel, Vormrij, in_vorm
from tests.reports.published import NAMEN, reports_of
from tests.reports.rendering.examples import ERG, STIJL, hiding, small, zeros

REEKS = Rapportvorm(
    naam="proef",
    titel="Proef",
    uitleg="Voor de proef.",
    kop="Proef over {periode} van {organisatie}",
    delen=(
        Vormdeel("kort", voor="Tot en met {tot_en_met}:", woorden=("instroom",)),
        Vormdeel("weg", "Niet gevonden", tabellen=(Tabelkeuze("bestaat-niet"),), woorden=("ook-niet",)),
        Vormdeel(
            "tabellen",
            "Tabellen",
            niveau=2,
            tabellen=(
                Tabelkeuze("triage", titel="Besluit over {periode}", rijen=("triage.niet_in_behandeling.",)),
                Opbouw(
                    "naast",
                    "Naast elkaar",
                    "aantal",
                    "Twee lijsten.",
                    "Categorie",
                    ("Gemeld", "Vastgesteld"),
                    (
                        Vormrij(("instroom.per_categorie", "schendingen.per_categorie"), elk=True),
                        Vormrij(("instroom.totaal", ""), "Totaal", "totaal"),
                    ),
                ),
            ),
            grafieken=("trend", "bestaat-niet"),
        ),
    ),
)


def cells_of(verslag):
    return {
        (vak.figuur, vak.soort, vak.waarde)
        for _, tabel in verslag.tabellen()
        for rij in tabel.rijen
        for vak in rij.vakken
        if vak.figuur
    }


def test_a_shape_takes_words_tables_rows_and_cells_and_leaves_out_what_is_not_there():
    whole = small(toelichting=f"Wat mensen schreven: {ERG} {{periode}}")
    made = in_vorm(whole, REEKS)

    kort, tabellen = made.delen
    assert made.titel == f"Proef over het eerste halfjaar van 2021 van {whole.organisatie}"
    assert (kort.titel, tabellen.niveau) == ("", 2)
    assert kort.toelichting == f"Tot en met 30 juni 2021:\n\nWat mensen schreven: {ERG} {{periode}}"
    besluit, naast = tabellen.tabellen
    assert besluit.titel == "Besluit over het eerste halfjaar van 2021"
    assert besluit.rijen[0].label == "Niet in behandeling genomen" and len(besluit.rijen) > 5
    assert [vak.waarde for vak in naast.rijen[-1].vakken] == [3, None]
    assert next(rij for rij in naast.rijen if "lekken" in rij.vakken[0].figuur).vakken[0].waarde == 3
    assert made.cijfers == whole.cijfers and cells_of(made) <= cells_of(whole)


def test_without_words_of_people_the_sentences_of_the_figures_stand_there():
    whole = small()
    assert in_vorm(whole, REEKS).delen[0].toelichting.endswith(" ".join(whole.delen[0].zinnen))


def test_what_is_hidden_in_the_report_is_hidden_in_a_shape():
    made = in_vorm(hiding(small(), "instroom.per_categorie.lekken"), REEKS)
    found = [vak for vak in cells_of(made) if vak[0] == "instroom.per_categorie.lekken"]
    assert found == [("instroom.per_categorie.lekken", "verborgen", None)]


def test_the_questions_tell_no_number_that_is_hidden_and_every_other_one_as_it_stands():
    whole = hiding(hiding(small(), "instroom.totaal"), "triage.niet_in_behandeling.per_reden.klacht")

    told = {deel.naam: deel.toelichting for deel in in_vorm(whole, VORMEN["vragen"]).delen}

    assert "Ontvangen meldingen: dat aantal laten wij niet zien." in told["meer-of-minder"]
    assert "Verschil: 3 meer." in told["meer-of-minder"]
    assert "Niet in behandeling genomen: 1." in told["niet-in-behandeling"]
    assert "Redenen: klacht (dat aantal laten wij niet zien)." in told["niet-in-behandeling"]
    assert "Hoe dit is geteld: Elke melding" in told["niet-in-behandeling"]


def test_the_whole_report_stays_as_it_is_and_what_came_later_is_not_stored():
    whole = small("Iets.")
    assert in_vorm(whole, VOLLEDIG) is whole
    assert not any(later in as_bytes(whole) for later in (b'"vorm":', b'"niveau":'))
    shaped = in_vorm(whole, REEKS)
    assert from_bytes(as_bytes(shaped)) == shaped and whole.filename + "-proef" == shaped.filename


@pytest.mark.django_db
@pytest.mark.services
@pytest.mark.parametrize("naam", NAMEN)
def test_every_shape_of_a_published_report_shows_its_numbers_and_no_others(naam):
    for one in reports_of(naam):
        summary = FORMATEN["pdf"].render(in_vorm(one.verslag, VORMEN["samenvatting"]), STIJL)
        assert len(PdfReader(io.BytesIO(summary)).pages) == 1
        for vorm in VORMEN.values():
            if one.verslag.register in vorm.registers:
                made = in_vorm(one.verslag, vorm)
                assert made.delen and cells_of(made) <= cells_of(one.verslag), (vorm.naam, one.periode)
                shown = {path: waarde for path, soort, waarde in cells_of(made) if soort == "aantal"}
                there = one.numbers.keys() & shown.keys()
                assert {path: shown[path] for path in there} == {path: one.numbers[path] for path in there}


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_every_shape_of_an_empty_report_can_be_made_in_every_format(register):
    for vorm in VORMEN.values():
        if register in vorm.registers:
            made = in_vorm(zeros(register), vorm)
            assert all(kind.render(made, STIJL) for kind in FORMATEN.values()), vorm.naam
