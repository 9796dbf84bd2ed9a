"""What happened in the period, whatever the day of receipt: one test for each sentence of the contract."""

from decimal import Decimal

import pytest

from tests.reports.making import (
    above_zero,
    dag,
    maatregel,
    melding,
    onderzoek,
    oordeel,
    tel,
    weg,
    zaak,
)

VOOR, FEITEN = "vooronderzoek", "feitenonderzoek"


# eerdere_instroom


def test_each_fact_of_an_older_zaak_counts_by_its_own_date():
    old = zaak(
        1,
        "2020-05-01",
        onderzoeken=[onderzoek(FEITEN, "2020-06-01", "2020-12-20")],
        aantijgingen=[
            oordeel("vastgesteld", "2021-01-10", over=1, categorie="lekken"),
            oordeel("vastgesteld", "2021-08-10", over=2, categorie="pesten"),
            oordeel("vastgesteld", "2021-08-11", over=3, categorie="lekken"),
        ],
        maatregelen=[
            maatregel("berisping", "2021-02-01", over=1),
            maatregel("terugvordering", "2021-02-01", over=1),
            maatregel("geen", "2021-09-01", over=2),
        ],
    )
    recent = zaak(2, "2021-01-01", maatregelen=[maatregel("ontslag", "2021-02-01")])

    def in_(periode: str) -> tuple:
        found = tel(periode, [old, recent], [])["eerdere_instroom"]
        return (
            found["onderzoeken_afgerond"],
            found["schending_vastgesteld"],
            above_zero(found["per_categorie"]),
            found["betrokkenen"],
            above_zero(found["per_maatregel"]),
        )

    assert in_("2020-H2") == (1, 0, {}, 0, {})
    assert in_("2021-H1") == (0, 1, {"lekken": 1}, 1, {"berisping": 1, "terugvordering": 1})
    # established before: a second category shows in the period in which it was found
    assert in_("2021-H2") == (0, 0, {"pesten": 1}, 1, {"geen": 1})
    assert in_("2020-H1") == (0, 0, {}, 0, {})


def test_a_zaak_received_in_the_period_is_not_older():
    recent = zaak(1, "2021-01-01", onderzoeken=[onderzoek(FEITEN, "2021-02-01", "2021-03-01")])

    assert tel("2021-H1", [recent])["eerdere_instroom"]["onderzoeken_afgerond"] == 0


def test_after_the_peildatum_nothing_of_an_older_zaak_counts():
    old = zaak(1, "2020-05-01", aantijgingen=[oordeel("vastgesteld", "2021-03-02", categorie="lekken")])

    assert tel("2021-H1", [old], peildatum="2021-03-01")["eerdere_instroom"]["schending_vastgesteld"] == 0
    assert tel("2021-H1", [old], peildatum="2021-03-02")["eerdere_instroom"]["schending_vastgesteld"] == 1


# onderzoeken


