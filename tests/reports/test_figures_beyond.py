"""Themes, people and what goes on beside a zaak: one test for each sentence of the definitions."""

import pytest

from reports import words
from reports.facts.integriteit import GesprekkenFeit, LoopFeit, StrafrechtFeit
from tests.reports.making import (
    above_zero,
    boom,
    dag,
    maatregel,
    melding,
    oordeel,
    rapport_of,
    route,
    tel,
    termijn,
    uitstroom,
    zaak,
)


def beyond(*zaken, meldingen=None, periode: str = "2021-H1", peildatum: str = "", **beside) -> dict:
    return tel(periode, list(zaken), meldingen, peildatum=peildatum, **beside)["verdieping"]


# Themes


def test_a_theme_goes_with_the_first_route_and_only_of_what_was_taken_up():
    taken = zaak(
        1, "2021-02-01", triage=[route("in_de_lijn", "2021-02-02"), route("extern", "2021-03-01", pk=2)]
    )
    dropped = zaak(2, "2021-02-01", triage=[uitstroom("klacht", "2021-02-02")])
    empty = zaak(3, "2021-02-01", triage=[route("extern", "2021-02-02")])
    reports = [
        melding(taken, categorie="lekken"),
        melding(dropped, categorie="lekken"),
        melding(empty, categorie=""),
    ]

    themas = beyond(taken, dropped, empty, meldingen=reports)["themas"]

    assert above_zero(themas["totaal"]) == {"lekken": 1, "niet_geregistreerd": 1}
    assert above_zero(themas["per_route"]["lekken"]) == {"in_de_lijn": 1}
    assert above_zero(themas["per_route"]["niet_geregistreerd"]) == {"extern": 1}
    assert set(themas["per_route"]["pesten"].values()) == {0}


def test_what_was_established_of_earlier_years_counts_zaken_as_known_at_the_peildatum():
    then = zaak(
        1,
        "2020-02-01",
        aantijgingen=[
            oordeel("vastgesteld", "2020-05-01", categorie="lekken"),
            oordeel("deels_vastgesteld", "2021-07-01", categorie="pesten"),
            oordeel("niet_vastgesteld", "2020-05-01"),
        ],
    )
    longer_ago = zaak(
        2, "2018-02-01", aantijgingen=[oordeel("vastgesteld", "2021-06-30", categorie="lekken")]
    )
    twice = [melding(then), melding(then, pk=9, ontvangen="2020-03-01"), melding(longer_ago)]

    first, second, third = beyond(then, longer_ago, meldingen=twice)["vastgesteld_eerder"]

    assert (first["periode"], first["totaal"], above_zero(first["per_categorie"])) == (
        "2020-H1",
        1,
        {"lekken": 1},
    )
    assert (second["periode"], second["totaal"]) == ("2019-H1", 0)
    assert (third["periode"], above_zero(third["per_categorie"])) == ("2018-H1", {"lekken": 1})
    later = beyond(then, meldingen=twice[:2], peildatum="2021-07-01")["vastgesteld_eerder"][0]
    assert (later["totaal"], above_zero(later["per_categorie"])) == (1, {"lekken": 1, "pesten": 1})


# Who reported, and who asked for advice


def test_the_share_of_anonymous_meldingen_is_of_those_of_which_it_was_registered():
    positions = ["anoniem"] * 3 + ["open"] * 7 + [""] * 4
    zaken = [zaak(n, "2021-02-01") for n in range(1, len(positions) + 1)]
    reports = [
        melding(one, positie=positie, relatie="burger") for one, positie in zip(zaken, positions, strict=True)
    ]

    found = beyond(*zaken, meldingen=reports)["melders"]

    assert found["positie"] == {
        "open": {"aantal": 7, "procent": 70},
        "vertrouwelijk": {"aantal": 0, "procent": 0},
        "anoniem": {"aantal": 3, "procent": 30},
        "niet_geregistreerd": {"aantal": 4, "procent": None},
    }
    assert found["relatie"]["burger"] == {"aantal": 14, "procent": 100}
    few = beyond(*zaken[:9], meldingen=reports[:9])["melders"]["positie"]
    assert few["anoniem"] == {"aantal": 3, "procent": None}


