"""The figures of the contract: one test for each sentence of it."""

import pytest

from tests.reports.agressie.making import (
    afdoening,
    besluit,
    contact,
    incident,
    maatregel,
    schade,
    slachtoffer,
    tel,
    weg,
)
from tests.reports.making import above_zero

LATER = "2021-07-01"


def test_the_cohort_is_of_soort_incident_and_reported_in_the_period():
    c = tel(
        [
            incident(1, "2020-12-31"),
            incident(2, "2021-01-01"),
            incident(3, "2021-06-30", voorval_op=None),
            incident(4, LATER),
            incident(5, "2021-02-01", soort="hinderlijk_contact", kenmerken=["online"]),
        ]
    )

    assert c["instroom"]["totaal"] == 2
    assert c["hinderlijk_contact"] == 1
    assert c["online"] == 0
    assert above_zero(c["instroom"]["per_maand"]) == {"2021-01": 1, "2021-06": 1}
    assert list(c["instroom"]["per_maand"])[0] == "2021-01"


def test_a_list_shows_all_its_codes_in_its_order_and_what_was_left_empty_only_above_zero():
    filled = tel([incident(hoofdcategorie="fysiek")])["instroom"]["per_hoofdcategorie"]
    empty = tel([incident()])["instroom"]["per_hoofdcategorie"]

    assert filled == {"non_verbaal": 0, "bedreiging": 0, "fysiek": 1, "vernieling": 0}
    assert empty == {"non_verbaal": 0, "bedreiging": 0, "fysiek": 0, "vernieling": 0, "niet_geregistreerd": 1}


@pytest.mark.parametrize(
    ("figure", "given"),
    [
        ("per_kenmerk", {"kenmerken": ["wapen", "groep"]}),
        ("per_gedraging", {"gedragingen": ["schelden", "spugen"]}),
        ("per_contactvorm", {"contactvormen": ["balie", "telefoon"]}),
    ],
)
def test_an_incident_with_several_values_counts_under_each_and_once_under_one(figure, given):
    (codes,) = given.values()

    assert above_zero(tel([incident(**given)])["instroom"][figure]) == dict.fromkeys(codes, 1)
    twice = {name: [*value, value[0]] for name, value in given.items()}
    assert above_zero(tel([incident(**twice)])["instroom"][figure]) == dict.fromkeys(codes, 1)


def test_the_first_slachtoffer_gives_doelwit_ambt_and_functiegroep():
    first = slachtoffer(1, doelwit="ambtsdrager", ambt="wethouder", functiegroep="")
    c = tel([incident(slachtoffers=[slachtoffer(2, doelwit="medewerker", functiegroep="boa"), first])])

    assert above_zero(c["instroom"]["per_doelwit"]) == {"ambtsdrager": 1}
    assert above_zero(c["instroom"]["per_ambt"]) == {"wethouder": 1}
    assert above_zero(c["instroom"]["per_functiegroep"]) == {"niet_geregistreerd": 1}


@pytest.mark.parametrize(
    ("given", "ernst"),
    [
        ({"gedragingen": []}, "niet_geregistreerd"),
        ({"gedragingen": ["schelden"]}, "1"),
        ({"gedragingen": ["schelden", "spugen"]}, "3"),
        ({"gedragingen": ["schelden"], "kenmerken": ["wapen", "privesfeer"], "herhaling": True}, "2"),
        ({"gedragingen": ["schelden"], "slachtoffers": [slachtoffer(letsel="psychisch")]}, "2"),
        ({"gedragingen": ["schelden"], "slachtoffers": [slachtoffer(letsel="geen")]}, "1"),
        ({"gedragingen": ["slaan_schoppen"], "herhaling": True}, "4"),
    ],
)
def test_ernst_is_computed_with_one_more_once_and_four_at_most(given, ernst):
    assert above_zero(tel([incident(**given)])["instroom"]["per_ernst"]) == {ernst: 1}


