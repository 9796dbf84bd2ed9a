"""A coördinator brings an old registration in, on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from casework.importing import jobs
from casework.models import Importopdracht
from casework.tasks import deliver_slow
from incidents.models import Incident
from integrity.models import Melding
from tests.incidents.importing import files as incidenten
from tests.integrity.importing.files import GESLOTEN, LIJN, csv_of


@pytest.fixture
def bestand(tmp_path):
    def _bestand(naam: str, *rows: dict) -> Path:
        path = tmp_path / naam
        path.write_bytes(csv_of(*rows))
        return path

    return _bestand


def choose(page: Page, path: Path) -> None:
    page.goto("/integriteit/importeren/")
    page.get_by_label("Bestand met meldingen").set_input_files(path)
    page.get_by_role("button", name="Bekijk het bestand").click()


def standing_still(route: Route) -> None:
    """The page as it is, without being loaded again while it is looked at."""
    response = route.fetch(max_redirects=0)
    route.fulfill(response=response, headers={k: v for k, v in response.headers.items() if k != "refresh"})


def test_a_file_is_looked_at_confirmed_and_imported(venster, coordinator, bestand, check_page):
    page = venster(coordinator)
    page.goto("/integriteit/importeren/")
    check_page(page, "import-start")
    page.get_by_role("button", name="Bekijk het bestand").click()
    expect(page.get_by_role("link", name="Kies een bestand.")).to_be_visible()
    check_page(page, "import-leeg")

    choose(page, bestand("oud.csv", GESLOTEN | {"afdeling": "Stadsbeheer"}, LIJN | {"kenmerk": "K2"}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer wat er in het bestand staat")
    check_page(page, "import-voorbeeld")
    page.route("**/integriteit/importeren/**", standing_still)
    page.get_by_role("button", name="Importeer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand wordt geïmporteerd")
    check_page(page, "import-wacht")
    jobs._progress_of(Importopdracht.objects.get())(250, 1000)
    page.reload()
    expect(page.get_by_role("progressbar")).to_be_visible()
    check_page(page, "import-bezig")

    deliver_slow()
    page.goto("/integriteit/importeren/")
    check_page(page, "import-eerdere")
    page.get_by_role("link", name="oud.csv").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand is geïmporteerd")
    check_page(page, "import-gereed")
    page.get_by_role("link", name="Bekijk de rapportage over 2021").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert Melding.objects.count() == 2


def test_faults_stand_in_a_table_by_row_and_column(venster, coordinator, bestand, check_page):
    page = venster(coordinator)
    choose(
        page, bestand("fout.csv", GESLOTEN | {"kanaal": "fax"}, LIJN | {"kenmerk": "K2", "route_op": "nooit"})
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Er is niets geïmporteerd")
    expect(page.get_by_role("row")).to_have_count(3)
    check_page(page, "import-fouten")
    choose(page, bestand("leeg.csv", {"naam": "wie"}))
    expect(page.get_by_role("alert")).to_contain_text("geen kopregel")
    check_page(page, "import-onleesbaar")


def test_importing_needs_no_javascript_and_a_double_click_imports_once(venster, coordinator, bestand):
    page = venster(coordinator, javascript=False)
    choose(page, bestand("oud.csv", GESLOTEN))
    page.get_by_role("button", name="Importeer", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand wordt geïmporteerd")
    assert (deliver_slow(), deliver_slow()) == (1, 0)
    # the page looks again by itself
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand is geïmporteerd", timeout=15_000)
    assert Melding.objects.count() == 1


def test_a_file_of_incidents_is_imported_at_the_address_of_its_own_register(
    venster, coordinator, griffier, tmp_path, check_page
):
    page = venster(coordinator)
    page.goto("/agressie/importeren/")
    check_page(page, "agressie-import-start")
    page.get_by_text("Hoe moet het bestand eruitzien?").click()
    check_page(page, "agressie-import-uitleg")
    path = tmp_path / "oud.csv"
    raadslid = incidenten.GEMELD | {"kenmerk": "I2", "doelwit": "ambtsdrager"}
    path.write_bytes(incidenten.csv_of(incidenten.ALLES, raadslid))
    page.get_by_label("Bestand met incidenten").set_input_files(path)
    page.get_by_role("button", name="Bekijk het bestand").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer wat er in het bestand staat")
    expect(page.get_by_text("1 incident gaat over politieke ambtsdragers")).to_be_visible()
    check_page(page, "agressie-import-voorbeeld")
    page.get_by_role("button", name="Importeer", exact=True).click()
    deliver_slow()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand is geïmporteerd", timeout=15_000)
    check_page(page, "agressie-import-gereed")
    page.get_by_role("link", name="Bekijk de rapportage over 2021").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert Incident.objects.count() == 2
