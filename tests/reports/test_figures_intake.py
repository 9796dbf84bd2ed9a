"""What came in, triage, routes, the line and the comparison: one test for each sentence of the contract."""

import pytest

from integrity.lists import Kanaal, Uitstroomreden
from tests.reports.making import above_zero, lijn, melding, route, tel, uitstroom, weg, zaak


def test_only_what_was_received_in_the_period_is_counted():
    zaken = [zaak(1, "2020-12-31"), zaak(2, "2021-01-01"), zaak(3, "2021-06-30"), zaak(4, "2021-07-01")]

    assert tel("2021-H1", zaken)["instroom"]["totaal"] == 2


def test_what_was_received_after_the_peildatum_is_not_known_yet():
    zaken = [zaak(1, "2021-03-01"), zaak(2, "2021-03-02")]

    assert tel("2021-H1", zaken, peildatum="2021-03-01")["instroom"]["totaal"] == 1


def test_per_soort_alone_counts_signalen_and_adviesvragen():
    one = zaak(1, "2021-02-01")
    meldingen = [
        melding(one),
        melding(None, pk=2, ontvangen="2021-02-01", soort="signaal", kanaal="brief", categorie="lekken"),
        melding(None, pk=3, ontvangen="2021-02-01", soort="adviesvraag"),
    ]

    instroom = tel("2021-H1", [one], meldingen)["instroom"]

    assert instroom["per_soort"] == {"melding": 1, "signaal": 1, "adviesvraag": 1}
    assert instroom["totaal"] == 1
    assert above_zero(instroom["per_kanaal"]) == {"niet_geregistreerd": 1}
    assert instroom["per_maand"]["2021-02"] == 1


def test_every_month_of_the_period_stands_there_with_its_zero():
    per_maand = tel("2021-H1", [zaak(1, "2021-02-01")])["instroom"]["per_maand"]

    assert list(per_maand) == ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"]
    assert above_zero(per_maand) == {"2021-02": 1}


def test_a_count_over_a_list_shows_all_codes_in_its_order_and_empty_only_above_zero():
    one, two = zaak(1, "2021-02-01"), zaak(2, "2021-02-01")

    filled = tel("2021-H1", [one], [melding(one, kanaal="brief")])["instroom"]["per_kanaal"]
    partly = tel("2021-H1", [one, two], [melding(one, kanaal="brief"), melding(two)])["instroom"][
        "per_kanaal"
    ]

    assert list(filled) == Kanaal.values
    assert list(partly) == [*Kanaal.values, "niet_geregistreerd"]
    assert partly["niet_geregistreerd"] == 1


def test_a_parent_category_counts_only_what_was_registered_under_itself():
    one, two = zaak(1, "2021-02-01"), zaak(2, "2021-02-01")
    meldingen = [melding(one, categorie="financieel"), melding(two, categorie="fraude_corruptie")]

    per_categorie = tel("2021-H1", [one, two], meldingen)["instroom"]["per_categorie"]

    assert above_zero(per_categorie) == {"financieel": 1, "fraude_corruptie": 1}


def test_a_code_that_is_not_in_the_list_is_not_lost():
    zaken = [zaak(n, "2021-02-01") for n in (1, 2, 3)]
    meldingen = [melding(z, categorie=code) for z, code in zip(zaken, ("zoek", "anders", ""), strict=True)]

    per_categorie = tel("2021-H1", zaken, meldingen)["instroom"]["per_categorie"]

    assert list(per_categorie)[-4:] == ["overig", "anders", "zoek", "niet_geregistreerd"]
    assert sum(per_categorie.values()) == 3


@pytest.mark.parametrize(
    ("codes", "top"),
    [
        ([], []),
        ([""], []),
        (["pesten"], ["pesten"]),
        (["pesten", "lekken", "lekken", ""], ["lekken", "pesten"]),
        # ties in the order of the list, whatever the order of receipt
        (["overig", "pesten", "lekken", "financieel"], ["financieel", "lekken", "pesten"]),
        (["overig", "overig", "pesten", "lekken", "financieel"], ["overig", "financieel", "lekken"]),
        (["zoek", "zoek", "pesten"], ["zoek", "pesten"]),
    ],
)
def test_the_top_three_are_the_most_registered_categories(codes, top):
    zaken = [zaak(n, "2021-02-01") for n in range(1, len(codes) + 1)]
    meldingen = [melding(z, categorie=code) for z, code in zip(zaken, codes, strict=True)]

    assert tel("2021-H1", zaken, meldingen)["instroom"]["top3"] == top


def test_afdelingen_are_alphabetical_and_only_those_that_were_registered():
    names = ["Zorg", "élite", "Bestuur", "archief", "Economie", "", "Bestuur"]
    zaken = [zaak(n, "2021-02-01") for n in range(1, len(names) + 1)]
    meldingen = [melding(z, afdeling=naam) for z, naam in zip(zaken, names, strict=True)]

    per_afdeling = tel("2021-H1", zaken, meldingen)["instroom"]["per_afdeling"]

    assert list(per_afdeling.items()) == [
        ("archief", 1), ("Bestuur", 2), ("Economie", 1), ("élite", 1), ("Zorg", 1), ("niet_geregistreerd", 1)
    ]  # fmt: skip