@pytest.mark.parametrize(
    ("name", "parts", "completed"),
    [
        (
            "a feitenonderzoek ends",
            {"onderzoeken": [onderzoek(FEITEN, "2021-02-01", "2021-03-01")]},
            "2021-03-01",
        ),
        ("a feitenonderzoek runs", {"onderzoeken": [onderzoek(FEITEN, "2021-02-01")]}, None),
        (
            "a vooronderzoek ends with another outcome",
            {"onderzoeken": [onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst="in_de_lijn")]},
            "2021-03-01",
        ),
        (
            "a vooronderzoek ends without a registered outcome",
            {"onderzoeken": [onderzoek(VOOR, "2021-02-01", "2021-03-01")]},
            "2021-03-01",
        ),
        (
            "a vooronderzoek leads to a feitenonderzoek that has not started",
            {"onderzoeken": [onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst=FEITEN)]},
            None,
        ),
        (
            "the same, and the zaak is closed",
            {
                "onderzoeken": [onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst=FEITEN)],
                "sluitingen": [weg("2021-04-01")],
            },
            "2021-04-01",
        ),
        (
            "a feitenonderzoek follows, whatever the outcome",
            {
                "onderzoeken": [
                    onderzoek(FEITEN, "2021-03-05"),
                    onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst="in_de_lijn"),
                ]
            },
            None,
        ),
        (
            "a feitenonderzoek follows and ends",
            {
                "onderzoeken": [
                    onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst=FEITEN),
                    onderzoek(FEITEN, "2021-03-01", "2021-05-01"),
                ]
            },
            "2021-05-01",
        ),
        (
            "closing the zaak ends what still ran",
            {"onderzoeken": [onderzoek(FEITEN, "2021-02-01")], "sluitingen": [weg("2021-04-01")]},
            "2021-04-01",
        ),
        (
            "dropping it does not close it",
            {
                "onderzoeken": [onderzoek(FEITEN, "2021-02-01")],
                "sluitingen": [weg(uitgestroomd="2021-04-01")],
            },
            None,
        ),
        (
            "reopened, and investigated again",
            {
                "onderzoeken": [onderzoek(FEITEN, "2021-02-01", "2021-03-01"), onderzoek(VOOR, "2021-05-01")],
                "sluitingen": [weg("2021-03-10", heropend="2021-04-20")],
            },
            None,
        ),
    ],
)
def test_when_an_investigation_is_completed(name, parts, completed):
    one = zaak(1, "2021-01-15", **parts)

    found = one.known_on(dag("2021-06-30"))

    assert found.onderzoek_van == dag("2021-02-01")
    assert found.onderzoek_tot == (dag(completed) if completed else None)


def test_vooronderzoek_and_feitenonderzoek_of_one_zaak_are_one_investigation():
    one = zaak(
        1,
        "2021-01-15",
        onderzoeken=[
            onderzoek(VOOR, "2021-02-01", "2021-03-01", uitkomst=FEITEN),
            onderzoek(FEITEN, "2021-03-05", "2021-05-01"),
        ],
    )

    found = tel("2021-H1", [one])["onderzoeken"]

    assert (found["gestart"], found["afgerond"], found["lopend_eind"]) == (1, 1, 0)


def test_investigations_count_by_their_own_dates_whatever_the_cohort():
    zaken = [
        zaak(1, "2020-05-01", onderzoeken=[onderzoek(FEITEN, "2020-06-01", "2021-02-01")]),
        zaak(2, "2020-05-01", onderzoeken=[onderzoek(FEITEN, "2021-02-01")]),
        zaak(3, "2021-01-01", onderzoeken=[onderzoek(FEITEN, "2021-01-01", "2021-01-01")]),
        zaak(4, "2020-01-01", onderzoeken=[onderzoek(FEITEN, "2020-01-01", "2020-12-31")]),
        zaak(5, "2020-01-01", onderzoeken=[onderzoek(FEITEN, "2021-07-01")]),
    ]

    found = tel("2021-H1", zaken, [])["onderzoeken"]

    assert {name: found[name] for name in list(found)[:5]} == {
        "gestart": 2, "afgerond": 2, "afgerond_eerdere_instroom": 1, "lopend_begin": 1, "lopend_eind": 1
    }  # fmt: skip


def test_by_whom_and_at_what_cost_count_for_those_completed_in_the_period():
    def done(pk: int, *parts) -> object:
        return zaak(pk, "2021-01-01", onderzoeken=parts)

    zaken = [
        done(
            1,
            onderzoek(
                FEITEN,
                "2021-02-01",
                "2021-03-01",
                uitvoering="extern",
                kosten="bedrag",
                bedrag=Decimal("1234.50"),
            ),
        ),
        done(
            2,
            onderzoek(VOOR, "2021-02-01", "2021-02-10", uitkomst=FEITEN, uitvoering="intern", kosten="geen"),
            onderzoek(
                FEITEN,
                "2021-02-11",
                "2021-03-01",
                uitvoering="extern",
                kosten="bedrag",
                bedrag=Decimal("1000.25"),
            ),
        ),
        done(3, onderzoek(FEITEN, "2021-02-01", "2021-03-01", uitvoering="intern", kosten="geen")),
        done(4, onderzoek(FEITEN, "2021-02-01", "2021-03-01", uitvoering="intern", kosten="onbekend")),
        done(5, onderzoek(FEITEN, "2021-02-01", "2021-03-01")),
        done(6, onderzoek(FEITEN, "2021-02-01", uitvoering="intern", kosten="bedrag", bedrag=Decimal("9"))),
    ]

    found = tel("2021-H1", zaken)["onderzoeken"]

    assert found["per_uitvoering"] == {"intern": 2, "extern": 2, "niet_geregistreerd": 1}
    assert found["kosten"] == {"bedrag": 2234.75, "geen": 1, "onbekend": 1, "niet_geregistreerd": 1}