@pytest.mark.parametrize(
    ("given", "online"),
    [
        ({"kenmerken": ["online"], "contactvormen": ["sociale_media_prive"]}, 1),
        ({"contactvormen": ["sociale_media_openbaar", "balie"]}, 1),
        ({"contactvormen": ["chat", "email"]}, 0),
    ],
)
def test_online_is_the_kenmerk_or_sociale_media(given, online):
    assert tel([incident(**given)])["online"] == online


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ({"politiecontacten": [contact("112"), contact("aangifte"), contact("melding")]}, "aangifte"),
        ({"politiecontacten": [contact("112"), contact("melding")]}, "melding"),
        ({"politiecontacten": [contact("112")], "politiebesluit": besluit(besluit="geen")}, "112"),
        ({"politiebesluit": besluit(besluit="geen")}, "geen"),
        ({"politiebesluit": besluit(besluit="aangifte")}, "niet_geregistreerd"),
        ({}, "niet_geregistreerd"),
        ({"politiecontacten": [contact("aangifte", LATER)]}, "melding"),
        ({"politiecontacten": [contact("112"), contact("melding", LATER)]}, "112"),
        ({"politiebesluit": besluit(LATER, besluit="geen")}, "niet_geregistreerd"),
    ],
)
def test_police_counts_each_incident_once_at_its_furthest_step(given, step):
    assert above_zero(tel([incident(**given)])["politie"]) == {step: 1}


def test_of_several_decisions_the_last_one_that_was_known_counts():
    no = besluit(besluit="geen", reden_geen_aangifte="angst", strafbaar="nee")
    later = besluit(LATER, besluit="aangifte", strafbaar="ja")
    same_day = besluit(besluit="melding", reden_geen_aangifte="niet_ernstig", strafbaar="ja")

    c = tel([incident(1, politiebesluiten=[no, later]), incident(2, politiebesluiten=[no, same_day])])

    assert above_zero(c["politie"]) == {"geen": 1, "niet_geregistreerd": 1}
    assert above_zero(c["redenen_geen_aangifte"]) == {"angst": 1, "niet_ernstig": 1}
    assert above_zero(c["strafbaar"]) == {"nee": 1, "ja": 1}


def test_reasons_are_of_incidents_without_aangifte():
    why = besluit(reden_geen_aangifte="angst")
    c = tel(
        [
            incident(1, politiebesluit=why),
            incident(2, politiebesluit=why, politiecontacten=[contact("aangifte")]),
            incident(3, politiebesluit=why, politiecontacten=[contact("aangifte", LATER)]),
            incident(4),
        ]
    )

    assert above_zero(c["redenen_geen_aangifte"]) == {"angst": 2, "niet_geregistreerd": 1}


def test_whether_it_is_punishable_counts_from_the_day_it_turned_out():
    c = tel(
        [
            incident(1, politiebesluit=besluit(strafbaar="ja")),
            incident(2, politiebesluit=besluit(strafbaar="onbekend")),
            incident(3, politiebesluit=besluit(strafbaar="nee", strafbaar_op=LATER)),
        ]
    )

    assert c["strafbaar"] == {"ja": 1, "nee": 0, "onbekend": 1, "niet_geregistreerd": 1}


def test_the_last_afdoening_counts():
    both = [afdoening("vonnis", "2021-05-01", 2), afdoening("gedagvaard", "2021-03-01", 1)]
    later = [afdoening("in_behandeling"), afdoening("sepot", LATER, 2)]
    c = tel([incident(1, afdoeningen=both), incident(2, afdoeningen=later)])

    assert above_zero(c["afdoening"]) == {"in_behandeling": 1, "vonnis": 1}


def test_incidents_with_a_decision_count_once_and_decisions_each():
    c = tel(
        [
            incident(1, maatregelen=[maatregel("aanspreken"), maatregel("toegangsontzegging")]),
            incident(2, maatregelen=[maatregel("geen")]),
            incident(3, maatregelen=[maatregel("aanspreken", LATER)]),
        ]
    )

    assert c["maatregelen"]["incidenten"] == 2
    assert above_zero(c["maatregelen"]["per_maatregel"]) == {
        "aanspreken": 1,
        "toegangsontzegging": 1,
        "geen": 1,
    }


def test_a_refusal_after_an_offer_is_a_refusal_and_a_talk_stays_a_talk():
    def counted(*talks: tuple[str, str]) -> list[str]:
        c = tel([incident(1, slachtoffers=[slachtoffer(nazorg=talks)])])
        return [code for code, number in c["nazorg"].items() if number]

    first, second = "2021-02-02", "2021-02-09"
    assert counted(("aangeboden", first), ("geweigerd", second)) == ["geweigerd"]
    assert counted(("geweigerd", second), ("aangeboden", first)) == ["geweigerd"]
    assert counted(("aangeboden", first), ("geweigerd", first)) == ["geweigerd"]
    assert counted(("geweigerd", first), ("aangeboden", second)) == ["aangeboden"]
    assert counted(("gehouden", first), ("geweigerd", second)) == ["gehouden"]
    assert counted(("aangeboden", first), ("geweigerd", LATER)) == ["aangeboden"]


