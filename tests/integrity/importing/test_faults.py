"""Every way in which a file can be wrong: told with row, column, value and what is allowed, and nothing is
imported."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrity.models import Melding, Zaak
from organisations.models import Afdeling
from tests.integrity.importing.files import (
    FEITENONDERZOEK,
    GESLOTEN,
    LIJN,
    MAATREGEL,
    MELDING,
    OORDEEL,
    VOORONDERZOEK,
    fouten,
)

UITSTROOM = MELDING | {"uitstroomreden": "dubbel", "uitgestroomd_op": "2021-01-20"}


@pytest.fixture(autouse=True)
def _nothing_is_imported(den_haag):
    yield
    assert not Melding.objects.exists() and not Zaak.objects.exists() and not Afdeling.objects.exists()


def without(row: dict, *names: str) -> dict:
    return {name: value for name, value in row.items() if name not in names}


# One bad cell: the row, the column, and what is said of it.
CELLS = [
    ({"kenmerk": ""}, "kenmerk", "is verplicht"),
    ({"ontvangen_op": ""}, "ontvangen_op", "is verplicht"),
    ({"ontvangen_op": "31-03-2021"}, "ontvangen_op", "schrijf jaar-maand-dag, bijvoorbeeld 2021-03-31"),
    ({"ontvangen_op": "2021-02-31"}, "ontvangen_op", "deze datum bestaat niet"),
    ({"ontvangen_op": "20210331"}, "ontvangen_op", "geen datum"),
    ({"ontvangen_op": "1821-03-31"}, "ontvangen_op", "voor 1900"),
    ({"soort": "klacht"}, "soort", "kies uit: melding, signaal, adviesvraag"),
    ({"kanaal": "fax"}, "kanaal", "kies uit: portaal, meldpunt"),
    ({"kanaal": "Portaal"}, "kanaal", "bedoelt u portaal? kies uit: portaal"),
    ({"melderpositie": "geheim"}, "melderpositie", "kies uit: open, vertrouwelijk, anoniem"),
    ({"melderrelatie": "buur"}, "melderrelatie", "kies uit: medewerker"),
    ({"afdeling": "x" * 201}, "afdeling", "hooguit 200"),
    (
        {"categorie": "stelen"},
        "categorie",
        "onbekende code op 2021-01-10 (lijst “standaard”); kies uit: financieel",
    ),
    ({"betreft": "koning"}, "betreft", "kies uit: medewerker, leidinggevende"),
    ({"misstand": "misschien"}, "misstand", "kies uit: ja, nee"),
    (
        {"uitstroomreden": "weg", "uitgestroomd_op": "2021-01-20"},
        "uitstroomreden",
        "kies uit: geen_vermoeden",
    ),
    ({"route": "omweg", "route_op": "2021-01-20"}, "route", "kies uit: in_de_lijn, vooronderzoek"),
    ({"lijn_uitkomst": "klaar"}, "lijn_uitkomst", "kies uit: besproken"),
    ({"uitvoering": "half"}, "uitvoering", "kies uit: intern, extern"),
    ({"kosten": "1.234,50"}, "kosten", "schrijf bijvoorbeeld 1234.50, of geen, of onbekend"),
    ({"kosten": "-5"}, "kosten", "geen bedrag"),
    ({"kosten": "gratis"}, "kosten", "geen bedrag"),
    ({"betrokkene": "Jan"}, "betrokkene", "nummer ze 1, 2, 3"),
    ({"betrokkene": "0"}, "betrokkene", "nummer ze 1, 2, 3"),
    (
        {"betrokkene": "1", "oordeel": "schuldig", "oordeel_op": "2021-02-01"},
        "oordeel",
        "kies uit: vastgesteld",
    ),
    (
        OORDEEL | {"vastgestelde_categorie": "stelen"},
        "vastgestelde_categorie",
        "onbekende code op 2021-01-10",
    ),
    (
        MAATREGEL | {"maatregel": "strafregels"},
        "maatregel",
        "onbekende maatregel ‘strafregels’; kies uit: gesprek",
    ),
    (MAATREGEL | {"maatregel": "gesprek||ontslag"}, "maatregel", "tussen twee | staat niets"),
    (MAATREGEL | {"maatregel_op": "2021-04-01|2021-04-02"}, "maatregel_op", "2 datums bij 1 maatregel(en)"),
    (
        MAATREGEL | {"maatregel": "gesprek|ontslag|berisping", "maatregel_op": "2021-04-01|2021-04-02"},
        "maatregel_op",
        "geef één datum, of voor elke maatregel een",
    ),
]


@pytest.mark.parametrize(("cells", "kolom", "words"), CELLS)
def test_a_cell_that_can_not_be_read_is_told_by_row_and_column(den_haag, cells, kolom, words):
    [told] = fouten(den_haag, {"kenmerk": "K0", "ontvangen_op": "2021-01-01"}, MELDING | cells)
    assert told.startswith(f"rij 3, kolom {kolom}")
    assert words in told
    value = (MELDING | cells)[kolom]
    assert f"‘{value[:40]}" in told or not value


# One impossible history: the row, the column, and what is said of it.
IMPOSSIBLE = [
    # without its date, or a date without what it is of
    (without(LIJN, "route_op"), "route_op", "verplicht als route is ingevuld"),
    (without(LIJN, "route"), "route_op", "er staat geen route bij"),
    (without(UITSTROOM, "uitgestroomd_op"), "uitgestroomd_op", "verplicht als uitstroomreden"),
    (without(UITSTROOM, "uitstroomreden"), "uitgestroomd_op", "er staat geen uitstroomreden bij"),
    (without(OORDEEL, "oordeel_op"), "oordeel_op", "verplicht als oordeel is ingevuld"),
    (without(OORDEEL, "oordeel", "vastgestelde_categorie"), "oordeel_op", "er staat geen oordeel bij"),
    (without(OORDEEL, "oordeel", "oordeel_op"), "vastgestelde_categorie", "er staat geen oordeel bij"),
    (without(MAATREGEL, "maatregel_op"), "maatregel_op", "verplicht als maatregel is ingevuld"),
    (without(MAATREGEL, "maatregel", "maatregel_reden"), "maatregel_op", "er staat geen maatregel bij"),
    (without(MAATREGEL, "maatregel", "maatregel_op"), "maatregel_reden", "er staat geen maatregel bij"),
    # an end without a start or before it
    (without(VOORONDERZOEK, "vooronderzoek_start"), "vooronderzoek_eind", "een einde zonder start"),
    (without(FEITENONDERZOEK, "feitenonderzoek_start"), "feitenonderzoek_eind", "een einde zonder start"),
    (LIJN | {"vooronderzoek_uitkomst": "in_de_lijn"}, "vooronderzoek_uitkomst", "een uitkomst zonder start"),
    (
        VOORONDERZOEK | {"vooronderzoek_eind": "2021-01-19"},
        "vooronderzoek_eind",
        "voor de start van het voor",
    ),
    (
        FEITENONDERZOEK | {"feitenonderzoek_eind": "2021-01-19"},
        "feitenonderzoek_eind",
        "voor de start van het feit",
    ),
    # before receipt
    (LIJN | {"route_op": "2021-01-09"}, "route_op", "voor de ontvangst (ontvangen_op 2021-01-10)"),
    (UITSTROOM | {"uitgestroomd_op": "2021-01-09"}, "uitgestroomd_op", "voor de ontvangst"),
    (MELDING | {"aangifte_op": "2021-01-09"}, "aangifte_op", "voor de ontvangst"),
    (MELDING | {"afgesloten_op": "2021-01-09"}, "afgesloten_op", "voor de ontvangst"),
    (MELDING | {"vooronderzoek_start": "2021-01-09"}, "vooronderzoek_start", "voor de ontvangst"),
    (
        MELDING | {"betrokkene": "1", "oordeel": "gestaakt", "oordeel_op": "2021-01-09"},
        "oordeel_op",
        "voor de ontvangst",
    ),
    (LIJN | {"maatregel": "gesprek", "maatregel_op": "2021-01-09"}, "maatregel_op", "voor de ontvangst"),
    # research before the route, and one after the other
    (VOORONDERZOEK | {"vooronderzoek_start": "2021-01-14"}, "vooronderzoek_start", "voor de route"),
    (FEITENONDERZOEK | {"feitenonderzoek_start": "2021-01-14"}, "feitenonderzoek_start", "voor de route"),
    (
        VOORONDERZOEK | {"feitenonderzoek_start": "2021-02-09"},
        "feitenonderzoek_start",
        "voor het einde van het vooronderzoek",
    ),
    (
        without(VOORONDERZOEK, "vooronderzoek_eind") | {"feitenonderzoek_start": "2021-02-09"},
        "feitenonderzoek_start",
        "nog niet afgelopen",
    ),
    # judging
    (OORDEEL | {"oordeel_op": "2021-03-09"}, "oordeel_op", "voor het einde van het feitenonderzoek"),
    (
        without(OORDEEL, "feitenonderzoek_eind"),
        "oordeel_op",
        "nog niet afgelopen; vul feitenonderzoek_eind in",
    ),
    (
        LIJN | {"betrokkene": "1", "oordeel": "gestaakt", "oordeel_op": "2021-01-14"},
        "oordeel_op",
        "voor de route",
    ),
    # deciding
    (MAATREGEL | {"maatregel_op": "2021-03-19"}, "maatregel_op", "voor het oordeel (oordeel_op 2021-03-20)"),
    (
        FEITENONDERZOEK | {"betrokkene": "1", "maatregel": "berisping", "maatregel_op": "2021-04-01"},
        "maatregel",
        "zonder oordeel kan alleen in de lijn",
    ),
    (
        FEITENONDERZOEK | {"maatregel": "berisping", "maatregel_op": "2021-04-01"},
        "maatregel",
        "zonder oordeel kan alleen in de lijn",
    ),
    (
        MELDING | {"maatregel": "gesprek", "maatregel_op": "2021-04-01"},
        "maatregel",
        "zonder oordeel kan alleen",
    ),
    (LIJN | {"maatregel": "gesprek", "maatregel_op": "2021-01-14"}, "maatregel_op", "voor de route"),
    (MAATREGEL | {"maatregel": "geen|berisping"}, "maatregel", "‘geen’ kan niet naast een andere"),
    # dropping out and closing
    (LIJN | UITSTROOM | {"route_op": "2021-01-21"}, "route_op", "na de uitstroom"),
    (UITSTROOM | {"afgesloten_op": "2021-01-19"}, "afgesloten_op", "voor de uitstroom"),
    (LIJN | {"afgesloten_op": "2021-01-14"}, "afgesloten_op", "voor de route"),
    (
        VOORONDERZOEK | {"afgesloten_op": "2021-02-09"},
        "afgesloten_op",
        "voor het einde van het vooronderzoek",
    ),
    (FEITENONDERZOEK | {"afgesloten_op": "2021-03-09"}, "afgesloten_op", "voor het einde van het feiten"),
    (OORDEEL | {"afgesloten_op": "2021-03-19"}, "afgesloten_op", "voor het oordeel"),
    (
        GESLOTEN | {"afgesloten_op": "2021-03-31"},
        "afgesloten_op",
        "voor de maatregel (maatregel_op 2021-04-01)",
    ),
    # no zaak of its own
    (MELDING | {"gevoegd_bij": "K1"}, "gevoegd_bij", "niet bij zichzelf"),
    (MELDING | {"gevoegd_bij": "K9"}, "gevoegd_bij", "staat niet in het bestand en is er ook nog niet"),
]


@pytest.mark.parametrize(("row", "kolom", "words"), IMPOSSIBLE)
def test_an_impossible_history_is_a_fault(den_haag, row, kolom, words):
    [told] = fouten(den_haag, row)
    assert told.startswith(f"rij 2, kolom {kolom}")
    assert words in told


DATES = [name for name in GESLOTEN if name.endswith(("_op", "_start", "_eind"))]


@pytest.mark.parametrize("kolom", [*DATES, "vooronderzoek_start", "aangifte_op", "uitgestroomd_op"])
def test_a_date_in_the_future_is_a_fault(den_haag, kolom):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    row = without(GESLOTEN, "afgesloten_op") | {"uitstroomreden": "dubbel", "uitgestroomd_op": "2021-04-20"}
    told = fouten(den_haag, row | {kolom: tomorrow})
    assert any(f"kolom {kolom}, waarde ‘{tomorrow}’: ligt in de toekomst" in line for line in told)


@pytest.mark.parametrize("soort", ["signaal", "adviesvraag"])
@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("gevoegd_bij", "K2"),
        ("route", "in_de_lijn"),
        ("lijn_uitkomst", "besproken"),
        ("kosten", "geen"),
        ("afgesloten_op", "2021-01-20"),
        ("betrokkene", "1"),
        ("maatregel_reden", "Zo is het"),
    ],
)
def test_a_signaal_or_adviesvraag_has_no_columns_of_a_zaak(den_haag, soort, kolom, waarde):
    told = fouten(den_haag, MELDING | {"soort": soort, kolom: waarde})
    assert any(f"kolom {kolom}" in line and f"een {soort} heeft geen zaak" in line for line in told)


def test_a_joined_melding_has_no_path_of_its_own(den_haag):
    joined = LIJN | {"kenmerk": "K2", "gevoegd_bij": "K1", "betrokkene": "1"}
    told = fouten(den_haag, MELDING, joined)
    assert [line.partition(",")[2].split(",")[0].strip() for line in told] == [
        "kolom betrokkene",
        "kolom route",
        "kolom route_op",
    ]
    assert all("gevoegd bij een andere" in line for line in told)


def test_a_melding_joins_no_melding_that_is_joined_itself_and_no_signaal(den_haag):
    told = fouten(
        den_haag,
        MELDING,
        MELDING | {"kenmerk": "K2", "gevoegd_bij": "K1"},
        MELDING | {"kenmerk": "K3", "gevoegd_bij": "K2"},
        MELDING | {"kenmerk": "K4", "soort": "signaal"},
        MELDING | {"kenmerk": "K5", "gevoegd_bij": "K4"},
    )
    assert len(told) == 2
    assert "rij 4, kolom gevoegd_bij, waarde ‘K2’: die melding is zelf gevoegd" in told[0]
    assert "rij 6, kolom gevoegd_bij, waarde ‘K4’: dat is een signaal" in told[1]


def test_a_later_row_says_the_same_of_the_zaak_or_nothing(den_haag):
    told = fouten(
        den_haag,
        OORDEEL | {"kanaal": "brief"},
        OORDEEL | {"betrokkene": "2", "kanaal": "portaal", "afdeling": "Zorg"},
    )
    assert told == [
        "rij 3, kolom afdeling, waarde ‘Zorg’: anders dan op rij 2, de eerste van deze melding: daar staat"
        " niets. Maak ze gelijk, of laat deze cel leeg",
        "rij 3, kolom kanaal, waarde ‘portaal’: anders dan op rij 2, de eerste van deze melding: daar staat"
        " ‘brief’. Maak ze gelijk, of laat deze cel leeg",
    ]


@pytest.mark.parametrize(
    ("kolom", "waarde"), [("oordeel", "deels_vastgesteld"), ("oordeel_op", "2021-03-21")]
)
def test_one_aantijging_has_one_oordeel_on_one_day(den_haag, kolom, waarde):
    [told] = fouten(den_haag, OORDEEL, OORDEEL | {kolom: waarde})
    assert told.startswith(f"rij 3, kolom {kolom}, waarde ‘{waarde}’: op een andere rij")


def test_geen_beside_another_maatregel_is_a_fault_across_rows_too(den_haag):
    told = fouten(
        den_haag,
        MAATREGEL,
        MAATREGEL | {"maatregel": "geen"},
        MAATREGEL | {"betrokkene": "2", "maatregel": "geen"},
    )
    assert [line.partition(":")[0] for line in told] == [
        "rij 2, kolom maatregel, waarde ‘berisping’",
        "rij 3, kolom maatregel, waarde ‘geen’",
    ]


def test_a_maatregel_needs_the_oordeel_of_that_person_not_of_another(den_haag):
    [told] = fouten(
        den_haag,
        OORDEEL,
        FEITENONDERZOEK | {"betrokkene": "2", "maatregel": "berisping", "maatregel_op": "2021-04-01"},
    )
    assert told.startswith("rij 3, kolom maatregel")


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_rows(den_haag):
    told = fouten(
        den_haag,
        MELDING | {"kanaal": "fax", "betreft": "koning"},
        LIJN | {"kenmerk": "K2", "route_op": "2021-01-09", "kanaal": "fax"},
        MELDING | {"kenmerk": "K3"},
        {"kenmerk": "", "ontvangen_op": "2021-01-10"},
    )
    assert [line.split(",")[0] for line in told] == ["rij 2", "rij 2", "rij 3", "rij 3", "rij 5"]


def test_a_bad_code_says_nothing_false_about_the_rest(den_haag):
    """A route that is misspelt may have been the line, an oordeel that is misspelt is one."""
    row = LIJN | {"route": "in_de_lijnn", "maatregel": "gesprek", "maatregel_op": "2021-02-01"}
    assert len(fouten(den_haag, row)) == 1
    assert len(fouten(den_haag, MAATREGEL | {"oordeel": "vastgesteldd"})) == 1
    assert len(fouten(den_haag, MAATREGEL | {"betrokkene": "een"})) == 1
