"""Choosing a password: by whom, and what is told of it."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from gir.management.commands import changepassword
from ledger.models import AuditRegel, OutboxRow
from organisations.models import User
from organisations.roles import Rol
from organisations.services.accounts import _password_link
from tests.conftest import WACHTWOORD, sign_in
from tests.organisations.codes import give_app, show_long_ago

ANDER = "een-heel-ander-lang-wachtwoord"
NIEUW = {"password1": ANDER, "password2": ANDER}


@pytest.fixture
def jan(den_haag, hire) -> User:
    return hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")


@pytest.fixture
def zonder(jan) -> User:
    """Jan signs in without a password."""
    jan.set_unusable_password()
    jan.save()
    give_app(jan)
    return jan


def told() -> tuple[list, list]:
    lines = AuditRegel.objects.filter(verb="wachtwoord_gewijzigd")
    mails = [row.payload for row in OutboxRow.objects.filter(kind="mail")]
    changed = [mail["to"] for mail in mails if mail["subject"] == "Uw wachtwoord voor GIR is gewijzigd"]
    return list(lines.values_list("user_id", "subject_id")), changed


def test_a_session_that_was_left_open_chooses_no_password(zonder):
    client, url = sign_in(Client(), zonder), reverse("account_set_password")
    show_long_ago(client)
    assert client.get(url)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.post(url, NIEUW)["Location"].startswith(reverse("mfa_reauthenticate"))
    zonder.refresh_from_db()
    assert not zonder.has_usable_password() and told() == ([], [])


def test_nor_changes_it(jan):
    give_app(jan)
    client, url = sign_in(Client(), jan), reverse("account_change_password")
    show_long_ago(client)
    sent = {"oldpassword": WACHTWOORD} | NIEUW
    assert client.post(url, sent)["Location"].startswith(reverse("mfa_reauthenticate"))
    jan.refresh_from_db()
    assert jan.check_password(WACHTWOORD)


def test_a_first_password_is_written_down_and_told(zonder):
    client = sign_in(Client(), zonder)
    assert client.post(reverse("account_set_password"), NIEUW).status_code == 302
    zonder.refresh_from_db()
    assert zonder.check_password(ANDER)
    assert told() == ([(zonder.pk, zonder.pk)], [["jan@example.nl"]])


def test_a_changed_password_is_written_down_and_told(jan):
    client = sign_in(Client(), jan, second_step=False)
    sent = {"oldpassword": WACHTWOORD} | NIEUW
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    assert told() == ([(jan.pk, jan.pk)], [["jan@example.nl"]])
    assert client.get(reverse("mfa_index")).status_code == 200


def by_link(user: User, client: Client) -> None:
    path = re.sub(r"https?://[^/]+", "", _password_link(user))
    client.post(client.get(path)["Location"], NIEUW)


@pytest.mark.parametrize("as_somebody_else", [False, True])
def test_a_password_chosen_by_a_link_is_written_down_and_told(as_somebody_else, jan, beheerder):
    by_link(jan, sign_in(Client(), beheerder) if as_somebody_else else Client())
    jan.refresh_from_db()
    assert jan.check_password(ANDER)
    assert told() == ([(jan.pk, jan.pk)], [["jan@example.nl"]])


@pytest.mark.parametrize("superuser", [False, True])
def test_so_is_one_that_was_changed_on_the_command_line(superuser, jan, monkeypatch):
    user = User.objects.create_superuser("root@example.nl", "Root") if superuser else jan
    client = sign_in(Client(), user)
    monkeypatch.setattr(changepassword.Command, "_get_pass", lambda *args: ANDER)
    call_command("changepassword", user.email)
    user.refresh_from_db()
    assert user.check_password(ANDER)
    assert told() == ([(None, user.pk)], [[user.email]])
    assert client.get(reverse("mijn_meldingen")).status_code == 302


def test_when_the_line_can_not_be_written_the_password_stays(jan, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("organisations.services.tweede_stap.mail", fails)
    with pytest.raises(RuntimeError):
        by_link(jan, Client())
    jan.refresh_from_db()
    assert jan.check_password(WACHTWOORD)


def test_where_there_are_no_passwords_there_are_no_pages_about_them(jan, settings):
    link = re.sub(r"https?://[^/]+", "", _password_link(jan))
    settings.GIR_PASSWORD_LOGIN = False
    names = ("change_password", "account_change_password", "account_set_password", "account_reset_password")
    names += ("account_reset_password_done", "account_reset_password_from_key_done")
    for address in (*map(reverse, names), link):
        for client in (sign_in(Client(), jan), Client()):
            assert client.get(address).status_code == 404, address
    page = sign_in(Client(), jan).get(reverse("mfa_index")).content.decode()
    assert "Wachtwoord" not in page.split("<main")[1].split("</main")[0]
