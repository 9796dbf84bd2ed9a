"""Everything that one person can get: pages, files, answers to forms and mails, with the statements."""

import html
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from casework.delivery import SLOW, deliver_pending
from ledger.models import OutboxRow
from organisations.models import User
from tests.conftest import sign_in
from tests.incidents.importing import files as incident_files
from tests.integrity.importing import files as zaak_files
from tests.werelden.bepaald import chance
from tests.werelden.gebeuren import GEBOREN, NAAM
from tests.werelden.scenario import Scenario, Verborgen
from tests.werelden.verbergen import Spoor

# Where cases are shown or counted. Of these, of the other pages, of what they all lead to and of the
# addresses of what is hidden so many are read in each world.
TELLEND = (
    "start", "werklijst", "taken", "meldingen", "mijn_meldingen", "agressie_werklijst", "agressie_overzicht",
    "agressie_taken", "agressie_maatregelen", "agressie_inzicht", "dashboard", "rapportages", "mails",
)  # fmt: skip
ZOVEEL, ANDERE, VERDER, KLOPPEN = 7, 2, 3, 2
# What a page shows of the own account, and signs out; and what everybody in the world can read.
OVERSLAAN = ("/account/", "/admin/", "/open-data/", "/static/", "/gezondheid/", "/api/v1/openapi")
VAN_EEN_ZAAK = re.compile(r"/(integriteit/zaken|agressie/incidenten)/")
LINK = re.compile(rb'(?:href|action|data-url)="([^"#]+)"')
# Zipped files hold no clock; a page holds nothing else that differs by nature than these two.
DAT_VERSCHILT = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]*"'), rb"\1"),
    (re.compile(rb'(nonce[-=]"?)[\w+/=-]+'), rb"\1"),
)


@dataclass(frozen=True)
class Antwoord:
    """One answer, as a browser gets it; ``vragen``: the statements that it took, which are time."""

    status: int
    headers: tuple[tuple[str, str], ...]
    inhoud: bytes
    vragen: int


@contextmanager
def undone(undo: bool = True) -> Iterator[None]:
    """With a savepoint, not a transaction: inside one nothing confidential is given."""
    point = transaction.savepoint()
    yield
    (transaction.savepoint_rollback if undo else transaction.savepoint_commit)(point)


# What a slachtoffer or a melder sees of what is theirs may differ; what others made of it may not.
EIGEN_BEELD = ("start", "melden")


def of_own_view(text: str) -> bool:
    return reverse("mijn_meldingen") in text or text in [reverse(name) for name in EIGEN_BEELD]


def may_differ(s: Scenario, hidden: tuple[Verborgen, ...]) -> Callable[[str], bool]:
    """Which answers and mails tell what X is entitled to know of what is hidden."""
    own, desk = s.has_own_view(hidden), f"POST {reverse('agressie_balie')}"
    told = s.is_told_at_the_desk(hidden)
    return lambda text: (own and of_own_view(text)) or (told and text.startswith(desk))


def places(s: Scenario) -> list[str]:
    """Where X looks first, in each world."""
    draw, year = s.chance("plaatsen"), timezone.localdate().year
    others = [name for name in without_arguments() if name not in TELLEND]
    found = [reverse(name) for name in (*draw.sample(TELLEND, ZOVEEL), *draw.sample(others, ANDERE))]
    register, prefix = draw.choice([("integriteit", ""), ("agressie", "agressie_")])
    days = draw.choice([f"?periode={year}", f"?periode={year - 1}-H2"])
    soort = draw.choice(["csv", "xlsx", "ods", "json"])
    figures = [
        reverse(f"{prefix}rapportage"),
        reverse(f"{prefix}rapportage_download", args=[soort]),
        reverse("api_cijfers", args=[register]),
    ]
    found.append(draw.choice(figures) + days)
    return [one for one in found if not one.startswith(OVERSLAAN)]


class Browser(Client):
    """Without the copy of the context of every template, which takes longer than the page itself."""

    def request(self, **request) -> HttpResponse:
        answer = self.handler(self._base_environ(**request))
        self.cookies.update(answer.cookies)
        assert answer.status_code < 500, request["PATH_INFO"]
        return answer


