"""The lists in the API: as they held on a day, with what they count as nationally."""

import datetime

import pytest
from django.utils import timezone

from casework.models import Codelijst, CodelijstRegel
from tests.api.conftest import API, is_problem, queries

pytestmark = pytest.mark.django_db

LIJST = f"{API}/lijsten/integriteit/categorie"


@pytest.fixture
def own(den_haag) -> Codelijst:
    made = Codelijst.objects.create(
        organisation=den_haag,
        register="integriteit",
        lijst="eigen",
        versie="2",
        geldig_van="2020-01-01",
        geldig_tot="2020-12-31",
    )
    for n, (code, label) in enumerate([("lek", "Lekken naar de krant"), ("rest", "De rest")]):
        CodelijstRegel.objects.create(
            codelijst=made, volgorde=n, code=code, label=label, rijk_code="lekken" if n == 0 else "overig"
        )
    return made


def test_which_lists_there_are_and_which_version_holds_today(den_haag, koppel, own):
    found = koppel(den_haag).get(f"{API}/lijsten/integriteit").json()
    assert {one["naam"]: one["versie"] for one in found["lijsten"]} == {
        "categorie": "standaard",
        "maatregel": "standaard",
    }
    assert koppel(den_haag).get(f"{API}/lijsten/agressie").json()["lijsten"] == []


def test_a_list_is_as_it_held_on_the_day_that_is_asked_for(den_haag, koppel, own):
    client = koppel(den_haag)
    last, next_day = (client.get(LIJST, {"op": day}).json() for day in ("2020-12-31", "2021-01-01"))
    assert last["versie"] == "eigen 2"
    assert last["codes"] == [
        {"code": "lek", "label": "Lekken naar de krant", "ouder": "", "rijk_code": "lekken"},
        {"code": "rest", "label": "De rest", "ouder": "", "rijk_code": "overig"},
    ]
    assert next_day["versie"] == "standaard" and len(next_day["codes"]) > 10
    versions = [{"versie": "eigen 2", "geldig_van": "2020-01-01", "geldig_tot": "2020-12-31"}]
    assert last["versies"] == next_day["versies"] == versions
    assert client.get(LIJST).json()["op"] == timezone.localdate().isoformat()


def test_the_lists_of_another_organisation_are_not_there(waterschap, koppel, own):
    found = koppel(waterschap).get(LIJST, {"op": "2020-06-30"}).json()
    assert (found["versie"], found["versies"]) == ("standaard", [])


@pytest.mark.parametrize("query", ["op=gisteren", "op=2020-02-30", "op=", "dag=2020-01-01"])
def test_a_day_that_is_none_is_told(den_haag, koppel, query):
    is_problem(koppel(den_haag).get(f"{LIJST}?{query}"), 400)


@pytest.mark.parametrize("path", ["heelal", "integriteit/kleuren", "agressie/categorie", "heelal/categorie"])
def test_a_list_that_does_not_exist_is_not_there(den_haag, koppel, path):
    is_problem(koppel(den_haag).get(f"{API}/lijsten/{path}"), 404)


def test_a_list_takes_as_many_queries_with_ten_versions_as_with_none(den_haag, koppel):
    client, counts = koppel(den_haag), []
    for total in (0, 1, 10):
        for n in range(Codelijst.objects.count(), total):
            made = Codelijst.objects.create(
                organisation=den_haag,
                register="integriteit",
                lijst="eigen",
                versie=str(n),
                geldig_van=datetime.date(2020 + n, 1, 1),
            )
            CodelijstRegel.objects.create(codelijst=made, volgorde=0, code="a", label="A", rijk_code="overig")
        counts.append(queries(client, LIJST))
    assert counts[1] == counts[2] <= 6, counts
