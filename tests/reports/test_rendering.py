"""One file per format, with the same numbers."""

import csv
import io
import zipfile

from casework.bedragen import money
from casework.lists import STANDAARD
from casework.typesetting import Huisstijl
from reports.exchange import document
from reports.rendering import csv as as_csv
from reports.rendering.cells import signed, text_of
from reports.tables import tables_of
from reports.verslag import Vak, verslag_of
from tests.reports.making import boom, melding, rapport_of, route, zaak

# The contract, with every key in its order.
CONTRACT = {
    "organisatie": None,
    "register": None,
    "periode": ["van", "tot_en_met", "naam"],
    "peildatum": None,
    "instroom": [
        "totaal", "na_kwalificatie", "per_soort", "per_maand", "per_kanaal", "per_categorie", "top3",
        "per_betreft", "per_afdeling",
    ],
    "triage": ["in_behandeling", "niet_in_behandeling", "anders_gekwalificeerd", "nog_niet_beoordeeld"],
    "routes": ["in_de_lijn", "vooronderzoek", "feitenonderzoek", "extern"],
    "lijn_uitkomst": None,
    "zaken": None,
    "vooronderzoek": ["gestart", "afgerond", "lopend", "per_uitkomst"],
    "feitenonderzoek": ["gestart", "afgerond", "lopend", "schending_vastgesteld"],
    "uitkomst": ["gegrond", "ongegrond", "afgedaan_in_de_lijn", "onbekend", "lopend", "dader_onbekend"],
    "schendingen": ["totaal", "per_categorie"],
    "maatregelen": ["betrokkenen", "per_maatregel", "per_route"],
    "eerdere_instroom": [
        "onderzoeken_afgerond", "schending_vastgesteld", "per_categorie", "betrokkenen", "per_maatregel",
    ],
    "onderzoeken": [
        "gestart", "afgerond", "afgerond_eerdere_instroom", "lopend_begin", "lopend_eind",
        "per_uitvoering", "kosten",
    ],
    "voorraad": ["begin", "instroom", "heropend", "uitstroom", "eind"],
    "aangiften": None,
    "vergelijking": None,
}  # fmt: skip


def report(periode: str = "2021-H1", afdeling: str = "Zorg"):
    one = zaak(1, "2021-02-01", triage=[route("in_de_lijn", "2021-02-02")])
    return rapport_of(boom(periode, [one], [melding(one, afdeling=afdeling, categorie="lekken")]), periode)


def test_a_category_with_others_below_it_says_that_it_counts_only_itself():
    [table] = [
        table for part in tables_of(report()) for table in part.tabellen if table.naam == "instroom-categorie"
    ]
    lijst = STANDAARD["integriteit", "categorie"]
    parents = {code.ouder for code in lijst.codes} - {""}

    general = [row.label for row in table.regels if row.label.endswith(" (algemeen)")]
    assert general == [f"{code.label} (algemeen)" for code in lijst.codes if code.code in parents]
    assert parents


def test_the_json_has_exactly_the_keys_of_the_contract_in_its_order():
    made = document(report())

    assert list(made) == list(CONTRACT)
    for key, below in CONTRACT.items():
        if below:
            assert list(made[key]) == below
    assert list(made["triage"]["niet_in_behandeling"]) == ["totaal", "per_reden"]
    assert list(made["onderzoeken"]["kosten"])[:3] == ["bedrag", "geen", "onbekend"]
    for one in made["vergelijking"]:
        assert list(one) == [
            "periode", "instroom", "instroom_zoals_gepubliceerd", "per_categorie", "verschil",
            "verschil_procent",
        ]  # fmt: skip
    assert made["periode"] == {"van": "2021-01-01", "tot_en_met": "2021-06-30", "naam": "2021-H1"}
    assert (made["organisatie"], made["register"], made["peildatum"]) == (
        "den-haag",
        "integriteit",
        "2021-06-30",
    )


def test_the_name_of_a_range_is_the_argument():
    made = document(report("2020-07-01/2023-06-30"))

    assert made["periode"]["naam"] == "2020-07-01/2023-06-30"


def all_figures(rapport) -> list[dict[str, str]]:
    made = as_csv.render(verslag_of(rapport), Huisstijl("Den Haag"))
    text = zipfile.ZipFile(io.BytesIO(made)).read("cijfers.csv").decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_the_csv_holds_every_figure_of_the_json():
    rapport = report()
    numbers = {row["figuur"].lstrip("'"): row["aantal"] for row in all_figures(rapport)}
    missing = []

    def check(node, path: str) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            here = f"{path}.{key}" if path else str(key)
            if isinstance(value, dict | list):
                check(value, here)
            elif not isinstance(value, str) and not here.endswith(".periode"):
                if numbers.get(here) not in (
                    str(value),
                    "" if value is None else f"{value:.2f}".replace(".", ","),
                ):
                    missing.append(here)

    figures = document(rapport)
    for head in ("organisatie", "register", "periode", "peildatum"):
        del figures[head]
    check(figures, "")
    assert missing == []


def test_text_in_the_csv_is_never_a_formula():
    for evil in ("=1+1", "+31 6", "-2", "@SUM(A1)", "\tx"):
        rows = all_figures(report(afdeling=evil))
        assert any(row["rij"] == f"'{evil}" for row in rows)
        assert not any(value.startswith(("=", "+", "@", "\t")) for row in rows for value in row.values())


def test_text_in_the_csv_may_hold_separators_and_quotes():
    rows = all_figures(report(afdeling='Zorg; "Welzijn"'))

    assert any(row["rij"] == 'Zorg; "Welzijn"' for row in rows)


def test_a_table_names_its_unit_and_its_definition():
    tables = [table for part in tables_of(report()) for table in part.tabellen]

    assert all(table.eenheid and table.uitleg.endswith(".") and table.regels for table in tables)
    assert len({table.naam for table in tables}) == len(tables)


def test_the_requalified_stand_below_the_subtotal():
    (triage,) = (t for part in tables_of(report()) for t in part.tabellen if t.naam == "triage")

    assert [row.label for row in triage.regels][-3:] == ["Subtotaal", "Anders gekwalificeerd", "Totaal"]


def test_numbers_are_written_the_dutch_way():
    from decimal import Decimal

    assert money(Decimal("1234567.5")) == "1.234.567,50"
    assert [signed(n) for n in (-6, 0, 1200)] == ["−6", "0", "+1.200"]
    assert text_of(Vak(None)) == "–"
    assert text_of(Vak(-9, "procent")) == "−9%"