def test_adviesvragen_and_signalen_stand_apart_from_meldingen():
    one = zaak(1, "2021-02-01")
    asked = [
        melding(one, kanaal="portaal"),
        melding(None, pk=2, ontvangen="2021-02-01", soort="adviesvraag", kanaal="telefoon"),
        melding(None, pk=3, ontvangen="2021-02-01", soort="adviesvraag", categorie="lekken"),
        melding(None, pk=4, ontvangen="2021-02-01", soort="signaal", kanaal="telefoon", categorie="oud"),
        melding(None, pk=5, ontvangen="2020-02-01", soort="signaal"),
    ]

    found = beyond(one, meldingen=asked)["adviezen"]

    assert found["totaal"] == {"adviesvraag": 2, "signaal": 1}
    assert found["per_kanaal"]["telefoon"] == {"adviesvraag": 1, "signaal": 1}
    assert found["per_kanaal"]["portaal"] == {"adviesvraag": 0, "signaal": 0}
    assert found["per_categorie"]["lekken"] == {"adviesvraag": 1, "signaal": 0}
    assert list(found["per_categorie"])[-2:] == ["oud", "niet_geregistreerd"]


# Decisions


def test_betrokkenen_stand_by_the_number_of_decisions_about_them():
    one = zaak(
        1,
        "2021-02-01",
        aantijgingen=[
            oordeel("vastgesteld", "2021-03-01", over=1),
            oordeel("vastgesteld", "2021-03-01", over=2),
            oordeel("vastgesteld", "2021-03-01", over=3),
            oordeel("niet_vastgesteld", "2021-03-01", over=4),
            oordeel("vastgesteld", "2021-03-01", over=5, bekend=False),
        ],
        maatregelen=[
            maatregel("berisping", "2021-04-01", over=1),
            maatregel("terugvordering", "2021-05-01", over=1),
            maatregel("geen", "2021-04-01", over=2),
            maatregel("gesprek", "2021-04-01", over=6),
        ],
    )

    assert beyond(one)["betrokkenen"] == {"nog_geen": 1, "een": 2, "meer": 1, "dader_onbekend": 1}
    assert beyond(one, peildatum="2021-04-30")["betrokkenen"]["meer"] == 0
    assert beyond(one, peildatum="2021-03-31")["betrokkenen"] == {
        "nog_geen": 3,
        "een": 0,
        "meer": 0,
        "dader_onbekend": 1,
    }


def test_a_zaak_stands_once_under_each_decision_about_criminal_law():
    one = zaak(
        1,
        "2020-02-01",
        aangiften=[dag("2021-02-01"), dag("2021-03-01")],
        strafrecht=[
            StrafrechtFeit("aangifte", dag("2021-02-01")),
            StrafrechtFeit("aangifte", dag("2021-03-01")),
            StrafrechtFeit("niet", dag("2021-01-01")),
            StrafrechtFeit("advies_rijksrecherche", dag("2020-12-31")),
        ],
    )

    assert beyond(one)["strafrecht"] == {"aangifte": 1, "advies_rijksrecherche": 0, "niet": 1}
    assert beyond(one, peildatum="2021-01-31")["strafrecht"]["aangifte"] == 0


# What runs


def runs(van: str, tot: str = "", soort: str = "schorsing") -> LoopFeit:
    return LoopFeit(1, dag(van), dag(tot) if tot else None, soort)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (runs("2020-12-31"), (1, 0, 0, 1)),
        (runs("2020-12-31", "2021-01-01"), (1, 0, 1, 0)),
        (runs("2020-12-01", "2020-12-31"), (0, 0, 0, 0)),
        (runs("2021-01-01", "2021-01-01"), (0, 1, 1, 0)),
        (runs("2021-06-30"), (0, 1, 0, 1)),
        (runs("2021-06-30", "2021-07-01"), (0, 1, 0, 1)),
        (runs("2021-07-01"), (0, 0, 0, 0)),
        (runs("2021-03-01", "2021-02-01"), (0, 1, 1, 0)),  # done before it was recorded
    ],
)
def test_what_ran_at_the_beginning_began_ended_and_runs_at_the_end(fact, expected):
    found = beyond(ordemaatregelen=(fact,), verbeteracties=(fact,))

    per_soort = found["ordemaatregelen"].pop("per_soort")
    assert tuple(found["ordemaatregelen"].values()) == tuple(found["verbeteracties"].values()) == expected
    assert per_soort["schorsing"] == expected[1]


def test_what_ended_after_the_peildatum_still_runs():
    action = runs("2021-02-01", "2021-03-01")

    assert beyond(verbeteracties=(action,), peildatum="2021-02-28")["verbeteracties"] == {
        "open_begin": 0,
        "vastgelegd": 1,
        "gereed": 0,
        "open_eind": 1,
    }


