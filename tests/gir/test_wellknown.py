"""What other programs ask of every site."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from gir import env

pytestmark = pytest.mark.django_db


def test_who_finds_a_weak_spot_is_told_where_to_report_it(settings):
    settings.GIR_BASE_URL = "https://integriteit.example.nl"
    answer = Client().get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:niet-beantwoorden@localhost"
    assert fields["Canonical"] == "https://integriteit.example.nl/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "nl, en"
    left = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365), "RFC 9116: not stale, and less than a year ahead"


@pytest.mark.parametrize(
    ("given", "uri"),
    [
        ("ciso@example.nl", "mailto:ciso@example.nl"),
        ("mailto:ciso@example.nl", "mailto:ciso@example.nl"),
        ("https://example.nl/cvd", "https://example.nl/cvd"),
    ],
)
def test_a_contact_is_an_address_of_mail_or_of_a_page(monkeypatch, given, uri):
    monkeypatch.setenv("NAME", given)
    assert env.contact("NAME", "") == uri


@pytest.mark.parametrize("given", ["http://example.nl", "bel ons", "06 12345678", "x@y.nl\nContact: z"])
def test_a_contact_that_leads_nowhere_is_refused(monkeypatch, given):
    monkeypatch.setenv("NAME", given)
    with pytest.raises(ImproperlyConfigured, match="NAME must be an address"):
        env.contact("NAME", "")


def test_search_engines_get_open_data_only():
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\nAllow: /open-data/\n"


def test_a_password_manager_finds_where_the_password_is_changed():
    answer = Client().get("/.well-known/change-password")
    assert (answer.status_code, answer["Location"]) == (302, "/account/password/change/")
