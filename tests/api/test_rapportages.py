"""Reports that are out, in the API: who gets which, and that it is the frozen one."""

from dataclasses import replace

import pytest

from reports.models import Rapportage, Rapportdocument
from reports.verslag import as_bytes, from_bytes
from tests.api.conftest import API, add_file, is_problem, queries
from tests.reports.rows import add_zaak, one_of_each

pytestmark = pytest.mark.django_db

LIJST = f"{API}/rapportages"


def url_of(one: Rapportage) -> str:
    return f"{LIJST}/{one.kenmerk.lower()}"


def listed(client, url: str = LIJST) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content
    return [one["kenmerk"].upper() for one in answer.json()["rapportages"]]


def test_only_what_is_out_is_there(den_haag, koppel, uitgebracht):
    offered = {"status": "aangeboden"}
    out = [
        uitgebracht(den_haag, "2021-H1"),
        uitgebracht(den_haag, "2020-H2", **offered, openbaarheid="openbaar"),
    ]
    kept = [
        uitgebracht(den_haag, "2019", **offered, openbaarheid="geheim"),
        uitgebracht(den_haag, "2018", **offered, openbaarheid=""),
        uitgebracht(den_haag, "2017", status="vastgesteld", openbaarheid=""),
        uitgebracht(den_haag, "2016", status="akkoord", openbaarheid="", peildatum=None),
        uitgebracht(den_haag, "2015", status="concept", openbaarheid="", peildatum=None),
    ]
    client = koppel(den_haag)

    assert listed(client) == [one.kenmerk for one in out]
    assert [client.get(url_of(one)).status_code for one in out] == [200, 200]
    missing = is_problem(client.get(f"{LIJST}/aaaa-bbbb-cccc"), 404)
    for one in kept:
        add_file(one)
        assert is_problem(client.get(url_of(one)), 404) == missing
        assert is_problem(client.get(f"{url_of(one)}/bestanden/json"), 404) == missing


def test_a_report_of_another_organisation_is_not_there(den_haag, waterschap, koppel, uitgebracht):
    theirs = uitgebracht(waterschap)
    add_file(theirs)
    client = koppel(den_haag)

    assert listed(client) == []
    is_problem(client.get(url_of(theirs)), 404)
    is_problem(client.get(f"{url_of(theirs)}/bestanden/json"), 404)
    is_problem(client.get(f"{LIJST}?na={theirs.kenmerk}"), 400)
    assert listed(koppel(waterschap)) == [theirs.kenmerk]


def test_somebody_signed_in_gets_those_of_the_registers_they_see_figures_of(
    den_haag, coordinator, griffier, melder, ingelogd, uitgebracht
):
    coordinator.roltoewijzingen.filter(rol="integriteitscoordinator").update(register="agressie")
    integriteit, agressie = uitgebracht(den_haag), uitgebracht(den_haag, register="agressie")

    assert listed(ingelogd(coordinator)) == [agressie.kenmerk]
    is_problem(ingelogd(coordinator).get(url_of(integriteit)), 404)
    assert set(listed(ingelogd(griffier))) == {integriteit.kenmerk, agressie.kenmerk}
    is_problem(ingelogd(melder).get(LIJST), 404)


def test_the_figures_are_those_that_were_frozen(den_haag, koppel, uitgebracht):
    one_of_each(den_haag)
    one = uitgebracht(den_haag)
    then = koppel(den_haag).get(url_of(one)).json()
    add_zaak(den_haag, "2021-03-03")

    now = koppel(den_haag).get(url_of(one)).json()

    assert now == then
    assert now["cijfers"]["instroom"]["totaal"] == 7
    assert now["titel"] == "Rapportage integriteit over het eerste halfjaar van 2021"
    assert now["periode"] == {"van": "2021-01-01", "tot_en_met": "2021-06-30", "naam": "2021-H1"}
    assert {"naam": "categorie", "versie": "standaard"} in now["lijsten"]


def test_numbers_that_were_protected_stay_protected(den_haag, koppel, uitgebracht):
    """The unprotected figures are kept beside the report; they never leave."""
    one_of_each(den_haag)
    one = uitgebracht(den_haag, bescherming="verbergen")
    verslag = from_bytes(bytes(one.bevroren.inhoud))
    hidden = verslag.cijfers | {"instroom": {"totaal": None}}
    one.bevroren.inhoud = as_bytes(replace(verslag, cijfers=hidden, bescherming="Onder 5 weggelaten."))
    one.bevroren.save()

    found = koppel(den_haag).get(url_of(one)).json()

    assert found["cijfers"]["instroom"] == {"totaal": None}
    assert found["bescherming"] == "Onder 5 weggelaten."


