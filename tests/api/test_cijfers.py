"""Figures of a period in the API: the contract to the letter, and who sees them."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from integrity.models import Uitsluiting
from organisations import services
from organisations.models import Roltoewijzing
from organisations.roles import Rol
from tests.api.conftest import API, is_problem, queries
from tests.conftest import access_of, hire, let_stand_in, sign_in
from tests.reports.agressie.rows import one_of_each as one_of_each_incident
from tests.reports.rows import add_zaak, one_of_each
from tests.reports.test_acceptance import bring_in

pytestmark = pytest.mark.django_db

INTEGRITEIT = f"{API}/cijfers/integriteit"
AGRESSIE = f"{API}/cijfers/agressie"
H1 = {"periode": "2021-H1"}


@pytest.fixture
def yesterday() -> str:
    return (timezone.localdate() - datetime.timedelta(days=1)).isoformat()


def test_the_figures_are_those_of_the_exchange_contract(koppel):
    """To the number the published ones, and the same file as the page gives."""
    organisation, _ = bring_in("den-haag-2021-h1")
    corine = hire(organisation, "Corine", Rol.INTEGRITEITSCOORDINATOR)
    client = koppel(organisation, "integriteit", borg=corine)

    found = client.get(INTEGRITEIT, H1)

    assert found["Content-Type"] == "application/json"
    assert found.json()["instroom"]["totaal"] == 58
    assert list(found.json())[:4] == ["organisatie", "register", "periode", "peildatum"]
    page = client_of(corine).get(reverse("rapportage_download", args=["json"]), H1)
    assert found.json() == json.loads(page.content)


def client_of(user):
    from django.test import Client

    client = Client()
    sign_in(client, user)
    return client


def test_both_registers_and_a_peildatum(den_haag, koppel, coordinator):
    one_of_each(den_haag)
    one_of_each_incident(den_haag)
    client = koppel(den_haag, "integriteit", "agressie", borg=coordinator)

    assert client.get(AGRESSIE, H1).json()["instroom"]["totaal"] > 0
    early = client.get(INTEGRITEIT, H1 | {"peildatum": "2021-02-03"}).json()
    assert (early["peildatum"], early["instroom"]["totaal"]) == ("2021-02-03", 3)


def test_a_token_reads_no_figures_until_somebody_vouches_for_it(den_haag, koppel, coordinator):
    """So a beheerder who makes one gets nothing of the content of a register."""
    one_of_each(den_haag)
    bare, asked = koppel(den_haag), koppel(den_haag, "integriteit")
    missing = is_problem(bare.get(f"{API}/cijfers/heelal", H1), 404)
    assert is_problem(bare.get(INTEGRITEIT, H1), 404) == missing
    assert is_problem(asked.get(INTEGRITEIT, H1), 404) == missing

    services.give_recht(recht=asked.koppeling.rechten.get(), by=access_of(coordinator))

    assert asked.get(INTEGRITEIT, H1).status_code == 200
    assert is_problem(asked.get(AGRESSIE, H1), 404) == missing
    assert is_problem(bare.get(INTEGRITEIT, H1), 404) == missing


def test_the_right_rests_when_who_vouches_may_not_see_the_figures_any_more(
    den_haag, koppel, coordinator, tweede_coordinator
):
    client = koppel(den_haag, "integriteit", borg=coordinator)
    coordinator.roltoewijzingen.filter(rol=Rol.INTEGRITEITSCOORDINATOR).update(tot=timezone.localdate())
    is_problem(client.get(INTEGRITEIT, H1), 404)

    services.give_recht(recht=client.koppeling.rechten.get(), by=access_of(tweede_coordinator))
    assert client.get(INTEGRITEIT, H1).status_code == 200

    tweede_coordinator.is_active = False
    tweede_coordinator.save()
    is_problem(client.get(INTEGRITEIT, H1), 404)


def test_a_right_that_was_refused_gives_nothing(den_haag, koppel, coordinator):
    client = koppel(den_haag, "integriteit", borg=coordinator)
    services.refuse_recht(recht=client.koppeling.rechten.get(), by=access_of(coordinator))
    is_problem(client.get(INTEGRITEIT, H1), 404)


def test_a_token_sees_not_what_who_vouches_for_it_takes_over_from_somebody(
    den_haag, koppel, griffier, coordinator
):
    """Roles of an absent person don't reach further than a screen."""
    auditor = hire(den_haag, "Aad", Rol.INTEGRITEITSCOORDINATOR)
    client = koppel(den_haag, "integriteit", borg=auditor)
    auditor.roltoewijzingen.filter(rol=Rol.INTEGRITEITSCOORDINATOR).update(tot=timezone.localdate())
    let_stand_in(coordinator, auditor, den_haag)
    assert access_of(auditor).heeft(Rol.INTEGRITEITSCOORDINATOR)
    is_problem(client.get(INTEGRITEIT, H1), 404)


