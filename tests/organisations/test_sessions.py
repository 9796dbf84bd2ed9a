"""What the table of sessions tells, and what the browser is given."""

import asyncio

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from ledger.rowsecurity import passes
from organisations import guessing
from organisations.models import Sessie
from organisations.services.sso import end_sessions
from organisations.sessions import SessionStore, stored_key
from tests.conftest import WACHTWOORD

COOKIE = configured.SESSION_COOKIE_NAME


def sign_in(client: Client, user) -> str:
    """The key in the cookie, after signing in through the page."""
    assert (
        client.post(reverse("account_login"), {"login": user.email, "password": WACHTWOORD}).status_code
        == 302
    )
    return client.cookies[COOKIE].value


def test_the_table_does_not_hold_the_key_of_a_cookie(melder):
    client = Client()
    key = sign_in(client, melder)

    (row,) = Session.objects.all()

    assert row.session_key == stored_key(key) and key not in row.session_key
    held = SessionStore(key).decode(row.session_data)
    assert "_auth_user_id" in held and key not in str(held)


def test_who_reads_the_table_is_nobody_with_what_stands_there(melder):
    sign_in(Client(), melder)
    thief = Client()
    thief.cookies[COOKIE] = Session.objects.get().session_key

    assert thief.get(reverse("mijn_meldingen")).status_code == 302
    assert client_is_signed_in(thief) is False


@pytest.mark.parametrize("how", ["copied", "moved", "put in the own row"])
def test_who_writes_the_table_is_nobody_with_what_is_in_the_row_of_somebody_else(melder, collega, how):
    sign_in(Client(), melder)
    theirs, key = Session.objects.get(), "eigensleutelvaneenaanvaller12345"
    thief = Client()
    if how == "copied":
        Session.objects.create(
            session_key=stored_key(key), session_data=theirs.session_data, expire_date=theirs.expire_date
        )
    elif how == "moved":
        Session.objects.filter(pk=theirs.pk).update(session_key=stored_key(key))
    else:
        key = sign_in(thief, collega)
        Session.objects.filter(pk=stored_key(key)).update(session_data=theirs.session_data)
    thief.cookies[COOKIE] = key

    assert thief.get(reverse("mijn_meldingen")).status_code == 302
    assert client_is_signed_in(thief) is False


def client_is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_key_changes_when_somebody_signs_in_and_the_old_one_is_worth_nothing(melder):
    """Otherwise who puts a key in somebody's browser is signed in together with them."""
    client = Client()
    planted = SessionStore()
    planted["iets"] = "bewaard"
    planted.create()
    client.cookies[COOKIE] = planted.session_key

    assert sign_in(client, melder) != planted.session_key

    assert SessionStore(planted.session_key).load() == {}
    assert client_is_signed_in(client)


def test_after_signing_out_the_session_is_gone(melder):
    client = Client()
    key = sign_in(client, melder)
    client.post(reverse("account_logout"))

    assert not SessionStore().exists(key)
    client.cookies[COOKIE] = key
    assert client.get(reverse("mijn_meldingen")).status_code == 302


def test_a_session_can_be_kept_found_changed_and_deleted_in_both_ways(db):
    store = SessionStore()
    store["a"] = 1
    store.save()
    again = SessionStore(store.session_key)
    assert again["a"] == 1 and store.exists(store.session_key)
    again["a"] = 2
    again.save()
    assert SessionStore(store.session_key)["a"] == 2 and Session.objects.count() == 1
    again.delete()
    assert not Session.objects.exists() and SessionStore(store.session_key).load() == {}


@pytest.mark.parametrize("way", ["load", "exists", "save", "create", "delete"])
def test_the_asynchronous_way_is_the_same_one(way):
    """That of Django would keep the key itself."""
    ours, theirs = getattr(SessionStore, f"a{way}"), getattr(SessionStore.__mro__[1], f"a{way}")
    assert ours is not theirs and asyncio.iscoroutinefunction(ours)


def test_every_cookie_is_of_this_name_only_and_no_script_reads_it(melder, settings):
    """A browser refuses the prefix unless it is Secure, for every path and without a domain."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client, melder)
    client.get(reverse("melden"))

    client.cookies.pop(guessing.cookie_name(), None)  # has the pages of the account for its path
    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    for cookie in client.cookies.values():
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax"), cookie.key
        assert cookie["secure"] and cookie["httponly"], cookie.key


def shows_something(secret: str) -> bool:
    with passes._carrying(passes._Carried(secret)):
        return passes._run("SELECT muur.geldt(%s)", 0)


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The secrets of the passes that were opened for a person."""
    secrets, open_pass = [], passes._open

    def _open(secret: str, **content) -> None:
        if "persoon" in content:
            secrets.append(secret)
        open_pass(secret, **content)

    monkeypatch.setattr(passes, "_open", _open)
    return secrets


@pytest.mark.parametrize("how", ["signed out", "ended elsewhere", "ended for all", "another key"])
def test_the_pass_of_a_session_ends_with_it(how, melder, opened):
    client = Client()
    sign_in(client, melder)
    client.get(reverse("mijn_meldingen"))
    (secret,) = opened
    assert shows_something(secret)
    if how == "signed out":
        client.post(reverse("account_logout"))
    elif how == "ended elsewhere":
        Sessie.objects.filter(user=melder).delete()
        client.get(reverse("mijn_meldingen"))
    elif how == "ended for all":
        end_sessions(melder, dienst_id="proef", reden="weg")
        client.get(reverse("mijn_meldingen"))
    else:
        client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD})
    assert not shows_something(secret)
