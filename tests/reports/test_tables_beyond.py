"""The tables of the figures beyond the contract: on the page, in the CSV, and each number in one of them."""

import csv
import gzip
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.typesetting import Huisstijl
from integrity.models import Ordemaatregel, Verbeteractie, VertrouwenspersoonTelling, ZaakTermijn
from reports.facts.integriteit import GesprekkenFeit
from reports.rendering import csv as as_csv
from reports.rendering.html import parts
from reports.report import Rapport
from reports.tables import tables_of
from reports.verslag import verslag_of
from tests.conftest import ACCESS, LEESREGEL, hire
from tests.reports.making import boom, melding, rapport_of, route, termijn, zaak
from tests.reports.rows import add_melding, dag, one_of_each
from tests.reports.test_pages import links, report

H1 = {"periode": "2021-H1"}


def small(periode: str = "2021-H1", **beside) -> Rapport:
    one = zaak(1, "2021-02-01", triage=[route("in_de_lijn", "2021-02-02")])
    told = melding(
        one,
        categorie="lekken",
        positie="anoniem",
        termijnen=(termijn("bevestigen", "2021-02-01", "2021-02-08", "2021-02-08"),),
    )
    return rapport_of(boom(periode, [one], [told], **beside), periode)


def table(rapport: Rapport, naam: str) -> dict[str, list]:
    """The rows of a table: label -> the texts on the page."""
    (found,) = (t for part in parts(verslag_of(rapport).delen) for t in part["tabellen"] if t["naam"] == naam)
    return {
        row["label"]: [cell["tekst"] for cell in row["cellen"]] for row in found["regels"] + found["totalen"]
    }


def test_every_figure_beyond_the_contract_stands_in_a_table():
    rapport = small()
    shown = {
        cell.figuur
        for part in tables_of(rapport)
        for one in part.tabellen
        for row in one.regels
        for cell in row.cellen
    }
    missing = []

    def check(node, path: str) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            here = f"{path}.{key}"
            if isinstance(value, dict | list):
                check(value, here)
            elif key not in ("periode", "van") and here not in shown:
                missing.append(here)

    check(rapport.verdieping, "verdieping")
    assert missing == []


@pytest.mark.parametrize("periode", ["2021-H1", "2021-03", "2021", "2019-02-01/2021-08-31"])
def test_every_table_has_rows_with_a_cell_for_each_column_and_says_what_it_counts(periode):
    tables = [one for part in tables_of(small(periode)) for one in part.tabellen]

    assert len({one.naam for one in tables}) == len(tables)
    for one in tables:
        assert one.eenheid and one.uitleg.endswith(".") and one.regels, one.naam
        assert all(len(row.cellen) == len(one.kolommen) for row in one.regels), one.naam


def test_no_code_is_shown_as_a_code():
    tables = [one for part in tables_of(small()) for one in part.tabellen if one.kop != "Maand"]
    labels = [row.label for one in tables for row in one.regels]
    columns = [kolom for one in tables for kolom in one.kolommen]

    assert [one for one in [*labels, *columns] if "_" in one or one[:1].islower()] == []


def test_a_term_that_is_not_known_is_not_shown_as_late_or_in_time():
    rapport = small()

    assert table(rapport, "termijnen-wet") == {
        "Ontvangst bevestigd (7 dagen)": ["1", "0", "0", "0", "–"],
        "Teruggekoppeld aan de melder (3 maanden)": ["0", "0", "0", "1", "onbekend"],
    }
    assert table(rapport, "termijnen-stappen")["Oordeel"] == ["0", "0", "0", "onbekend"]
    assert table(rapport, "doorlooptijd")["Van ontvangst tot sluiting"] == ["–", "–"]
    assert table(rapport, "afgerond")["Van ontvangst tot beoordeling"] == ["1", "0", "0", "–"]
    assert table(rapport, "afgerond")["Van ontvangst tot sluiting"] == ["0", "–", "–", "–"]


def test_a_table_of_two_lists_has_its_totals_beside_and_below():
    themas = table(small(), "themas-route")

    assert themas["Lekken van informatie"] == ["1", "1", "0", "0", "0"]
    assert themas["Totaal"] == ["1", "1", "0", "0", "0"]
    assert table(small(), "gemeld-vastgesteld")["Totaal"] == ["1", "0"]
    assert table(small(), "melderpositie")["Anoniem"] == ["1", "–"]
    assert table(small(), "melderpositie")["Totaal"] == ["1", "–"]


def told(quarter: int, aantal: int) -> GesprekkenFeit:
    return GesprekkenFeit(2021, quarter, "lekken", aantal, 1)


def test_talks_stand_beside_each_other_per_quarter_and_a_dash_is_something_else_than_zero():
    rapport = small(gesprekken=(told(1, 0),))

    assert table(rapport, "gesprekken")["Lekken van informatie"] == ["0", "–", "0"]
    assert table(rapport, "gesprekken")["Pesten"] == ["–", "–", "–"]
    assert table(rapport, "gesprekken-kwartaal") == {"2021-Q1": ["0", "1"], "2021-Q2": ["–", "0"]}
    assert table(small("2021-03"), "gesprekken-kwartaal") == {"Geen heel kwartaal in de periode": ["–", "–"]}
    assert table(small("2021-Q1", gesprekken=(told(1, 4),)), "gesprekken")["Totaal"] == ["4"]


