"""Attacks made by hand, which must be found when only the small numbers themselves are held back."""

from dataclasses import replace
from random import Random

import pytest

from reports.bescherming import derivable, notes, protect
from reports.bescherming.attacker import attack
from reports.bescherming.hiding import Verberger
from reports.bescherming.knowledge import DEFINITIES
from reports.bescherming.numbers import numbers_of, with_numbers
from reports.verslag import Verslag, verslag_of
from tests.reports.bescherming.making import (
    aggression_register,
    aggression_report,
    integrity_register,
    integrity_report,
)
from tests.reports.making import boom, melding, oordeel, rapport_of, route, zaak


def holding_back(verslag: Verslag, *paths: str, k: int = 5) -> Verslag:
    """Only these numbers held back, as if that were all there was to it."""
    return replace(with_numbers(verslag, dict.fromkeys(paths)), bescherming=notes.HIDDEN.format(k=k))


def report_of(periode: str = "2021-H1", **afdelingen: int) -> Verslag:
    """A report in which each afdeling has so many meldingen, all of them of one kind, received in March."""
    names = [naam for naam, n in afdelingen.items() for _ in range(n)]
    zaken = [
        zaak(pk, "2021-03-01", triage=[route("in_de_lijn", "2021-03-02")]) for pk in range(1, len(names) + 1)
    ]
    meldingen = [
        melding(one, afdeling=naam, kanaal="portaal", categorie="lekken", betreft="medewerker")
        for one, naam in zip(zaken, names, strict=True)
    ]
    return verslag_of(rapport_of(boom(periode, zaken, meldingen), periode))


def figures(leaks) -> set[str]:
    return {leak.figuur for leak in leaks}


def test_one_number_that_is_missing_from_a_sum_is_found():
    verslag = report_of(Afval=2, Zorg=9, Burgerzaken=8)
    leaks = derivable(holding_back(verslag, "instroom.per_afdeling.Afval"))

    assert [(leak.figuur, leak.laagste, leak.hoogste) for leak in leaks] == [
        ("instroom.per_afdeling.Afval", 2, 2)
    ]
    assert leaks[0].waar == "Meldingen per afdeling: Afval (meldingen)"
    assert leaks[0].periode == "2021-H1"


def test_two_numbers_that_together_are_small_are_found():
    verslag = report_of(Afval=2, Financien=1, Zorg=9, Burgerzaken=8)
    hidden = ("instroom.per_afdeling.Afval", "instroom.per_afdeling.Financien")
    assert figures(derivable(holding_back(verslag, *hidden))) == set(hidden)


def test_rows_that_are_each_at_least_one_give_each_other_away():
    """Five meldingen at five afdelingen: one without a melding has no row, so each has exactly one."""
    verslag = report_of(A=1, B=1, C=1, D=1, E=1)
    hidden = [f"instroom.per_afdeling.{naam}" for naam in "ABCDE"]
    leaks = derivable(holding_back(verslag, *hidden))
    assert figures(leaks) == set(hidden)
    assert {(leak.laagste, leak.hoogste) for leak in leaks} == {(1, 1)}


def test_what_was_published_of_an_earlier_year_and_is_no_longer_so_misleads_nobody():
    """23 meldingen were published, of which 3 are left: the sum of the categories tells that, still."""
    zaken = [zaak(n, "2021-03-01" if n > 3 else "2020-03-01") for n in range(1, 16)]
    there = verslag_of(rapport_of(boom("2021-H1", zaken), "2021-H1"))
    year = "vergelijking.0"
    verslag = with_numbers(there, {f"{year}.instroom_zoals_gepubliceerd": 23})
    held = [f"{year}.{naam}" for naam in ("instroom", "verschil", "verschil_procent")]
    leaks = derivable(holding_back(verslag, *held))
    assert [(leak.figuur, leak.laagste, leak.hoogste) for leak in leaks] == [(f"{year}.instroom", 3, 3)]

    agrees = with_numbers(there, {f"{year}.instroom_zoals_gepubliceerd": 3})
    codes = [f"{year}.per_categorie.{code}" for code in agrees.cijfers["vergelijking"][0]["per_categorie"]]
    assert f"{year}.instroom" in figures(derivable(holding_back(agrees, *held, *codes)))


def test_what_is_established_is_found_from_the_outcome_when_nothing_dropped_out():
    zaken = [
        zaak(
            n,
            "2021-02-01",
            triage=[route("feitenonderzoek", "2021-02-02")],
            aantijgingen=[oordeel("vastgesteld" if n < 4 else "niet_vastgesteld", "2021-05-01")],
        )
        for n in range(1, 13)
    ]
    verslag = verslag_of(rapport_of(boom("2021-H1", zaken), "2021-H1"))
    around = [f"verdieping.betrokkenen.{n}" for n in ("nog_geen", "een", "meer", "dader_onbekend")]
    codes = [
        path
        for path in numbers_of(verslag).paths()
        if path.startswith(("schendingen.per_categorie.", "feitenonderzoek.schending"))
    ]
    leaks = derivable(holding_back(verslag, "schendingen.totaal", *around, *codes))
    [leak] = [one for one in leaks if one.figuur == "schendingen.totaal"]
    assert (leak.laagste, leak.hoogste) == pytest.approx((3, 3))