def test_the_latest_decision_in_force_says_what_became_of_a_melding():
    zaken = [
        zaak(1, "2021-02-01"),
        zaak(2, "2021-02-01", triage=[route("in_de_lijn", "2021-02-02")]),
        zaak(3, "2021-02-01", triage=[uitstroom("dubbel", "2021-02-02")]),
        zaak(4, "2021-02-01", triage=[uitstroom("anders_gekwalificeerd", "2021-02-02")]),
        zaak(
            5, "2021-02-01", triage=[route("vooronderzoek", "2021-02-02"), uitstroom("klacht", "2021-03-02")]
        ),
        # dropped, then reopened and taken up
        zaak(
            6,
            "2021-02-01",
            triage=[
                uitstroom("klacht", "2021-02-02", vervallen="2021-02-09"),
                route("extern", "2021-02-10", pk=3),
            ],
        ),
        # dropped and reopened, not judged again yet
        zaak(7, "2021-02-01", triage=[uitstroom("klacht", "2021-02-02", vervallen="2021-02-09")]),
    ]

    cijfers = tel("2021-H1", zaken)

    assert cijfers["triage"]["in_behandeling"] == 2
    assert cijfers["triage"]["niet_in_behandeling"]["totaal"] == 2
    assert above_zero(cijfers["triage"]["niet_in_behandeling"]["per_reden"]) == {"klacht": 1, "dubbel": 1}
    assert cijfers["triage"]["anders_gekwalificeerd"] == 1
    assert cijfers["triage"]["nog_niet_beoordeeld"] == 2
    assert cijfers["instroom"]["na_kwalificatie"] == 6
    assert above_zero(cijfers["routes"]) == {"in_de_lijn": 1, "extern": 1}
    assert cijfers["zaken"] == 2


def test_two_decisions_of_one_day_stand_in_the_order_they_were_taken():
    dropped = zaak(
        1, "2021-02-01", triage=[uitstroom("dubbel", "2021-02-02", pk=9), route("extern", "2021-02-02", pk=8)]
    )
    taken = zaak(
        2, "2021-02-01", triage=[uitstroom("dubbel", "2021-02-02", pk=8), route("extern", "2021-02-02", pk=9)]
    )

    cijfers = tel("2021-H1", [dropped, taken])

    assert cijfers["triage"]["in_behandeling"] == 1
    assert cijfers["triage"]["niet_in_behandeling"]["totaal"] == 1


def test_the_reasons_do_not_hold_anders_gekwalificeerd_which_is_a_group_of_its_own():
    per_reden = tel("2021-H1", [])["triage"]["niet_in_behandeling"]["per_reden"]

    assert list(per_reden) == [r for r in Uitstroomreden.values if r != "anders_gekwalificeerd"]


def test_the_first_route_counts_whatever_came_later():
    one = zaak(
        1,
        "2021-02-01",
        triage=[route("feitenonderzoek", "2021-04-01", pk=2), route("vooronderzoek", "2021-02-03")],
    )

    assert above_zero(tel("2021-H1", [one])["routes"]) == {"vooronderzoek": 1}


def test_a_melding_that_dropped_out_after_a_route_is_no_longer_in_routes():
    one = zaak(
        1, "2021-02-01", triage=[route("vooronderzoek", "2021-02-03"), uitstroom("klacht", "2021-03-01")]
    )

    assert above_zero(tel("2021-H1", [one])["routes"]) == {}
    assert above_zero(tel("2021-H1", [one], peildatum="2021-02-28")["routes"]) == {"vooronderzoek": 1}


def test_a_joined_melding_follows_its_zaak():
    one = zaak(1, "2020-12-01", triage=[route("vooronderzoek", "2021-02-03")])
    joined = melding(one, pk=2, ontvangen="2021-03-01")

    cijfers = tel("2021-H1", [one], [melding(one), joined])

    assert cijfers["instroom"]["totaal"] == 1
    assert cijfers["triage"]["in_behandeling"] == 1
    assert cijfers["routes"]["vooronderzoek"] == 1
    assert cijfers["zaken"] == 1


def test_two_meldingen_in_one_zaak_are_two_meldingen_and_one_zaak():
    one = zaak(1, "2021-02-01", triage=[route("vooronderzoek", "2021-02-03")])

    cijfers = tel("2021-H1", [one], [melding(one), melding(one, pk=2, ontvangen="2021-03-01")])

    assert (cijfers["instroom"]["totaal"], cijfers["routes"]["vooronderzoek"], cijfers["zaken"]) == (2, 2, 1)


