"""The main job in a real browser: somebody tells what is wrong, on a phone, and finds it back."""

import gzip

import pytest
from playwright.sync_api import Page, expect

from integrity.models import Melding, MeldingConcept
from organisations.models import Afdeling

VERHAAL = "Elke vrijdag gaan er spullen mee in een privéauto."
STAPPEN = ("positie", "waarover", "verhaal", "omstandigheden")


@pytest.fixture
def lezers(coordinator, tweede_coordinator, vertrouwenspersoon, den_haag):
    Afdeling.objects.create(organisation=den_haag, naam="Stadsbeheer")


def answer(page: Page, stap: str, **other: str) -> None:
    """Fill in one step and go on, with the mouse."""
    if stap == "positie":
        page.get_by_text("Vertrouwelijk", exact=True).click()
    elif stap == "waarover":
        page.get_by_text(other.get("soort", "Ik wil iets melden")).click()
        page.get_by_text("Geld, fraude of diefstal").click()
        page.get_by_label("Om wie gaat het?").select_option("medewerker")
    elif stap == "verhaal":
        page.get_by_label("Wat weet u?").fill(VERHAAL)
    page.get_by_role("button", name="Verder", exact=True).click()


def go_to_check(page: Page) -> None:
    page.goto("/melden/integriteit/")
    page.get_by_role("button", name="Begin").click()
    for stap in STAPPEN:
        answer(page, stap)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def press(page: Page, text: str) -> None:
    """Walk to a button with the keyboard and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == text:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach “{text}” on {page.url}")


def test_a_melding_by_keyboard_alone(venster, melder, lezers):
    page = venster(melder)
    page.goto("/")
    press(page, "Integriteit")
    press(page, "Begin")
    tab_to(page, "[name=melderpositie]")
    page.keyboard.press("ArrowDown")
    press(page, "Verder")
    tab_to(page, "[name=soort]")
    page.keyboard.press("Space")
    tab_to(page, "[name=categorie]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=betreft]")
    page.keyboard.type("Een leid")
    press(page, "Verder")
    tab_to(page, "[name=beschrijving]")
    page.keyboard.type(VERHAAL)
    press(page, "Verder")
    tab_to(page, "[name=wie]")
    page.keyboard.type("De chef")
    tab_to(page, "[name=uitgesloten]")
    page.keyboard.press("Space")
    press(page, "Verder")
    press(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    melding = Melding.objects.get()
    assert (melding.melderpositie, melding.categorie, melding.betreft) == (
        "vertrouwelijk",
        "positie",
        "leidinggevende",
    )
    assert melding.tekst.beschrijving == VERHAAL
    assert melding.zaak.uitsluitingen.count() == 1


def test_a_melding_without_javascript(venster, melder, lezers):
    page = venster(melder, javascript=False)
    go_to_check(page)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    page.get_by_role("link", name="Iets toevoegen").click()
    page.get_by_label("Wat wilt u toevoegen?").fill("Het gebeurde vandaag weer.")
    page.get_by_role("button", name="Verstuur bericht").click()
    expect(page.get_by_text("Het gebeurde vandaag weer.")).to_be_visible()
    page.get_by_role("link", name="Melding intrekken").click()
    page.get_by_role("button", name="Trek de melding in").click()
    expect(page.get_by_text("U heeft uw melding ingetrokken.")).to_be_visible()
    assert Melding.objects.get().ingetrokken_op


def test_an_error_is_told_at_the_top_and_its_link_goes_to_the_field(venster, melder, lezers):
    page = venster(melder)
    page.goto("/melden/integriteit/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Verder", exact=True).click()
    expect(page).to_have_title("Fout: Open of vertrouwelijk – stap 1 van 5 – Gemeente Den Haag – GIR")
    page.get_by_role("link", name="Kies hoe u wilt melden").click()
    assert page.evaluate("document.activeElement.name") == "melderpositie"


def test_two_quick_clicks_make_one_melding(venster, melder, lezers):
    page = venster(melder)
    go_to_check(page)
    page.get_by_role("button", name="Verstuur").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    assert Melding.objects.count() == 1


def test_the_back_button_after_sending_shows_what_was_sent(venster, melder, lezers):
    page = venster(melder)
    go_to_check(page)
    page.get_by_role("button", name="Verstuur").click()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw melding is verstuurd")
    assert Melding.objects.count() == 1


def test_what_was_answered_is_there_tomorrow(venster, melder, lezers):
    page = venster(melder)
    page.goto("/melden/integriteit/")
    page.get_by_role("button", name="Begin").click()
    for stap in STAPPEN[:2]:
        answer(page, stap)
    page.get_by_label("Wat weet u?").fill(VERHAAL)
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    tomorrow = venster(melder)
    tomorrow.goto("/")
    tomorrow.get_by_role("link", name="Verder met uw melding").click()
    tomorrow.get_by_role("link", name="Terug").click()
    expect(tomorrow.get_by_label("Wat weet u?")).to_have_value(VERHAAL)


def test_no_page_of_the_form_is_heavy(venster, melder, lezers):
    page = venster(melder)
    page.goto("/melden/integriteit/")
    page.get_by_role("button", name="Begin").click()
    answer(page, "positie")
    here = page.url
    heavy = venster(melder)
    answers = []
    heavy.on("response", lambda response: answers.append(response))
    heavy.goto(here, wait_until="networkidle")
    assert len(answers) <= 5, [a.url for a in answers]
    assert sum(len(gzip.compress(a.body())) for a in answers) <= 40_000
    assert {a.url.split("/")[2] for a in answers} == {here.split("/")[2]}


def test_every_page_of_a_melder_is_accessible_and_fits(venster, check_page, melder, lezers):
    page = venster(melder)
    page.goto("/")
    check_page(page, "start")
    page.goto("/mijn-meldingen/")
    check_page(page, "mijn-meldingen-leeg")
    page.goto("/melden/integriteit/")
    check_page(page, "melden")
    page.get_by_role("button", name="Begin").click()
    for stap in STAPPEN:
        check_page(page, f"melden-{stap}")
        if stap != "omstandigheden":
            page.get_by_role("button", name="Verder", exact=True).click()
            check_page(page, f"melden-{stap}-fout")
        answer(page, stap)
    check_page(page, "melden-controle")
    page.goto("/")
    check_page(page, "start-concept")
    page.get_by_role("link", name="Weggooien").click()
    check_page(page, "melden-weggooien")
    page.goto(f"/melden/{MeldingConcept.objects.get().token}/controle/")
    page.get_by_role("button", name="Verstuur").click()
    check_page(page, "melden-verzonden")
    page.get_by_role("link", name="Bekijk uw melding").click()
    page.get_by_label("Wat wilt u toevoegen?").fill("Nog iets.")
    page.get_by_role("button", name="Verstuur bericht").click()
    check_page(page, "mijn-melding")
    page.get_by_role("link", name="Melding intrekken").click()
    check_page(page, "mijn-melding-intrekken")
    page.goto("/mijn-meldingen/")
    check_page(page, "mijn-meldingen")


def test_the_pages_of_registering_are_accessible_and_fit(venster, check_page, vertrouwenspersoon, lezers):
    page = venster(vertrouwenspersoon)
    page.goto("/integriteit/registreren/")
    check_page(page, "registreren")
    page.get_by_role("button", name="Registreer").click()
    check_page(page, "registreren-fout")
    page.get_by_label("Ontvangen op").fill("2026-01-05")
    page.get_by_label("Mondeling").check()
    page.get_by_label("De melder is akkoord met dit verslag").check()
    page.get_by_label("Anoniem").check()
    page.get_by_label("Om wie gaat het?").select_option("medewerker")
    page.get_by_label("Wat heeft de melder verteld?").fill("De melder wordt gepest.")
    page.get_by_role("button", name="Registreer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De melding is geregistreerd")
    check_page(page, "geregistreerd")
    page.goto("/integriteit/tellingen/")
    check_page(page, "tellingen")


def test_the_pages_of_questions_are_accessible_and_fit(venster, check_page, dien_in, coordinator, lezers):
    vraag = dien_in(soort="adviesvraag")
    page = venster(coordinator)
    page.goto("/integriteit/meldingen/")
    check_page(page, "meldingen")
    page.get_by_role("link", name=vraag.kenmerk).click()
    page.get_by_label("Uw bericht aan de melder").fill("Ja, dat kunt u melden.")
    page.get_by_role("button", name="Stuur bericht").click()
    check_page(page, "melding")
