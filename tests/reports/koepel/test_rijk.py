"""The table of types × organisations: own lists mapped, sums by hand, and what is held back stays so."""

from datetime import date

import pytest

from casework.codelijsten import read_codelijsten, store_codelijst
from casework.typesetting import huisstijl_of
from ledger.actors import SYSTEEM
from organisations.models import Organisation
from reports import periods
from reports.koepel import contributions, rijk_verslag
from reports.models import Rapportage
from reports.rendering.cells import text_of
from reports.rendering.formats import FORMATEN
from reports.verslag import Verslag
from tests.reports.koepel.conftest import keep, release
from tests.reports.published import CASES, case_of
from tests.reports.rows import add_zaak, establish, take_route

pytestmark = pytest.mark.django_db


def table_of(koepel: Organisation, *organisations: Organisation, jaar: int = 2021) -> Verslag:
    given = contributions(organisations, "integriteit", jaar)
    return rijk_verslag(koepel, periods.parse(str(jaar)), given)


def lines(verslag: Verslag, naam: str) -> dict[str, list[str]]:
    """The table as it reads: by the label of a row."""
    (tabel,) = (tabel for _, tabel in verslag.tabellen() if tabel.naam == naam)
    return {rij.label: list(map(text_of, rij.vakken)) for rij in tabel.rijen}


def headings(verslag: Verslag) -> tuple[str, ...]:
    return next(verslag.tabellen())[1].kolommen


def add_zaken(organisation: Organisation, **per_categorie: int) -> list:
    return [
        add_zaak(organisation, "2021-03-03", melding={"categorie": categorie})
        for categorie, n in per_categorie.items()
        for _ in range(n)
    ]


def published(naam: str, lijst: str) -> Organisation:
    """An organisation with a list of its own, and what was published of its year 2015."""
    made = Organisation.objects.create(naam=naam, slug=naam.split("-")[0], soort="ministerie")
    for one in read_codelijsten((CASES / naam / "categorielijst.csv").read_bytes(), register="integriteit"):
        store_codelijst(one, organisation=made, register="integriteit", by=SYSTEEM)
    days = {"van": date(2015, 1, 1), "tot_en_met": date(2015, 12, 31), "peildatum": date(2015, 12, 31)}
    report = Rapportage.objects.create(
        organisation=made, register="integriteit", periode="2015", status="gepubliceerd", **days
    )
    numbers = case_of(naam)["gepubliceerd"]["2015"]
    start = "instroom.per_categorie."
    per = {path.removeprefix(start): n for path, n in numbers.items() if path.startswith(start)}
    verslag = Verslag(
        titel="",
        ondertitel="",
        organisatie=naam,
        slug=made.slug,
        register="integriteit",
        periode="2015",
        delen=(),
        cijfers={"instroom": {"totaal": numbers["instroom.totaal"], "per_categorie": per}},
        lijsten=(("categorie", lijst),),
        **days,
    )
    keep(report, verslag)
    return made


def test_two_lists_of_their_own_lead_to_the_national_types(koepel):
    """Published: Defensie 2015, where misbruik van positie and of bevoegdheden are one national type and
    dienstmiddelen stand in one row with interne regels; Rotterdam 2015 has seven rows of its own."""
    defensie = published("defensie-2015", "defensie 2012")
    rotterdam = published("rotterdam-2014-2016", "rotterdam 2014")

    verslag = table_of(koepel, defensie, rotterdam, jaar=2015)

    found = lines(verslag, "meldingen")
    assert found == {
        "Financiële schendingen": ["93", "19", "112"],
        "Misbruik van positie, bevoegdheden en belangenverstrengeling": ["9", "22", "31"],
        "Lekken en misbruik van informatie": ["14", "–", "14"],
        "Misbruik van geweldsbevoegdheid": ["1", "–", "1"],
        "Ongewenste omgangsvormen": ["103", "12", "115"],
        "Misdragingen in de privésfeer": ["115", "51", "166"],
        "Oneigenlijk gebruik van dienstmiddelen": ["81", "21", "102"],
        "Overschrijding van interne regels": ["–", "–", "–"],
        "Wanprestatie en verspilling": ["–", "–", "–"],
        "Overige": ["1", "–", "1"],
        "Totaal": ["417", "192", "609"],
    }
    assert lines(verslag, "schendingen")["Zaken met een schending"] == ["–", "–", "–"]
    assert verslag.cijfers["meldingen"]["per_type"]["financieel"] == {
        "defensie": 93,
        "rotterdam": 19,
        "totaal": 112,
    }
    assert "interne_regels" in verslag.cijfers["meldingen"]["per_type"]


def test_vermoedens_are_what_was_taken_up_and_a_zaak_stands_with_each_of_its_schendingen(koepel, ministerie):
    one = ministerie("Een")
    zaken = add_zaken(one, lekken=3, pesten=1)
    for zaak in zaken[:2]:
        take_route(zaak, "feitenonderzoek", "2021-04-01")
    establish(zaken[0], "2021-05-01", "lekken", maatregel="berisping")
    establish(zaken[0], "2021-05-01", "pesten", maatregel="geen")
    release(one)
    verslag = table_of(koepel, one)
    assert lines(verslag, "meldingen")["Lekken en misbruik van informatie"] == ["3", "3"]
    vermoedens = lines(verslag, "vermoedens")
    assert vermoedens["Lekken en misbruik van informatie"] == ["2", "2"]
    assert vermoedens["Ongewenste omgangsvormen"] == ["0", "0"] and vermoedens["Totaal"] == ["2", "2"]
    schendingen = lines(verslag, "schendingen")
    assert schendingen["Lekken en misbruik van informatie"] == ["1", "1"]
    assert schendingen["Ongewenste omgangsvormen"] == ["1", "1"]
    assert schendingen["Zaken met een schending"] == ["1", "1"]
    maatregelen = verslag.cijfers["maatregelen"]
    assert maatregelen["per_type"]["berisping"] == maatregelen["per_type"]["geen"] == {"een": 1, "totaal": 1}
    assert lines(verslag, "maatregelen")["Totaal"] == ["2", "2"]


