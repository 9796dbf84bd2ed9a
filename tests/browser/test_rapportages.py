"""The griffier and the coördinator read the half-year report in a real browser."""

from django.utils import timezone
from playwright.sync_api import expect

from tests.reports.agressie.rows import one_of_each as one_of_each_incident
from tests.reports.rows import add_zaak, one_of_each


def test_the_griffier_chooses_a_period_and_reads_the_report_by_keyboard_and_without_javascript(
    venster, den_haag, griffier
):
    one_of_each(den_haag)
    page = venster(griffier, javascript=False)
    page.goto("/rapportages/")
    page.get_by_label("Een andere periode").press("Space")
    page.get_by_label("Eerste dag").fill("2021-01-01")
    page.get_by_label("Laatste dag").fill("2021-06-30")
    page.get_by_role("button", name="Toon de cijfers").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Integriteit in het eerste halfjaar van 2021")
    expect(page.get_by_text("ontving het meldpunt 7 meldingen")).to_be_visible()
    expect(page.locator("main td a")).to_have_count(0)


def test_the_coordinator_opens_the_zaken_behind_a_number(venster, den_haag, coordinator):
    one_of_each(den_haag)
    page = venster(coordinator)
    page.goto("/rapportages/integriteit/?periode=2021-H1")
    table = page.get_by_role("table", name="Eerste route")
    table.get_by_role("row", name="Feitenonderzoek").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Eerste route: Feitenonderzoek")
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_no_fault_is_found_on_any_page_of_the_figures(venster, den_haag, coordinator, check_page):
    one_of_each(den_haag)
    page = venster(coordinator)
    for name, path in {
        "dashboard": "/dashboard/?periode=2021-H1",
        "dashboard-fout": "/dashboard/?van=2021-02-31",
        "rapportages": "/rapportages/",
        "rapportages-fout": "/rapportages/?periode=eigen&van=2021-02-31",
        "rapportage": "/rapportages/integriteit/?periode=2021-H1",
        "rapportage-leeg": "/rapportages/integriteit/?periode=1999",
        "rapportage-zaken": "/rapportages/integriteit/zaken/?periode=2021-H1&figuur=instroom.totaal",
        "rapportage-besluiten": "/rapportages/integriteit/zaken/?periode=2021-H1&figuur=voorraad.uitstroom",
        "rapportage-onmogelijk": "/rapportages/integriteit/?periode=2021-H3",
    }.items():
        page.goto(path)
        check_page(page, name)


def test_no_fault_is_found_where_the_griffier_has_to_wait(venster, den_haag, griffier, check_page):
    today = timezone.localdate()
    add_zaak(den_haag, today.isoformat())
    page = venster(griffier)
    page.goto(f"/rapportages/integriteit/?periode={today.year}")

    expect(page.get_by_text("nog niet voorbij")).to_be_visible()
    check_page(page, "rapportage-wacht")


def test_the_coordinator_chooses_the_register_and_opens_the_incidents_behind_a_number(
    venster, den_haag, coordinator
):
    one_of_each_incident(den_haag)
    page = venster(coordinator, javascript=False)
    page.goto("/rapportages/")
    page.get_by_label("Agressie").press("Space")
    page.get_by_label("Heel 2021").press("Space")
    page.get_by_role("button", name="Toon de cijfers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agressie in 2021")
    table = page.get_by_role("table", name="Van incident tot afdoening")
    table.get_by_role("row", name="Daarvan met aangifte").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Van incident tot afdoening: Daarvan met aangifte"
    )
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_no_fault_is_found_on_any_page_of_the_aggression_figures(venster, den_haag, coordinator, check_page):
    one_of_each_incident(den_haag)
    page = venster(coordinator)
    for name, path in {
        "agressie-rapportage": "?periode=2021-H1",
        "agressie-rapportage-leeg": "?periode=1999",
        "agressie-rapportage-incidenten": "incidenten/?periode=2021-H1&figuur=instroom.totaal",
        "agressie-rapportage-uitstroom": "incidenten/?periode=2021-H1&figuur=voorraad.uitstroom",
    }.items():
        page.goto(f"/rapportages/agressie/{path}")
        check_page(page, name)
