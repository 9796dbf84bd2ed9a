"""What the report shows beyond the contract."""

import pytest

from reports.facts.agressie import IncidentFeit
from tests.reports.agressie.making import (
    afdoening,
    besluit,
    contact,
    dag,
    incident,
    maatregel,
    slachtoffer,
    tel,
    termijn,
    voorval,
)
from tests.reports.making import above_zero


def further(*args, **kwargs) -> dict:
    return tel(*args, **kwargs)["verdieping"]


def test_hoofdcategorie_stands_beside_afdeling_contactvorm_and_functiegroep():
    c = further(
        [
            incident(1, hoofdcategorie="fysiek", afdeling="Zorg", contactvormen=["balie", "telefoon"]),
            incident(2, afdeling="Zorg", slachtoffers=[slachtoffer(functiegroep="boa")]),
            incident(3, hoofdcategorie="bedreiging"),
        ]
    )

    assert {naam: above_zero(per) for naam, per in c["per_afdeling"].items()} == {
        "Zorg": {"fysiek": 1, "niet_geregistreerd": 1},
        "niet_geregistreerd": {"bedreiging": 1},
    }
    assert above_zero(c["per_contactvorm"]["balie"]) == {"fysiek": 1}
    assert above_zero(c["per_contactvorm"]["telefoon"]) == {"fysiek": 1}
    assert above_zero(c["per_contactvorm"]["niet_geregistreerd"]) == {
        "bedreiging": 1,
        "niet_geregistreerd": 1,
    }
    assert above_zero(c["per_functiegroep"]["boa"]) == {"niet_geregistreerd": 1}
    assert all(len(per) == 5 for per in c["per_contactvorm"].values())


def test_aanleiding_stands_beside_afdeling():
    c = further(
        [
            incident(1, afdeling="Zorg", aanleiding="wachttijd"),
            incident(2, afdeling="Afval", aanleiding="afval"),
            incident(3, afdeling="Zorg"),
            incident(4, aanleiding="uitkering"),
        ]
    )

    assert c["aanleiding"] == {
        "Afval": {"uitkering": 0, "wachttijd": 0, "afval": 1, "niet_geregistreerd": 0},
        "Zorg": {"uitkering": 0, "wachttijd": 1, "afval": 0, "niet_geregistreerd": 1},
        "niet_geregistreerd": {"uitkering": 1, "wachttijd": 0, "afval": 0, "niet_geregistreerd": 0},
    }


@pytest.mark.parametrize(
    ("uur", "deel"),
    [
        (0, "nacht"),
        (5, "nacht"),
        (6, "ochtend"),
        (11, "ochtend"),
        (12, "middag"),
        (17, "middag"),
        (18, "avond"),
        (23, "avond"),
        (None, "niet_geregistreerd"),
    ],
)
def test_when_it_happened_is_told_by_weekday_and_part_of_the_day(uur, deel):
    monday = IncidentFeit(1, dag("2021-02-03"), voorval_op=dag("2021-02-01"), uur=uur)

    c = further([monday])["per_weekdag"]

    assert above_zero(c["maandag"]) == {deel: 1}
    assert sum(sum(per.values()) for per in c.values()) == 1
    assert list(c) == ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


def test_the_funnel_counts_how_far_incidents_came():
    punishable = besluit(strafbaar="ja")
    c = further(
        [
            incident(1),
            incident(2, politiebesluit=punishable),
            incident(3, politiebesluit=punishable, politiecontacten=[contact("melding")]),
            incident(4, politiecontacten=[contact("aangifte")], afdoeningen=[afdoening("in_behandeling")]),
            incident(5, politiecontacten=[contact("aangifte")], afdoeningen=[afdoening("sepot")]),
            incident(6, politiecontacten=[contact("112")]),
        ]
    )

    assert c["trechter"] == {
        "incident": 6,
        "strafbaar": 2,
        "niet_strafbaar": 0,
        "strafbaar_onbekend": 4,
        "melding": 3,
        "aangifte": 2,
        "afdoening": 1,
    }


def test_not_known_whether_it_is_punishable_is_what_nobody_said_or_said_not_to_know():
    said = [besluit(strafbaar=answer) for answer in ("ja", "nee", "onbekend")]
    c = further([incident(n, politiebesluit=one) for n, one in enumerate([*said, None], 1)])["trechter"]

    assert (c["strafbaar"], c["niet_strafbaar"], c["strafbaar_onbekend"], c["incident"]) == (1, 1, 2, 4)


def test_a_term_is_late_when_it_was_met_late_or_is_over():
    on_time = termijn("opvanggesprek", "2021-02-04", "2021-02-04")
    late = termijn("opvanggesprek", "2021-02-04", "2021-02-05")
    after_peildatum = termijn("opvanggesprek", "2021-02-04", "2021-07-01")
    never = termijn("opvanggesprek", "2021-02-04")
    runs = termijn("opvanggesprek", "2021-06-30")
    skipped = termijn("opvanggesprek", "2021-02-04", gestopt="2021-02-03")
    skipped_late = termijn("opvanggesprek", "2021-02-04", gestopt="2021-02-05")
    c = further(
        [
            incident(1, termijnen=[on_time]),
            incident(2, termijnen=[on_time, late]),
            incident(3),
            incident(4, termijnen=[after_peildatum]),
            incident(5, termijnen=[termijn("politiebesluit", "2021-02-04", "2021-02-01")]),
            incident(6, termijnen=[on_time, never]),
            incident(7, termijnen=[runs, skipped]),
            incident(8, termijnen=[skipped_late]),
        ]
    )["termijnen"]

    assert c["opvanggesprek"] == {"gehaald": 1, "te_laat": 4, "procent": None}
    assert c["politiebesluit"] == {"gehaald": 1, "te_laat": 0, "procent": None}
    assert c["reactie_veroorzaker"] == {"gehaald": 0, "te_laat": 0, "procent": None}


