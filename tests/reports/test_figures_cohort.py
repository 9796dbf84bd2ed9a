"""What became of the meldingen of the period: one test for each sentence of the contract."""

import pytest

from tests.reports.making import (
    above_zero,
    lijn,
    maatregel,
    melding,
    onderzoek,
    oordeel,
    route,
    tel,
    uitstroom,
    weg,
    zaak,
)

VOOR, FEITEN = "vooronderzoek", "feitenonderzoek"


def test_investigations_of_the_cohort_count_whatever_the_first_route_and_also_when_it_dropped_out():
    zaken = [
        zaak(
            1,
            "2021-02-01",
            triage=[route("in_de_lijn", "2021-02-02")],
            onderzoeken=[onderzoek(VOOR, "2021-03-01")],
        ),
        zaak(
            2,
            "2021-02-01",
            triage=[route(VOOR, "2021-02-02"), uitstroom("klacht", "2021-04-01")],
            onderzoeken=[onderzoek(VOOR, "2021-02-03", "2021-03-01", uitkomst="geen_schending")],
        ),
        zaak(3, "2020-02-01", onderzoeken=[onderzoek(VOOR, "2021-02-03")]),
    ]

    voor = tel("2021-H1", zaken)["vooronderzoek"]

    assert {key: voor[key] for key in ("gestart", "afgerond", "lopend")} == {
        "gestart": 2,
        "afgerond": 1,
        "lopend": 1,
    }
    assert above_zero(voor["per_uitkomst"]) == {"geen_schending": 1}


def test_what_is_dated_after_the_peildatum_is_not_there_yet():
    one = zaak(
        1,
        "2021-02-01",
        triage=[route(VOOR, "2021-02-02")],
        onderzoeken=[
            onderzoek(VOOR, "2021-02-10", "2021-03-10", uitkomst=FEITEN),
            onderzoek(FEITEN, "2021-03-20", "2021-05-01"),
        ],
        aantijgingen=[oordeel("vastgesteld", "2021-05-10", categorie="lekken")],
        maatregelen=[maatregel("berisping", "2021-05-20")],
        sluitingen=[weg("2021-06-01")],
    )

    def on(peildatum: str) -> tuple:
        c = tel("2021-H1", [one], peildatum=peildatum)
        voor, feiten = c["vooronderzoek"], c["feitenonderzoek"]
        outcome = next(name for name, n in c["uitkomst"].items() if n) if c["zaken"] else ""
        return (
            (voor["gestart"], voor["afgerond"]),
            (feiten["gestart"], feiten["afgerond"], feiten["schending_vastgesteld"]),
            c["schendingen"]["totaal"],
            c["maatregelen"]["betrokkenen"],
            outcome,
        )

    assert on("2021-02-01") == ((0, 0), (0, 0, 0), 0, 0, "")
    assert on("2021-02-09") == ((0, 0), (0, 0, 0), 0, 0, "lopend")
    assert on("2021-03-09") == ((1, 0), (0, 0, 0), 0, 0, "lopend")
    assert on("2021-03-10") == ((1, 1), (0, 0, 0), 0, 0, "lopend")
    assert on("2021-04-30") == ((1, 1), (1, 0, 0), 0, 0, "lopend")
    assert on("2021-05-01") == ((1, 1), (1, 1, 0), 0, 0, "lopend")
    assert on("2021-05-10") == ((1, 1), (1, 1, 1), 1, 0, "gegrond")
    assert on("2021-05-20") == ((1, 1), (1, 1, 1), 1, 1, "gegrond")


def test_what_the_cohort_led_to_counts_up_to_the_peildatum_also_after_the_period():
    one = zaak(
        1, "2021-02-01", triage=[route(FEITEN, "2021-02-02")], onderzoeken=[onderzoek(FEITEN, "2021-09-01")]
    )

    assert tel("2021-H1", [one])["feitenonderzoek"]["gestart"] == 0
    assert tel("2021-H1", [one], peildatum="2021-09-01")["feitenonderzoek"]["gestart"] == 1


