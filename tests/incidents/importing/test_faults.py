"""Every way in which a file of incidents can be wrong: told with row, column, value and what is allowed,
and nothing is imported."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.models import Incident
from organisations.models import Afdeling
from tests.incidents.importing.files import (
    AANGIFTE,
    ALLES,
    GEMELD,
    GESLOTEN,
    INCIDENT,
    MAATREGEL,
    fouten,
    importeer,
    without,
)


@pytest.fixture
def nothing_is_imported(den_haag):
    yield
    assert not Incident.objects.exists() and not Afdeling.objects.exists()


# One bad cell: the row, the column, and what is said of it.
CELLS = [
    ({"kenmerk": ""}, "kenmerk", "is verplicht"),
    ({"kenmerk": "\u200b"}, "kenmerk", "is verplicht"),
    ({"kenmerk": "x" * 101}, "kenmerk", "hooguit 100"),
    ({"voorval_op": ""}, "voorval_op", "is verplicht"),
    ({"hoofdcategorie": ""}, "hoofdcategorie", "is verplicht"),
    ({"soort": "hinderlijk_contact", "hoofdcategorie": ""}, "hoofdcategorie", "is verplicht"),
    ({"voorval_op": "31-03-2021"}, "voorval_op", "schrijf jaar-maand-dag, bijvoorbeeld 2021-03-31"),
    ({"voorval_op": "2021-02-31"}, "voorval_op", "deze datum bestaat niet"),
    ({"gemeld_op": "20210331"}, "gemeld_op", "geen datum"),
    ({"soort": "klacht"}, "soort", "kies uit: incident, hinderlijk_contact"),
    ({"hoofdcategorie": "Fysiek"}, "hoofdcategorie", "bedoelt u fysiek? kies uit: non_verbaal, bedreiging"),
    ({"kenmerken": "wapen|bijl"}, "kenmerken", "onbekende code ‘bijl’; kies uit: discriminatie"),
    ({"kenmerken": "wapen|"}, "kenmerken", "tussen twee | staat niets"),
    ({"kenmerken": "wapen,groep"}, "kenmerken", "onbekende code ‘wapen,groep’"),
    ({"gedraging": "schelde"}, "gedraging", "bedoelt u schelden? kies uit: schreeuwen"),
    ({"contactvorm": "fax"}, "contactvorm", "kies uit: balie, telefoon"),
    ({"afdeling": "x" * 201}, "afdeling", "hooguit 200"),
    ({"functiegroep": "bakker"}, "functiegroep", "kies uit: balie, kcc"),
    ({"doelwit": "hond"}, "doelwit", "kies uit: medewerker, inhuur_beveiliger"),
    ({"ambt": "koning"}, "ambt", "kies uit: burgemeester, wethouder"),
    ({"ernst_beleving": "5"}, "ernst_beleving", "kies uit: 1, 2, 3, 4"),
    ({"letsel": "zwaar"}, "letsel", "kies uit: geen, psychisch"),
    ({"verzuim": "4"}, "verzuim", "kies uit: geen, tot_3_dagen, meer_dan_3_dagen"),
    ({"nadelige_gevolgen": "gezin|slaap"}, "nadelige_gevolgen", "onbekende code ‘slaap’"),
    ({"besproken_met": "hond"}, "besproken_met", "kies uit: collega, leidinggevende"),
    ({"veroorzaker_bekend": "misschien"}, "veroorzaker_bekend", "kies uit: ja, signalement, nee"),
    ({"veroorzakertype": "buur"}, "veroorzakertype", "kies uit: inwoner, client"),
    ({"politie": "113"}, "politie", "kies uit: geen, 112, melding, aangifte"),
    ({"reden_geen_aangifte": "zomaar"}, "reden_geen_aangifte", "kies uit: niet_ernstig, hoort_erbij"),
    ({"strafbaar": "wellicht"}, "strafbaar", "kies uit: ja, nee, onbekend"),
    ({"afdoening": "weg"}, "afdoening", "kies uit: in_behandeling, geen_verdachte"),
    ({"nazorg": "ja"}, "nazorg", "kies uit: aangeboden, gehouden, geweigerd, geen"),
    ({"schade": "1.234,50"}, "schade", "geen bedrag; schrijf bijvoorbeeld 1234.50"),
    ({"schade": "-5"}, "schade", "geen bedrag"),
    ({"schade": "onbekend"}, "schade", "geen bedrag"),
    (MAATREGEL | {"maatregel": "boete"}, "maatregel", "onbekende code ‘boete’; kies uit: aanspreken"),
    (MAATREGEL | {"maatregel_op": "2021-01-20|2021-01-21"}, "maatregel_op", "2 datums bij 1 maatregel(en)"),
    (
        MAATREGEL
        | {"maatregel": "aanspreken|ordegesprek|hulptraject", "maatregel_op": "2021-01-20|2021-01-21"},
        "maatregel_op",
        "geef één datum, of voor elke maatregel een",
    ),
]


@pytest.mark.usefixtures("nothing_is_imported")
@pytest.mark.parametrize(("cells", "kolom", "words"), CELLS)
def test_a_cell_that_can_not_be_read_is_told_by_row_and_column(den_haag, cells, kolom, words):
    [told] = fouten(den_haag, INCIDENT | {"kenmerk": "I0"}, GEMELD | cells)
    assert told.startswith(f"rij 3, kolom {kolom}")
    assert words in told
    value = (GEMELD | cells)[kolom]
    assert f"‘{value[:40]}" in told or not value.strip("\u200b")


# One impossible history: the row, the column, and what is said of it.
IMPOSSIBLE = [
    (INCIDENT | {"gemeld_op": "2021-01-09"}, "gemeld_op", "voor het voorval (voorval_op 2021-01-10)"),
    (AANGIFTE | {"aangifte_op": "2021-01-09"}, "aangifte_op", "voor het voorval (voorval_op 2021-01-10)"),
    (AANGIFTE | {"aangifte_op": "2021-01-11"}, "aangifte_op", "voor de melding (gemeld_op 2021-01-12)"),
    (MAATREGEL | {"maatregel_op": "2021-01-09"}, "maatregel_op", "voor het voorval"),
    (MAATREGEL | {"maatregel_op": "2021-01-11"}, "maatregel_op", "voor de melding"),
    (
        MAATREGEL | {"maatregel": "aanspreken|ordegesprek", "maatregel_op": "2021-01-20|2021-01-11"},
        "maatregel_op",
        "2021-01-11 ligt voor de melding",
    ),
    (without(MAATREGEL, "maatregel_op"), "maatregel_op", "verplicht als maatregel is ingevuld"),
    (without(MAATREGEL, "maatregel"), "maatregel_op", "er staat geen maatregel bij"),
    (MAATREGEL | {"maatregel": "geen|aanspreken"}, "maatregel", "‘geen’ kan niet naast een andere"),
    (GEMELD | {"afgesloten_op": "2021-01-09"}, "afgesloten_op", "voor het voorval"),
    (GEMELD | {"afgesloten_op": "2021-01-11"}, "afgesloten_op", "voor de melding"),
    (
        GESLOTEN | {"afgesloten_op": "2021-01-19"},
        "afgesloten_op",
        "voor de maatregel (maatregel_op 2021-01-20)",
    ),
    (AANGIFTE | {"politie": "melding"}, "aangifte_op", "in de kolom politie staat melding"),
    (AANGIFTE | {"politie": "geen"}, "aangifte_op", "in de kolom politie staat geen"),
    (
        GEMELD | {"politie": "aangifte", "reden_geen_aangifte": "angst"},
        "reden_geen_aangifte",
        "er is aangifte gedaan",
    ),
    (
        AANGIFTE | {"aangifte_op": "2021-01-12", "reden_geen_aangifte": "angst"},
        "reden_geen_aangifte",
        "er is aangifte gedaan",
    ),
]


@pytest.mark.usefixtures("nothing_is_imported")
@pytest.mark.parametrize(("row", "kolom", "words"), IMPOSSIBLE)
def test_an_impossible_history_is_a_fault(den_haag, row, kolom, words):
    [told] = fouten(den_haag, row)
    assert told.startswith(f"rij 2, kolom {kolom}")
    assert words in told


@pytest.mark.usefixtures("nothing_is_imported")
@pytest.mark.parametrize("kolom", ["voorval_op", "gemeld_op", "aangifte_op", "maatregel_op", "afgesloten_op"])
def test_a_date_in_the_future_is_a_fault(den_haag, kolom):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    told = fouten(den_haag, ALLES | {kolom: tomorrow})
    assert any(f"kolom {kolom}, waarde ‘{tomorrow}’: ligt in de toekomst" in line for line in told)


def test_today_and_equal_days_are_in_order(den_haag):
    today = timezone.localdate().isoformat()
    days = dict.fromkeys(("voorval_op", "gemeld_op", "aangifte_op", "maatregel_op", "afgesloten_op"), today)
    assert importeer(den_haag, ALLES | days)["nieuw"] == 1


# What is unusual, but can have been.
POSSIBLE = [
    AANGIFTE | {"reden_geen_aangifte": "angst"},
    without(AANGIFTE, "politie"),
    without(AANGIFTE, "aangifte_op"),
    GESLOTEN | {"politie": "aangifte", "aangifte_op": "2021-02-02"},
    GEMELD | {"gedraging": "brandstichting|schelden|schelden"},
    GEMELD | {"ambt": "wethouder", "doelwit": "medewerker"},
    GEMELD | {"reden_geen_aangifte": "niet_ernstig"},
    GEMELD | {"afdoening": "sepot", "strafbaar": "nee"},
    GEMELD | {"soort": "hinderlijk_contact", "maatregel": "gebiedsverbod", "maatregel_op": "2021-01-12"},
    GEMELD | {"veroorzaker_bekend": "nee", "veroorzakertype": "anoniem"},
    GEMELD | {"besproken_met": "niemand|thuis", "schade": "0", "nazorg": "geen", "politie": "112"},
]


@pytest.mark.parametrize("row", POSSIBLE)
def test_what_can_have_been_is_imported(den_haag, row):
    assert fouten(den_haag, row) == [] and Incident.objects.count() == 1


@pytest.mark.usefixtures("nothing_is_imported")
def test_one_row_is_one_incident(den_haag):
    told = fouten(den_haag, GEMELD, GEMELD, GEMELD | {"letsel": "licht"})
    assert told == [
        "rij 4, kolom kenmerk, waarde ‘I1’: staat ook op rij 2, met een andere inhoud; één rij is één"
        " incident"
    ]


@pytest.mark.usefixtures("nothing_is_imported")
def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_the_rows(den_haag):
    told = fouten(
        den_haag,
        GEMELD | {"letsel": "zwaar", "nazorg": "ja"},
        GESLOTEN | {"kenmerk": "I2", "afdeling": "Zorg"},
        AANGIFTE | {"kenmerk": "I3", "politie": "melding", "voorval_op": "2021-01-13"},
        INCIDENT | {"kenmerk": ""},
    )
    assert [line.split(":")[0].split(",")[:2] for line in told] == [
        ["rij 2", " kolom letsel"],
        ["rij 2", " kolom nazorg"],
        ["rij 4", " kolom aangifte_op"],
        ["rij 4", " kolom gemeld_op"],
        ["rij 5", " kolom kenmerk"],
    ]


@pytest.mark.usefixtures("nothing_is_imported")
@pytest.mark.parametrize(
    "changed",
    [
        {"politie": "aangiftee"},
        {"politie": "aangifte", "aangifte_op": "gisteren"},
        {"voorval_op": "ooit"},
        {"gemeld_op": "ooit"},
        {"maatregel": "aanspreeken"},
        {"maatregel_op": "ooit"},
    ],
)
def test_what_can_not_be_read_says_nothing_false_about_the_rest(den_haag, changed):
    row = GESLOTEN | {"reden_geen_aangifte": "angst", "politie": "melding"} | changed
    assert len(fouten(den_haag, row)) == 1


@pytest.mark.usefixtures("nothing_is_imported")
def test_an_unknown_column_is_a_fault_and_a_list_does_not_come_along(den_haag):
    [told] = fouten(den_haag, GEMELD | {"categorie": "bedreiging"})
    assert told.startswith("rij 1, kolom categorie: deze kolom bestaat niet")