def test_the_indicators_of_the_monitor_have_a_percentage_on_a_base_of_ten():
    told = slachtoffer(besproken_met=("collega", "niemand"), nadelige_gevolgen=("gezin",))
    kept = slachtoffer(besproken_met=("niemand",), verzuim="geen")
    nine = [incident(pk, slachtoffers=[told]) for pk in range(1, 10)]
    extra = [incident(10, slachtoffers=[kept], kenmerken=["online"]), incident(11)]

    small, big = further(nine)["monitor"], further(nine + extra)["monitor"]

    assert small["besproken"] == {"aantal": 9, "van": 9, "procent": None}
    assert big["besproken"] == {"aantal": 9, "van": 10, "procent": 90}
    assert big["nadelige_gevolgen"] == {"aantal": 9, "van": 10, "procent": 90}
    assert big["online"] == {"aantal": 1, "van": 11, "procent": 9}
    assert big["aangifte"] == {"aantal": 0, "van": 11, "procent": 0}


def test_measures_with_an_end_are_a_stock_of_their_own():
    found = [
        maatregel("toegangsontzegging", "2020-12-01", tot="2021-03-01"),
        maatregel("toegangsontzegging", "2020-12-01", tot="2021-12-01", beeindigd="2021-02-01"),
        maatregel("contactbeperking", "2021-02-01", vanaf="2021-02-10", tot="2021-08-01"),
        maatregel("contactbeperking", "2021-06-20", vanaf="2021-07-10", tot="2021-08-01"),
        maatregel("aanspreken", "2021-02-01"),
        maatregel("geen", "2021-02-01", tot="2021-05-01"),
    ]

    assert further([], maatregelen=found)["maatregelen"] == {
        "lopend_begin": 2,
        "ingegaan": 1,
        "geeindigd": 2,
        "lopend_eind": 1,
        "zonder_einde": 0,
    }
    early = further([], maatregelen=found, peildatum="2021-01-31")["maatregelen"]
    assert early == {
        "lopend_begin": 2,
        "ingegaan": 0,
        "geeindigd": 0,
        "lopend_eind": 2,
        "zonder_einde": 0,
    }


def test_a_measure_that_should_have_an_end_and_has_none_is_counted_apart():
    found = [
        maatregel("waarschuwingsbrief", "2021-02-01"),
        maatregel("waarschuwingsbrief", "2020-12-01"),
        maatregel("aanspreken", "2021-02-01"),
    ]

    counted = further([], maatregelen=found)["maatregelen"]

    assert {name: n for name, n in counted.items() if n} == {"zonder_einde": 1}


@pytest.mark.parametrize(
    ("measure", "next_time", "peildatum", "counted"),
    [
        ({}, ("2021-03-01", ""), "2021-06-30", (1, 1, 0)),
        ({}, ("2021-02-01", ""), "2021-06-30", (1, 0, 1)),
        ({}, ("2022-02-01", ""), "2022-12-31", (1, 1, 0)),
        ({}, ("2022-02-02", ""), "2022-12-31", (1, 0, 0)),
        ({}, ("2021-03-01", "2021-07-01"), "2021-06-30", (1, 0, 1)),
        ({"bij": 9}, ("2021-03-01", ""), "2021-06-30", (1, 0, 1)),
        ({"persoon": None}, ("2021-03-01", ""), "2021-06-30", (0, 0, 0)),
        ({"persoon": 8}, ("2021-03-01", ""), "2021-06-30", (1, 0, 1)),
        ({"vanaf": "2021-04-01"}, ("2021-03-01", ""), "2021-06-30", (1, 0, 1)),
        ({"vanaf": "2021-07-01"}, ("2021-08-01", ""), "2021-12-31", (0, 0, 0)),
        ({"op": "2020-12-31"}, ("2021-03-01", ""), "2021-06-30", (0, 0, 0)),
    ],
)
def test_repetition_is_a_new_incident_of_the_same_person_within_a_year(
    measure, next_time, peildatum, counted
):
    given = {"op": "2021-02-01", "persoon": 7, "bij": 1} | measure
    found = further(
        [],
        peildatum=peildatum,
        maatregelen=[maatregel("waarschuwingsbrief", **given)],
        voorvallen=[voorval(7, 1, "2021-03-15") if given["bij"] == 1 else voorval(7, 5, "2020-01-01")]
        + [voorval(7, 9, *next_time)],
    )["herhaling"]

    one = found["waarschuwingsbrief"]
    assert (one["ingegaan"], one["herhaald"], one["loopt_nog"]) == counted
    assert "geen" not in found


def test_repetition_has_a_percentage_on_a_base_of_ten():
    measures = [maatregel("aanspreken", persoon=pk, bij=pk) for pk in range(1, 11)]
    again = [voorval(pk, 100 + pk, "2021-05-01") for pk in range(1, 4)]

    found = further([], maatregelen=measures, voorvallen=again)["herhaling"]["aanspreken"]

    assert found == {"ingegaan": 10, "herhaald": 3, "loopt_nog": 7, "procent": 30}
