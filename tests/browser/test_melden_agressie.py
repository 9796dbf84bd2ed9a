"""The quick report in a real browser: by a shaken person, on a phone, with a bad connection."""

import gzip
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from incidents.models import Incident
from tests.browser.test_melden import press, tab_to
from tests.conftest import access_of
from tests.incidents.conftest import *  # noqa: F403  the cast of this register

PHONE = {"width": 360, "height": 740}
VERHAAL = "Hij werd boos over zijn uitkering en riep dat hij mij zou opwachten."
PER_CHARACTER = 250  # ms: two thumbs on a phone, some 40 words a minute
PER_TAP = 1500  # ms: looking and tapping


class Hand:
    """Somebody with a phone: every tap is counted, and takes as long as a person takes."""

    def __init__(self, page: Page, *, pause: int = 0) -> None:
        self.page, self.pause, self.taps = page, pause, 0

    def tap(self, target: Locator) -> None:
        self.page.wait_for_timeout(self.pause)
        target.click()
        self.taps += 1

    def tile(self, text: str) -> None:
        self.tap(self.page.get_by_text(text, exact=True).and_(self.page.locator("label:visible")))

    def go_on(self) -> None:
        self.tap(self.page.get_by_role("button", name="Verder", exact=True))

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)


def fill_in(hand: Hand, *, per_character: int = 0) -> None:
    """From the first step to the check page."""
    page = hand.page
    hand.heading("Wat gebeurde er?")
    hand.tile("Bedreigen met geweld")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    hand.tile("Aan de balie")
    hand.go_on()
    hand.heading("Vertel kort wat er gebeurde")
    page.get_by_label("In uw eigen woorden").press_sequentially(VERHAAL, delay=per_character, timeout=60_000)
    hand.go_on()
    hand.heading("Hoe gaat het met u?")
    hand.tile("Geschrokken of van slag")
    group = page.get_by_role("radiogroup", name="Mag iemand u bellen?")
    hand.tap(group.get_by_text("Ja", exact=True))
    hand.tile("Weet ik nog niet")
    hand.go_on()
    hand.heading("Controleer en verstuur")


@pytest.fixture
def beschikbaar(agressiecoordinator, leidinggevende, vertrouwenspersoon):
    """Who reads it, and who can be talked to."""