def test_a_difference_with_an_earlier_year_that_still_stands_there_is_found():
    register = integrity_register(Random(3), 200)
    verslag = integrity_report(register, "2020")
    codes = verslag.cijfers["vergelijking"][0]["per_categorie"]
    held = ["vergelijking.0.instroom", *(f"vergelijking.0.per_categorie.{code}" for code in codes)]
    shown = replace(
        with_numbers(verslag, dict.fromkeys([*held, "vergelijking.0.verschil_procent"])),
        bescherming=notes.HIDDEN.format(k=100),
    )
    assert "vergelijking.0.instroom" in figures(derivable(shown))
    also = with_numbers(shown, {"vergelijking.0.verschil": None})
    assert "vergelijking.0.instroom" not in figures(derivable(also))


def test_the_second_quarter_is_found_from_the_half_year_and_the_first():
    register = integrity_register(Random(3), 400)
    first, half = (integrity_report(register, naam) for naam in ("2020-Q1", "2020-H1"))
    second = integrity_report(register, "2020-Q2")
    codes = [path for path in numbers_of(second).getoond if path.startswith("instroom.per_kanaal.")]
    hidden = holding_back(second, *codes)

    assert derivable(hidden) == []
    found = attack([hidden, first, half], 5)
    shown = numbers_of(second).getoond
    small = {path for path in codes if 0 < shown[path] < 5}
    assert small and {path for n, path in found if n == 0} == small
    assert all(low == high == shown[path] for (n, path), (low, high) in found.items() if n == 0)
    # both were released already: the second quarter adds nothing to what they tell
    assert derivable(hidden, [first, half]) == []
    assert figures(protect(second, "verbergen", 5, [first, half]).al_bekend) >= small


def test_what_this_report_opens_in_an_earlier_one_is_named_with_its_period():
    register = integrity_register(Random(3), 400)
    second = integrity_report(register, "2020-Q2")
    codes = [path for path in numbers_of(second).getoond if path.startswith("instroom.per_kanaal.")]
    released = [holding_back(second, *codes), integrity_report(register, "2020-Q1")]

    leaks = derivable(integrity_report(register, "2020-H1"), released)

    assert leaks and {leak.periode for leak in leaks} == {"2020-Q2"}


def test_another_organisation_or_register_tells_nothing():
    register = integrity_register(Random(3), 400)
    verslag = integrity_report(register, "2020-Q2")
    path = "instroom.per_kanaal.brief"
    codes = [p for p in numbers_of(verslag).getoond if p.startswith("instroom.per_kanaal.")]
    hidden = holding_back(verslag, *codes)
    elsewhere = replace(verslag, slug="utrecht")
    incidents = aggression_report(aggression_register(Random(3), 200), "2020-Q2")
    assert path in codes
    assert derivable(hidden, [elsewhere, incidents]) == []


def test_what_an_earlier_report_shows_is_known_already_and_said_so():
    register = integrity_register(Random(5), 400)
    verslag = integrity_report(register, "2020")
    made = protect(verslag, "verbergen", 5, [verslag])

    assert made.is_veilig
    derived = DEFINITIES[verslag.register].derived.keys()
    assert {leak.figuur for leak in made.al_bekend} == numbers_of(made.verslag).verborgen - derived


def test_facts_that_changed_between_two_reports_are_no_contradiction():
    """The first quarter counted one melding more at an afdeling than the half-year does now."""
    verslag = report_of(Afval=2, Financien=3, Zorg=8, Burgerzaken=8)
    earlier = report_of(periode="2021-Q1", Zorg=9)
    made = protect(verslag, "verbergen", 5, [earlier])
    assert made.is_veilig
    assert derivable(made.verslag, [earlier]) == []


@pytest.mark.parametrize("make", [integrity_report, aggression_report])
def test_without_the_other_numbers_a_real_report_leaks(make):
    registers = {integrity_report: integrity_register, aggression_report: aggression_register}
    verslag = make(registers[make](Random(7), 400), "2020")

    alone = Verberger(verslag, (), 5, secondary=False)
    alone.run()
    together = Verberger(verslag, (), 5)
    together.run()

    assert len(alone.leaks) >= 3
    assert together.leaks == []
    assert len(together.hidden) > len(alone.hidden)
