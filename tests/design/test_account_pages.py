"""The pages around the login that somebody without an account can open, and the mail of a new password."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from casework.delivery import FAST, deliver_pending
from organisations.services.accounts import NEW_PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url_name", "heading"),
    [
        ("account_login", "Inloggen"),
        ("account_reset_password", "Nieuw wachtwoord instellen"),
        ("account_reset_password_done", "Kijk in uw e-mail"),
        ("account_reset_password_from_key_done", "Uw wachtwoord is bewaard"),
        ("account_inactive", "Dit account is uitgezet"),
        ("socialaccount_login_cancelled", "U bent gestopt met inloggen"),
    ],
)
def test_an_account_page_is_in_our_own_design(client, url_name, heading):
    response = client.get(reverse(url_name))
    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_a_link_that_was_used_says_what_to_do(client):
    page = client.get("/account/password/reset/key/1-onzin/").content.decode()
    assert "Deze link werkt niet meer" in page and reverse("account_reset_password") in page


def test_a_failed_login_keeps_the_address_and_says_so_in_the_title(client):
    page = client.post(reverse("account_login"), {"login": "iemand@voorbeeld.nl", "password": "fout"})
    html = page.content.decode()
    assert "<title>Fout: Inloggen" in html and 'value="iemand@voorbeeld.nl"' in html
    assert "Er is 1 fout" in html and 'value="fout"' not in html


def test_the_mail_for_a_new_password_holds_a_link_and_no_name(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    get_user_model().objects.create_user("iemand@voorbeeld.nl", "Iris Iemand", "een-heel-lang-wachtwoord")
    client.post(reverse("account_reset_password"), {"email": "iemand@voorbeeld.nl"})
    deliver_pending({NEW_PASSWORD: FAST[NEW_PASSWORD]})
    (sent,) = mail.outbox
    assert sent.subject == "Wachtwoord instellen voor GIR"
    assert "/account/password/reset/key/" in sent.body
    assert "Iris" not in sent.body and "iemand@" not in sent.body
    assert sent.body.startswith("Met deze link kiest u een nieuw wachtwoord.")
