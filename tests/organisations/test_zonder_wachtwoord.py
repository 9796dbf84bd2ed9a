"""Where people sign in with their account of work alone (GIR_PASSWORD_LOGIN=0): no link, page or word."""

import pytest
from django.test import Client
from django.urls import reverse

from casework import delivery
from ledger.models import OutboxRow
from organisations import services
from organisations.access import access_for
from organisations.models import User
from organisations.roles import Rol
from organisations.services.accounts import ask_new_password

KEY = {"uidb36": "x", "key": "set-password"}
PAGES = [
    ("account_change_password", {}),
    ("account_set_password", {}),
    ("account_reset_password", {}),
    ("account_reset_password_done", {}),
    ("account_reset_password_from_key", KEY),
    ("account_reset_password_from_key_done", {}),
    ("change_password", {}),
]


@pytest.fixture(autouse=True)
def _no_passwords(aanbieder, settings):
    settings.GIR_PASSWORD_LOGIN = False


def bodies() -> list[str]:
    return [row.payload["body"] for row in OutboxRow.objects.filter(kind="mail").order_by("pk")]


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_the_pages_to_choose_one_are_not_there(name, arguments, den_haag, hire, ingelogd):
    for client in (Client(), ingelogd(hire(den_haag, Rol.MEDEWERKER))):
        assert client.get(reverse(name, kwargs=arguments)).status_code == 404
        assert client.post(reverse(name, kwargs=arguments)).status_code == 404


def test_an_invitation_tells_to_sign_in_with_the_account_of_work(
    den_haag, hire, beheerder, ingelogd, settings
):
    client = ingelogd(beheerder)
    fields = {"naam": "Nina", "rollen": [Rol.MEDEWERKER], "register": "beide"}
    assert "een link om in te loggen" in client.get(reverse("gebruiker_nieuw")).text
    client.post(reverse("gebruiker_nieuw"), fields | {"email": "nina@example.nl"})
    nina = User.objects.get(email="nina@example.nl")
    assert "geen wachtwoord gekozen" not in client.get(reverse("gebruiker", args=[nina.pk])).text
    by = access_for(beheerder)
    services.resend_invitation(user=nina, organisation=den_haag, by=by)
    services.deactivate_user(user=nina, by=by)
    services.reactivate_user(user=nina, by=by)
    with_password = hire(den_haag, email="oud@example.nl")
    client.post(reverse("gebruiker_nieuw"), fields | {"email": with_password.email})
    found = bodies()
    assert len(found) == 4
    for body in found:
        assert "og in met het account van uw werk" in body or "logt in met het account van uw werk" in body
        assert settings.GIR_BASE_URL + reverse("account_login") in body
        assert "password" not in body and "wachtwoord" not in body


def test_what_was_asked_before_is_not_mailed(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    ask_new_password(email="jan@example.nl")
    delivery.deliver_pending({kind: delivery.FAST[kind] for kind in delivery.FAST if kind != "mail"})
    assert bodies() == []


def test_no_page_links_to_what_is_not_there(den_haag, hire, ingelogd):
    client = ingelogd(hire(den_haag, Rol.MEDEWERKER))
    for name in ("mfa_index", "sessies"):
        page = client.get(reverse(name))
        assert page.status_code == 200 and "/account/password/" not in page.text
