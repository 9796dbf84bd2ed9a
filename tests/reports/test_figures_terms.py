"""What was done in time, and how long it took: the edges of a day, what stands still, what came back."""

from datetime import date, timedelta

import pytest

from reports.figures.integriteit.duration import nearest_rank
from tests.reports.making import melding, onderzoek, route, tel, termijn, uitstroom, weg, zaak


def law(*terms, code: str = "bevestigen", peildatum: str = "") -> dict:
    """The term of the law over one melding with these terms."""
    one = zaak(1, "2021-02-01")
    tree = tel("2021-H1", [one], [melding(one, termijnen=terms)], peildatum=peildatum)
    return tree["verdieping"]["termijnen"]["wettelijk"][code]


def step(*zaken, peildatum: str = "") -> dict:
    return tel("2021-H1", list(zaken), peildatum=peildatum)["verdieping"]["termijnen"]["stappen"]


def group(counts: dict) -> str:
    """Where the one case stands."""
    (name,) = (n for n in ("gehaald", "te_laat", "lopend", "niet_bekend") if counts.get(n))
    return name


@pytest.mark.parametrize(
    ("gedaan", "expected"),
    [("2021-02-01", "gehaald"), ("2021-02-08", "gehaald"), ("2021-02-09", "te_laat")],
)
def test_on_the_last_day_it_is_in_time_and_the_day_after_it_is_not(gedaan, expected):
    assert group(law(termijn("bevestigen", "2021-02-01", "2021-02-08", gedaan))) == expected


@pytest.mark.parametrize(
    ("peildatum", "expected"),
    [("2021-02-08", "lopend"), ("2021-02-09", "te_laat"), ("2021-03-01", "te_laat")],
)
def test_what_is_not_done_yet_runs_until_its_last_day_and_is_late_from_then_on(peildatum, expected):
    term = termijn("bevestigen", "2021-02-01", "2021-02-08", "2021-03-02")

    assert group(law(term, peildatum=peildatum)) == expected


def test_a_melding_without_a_term_is_not_known_which_is_something_else_than_in_time():
    assert law() == {
        "gehaald": 0,
        "te_laat": 0,
        "lopend": 0,
        "van": 0,
        "niet_bekend": 1,
        "procent": None,
    }


def test_a_term_that_ended_without_being_done_is_neither_met_nor_missed():
    stopped = termijn("terugkoppelen", "2021-02-01", "2021-05-01", gestopt="2021-03-01")

    assert group(law(stopped, code="terugkoppelen")) == "niet_bekend"


def test_after_reopening_the_new_term_counts_too():
    told = termijn("terugkoppelen", "2021-02-01", "2021-05-01", "2021-03-01")
    again = termijn("terugkoppelen", "2021-04-01", "2021-07-01")
    late = termijn("terugkoppelen", "2021-04-01", "2021-05-01", "2021-05-02")

    def where(*terms, peildatum=""):
        return group(law(*terms, code="terugkoppelen", peildatum=peildatum))

    assert where(told, again) == "lopend"
    assert where(told, again, peildatum="2021-03-31") == "gehaald"
    assert where(told, late) == "te_laat"
    assert where(told, late, peildatum="2021-04-30") == "lopend"


def test_the_percentage_is_of_what_was_decided_and_not_given_on_a_base_under_ten():
    def of(met: int, late: int, running: int = 0) -> int | None:
        days = ["2021-02-02"] * met + ["2021-03-02"] * late + [""] * running
        zaken = [zaak(n, "2021-02-01") for n in range(1, len(days) + 1)]
        reports = [
            melding(one, termijnen=(termijn("bevestigen", "2021-02-01", "2021-02-08", day),))
            if day
            else melding(one, termijnen=(termijn("bevestigen", "2021-06-29", "2021-07-06"),))
            for one, day in zip(zaken, days, strict=True)
        ]
        return tel("2021-H1", zaken, reports)["verdieping"]["termijnen"]["wettelijk"]["bevestigen"]["procent"]

    assert of(9, 1) == 90
    assert of(9, 1, running=5) == 90
    assert of(8, 1, running=5) is None
    assert of(11, 1) == 92  # 91.67, away from zero


