"""The quick report while the connection drops: nothing is lost, and it is sent once."""

from playwright.sync_api import expect

from incidents.models import Incident, IncidentConcept
from tests.browser.test_melden_agressie import PHONE, VERHAAL, Hand, beschikbaar, fill_in, open_form
from tests.incidents.conftest import *  # noqa: F403  the cast of this register

__all__ = ["beschikbaar"]


def test_the_connection_drops_halfway_and_comes_back_one_melding(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    hand.tile("Bedreigen met geweld")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    page.context.set_offline(True)
    expect(page.get_by_text("Geen verbinding.")).to_be_visible()
    hand.tile("Aan de balie")
    hand.go_on()
    page.get_by_label("In uw eigen woorden").fill(VERHAAL)
    hand.go_on()
    # without this the click waits for the button of the step before, which is hidden
    hand.heading("Hoe gaat het met u?")
    hand.go_on()
    expect(page.get_by_role("link", name="Kies een antwoord: Bent u gewond")).to_be_visible()
    hand.tile("Geschrokken of van slag")
    hand.go_on()
    hand.heading("Controleer en verstuur")
    expect(page.get_by_text(VERHAAL)).to_be_visible()
    assert VERHAAL in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Uw melding staat klaar op dit toestel.")).to_be_visible()
    assert not Incident.objects.exists()
    page.context.set_offline(False)
    hand.heading("Uw melding is verstuurd")
    incident = Incident.objects.get()
    assert (incident.tekst.beschrijving, incident.contactvormen) == (VERHAAL, ["balie"])
    assert not IncidentConcept.objects.exists()
    assert page.evaluate("localStorage.length") == 0


def test_what_waits_is_said_at_the_button_and_sent_from_any_page(venster, check_page, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    fill_in(hand)
    page.context.set_offline(True)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("#bij-verstuur")).to_contain_text("Uw melding staat klaar op dit toestel.")
    expect(page.locator("#bij-verstuur")).to_be_focused()
    expect(page.locator("#bij-verstuur .utrecht-alert")).to_be_in_viewport()
    expect(page.get_by_text("Er is nog niets verstuurd.")).to_be_hidden()
    check_page(page, "agressie-5-wacht")
    page.goto("about:blank")
    page.context.set_offline(False)
    assert not Incident.objects.exists()
    page.goto("/mijn-meldingen/")
    expect(page.get_by_text("Uw melding is alsnog verstuurd.")).to_be_visible()
    assert Incident.objects.get().tekst.beschrijving == VERHAAL
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("link", name="Bekijk wat er nu gebeurt").click()
    hand.heading("Uw melding is verstuurd")


def test_an_answer_that_got_lost_makes_no_second_melding(venster, melder, beschikbaar):
    """The server has it, the phone does not know: it sends again, until it hears something."""
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    fill_in(hand)
    lost = []

    def lose(route) -> None:
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.route("**/versturen/", lose, times=2)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd", timeout=20_000)
    assert len(lost) == 2 and Incident.objects.count() == 1


def test_what_stayed_on_the_device_is_there_after_closing_the_page_and_for_nobody_else(
    venster, melder, collega, beschikbaar
):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    hand.tile("Spugen")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    hand.go_on()
    hand.heading("Vertel kort wat er gebeurde")
    page.context.set_offline(True)
    page.get_by_label("In uw eigen woorden").fill(VERHAAL)
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert VERHAAL in stored and melder.naam not in stored and melder.email not in stored
    page.goto("about:blank")
    page.context.set_offline(False)
    other = venster(collega, size=PHONE)
    other.goto("/")
    other.evaluate(
        "kept => Object.entries(JSON.parse(kept)).forEach(([k, v]) => localStorage[k] = v)", stored
    )
    other.goto("/agressie/melden/")
    expect(other.get_by_text("Dit duurt ongeveer een minuut.")).to_be_visible()
    expect(other.get_by_text("Dit typte u toen")).to_have_count(0)
    page.goto("/agressie/melden/")
    expect(page.get_by_text("Dit typte u toen er geen verbinding was.")).to_be_visible()
    expect(page.get_by_label("Spugen")).to_be_checked()
    expect(page.locator("#id_beschrijving")).to_have_value(VERHAAL)
