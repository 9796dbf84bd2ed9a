"""Guessing is stopped, the owner is not; and nobody hears whether an account exists."""

import re
from time import time
from unittest.mock import patch

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import delivery
from ledger.models import OutboxRow
from organisations import guessing
from organisations.models import User
from organisations.roles import Rol
from tests.conftest import WACHTWOORD, hashed_password
from tests.organisations.oidc.running import sign_in as sign_in_with_service

LIMIT = guessing.PER_ACCOUNT[0]


@pytest.fixture
def jan(den_haag, hire) -> User:
    return hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")


@pytest.fixture
def _cheap_hash(monkeypatch):
    """The same hash with less work: what is counted is tries, not seconds."""
    hashed_password()
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    cheap = make_password(WACHTWOORD)
    monkeypatch.setattr("tests.organisations.conftest.hashed_password", lambda: cheap)


@pytest.fixture(autouse=True)
def _one_window(monkeypatch):
    """However long the tries take here, they are within one half hour."""
    began = time()
    monkeypatch.setattr(guessing, "time", lambda: began)


def sign_in(client: Client, email: str, password: str = WACHTWOORD, ip: str = "198.51.100.7") -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=ip)
    return "_auth_user_id" in client.session


def sign_out(client: Client) -> None:
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def guess(email: str, times: int, ips: int) -> None:
    for number in range(times):
        assert not sign_in(Client(), email, f"fout-{number}", ip=f"203.0.113.{number % ips}")


@pytest.mark.usefixtures("_cheap_hash")
@pytest.mark.parametrize("ips", [200, 3])
def test_after_300_wrong_guesses_from_elsewhere_the_owner_gets_in_from_a_known_device_and_by_service(
    ips, jan, aanbieder
):
    known = Client()
    assert sign_in(known, "jan@example.nl")
    sign_out(known)
    guess("jan@example.nl", 300, ips)
    # the right password from a device nobody knows is refused too: the guesser may have found it
    assert not sign_in(Client(), "jan@example.nl", ip="192.0.2.1")
    assert sign_in(known, "jan@example.nl")
    aanbieder.set(account="sub-jan", people={"sub-jan": {"email": "jan@example.nl", "email_verified": True}})
    by_service = Client()
    sign_in_with_service(by_service)
    assert by_service.session["_auth_user_id"] == str(jan.pk)
    assert SocialAccount.objects.get().user == jan


@pytest.mark.usefixtures("_cheap_hash")
def test_others_are_not_refused_because_one_account_is_guessed_at(jan, den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="nina@example.nl")
    guess("jan@example.nl", LIMIT + 5, 200)
    assert sign_in(Client(), "nina@example.nl")


@pytest.mark.usefixtures("_cheap_hash")
def test_one_password_tried_on_many_accounts_stops_for_that_network_alone(jan):
    for number in range(guessing.PER_NETWORK[0]):
        assert not sign_in(Client(), f"iemand{number}@example.nl", "zomer-2026")
    assert not sign_in(Client(), "jan@example.nl")
    assert sign_in(Client(), "jan@example.nl", ip="192.0.2.1")


@pytest.mark.usefixtures("_cheap_hash")
def test_a_known_device_does_not_guess_for_ever_either(jan):
    known = Client()
    assert sign_in(known, "jan@example.nl")
    sign_out(known)
    for number in range(guessing.PER_BROWSER[0]):
        assert not sign_in(known, "jan@example.nl", f"fout-{number}")
    assert not sign_in(known, "jan@example.nl")
    assert sign_in(Client(), "jan@example.nl")


@pytest.mark.usefixtures("_cheap_hash")
def test_right_passwords_never_count(jan):
    for _ in range(LIMIT + 2):
        assert sign_in(Client(), "jan@example.nl")


@pytest.mark.usefixtures("_cheap_hash")
def test_a_device_is_known_for_the_one_who_signed_in_there_and_for_nobody_else(jan, den_haag, hire):
    nina = hire(den_haag, Rol.MEDEWERKER, email="nina@example.nl")
    shared = Client()
    assert sign_in(shared, nina.email)
    sign_out(shared)
    guess("jan@example.nl", LIMIT, 200)
    assert not sign_in(shared, "jan@example.nl")
    guess(nina.email, LIMIT, 200)
    assert sign_in(shared, nina.email)


@pytest.mark.usefixtures("_cheap_hash")
def test_the_mark_of_a_device_tells_nobody_who_it_is_and_changes_every_time(jan):
    client = Client()
    sign_in(client, "jan@example.nl")
    first = client.cookies[guessing.cookie_name()]
    assert first["path"] == "/account/" and first["httponly"] and first["samesite"] == "Lax"
    assert "jan" not in first.value and str(jan.pk) not in first.value.split("~")
    value = first.value
    sign_out(client)
    sign_in(client, "jan@example.nl")
    second = client.cookies[guessing.cookie_name()].value
    assert second.split(":")[0] != value.split(":")[0]
    assert len(second.split(".")) == 1


