"""Who came in through a service shows there again who they are; a password takes nothing of its place."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from integrity.lists import Melderpositie
from organisations.models import User
from organisations.roles import Rol
from tests.conftest import WACHTWOORD
from tests.conftest import sign_in as here
from tests.organisations.codes import code, give_app, show_long_ago
from tests.organisations.oidc.running import back_from, sign_in

JAN = {"email": "jan@example.nl", "email_verified": True, "amr": ["pwd", "mfa"]}
OPNIEUW = "/account/opnieuw/dienst/"


@pytest.fixture
def jan(den_haag, hire, aanbieder, settings) -> User:
    settings.GIR_OIDC = (aanbieder.dienst(tweede_stap={"amr": ["mfa"]}),)
    aanbieder.set(account="sub-jan", people={"sub-jan": JAN})
    return hire(den_haag, Rol.MEDEWERKER, Rol.INTEGRITEITSCOORDINATOR, email="jan@example.nl")


@pytest.fixture
def later(jan) -> Client:
    """Jan came in through the service, with two steps there, more than a quarter of an hour ago."""
    client = Client()
    assert sign_in(client).status_code == 302
    show_long_ago(client)
    return client


def by_password(user: User) -> Client:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": WACHTWOORD})
    assert answer.status_code == 302 and "_auth_user_id" in client.session
    return client


def to_the_service(client: Client, asks) -> str:
    """The link of the page that asks again who this is."""
    page = client.get(asks["Location"])
    assert page.status_code == 200 and "Bevestig dat u het bent" in page.content.decode()
    return page.content.decode().split('href="/account/sso/')[1].split('"')[0].replace("&amp;", "&")


@pytest.mark.parametrize("passwords", [True, False])
def test_step_up_goes_to_the_service_and_then_ends(passwords, later, jan, dien_in, settings):
    settings.GIR_PASSWORD_LOGIN = passwords
    zaak = dien_in(melderpositie=Melderpositie.VERTROUWELIJK).zaak
    url = reverse("zaak", args=[zaak.kenmerk])
    asks = later.get(url)
    assert asks["Location"] == f"{OPNIEUW}?next={url.replace('/', '%2F')}"
    away = later.get(f"/account/sso/{to_the_service(later, asks)}")["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    back = later.get(back_from(away))
    assert back["Location"] == url and later.get(url).status_code == 200


def test_a_password_shows_nothing_of_the_second_step_of_a_service(later, dien_in):
    url = reverse("zaak", args=[dien_in(melderpositie=Melderpositie.VERTROUWELIJK).zaak.kenmerk])
    answer = later.post(reverse("account_reauthenticate"), {"password": WACHTWOORD, "next": url})
    assert answer["Location"].startswith(OPNIEUW)


def test_when_the_service_answers_for_the_person_no_more_they_sign_in_again(later, dien_in, settings):
    settings.GIR_OIDC = ()
    url = reverse("zaak", args=[dien_in(melderpositie=Melderpositie.VERTROUWELIJK).zaak.kenmerk])
    assert later.get(url)["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in later.session


def test_without_passwords_none_is_asked_for(den_haag, hire, aanbieder, settings):
    settings.GIR_PASSWORD_LOGIN = False
    client = here(Client(), hire(den_haag, Rol.MEDEWERKER), second_step=False)
    show_long_ago(client)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_login"))


def test_a_service_that_did_not_ask_again_shows_nothing(later, aanbieder):
    away = later.get("/account/sso/proef/?next=/melden/")["Location"]
    aanbieder.set(tamper="auth_time")
    answer = later.get(back_from(away))
    assert answer.status_code == 401 and "Inloggen is niet gelukt" in answer.content.decode()


def test_who_has_a_second_step_of_their_own_uses_that(later, jan):
    give_app(jan)
    assert later.get(reverse("mfa_generate_recovery_codes"))["Location"].startswith(
        reverse("mfa_reauthenticate")
    )
    assert later.get(OPNIEUW).status_code == 404


# The first second step


def test_a_password_alone_adds_no_second_step_to_an_account_of_a_service(jan):
    sign_in(Client())
    client = by_password(jan)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        url = reverse(name)
        assert client.get(url)["Location"] == f"{OPNIEUW}?next={url.replace('/', '%2F')}"
        assert client.post(url, {"code": "123456"})["Location"].startswith(OPNIEUW)
    back = client.get(back_from(client.get("/account/sso/proef/?next=" + url)["Location"]))
    assert back["Location"] == url and client.get(url).status_code == 200
    page = client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=jan, type="totp").exists()


def test_a_second_one_comes_after_the_first_as_everywhere(jan):
    sign_in(Client())
    give_app(jan)
    client = by_password_and_code(jan)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def by_password_and_code(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": WACHTWOORD})
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    return client


def test_an_account_that_came_in_through_no_service_needs_none(jan):
    assert by_password(jan).get(reverse("mfa_activate_totp")).status_code == 200