def test_an_outcome_without_a_day_is_known_with_the_closing():
    one = zaak(
        1,
        "2021-02-01",
        triage=[route(VOOR, "2021-02-02")],
        onderzoeken=[onderzoek(VOOR, "2021-02-03", uitkomst="in_de_lijn")],
        sluitingen=[weg("2021-03-01")],
    )

    before, after = tel("2021-H1", [one], peildatum="2021-02-28"), tel("2021-H1", [one])

    assert above_zero(before["vooronderzoek"]["per_uitkomst"]) == {}
    assert above_zero(before["uitkomst"]) == {"lopend": 1}
    assert above_zero(after["vooronderzoek"]["per_uitkomst"]) == {"in_de_lijn": 1}
    assert above_zero(after["uitkomst"]) == {"afgedaan_in_de_lijn": 1}


def test_closing_the_zaak_ends_a_vooronderzoek_that_still_ran():
    one = zaak(1, "2021-02-01", onderzoeken=[onderzoek(VOOR, "2021-02-03")], sluitingen=[weg("2021-03-01")])

    voor = tel("2021-H1", [one])["vooronderzoek"]

    assert (voor["afgerond"], voor["lopend"]) == (1, 0)
    assert above_zero(voor["per_uitkomst"]) == {"niet_geregistreerd": 1}


@pytest.mark.parametrize(
    ("name", "eerste", "oordelen", "gesloten", "voor_uitkomst", "verwacht"),
    [
        ("established", FEITEN, ["vastgesteld"], False, "", "gegrond"),
        ("partly established", FEITEN, ["deels_vastgesteld"], True, "", "gegrond"),
        ("one of two established, one not judged", FEITEN, ["vastgesteld", ""], False, "", "gegrond"),
        ("not closed, no aantijging", FEITEN, [], False, "", "lopend"),
        ("not closed, one not judged", FEITEN, ["niet_vastgesteld", ""], False, "", "lopend"),
        ("not closed, one not investigated", FEITEN, ["niet_te_onderzoeken", ""], False, "", "lopend"),
        ("not closed, all judged", FEITEN, ["niet_vastgesteld"], False, "", "ongegrond"),
        ("all judged, one stopped", FEITEN, ["niet_vastgesteld", "gestaakt"], False, "", "onbekend"),
        ("closed, not investigated", "in_de_lijn", ["niet_te_onderzoeken"], True, "", "onbekend"),
        ("closed after extern without oordeel", "extern", [], True, "", "onbekend"),
        ("closed after extern, not judged", "extern", [""], True, "", "onbekend"),
        ("closed after extern with an oordeel", "extern", ["niet_vastgesteld"], True, "", "ongegrond"),
        ("extern, still open", "extern", [], False, "", "lopend"),
        ("vooronderzoek led to another body", VOOR, [], True, "extern", "onbekend"),
        ("line, closed", "in_de_lijn", [], True, "", "afgedaan_in_de_lijn"),
        ("line, still open", "in_de_lijn", [], False, "", "lopend"),
        ("line, judged after all", "in_de_lijn", ["niet_vastgesteld"], True, "", "ongegrond"),
        ("vooronderzoek led to the line", VOOR, [], True, "in_de_lijn", "afgedaan_in_de_lijn"),
        ("the same, not judged", VOOR, [""], True, "in_de_lijn", "afgedaan_in_de_lijn"),
        ("vooronderzoek found nothing", VOOR, [], True, "geen_schending", "ongegrond"),
        ("closed without anything", FEITEN, [], True, "", "ongegrond"),
    ],
)  # fmt: skip
def test_the_outcome_of_a_zaak(name, eerste, oordelen, gesloten, voor_uitkomst, verwacht):
    parts = {"triage": [route(eerste, "2021-02-02")]}
    parts["aantijgingen"] = [oordeel(o, "2021-04-01" if o else "", over=n) for n, o in enumerate(oordelen)]
    if voor_uitkomst:
        parts["onderzoeken"] = [onderzoek(VOOR, "2021-02-03", "2021-03-01", uitkomst=voor_uitkomst)]
    if gesloten:
        parts["sluitingen"] = [weg("2021-05-01")]

    assert above_zero(tel("2021-H1", [zaak(1, "2021-02-01", **parts)])["uitkomst"]) == {verwacht: 1}


def test_outcome_and_zaken_are_of_meldingen_in_behandeling_alone():
    dropped = zaak(
        1,
        "2021-02-01",
        triage=[uitstroom("klacht", "2021-02-02")],
        aantijgingen=[oordeel("vastgesteld", "2021-03-01")],
    )

    cijfers = tel("2021-H1", [dropped])

    assert cijfers["zaken"] == 0
    assert above_zero(cijfers["uitkomst"]) == {}
    assert cijfers["schendingen"]["totaal"] == 1