def test_with_a_peildatum_before_the_period_what_runs_is_what_ran_on_that_day():
    found = beyond(ordemaatregelen=(runs("2020-10-01", "2020-12-01"),), peildatum="2020-11-01")

    assert found["ordemaatregelen"]["lopend_begin"] == found["ordemaatregelen"]["lopend_eind"] == 1


# Vertrouwenspersonen


def talked(quarter: str, categorie: str, aantal: int, wie: int = 1) -> GesprekkenFeit:
    jaar, _, kwartaal = quarter.partition("-Q")
    return GesprekkenFeit(int(jaar), int(kwartaal), categorie, aantal, wie)


def test_talks_count_per_whole_quarter_and_a_zero_is_something_else_than_not_told():
    told = (
        talked("2021-Q1", "lekken", 2),
        talked("2021-Q1", "lekken", 3, wie=2),
        talked("2021-Q1", "pesten", 0),
        talked("2021-Q3", "lekken", 7),
        talked("2020-Q4", "lekken", 7),
    )

    found = beyond(gesprekken=told)["gesprekken"]

    assert found["totaal"] == 5
    assert found["per_kwartaal"] == {
        "2021-Q1": {"gesprekken": 5, "gaven_op": 2},
        "2021-Q2": {"gesprekken": None, "gaven_op": 0},
    }
    assert found["per_categorie"]["lekken"] == {"totaal": 5, "2021-Q1": 5, "2021-Q2": None}
    assert found["per_categorie"]["pesten"] == {"totaal": 0, "2021-Q1": 0, "2021-Q2": None}
    assert found["per_categorie"]["intimidatie"]["totaal"] is None


def test_a_quarter_counts_when_it_lies_in_the_period_and_is_over():
    told = tuple(talked(f"2021-Q{n}", "lekken", n) for n in (1, 2, 3, 4))

    def total(periode: str, peildatum: str = "") -> int | None:
        return beyond(periode=periode, peildatum=peildatum, gesprekken=told)["gesprekken"]["totaal"]

    assert total("2021") == 10
    assert total("2021", peildatum="2021-12-30") == 6
    assert total("2021-Q1", peildatum="2021-03-31") == 1
    assert total("2021-Q1", peildatum="2021-03-30") is None
    assert total("2021-02-01/2021-08-31") == 2
    assert total("2021-T2") is None
    assert total("2021-03") is None


# The words about terms


def sentences(met: int, late: int, running: int = 0) -> list[str]:
    days = ["2021-02-02"] * met + ["2021-03-02"] * late
    zaken = [zaak(n, "2021-02-01") for n in range(1, met + late + running + 1)]
    reports = [
        melding(one, termijnen=(termijn("bevestigen", "2021-02-01", "2021-02-08", day),))
        for one, day in zip(zaken, days, strict=False)
    ]
    reports += [
        melding(one, termijnen=(termijn("bevestigen", "2021-06-28", "2021-07-05"),))
        for one in zaken[len(days) :]
    ]
    return list(words.by_part(rapport_of(boom("2021-H1", zaken, reports), "2021-H1"))["termijnen"])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((9, 1), "Bij 9 van de 10 meldingen is de ontvangst binnen 7 dagen bevestigd."),
        ((9, 1, 4), "Bij 9 van de 10 meldingen is de ontvangst binnen 7 dagen bevestigd."),
        ((0, 2), "Bij geen van de 2 meldingen is de ontvangst binnen 7 dagen bevestigd."),
        ((3, 0), "Bij alle 3 meldingen is de ontvangst binnen 7 dagen bevestigd."),
        ((1, 0), "Bij 1 melding is de ontvangst binnen 7 dagen bevestigd."),
        ((0, 1), "Bij 1 melding is de ontvangst niet binnen 7 dagen bevestigd."),
    ],
)
def test_the_sentence_about_the_receipt_is_right_for_none_one_and_many(counts, expected):
    assert sentences(*counts) == [expected]


def test_nothing_is_said_of_terms_that_are_not_known_or_still_run():
    assert sentences(0, 0, running=2) == []


def test_telling_the_melder_has_a_sentence_of_its_own():
    one = zaak(1, "2021-02-01")
    told = melding(one, termijnen=(termijn("terugkoppelen", "2021-02-01", "2021-05-01", "2021-05-02"),))
    made = words.by_part(rapport_of(boom("2021-H1", [one], [told]), "2021-H1"))

    assert list(made["termijnen"]) == ["Bij 1 melding is niet op tijd teruggekoppeld aan de melder."]
