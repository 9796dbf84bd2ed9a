"""A melding by who does not want to be known, through the real server: no address, browser or moment of it is
kept anywhere."""

import http.client
import json
import re
import signal
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.gir.test_server import Server, start  # noqa: F401

LOGIN_ADDRESS, MELDER_ADDRESS = "127.0.0.1", "127.0.77.13"
BROWSER = "Kanarie/77.13 (vogel)"
WACHTWOORD = "vijf-paarse-fietsen"
STAPPEN = (
    ("positie", {"melderpositie": "vertrouwelijk"}),
    ("waarover", {"soort": "melding", "categorie": "positie", "betreft": "medewerker"}),
    ("verhaal", {"beschrijving": "Een collega werkt in werktijd voor een eigen bedrijf."}),
    ("omstandigheden", {"wie": "Iemand", "wanneer": "elke vrijdag", "waar": ""}),
    ("controle", {}),
)
PEOPLE = f"""
from ledger.rowsecurity.owner import as_owner
from organisations.models import Organisation, Roltoewijzing, User
with as_owner():
    org = Organisation.objects.create(naam="Proef", slug="proef", soort="gemeente")
    for name, rollen in (("melder", ["medewerker"]), ("coord", ["medewerker", "integriteitscoordinator"])):
        user = User.objects.create_user(f"{{name}}@example.nl", name, {WACHTWOORD!r}, home_organisation=org)
        for rol in rollen:
            Roltoewijzing.objects.create(user=user, organisation=org, rol=rol, bevestigd_op="2020-01-01")
"""
# The melder signed in a while ago, and did nothing since.
AN_HOUR_AGO = """
from datetime import timedelta
from django.db.models import F
from ledger.rowsecurity.owner import as_owner
from organisations.models import Sessie
with as_owner():
    assert Sessie.objects.update(actief_op=F("actief_op") - timedelta(hours=1))
"""
# Every moment in every table, and all that the broker holds.
KEPT = """
import json, redis
from django.conf import settings
from django.db import connection
from ledger.rowsecurity.owner import as_owner
moments, texts = {}, []
with as_owner(), connection.cursor() as cursor:
    cursor.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'muur')")
    for schema, table in cursor.fetchall():
        cursor.execute(f'SELECT t::text FROM {schema}."{table}" t')
        texts += [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name = %s AND data_type LIKE 'timestamp%%'", [schema, table])
        for (column,) in cursor.fetchall():
            cursor.execute(f'SELECT "{column}" FROM {schema}."{table}" WHERE "{column}" IS NOT NULL')
            moments[f"{schema}.{table}.{column}"] = sorted(row[0].timestamp() for row in cursor.fetchall())
broker = redis.Redis.from_url(settings.REDIS_URL)
for key in broker.scan_iter():
    kind = broker.type(key)
    if kind == b"string":
        texts.append(repr((key, broker.get(key))))
    elif kind == b"list":
        texts.append(repr((key, broker.lrange(key, 0, -1))))
    elif kind == b"hash":
        texts.append(repr((key, broker.hgetall(key))))
    elif kind == b"set":
        texts.append(repr((key, broker.smembers(key))))
    elif kind == b"zset":
        texts.append(repr((key, broker.zrange(key, 0, -1))))
print(json.dumps({"moments": moments, "texts": texts}))
"""


class Browser:
    """Asks from an address of its own, and keeps cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, SimpleCookie()

    def ask(self, path: str, fields: dict | None = None, *, address: str = MELDER_ADDRESS) -> tuple[int, str]:
        """The status, and the page or where it leads."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, source_address=(address, 0), timeout=60)
        cookies = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        headers = {"User-Agent": BROWSER, "Cookie": cookies, "Host": f"localhost:{self.port}"}
        if fields is None:
            line.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            line.request("POST", path, urlencode(fields), headers)
        answer = line.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        line.close()
        return answer.status, answer.headers["Location"] or body

    def send(self, path: str, fields: dict, **asked: str) -> str:
        """Fill in the form at this address; where it leads."""
        _, page = self.ask(path, **asked)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page
        status, leads = self.ask(path, {"csrfmiddlewaretoken": token[1], **fields}, **asked)
        assert status == 302, path
        return leads


def kept_by(script, data: Path) -> dict:
    done = script("manage", "shell", "--no-imports", "-c", KEPT, GIR_DATA=str(data))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_of_who_does_not_want_to_be_known_no_address_no_browser_and_no_moment_is_kept(start, data, script):  # noqa: F811
    server: Server = start(data)
    made = script("manage", "shell", "--no-imports", "-c", PEOPLE, GIR_DATA=str(data))
    assert made.returncode == 0, made.stderr
    browser = Browser(int(server.address.rpartition(":")[2]))
    login = {"login": "melder@example.nl", "password": WACHTWOORD}
    browser.send("/account/login/", login, address=LOGIN_ADDRESS)
    aged = script("manage", "shell", "--no-imports", "-c", AN_HOUR_AGO, GIR_DATA=str(data))
    assert aged.returncode == 0, aged.stderr
    before = kept_by(script, data)

    first = browser.send("/melden/integriteit/", {})
    for stap, answers in STAPPEN:
        path = first if stap == "positie" else re.sub(r"[^/]+/$", f"{stap}/", first)
        browser.send(path, answers)
    _, mine = browser.ask("/mijn-meldingen/")
    path = re.search(r'href="(/mijn-meldingen/[^"/]+/)"', mine)[1]
    browser.send(path, {"tekst": "Ik zag het gisteren weer."})
    browser.ask(path)
    after = kept_by(script, data)
    code, said = server.end(signal.SIGTERM)
    assert code == 0

    for story in ("Een collega werkt in werktijd", "Ik zag het gisteren weer."):
        assert any(story in text for text in after["texts"])
    canaries = (MELDER_ADDRESS, BROWSER)
    assert not [text for text in after["texts"] for canary in canaries if canary in text]
    assert not [canary for canary in canaries if canary in said + server.said]
    assert "/melden/" not in said
    for path in data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [canary for canary in canaries if canary.encode() in content], path
    new = {
        column: sorted(set(moments) - set(before["moments"].get(column, [])))
        for column, moments in after["moments"].items()
    }
    exact = {column: found for column, found in new.items() if any(moment % 1800 for moment in found)}
    assert exact == {}
