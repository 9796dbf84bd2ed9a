"""Working on zaken in a real browser: every page without a fault, by keyboard alone and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from casework.acties import aanbod
from integrity import lifecycle
from integrity.forms.acties import FORMS
from integrity.models import Zaak
from integrity.services import oordeel, verloop, zorg
from integrity.views.werkstroom import WERK
from tests.browser.conftest import PHONE
from tests.conftest import access_of

WERKLIJST, TAKEN = "/integriteit/werklijst/", "/integriteit/taken/"


def address(zaak: Zaak, verb: str = "") -> str:
    return f"/integriteit/zaken/{zaak.kenmerk}/" + (f"{verb}/" if verb else "")


def press(page: Page, text: str) -> None:
    """Walk to a link or button with the keyboard and press Enter."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == text:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach “{text}” on {page.url}")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


@pytest.fixture
def full(zaak_in, coordinator, procesbegeleider, tweede_coordinator) -> Zaak:
    """A zaak in which everything happened that a page can show."""
    zaak = zaak_in(lifecycle.MAATREGEL, days_ago=40, pace=2)
    by = access_of(coordinator)
    verloop.hand_out(zaak, by=by, procesbegeleider=procesbegeleider)
    zorg.tell_melder(zaak, zaak.meldingen.get(), "Wij zijn bezig met uw melding.", by=by)
    zorg.write_note(zaak, "Let op: de termijn loopt af.", by=by)
    zorg.record_contact(zaak, "nabespreking", bevinding="Een goed gesprek.", by=by)
    zorg.add_improvement(zaak, "Leg de regels beter uit.", by=by)
    person = zaak.betrokkenen.get()
    oordeel.keep_order(zaak, person, "op_non_actief", reden="Rust op de afdeling.", by=by)
    oordeel.record_criminal(zaak, "aangifte", by=by)
    return zaak


def test_the_lists_have_no_fault(venster, check_page, full, zaak_in, coordinator, bevoegd_gezag):
    zaak_in(lifecycle.ONTVANGEN)
    zaak_in(lifecycle.WEDERHOOR)
    page = venster(coordinator)
    page.goto(WERKLIJST)
    check_page(page, "werklijst")
    page.goto(WERKLIJST + "?status=extern")
    check_page(page, "werklijst-leeg")
    page = venster(bevoegd_gezag)
    page.goto(TAKEN)
    check_page(page, "taken")


@pytest.mark.parametrize("who", ["coordinator", "onderzoeker", "bevoegd_gezag", "procesbegeleider"])
def test_the_page_of_a_full_zaak_has_no_fault(request, venster, check_page, full, who):
    page = venster(request.getfixturevalue(who))
    page.goto(address(full))
    for summary in page.locator("summary").all():
        summary.click()
    check_page(page, f"zaak-{who}")


def test_the_pages_of_a_leidinggevende_have_no_fault(venster, check_page, zaak_in, leidinggevende):
    zaak = zaak_in(lifecycle.IN_DE_LIJN)
    page = venster(leidinggevende)
    for path, name in (
        (TAKEN, "taken"),
        (address(zaak), "zaak"),
        (address(zaak, "lijn_teruggeven"), "terug"),
    ):
        page.goto(path)
        check_page(page, f"leidinggevende-{name}")


@pytest.fixture
def everywhere(gang, full, coordinator, bevoegd_gezag) -> list[Zaak]:
    """Zaken in which together every action can be done by somebody."""

    def on_the_way(*steps) -> Zaak:
        path = gang()
        path.acknowledge()
        for step in steps:
            step(path)
        return path.zaak

    def decided(path) -> None:
        path.to(lifecycle.MAATREGEL)
        person = path.zaak.betrokkenen.get()
        besluit = oordeel.Besluit(person, ("gesprek",), reden="Genoeg.")
        oordeel.decide(path.zaak, besluit, by=access_of(bevoegd_gezag))

    def answered(path) -> None:
        path.investigate()
        path.hear()
        path.answer()

    waiting = gang().to(lifecycle.EXTERN)
    verloop.suspend(waiting, reden="Het OM belde.", by=access_of(coordinator))
    told = gang()
    told.to(lifecycle.NAZORG)
    told.feed_back()
    finished = gang()
    decided(finished)
    return [
        gang().zaak,
        on_the_way(),
        on_the_way(lambda path: path.propose_drop()),
        on_the_way(lambda path: path.route("vooronderzoek")),
        on_the_way(lambda path: path.route("feitenonderzoek")),
        on_the_way(
            lambda path: path.route("feitenonderzoek"), lambda path: path.start_onderzoek("feitenonderzoek")
        ),
        on_the_way(lambda path: path.investigate()),
        on_the_way(answered),
        gang().to(lifecycle.IN_DE_LIJN),
        gang().to(lifecycle.VOORONDERZOEK),
        gang().to(lifecycle.EXTERN),
        gang().to(lifecycle.OORDEEL),
        gang().to(lifecycle.GESLOTEN),
        full,
        waiting,
        told.zaak,
        finished.zaak,
    ]