def test_who_gave_no_report_has_a_column_that_says_so_and_is_no_zero(koepel, ministerie):
    wel, niet, geheim, half = (ministerie(naam) for naam in ("Wel", "Niet", "Geheim", "Half"))
    for one in (wel, geheim, half):
        add_zaken(one, lekken=2)
    release(wel)
    release(geheim, status="aangeboden", openbaarheid="geheim")
    release(half, "2021-H1")
    verslag = table_of(koepel, wel, niet, geheim, half)
    assert headings(verslag) == (
        "Wel",
        "Niet (niet aangeleverd)",
        "Geheim (niet aangeleverd)",
        "Half (niet aangeleverd)",
        "Totaal (1 van 4)",
    )
    assert lines(verslag, "meldingen")["Totaal"] == ["2", "–", "–", "–", "2"]
    assert verslag.cijfers["niet_aangeleverd"] == ["niet", "geheim", "half"]


def test_the_last_released_version_counts_and_a_code_that_leads_nowhere_is_shown(koepel, ministerie):
    one = ministerie("Een")
    add_zaken(one, lekken=2, vreemd=1)
    first = release(one)
    add_zaken(one, lekken=1)
    release(one, versie=2, corrigeert=first)
    add_zaken(one, lekken=1)
    release(one, versie=3, status="vastgesteld", openbaarheid="")
    found = lines(table_of(koepel, one), "meldingen")
    assert found["Lekken en misbruik van informatie"] == ["3", "3"]
    assert found["Niet te herleiden"] == ["1", "1"] and "Niet geregistreerd" not in found
    assert found["Totaal"] == ["4", "4"]


def test_a_number_that_an_organisation_held_back_is_in_no_sum_and_follows_from_none(koepel, ministerie):
    """The smaller one hides what is under five. In every row and column the sum is held back with it, so that
    neither the total of the row nor the numbers of the other organisation give it away."""
    groot, klein = ministerie("Groot"), ministerie("Klein")
    add_zaken(groot, lekken=30, pesten=20, intimidatie=9, diefstal_verduistering=11)
    add_zaken(klein, lekken=12, pesten=2, intimidatie=1, diefstal_verduistering=8, dienstmiddelen=3)
    release(groot)
    release(klein, bescherming="verbergen", drempel=5)
    own = lines(table_of(koepel, klein), "meldingen")
    found = lines(table_of(koepel, groot, klein), "meldingen")
    assert own["Ongewenste omgangsvormen"] == ["×", "×"], "the report itself holds it back"
    for label, (big, small, total) in found.items():
        if small == "×":
            assert total == "×" and big != "×", label
        else:
            assert int(total) == int(big) + int(small), label
    assert found["Ongewenste omgangsvormen"] == ["29", "×", "×"]
    assert found["Lekken en misbruik van informatie"] == ["30", "12", "42"]
    hidden = [cells for label, cells in found.items() if cells[1] == "×" and label != "Totaal"]
    assert len(hidden) > 1, "one alone would follow from the total of the organisation"


def test_rounded_numbers_are_called_what_they_are(koepel, ministerie):
    precies, rond = ministerie("Precies"), ministerie("Rond")
    add_zaken(precies, lekken=7)
    add_zaken(rond, lekken=12)
    release(precies)
    release(rond, bescherming="afronden", drempel=5)
    verslag = table_of(koepel, precies, rond)
    assert headings(verslag) == ("Precies", "Rond (afgerond)", "Totaal bij benadering")
    assert lines(verslag, "meldingen")["Totaal"] == ["7", "10", "17"]
    assert "bij benadering" in " ".join(verslag.reikwijdte)


def test_the_table_comes_in_every_format(koepel, ministerie):
    one = ministerie("Een")
    add_zaken(one, lekken=2)
    release(one)
    verslag = table_of(koepel, one, ministerie("Twee"))
    for formaat in FORMATEN.values():
        assert formaat.render(verslag, huisstijl_of(koepel)), formaat.naam


@pytest.mark.parametrize(
    "damage", [lambda inhoud: inhoud.replace(b'"waarde":2', b'"waarde":9'), lambda _: b"{}"]
)
def test_a_report_that_is_not_what_was_frozen_is_not_counted_and_the_others_are(koepel, ministerie, damage):
    heel, stuk = ministerie("Heel"), ministerie("Stuk")
    for one in (heel, stuk):
        add_zaken(one, lekken=2)
    release(heel)
    frozen = release(stuk).bevroren
    inhoud = bytes(frozen.inhoud)
    frozen.inhoud = damage(inhoud)
    frozen.save()
    assert frozen.inhoud != inhoud
    verslag = table_of(koepel, heel, stuk)
    assert headings(verslag) == ("Heel", "Stuk (niet te lezen)", "Totaal (1 van 2)")
    assert lines(verslag, "meldingen")["Totaal"] == ["2", "–", "2"]
    assert "Stuk: het rapport is beschadigd" in " ".join(verslag.reikwijdte)