def test_an_amount_is_a_number_and_zero_when_there_is_none():
    assert tel("2021-H1", [])["onderzoeken"]["kosten"] == {"bedrag": 0, "geen": 0, "onbekend": 0}


# voorraad


def test_the_stock_adds_up_over_every_way_to_leave_and_come_back():
    zaken = [
        zaak(1, "2020-12-01"),
        zaak(2, "2020-12-01", sluitingen=[weg("2021-02-01")]),
        zaak(3, "2020-12-01", sluitingen=[weg("2020-12-31")]),
        zaak(4, "2021-02-01"),
        # dropped, and closed a year later: it leaves when it closes
        zaak(5, "2020-12-01", sluitingen=[weg("2021-12-01", uitgestroomd="2020-12-05")]),
        # dropped, never closed
        zaak(6, "2021-02-01", sluitingen=[weg(uitgestroomd="2021-02-05")]),
        # closed, reopened, closed again
        zaak(7, "2020-12-01", sluitingen=[weg("2020-12-20", heropend="2021-03-01"), weg("2021-04-01")]),
        zaak(8, "2021-02-01", sluitingen=[weg("2021-02-01")]),
        zaak(9, "2021-07-01"),
    ]

    # on 30 June the closing of 5 is not known: it had left before the period
    assert tel("2021-H1", zaken)["voorraad"] == {
        "begin": 2,
        "instroom": 3,
        "heropend": 1,
        "uitstroom": 4,
        "eind": 2,
    }
    later = tel("2021-H1", zaken, peildatum="2021-12-31")["voorraad"]
    assert later == {"begin": 3, "instroom": 3, "heropend": 1, "uitstroom": 4, "eind": 3}


def test_a_zaak_that_was_not_judged_on_triage_is_stock_and_a_signaal_is_not():
    one = zaak(1, "2021-02-01")
    signaal = melding(None, pk=2, ontvangen="2021-02-01", soort="signaal")

    assert tel("2021-H1", [one], [melding(one), signaal])["voorraad"]["eind"] == 1


def test_with_a_peildatum_before_the_period_the_stock_is_that_of_the_peildatum():
    zaken = [zaak(1, "2020-01-01", sluitingen=[weg("2020-12-01")]), zaak(2, "2021-02-01")]

    voorraad = tel("2021-H1", zaken, peildatum="2020-11-30")["voorraad"]

    assert voorraad == {"begin": 1, "instroom": 0, "heropend": 0, "uitstroom": 0, "eind": 1}


def test_dates_that_cross_each_other_still_add_up():
    zaken = [
        zaak(1, "2021-02-01", sluitingen=[weg("2021-01-15")]),
        zaak(2, "2021-02-01", sluitingen=[weg("2021-03-01", heropend="2021-02-20"), weg("2021-02-25")]),
        zaak(
            3,
            "2020-02-01",
            sluitingen=[weg("2020-03-01", heropend="2021-03-01"), weg("2020-04-01", heropend="2021-05-01")],
        ),
    ]

    v = tel("2021-H1", zaken)["voorraad"]

    assert v["begin"] + v["instroom"] + v["heropend"] - v["uitstroom"] == v["eind"]


# aangiften


def test_aangiften_count_zaken_by_their_own_date_whatever_the_cohort():
    zaken = [
        zaak(1, "2019-01-01", aangiften=[dag("2021-02-01"), dag("2021-03-01")]),
        zaak(2, "2021-02-01", aangiften=[dag("2021-07-01")]),
        zaak(3, "2021-02-01", aangiften=[dag("2021-06-30")]),
    ]

    assert tel("2021-H1", zaken)["aangiften"] == 2
    assert tel("2021-H1", zaken, peildatum="2021-06-29")["aangiften"] == 1
