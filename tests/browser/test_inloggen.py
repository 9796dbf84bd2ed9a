"""Signing in with a passkey and with codes, in a browser with an authenticator of its own."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from integrity.lists import Melderpositie
from organisations.models import Sessie
from tests.conftest import WACHTWOORD
from tests.organisations.codes import code, leave_alone


@pytest.fixture
def server(committed, live_server) -> str:
    """By name: a passkey belongs to a name, never to an address."""
    return live_server.url.replace("127.0.0.1", "localhost")


def with_authenticator(page: Page):
    """This browser can make passkeys, and its owner puts a finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda verified: devtools.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": added["authenticatorId"], "isUserVerified": verified},
    )


def with_password(page: Page, user) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def with_code(page: Page, text: str, button: str = "Log in met de code") -> None:
    page.get_by_label("Code uit uw app, of een herstelcode").fill(text)
    page.get_by_role("button", name=button).click()


def make_passkey(page: Page) -> list[str]:
    """From the page that asks for a second step; the recovery codes that were shown."""
    expect(page.get_by_role("heading", name="Zet een tweede stap aan")).to_be_visible()
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Naam van de passkey").fill("Laptop van het werk")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    return re.findall(r"\b\d{8}\b", page.get_by_role("main").inner_text())


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_a_passkey_signs_in_alone_and_a_recovery_code_once(
    venster: Callable[..., Page], coordinator, check_page
):
    page = venster()
    verified = with_authenticator(page)
    with_password(page, coordinator)
    check_page(page, "tweede-stap")
    codes = make_passkey(page)
    check_page(page, "herstelcodes")
    page.get_by_role("link", name="Ik heb de codes bewaard").click()
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    sign_out(page)
    check_page(page, "inloggen-passkey")

    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    sign_out(page)

    verified(False)  # somebody else's finger
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_text("Dat is niet gelukt.")).to_be_visible()

    for attempt in (True, False):
        other = venster()
        with_password(other, coordinator)
        expect(other.get_by_role("heading", name="De tweede stap")).to_be_visible()
        check_page(other, "tweede-stap-vragen")
        with_code(other, codes[0])
        if attempt:
            expect(other.get_by_role("heading", name="Werklijst")).to_be_visible()
        else:
            expect(other.get_by_role("link", name="Dat klopt niet.")).to_be_visible()


def test_an_app_with_codes_works_without_javascript_and_on_another_device(
    venster: Callable[..., Page], coordinator, check_page
):
    page = venster(javascript=False)
    with_password(page, coordinator)
    page.get_by_role("link", name="App gebruiken").click()
    expect(page.get_by_role("img", name="QR-code voor uw app")).to_be_visible()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code uit uw app").fill(code(secret))
    page.get_by_role("button", name="Zet aan").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()

    phone = venster()
    with_password(phone, coordinator)
    with_code(phone, "123456")
    expect(phone.get_by_role("link", name="Dat klopt niet.")).to_be_visible()
    with_code(phone, code(secret, later=1))
    expect(phone.get_by_role("heading", name="Werklijst")).to_be_visible()
    phone.get_by_role("link", name=coordinator.naam).click()
    check_page(phone, "uw-account")
    phone.get_by_role("link", name="Bekijk op welke apparaten").click()
    check_page(phone, "sessies")
    phone.get_by_role("button", name="Log overal uit, behalve hier").click()
    expect(phone.get_by_text("U bent alleen nog hier ingelogd.")).to_be_visible()
    page.goto(reverse("werklijst"))
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_a_confidential_zaak_asks_for_the_passkey_again_and_what_was_typed_comes_back(
    venster: Callable[..., Page], coordinator, dien_in, settings, check_page
):
    zaak = dien_in(melderpositie=Melderpositie.VERTROUWELIJK).zaak
    page = venster()
    with_authenticator(page)
    with_password(page, coordinator)
    make_passkey(page)
    page.goto(reverse("zaak_actie", args=[zaak.kenmerk, "notitie_maken"]))
    page.get_by_label("Notitie").fill("Morgen bellen.")
    settings.GIR_STEP_UP_MINUTES = 0
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    expect(page.get_by_text("Wat u schreef is bewaard.")).to_be_visible()
    check_page(page, "bevestig-passkey")
    settings.GIR_STEP_UP_MINUTES = 15
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page.get_by_label("Notitie")).to_have_value("Morgen bellen.")
    assert not zaak.notities.exists()


def test_who_was_away_for_a_quarter_of_an_hour_signs_in_again(venster: Callable[..., Page], coordinator):
    page = venster(coordinator)
    page.goto(reverse("werklijst"))
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    leave_alone(coordinator, minutes=16)
    page.reload()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    expect(page.get_by_text("U bent uitgelogd")).to_be_visible()
    assert not Sessie.objects.exists()
