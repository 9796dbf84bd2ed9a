"""The pages about police and evidence in a real browser, on a phone and at a desk."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from incidents.models import Incident
from incidents.services import politie
from incidents.services.politie import NieuwContact
from tests.casework.files import EXE, PNG
from tests.conftest import access_of
from tests.incidents.conftest import *  # noqa: F403
from tests.incidents.zaak.conftest import url_of

FORMS = (
    *("politie_besluiten", "politie_vastleggen", "pif_maken", "bewijs_toevoegen", "getuige_toevoegen"),
    *("online_vastleggen", "strafverloop_vastleggen"),
)


def open_form(page: Page, incident: Incident, verb: str) -> None:
    page.goto(url_of(incident, verb))


def test_the_forms_and_the_page_are_usable_for_everybody(
    meld, agressiecoordinator, venster, check_page, tmp_path
):
    incident = meld(gedragingen=("dreigen_geweld",))
    regie = access_of(agressiecoordinator)
    day = incident.voorval_op
    contact = NieuwContact("aangifte", day, "werkgever", "domicilie_werkgever", "PL1500-1", True)
    politie.record_contact(incident, contact, by=regie)
    page = venster(agressiecoordinator)
    for verb in FORMS:
        open_form(page, incident, verb)
        check_page(page, f"agressie-{verb}")

    open_form(page, incident, "bewijs_toevoegen")
    page.get_by_label("Wat is het?").fill("Foto van de balie")
    page.get_by_label("Bestanden").set_input_files(_file(tmp_path, "foto.jpg", EXE))
    page.get_by_role("button", name="Voeg toe").click()
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.locator(".gir-fouten")).to_contain_text("is een programma")
    check_page(page, "agressie-bewijs-geweigerd")
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(2 * 1024**3)
    page.get_by_label("Bestanden").set_input_files(tmp_path / "film.mp4")
    expect(page.get_by_role("alert")).to_contain_text("“film.mp4” is te groot")
    page.get_by_label("Bestanden").set_input_files(_file(tmp_path, "foto.png", PNG))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("status")).to_be_visible()

    open_form(page, incident, "online_vastleggen")
    page.get_by_label("Op welk platform?").fill("Voorbeeldplein")
    page.get_by_label("Adres van het bericht").fill("https://voorbeeld.nl/" + "bericht" * 20)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("status")).to_be_visible()
    open_form(page, incident, "pif_maken")
    page.get_by_role("button", name="Maak het politiedossier").click()
    check_page(page, "agressie-zaak-met-politie")
    with page.expect_download() as started:
        page.get_by_role("link", name="Politiedossier versie 1").click()
    assert started.value.suggested_filename == f"PIF-{incident.kenmerk}-versie-1.pdf"
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")


def _file(folder: Path, name: str, content: bytes) -> Path:
    made = folder / name
    made.write_bytes(content)
    return made