# The steps


def test_a_term_that_stands_still_runs_unless_it_was_late_by_then():
    def stand(suspended: str, peildatum: str = "2021-06-30") -> str:
        term = termijn("vooronderzoek", "2021-02-01", "2021-03-01", opgeschort=suspended)
        return group(step(zaak(1, "2021-02-01", termijnen=[term]), peildatum=peildatum)["vooronderzoek"])

    assert stand("2021-02-10") == "lopend"
    assert stand("2021-03-01") == "lopend"
    assert stand("2021-03-02") == "te_laat"
    assert stand("2021-05-01", peildatum="2021-04-30") == "te_laat"  # not suspended yet


def test_what_is_told_while_the_term_stands_still_is_in_time():
    term = termijn("terugkoppelen", "2021-02-01", "2021-05-01", "2021-06-01", opgeschort="2021-04-01")

    assert group(law(term, code="terugkoppelen")) == "gehaald"


def test_of_a_step_that_came_back_every_time_must_be_in_time():
    first = termijn("beoordelen", "2021-02-01", "2021-02-15", "2021-02-15")
    second = termijn("beoordelen", "2021-04-01", "2021-04-15", "2021-04-16")
    reopened = zaak(1, "2021-02-01", termijnen=[first, second])

    assert group(step(reopened)["beoordelen"]) == "te_laat"
    assert group(step(reopened, peildatum="2021-03-31")["beoordelen"]) == "gehaald"


def test_the_longer_term_for_a_bestuurder_stands_with_the_vooronderzoek():
    term = termijn("vooronderzoek_bestuurder", "2021-02-01", "2021-04-01", "2021-04-01")

    assert group(step(zaak(1, "2021-02-01", termijnen=[term]))["vooronderzoek"]) == "gehaald"


def test_only_the_zaken_of_the_cohort_count_for_the_terms():
    older = zaak(1, "2020-02-01", termijnen=[termijn("oordeel", "2021-02-01", "2021-02-15", "2021-02-02")])

    assert step(older)["oordeel"]["gehaald"] == 0


# How long it took


def durations(*zaken, periode: str = "2021-H1", peildatum: str = "") -> dict:
    return tel(periode, list(zaken), peildatum=peildatum)["verdieping"]["doorlooptijd"]


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([3], 3, 3),
        ([1, 2], 1, 2),
        ([1, 2, 3], 2, 3),
        (list(range(1, 11)), 5, 9),
        (list(range(1, 12)), 6, 10),
        (list(range(1, 21)), 10, 18),
        ([0] * 9 + [100], 0, 0),
        ([0] * 8 + [100] * 2, 0, 100),
    ],
)
def test_the_nearest_rank_is_the_smallest_value_that_enough_values_do_not_exceed(values, median, p90):
    assert (nearest_rank(values, 50), nearest_rank(values, 90)) == (median, p90)
    for percent, found in ((50, median), (90, p90)):
        assert sum(n <= found for n in values) * 100 >= percent * len(values)
        assert sum(n < found for n in values) * 100 < percent * len(values)


def judged_after(*days: int) -> list:
    first = date(2021, 2, 1)
    return [
        zaak(n, "2021-02-01", triage=[route("extern", (first + timedelta(days=d)).isoformat())])
        for n, d in enumerate(days, start=1)
    ]


def test_a_median_of_few_is_not_given_because_it_tells_of_a_single_zaak():
    four, five, nine, ten = (durations(*judged_after(*range(1, n + 1)))["beoordelen"] for n in (4, 5, 9, 10))

    assert (four["aantal"], four["mediaan"], four["p90"]) == (4, None, None)
    assert (five["mediaan"], five["p90"]) == (3, None)
    assert (nine["mediaan"], nine["p90"]) == (5, None)
    assert (ten["mediaan"], ten["p90"]) == (5, 9)