def open_form(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Agressie en bedreiging").click()


def test_within_a_minute_and_twelve_taps(venster, melder, beschikbaar):
    """From the start page to the confirmation, at the speed of a person: see PER_CHARACTER and PER_TAP."""
    page = venster(melder, size=PHONE)
    page.goto("/")
    hand = Hand(page, pause=PER_TAP)
    began = time.monotonic()
    hand.tap(page.get_by_role("link", name="Agressie en bedreiging"))
    fill_in(hand, per_character=PER_CHARACTER)
    hand.tap(page.get_by_role("button", name="Verstuur"))
    hand.heading("Uw melding is verstuurd")
    took = time.monotonic() - began
    assert hand.taps <= 12
    assert took <= 60, f"{took:.1f} s"
    incident = Incident.objects.get()
    assert incident.tekst.beschrijving == VERHAAL
    assert (incident.gedragingen, incident.contactvormen) == (["dreigen_geweld"], ["balie"])
    assert page.evaluate("localStorage.length") == 0


def test_every_target_is_large_enough_for_a_thumb(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    page.goto("/agressie/melden/")
    sizes = page.eval_on_selector_all(
        ".gir-meldstap:not([hidden]) .gir-optie, .gir-meldstap:not([hidden]) .utrecht-button",
        "all => all.filter(one => one.offsetParent)"
        ".map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])",
    )
    assert len(sizes) > 20 and all(min(size) >= 44 for size in sizes)


def test_by_keyboard_alone(venster, melder, beschikbaar):
    page = venster(melder)
    page.goto("/")
    press(page, "Agressie en bedreiging")
    tab_to(page, "[name=wat][value=schelden]")
    page.keyboard.press("Space")
    go_on_by_keyboard(page)
    tab_to(page, "[name=plaats]")
    page.keyboard.press("Space")
    go_on_by_keyboard(page)
    page.keyboard.type(VERHAAL)
    go_on_by_keyboard(page)
    tab_to(page, "[name=letsel]")
    page.keyboard.press("Space")
    go_on_by_keyboard(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer en verstuur")
    press(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    incident = Incident.objects.get()
    assert (incident.gedragingen, incident.tekst.beschrijving) == (["schelden"], VERHAAL)


def go_on_by_keyboard(page: Page) -> None:
    before = page.locator("h1").inner_text()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == "Verder":
            page.keyboard.press("Enter")
            expect(page.locator("h1")).not_to_have_text(before)
            return
    raise AssertionError(f"the keyboard does not reach Verder on {page.url}")


def test_without_javascript(venster, melder, beschikbaar):
    page = venster(melder, javascript=False, size=PHONE)
    open_form(page)
    hand = Hand(page)
    fill_in(hand)
    page.get_by_role("link", name="Wijzig wanneer").click()
    hand.tile("Gisteren")
    hand.go_on()
    hand.heading("Controleer en verstuur")
    page.get_by_role("button", name="Verstuur").click()
    hand.heading("Uw melding is verstuurd")
    assert Incident.objects.get().tekst.beschrijving == VERHAAL


def test_five_clicks_on_send_make_one(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    fill_in(hand)
    page.get_by_role("button", name="Verstuur").click(click_count=5)
    hand.heading("Uw melding is verstuurd")
    page.go_back()
    page.reload()
    hand.heading("Uw melding is verstuurd")
    assert Incident.objects.count() == 1


def test_signing_out_clears_ones_own_from_the_device_and_nothing_of_others(venster, melder, beschikbaar):
    for address in ("/agressie/melden/", "/mijn-meldingen/"):
        page = venster(melder, size=PHONE)
        page.goto("/")
        own = f"gir-melding:{access_of(melder).toestel}x:y"
        for name in (own, "gir-melding:x:y"):
            page.evaluate("n => localStorage[n] = JSON.stringify({op: Date.now(), velden: []})", name)
        page.goto(address)
        assert page.evaluate("localStorage.length") == 2
        page.get_by_role("button", name="Uitloggen").click()
        page.wait_for_load_state()
        assert page.evaluate("Object.keys(localStorage)") == ["gir-melding:x:y"], address


def test_a_fault_stands_at_its_field_and_goes_when_it_is_mended(venster, check_page, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    hand.tile("Iets anders")
    hand.go_on()
    group = page.get_by_role("radiogroup", name="Wat dan?")
    expect(group.locator(".gir-fout")).to_contain_text("Kies wat het was.")
    expect(group).to_have_attribute("aria-describedby", "fout_anders_wat")
    check_page(page, "agressie-1-fout-bij-veld")
    hand.tile("Brand stichten")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    expect(page.locator(".gir-fout")).to_have_count(0)


def test_a_page_that_stays_open_past_midnight_asks_the_day_again(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    hand.tile("Spugen")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    today = page.locator("[name=op]").input_value()
    page.evaluate("document.querySelector('[name=op]').value = '2020-01-01'")  # rendered on another day
    hand.go_on()
    expect(page.get_by_role("radiogroup", name="Wanneer was het?").locator(".gir-fout")).to_contain_text(
        "Kies opnieuw op welke dag het was."
    )
    expect(page.locator("[name=dag]:checked")).to_have_count(0)
    hand.tile("Vandaag")
    expect(page.locator("[name=op]")).to_have_value(today)
    hand.go_on()
    hand.heading("Vertel kort wat er gebeurde")


def test_who_was_signed_out_meanwhile_loses_nothing(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    fill_in(hand)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("U bent niet meer ingelogd.")).to_be_visible()
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Log opnieuw in").click()
    hand.heading("Uw melding is verstuurd")
    assert Incident.objects.get().tekst.beschrijving == VERHAAL


def test_back_goes_to_the_step_before(venster, melder, beschikbaar):
    page = venster(melder, size=PHONE)
    open_form(page)
    hand = Hand(page)
    hand.tile("Spugen")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    page.go_back()
    hand.heading("Wat gebeurde er?")
    expect(page.get_by_label("Spugen")).to_be_checked()
    hand.go_on()
    hand.heading("Wanneer en waar?")
    page.get_by_role("link", name="Terug").click()
    hand.heading("Wat gebeurde er?")
    page.reload()
    expect(page.get_by_label("Spugen")).to_be_checked()


def test_the_form_is_not_heavy(venster, melder, beschikbaar, den_haag):
    den_haag.thema = "duin"
    den_haag.save()
    page = venster(melder)
    answers = []
    page.on("response", lambda response: answers.append(response))
    page.goto("/agressie/melden/", wait_until="networkidle")
    # The logo is also the icon: a browser that may keep files asks for it once.
    assert len({answer.url for answer in answers}) <= 5
    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= 40_000
    assert {answer.url.split("/")[2] for answer in answers} == {page.url.split("/")[2]}


def test_every_page_is_accessible_and_fits(venster, check_page, melder, collega, beschikbaar):
    page = venster(melder)
    page.goto("/melden/")
    check_page(page, "melden-keuze")
    open_form(page)
    hand = Hand(page)
    check_page(page, "agressie-1")
    hand.go_on()
    expect(page.get_by_role("heading", name="Er is 1 fout")).to_be_focused()
    check_page(page, "agressie-1-fout")
    hand.tile("Spugen")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    hand.tile("Eerder")
    hand.tile("Ergens anders")
    check_page(page, "agressie-2")
    hand.tile("Vandaag")
    hand.go_on()
    hand.heading("Vertel kort wat er gebeurde")
    check_page(page, "agressie-3")
    hand.go_on()
    hand.heading("Hoe gaat het met u?")
    check_page(page, "agressie-4")
    page.locator("label[for=id_letsel_0]").click()
    hand.go_on()
    hand.heading("Controleer en verstuur")
    page.locator("summary").click()
    check_page(page, "agressie-5")
    page.context.set_offline(True)
    expect(page.get_by_text("Geen verbinding.")).to_be_visible()
    expect(page.get_by_text("kan wie dit toestel gebruikt het lezen, hoogstens 3 dagen")).to_be_visible()
    check_page(page, "agressie-5-offline")
    page.context.set_offline(False)
    page.get_by_role("button", name="Verstuur").click()
    hand.heading("Uw melding is verstuurd")
    check_page(page, "agressie-verstuurd")
    page.get_by_role("link", name="Bekijk uw melding").click()
    page.get_by_label("Wat wilt u toevoegen?").fill("Er was een getuige.")
    page.get_by_role("button", name="Verstuur bericht").click()
    check_page(page, "agressie-mijn")
    page.get_by_role("link", name="Melding intrekken").click()
    check_page(page, "agressie-intrekken")
    page.goto("/mijn-meldingen/")
    check_page(page, "agressie-mijn-lijst")


def test_reporting_for_a_colleague_or_as_an_ambtsdrager(venster, check_page, melder, collega, beschikbaar):
    page = venster(melder)
    open_form(page)
    hand = Hand(page)
    page.get_by_role("button", name="Ik meld voor een collega").click()
    hand.heading("Voor wie meldt u?")
    hand.tile("Ik ben politiek ambtsdrager, of familie daarvan")
    check_page(page, "agressie-voor-wie-ambt")
    hand.tile("Voor een collega")
    page.get_by_label("Hoe heet uw collega?").fill("colle")
    hand.go_on()
    check_page(page, "agressie-voor-wie")
    hand.tile("Cor Collega, Publiekszaken")
    family = page.get_by_label("Het overkwam familie van deze ambtsdrager")
    expect(family).to_be_hidden()
    page.get_by_label("Is uw collega politiek ambtsdrager?").select_option("Wethouder")
    expect(family).to_be_visible()
    check_page(page, "agressie-voor-wie-collega-ambt")
    hand.go_on()
    expect(page.get_by_text("U meldt voor Cor Collega (wethouder).")).to_be_visible()
    page.get_by_role("button", name="Wijzig").click()
    hand.heading("Voor wie meldt u?")
    hand.tile("Cor Collega, Publiekszaken")
    page.get_by_label("Is uw collega politiek ambtsdrager?").select_option("Nee")
    hand.go_on()
    hand.heading("Wat gebeurde er?")
    expect(page.get_by_text("U meldt voor Cor Collega.")).to_be_visible()
    hand.tile("Spugen")
    hand.go_on()
    hand.heading("Wanneer en waar?")
    hand.go_on()
    hand.heading("Vertel kort wat er gebeurde")
    hand.go_on()
    hand.heading("Hoe gaat het met uw collega?")
    page.locator("label[for=id_letsel_0]").click()
    hand.go_on()
    hand.heading("Controleer en verstuur")
    check_page(page, "agressie-5-collega")
    page.get_by_role("button", name="Verstuur").click()
    hand.heading("Uw melding is verstuurd")
    incident = Incident.objects.get()
    assert (incident.namens, incident.slachtoffers.get().user) == (True, collega)
