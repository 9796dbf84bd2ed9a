"""What every answer of every address tells the browser, whatever it answers."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from gir.headers import HEADERS
from tests.test_urls import World
from tests.url_table import ADMIN, API, SUPERUSER, TABLE

METHODS = ("get", "post", "put")
URLENCODED = "application/x-www-form-urlencoded"


def every_address() -> list[str]:
    """Each pattern of the resolver once, with a 1 in the place of what it names."""
    found = []

    def walk(resolver, before: str) -> None:
        for pattern in resolver.url_patterns:
            text = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                text = re.sub(r"\(\?P<(\w+)>.*?[+*]\)", r"<\1>", text)
                text = re.sub(r"<(?:\w+:)?(\w+)>", "1", text)
                found.append("/" + re.sub(r"[\^$\\]", "", text))
            else:
                walk(pattern, text)

    walk(get_resolver(), "")
    return found


@pytest.fixture
def world(den_haag, waterschap) -> World:
    return World(den_haag, waterschap)


def faults(answer, url: str, *, signed_in: bool = False) -> list[str]:
    """The headers that are missing or weaker than those of the table."""
    found = []
    given = answer.headers
    for name, value in HEADERS.items():
        if name in ("Cache-Control", "Cross-Origin-Resource-Policy"):
            continue
        if given.get(name) != value:
            found.append(name)
    public = url.startswith(f"{settings.GIR_OPEN_DATA_PATH}/") or url == reverse("api_openapi")
    static = url.startswith("/static/")
    opened = public and answer.status_code in (200, 302, 304, 406, 429)
    if given["Cross-Origin-Resource-Policy"] != ("cross-origin" if opened else "same-origin"):
        found.append("Cross-Origin-Resource-Policy")
    if not (opened or static) and "no-store" not in given["Cache-Control"]:
        found.append("Cache-Control")
    if signed_in and not public and "private" not in given["Cache-Control"]:
        found.append("Cache-Control private")
    return found + policy_faults(given["Content-Security-Policy"], admin=url.startswith("/admin/"))


def policy_faults(policy: str, *, admin: bool) -> list[str]:
    if policy.startswith("sandbox"):
        return [] if policy == "sandbox; default-src 'none'" else [policy]
    parts = {words[0]: words[1:] for words in map(str.split, policy.split(";"))}
    found = [] if "unsafe" not in policy and "*" not in policy and "http" not in policy else ["unsafe"]
    for name in ("default-src", "base-uri", "frame-ancestors"):
        found += [] if parts.get(name) == ["'none'"] else [name]
    found += [] if parts.get("style-src") == ["'self'"] else ["style-src"]
    if admin and parts["script-src"] == ["'self'"]:
        return found
    if not all(one.startswith("'nonce-") for one in parts["script-src"]) or len(parts["script-src"]) > 1:
        found.append("script-src")
    for name, value in (("require-trusted-types-for", "'script'"), ("trusted-types", "'none'")):
        found += [] if parts.get(name) == [value] else [name]
    return found


@pytest.mark.django_db
def test_every_address_gives_a_stranger_all_headers_in_every_method():
    urls = every_address()
    assert len(urls) > 150
    wrong, seen, stranger = {}, set(), Client()
    for url in urls:
        for method in METHODS:
            answer = getattr(stranger, method)(url)
            seen.add(answer.status_code)
            if found := faults(answer, url):
                wrong[f"{method} {url} {answer.status_code}"] = found
    assert not wrong
    assert {200, 302, 401, 404, 405} <= seen


def test_every_page_gives_who_may_see_it_all_headers_and_so_does_one_that_is_refused(world):
    wrong = {}
    for name, row in (TABLE | API).items():
        url = world.url(name, row.args) + row.query
        allowed = sorted(row.get.get(200) or row.get.get(302) or world.people, key=str)
        for person in (allowed[0], SUPERUSER):
            if found := faults(world.clients[person].get(url), url, signed_in=True):
                wrong[f"{person} {name}"] = found
    for name in ADMIN:
        if found := faults(world.clients[SUPERUSER].get(reverse(name)), "/admin/", signed_in=True):
            wrong[name] = found
    assert not wrong


def test_what_no_view_answers_has_them_too(melder, ingelogd, settings):
    settings.ROOT_URLCONF = "tests.gir.breaking_urls"
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    asked = {
        "static file": (Client().get("/static/gir.css"), 200),
        "missing static file": (Client().get("/static/nergens.css"), 404),
        "unknown host": (Client().get("/", headers={"host": "elders.example.nl"}), 400),
        "no security code": (strict.post(reverse("account_login")), 403),
        "too many fields": (Client().post(reverse("account_login"), {f"v{n}": "" for n in range(4001)}), 400),
        "too much": (Client().post(reverse("account_login"), "a=" + "x" * 6_000_000, URLENCODED), 413),
        "broken": (strict.get("/stuk/"), 500),
        "broken in the API": (strict.get(f"{settings.GIR_API_PATH}/stuk"), 500),
        "healthy": (Client().get("/gezondheid/"), 200),
    }
    wrong = {}
    for what, (answer, status) in asked.items():
        answer.close()
        url = "/static/" if what == "static file" else "/"
        if answer.status_code != status or (found := faults(answer, url)):
            wrong[what] = (answer.status_code, found)
    assert not wrong