def test_nazorg_counts_what_went_furthest_over_the_slachtoffers():
    day = "2021-02-02"
    c = tel(
        [
            incident(1, slachtoffers=[
                slachtoffer(1, nazorg=(("geweigerd", day),)),
                slachtoffer(2, nazorg=(("aangeboden", day), ("gehouden", day))),
            ]),
            incident(2, slachtoffers=[slachtoffer(nazorg=(("geweigerd", day), ("aangeboden", day)))]),
            incident(3, slachtoffers=[slachtoffer(nazorg=(("geen", day), ("geweigerd", day)))]),
            incident(4, slachtoffers=[slachtoffer(nazorg=(("geen", day), ("gehouden", LATER)))]),
            incident(5),
        ]
    )  # fmt: skip

    assert c["nazorg"] == {
        "gehouden": 1,
        "aangeboden": 1,
        "geweigerd": 1,
        "geen": 1,
        "niet_geregistreerd": 1,
    }
    assert list(c["nazorg"])[:4] == ["gehouden", "aangeboden", "geweigerd", "geen"]


def test_of_several_slachtoffers_the_heaviest_letsel_the_longest_verzuim_and_all_effects_count():
    c = tel(
        [
            incident(slachtoffers=[
                slachtoffer(1, letsel="licht", verzuim="meer_dan_3_dagen", besproken_met=("thuis",)),
                slachtoffer(2, letsel="behandeling", nadelige_gevolgen=("gezin", "veiligheid")),
                slachtoffer(3, nadelige_gevolgen=("gezin",), besproken_met=("collega", "thuis")),
            ])
        ]
    )  # fmt: skip

    assert above_zero(c["letsel"]) == {"behandeling": 1}
    assert above_zero(c["verzuim"]) == {"meer_dan_3_dagen": 1}
    assert above_zero(c["nadelige_gevolgen"]) == {"gezin": 1, "veiligheid": 1}
    assert above_zero(c["besproken_met"]) == {"collega": 1, "thuis": 1}


def test_damage_is_what_was_suffered_and_what_came_back_by_the_peildatum():
    c = tel(
        [
            incident(1, schades=[
                schade("100.50", ontvangen="40", ontvangen_op="2021-05-01"),
                schade("9.50", ontvangen="9.50", ontvangen_op=LATER),
                schade("70", LATER),
            ]),
            incident(2, LATER, schades=[schade("1000")]),
        ]
    )  # fmt: skip

    assert c["schade"] == {"bedrag": 110, "ontvangen": 40}


def test_the_stock_counts_incidents_that_left_and_came_back():
    c = tel(
        [
            incident(1, "2020-02-01"),
            incident(2, "2020-02-01", sluitingen=[weg("2020-03-01", "2021-02-01"), weg("2021-03-01")]),
            incident(3, sluitingen=[weg("2021-03-01", "2021-04-01")]),
            incident(4, sluitingen=[weg(LATER)]),
            incident(5, soort="hinderlijk_contact"),
        ]
    )

    assert c["voorraad"] == {"begin": 1, "instroom": 2, "heropend": 2, "uitstroom": 2, "eind": 3}


def test_the_comparison_is_with_three_earlier_years():
    then = [incident(pk, "2020-02-01", hoofdcategorie="fysiek") for pk in range(10, 20)]
    c = tel([incident(1), *then, incident(20, "2018-06-30"), incident(21, "2018-07-01")])

    assert [
        (one["periode"], one["instroom"], one["verschil"], one["verschil_procent"])
        for one in c["vergelijking"]
    ] == [("2020-H1", 10, -9, -90), ("2019-H1", 0, 1, None), ("2018-H1", 1, 0, None)]
    assert c["vergelijking"][0]["per_hoofdcategorie"]["fysiek"] == 10
    assert c["vergelijking"][0]["instroom_zoals_gepubliceerd"] is None


def test_afdelingen_are_alphabetical():
    names = ["Zorg", "afval", "Élan", "Burgerzaken"]
    c = tel([incident(pk, afdeling=naam) for pk, naam in enumerate(names, 1)] + [incident(9)])

    assert list(c["instroom"]["per_afdeling"]) == [
        "afval",
        "Burgerzaken",
        "Élan",
        "Zorg",
        "niet_geregistreerd",
    ]
