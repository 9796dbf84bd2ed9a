"""In production a fault shows nothing: not what broke, and not where."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from gir.embedded.servers import free_port
from gir.settings import DEVELOPMENT_KEY
from tests.conftest import database_variables
from tests.gir.conftest import PRODUCTION, ROOT
from tests.gir.test_embedded import soon

HTTPS = {"X-Forwarded-Proto": "https", "Host": "integriteit.example.nl"}
# What would give away how it is made, or what it holds.
NEVER = ("Traceback", ".py", "RuntimeError", "jango", "SELECT", "geheim", DEVELOPMENT_KEY)


class Production:
    """granian with the settings of production, on the database of the tests."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = free_port(), log
        command = [sys.executable, "-P", "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--no-ws", "--log-level", "error", "gir.wsgi:application"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)

    def ask(self, path: str, body: bytes | None = None, method: str | None = None, **headers: str):
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", body, HTTPS | headers, method=method
        )
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def is_up(self) -> bool:
        try:
            return self.ask("/gezondheid/")[0] == 200
        except OSError:
            return False


@pytest.fixture
def production(db, bare_environment, tmp_path) -> Iterator[Production]:
    environment = (
        bare_environment
        | PRODUCTION
        | {
            "DJANGO_SETTINGS_MODULE": "tests.gir.in_production",
            **database_variables(),
            "REDIS_URL": os.environ["REDIS_URL"],
            "GIR_DATA": str(tmp_path),
            "TRUSTED_PROXIES": "1",
            "PYTHONPATH": str(ROOT),
        }
    )
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]
    subprocess.run(collect, env=environment, cwd=ROOT, check=True, timeout=600)
    one = Production(environment, tmp_path / "log")
    try:
        assert soon(one.is_up, 240), (tmp_path / "log").read_text()
        yield one
    finally:
        one.process.terminate()
        one.process.wait(60)
        shutil.rmtree(tmp_path / "static", ignore_errors=True)


def test_nothing_that_goes_wrong_in_production_shows_how_or_what(production):
    asked = {
        "broken": (production.ask("/stuk/", Cookie="__Host-gir-sessie=geheim-van-een-sessie"), 500),
        "absent": (production.ask("/nergens/"), 404),
        "another absent": (production.ask("/nog/nergens/"), 404),
        "not by this method": (production.ask("/robots.txt", method="OPTIONS"), 405),
        "without security code": (production.ask("/account/login/", b"login=x"), 403),
        "unknown host": (production.ask("/", Host="elders.example.nl"), 400),
        "broken in the API": (production.ask("/api/v1/stuk"), 500),
        "absent in the API": (production.ask("/api/v1/nergens"), 404),
    }

    for what, ((status, headers, text), expected) in asked.items():
        assert status == expected, what
        assert not [one for one in NEVER if one in text or one in str(headers)], what
        assert headers["X-Content-Type-Options"] == "nosniff" and "no-store" in headers["Cache-Control"], what
        assert "max-age=31536000; includeSubDomains" in headers["Strict-Transport-Security"], what
        assert 'lang="nl"' in text or headers["Content-Type"] == "application/problem+json", what
    assert asked["absent"][0][2] == asked["another absent"][0][2]

    shown = [re.search(r"\b[0-9a-f]{8}\b", asked[what][0][2])[0] for what in ("broken", "broken in the API")]
    assert len(set(shown)) == 2
    lines = [json.loads(line) for line in production.log.read_text().splitlines() if line.startswith("{")]
    logged = {line["verzoek"]: line for line in lines if line.get("level") == "error" and "exception" in line}
    assert set(shown) <= set(logged), "who calls the beheerder names the line in the log"
    assert "geheim-van-een-sessie" not in json.dumps([line["event"] for line in lines])
