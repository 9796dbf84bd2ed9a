"""What a protected report shows, and what it says of itself."""

from dataclasses import replace
from random import Random

import pytest

from reports.bescherming import derivable, protect
from reports.bescherming.numbers import leaves, numbers_of
from reports.bescherming.rounding import rounded
from reports.verslag import Grafiek, Grafieksoort, Vak, Verslag, as_bytes, from_bytes
from tests.reports.bescherming.making import (
    aggression_register,
    aggression_report,
    integrity_register,
    integrity_report,
)
from tests.reports.bescherming.test_attacks import report_of


@pytest.fixture(scope="module")
def yearly() -> Verslag:
    return integrity_report(integrity_register(Random(7), 600), "2020")


@pytest.fixture(scope="module")
def incidents() -> Verslag:
    return aggression_report(aggression_register(Random(7), 600), "2020")


def cells(verslag: Verslag) -> list[Vak]:
    return [vak for _, tabel in verslag.tabellen() for row in tabel.rijen for vak in row.vakken]


def test_without_protection_a_report_is_what_it_was(yearly):
    assert protect(yearly, "geen", 5).verslag is yearly


@pytest.mark.parametrize("naam", ["yearly", "incidents"])
def test_small_numbers_stand_nowhere_and_zeros_do(naam, request):
    verslag = request.getfixturevalue(naam)
    made = protect(verslag, "verbergen", 5).verslag

    counts = [vak for vak in cells(made) if vak.soort == "aantal" and vak.waarde is not None]
    assert not [vak for vak in counts if 0 < vak.waarde < 5]
    assert len([vak for vak in counts if vak.waarde == 0]) > 50
    assert made.cijfers["instroom"]["totaal"] == verslag.cijfers["instroom"]["totaal"]
    hidden = [vak for vak in cells(made) if vak.soort == "verborgen"]
    assert hidden and all(vak.waarde is None for vak in hidden)


def test_what_is_held_back_in_a_table_is_empty_in_the_figures_and_the_other_way_round(yearly):
    made = protect(yearly, "verbergen", 5).verslag
    empty = {path for path, value in leaves(made.cijfers) if value is None}
    was_empty = {path for path, value in leaves(yearly.cijfers) if value is None}
    in_tables = {vak.figuur for vak in cells(made) if vak.soort == "verborgen"}

    assert empty - was_empty
    assert (empty - was_empty) <= in_tables
    shown = {vak.figuur for vak in cells(made) if vak.waarde is not None}
    assert not empty & shown
    assert made.cijfers["instroom"]["top3"] is None


def test_a_protected_report_can_be_kept_and_says_how_it_is_protected(yearly):
    made = protect(yearly, "verbergen", 5).verslag
    assert made.bescherming.startswith("Aantallen boven de 0 en onder de 5 zijn weggelaten")
    assert from_bytes(as_bytes(made)) == made


def test_a_sentence_that_tells_a_number_that_is_held_back_is_left_out():
    verslag = report_of(Afval=2, Zorg=1)
    assert any("3 meldingen" in sentence for deel in verslag.delen for sentence in deel.zinnen)
    made = protect(verslag, "verbergen", 5).verslag
    assert not [sentence for deel in made.delen for sentence in deel.zinnen if "3" in sentence]
    assert not [s for deel in made.delen if deel.naam in ("instroom", "beoordeling") for s in deel.zinnen]


def test_a_sentence_of_numbers_that_are_shown_stays(yearly):
    made = protect(yearly, "verbergen", 5).verslag
    hidden = numbers_of(made).verborgen
    (open_,) = (deel for deel in made.delen if deel.naam == "open")
    assert not any(path.startswith("voorraad.") for path in hidden)
    assert open_.zinnen or any(path == "aangiften" for path in hidden)


def test_a_chart_hides_what_its_table_hides_and_its_alt_text_tells_no_number(yearly):
    deel = next(deel for deel in yearly.delen if deel.tabellen)
    tabel = next(t for t in deel.tabellen if t.naam == "instroom-kanaal")
    chart = Grafiek(
        "kanaal", "Meldingen per kanaal", Grafieksoort.STAVEN, "Het kanaal brief: 3 meldingen.", tabel
    )
    verslag = replace(
        yearly, delen=tuple(replace(d, grafieken=(chart,)) if d is deel else d for d in yearly.delen)
    )

    made = protect(verslag, "verbergen", 5).verslag

    (shown,) = (one for d in made.delen for one in d.grafieken if one.naam == chart.naam)
    in_table = next(t for _, t in made.tabellen() if t.naam == "instroom-kanaal")
    assert shown.tabel.rijen == in_table.rijen
    assert any(vak.soort == "verborgen" for row in shown.tabel.rijen for vak in row.vakken)
    assert "3" not in shown.alt and "staan in de tabel" in shown.alt


