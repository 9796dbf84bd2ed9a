"""The same numbers in JSON, in the tables and in words."""

import csv
import io
import zipfile

import pytest

from casework.typesetting import Huisstijl
from reports.exchange import document
from reports.rendering import csv as as_csv
from reports.rendering import html
from reports.rendering.cells import text_of
from reports.tables import tables_of
from reports.verslag import Vak, vak_of, verslag_of
from reports.words import summary
from tests.reports.agressie.making import (
    boom,
    contact,
    incident,
    maatregel,
    rapport_of,
    schade,
    slachtoffer,
    termijn,
    voorval,
)

# The contract, with every key in its order.
CONTRACT = {
    "organisatie": None,
    "register": None,
    "periode": ["van", "tot_en_met", "naam"],
    "peildatum": None,
    "instroom": [
        "totaal", "per_maand", "per_hoofdcategorie", "per_kenmerk", "per_gedraging", "per_contactvorm",
        "per_afdeling", "per_functiegroep", "per_doelwit", "per_ambt", "per_ernst",
    ],
    "hinderlijk_contact": None,
    "online": None,
    "politie": ["geen", "112", "melding", "aangifte"],
    "redenen_geen_aangifte": None,
    "strafbaar": ["ja", "nee", "onbekend"],
    "afdoening": None,
    "maatregelen": ["incidenten", "per_maatregel"],
    "nazorg": ["gehouden", "aangeboden", "geweigerd", "geen"],
    "besproken_met": None,
    "nadelige_gevolgen": None,
    "letsel": None,
    "verzuim": None,
    "schade": ["bedrag", "ontvangen"],
    "voorraad": ["begin", "instroom", "heropend", "uitstroom", "eind"],
    "vergelijking": None,
}  # fmt: skip


def full(afdeling: str = "Zorg") -> incident:
    return incident(
        hoofdcategorie="fysiek",
        afdeling=afdeling,
        gedragingen=["spugen"],
        kenmerken=["wapen"],
        contactvormen=["balie"],
        slachtoffers=[
            slachtoffer(
                doelwit="medewerker",
                ambt="wethouder",
                functiegroep="boa",
                letsel="licht",
                verzuim="geen",
                nadelige_gevolgen=("gezin",),
                besproken_met=("thuis",),
                nazorg=(("gehouden", "2021-02-02"),),
            )
        ],
        politiecontacten=[contact("melding")],
        schades=[schade("10.50")],
        maatregelen=[maatregel("aanspreken")],
        termijnen=[termijn("opvanggesprek", "2021-02-04", "2021-02-03")],
    )


def report(**given):
    return rapport_of(boom([full(**given)]))


def test_the_json_has_exactly_the_keys_of_the_contract_in_its_order():
    made = document(report())

    assert list(made) == list(CONTRACT)
    for key, below in CONTRACT.items():
        if below:
            assert [one for one in made[key] if one != "niet_geregistreerd"] == below
    for one in made["vergelijking"]:
        assert list(one) == [
            "periode", "instroom", "instroom_zoals_gepubliceerd", "per_hoofdcategorie", "verschil",
            "verschil_procent",
        ]  # fmt: skip
    assert made["schade"] == {"bedrag": 10.5, "ontvangen": 0}
    assert list(made["instroom"]["per_ernst"]) == ["1", "2", "3", "4"]
    assert made["register"] == "agressie"


def test_the_tables_hold_every_figure():
    rapport = report()
    shown = {
        cell.figuur
        for part in tables_of(rapport)
        for table in part.tabellen
        for row in table.regels
        for cell in row.cellen
    }
    missing = []

    def check(node, path: str) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            here = f"{path}.{key}" if path else str(key)
            if isinstance(value, dict | list):
                check(value, here)
            elif not here.endswith(".periode") and here not in shown:
                missing.append(here)

    check(rapport.boom, "")
    assert missing == []


def test_a_table_names_its_unit_and_its_definition():
    tables = [table for part in tables_of(report()) for table in part.tabellen]

    assert all(table.eenheid and table.uitleg.endswith(".") and table.regels for table in tables)
    assert len({table.naam for table in tables}) == len(tables)
    for table in tables:
        assert all(len(row.cellen) == len(table.kolommen) for row in table.regels), table.naam


def test_no_code_is_shown_as_a_code():
    tables = [t for part in tables_of(report()) for t in part.tabellen if t.kop != "Maand"]
    labels = [row.label for t in tables for row in t.regels]
    columns = [kolom for t in tables for kolom in t.kolommen]

    assert [one for one in [*labels, *columns] if "_" in one or one[:1].islower()] == []


def test_the_csv_holds_the_tables_and_no_formula():
    made = as_csv.render(verslag_of(report(afdeling="=1+1")), Huisstijl("Den Haag"))
    text = zipfile.ZipFile(io.BytesIO(made)).read("cijfers.csv").decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert any(row["rij"] == "'=1+1" for row in rows)
    found = {row["figuur"]: (row["eenheid"], row["aantal"]) for row in rows}
    assert found["verdieping.monitor.online.procent"] == ("procent", "")
    assert found["verdieping.trechter.melding"] == ("incidenten", "1")
    assert ("euro", "10,50") in {(row["eenheid"], row["aantal"]) for row in rows}


def test_a_share_has_no_sign_and_a_share_of_nothing_is_not_known():
    assert text_of(Vak(45, "aandeel")) == "45%"
    assert text_of(Vak(None, "aandeel")) == "–"
    effects = next(
        row for row in tables_on_page()["monitor"]["regels"] if row["label"] == "Nadelige gevolgen"
    )
    assert [cell["tekst"] for cell in effects["cellen"]] == ["0", "0", "onbekend"]


