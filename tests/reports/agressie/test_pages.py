"""The pages of the figures of the aggression register, as each part of the cast meets them."""

import gzip
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident
from organisations.models import User
from organisations.roles import Rol
from tests.conftest import ACCESS, LEESREGEL, hire, toewijzen
from tests.reports.agressie.rows import add_incident, one_of_each
from tests.reports.rows import one_of_each as one_of_each_zaak

pytestmark = pytest.mark.django_db

H1 = {"periode": "2021-H1"}
FOLLOWED = re.compile(r'<a href="(/rapportages/agressie/incidenten/\?[^"]+)">([^<]+)</a>')


def report(client, **query):
    return client.get(reverse("agressie_rapportage"), H1 | query)


def links(html: str) -> dict[str, str]:
    """Path of a figure -> the number it is linked from."""
    found = FOLLOWED.findall(html)
    return {parse_qs(urlsplit(url.replace("&amp;", "&")).query)["figuur"][0]: text for url, text in found}


def behind(client, path: str):
    return client.get(reverse("agressie_rapportage_incidenten"), H1 | {"figuur": path})


def hire_for(register: str, organisation, naam: str, rol: str) -> User:
    """Somebody who holds this role in one register only."""
    user = hire(organisation, naam)
    toewijzen(user=user, organisation=organisation, rol=rol, register=register)
    return user


@pytest.fixture
def coordinator_agressie(den_haag) -> User:
    return hire_for("agressie", den_haag, "Aysa Agressie", Rol.INTEGRITEITSCOORDINATOR)