def test_the_csv_holds_the_tables_with_their_units():
    made = as_csv.render(verslag_of(small(gesprekken=(told(1, 4),))), Huisstijl("Den Haag"))
    text = zipfile.ZipFile(io.BytesIO(made)).read("cijfers.csv").decode("utf-8-sig")
    rows = {row["figuur"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}

    def unit_and_number(path: str) -> tuple[str, str]:
        return rows[f"verdieping.{path}"]["eenheid"], rows[f"verdieping.{path}"]["aantal"]

    assert unit_and_number("termijnen.wettelijk.bevestigen.gehaald") == ("meldingen", "1")
    assert unit_and_number("termijnen.wettelijk.bevestigen.procent") == ("procent", "")
    assert unit_and_number("doorlooptijd.beoordelen.aantal") == ("zaken", "1")
    assert unit_and_number("doorlooptijd.beoordelen.mediaan") == ("dagen", "")
    assert unit_and_number("gesprekken.per_categorie.lekken.totaal") == ("gesprekken", "4")
    assert unit_and_number("verbeteracties.open_eind") == ("verbeteracties", "0")


# On the page


def with_everything(organisation) -> None:
    zaken = one_of_each(organisation)
    zaak = zaken["feiten"]
    report_ = zaak.meldingen.get()
    for code, melding_ in (("bevestigen", report_), ("beoordelen", None)):
        ZaakTermijn.objects.create(
            organisation=organisation,
            zaak=zaak,
            melding=melding_,
            code=code,
            gestart_op=dag("2021-02-06"),
            waarschuwen_op=dag("2021-02-10"),
            verloopt_op=dag("2021-02-13"),
            gestopt_op=dag("2021-02-10"),
        )
    report_.bevestigd_op = dag("2021-02-10")
    report_.save()
    Ordemaatregel.objects.create(
        zaak=zaak,
        betrokkene=zaak.betrokkenen.get(),
        soort="schorsing",
        reden="x",
        ingegaan_op=dag("2021-03-01"),
    )
    Verbeteractie.objects.create(
        zaak=zaken["oud"], omschrijving="x", vastgelegd_op=dag("2021-03-01"), gereed_op=dag("2021-04-01")
    )
    add_melding(organisation, "2021-02-08", soort="adviesvraag", kanaal="telefoon")
    VertrouwenspersoonTelling.objects.create(
        organisation=organisation,
        vertrouwenspersoon=hire(organisation, "Vera"),
        jaar=2021,
        kwartaal=1,
        categorie="pesten",
        aantal=2,
    )


@pytest.mark.django_db
def test_the_page_shows_them_and_every_number_opens_what_it_counted(den_haag, coordinator, ingelogd):
    with_everything(den_haag)
    client = ingelogd(coordinator)

    page = report(client).content.decode()

    assert "Bij 1 melding is de ontvangst binnen 7 dagen bevestigd." in page
    for titel in ("Termijnen voor de melder", "Doorlooptijd", "Verbeteracties", "Ordemaatregelen"):
        assert titel in page
    found = links(page)
    for path in (
        "verdieping.termijnen.wettelijk.bevestigen.gehaald",
        "verdieping.termijnen.stappen.beoordelen.gehaald",
        "verdieping.doorlooptijd.feitenonderzoek.aantal",
        "verdieping.verbeteracties.gereed",
        "verdieping.ordemaatregelen.lopend_eind",
        "verdieping.adviezen.per_kanaal.telefoon.adviesvraag",
        "verdieping.vastgesteld_eerder.0.per_categorie.pesten",
    ):
        behind = client.get(reverse("rapportage_zaken"), H1 | {"figuur": path})
        assert sum(row["keer"] for row in behind.context["regels"]) == int(found[path]), path
        assert behind.context["titel"] != path, f"{path} stands in no table"


@pytest.mark.django_db
def test_what_has_no_zaken_opens_nothing(den_haag, coordinator, ingelogd):
    with_everything(den_haag)
    client = ingelogd(coordinator)

    for path in ("gesprekken.totaal", "doorlooptijd.sluiten.mediaan", "termijnen.wettelijk"):
        asked = H1 | {"figuur": f"verdieping.{path}"}
        assert client.get(reverse("rapportage_zaken"), asked).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["rapportage", "rapportage_zaken"])
def test_the_page_stays_within_its_queries_and_its_weight(page, den_haag, coordinator, ingelogd):
    with_everything(den_haag)
    client = ingelogd(coordinator)
    client.get(reverse("rapportages"))

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(
            reverse(page), H1 | {"figuur": "verdieping.termijnen.wettelijk.bevestigen.gehaald"}
        )

    assert answer.status_code == 200
    assert len(captured) - ACCESS - LEESREGEL <= 17
    assert len(gzip.compress(answer.content)) < 40_000