def test_a_token_counts_what_who_vouches_for_it_counts(den_haag, koppel, coordinator, griffier):
    """A zaak that does not exist for the coördinator; the bestuurders, whom only the griffier counts."""
    hidden = add_zaak(den_haag, "2021-03-01")
    Uitsluiting.objects.create(zaak=hidden, user=coordinator, grond=Uitsluiting.Grond.values[0])
    add_zaak(den_haag, "2021-03-02", compartiment="bestuurlijk", betreft="wethouder")
    add_zaak(den_haag, "2021-03-03")
    by_coordinator = koppel(den_haag, "integriteit", borg=coordinator)
    by_griffier = koppel(den_haag, "integriteit", borg=griffier)

    assert by_coordinator.get(INTEGRITEIT, H1).json()["instroom"]["totaal"] == 1
    assert by_griffier.get(INTEGRITEIT, H1).json()["instroom"]["totaal"] == 3


def test_running_figures_and_days_of_ones_own_are_not_for_the_griffier(
    den_haag, koppel, griffier, coordinator, yesterday, ingelogd
):
    year = str(timezone.localdate().year)
    for client in (koppel(den_haag, "integriteit", borg=griffier), ingelogd(griffier)):
        for asked in (
            {"periode": year},
            {"periode": f"{yesterday}/{yesterday}"},
            H1 | {"peildatum": "2021-02-01"},
        ):
            is_problem(client.get(INTEGRITEIT, asked), 400)
        assert client.get(INTEGRITEIT, H1).status_code == 200
    running = koppel(den_haag, "integriteit", borg=coordinator)
    assert running.get(INTEGRITEIT, {"periode": year}).status_code == 200


def test_somebody_signed_in_sees_what_the_pages_show_them(den_haag, ingelogd, coordinator, melder, beheerder):
    one_of_each(den_haag)
    assert ingelogd(coordinator).get(INTEGRITEIT, H1).json()["instroom"]["totaal"] == 7
    for user in (melder, beheerder):
        is_problem(ingelogd(user).get(INTEGRITEIT, H1), 404)
    Roltoewijzing.objects.filter(user=coordinator).update(register="agressie")
    is_problem(ingelogd(coordinator).get(INTEGRITEIT, H1), 404)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["periode"]),
        ("periode=", ["periode"]),
        ("periode=2021-H3", ["periode"]),
        ("periode=2021-H3&peildatum=31-02-2021", ["periode", "peildatum"]),
        ("periode=2021-H1&peildatum=2999-01-01", ["peildatum"]),
        ("periode=2021-H1&peildatum=", ["peildatum"]),
        ("periode=2021-H1&peilddatum=2021-06-30", ["peilddatum"]),
        ("periode=2021-H1&periode=2020-H1", ["periode"]),
        ("periode=%00", ["periode"]),
        ("periode=" + "9" * 5000, ["periode"]),
    ],
)
def test_what_is_wrong_with_a_question_is_told_with_what_to_do(den_haag, koppel, coordinator, query, names):
    client = koppel(den_haag, "integriteit", borg=coordinator)
    body = is_problem(client.get(f"{INTEGRITEIT}?{query}"), 400)
    assert [fout["naam"] for fout in body["fouten"]] == names


def test_a_peildatum_before_the_period_gives_zeros(den_haag, koppel, coordinator):
    one_of_each(den_haag)
    client = koppel(den_haag, "integriteit", borg=coordinator)
    found = client.get(INTEGRITEIT, H1 | {"peildatum": "2020-12-31"}).json()
    assert found["instroom"]["totaal"] == 0


def test_the_definitions_name_every_figure_of_the_contract(den_haag, koppel, coordinator):
    """Whatever stands in the figures has a table that says what it counts."""
    one_of_each(den_haag)
    client = koppel(den_haag, "integriteit", borg=coordinator)
    answer = client.get(f"{API}/definities/integriteit").json()
    known = [
        figuur["pad"].removesuffix(".{code}") for one in answer["definities"] for figuur in one["figuren"]
    ]
    figures = client.get(INTEGRITEIT, H1).json()
    missing = {
        path
        for path in counts(figures)
        if not any(path == one or path.startswith(f"{one}.") for one in known)
        and not path.startswith(("vergelijking", "instroom.top3", "maatregelen.per_route"))
    }
    assert missing == set()
    assert all(one["uitleg"] and one["eenheid"] and one["figuren"] for one in answer["definities"])


def counts(tree: dict, above: str = ""):
    for key, value in tree.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from counts(value, path)
        elif isinstance(value, int) and above != "periode":
            yield path


def test_who_may_not_see_figures_may_know_what_they_mean_and_gets_no_number(
    den_haag, koppel, melder, ingelogd
):
    one_of_each(den_haag)
    one_of_each_incident(den_haag)
    for register in ("integriteit", "agressie"):
        url = f"{API}/definities/{register}"
        by_token = koppel(den_haag).get(url).json()
        assert ingelogd(melder).get(url).json() == by_token
        figures = [figuur for one in by_token["definities"] for figuur in one["figuren"]]
        assert {key for one in figures for key in one} <= {"pad", "naam", "lijst", "codes"}
        assert "Zorg" not in json.dumps(by_token), "an afdeling that has something"
    is_problem(koppel(den_haag).get(f"{API}/definities/heelal"), 404)


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_definitions_and_lists_take_six_queries_at_most(den_haag, koppel, register):
    client = koppel(den_haag)
    assert queries(client, f"{API}/lijsten/{register}") <= 6
    assert queries(client, f"{API}/definities/{register}") <= 6
