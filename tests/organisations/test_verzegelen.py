"""A new SECRET_KEY, and what lay sealed under the earlier one."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from organisations.models import Ssobewijs, User
from organisations.roles import Rol
from organisations.sso.asking import ask_all
from organisations.sso.sealing import seal, unseal
from tests.conftest import WACHTWOORD
from tests.conftest import sign_in as here
from tests.organisations.codes import code, give_app, give_recovery_codes, show_long_ago
from tests.organisations.oidc.running import sign_in

EERDER = "een-heel-andere-sleutel-van-minstens-veertig-tekens"
VRAGEN = "/account/login/tweede-stap/"


@pytest.fixture
def under_the_earlier_key(settings) -> Callable:
    """Calls this as if it was before SECRET_KEY was changed. (The database knows the key of now.)"""

    def call(act: Callable, *args):
        now, settings.SECRET_KEY = settings.SECRET_KEY, EERDER
        try:
            return act(*args)
        finally:
            settings.SECRET_KEY = now

    return call


@pytest.fixture
def jan(den_haag, hire, under_the_earlier_key) -> User:
    jan = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    under_the_earlier_key(give_app, jan)
    return jan


@pytest.fixture
def linked(jan, aanbieder, under_the_earlier_key) -> User:
    """Jan came in through the service, too."""
    aanbieder.set(account="sub-jan", people={"sub-jan": {"email": jan.email, "email_verified": True}})
    sign_in(Client())
    bewijs = Ssobewijs.objects.get()
    token = unseal(bewijs.verversing, about=bewijs.about)
    sealed = under_the_earlier_key(lambda: seal(token, about=bewijs.about))
    Ssobewijs.objects.update(verversing=sealed, gevraagd_op=None)
    return jan


def signs_in_with(user: User, secret: str) -> bool:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": WACHTWOORD})
    answer = client.post(VRAGEN, {"code": secret})
    assert answer.status_code == 302 or "Dat klopt niet" in answer.content.decode()
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("kind", ["app", "recovery code"])
@pytest.mark.parametrize("fallbacks", [[EERDER], []])
def test_a_second_step_of_an_earlier_key_is_right_while_that_is_known_and_else_wrong(
    fallbacks, kind, jan, settings, under_the_earlier_key
):
    settings.SECRET_KEY_FALLBACKS = fallbacks
    recovery = under_the_earlier_key(give_recovery_codes, jan)
    assert signs_in_with(jan, code() if kind == "app" else recovery[0]) is bool(fallbacks)


def test_so_it_is_where_somebody_shows_again_who_they_are(jan):
    client = here(Client(), jan)
    show_long_ago(client)
    page = client.post(reverse("mfa_reauthenticate"), {"code": code()})
    assert page.status_code == 200 and "Dat klopt niet" in page.content.decode()


def test_recovery_codes_that_can_not_be_read_are_made_anew(jan, under_the_earlier_key):
    under_the_earlier_key(give_recovery_codes, jan)
    client, make = here(Client(), jan), reverse("mfa_generate_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes"))["Location"] == make
    assert client.get(make).status_code == 200
    assert client.post(make).status_code == 302
    assert len(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]) == 10


def test_a_service_is_asked_with_a_token_of_an_earlier_key(linked, settings):
    assert ask_all() == 0
    settings.SECRET_KEY_FALLBACKS = [EERDER]
    Ssobewijs.objects.update(gevraagd_op=None)
    assert ask_all() == 1


def test_what_is_sealed_anew_needs_the_earlier_key_no_more(linked, settings, capsys, under_the_earlier_key):
    recovery = under_the_earlier_key(give_recovery_codes, linked)[0]
    settings.SECRET_KEY_FALLBACKS = [EERDER]
    call_command("verzegel_opnieuw")
    call_command("verzegel_opnieuw")
    assert capsys.readouterr().out.splitlines() == ["Opnieuw verzegeld: 3.", "Opnieuw verzegeld: 0."]
    settings.SECRET_KEY_FALLBACKS = []
    assert signs_in_with(linked, recovery) and signs_in_with(linked, code())
    assert ask_all() == 1


def test_what_can_not_be_read_is_said_and_left_as_it_is(jan):
    before = Authenticator.objects.get().data
    with pytest.raises(CommandError, match="Niet te lezen: 1"):
        call_command("verzegel_opnieuw")
    assert Authenticator.objects.get().data == before
