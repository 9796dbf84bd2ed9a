"""Working on incidents in a real browser: no fault found by axe on phone and desktop, without scripts too."""

import pytest
from playwright.sync_api import expect

from incidents.forms.acties import FORMS
from incidents.models import Incident
from incidents.services import contact, intake, sporen
from incidents.views.werkstroom import WERK
from tests.conftest import access_of
from tests.incidents.conftest import (  # noqa: F401 - the cast of this register
    afdeling,
    agressiecoordinator,
    beslisser,
    collega,
    meld,
    melder,
)

WERKLIJST, TAKEN = "/agressie/werklijst/", "/agressie/taken/"


def address(incident: Incident, verb: str = "") -> str:
    return f"/agressie/incidenten/{incident.kenmerk}/" + (f"{verb}/" if verb else "")


@pytest.fixture
def full(meld, melder, leidinggevende, agressiecoordinator) -> Incident:  # noqa: F811
    """An incident in which much happened that a page can show."""
    incident = meld(
        days_ago=5,
        gedragingen=("dreigen_geweld", "schelden"),
        kenmerken=("wapen",),
        over={"ernst_beleving": 4, "letsel": "behandeling", "telefoon": "06 1234 5678", "mag_bellen": True},
    )
    by = access_of(leidinggevende)
    contact.take_up(incident, by=by)
    intake.add(incident, "Hij stond vandaag weer bij de deur.", by=access_of(melder))
    contact.send(incident, "Wij kijken ernaar. U hoort het morgen.", by=by)
    contact.write_note(incident, "Overleg met de wijkagent gepland.", by=by)
    sporen.skip(incident, "organisatie", "Er is niets kapot en niets te leren.", by=by)
    return incident


def test_the_lists_have_no_fault(venster, check_page, full, meld, agressiecoordinator, leidinggevende):  # noqa: F811
    meld(gedragingen=("schelden",))
    meld(days_ago=9, gedragingen=("spugen",))
    page = venster(agressiecoordinator)
    page.goto(WERKLIJST)
    expect(page.get_by_text("Te laat").first).to_be_visible()
    check_page(page, "agressie-werklijst")
    page.get_by_role("link", name="Overzicht in getallen").click()
    check_page(page, "agressie-overzicht")
    page = venster(leidinggevende)
    page.goto(TAKEN)
    check_page(page, "agressie-taken")


def test_the_page_of_an_incident_has_no_fault(
    venster,
    check_page,
    full,
    agressiecoordinator,  # noqa: F811
    beslisser,  # noqa: F811
):
    for who, name in ((agressiecoordinator, "coordinator"), (beslisser, "directie")):
        page = venster(who)
        page.goto(address(full))
        check_page(page, f"agressie-zaak-{name}")
    page.goto(TAKEN)
    check_page(page, "agressie-taken-directie")


def test_every_form_that_can_be_used_has_no_fault(
    venster,
    check_page,
    full,
    agressiecoordinator,  # noqa: F811
):
    page = venster(agressiecoordinator)
    possible = [verb for verb in FORMS if not WERK.engine.what_is_missing(full, verb)]
    for verb in possible:
        answer = page.goto(address(full, verb))
        if answer.status == 200:
            check_page(page, f"agressie-actie-{verb}")


def test_without_scripts_a_leidinggevende_records_the_contact(
    venster,
    meld,  # noqa: F811
    leidinggevende,
):
    incident = meld()
    page = venster(leidinggevende, javascript=False)
    page.goto(TAKEN)
    page.get_by_role("link", name="Contact met uw medewerker").click()
    page.get_by_label("Is er letsel?").select_option("Geen")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Er is contact gelegd met het slachtoffer.").first).to_be_visible()
    incident.refresh_from_db()
    assert incident.status == "in_behandeling"
