"""What the report on integrity shows beyond the contract is protected too."""

from collections import defaultdict
from random import Random

import pytest

from reports.bescherming import derivable, protect
from reports.bescherming.knowledge import DEFINITIES
from reports.bescherming.links import links_between
from reports.bescherming.numbers import numbers_of, with_numbers
from reports.verslag import Verslag
from tests.reports.bescherming.making import integrity_register, integrity_report
from tests.reports.bescherming.test_attacks import figures, holding_back

DUUR = "verdieping.doorlooptijd"
STAPPEN = ("beoordelen", "vooronderzoek", "feitenonderzoek", "sluiten")


def yearly(seed: int, size: int = 300) -> Verslag:
    return integrity_report(integrity_register(Random(seed), size), "2020")


def test_a_length_of_time_is_no_count_and_stays_where_its_zaken_are_counted():
    verslag = with_numbers(yearly(1), {f"{DUUR}.beoordelen.mediaan": 3})
    made = numbers_of(protect(verslag, "verbergen", 5).verslag)
    assert made.getoond[f"{DUUR}.beoordelen.aantal"] >= 10
    assert made.getoond[f"{DUUR}.beoordelen.mediaan"] == 3


@pytest.mark.parametrize("way", ["verbergen", "afronden"])
@pytest.mark.parametrize("k", [5, 20])
def test_no_length_of_time_is_told_of_zaken_that_are_not_counted(way, k):
    held = told = 0
    for seed in range(3):
        before = numbers_of(yearly(seed, 150))
        after = numbers_of(protect(yearly(seed, 150), way, k).verslag)
        for stap in STAPPEN:
            for name in ("mediaan", "p90"):
                path = f"{DUUR}.{stap}.{name}"
                if path in after:
                    told += path in after.getoond
                    held += path in after.verborgen and path in before.getoond
                if path in after.getoond:
                    assert after.getoond[f"{DUUR}.{stap}.aantal"] >= k
                    assert after.getoond[path] == before.getoond[path]
                if f"{DUUR}.{stap}.aantal" in after.verborgen:
                    assert path in after.verborgen, "that it is empty tells how few there are"
    assert told and (held or k == 5)


@pytest.mark.parametrize("seed", range(3))
def test_a_share_goes_with_what_it_is_made_of(seed):
    made = protect(yearly(seed), "verbergen", 5).verslag
    numbers = numbers_of(made)
    derived = DEFINITIES[made.register].derived
    of_hidden = {path for path, parts in derived.items() if not numbers.verborgen.isdisjoint(parts)}
    assert of_hidden and not of_hidden & numbers.getoond.keys()


@pytest.mark.parametrize(
    "path",
    [
        "verdieping.themas.totaal.financieel",
        "verdieping.themas.per_route.financieel.in_de_lijn",
        "verdieping.melders.positie.anoniem.aantal",
        "verdieping.termijnen.wettelijk.bevestigen.te_laat",
        "verdieping.betrokkenen.een",
        "verdieping.ordemaatregelen.ingegaan",
        "verdieping.verbeteracties.gereed",
        "verdieping.strafrecht.aangifte",
        "verdieping.adviezen.totaal.signaal",
        "verdieping.gesprekken.totaal",
        "verdieping.gesprekken.per_kwartaal.2020-Q2.gesprekken",
        "verdieping.gesprekken.per_categorie.lekken.2020-Q2",
    ],
)
def test_one_number_held_back_by_itself_is_found(path):
    verslag = yearly(2)
    assert path in numbers_of(verslag)
    assert figures(derivable(holding_back(verslag, path, k=1000))) == {path}


def test_what_stands_in_several_reports_is_the_same_or_adds_up():
    register = integrity_register(Random(4), 300)
    names = ("2020-Q1", "2020-Q2", "2020-H1", "2020", "2021-H1")
    reports = [integrity_report(register, naam, "2022-06-30") for naam in names]
    numbers = [numbers_of(one) for one in reports]
    everything = {(n, path) for n, found in enumerate(numbers) for path in found.paths()}
    bands = links_between(list(zip(reports, numbers, strict=True)), everything)

    def value(band) -> float:
        return float(numbers[band.cijfer[0]].getoond[band.cijfer[1]]) if band.cijfer else 0

    pieces, times = {}, defaultdict(int)
    for band in bands:
        if len(band.stukken) == 1:
            (piece,) = band.stukken
            assert pieces.setdefault(piece, value(band)) == value(band), band
            times[piece[0].partition("@")[0]] += 1
    sums = [band for band in bands if len(band.stukken) > 1 and all(one in pieces for one in band.stukken)]
    for band in sums:
        assert sum(pieces[one] for one in band.stukken) == value(band), band
    added = {band.cijfer[1] for band in sums if band.cijfer}
    assert added >= {
        "verdieping.gesprekken.totaal",
        "verdieping.gesprekken.per_categorie.lekken.totaal",
        "verdieping.themas.totaal.financieel",
        "verdieping.melders.positie.open.aantal",
        "verdieping.adviezen.totaal.signaal",
        "verdieping.termijnen.wettelijk.bevestigen.gehaald",
        "verdieping.strafrecht.niet",
        "verdieping.ordemaatregelen.ingegaan",
        "verdieping.verbeteracties.gereed",
        f"{DUUR}.beoordelen.op_tijd",
    }
    assert not any(path.endswith(("procent", "mediaan", "p90")) for path in added)
    # 2020-H1 in its own report and in that of the next year; 2019-H1 and 2018-H1 in both of those
    assert times["schendingen.totaal"] == 6