def tables_on_page() -> dict:
    made = rapport_of(boom([incident(hoofdcategorie="fysiek")]))
    return {t["naam"]: t for part in html.parts(verslag_of(made).delen) for t in part["tabellen"]}


def test_a_table_that_counts_nothing_stands_folded():
    shown = {name: table["leeg"] for name, table in tables_on_page().items()}
    assert not shown["instroom-hoofdcategorie"]
    assert shown["gevolgen"]


def words(found, **more) -> str:
    return " ".join(summary(rapport_of(boom(found, **more), peildatum=more.get("peildatum", ""))))


def test_an_empty_period_is_told_in_words():
    assert words([]) == (
        "In het eerste halfjaar van 2021 zijn geen incidenten van agressie of geweld gemeld; in het eerste"
        " halfjaar van 2020 zijn er geen geregistreerd. Aan het begin van de periode en aan het einde van de"
        " periode waren er geen open incidenten."
    )


def test_one_incident_is_told_in_the_singular():
    told = words([full(), incident(2, "2020-02-01")])

    assert told == (
        "In het eerste halfjaar van 2021 is 1 incident van agressie of geweld gemeld; in het eerste halfjaar"
        " van 2020 was dat er 1. Het ging om fysiek geweld."
        " Bij 1 incident was er letsel. Bij 1 incident is een nazorggesprek gehouden. De schade was € 10,50."
        " Er is geen aangifte gedaan; bij 1 incident is een melding gedaan bij de politie."
        " Bij 1 incident is over een maatregel besloten: 1 keer aangesproken."
        " Aan het einde van de periode waren 2 incidenten open; aan het begin was dat er 1."
    )


def test_many_incidents_are_told_with_what_they_were():
    kinds = ["bedreiging"] * 2 + ["non_verbaal"] * 3 + ["fysiek"]
    found = [
        incident(pk, hoofdcategorie=soort, kenmerken=["online"] if pk < 3 else [])
        for pk, soort in enumerate(kinds, 1)
    ]
    found.append(incident(20, soort="hinderlijk_contact"))

    told = words(found)

    assert "zijn 6 incidenten van agressie of geweld gemeld" in told
    assert "Het ging om (non-)verbale agressie (3), persoonlijke bedreiging (2) en fysiek geweld (1)." in told
    assert "2 incidenten waren online." in told
    assert "Daarnaast is 1 keer hinderlijk contact gemeld." in told
    assert "Er is geen aangifte gedaan." in told


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (["aangifte"], "Bij 1 incident is aangifte gedaan."),
        (["aangifte"] * 2 + ["melding"], "Bij 2 incidenten is aangifte gedaan en bij 1 een melding bij de"),
        (
            ["melding"] * 2,
            "geen aangifte gedaan; bij 2 incidenten is een melding gedaan bij de politie.",
        ),
        (["112"], "Er is geen aangifte gedaan."),
    ],
)
def test_the_police_are_told(steps, sentence):
    assert sentence in words([incident(pk, politiecontacten=[contact(s)]) for pk, s in enumerate(steps)])


@pytest.mark.parametrize(
    ("talks", "sentences"),
    [
        (
            ["gehouden", "geweigerd"],
            ["is een nazorggesprek gehouden.", "wilde het slachtoffer dat niet."],
        ),
        (["aangeboden"], ["Bij 1 incident is een nazorggesprek aangeboden."]),
        (["geweigerd"], ["Bij 1 incident wilde het slachtoffer geen nazorggesprek."]),
        (["gehouden", "aangeboden"], ["gehouden.", "Bij 1 incident is het aangeboden."]),
    ],
)
def test_nazorg_is_told(talks, sentences):
    told = words(
        [
            incident(pk, slachtoffers=[slachtoffer(nazorg=((one, "2021-02-02"),))])
            for pk, one in enumerate(talks)
        ]
    )

    assert all(sentence in told for sentence in sentences)


def test_measures_are_told_with_how_often():
    found = [incident(pk, maatregelen=[maatregel("geen")]) for pk in (1, 2)]
    found.append(incident(3, maatregelen=[maatregel("toegangsontzegging"), maatregel("schade_verhalen")]))

    assert (
        "Bij 3 incidenten is over een maatregel besloten: 1 keer toegangsontzegging, 1 keer verhaal van"
        " de schade en 2 keer geen maatregel." in words(found)
    )


def test_a_running_period_is_told_up_to_the_peildatum():
    told = words([incident()], peildatum="2021-03-15")

    assert "1 incident van agressie of geweld gemeld (tot en met 15 maart 2021)" in told
    assert words([], peildatum="2020-12-31") == "Op 31 december 2020 was deze periode nog niet begonnen."


def test_repetition_is_shown_per_kind_of_measure():
    tree = boom(
        [],
        maatregelen=[maatregel("aanspreken", persoon=1, bij=1)],
        voorvallen=[voorval(1, 2, "2021-05-01")],
    )
    [table] = [t for part in tables_of(rapport_of(tree)) for t in part.tabellen if t.naam == "herhaling"]

    assert table.kolommen == ("Ingegaan", "Herhaald", "Jaar nog niet voorbij", "Herhaald in %")
    assert [text_of(vak_of(cell)) for cell in table.regels[0].cellen] == ["1", "1", "0", "–"]
