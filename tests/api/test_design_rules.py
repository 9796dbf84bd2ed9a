"""The NL API Design Rules (Logius, 2.1): each rule that the API keeps, in its document and on real questions.

The names in the docstrings are those of the rules.
"""

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver
from drf_spectacular.validation import validate_schema

from gir.api import document
from ledger.actors import SYSTEEM
from organisations.api.problems import UITLEG
from organisations.services import make_koppeling
from tests.api.conftest import API, add_file, is_problem

SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
# From the rules themselves.
KEBAB_PATH = re.compile(r"(/([a-z0-9-]+|{[^}]+}))+")
CAMEL_KEY = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
ALWAYS = {"401", "403", "404", "405", "406", "429", "500"}


@pytest.fixture(scope="module")
def schema() -> dict:
    return json.loads(document())


def operations(schema: dict) -> list[tuple[str, str, dict]]:
    return [(path, method, one) for path, found in schema["paths"].items() for method, one in found.items()]


def everything(node, path=()):
    """Every object in the document, with where it stands."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from everything(value, (*path, key))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from everything(value, (*path, n))


# The document


def test_the_document_is_open_to_everybody_at_its_own_address(db):
    """/core/doc-openapi, /core/publish-openapi: OpenAPI 3.0, without a login, from every site."""
    answer = Client(headers={"Origin": "https://elders.example"}).get(f"{API}/openapi.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    validate_schema(answer.json())
    assert answer.json()["openapi"].startswith("3.0")


def test_every_reference_in_the_document_leads_somewhere(schema):
    for where, node in everything(schema):
        if isinstance(node.get("$ref"), str):
            found = schema
            for part in node["$ref"].removeprefix("#/").split("/"):
                assert part in found, (where, node["$ref"])
                found = found[part]


def test_the_document_says_whom_to_ask_and_where_the_api_stands(schema):
    """/core/doc-openapi-contact, /core/uri-version, /core/semver."""
    assert set(schema["info"]["contact"]) == {"name", "url", "email"} and all(
        schema["info"]["contact"].values()
    )
    assert SEMVER.fullmatch(schema["info"]["version"])
    major = schema["info"]["version"].split(".")[0]
    assert [one["url"] for one in schema["servers"]] == [f"{settings.GIR_BASE_URL}/api/v{major}"]
    assert not [path for path in schema["paths"] if re.search(r"/v\d", path)]


def test_paths_are_plural_nouns_in_kebab_case_without_a_slash_at_the_end(schema):
    """/core/no-trailing-slash, /core/path-segments-kebab-case, /core/naming-collections."""
    assert [path for path in schema["paths"] if not KEBAB_PATH.fullmatch(path)] == []
    words = {part for path in schema["paths"] for part in path.strip("/").split("/") if part[0] != "{"}
    assert words == {"rapportages", "bestanden", "cijfers", "definities", "lijsten"}


def test_query_keys_are_in_camel_case(schema):
    """/core/query-keys-camel-case."""
    for _, _, one in operations(schema):
        for parameter in one.get("parameters", ()):
            assert CAMEL_KEY.fullmatch(parameter["name"]), parameter["name"]
            assert parameter["description"]


def test_it_can_only_be_read(schema):
    """/core/http-methods, /core/http-safety."""
    assert {method for _, method, _ in operations(schema)} == {"get"}


def test_every_answer_in_the_document_has_the_version_header(schema):
    """/core/version-header."""
    for path, _, one in operations(schema):
        for status, answer in one["responses"].items():
            found = answer
            if "$ref" in answer:
                found = schema["components"]["responses"][answer["$ref"].rpartition("/")[2]]
            assert "API-Version" in found["headers"], (path, status)
            assert found["description"]


def test_every_refusal_in_the_document_is_a_problem(schema):
    """/core/error-handling/problem-details, /core/error-handling/invalid-input."""
    for path, _, one in operations(schema):
        asks = any(parameter["in"] == "query" for parameter in one.get("parameters", ()))
        assert set(one["responses"]) == {"200"} | ALWAYS | ({"400"} if asks else set()), path
    for name, answer in schema["components"]["responses"].items():
        assert list(answer["content"]) == ["application/problem+json"], name
    assert set(schema["components"]["schemas"]["Probleem"]["required"]) == {"title", "status", "detail"}


def test_days_are_written_as_days(schema):
    """/core/date-time/format."""
    days = {"van", "tot_en_met", "peildatum", "op", "geldig_van", "geldig_tot"}
    for where, node in everything(schema["components"]["schemas"]):
        if where and where[-1] == "properties":
            for name, kind in node.items():
                if name in days or name.endswith("_op"):
                    assert (kind["type"], kind["format"]) == ("string", "date"), (where, name)


def test_the_document_is_in_dutch_and_tells_nothing_of_how_it_is_made(schema):
    """/core/doc-language, /core/interface-language, /core/hide-implementation."""
    text = json.dumps(schema)
    assert not re.search(r"(?i)django|drf|spectacular|postgres|serializer|queryset|\bpk\b", text)
    for _, _, one in operations(schema):
        assert one["summary"] and one["description"]
        assert not re.search(r"\b(the|of the|which|returns)\b", f"{one['summary']} {one['description']}")


def test_every_address_of_the_api_stands_in_the_document(schema):
    """What is not in it does not exist."""
    known = {re.sub(r"{\w+}", "{}", path) for path in schema["paths"]} | {"/openapi.json"}
    assert addresses() == known


def addresses(resolver=None, above: str = "/") -> set[str]:
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        here = above + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            found |= addresses(pattern, here)
        elif here.startswith(f"{API}/"):
            found.add(re.sub(r"<[^>]+>", "{}", here.removeprefix(API)))
    return found


# Real questions


@pytest.fixture
def every(den_haag, koppel, coordinator, uitgebracht):
    """A client with every right, and an address of each kind."""
    one = uitgebracht(den_haag)
    add_file(one)
    report = f"{API}/rapportages/{one.kenmerk.lower()}"
    urls = {
        "/rapportages": f"{API}/rapportages",
        "/rapportages/{kenmerk}": report,
        "/rapportages/{kenmerk}/bestanden/{formaat}": f"{report}/bestanden/json",
        "/cijfers/{register}": f"{API}/cijfers/integriteit?periode=2021-H1",
        "/definities/{register}": f"{API}/definities/agressie",
        "/lijsten/{register}": f"{API}/lijsten/integriteit",
        "/lijsten/{register}/{naam}": f"{API}/lijsten/integriteit/categorie",
    }
    return koppel(den_haag, "integriteit", borg=coordinator), urls


def test_every_address_answers_as_the_document_says(every, schema):
    """Names, version, headers that keep a browser safe, and nothing for other sites."""
    client, urls = every
    assert set(urls) == set(schema["paths"])
    for path, url in urls.items():
        answer = client.get(url, headers={"Origin": "https://elders.example"})
        assert answer.status_code == 200, path
        assert answer["API-Version"] == schema["info"]["version"]
        assert answer["Cache-Control"].startswith("no-store"), path
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert not answer.cookies, "nothing is remembered between two questions (/core/stateless)"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert client.head(url).status_code == 200, path
        if "bestanden" not in path.rpartition("}/")[2]:
            described(answer.json(), schema["paths"][path]["get"], schema, path)


def described(body: dict, operation: dict, schema: dict, path: str) -> None:
    """Every name in the answer stands in the document, but for the figures, which the contract describes."""
    kind = operation["responses"]["200"]["content"]["application/json"]["schema"]
    name = kind["$ref"].rpartition("/")[2]
    known = schema["components"]["schemas"][name]
    if name != "Cijfers":
        assert set(body) <= set(known["properties"]), path
    assert set(known.get("required", ())) <= set(body), path


def test_a_slash_at_the_end_is_another_address_that_is_not_there(every):
    """/core/no-trailing-slash: a 404, not a redirect."""
    client, urls = every
    for url in urls.values():
        bare, _, query = url.partition("?")
        is_problem(client.get(f"{bare}/?{query}"), 404)
    for nothing in (API, f"{API}/", f"{API}/niets", f"{API}/openapi.json/"):
        is_problem(client.get(nothing), 404)


def test_who_does_not_say_who_they_are_is_told_how(every):
    _, urls = every
    wrong = (
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer gir_onzin"},
        {"Authorization": "Bearer \udcff"},
        {"Authorization": "Basic Z2lyOmdpcg=="},
        {"Authorization": "Token gir_onzin"},
    )
    for url in urls.values():
        for headers in wrong:
            answer = Client(headers=headers).get(url)
            body = is_problem(answer, 401)
            assert answer["WWW-Authenticate"] == 'Bearer realm="GIR"'
            assert "Koppelingen" in body["detail"]


def test_what_is_not_reading_is_refused_whoever_asks(every, coordinator, ingelogd):
    client, urls = every
    for url in urls.values():
        for who in (client, Client(), ingelogd(coordinator), Client(enforce_csrf_checks=True)):
            for method in ("post", "put", "patch", "delete", "options"):
                answer = getattr(who, method)(url)
                assert "GET" in is_problem(answer, 405)["detail"]
                assert answer["Allow"] == "GET, HEAD"
    is_problem(client.post(f"{API}/openapi.json"), 405)


def test_a_format_that_is_not_there_is_refused(every):
    client, urls = every
    for path, url in urls.items():
        answer = client.get(url, headers={"Accept": "application/xml"})
        if path.endswith("{formaat}"):
            assert answer.status_code == 200
        else:
            is_problem(answer, 406)


def test_too_many_questions_in_a_minute_are_refused_for_that_koppeling_only(
    every, den_haag, koppel, settings
):
    client, urls = every
    settings.GIR_API_PER_MINUUT = 3
    url = urls["/lijsten/{register}"]
    assert [client.get(url).status_code for _ in range(3)] == [200, 200, 200]

    answer = client.get(url)

    body = is_problem(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["Retry-After"] in body["detail"]
    assert koppel(den_haag).get(url).status_code == 200


def test_a_fault_of_ours_tells_nothing_of_the_inside(den_haag, koppel, uitgebracht, caplog):
    """/core/http-response-code: no trace. It does stand in our own log."""
    one = uitgebracht(den_haag)
    type(one.bevroren).objects.filter(pk=one.bevroren.pk).update(inhoud=b"geen rapport meer")
    client = koppel(den_haag)
    client.raise_request_exception = False

    is_problem(client.get(f"{API}/rapportages/{one.kenmerk}"), 500)

    assert any(record.levelname == "ERROR" and record.exc_info for record in caplog.records)


def test_a_token_works_in_its_header_only(every, den_haag):
    """/core/transport/no-sensitive-uris."""
    _, urls = every
    _, token = make_koppeling(organisation=den_haag, naam="In het adres", by=SYSTEEM)
    assert Client(headers={"Authorization": f"Bearer {token}"}).get(urls["/rapportages"]).status_code == 200
    for name in ("token", "access_token", "api_key"):
        is_problem(Client().get(urls["/rapportages"], {name: token}), 401)


def test_pages_outside_the_api_know_nothing_of_it(client, db):
    answer = client.get("/account/login/")
    assert "API-Version" not in answer.headers
    missing = client.get("/api/v2/rapportages")
    assert missing.status_code == 404 and "html" in missing["Content-Type"]


def test_every_status_has_a_title_and_says_what_to_do():
    assert all(title and todo.endswith(".") for title, todo in UITLEG.values())