def test_every_form_has_no_fault_empty_and_with_errors(
    venster,
    check_page,
    everywhere,
    coordinator,
    tweede_coordinator,
    onderzoeker,
    bevoegd_gezag,
    leidinggevende,
):
    seen: set[str] = set()
    for user in (coordinator, tweede_coordinator, onderzoeker, bevoegd_gezag, leidinggevende):
        access = access_of(user)
        page = venster(user)
        for zaak in everywhere:
            found = Zaak.objects.visible_to(access).filter(pk=zaak.pk).first()
            for action in aanbod.offer(WERK, found, access).mogelijk.values() if found else ():
                if action.verb not in seen:
                    seen.add(action.verb)
                    look_at(page, action, check_page)
    assert seen == set(FORMS)


def look_at(page: Page, action: aanbod.Actie, check_page) -> None:
    page.goto(action.url)
    check_page(page, f"actie-{action.verb}")
    if action.verb == "corrigeren":
        page.locator("main li a").first.click()
        check_page(page, "actie-corrigeren-waarde")
    if page.locator("main [aria-required=true]").count():
        empty(page)
        check_page(page, f"actie-{action.verb}-fout", (PHONE,))


def empty(page: Page) -> None:
    """Send the form with nothing in it."""
    page.evaluate(
        "document.querySelectorAll('main input:not([type=hidden]), main textarea, main select')"
        ".forEach(e => { e.checked = false; if (e.type !== 'radio' && e.type !== 'checkbox') e.value = ''; })"
    )
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    expect(page.locator(".gir-fouten")).to_be_visible()


def test_what_can_not_be_done_now_is_explained_without_a_fault(venster, check_page, zaak_in, coordinator):
    page = venster(coordinator)
    page.goto(address(zaak_in(lifecycle.NAZORG), "beoordelen"))
    check_page(page, "kan-niet")


def test_triage_by_keyboard_alone(venster, zaak_in, coordinator, bevoegd_gezag):
    zaak = zaak_in(lifecycle.BEOORDELING)
    page = venster(coordinator)
    page.goto(WERKLIJST)
    press(page, "Beoordelen")
    tab_to(page, "[name=conflict_nagegaan]")
    page.keyboard.press("Space")
    for name in ("misstand", "art_162"):
        tab_to(page, f"[name={name}]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=risico_melder]")
    page.keyboard.type("Geen risico bekend.")
    tab_to(page, "[name=route]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=motivering]")
    page.keyboard.type("Er is genoeg om verder te kijken.")
    press(page, "Kies deze route")
    zaak.refresh_from_db()
    assert zaak.status == lifecycle.VOORONDERZOEK
    expect(page.get_by_role("status")).to_contain_text("De zaak is beoordeeld.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(zaak.kenmerk)


def test_a_question_that_belongs_to_an_answer_appears_with_it(venster, zaak_in, coordinator, leidinggevende):
    page = venster(coordinator)
    page.goto(address(zaak_in(lifecycle.BEOORDELING), "beoordelen"))
    question = page.get_by_label("Wat moet de leidinggevende weten?")
    expect(question).to_be_hidden()
    page.get_by_text("In de lijn", exact=True).click()
    expect(question).to_be_visible()


def test_without_scripts_from_receipt_to_route_and_back_by_the_leidinggevende(
    venster, dien_in, coordinator, bevoegd_gezag, leidinggevende
):
    zaak = dien_in().zaak
    page = venster(coordinator, javascript=False)
    page.goto(WERKLIJST)
    page.get_by_role("link", name="Ontvangst bevestigen").click()
    page.get_by_role("button", name="Bevestig ontvangst").click()
    page.get_by_role("link", name="Beoordelen", exact=True).first.click()
    page.get_by_label("Nagegaan: niemand").check()
    page.locator("[name=misstand][value=nee]").check()
    page.locator("[name=art_162][value=nee]").check()
    page.get_by_label("Welk risico loopt de melder?").fill("Geen risico bekend.")
    page.get_by_text("In de lijn", exact=True).click()
    page.get_by_label("Welke leidinggevende?").select_option(label=leidinggevende.naam)
    page.get_by_label("Wat moet de leidinggevende weten?").fill(
        "Praat met R. de Wit over zijn eigen bedrijf."
    )
    page.get_by_label("Waarom deze route?").fill("Het is klein.")
    page.get_by_role("button", name="Kies deze route").click()
    zaak.refresh_from_db()
    assert zaak.status == lifecycle.IN_DE_LIJN

    theirs = venster(leidinggevende, javascript=False)
    theirs.goto(TAKEN)
    theirs.get_by_role("link", name="Bekijk en doe dit").click()
    expect(theirs.get_by_text("Praat met R. de Wit over zijn eigen bedrijf.")).to_be_visible()
    theirs.get_by_role("link", name="Dit is niet mijn medewerker").first.click()
    theirs.get_by_role("button", name="Geef terug aan de coördinator").click()
    expect(theirs.get_by_text("Er wordt nu niets van u gevraagd")).to_be_visible()
    zaak.refresh_from_db()
    assert zaak.status == lifecycle.BEOORDELING