def test_the_offender_is_unknown_when_no_established_aantijging_has_a_known_betrokkene():
    def with_(*aantijgingen) -> dict:
        return tel(
            "2021-H1",
            [zaak(1, "2021-02-01", triage=[route(FEITEN, "2021-02-02")], aantijgingen=aantijgingen)],
        )

    unknown = oordeel("vastgesteld", "2021-03-01", over=1, bekend=False)
    known = oordeel("deels_vastgesteld", "2021-03-01", over=2)
    cleared = oordeel("niet_vastgesteld", "2021-03-01", over=2)

    assert above_zero(with_(unknown)["uitkomst"]) == {"gegrond": 1, "dader_onbekend": 1}
    assert above_zero(with_(unknown, cleared)["uitkomst"]) == {"gegrond": 1, "dader_onbekend": 1}
    assert above_zero(with_(unknown, known)["uitkomst"]) == {"gegrond": 1}


def test_a_zaak_counts_once_in_each_established_category_and_once_in_the_total():
    one = zaak(
        1,
        "2021-02-01",
        aantijgingen=[
            oordeel("vastgesteld", "2021-03-01", over=1, categorie="lekken"),
            oordeel("vastgesteld", "2021-03-01", over=2, categorie="lekken"),
            oordeel("deels_vastgesteld", "2021-03-01", over=2, categorie="pesten"),
            oordeel("niet_vastgesteld", "2021-03-01", over=3, categorie="overig"),
            oordeel("vastgesteld", "2021-03-01", over=3),
        ],
    )

    schendingen = tel("2021-H1", [one])["schendingen"]

    assert schendingen["totaal"] == 1
    assert above_zero(schendingen["per_categorie"]) == {"lekken": 1, "pesten": 1, "niet_geregistreerd": 1}


def test_measures_count_decisions_and_betrokkenen_persons_per_zaak():
    zaken = [
        zaak(
            1,
            "2021-02-01",
            triage=[route(FEITEN, "2021-02-02")],
            maatregelen=[
                maatregel("berisping", "2021-03-01", over=1),
                maatregel("terugvordering", "2021-03-01", over=1),
                maatregel("geen", "2021-03-01", over=2),
            ],
        ),
        zaak(
            2,
            "2021-02-01",
            triage=[route("in_de_lijn", "2021-02-02")],
            maatregelen=[maatregel("berisping", "2021-03-01", over=1)],
        ),
        zaak(3, "2021-02-01", maatregelen=[maatregel("eigen_code", "2021-03-01", over=1)]),
    ]

    found = tel("2021-H1", zaken)["maatregelen"]

    assert found["betrokkenen"] == 4
    assert above_zero(found["per_maatregel"]) == {
        "berisping": 2,
        "terugvordering": 1,
        "geen": 1,
        "eigen_code": 1,
    }
    per_route = {route_: above_zero(counts) for route_, counts in found["per_route"].items()}
    assert per_route == {
        "in_de_lijn": {"berisping": 1},
        VOOR: {},
        FEITEN: {"berisping": 1, "terugvordering": 1, "geen": 1},
        "extern": {},
        "niet_geregistreerd": {"eigen_code": 1},
    }


def test_a_joined_melding_brings_the_older_zaak_into_the_cohort():
    old = zaak(
        1,
        "2020-11-01",
        triage=[route(FEITEN, "2020-11-02")],
        onderzoeken=[onderzoek(FEITEN, "2020-12-01", "2021-02-01")],
        aantijgingen=[oordeel("vastgesteld", "2021-02-10", categorie="lekken")],
        lijn=[lijn("besproken", "2020-11-02")],
    )
    later = melding(old, pk=2, ontvangen="2021-01-15")

    cijfers = tel("2021-H1", [old], [melding(old), later])

    assert cijfers["zaken"] == 1
    assert cijfers["feitenonderzoek"]["gestart"] == 1
    # the zaak keeps the receipt of its first melding, so it stands here too
    assert cijfers["eerdere_instroom"]["onderzoeken_afgerond"] == 1
    assert cijfers["eerdere_instroom"]["schending_vastgesteld"] == 1