class Kijker:
    """A browser in which X is signed in."""

    def __init__(self, s: Scenario, x: User) -> None:
        self.s = s
        self.client = Browser()
        with chance(f"{s.nummer} aanmelden"):
            sign_in(self.client, x)
        self.seen: dict[str, Antwoord] = {}
        self.links: defaultdict[str, list[str]] = defaultdict(list)
        # what one world put aside is not there in the other
        caches["default"].key_prefix = uuid.uuid4().hex

    def look_around(self) -> dict[str, Antwoord]:
        """The pages of X, and what they lead to."""
        for path in places(self.s):
            self._get(path)
        self._follow(VERDER)
        return dict(self.seen)

    def _follow(self, left: int) -> None:
        """What these pages lead to, and what that leads to: the cases first.

        Not what is found in the view of one's own reports: that may differ, and would lead elsewhere.
        """
        while left:
            shared = [path for path in self.seen if not of_own_view(path)]
            found = {link for path in shared for link in self.links[path] if link not in self.seen}
            found = {link for link in found if not of_own_view(link)}
            if not found:
                return
            cases = sorted(link for link in found if VAN_EEN_ZAAK.match(link))
            self._get(self.s.chance(f"verder {left}").choice(cases if cases and left % 3 else sorted(found)))
            left -= 1

    def probe(self, spoor: Spoor) -> dict[str, Antwoord]:
        """What is hidden, at its addresses and in every form that takes a kenmerk, a name or a file."""
        before = dict(self.seen)
        self._knock(spoor)
        self._search(spoor)
        self._type(spoor)
        found = {name: one for name, one in self.seen.items() if name not in before}
        self.seen = before
        return found

    def _knock(self, spoor: Spoor) -> None:
        """At the addresses, whatever it is that one would do there."""
        draw = self.s.chance("kloppen")
        for path in draw.sample(spoor.paden, min(KLOPPEN, len(spoor.paden))):
            if draw.random() < 0.5:
                self._get(path)
            else:
                self._post(path, {})

    def _search(self, spoor: Spoor) -> None:
        draw = self.s.chance("zoeken")
        word = draw.choice([*spoor.kenmerken, *spoor.woorden])
        self._get(f"{reverse(draw.choice(['werklijst', 'agressie_werklijst']))}?zoek={word}")

    def _type(self, spoor: Spoor) -> None:
        day = timezone.localdate().isoformat()
        for path in [path for path in self.seen if path.endswith("/voegen/")][:1]:
            self._post(path, {"kenmerk": spoor.kenmerken[0], "op": day})
        naam = self.s.chance("balie").choice([NAAM, "V. Verborgene"])
        self._post(reverse("agressie_balie"), {"naam": naam, "geboortedatum": f"{GEBOREN:%d-%m-%Y}"})
        for word in [word for word in spoor.woorden if word.startswith("OUD")]:
            self._import(*self.s.chance(word).choice(_files(word)))

    def _import(self, path: str, data: bytes) -> None:
        """Upload, look, confirm, and look at what came of it; all of it undone."""
        with undone():
            file = SimpleUploadedFile("oud.csv", data)
            uploaded = self._post(path, {"bestand": file}, undo=False, name=f"{path} {len(self.seen)}")
            if target := dict(uploaded.headers).get("Location"):
                self._get(target, name=f"{target} (voorbeeld)")
                self._post(f"{target}bevestigen/", {}, undo=False)
                with chance(f"{self.s.nummer} import"):
                    deliver_pending(SLOW)
                self._get(target, name=f"{target} (gedaan)")
                self._get(reverse("werklijst"), name=f"werklijst na {target}")

    def _get(self, path: str, name: str = "") -> Antwoord:
        found = self._keep(name or path, "get", path, {})
        self.links[name or path] = _links(found, path)
        return found

    def _post(self, path: str, data: dict, *, undo: bool = True, name: str = "") -> Antwoord:
        with undone(undo):
            found = self._keep(
                f"POST {name or path} {data.get('kenmerk', data.get('naam', ''))}", "post", path, data
            )
        return found

    def _keep(self, name: str, method: str, path: str, data: dict) -> Antwoord:
        asked: list[str] = []

        def count(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with chance(f"{self.s.nummer} {name}"), connection.execute_wrapper(count):
            answer = getattr(self.client, method)(path, data)
            found = Antwoord(answer.status_code, _headers(answer), _content(answer), len(asked))
        self.seen[name] = found
        return found


def _headers(answer: HttpResponse) -> tuple[tuple[str, str], ...]:
    """Without the clock, and with the nonce of the page left out."""
    found = ((name, re.sub(r"'nonce-[^']*'", "'nonce-'", value)) for name, value in answer.items())
    return tuple(sorted(pair for pair in found if pair[0] != "Expires"))


def _files(word: str) -> list[tuple[str, bytes]]:
    """Files that join an old kenmerk, or have one like it. The kenmerk itself is refused as taken, which
    tells that it is there: the decision on the two worlds says so."""
    joins = zaak_files.MELDING | {"kenmerk": "NIEUW-1", "gevoegd_bij": word}
    return [
        (reverse("import_start"), zaak_files.csv_of(joins)),
        (reverse("import_start"), zaak_files.csv_of(zaak_files.MELDING | {"kenmerk": f"{word}-2"})),
        (
            reverse("agressie_import_start"),
            incident_files.csv_of(incident_files.GEMELD | {"kenmerk": f"{word}-2"}),
        ),
    ]


def _links(found: Antwoord, here: str) -> list[str]:
    headers = dict(found.headers)
    if not headers.get("Content-Type", "").startswith("text/html"):
        return []
    links = [html.unescape(link.decode()) for link in LINK.findall(found.inhoud)]
    links += [headers["Location"]] if "Location" in headers else []
    parts = (urlsplit(urljoin(f"http://testserver{here}", link)) for link in links)
    own = (f"{p.path}?{p.query}" if p.query else p.path for p in parts if p.netloc == "testserver")
    return [link for link in own if not link.startswith(OVERSLAAN)]


def _content(answer: HttpResponse) -> bytes:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        for pattern, kept in DAT_VERSCHILT:
            content = pattern.sub(kept, content)
    return content


@cache
def without_arguments() -> tuple[str, ...]:
    """The names of the addresses that need nothing to be named."""
    found = []
    for name in _names(get_resolver()):
        try:
            reverse(name)
        except NoReverseMatch:
            continue
        found.append(name)
    return tuple(found)


def _names(resolver: URLResolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif pattern.namespace != "admin":
            yield from _names(pattern)


def mails(x: User, spoor: Spoor | None = None) -> list[tuple[str, str]]:
    """What X finds in the mail, without what they were told before they were kept out."""
    known = spoor.mails if spoor else set()
    rows = OutboxRow.objects.filter(payload__to__contains=[x.email]).exclude(pk__in=known).order_by("pk")
    return [(row.payload["subject"], row.payload["body"]) for row in rows]
