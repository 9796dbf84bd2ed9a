"""The pages of the figures, as each part of the cast meets them."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from integrity.models import Betrokkene, Zaak
from reports import periods
from tests.conftest import ACCESS, LEESREGEL
from tests.reports.rows import add_melding, add_zaak, establish, one_of_each, take_route

pytestmark = pytest.mark.django_db

H1 = {"periode": "2021-H1"}
FOLLOWED = re.compile(r'<a href="(/rapportages/integriteit/zaken/\?[^"]+)">([^<]+)</a>')


def report(client, **query):
    return client.get(reverse("rapportage"), H1 | query)


def links(html: str) -> dict[str, str]:
    """Path of a figure -> the number it is linked from."""
    found = FOLLOWED.findall(html)
    return {parse_qs(urlsplit(url.replace("&amp;", "&")).query)["figuur"][0]: text for url, text in found}


@pytest.mark.parametrize("who", ["coordinator", "griffier", "auditor"])
def test_who_sees_figures_gets_every_page_of_them(who, request, den_haag, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(request.getfixturevalue(who))

    assert client.get(reverse("rapportages")).status_code == 200
    page = report(client)
    assert page.status_code == 200
    assert "Integriteit in het eerste halfjaar van 2021" in page.content.decode()
    for formaat in ("json", "csv"):
        assert client.get(reverse("rapportage_download", args=[formaat]), H1).status_code == 200


@pytest.mark.parametrize(
    "who",
    [
        *("melder", "leidinggevende", "onderzoeker", "bevoegd_gezag", "vertrouwenspersoon", "beheerder"),
        "burgemeester",
    ],
)
def test_for_anybody_else_the_pages_of_figures_do_not_exist(who, request, den_haag, ingelogd):
    """Who decides on reports has the list of them, without the figures of any period."""
    client = ingelogd(request.getfixturevalue(who))
    overview = client.get(reverse("rapportages"))
    assert overview.status_code == (200 if who in ("bevoegd_gezag", "burgemeester") else 404)
    assert "Cijfers van een periode" not in overview.content.decode()
    assert report(client).status_code == 404
    assert client.get(reverse("rapportage_zaken"), H1 | {"figuur": "instroom.totaal"}).status_code == 404
    assert client.get(reverse("rapportage_download", args=["json"]), H1).status_code == 404


def test_who_is_not_signed_in_goes_to_the_login_page(client, den_haag):
    assert report(client).status_code == 302


def test_a_coordinator_of_another_organisation_sees_their_own_figures(den_haag, buitenstaander, ingelogd):
    one_of_each(den_haag)

    found = ingelogd(buitenstaander).get(reverse("rapportage_download", args=["json"]), H1).json()

    assert found["organisatie"] == "delfland"
    assert found["instroom"]["totaal"] == 0


def test_every_number_opens_exactly_what_it_counted(den_haag, coordinator, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(coordinator)

    found = links(report(client).content.decode())

    assert len(found) > 50
    for path, text in found.items():
        page = client.get(reverse("rapportage_zaken"), H1 | {"figuur": path})
        assert page.status_code == 200, path
        shown = page.context["regels"]
        if path != "onderzoeken.kosten.bedrag":
            assert sum(row["keer"] for row in shown) == int(text), path
        assert page.context["titel"] != path, f"{path} stands in no table"


def test_numbers_that_are_zero_stand_there_and_open_nothing(den_haag, coordinator, ingelogd):
    page = report(ingelogd(coordinator)).content.decode()

    assert links(page) == {}
    assert "Ontslag op staande voet" in page


@pytest.mark.parametrize("who", ["griffier", "auditor"])
def test_who_sees_figures_without_the_cases_gets_numbers_without_links(who, request, den_haag, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(request.getfixturevalue(who))

    assert links(report(client).content.decode()) == {}
    assert client.get(reverse("rapportage_zaken"), H1 | {"figuur": "instroom.totaal"}).status_code == 404


@pytest.mark.parametrize(
    "figuur",
    ["", "instroom", "instroom.top3", "niets", "triage.niet_in_behandeling", "vergelijking.7.instroom"],
)
def test_a_figure_that_does_not_exist_has_no_page(figuur, den_haag, coordinator, ingelogd):
    assert ingelogd(coordinator).get(reverse("rapportage_zaken"), H1 | {"figuur": figuur}).status_code == 404


def test_the_griffier_only_sees_periods_that_are_over(den_haag, griffier, ingelogd):
    today = timezone.localdate()
    add_zaak(den_haag, today.isoformat())
    client = ingelogd(griffier)
    running = {"periode": str(today.year)}

    page = client.get(reverse("rapportage"), running)
    download = client.get(reverse("rapportage_download", args=["json"]), running)

    assert "nog niet voorbij" in page.content.decode()
    assert "gir-cijfer" not in page.content.decode()
    assert "nog niet voorbij" in download.content.decode()
    assert client.get(reverse("rapportage"), {"periode": str(today.year - 1)}).context["cijfers"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"periode": "2021-03-01/2021-03-01"}, "een hele maand, een kwartaal"),
        ({"periode": "2021-01-01/2021-06-29"}, "een hele maand, een kwartaal"),
        (H1 | {"peildatum": "2021-07-01"}, "op de laatste dag van de periode, 30 juni 2021"),
        (H1 | {"peildatum": "2021-06-29"}, "op de laatste dag van de periode, 30 juni 2021"),
    ],
)
def test_the_griffier_can_not_choose_days_that_tell_of_a_single_zaak(
    asked, words, den_haag, griffier, coordinator, ingelogd
):
    one_of_each(den_haag)
    pages = [reverse("rapportage"), *(reverse("rapportage_download", args=[f]) for f in ("json", "csv"))]
    client = ingelogd(griffier)
    for url in pages:
        refused = client.get(url, asked)
        assert refused.status_code == 400 and words in refused.content.decode()
        assert client.get(url, H1 | {"peildatum": "2021-06-30"}).status_code == 200
    client = ingelogd(coordinator)
    assert all(client.get(url, asked).status_code == 200 for url in pages)


def test_the_griffier_chooses_whole_periods_only_and_no_peildatum(den_haag, griffier, ingelogd):
    client = ingelogd(griffier)
    assert 'name="peildatum"' not in client.get(reverse("rapportages")).content.decode()
    own = {"periode": "eigen", "van": "2021-03-01", "tot_en_met": "2021-03-02", "peildatum": "2021-07-01"}
    assert "een hele maand, een kwartaal" in client.get(reverse("rapportages"), own).content.decode()
    month = client.get(reverse("rapportages"), own | {"tot_en_met": "2021-03-31"})
    assert month["Location"] == f"{reverse('rapportage')}?periode=2021-03"


def test_a_running_period_says_so_to_the_coordinator(den_haag, coordinator, ingelogd):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    page = ingelogd(coordinator).get(reverse("rapportage"), {"periode": f"{today.year}-01-01/{tomorrow}"})

    assert "nog niet voorbij" in page.content.decode()
    assert page.context["rapport"].peildatum == today


def test_zaken_of_bestuurders_count_for_the_griffier_and_not_for_a_coordinator(
    den_haag, coordinator, griffier, ingelogd
):
    add_zaak(
        den_haag, "2021-02-01", compartiment="bestuurlijk", melding={"betreft": "wethouder_gedeputeerde_db"}
    )
    add_zaak(den_haag, "2021-02-01")

    def total(user) -> int:
        return (
            ingelogd(user).get(reverse("rapportage_download", args=["json"]), H1).json()["instroom"]["totaal"]
        )

    assert (total(coordinator), total(griffier)) == (1, 2)
    assert "bestuurders tellen niet mee" in report(ingelogd(coordinator)).content.decode()
    assert "over bestuurders tellen mee" in report(ingelogd(griffier)).content.decode()


def test_a_betrokkene_can_not_notice_a_zaak_in_any_number(
    den_haag, coordinator, tweede_coordinator, ingelogd
):
    client = ingelogd(coordinator)
    one_of_each(den_haag)
    before = report(client).content
    zaak = add_zaak(den_haag, "2021-03-01", melding={"afdeling": "Geheim", "categorie": "eigen"})
    take_route(zaak, "feitenonderzoek", "2021-03-02")
    establish(zaak, "2021-04-01", "eigen", maatregel="ontslag")
    Betrokkene.objects.create(zaak=zaak, nummer=2, user=coordinator)

    assert without_tokens(report(client).content) == without_tokens(before)
    assert "Geheim" in report(ingelogd(tweede_coordinator)).content.decode()


def test_the_list_says_when_not_everything_can_be_opened(den_haag, coordinator, ingelogd, monkeypatch):
    zaken = one_of_each(den_haag)
    monkeypatch.setattr(
        type(Zaak.objects),
        "visible_to",
        lambda self, access: self.exclude(pk=zaken["lijn"].pk),
        raising=False,
    )

    page = ingelogd(coordinator).get(reverse("rapportage_zaken"), H1 | {"figuur": "instroom.totaal"})

    assert len(page.context["regels"]) == 6
    assert "alleen de zaken die u mag openen" in page.content.decode()


def test_a_long_list_is_shown_in_parts(den_haag, coordinator, ingelogd):
    for n in range(101):
        add_zaak(den_haag, f"2021-02-{n % 28 + 1:02d}")
    client = ingelogd(coordinator)

    first = client.get(reverse("rapportage_zaken"), H1 | {"figuur": "instroom.totaal"})
    rest = client.get(first.context["volgende_url"])

    assert (len(first.context["regels"]), len(rest.context["regels"])) == (100, 1)
    assert client.get(rest.context["eerste_url"]).context["regels"] == first.context["regels"]


def test_a_place_in_the_list_that_can_not_be_is_its_beginning(den_haag, coordinator, ingelogd):
    add_zaak(den_haag, "2021-02-01")
    asked = H1 | {"figuur": "instroom.totaal"}
    client = ingelogd(coordinator)
    for since in ("9" * 5000, "9" * 19, "²", "-1", "x"):
        page = client.get(reverse("rapportage_zaken"), asked | {"vanaf": since})
        assert page.status_code == 200 and page.context["eerste_url"] == ""


def test_a_signaal_is_opened_as_itself(den_haag, coordinator, ingelogd):
    signaal = add_melding(den_haag, "2021-02-01", soort="signaal")

    page = ingelogd(coordinator).get(
        reverse("rapportage_zaken"), H1 | {"figuur": "instroom.per_soort.signaal"}
    )

    assert reverse("melding", args=[signaal.kenmerk]) in page.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"periode": "2021-H3"}, "bestaat niet"),
        ({"periode": "2021-06-30/2021-01-01"}, "eindigt voordat ze begint"),
        ({"periode": "<script>alert(1)</script>"}, "bestaat niet"),
        ({"peildatum": "2021-02-30"}, "is geen datum"),
        ({"peildatum": "2999-01-01"}, "ligt in de toekomst"),
    ],
)
def test_what_can_not_be_is_told_and_shows_no_figures(query, words, den_haag, coordinator, ingelogd):
    page = report(ingelogd(coordinator), **query)

    assert page.status_code == 400
    assert words in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert "gir-cijfer" not in page.content.decode()


def test_without_a_period_one_chooses_first(den_haag, coordinator, ingelogd):
    assert ingelogd(coordinator).get(reverse("rapportage")).url == "/rapportages/?register=integriteit"


def test_choosing_a_preset_or_own_days_leads_to_the_report(den_haag, coordinator, ingelogd):
    client = ingelogd(coordinator)
    (_, previous) = periods.around(timezone.localdate(), "H")

    preset = client.get(reverse("rapportages"), {"periode": previous.naam})
    own = client.get(
        reverse("rapportages"),
        {"periode": "eigen", "van": "2021-01-01", "tot_en_met": "2021-06-30", "peildatum": "2021-05-01"},
    )

    assert preset.url == f"{reverse('rapportage')}?periode={previous.naam}"
    assert own.url == f"{reverse('rapportage')}?periode=2021-H1&peildatum=2021-05-01"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"periode": ""}, "Kies een periode"),
        ({"periode": "2021-H3"}, "Kies een van de periodes"),
        ({"periode": "eigen"}, "Vul de eerste dag van de periode in"),
        ({"periode": "eigen", "van": "2021-02-30", "tot_en_met": "2021-03-01"}, "een datum in die bestaat"),
        ({"periode": "eigen", "van": "2021-03-02", "tot_en_met": "2021-03-01"}, "ligt voor de eerste"),
        ({"periode": "eigen", "van": "0001-01-01", "tot_en_met": "0001-03-01"}, "bestaat niet"),
        (
            {"periode": "eigen", "van": "2021-01-01", "tot_en_met": "2021-03-01", "peildatum": "2999-01-01"},
            "toekomst",
        ),
    ],
)
def test_a_choice_that_can_not_be_is_told_at_its_field(typed, words, den_haag, coordinator, ingelogd):
    page = ingelogd(coordinator).get(reverse("rapportages"), typed)

    assert page.status_code == 200
    assert words in page.content.decode()


def test_the_finished_parts_of_years_with_data_can_be_chosen(den_haag, waterschap, griffier, ingelogd):
    client = ingelogd(griffier)
    for _ in range(3):
        add_zaak(den_haag, "2021-02-01")
    add_zaak(den_haag, "2019-11-01")
    add_zaak(waterschap, "2018-11-01")
    add_zaak(den_haag, timezone.localdate().isoformat())

    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("rapportages"))

    found = page.context["form"].fields["periode"].choices
    assert found[4:-1] == [
        ("2021", "Heel 2021"),
        ("2021-H1", "Eerste halfjaar 2021"),
        ("2019", "Heel 2019"),
        ("2019-H2", "Tweede halfjaar 2019"),
    ]
    assert len([q for q in captured if "date_trunc" in q["sql"].lower()]) == 1  # for both registers at once


@pytest.mark.parametrize("naam", ["2021-H1", "2021-Q3"])
def test_a_period_in_the_address_is_chosen(naam, den_haag, griffier, ingelogd):
    answer = ingelogd(griffier).get(reverse("rapportages"), {"periode": naam})

    assert answer.url == f"{reverse('rapportage')}?periode={naam}"


def test_the_griffier_can_not_choose_a_period_that_runs(den_haag, griffier, ingelogd):
    today = timezone.localdate()
    page = ingelogd(griffier).get(
        reverse("rapportages"),
        {"periode": "eigen", "van": f"{today.year}-01-01", "tot_en_met": today.isoformat()},
    )

    assert "nog niet voorbij" in page.content.decode()


def test_the_main_numbers_tell_their_change_in_words(den_haag, coordinator, ingelogd):
    one_of_each(den_haag)

    numbers = report(ingelogd(coordinator)).context["cijfers"]

    assert [(n["waarde"], n["label"], n["uitleg"]) for n in numbers] == [
        ("7", "meldingen ontvangen", "6 meer dan in het eerste halfjaar van 2020"),
        ("4", "meldingen in behandeling", "3 meer dan in het eerste halfjaar van 2020"),
        ("1", "zaak met een schending", "1 meer dan in het eerste halfjaar van 2020"),
        ("4", "open zaken", "3 meer dan aan het begin"),
    ]


@pytest.mark.parametrize("rows", [0, 25, 100])
@pytest.mark.parametrize("page", ["rapportage", "rapportage_zaken"])
def test_a_page_takes_the_same_queries_whatever_the_rows(page, rows, den_haag, coordinator, ingelogd):
    for n in range(rows):
        zaak = add_zaak(den_haag, f"2021-0{n % 6 + 1}-10", melding={"afdeling": f"Afdeling {n % 5}"})
        take_route(zaak, "feitenonderzoek", "2021-06-11")
        establish(zaak, "2021-06-12", "lekken", maatregel="berisping")
    client = ingelogd(coordinator)
    client.get(reverse("rapportages"))

    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(page), H1 | {"figuur": "instroom.totaal"}).status_code == 200

    assert len(captured) - ACCESS - LEESREGEL <= 17


def test_the_page_is_light(den_haag, coordinator, ingelogd):
    import gzip

    one_of_each(den_haag)

    assert len(gzip.compress(report(ingelogd(coordinator)).content)) < 40_000


def without_tokens(content: bytes) -> bytes:
    """A page without what differs at every request."""
    return re.sub(rb'csrf\w*.{0,99}|nonce="[^"]*"', b"", content)