def test_judging_counts_from_the_receipt_to_the_first_decision_also_when_that_lapsed():
    zaken = [
        zaak(
            n,
            "2021-02-01",
            triage=[
                uitstroom("klacht", "2021-02-04", vervallen="2021-03-01"),
                route("extern", "2021-05-01", pk=3),
            ],
        )
        for n in range(1, 6)
    ]

    assert durations(*zaken)["beoordelen"]["mediaan"] == 3
    assert durations(*zaken, periode="2021-Q2")["beoordelen"]["aantal"] == 0


def test_an_investigation_counts_in_the_period_in_which_it_ended_whatever_the_day_of_receipt():
    zaken = [
        zaak(n, "2020-02-01", onderzoeken=[onderzoek("feitenonderzoek", "2020-12-31", "2021-01-10")])
        for n in range(1, 6)
    ]

    found = durations(*zaken)["feitenonderzoek"]

    assert (found["aantal"], found["mediaan"]) == (5, 10)
    assert durations(*zaken, periode="2020")["feitenonderzoek"]["aantal"] == 0
    assert durations(*zaken, periode="2021-H1", peildatum="2021-01-09")["feitenonderzoek"]["aantal"] == 0


def test_an_investigation_that_came_back_counts_again_and_closing_ends_what_still_ran():
    twice = zaak(
        1,
        "2021-01-01",
        onderzoeken=[
            onderzoek("vooronderzoek", "2021-01-05", "2021-01-10"),
            onderzoek("vooronderzoek", "2021-03-01"),
        ],
        sluitingen=[weg("2021-04-01")],
    )

    assert durations(twice)["vooronderzoek"]["aantal"] == 2
    assert durations(twice, peildatum="2021-03-31")["vooronderzoek"]["aantal"] == 1


def test_a_zaak_that_closed_twice_counts_once_with_the_last_time():
    back = [zaak(n, "2021-01-01", sluitingen=[weg("2021-02-01", heropend="2021-03-01"), weg("2021-04-01")])
            for n in range(1, 6)]  # fmt: skip

    assert durations(*back)["sluiten"]["mediaan"] == 90
    assert durations(*back, peildatum="2021-03-31")["sluiten"]["mediaan"] == 31


def test_a_zaak_that_was_emptied_into_another_one_did_not_end():
    emptied = zaak(1, "2021-01-01", sluitingen=[weg("2021-02-01")], gevoegd_op="2021-02-01")
    ended_before = zaak(
        2,
        "2021-01-01",
        sluitingen=[weg("2021-02-01", heropend="2021-03-01"), weg("2021-04-01")],
        gevoegd_op="2021-04-01",
    )

    assert durations(emptied)["sluiten"]["aantal"] == 0
    assert durations(ended_before)["sluiten"]["aantal"] == 1


def test_how_many_were_within_the_term_is_of_those_of_which_the_term_is_known():
    def judged(pk: int, op: str, *terms) -> object:
        return zaak(pk, "2021-02-01", triage=[route("extern", op)], termijnen=terms)

    found = durations(
        judged(1, "2021-02-15", termijn("beoordelen", "2021-02-01", "2021-02-15", "2021-02-15")),
        judged(2, "2021-02-16", termijn("beoordelen", "2021-02-01", "2021-02-15", "2021-02-16")),
        judged(3, "2021-02-16"),
        judged(4, "2021-02-10", termijn("beoordelen", "2021-05-01", "2021-05-15", "2021-05-02")),
    )["beoordelen"]

    assert (found["aantal"], found["met_termijn"], found["op_tijd"], found["procent"]) == (4, 2, 1, None)
    assert durations()["sluiten"] == {
        "aantal": 0,
        "mediaan": None,
        "p90": None,
        "met_termijn": None,
        "op_tijd": None,
        "procent": None,
    }