@pytest.mark.usefixtures("_cheap_hash")
@pytest.mark.parametrize("forged", ["", "onzin", "naam~binding:1x:handtekening"])
def test_a_made_up_mark_makes_no_known_device(forged, jan):
    guess("jan@example.nl", LIMIT, 200)
    client = Client()
    client.cookies[guessing.cookie_name()] = forged
    assert not sign_in(client, "jan@example.nl")


def test_a_network_is_the_same_within_a_64_and_no_address_is_kept(db):
    one = guessing.network("2001:db8:1:2::1")
    assert one == guessing.network("2001:db8:1:2:ffff::9") != guessing.network("2001:db8:1:3::1")
    assert (
        guessing.network("::ffff:192.0.2.1") == guessing.network("192.0.2.1") != guessing.network("192.0.2.2")
    )
    assert "192.0.2.1" not in guessing.network("192.0.2.1") and one.startswith("fd")
    cache.clear()  # the salt of another day
    assert guessing.network("2001:db8:1:2::1") != one


@pytest.mark.usefixtures("_cheap_hash")
def test_no_address_is_in_the_cache(jan):
    sign_in(Client(), "jan@example.nl", "fout", ip="198.51.100.7")
    keys = [key.decode() for key in cache._cache.get_client().scan_iter(f"{cache.key_prefix}*")]
    assert keys and not [key for key in keys if "198.51.100" in key or "jan@" in key]


def answer_to(email: str, password: str = "verkeerd-wachtwoord", path: str = "account_login", field="login"):
    """The page, how many statements it took, which, and how often a password was hashed."""
    real, hashed = Argon2PasswordHasher.encode, []
    verify = Argon2PasswordHasher.verify

    def counted(self, *args):
        hashed.append(1)
        return real(self, *args)

    def checked(self, *args):
        hashed.append(1)
        return verify(self, *args)

    with (
        patch.object(Argon2PasswordHasher, "encode", counted),
        patch.object(Argon2PasswordHasher, "verify", checked),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        answer = Client().post(reverse(path), {field: email, "password": password})
    page = re.sub(rb'(value|nonce)="[^"]*"', b"", answer.content)
    shapes = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]
    return answer.status_code, page, shapes, len(hashed)


def test_an_answer_is_the_same_for_every_account_there_is_and_is_not(jan, den_haag, hire):
    """Bytes, statements and hashes: known, unknown, closed, without a password, and beyond the limit."""
    hire(den_haag, email="dicht@example.nl", is_active=False)
    without = hire(den_haag, email="zonder@example.nl")
    without.set_unusable_password()
    without.save()
    expected = answer_to("jan@example.nl")
    assert expected[0] == 200 and expected[3] == 1
    for email in ("niemand@example.nl", "dicht@example.nl", "zonder@example.nl"):
        assert answer_to(email) == expected, email
    for _ in range(LIMIT):
        answer_to("jan@example.nl")
        answer_to("niemand@example.nl")
    assert answer_to("jan@example.nl") == answer_to("niemand@example.nl") == expected
    assert answer_to("jan@example.nl", WACHTWOORD) == expected


def test_asking_for_a_new_password_takes_the_same_work_for_every_address(jan, den_haag, hire):
    hire(den_haag, email="dicht@example.nl", is_active=False)
    answers = [
        answer_to(email, path="account_reset_password", field="email")
        for email in ("jan@example.nl", "niemand@example.nl", "dicht@example.nl")
    ]
    assert answers[0] == answers[1] == answers[2] and answers[0][0] == 302
    delivery.deliver_pending({kind: delivery.FAST[kind] for kind in delivery.FAST if kind != "mail"})
    (mail,) = OutboxRow.objects.filter(kind="mail")
    assert mail.payload["to"] == ["jan@example.nl"]
    assert [row.payload for row in OutboxRow.objects.exclude(kind="mail")] == [{}, {}, {}]


def test_where_there_are_no_passwords_none_is_asked_for_or_taken(jan, aanbieder, settings):
    settings.GIR_PASSWORD_LOGIN = False
    page = Client().get(reverse("account_login")).content.decode()
    assert "Inloggen met Proefstad" in page and 'type="password"' not in page
    assert not sign_in(Client(), "jan@example.nl")


def test_the_page_to_sign_in_names_each_service_and_keeps_where_one_was_going(jan, aanbieder):
    page = Client().get(reverse("account_login"), {"next": "/melden/"}).content.decode()
    assert 'href="/account/sso/proef/?next=/melden/"' in page
    assert page.index("Inloggen met Proefstad") < page.index('type="password"')
