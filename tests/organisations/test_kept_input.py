"""Nothing typed is lost when a session expires; nobody else gets it."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations import kept_input
from organisations.models import Afdeling
from organisations.roles import Rol
from tests.conftest import WACHTWOORD, show, sign_in

TEKST = "Een lange zin 🙂 <b>met</b> & tekens"


@pytest.fixture
def url(db) -> str:
    return reverse("afdeling_nieuw")


def log_in(client: Client, user, url: str):
    """By password, and then with a second step."""
    login = f"{reverse('account_login')}?next={url}"
    answer = client.post(login, {"login": user.email, "password": WACHTWOORD, "next": url})
    show(client, user)
    return answer


def expired_post(user, url: str, **fields) -> Client:
    """A browser whose session is gone sends a form that was shown to `user`."""
    client = Client()
    answer = client.post(url, {"naam": TEKST, kept_input.MARK: kept_input.mark_for(user)} | fields)
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
    return client


def test_the_same_person_gets_back_what_was_typed_and_nothing_is_saved(beheerder, url):
    client = expired_post(beheerder, url)
    answer = log_in(client, beheerder, url)
    assert answer["Location"] == url
    page = client.get(url)
    assert page.context["form"]["naam"].value() == TEKST
    assert "Uw sessie was verlopen. Controleer en verstuur opnieuw." in page.content.decode()
    assert not Afdeling.objects.exists()


def test_the_login_page_says_that_it_was_kept_and_only_then(beheerder, url):
    words = "U was te lang weg. Log opnieuw in. Wat u schreef is bewaard."
    login = f"{reverse('account_login')}?next={url}"
    client = expired_post(beheerder, url)
    assert words in client.get(login).content.decode()
    wrong = client.post(login, {"login": beheerder.email, "password": "fout", "next": url})
    assert words in wrong.content.decode()
    assert words not in client.get(reverse("account_login")).content.decode()
    assert words not in Client().get(login).content.decode()


def test_what_was_given_back_is_given_once(beheerder, url):
    client = expired_post(beheerder, url)
    log_in(client, beheerder, url)
    client.get(url)
    assert not client.get(url).context["form"].is_bound


def test_another_person_gets_nothing_and_it_is_thrown_away(den_haag, hire, beheerder, url):
    other = hire(den_haag, Rol.BEHEERDER)
    client = expired_post(beheerder, url)
    log_in(client, other, url)
    page = client.get(url)
    assert not page.context["form"].is_bound and TEKST not in page.content.decode()
    client.logout()
    log_in(client, beheerder, url)
    assert not client.get(url).context["form"].is_bound


@pytest.mark.parametrize("mark", ["", "verzonnen", "MQ:1abcde:nep"])
def test_without_a_real_mark_nothing_is_kept(beheerder, url, mark):
    client = expired_post(beheerder, url, **{kept_input.MARK: mark})
    assert not any(name.startswith("gir-teruggave") for name in client.cookies)


def test_it_lies_unreadable_in_the_cache_and_goes_after_an_hour(beheerder, url):
    client = expired_post(beheerder, url)
    name = next(name for name in client.cookies if name.startswith("gir-teruggave"))
    cookie = client.cookies[name]
    assert cookie["httponly"] and cookie["max-age"] == 3600
    redis = cache._cache.get_client()
    [key] = redis.keys(f"{cache.key_prefix}:*:kept_input:*")
    assert b"lange zin" not in redis.get(key) and 0 < redis.ttl(key) <= 3600


def test_passwords_and_files_are_not_kept(beheerder, url):
    client = expired_post(
        beheerder,
        url,
        password1="geheim",
        nieuw_wachtwoord="geheim",
        bijlage=SimpleUploadedFile("a.txt", b"x"),
    )
    log_in(client, beheerder, url)
    page = client.get(url)
    given_back = page.wsgi_request.teruggegeven
    assert set(given_back) == {"naam"}
    assert "Bestanden moet u opnieuw kiezen" in page.content.decode()


def test_two_forms_that_expired_are_both_kept(den_haag, beheerder, url):
    client = expired_post(beheerder, url)
    second = reverse("gebruiker_nieuw")
    client.post(second, {"naam": "Tweede", kept_input.MARK: kept_input.mark_for(beheerder)})
    log_in(client, beheerder, url)
    assert client.get(url).context["form"]["naam"].value() == TEKST
    assert client.get(second).context["form"]["naam"].value() == "Tweede"


def test_more_than_two_megabytes_is_not_kept(beheerder, url):
    client = expired_post(beheerder, url, naam="x" * (2 * 1024 * 1024 + 1))
    assert not any(name.startswith("gir-teruggave") for name in client.cookies)


def test_a_megabyte_of_text_is_kept(beheerder, url):
    client = expired_post(beheerder, url, naam="é" * (512 * 1024))
    log_in(client, beheerder, url)
    assert client.get(url).wsgi_request.teruggegeven["naam"] == "é" * (512 * 1024)


def test_an_old_tab_with_a_wrong_security_code_gives_the_text_back_too(beheerder, url):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, beheerder)
    answer = client.post(url, {"naam": TEKST, kept_input.MARK: kept_input.mark_for(beheerder)})
    assert answer.status_code == 302 and answer["Location"] == url
    assert client.get(url).context["form"]["naam"].value() == TEKST
    assert not Afdeling.objects.exists()


def test_a_form_made_elsewhere_can_not_put_words_in_somebodys_form(den_haag, hire, beheerder, url):
    attacker = hire(den_haag, Rol.MEDEWERKER)
    client = Client(enforce_csrf_checks=True)
    sign_in(client, beheerder)
    answer = client.post(url, {"naam": TEKST, kept_input.MARK: kept_input.mark_for(attacker)})
    assert answer.status_code == 403
    assert not client.get(url).context["form"].is_bound


def test_a_wrong_cookie_does_no_harm(beheerder, url, ingelogd):
    client = expired_post(beheerder, url)
    name = next(name for name in client.cookies if name.startswith("gir-teruggave"))
    signed_in = ingelogd(beheerder)
    for nonsense in ("", "xx", "a" * 64, "é"):
        signed_in.cookies[name] = nonsense
        assert signed_in.get(url).status_code == 200


def test_every_form_of_beheer_carries_the_mark(beheerder, url, ingelogd):
    assert kept_input.MARK.encode() in ingelogd(beheerder).get(url).content
