from datetime import date

import pytest

from reports import periods


@pytest.mark.parametrize(
    ("naam", "van", "tot_en_met"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30)),
        ("2019-T1", date(2019, 1, 1), date(2019, 4, 30)),
        ("2019-T3", date(2019, 9, 1), date(2019, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2020-07-01/2023-06-30", date(2020, 7, 1), date(2023, 6, 30)),
        ("2021-03-05/2021-03-05", date(2021, 3, 5), date(2021, 3, 5)),
    ],
)
def test_a_period_is_read_from_its_name(naam, van, tot_en_met):
    periode = periods.parse(naam)

    assert (periode.van, periode.tot_en_met, periode.naam) == (van, tot_en_met, naam)


@pytest.mark.parametrize(
    "naam",
    [
        "", "2021-H3", "2021-H0", "2021-Q5", "2021-T4", "2021-13", "2021-00", "2021-h1", "21", "2021-1",
        "2021-06-30/2021-01-01", "2021-02-29/2021-03-01", "2021-02-01/2021-02-30", "2021-02-01", "0000",
        "9999", "2021-H1; drop", "２０２１", "2021-H1/2021-H2", "0001-01-01/0001-02-01",
        "1900-01-01/2100-01-01",
    ],
)  # fmt: skip
def test_a_period_that_does_not_exist_is_told_in_one_line(naam):
    with pytest.raises(ValueError, match=r"^De periode .*\.$") as told:
        periods.parse(naam)

    assert "\n" not in str(told.value)


def test_an_earlier_period_has_the_same_name_and_a_range_shifts_its_days():
    assert periods.parse("2021-H1").years_earlier(1) == periods.parse("2020-H1")
    assert periods.parse("2024-02").years_earlier(1).tot_en_met == date(2023, 2, 28)
    assert periods.parse("2023-02").years_earlier(3).tot_en_met == date(2020, 2, 29)
    assert periods.parse("2020-02-29/2024-02-29").years_earlier(1) == periods.Periode(
        date(2019, 2, 28), date(2023, 2, 28), "2019-02-28/2023-02-28"
    )
    assert periods.parse("1900").years_earlier(3).van == date(1897, 1, 1)


def test_every_month_that_the_period_touches_is_named():
    assert periods.parse("2020-11-20/2021-02-03").months() == ["2020-11", "2020-12", "2021-01", "2021-02"]


def test_the_default_peildatum_is_the_earlier_of_today_and_the_last_day():
    periode = periods.parse("2021-H1")

    assert periode.default_peildatum(date(2021, 3, 1)) == date(2021, 3, 1)
    assert periode.default_peildatum(date(2022, 3, 1)) == date(2021, 6, 30)


@pytest.mark.parametrize("text", ["gisteren", "2021-02-30", "20210630", "30-06-2021", "2021-06-30T00:00"])
def test_a_peildatum_that_is_no_date_is_told_in_one_line(text):
    with pytest.raises(ValueError, match="is geen datum"):
        periods.peildatum_for(periods.parse("2021"), text, date(2022, 1, 1))


def test_a_peildatum_in_the_future_is_refused():
    with pytest.raises(ValueError, match="toekomst"):
        periods.peildatum_for(periods.parse("2021"), "2021-06-02", date(2021, 6, 1))


@pytest.mark.parametrize(
    ("naam", "words"),
    [
        ("2021", "2021"),
        ("2021-H1", "het eerste halfjaar van 2021"),
        ("2021-Q4", "het vierde kwartaal van 2021"),
        ("2019-T1", "de eerste viermaandsperiode van 2019"),
        ("2021-03", "maart 2021"),
        ("2020-07-01/2023-06-30", "de periode van 1 juli 2020 tot en met 30 juni 2023"),
    ],
)
def test_a_period_can_stand_in_a_sentence(naam, words):
    assert periods.parse(naam).in_words == words


def test_presets_are_the_running_and_the_previous_parts_of_the_year():
    found = [naam for naam, _ in periods.presets(date(2026, 2, 3), running=True)]

    assert found == ["2026-H1", "2025-H2", "2026", "2025", "2026-Q1", "2025-Q4", "2026-T1", "2025-T3"]


def test_who_only_sees_what_is_over_gets_no_running_preset():
    found = [naam for naam, _ in periods.presets(date(2026, 2, 3), running=False)]

    assert found == ["2025-H2", "2025", "2025-Q4", "2025-T3"]


def test_days_that_are_a_named_period_get_its_name():
    assert periods.covering(date(2021, 1, 1), date(2021, 6, 30)).naam == "2021-H1"
    assert periods.covering(date(2021, 9, 1), date(2021, 12, 31)).naam == "2021-T3"
    assert periods.covering(date(2021, 2, 1), date(2021, 2, 28)).naam == "2021-02"
    assert periods.covering(date(2021, 2, 1), date(2021, 2, 27)).naam == "2021-02-01/2021-02-27"