@pytest.mark.parametrize("who", ["coordinator_agressie", "griffier", "auditor"])
def test_who_sees_figures_gets_every_page_of_them(who, request, den_haag, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(request.getfixturevalue(who))

    page = report(client)
    assert page.status_code == 200
    assert "Agressie in het eerste halfjaar van 2021" in page.content.decode()
    for formaat, extensie in (("json", "json"), ("csv", "zip")):
        found = client.get(reverse("agressie_rapportage_download", args=[formaat]), H1)
        assert f'filename="agressie-den-haag-2021-H1.{extensie}"' in found["Content-Disposition"]


@pytest.mark.parametrize("who", ["melder", "leidinggevende", "bevoegd_gezag", "beheerder", "burgemeester"])
def test_for_anybody_else_the_pages_do_not_exist(who, request, den_haag, ingelogd):
    client = ingelogd(request.getfixturevalue(who))

    assert report(client).status_code == behind(client, "instroom.totaal").status_code == 404
    assert client.get(reverse("agressie_rapportage_download", args=["json"]), H1).status_code == 404


@pytest.mark.parametrize(
    ("register", "own", "other"),
    [("agressie", "agressie_rapportage", "rapportage"), ("integriteit", "rapportage", "agressie_rapportage")],
)
def test_who_has_one_register_gets_no_choice_and_nothing_of_the_other(
    register, own, other, den_haag, ingelogd
):
    client = ingelogd(hire_for(register, den_haag, "Een Register", Rol.INTEGRITEITSCOORDINATOR))

    page = client.get(reverse("rapportages")).content.decode()

    assert 'name="register"' not in page
    assert f"De cijfers van het register {register}." in page
    assert client.get(reverse("rapportages"), H1 | {"register": register}).url.startswith(reverse(own))
    assert client.get(reverse("rapportages"), H1).url.startswith(reverse(own))
    assert client.get(reverse(own), H1).status_code == 200
    assert client.get(reverse(other), H1).status_code == 404


def test_who_has_both_registers_chooses_one(den_haag, griffier, ingelogd):
    client = ingelogd(griffier)
    page = client.get(reverse("rapportages"), {"register": "agressie"})

    assert page.context["form"].fields["register"].initial == "agressie"
    assert client.get(reverse("rapportages"), H1 | {"register": "agressie"}).url == (
        f"{reverse('agressie_rapportage')}?periode=2021-H1"
    )
    wrong = client.get(reverse("rapportages"), H1 | {"register": "klachten"})
    assert "Kies een van de registers" in wrong.content.decode()


def test_every_number_opens_exactly_what_it_counted(den_haag, coordinator_agressie, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(coordinator_agressie)

    found = links(report(client).content.decode())

    assert len(found) > 70
    for path, text in found.items():
        page = behind(client, path)
        assert page.status_code == 200, path
        if not path.startswith("schade."):
            assert sum(row["keer"] for row in page.context["regels"]) == int(text), path
        assert page.context["titel"] != path, f"{path} stands in no table"


def test_an_incident_behind_a_number_can_be_opened(den_haag, coordinator_agressie, ingelogd):
    found = one_of_each(den_haag)

    page = behind(ingelogd(coordinator_agressie), "politie.aangifte").content.decode()

    assert reverse("agressie_zaak", args=[found["vol"].kenmerk]) in page
    assert "Persoonlijke bedreiging" in page


def test_incidents_of_ambtsdragers_count_but_open_only_for_who_handles_them(
    den_haag, coordinator_agressie, ingelogd
):
    add_incident(den_haag, "2021-02-01")
    add_incident(den_haag, "2021-02-01", dossierdeel="bestuurlijk")
    client = ingelogd(coordinator_agressie)

    page = behind(client, "instroom.totaal")

    assert (page.context["totaal"], len(page.context["regels"])) == (2, 1)
    assert "alleen de incidenten die u mag openen" in page.content.decode()


@pytest.mark.parametrize("who", ["griffier", "auditor"])
def test_who_sees_figures_without_the_cases_gets_numbers_without_links(who, request, den_haag, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(request.getfixturevalue(who))

    assert links(report(client).content.decode()) == {}
    assert behind(client, "instroom.totaal").status_code == 404


def test_the_griffier_only_sees_periods_that_are_over(den_haag, griffier, ingelogd):
    add_incident(den_haag, timezone.localdate().isoformat())

    page = report(ingelogd(griffier), periode=str(timezone.localdate().year))

    assert page.status_code == 400
    assert "nog niet voorbij" in page.content.decode()


@pytest.mark.parametrize(
    "figuur", ["", "instroom", "verdieping", "verdieping.monitor.aangifte.procent", "verdieping.niets"]
)
def test_a_figure_that_does_not_exist_has_no_page(figuur, den_haag, coordinator_agressie, ingelogd):
    assert behind(ingelogd(coordinator_agressie), figuur).status_code == 404


def test_the_main_numbers_tell_their_change_in_words(den_haag, coordinator_agressie, ingelogd):
    one_of_each(den_haag)

    numbers = report(ingelogd(coordinator_agressie)).context["cijfers"]

    assert [(n["waarde"], n["label"], n["uitleg"]) for n in numbers] == [
        ("3", "incidenten gemeld", "2 meer dan in het eerste halfjaar van 2020"),
        ("1", "incident met aangifte", "1 meer dan in het eerste halfjaar van 2020"),
        ("1", "incident met een nazorggesprek", "1 meer dan in het eerste halfjaar van 2020"),
        ("2", "open incidenten", "1 meer dan aan het begin"),
    ]


def test_the_registers_do_not_count_each_others_cases(den_haag, coordinator, ingelogd):
    one_of_each_zaak(den_haag)
    client = ingelogd(coordinator)

    found = client.get(reverse("agressie_rapportage_download", args=["json"]), H1).json()

    assert found["register"] == "agressie"
    assert found["instroom"]["totaal"] == found["voorraad"]["eind"] == 0
    assert not Incident.objects.exists()


@pytest.mark.parametrize("rows", [0, 25, 100])
@pytest.mark.parametrize("page", ["agressie_rapportage", "agressie_rapportage_incidenten"])
def test_a_page_takes_the_same_queries_whatever_the_rows(page, rows, den_haag, coordinator, ingelogd):
    for n in range(rows):
        add_incident(den_haag, f"2021-0{n % 6 + 1}-10", afdeling=f"Afdeling {n % 5}")
    client = ingelogd(coordinator)
    client.get(reverse("rapportages"))

    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(page), H1 | {"figuur": "instroom.totaal"}).status_code == 200

    assert len(captured) - ACCESS - LEESREGEL <= 16


def test_the_page_is_light(den_haag, coordinator_agressie, ingelogd):
    one_of_each(den_haag)

    assert len(gzip.compress(report(ingelogd(coordinator_agressie)).content)) < 40_000
