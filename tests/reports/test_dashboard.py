"""The dashboard as each part of the cast meets it: numbers open their cases, and nobody sees more there."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import IncidentTermijn
from integrity.models import Betrokkene, Zaak, ZaakTermijn
from organisations.models import Afdeling, User
from organisations.roles import Rol
from reports import lifecycle
from reports.models import Rapportage
from reports.services import freezing, writing
from tests.conftest import ACCESS, access_of, hire
from tests.incidents.conftest import hire_in
from tests.reports.agressie.rows import add_incident
from tests.reports.agressie.rows import one_of_each as one_of_each_incident
from tests.reports.pad.conftest import maak, rapport_in, secretaris  # noqa: F401 - a report in every status
from tests.reports.rows import add_melding, add_zaak, establish, one_of_each, take_route

pytestmark = pytest.mark.django_db

URL = reverse("dashboard")
H1 = {"periode": "2021-H1"}
NUMBER = re.compile(r'<a href="([^"]+\?[^"]+)">([\d.]+)(?:<|\s)')


def links(answer) -> dict[str, int]:
    """The addresses that numbers of this page open, with those numbers."""
    main = answer.content.decode().partition("<main")[2]
    return {unescape(url): int(text.replace(".", "")) for url, text in NUMBER.findall(main)}


def let_run(case, code: str, verloopt: int, waarschuwen: int) -> None:
    """A term on this case that ends, and is warned of, so many days from now."""
    today = timezone.localdate()
    model = ZaakTermijn if isinstance(case, Zaak) else IncidentTermijn
    case.termijnen.add(
        model(
            organisation=case.organisation,
            code=code,
            gestart_op=today - timedelta(days=30),
            waarschuwen_op=today + timedelta(days=waarschuwen),
            verloopt_op=today + timedelta(days=verloopt),
        ),
        bulk=False,
    )
    type(case).objects.filter(pk=case.pk).update(
        termijn_op=today + timedelta(days=verloopt), termijn_code=code
    )


def terms_shown(answer) -> dict[str, list[str]]:
    return {row["label"]: [cell["tekst"] for cell in row["cellen"]] for row in answer.context["termijnen"]}


@pytest.fixture
def agressiecoordinator(den_haag) -> User:
    return hire_in(den_haag, "Agnes Agressie", Rol.INTEGRITEITSCOORDINATOR)


@pytest.fixture
def integriteitscoordinator(den_haag) -> User:
    return hire_in(den_haag, "Inge Integriteit", Rol.INTEGRITEITSCOORDINATOR, register="integriteit")


def walk(client, answer) -> int:
    """Follow each number of this page: it opens as many cases as it says."""
    found = links(answer)
    for url, number in found.items():
        page = client.get(url if url.startswith("/") else f"{URL}{url}")
        assert page.status_code == 200, url
        if "blokken" in page.context:
            shown = sum(len(blok["rijen"]) for blok in page.context["blokken"])
        else:
            shown = sum(row["keer"] for row in page.context["regels"])
        assert shown == number, url
    return len(found)


@pytest.mark.parametrize("afdeling", ["", "Zorg"])
def test_every_number_opens_as_many_zaken_as_it_says(afdeling, den_haag, coordinator, ingelogd):
    zaken = one_of_each(den_haag)
    add_zaak(den_haag, "2021-03-01", melding={"afdeling": "Wonen", "categorie": "pesten"})
    shared = add_zaak(den_haag, "2021-03-02", melding={"afdeling": "Wonen"})
    add_melding(den_haag, "2021-03-03", afdeling="Zorg", zaak=shared)
    for name, days in {"nieuw": (-2, -5), "voor": (0, -3), "feiten": (5, 2), "extern": (40, 30)}.items():
        let_run(zaken[name], "beoordelen", *days)
    let_run(zaken["voor"], "beoordelen", 40, 30)
    client = ingelogd(coordinator)
    chosen = {"afdeling": Afdeling.objects.get(naam=afdeling).pk} if afdeling else {}

    answer = client.get(URL, H1 | chosen)

    assert walk(client, answer) > 10
    assert [(one["waarde"], one["uitleg"]) for one in answer.context["cijfers"]] == [
        ("8" if afdeling else "10", f"{7 if afdeling else 9} meer dan een jaar eerder"),
        ("4", "3 meer dan een jaar eerder"),
        ("5", "5 meer dan een jaar eerder"),
        ("5" if afdeling else "6", f"{4 if afdeling else 5} meer dan een jaar eerder"),
    ]
    # of all work, whatever the period and the afdeling; the zaak that has it twice is in two columns
    assert terms_shown(answer) == {"Beoordelen": ["4", "3", "1", "1"]}
    assert [group["tekst"] for group in answer.context["te_doen"]][:3] == ["1", "0", "1"]


def test_every_number_opens_as_many_incidents_as_it_says(den_haag, agressiecoordinator, ingelogd):
    found = one_of_each_incident(den_haag)
    let_run(found["opnieuw"], "reactie_veroorzaker", -1, -1)
    let_run(found["vol"], "politiebesluit", 2, 0)
    client = ingelogd(agressiecoordinator)

    for asked in (H1, H1 | {"afdeling": found["vol"].afdeling_id}):
        answer = client.get(URL, asked)
        assert walk(client, answer) > 8
    assert answer.context["cijfers"][0]["waarde"] == "1"
    assert terms_shown(answer)["Besluit over de politie"] == ["1", "0", "1", "1"]


def test_an_afdeling_goes_along_to_the_figures_their_cases_and_the_files(den_haag, coordinator, ingelogd):
    one_of_each(den_haag)
    add_zaak(den_haag, "2021-03-01", melding={"afdeling": "Wonen"})
    client, wonen = ingelogd(coordinator), Afdeling.objects.get(naam="Wonen")
    answer = client.get(URL, H1 | {"afdeling": wonen.pk})

    figures = client.get(answer.context["alle_url"])
    made = client.get(reverse("rapportage_download", args=["json"]), H1 | {"afdeling": wonen.pk})

    assert figures.context["cijfers"][0]["waarde"] == "1"
    assert "Alleen Wonen en wat daaronder valt" in figures.content.decode()
    assert made.json()["instroom"]["totaal"] == 1 and made.json()["afdeling"] == "Wonen"
    assert f"-afdeling-{wonen.pk}.json" in made["Content-Disposition"]
    behind = r'<a href="(/rapportages/integriteit/zaken/\?[^"]+)">([^<]+)</a>'
    walked = re.findall(behind, figures.content.decode())
    assert len(walked) > 5
    for url, text in walked:
        page = client.get(unescape(url))
        assert sum(row["keer"] for row in page.context["regels"]) == int(text), url
        assert page.context["afdeling"].naam == "Wonen"


def test_a_foreign_an_unknown_and_a_nonsense_afdeling_are_the_same(
    den_haag, waterschap, coordinator, ingelogd
):
    one_of_each(den_haag)
    foreign = Afdeling.objects.create(organisation=waterschap, naam="Geheime Zaken")
    client, told = ingelogd(coordinator), set()
    for asked in (foreign.pk, 999_999, "x", "²"):
        for url in (URL, reverse("rapportage"), reverse("rapportage_download", args=["json"])):
            answer = client.get(url, H1 | {"afdeling": asked})
            text = answer.content.decode()
            assert answer.status_code == 404 and "Deze afdeling is er niet" in text
            assert "Geheime Zaken" not in text and "gir-cijfer__waarde" not in text
            told.add(url)
        behind = client.get(
            reverse("rapportage_zaken"), H1 | {"afdeling": asked, "figuur": "instroom.totaal"}
        )
        assert behind.status_code == 404


@pytest.mark.parametrize(
    ("rol", "works", "figures"),
    [
        (Rol.INTEGRITEITSCOORDINATOR, True, "live"),
        (Rol.GRIFFIER, True, "over"),
        (Rol.AUDITOR, False, "live"),
        (Rol.BURGEMEESTER, True, "adopted"),
        (Rol.SECRETARIS, False, "adopted"),
        *((rol, None, None) for rol in (Rol.BEVOEGD_GEZAG, Rol.LEIDINGGEVENDE, Rol.MEDEWERKER)),
        *((rol, None, None) for rol in (Rol.ONDERZOEKER, Rol.BEHEERDER, Rol.PRIVACYFUNCTIONARIS)),
    ],
)
def test_each_role_gets_what_is_theirs_elsewhere_too(rol, works, figures, den_haag, ingelogd):
    one_of_each(den_haag)
    client = ingelogd(hire(den_haag, "Iemand", *{rol} - {Rol.MEDEWERKER}))

    answer = client.get(URL, H1)

    menu = [item["naam"] for item in client.get(reverse("mijn_meldingen")).context["menu"]]
    assert ("Dashboard" in menu) == (figures is not None)
    if figures is None:
        assert answer.status_code == 404
        return
    assert answer.status_code == 200
    assert bool(answer.context.get("te_doen")) == works
    assert ("cijfers" in answer.context) == (figures != "adopted")
    form = answer.context["form"]
    assert (form is None) == (figures == "adopted")
    if form:
        assert bool(form.afdelingen) == (rol == Rol.INTEGRITEITSCOORDINATOR)
    opened = [url for url in links(answer) if "figuur=" in url]
    assert bool(opened) == (rol == Rol.INTEGRITEITSCOORDINATOR)


def test_a_register_that_is_not_ones_own_does_not_exist_and_both_are_one_click_apart(
    den_haag, integriteitscoordinator, coordinator, ingelogd
):
    one, both = ingelogd(integriteitscoordinator), ingelogd(coordinator)
    assert one.get(URL, {"register": "agressie"}).status_code == 404
    assert one.get(URL, {"register": "klachten"}).status_code == 404
    assert one.get(URL).context["registers"] == []
    shown = both.get(URL, {"register": "agressie"}).context
    assert [tab["label"] for tab in shown["registers"] if tab["gekozen"]] == ["Agressie"]
    assert len(shown["registers"]) == 2 and shown["werklijst_url"] == reverse("agressie_werklijst")


def test_the_griffier_sees_whole_periods_that_are_over_and_no_part_of_the_organisation(
    den_haag, griffier, ingelogd
):
    one_of_each(den_haag)
    add_zaak(den_haag, timezone.localdate().isoformat())
    client, year = ingelogd(griffier), timezone.localdate().year

    first = client.get(URL)
    assert first.status_code == 200 and first.context["form"].fields["periode"].initial.endswith(("H1", "H2"))
    shown = client.get(URL, H1)
    assert shown.context["cijfers"][0]["waarde"] == "7"
    assert not any("figuur=" in url for url in links(shown))
    for asked in (
        {"periode": str(year)},
        {"van": "2021-02-01", "tot_en_met": "2021-02-02"},
        {"van": f"{year}-01-01", "tot_en_met": timezone.localdate().isoformat()},
    ):
        refused = client.get(URL, asked)
        assert refused.status_code == 200 and "cijfers" not in refused.context
        assert refused.context["form"].errors
    for url in (URL, reverse("rapportage")):
        answer = client.get(url, H1 | {"afdeling": Afdeling.objects.get(naam="Zorg").pk})
        assert answer.status_code == 404 and "cijfers" not in answer.context


def test_an_excluded_coordinator_can_not_notice_a_zaak_in_any_number(
    den_haag, coordinator, tweede_coordinator, ingelogd
):
    one_of_each(den_haag)
    client, other = ingelogd(coordinator), ingelogd(tweede_coordinator)
    zorg = {"afdeling": Afdeling.objects.get(naam="Zorg").pk}

    def shown(client, asked) -> list[bytes]:
        pages = [client.get(URL, H1 | more) for more in ({}, asked)]
        return [re.sub(rb'csrf\w*.{0,99}|nonce="[^"]*"', b"", page.content) for page in pages]

    before = shown(client, zorg)
    zaak = add_zaak(den_haag, "2021-03-01", melding={"afdeling": "Zorg", "categorie": "eigen"})
    take_route(zaak, "feitenonderzoek", "2021-03-02")
    establish(zaak, "2021-04-01", "eigen")
    let_run(zaak, "beoordelen", -2, -5)
    Betrokkene.objects.create(zaak=zaak, nummer=2, user=coordinator)

    assert shown(client, zorg) == before
    assert shown(other, zorg) != before


def test_direction_reads_the_last_adopted_report_as_it_stands(
    den_haag,
    rapport_in,  # noqa: F811
    secretaris,  # noqa: F811
    ingelogd,
):
    one_of_each(den_haag)
    client = ingelogd(secretaris)
    assert "nog geen vastgesteld rapport" in client.get(URL).content.decode()
    one = rapport_in(lifecycle.VASTGESTELD)
    add_zaak(den_haag, "2021-03-01")

    shown = client.get(URL)

    assert [n["waarde"] for n in shown.context["cijfers"]] == ["7", "4", "5", "4"]
    assert "url" not in shown.context["cijfers"][0]
    assert reverse("rapport", args=[one.kenmerk]) in shown.content.decode()
    assert shown.context["verdeling"] and links(shown) == {}


def test_a_number_that_an_adopted_report_holds_back_is_held_back_here(
    den_haag,
    maak,  # noqa: F811
    secretaris,  # noqa: F811
    burgemeester,
    coordinator,
    ingelogd,
):
    for n in range(12):
        add_zaak(den_haag, f"2021-0{n % 6 + 1}-10", melding={"categorie": "pesten"})
    one = maak()
    Rapportage.objects.filter(pk=one.pk).update(bescherming=Rapportage.Bescherming.AFRONDEN)
    one.refresh_from_db()
    writing.agree(one, by=access_of(secretaris))
    freezing.freeze(one, freezing.Vaststelling(), by=access_of(burgemeester))

    shown = ingelogd(secretaris).get(URL)

    assert shown.context["cijfers"][0]["waarde"] == "10"
    assert "afgerond op een veelvoud van 5" in shown.content.decode()
    assert "12" not in re.findall(r"<td[^>]*>([^<]*)<", shown.content.decode())


def test_a_report_that_waits_is_told_with_the_day_counted_back_from_the_raad(
    den_haag,
    rapport_in,  # noqa: F811
    griffier,
    ingelogd,
):
    one = rapport_in(lifecycle.VASTGESTELD)
    meeting = timezone.localdate() + timedelta(days=12)
    Rapportage.objects.filter(pk=one.pk).update(raad_op=meeting)

    (told,) = ingelogd(griffier).get(URL).context["rapporten"]

    assert "van_u" in told["vraag"]
    assert (told["dag"]["tekst"], told["dag"]["urgentie"]) == ("nog 2 dagen", "deze-week")


def test_own_days_become_an_address_and_a_fault_is_told_at_its_field(den_haag, coordinator, ingelogd):
    one_of_each(den_haag)
    client, zorg = ingelogd(coordinator), Afdeling.objects.get(naam="Zorg").pk
    own = client.get(
        URL, {"periode": "2021", "van": "2021-02-01", "tot_en_met": "2021-02-03", "afdeling": zorg}
    )
    assert parse_qs(urlsplit(own.url).query) == {
        "register": ["integriteit"],
        "periode": ["2021-02-01/2021-02-03"],
        "afdeling": [str(zorg)],
    }
    assert client.get(own.url).context["cijfers"][0]["waarde"] == "3"
    for typed, field in (
        ({"van": "2021-02-01"}, "tot_en_met"),
        ({"van": "2021-02-31", "tot_en_met": "2021-03-01"}, "van"),
        ({"van": "2021-03-02", "tot_en_met": "2021-03-01"}, "tot_en_met"),
        ({"periode": "2021-H3"}, "periode"),
    ):
        answer = client.get(URL, typed)
        assert answer.status_code == 200 and field in answer.context["form"].errors
        assert "cijfers" not in answer.context and "te_doen" in answer.context
        assert all(value in answer.content.decode() for value in typed.values() if field != "periode")


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_the_page_takes_the_same_queries_whatever_the_rows(register, den_haag, coordinator, ingelogd):
    client, taken = ingelogd(coordinator), []
    Afdeling.objects.create(organisation=den_haag, naam="Zorg")
    which = {"register": register, "afdeling": Afdeling.objects.get().pk, "periode": "2021"}
    for more in (0, 25, 75):
        for n in range(more):
            day = f"2021-0{n % 6 + 1}-10"
            if register == "agressie":
                let_run(add_incident(den_haag, day, afdeling="Zorg"), "politiebesluit", n % 9 - 4, n % 9 - 6)
            else:
                zaak = add_zaak(den_haag, day, melding={"afdeling": "Zorg"})
                take_route(zaak, "in_de_lijn", "2021-06-11")
                let_run(zaak, "beoordelen", n % 9 - 4, n % 9 - 6)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL, which).status_code == 200
        taken.append(len(captured))
    assert len(set(taken)) == 1 and taken[0] - ACCESS <= 13, taken