def test_a_correction_and_what_it_replaces_name_each_other_once_both_are_out(den_haag, koppel, uitgebracht):
    first = uitgebracht(den_haag)
    second = uitgebracht(
        den_haag, versie=2, corrigeert=first, status="concept", openbaarheid="", peildatum=None
    )
    client = koppel(den_haag)
    assert client.get(url_of(first)).json()["vervangen_door"] is None

    Rapportage.objects.filter(pk=second.pk).update(
        status="gepubliceerd", openbaarheid="openbaar", peildatum="2021-06-30"
    )

    assert client.get(url_of(first)).json()["vervangen_door"] == second.kenmerk.lower()
    rows = {row["kenmerk"]: row for row in client.get(LIJST).json()["rapportages"]}
    assert rows[second.kenmerk.lower()]["corrigeert"] == first.kenmerk.lower()


def test_following_the_links_gives_every_report_once(den_haag, koppel, uitgebracht, settings):
    halves = [f"20{year}-{half}" for year in (19, 20, 21) for half in ("H1", "H2")]
    made = [uitgebracht(den_haag, half) for half in halves]
    made += [uitgebracht(den_haag, f"20{year}-H1", register="agressie") for year in (19, 20, 21)]
    client, url, seen = koppel(den_haag), f"{LIJST}?aantal=2", []
    while url:
        page = client.get(url).json()
        assert page["_links"]["self"]["href"].startswith(settings.GIR_BASE_URL)
        seen += [one["kenmerk"].upper() for one in page["rapportages"]]
        url = page["_links"].get("next", {}).get("href", "").removeprefix(settings.GIR_BASE_URL)
    assert sorted(seen) == sorted(one.kenmerk for one in made)
    assert len(seen) == len(set(seen))


def test_the_list_is_narrowed_by_register_and_by_period(den_haag, koppel, uitgebracht):
    one, other = uitgebracht(den_haag), uitgebracht(den_haag, "2020", register="agressie")
    client = koppel(den_haag)
    assert listed(client, f"{LIJST}?register=agressie") == [other.kenmerk]
    assert listed(client, f"{LIJST}?periode=2021-H1") == [one.kenmerk]
    assert listed(client, f"{LIJST}?periode=2021-H1&register=agressie") == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("register=heelal", ["register"]),
        ("periode=2021-H7&aantal=0", ["periode", "aantal"]),
        ("aantal=101", ["aantal"]),
        ("aantal=²", ["aantal"]),
        ("na=niet-van-ons", ["na"]),
        ("na=%00", ["na"]),
        ("registr=agressie", ["registr"]),
        ("aantal=1&aantal=2", ["aantal"]),
    ],
)
def test_a_question_that_can_not_be_answered_says_everything_that_is_wrong(den_haag, koppel, query, names):
    body = is_problem(koppel(den_haag).get(f"{LIJST}?{query}"), 400)
    assert [fout["naam"] for fout in body["fouten"]] == names
    assert all(fout["uitleg"] in body["detail"] for fout in body["fouten"])


def test_a_file_comes_as_it_was_made(den_haag, koppel, uitgebracht):
    one = uitgebracht(den_haag, "2020-07-01/2021-06-30")
    made = add_file(one)
    client = koppel(den_haag)
    listed_file = client.get(url_of(one)).json()["bestanden"][0]
    assert (listed_file["formaat"], listed_file["grootte"]) == ("json", made.grootte)
    assert listed_file["_links"]["self"]["href"].endswith(f"{url_of(one)}/bestanden/json")

    answer = client.get(f"{url_of(one)}/bestanden/json", headers={"Accept": "application/pdf"})

    assert answer.content == bytes(made.bestand)
    assert answer["Content-Type"] == "application/json"
    name = "integriteit-den-haag-2020-07-01_2021-06-30-v1.json"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("no-store")


@pytest.mark.parametrize("status", [one for one in Rapportdocument.Status.values if one != "klaar"])
def test_a_file_that_is_not_ready_is_not_there(den_haag, koppel, uitgebracht, status):
    one = uitgebracht(den_haag)
    add_file(one, status=status)
    client = koppel(den_haag)
    assert client.get(url_of(one)).json()["bestanden"] == []
    is_problem(client.get(f"{url_of(one)}/bestanden/json"), 404)
    is_problem(client.get(f"{url_of(one)}/bestanden/exe"), 404)


def test_the_list_takes_as_many_queries_for_a_hundred_reports_as_for_none(den_haag, koppel, uitgebracht):
    client, counts = koppel(den_haag), []
    for total in (0, 25, 100):
        while (number := Rapportage.objects.count()) < total:
            Rapportage.objects.create(
                organisation=den_haag,
                register="agressie",
                periode=f"{1900 + number}",
                van=f"{1900 + number}-01-01",
                tot_en_met=f"{1900 + number}-12-31",
                peildatum=f"{1900 + number}-12-31",
                status="gepubliceerd",
            )
        counts.append(queries(client, f"{LIJST}?aantal=100"))
    assert len(set(counts)) == 1 and counts[0] <= 6, counts


def test_one_report_takes_eight_queries_at_most(den_haag, koppel, uitgebracht, coordinator, ingelogd):
    one = uitgebracht(den_haag)
    add_file(one)
    for client in (koppel(den_haag), ingelogd(coordinator)):
        assert queries(client, url_of(one)) <= 8
        assert queries(client, f"{url_of(one)}/bestanden/json") <= 8