def test_a_toelichting_with_a_number_is_pointed_out(yearly):
    first, *others = yearly.delen
    verslag = replace(yearly, delen=(replace(first, toelichting="Er waren drie meldingen."), *others))
    (line,) = protect(verslag, "verbergen", 5).let_op
    assert first.titel in line


def test_a_report_that_is_not_safe_is_not_released_and_says_what_to_do():
    verslag = report_of(Afval=1, Bouw=1, Cultuur=1, Dienst=1, Zorg=1, Werk=1)
    made = protect(verslag, "verbergen", 5)

    assert made.verslag is None and not made.is_veilig
    assert {leak.figuur for leak in made.lekken} >= {"instroom.per_afdeling.Afval"}
    assert made.samenvoegen_helpt
    assert made.voorstellen[0].startswith("Zet afdelingen met weinig meldingen samen in één rij, zoals Afval")


@pytest.mark.parametrize("bescherming", ["verbergen", "afronden"])
def test_with_small_afdelingen_as_one_row_it_is_released(bescherming):
    verslag = report_of(Afval=1, Bouw=1, Cultuur=1, Dienst=1, Zorg=1, Werk=1)
    made = protect(verslag, bescherming, 5, samenvoegen=True).verslag

    tabel = next(t for _, t in made.tabellen() if t.naam == "instroom-afdeling")
    assert [row.label for row in tabel.rijen] == ["Overige (samengevoegd)", "Totaal"]
    assert set(made.cijfers["instroom"]["per_afdeling"]) == {"overige_samengevoegd"}
    assert "Afdelingen met weinig meldingen" in made.bescherming
    assert derivable(made) == []


def test_merged_afdelingen_are_one_row_in_the_crossed_tables_too(incidents):
    small = aggression_report(aggression_register(Random(2), 90), "2020")
    made = protect(small, "afronden", 5, samenvoegen=True).verslag
    for naam in ("instroom-afdeling", "aanleiding"):
        tabel = next(t for _, t in made.tabellen() if t.naam == naam)
        assert "Overige (samengevoegd)" in [row.label for row in tabel.rijen]


@pytest.mark.parametrize(
    ("value", "k", "expected"),
    [(0, 5, 0), (2, 5, 0), (3, 5, 5), (7, 5, 5), (8, 5, 10), (-3, 5, -5), (1, 2, 2), (5, 10, 10), (1, 3, 0)],
)
def test_rounding_is_to_the_nearest_and_away_from_zero(value, k, expected):
    assert rounded(value, k) == expected


@pytest.mark.parametrize("naam", ["yearly", "incidents"])
def test_rounded_every_count_is_a_multiple_and_percentages_follow(naam, request):
    verslag = request.getfixturevalue(naam)
    made = protect(verslag, "afronden", 5).verslag
    counts = [vak.waarde for vak in cells(made) if vak.soort == "aantal" and vak.waarde is not None]
    assert counts and all(n % 5 == 0 for n in counts)
    (first, *_), now = made.cijfers["vergelijking"], made.cijfers["instroom"]["totaal"]
    assert first["verschil"] == now - first["instroom"]
    assert not [sentence for deel in made.delen for sentence in deel.zinnen]
    assert derivable(made) == []


def test_rounding_that_gives_a_number_away_leaves_it_out():
    """Four afdelingen are at most 2 each after rounding, and their total is at least 8: so each is 2."""
    verslag = report_of(Afval=2, Bouw=2, Cultuur=2, Zorg=2)
    made = protect(verslag, "afronden", 5).verslag
    assert numbers_of(made).verborgen
    assert derivable(made) == []


def test_another_way_of_protecting_or_too_low_a_number_is_refused(yearly):
    with pytest.raises(ValueError, match="no way to protect"):
        protect(yearly, "verstoppen", 5)
    with pytest.raises(ValueError, match="no way to protect"):
        protect(yearly, "verbergen", 1)