def test_a_melding_that_is_joined_after_the_peildatum_belongs_to_its_own_zaak():
    own = zaak(1, "2021-02-01", sluitingen=[weg("2021-04-01")])
    target = zaak(2, "2021-01-01", triage=[route("extern", "2021-01-05")])
    joined = melding(
        target, pk=3, ontvangen="2021-02-01", eigen_zaak=1, gevoegd_op=own.sluitingen[0].afgesloten_op
    )

    before = tel("2021-H1", [own, target], [joined], peildatum="2021-03-31")
    after = tel("2021-H1", [own, target], [joined], peildatum="2021-04-01")

    assert before["triage"]["nog_niet_beoordeeld"] == 1
    assert after["triage"]["in_behandeling"] == 1
    assert before["voorraad"]["eind"] == 2
    assert after["voorraad"]["eind"] == 1


def test_the_outcome_of_the_line_counts_with_the_closing():
    in_line = {
        "triage": [route("in_de_lijn", "2021-02-02")],
        "lijn": [lijn("besproken", "2021-02-02", "2021-03-01")],
    }
    zaken = [
        zaak(1, "2021-02-01", **in_line),
        zaak(2, "2021-02-01", **in_line, sluitingen=[weg("2021-04-01")]),
        zaak(3, "2021-02-01", **in_line, sluitingen=[weg("2021-04-01", heropend="2021-05-01")]),
        zaak(4, "2021-02-01", triage=[route("in_de_lijn", "2021-02-02")], sluitingen=[weg("2021-04-01")]),
        # by way of a vooronderzoek
        zaak(
            5,
            "2021-02-01",
            triage=[route("vooronderzoek", "2021-02-02")],
            lijn=[lijn("niets_gebleken", "2021-03-01")],
            sluitingen=[weg("2021-04-01")],
        ),
        zaak(6, "2021-02-01", triage=[uitstroom("klacht", "2021-02-02")], sluitingen=[weg("2021-04-01")]),
    ]

    assert above_zero(tel("2021-H1", zaken)["lijn_uitkomst"]) == {
        "besproken": 1, "niets_gebleken": 1, "niet_geregistreerd": 1
    }  # fmt: skip
    assert above_zero(tel("2021-H1", zaken, peildatum="2021-03-31")["lijn_uitkomst"]) == {}


def test_the_last_time_in_the_line_gives_the_outcome():
    twice = [
        lijn("alsnog_onderzoek", "2021-02-02", "2021-02-20"),
        lijn("besproken", "2021-03-01", "2021-03-20", pk=2),
    ]
    one = zaak(
        1,
        "2021-02-01",
        triage=[route("in_de_lijn", "2021-02-02")],
        lijn=twice,
        sluitingen=[weg("2021-04-01")],
    )

    assert above_zero(tel("2021-H1", [one])["lijn_uitkomst"]) == {"besproken": 1}


def test_the_comparison_has_three_entries_of_the_same_stretch_in_earlier_years():
    numbers = {2020: 12, 2019: 9, 2017: 5}
    zaken, meldingen = [], []
    for year, n in ({2021: 4} | numbers).items():
        for i in range(n):
            zaken.append(zaak(year * 100 + i, f"{year}-03-01"))
            meldingen.append(melding(zaken[-1], categorie="pesten" if i else "zoek"))
    zaken.append(zaak(1, "2020-07-01"))
    meldingen += [
        melding(zaken[-1]),
        melding(None, pk=2, ontvangen="2020-02-01", soort="signaal"),
    ]

    vergelijking = tel("2021-H1", zaken, meldingen)["vergelijking"]

    assert [one["periode"] for one in vergelijking] == ["2020-H1", "2019-H1", "2018-H1"]
    assert [one["instroom"] for one in vergelijking] == [12, 9, 0]
    assert [one["verschil"] for one in vergelijking] == [-8, -5, 4]
    assert [one["verschil_procent"] for one in vergelijking] == [-67, None, None]
    assert [one["instroom_zoals_gepubliceerd"] for one in vergelijking] == [None, None, None]
    assert above_zero(vergelijking[0]["per_categorie"]) == {"pesten": 11, "zoek": 1}


@pytest.mark.parametrize(
    ("now", "then", "procent"),
    [
        (13, 200, -94),
        (201, 200, 1),
        (203, 200, 2),
        (197, 200, -2),
        (205, 200, 3),
        (195, 200, -3),
        (10, 10, 0),
        (0, 10, -100),
        (5, 9, None),
    ],
)
def test_percentages_round_half_away_from_zero(now, then, procent):
    zaken = [zaak(n, "2021-01-01") for n in range(now)] + [zaak(1000 + n, "2020-01-01") for n in range(then)]

    assert tel("2021", zaken)["vergelijking"][0]["verschil_procent"] == procent


def test_a_range_is_compared_by_its_days_and_overlaps_are_counted_in_each():
    zaken = [zaak(1, "2020-03-01"), zaak(2, "2021-03-01"), zaak(3, "2022-03-01")]

    vergelijking = tel("2020-01-01/2022-12-31", zaken)["vergelijking"]

    assert [one["instroom"] for one in vergelijking] == [2, 1, 0]
    assert vergelijking[0]["periode"] == "2019-01-01/2021-12-31"
