"""Somebody of one organisation asks for what is of another, wherever a request can name something.

Two organisations with one of everything. In each text of the neighbours stands a canary, and in the zaak and
the incident of which somebody here is kept out another one. The people here then ask for all addresses and
send all forms (found on the pages that they may open) with the identifiers of the neighbours in path, query,
body, hidden fields and formsets, and with nonsense. No canary comes back, nothing breaks, and of the
neighbours nothing changes.
"""

import io
import random
import re
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlsplit

import lxml.html
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger.models import OutboxRow
from organisations.models import Organisation
from tests.test_urls import World
from tests.url_table import API, BUITENSTAANDER, KOEPEL, SUPERUSER, TABLE, UITGESLOTEN

BUREN, BUITENGESLOTEN = "KANARIEVANDEBUREN", "KANARIEVANDEZAAK"
OURS = ("reports", "incidents", "integrity", "casework", "organisations", "ledger")
# Not a text that somebody wrote: another value would break more than it shows.
NO_TEXT = {"logo", "mime", "password", "sha256", "bron_inhoud"}
NONSENSE = ("0", "-1", str(2**31), str(2**63), "9" * 40, "abc", "x\0y", "1 OR 1=1", "../../beheer", "é", "[]")
# The fields that a form does not have, but a careless view might read.
EXTRA = (
    "id",
    "pk",
    "organisatie",
    "organisation",
    "organisation_id",
    "zaak",
    "user",
    "form-0-id",
    "form-0-user",
)
# Of a token that nobody used yet these show an empty form; that of a stranger is no different.
EMPTY_AT_FIRST = {"agressie_melden_stap", "agressie_melden_voor_wie"}
IDENTIFIER = re.compile(r"\d+|[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|(\w{4}-){2}\w{4}", re.IGNORECASE)


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def keys() -> dict[type[models.Model], set]:
    return {model: set(model.objects.values_list("pk", flat=True)) for model in tables()}


def plant(canary: str, rows: dict[type[models.Model], set]) -> int:
    """Puts the canary before every text of these rows; how many fields now hold it."""
    planted = 0
    for model, pks in rows.items():
        for one in model._meta.concrete_fields:
            length = one.max_length or 10_000
            is_text = isinstance(one, models.CharField | models.TextField) and not one.choices
            if not is_text or one.unique or one.name in NO_TEXT or length < 100:
                continue
            text = Left(Concat(Value(f"{canary} "), F(one.name)), length)
            filled = model.objects.filter(pk__in=pks).exclude(**{one.name: ""}).exclude(**{one.name: None})
            # The database refuses to change what is frozen.
            with suppress(DatabaseError), transaction.atomic():
                planted += filled.update(**{one.name: text})
    return planted


@dataclass
class Neighbours:
    """All rows of an organisation, and what they look like."""

    rows: dict[type[models.Model], set]
    pool: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model, pks in self.rows.items():
            self.pool[model._meta.label] = sorted(map(str, pks))
            for name in ("kenmerk", "token", "inzending", "slug"):
                if name in {one.name for one in model._meta.concrete_fields}:
                    values = model.objects.filter(pk__in=pks).values_list(name, flat=True)
                    self.pool[f"{model._meta.label}.{name}"] = sorted(str(one) for one in values if one)
        self.pool = {label: values for label, values in self.pool.items() if values}
        self.before = self.fingerprint()

    def fingerprint(self) -> dict[str, tuple]:
        """Of each table the content of their rows, and how many rows of anybody name one of them."""
        parts, values = [], []
        for model, pks in self.rows.items():
            if not pks:
                continue
            table, pk = model._meta.db_table, model._meta.pk.column
            parts.append(
                f"SELECT '{table}', md5(string_agg(t::text, '|' ORDER BY t::text)), count(*)"
                f' FROM "{table}" t WHERE "{pk}"::text = ANY(%s)'
            )
            values.append(list(map(str, pks)))
        for model in self.rows:
            for one in model._meta.concrete_fields:
                if one.is_relation and self.rows.get(one.related_model):
                    table, column = model._meta.db_table, one.column
                    where = f'FROM "{table}" WHERE "{column}"::text = ANY(%s)'
                    parts.append(f"SELECT '{table}.{column}', '', count(*) {where}")
                    values.append(list(map(str, self.rows[one.related_model])))
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            return {name: rest for name, *rest in cursor.fetchall()}

    def like(self, values: list[str], rng: random.Random) -> str:
        """An identifier of theirs of the kind that these values are, else of whatever kind."""
        shape = "digits" if all(one.isdigit() for one in values if one) else "text"
        labels = [label for label, found in self.pool.items() if found[0].isdigit() == (shape == "digits")]
        people = "organisations.User"
        label = people if shape == "digits" and rng.random() < 0.4 else rng.choice(labels)
        return rng.choice(self.pool[label])


class Attack:
    """Asks, and keeps what went wrong."""

    def __init__(self, here: World, neighbours: Neighbours, rng: random.Random) -> None:
        self.here, self.neighbours, self.rng = here, neighbours, rng
        self.faults: list[str] = []
        self.asked = self.accepted = 0
        skipped = (BUITENSTAANDER, KOEPEL, SUPERUSER)
        self.actors = [person for person in here.people if person not in skipped]

    def ask(self, actor: str, method: str, url: str, data: dict | None = None, *, theirs: bool = False):
        """One request, of which the change is undone. ``theirs``: the address is of somebody else."""
        self.asked += 1
        what = f"{method} {url} {data or ''} as {actor}"
        client: Client = self.here.clients[actor]
        before = transaction.savepoint()
        last = OutboxRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        try:
            answer = getattr(client, method)(url, data or {}, follow=method == "post")
        except Exception as error:
            transaction.savepoint_rollback(before)
            self.faults.append(f"{what}: {type(error).__name__}: {str(error)[:200]}")
            return None
        canaries = [BUREN, BUITENGESLOTEN] if actor == UITGESLOTEN else [BUREN]
        told = told_by(answer)
        if method == "post" and answer.redirect_chain:
            self.accepted += 1
            told += "".join(
                str(one.payload) for one in OutboxRow.objects.filter(pk__gt=last, kind="mail")
            ).encode()
            after = self.neighbours.fingerprint()
            if after != self.neighbours.before:
                changed = [name for name in after if after[name] != self.neighbours.before[name]]
                self.faults.append(f"{what}: changed {changed}")
        self.faults += [f"{what}: tells {one}" for one in canaries if one.encode() in told]
        if answer.status_code >= 500 or (theirs and answer.status_code == 200 and not redirected(answer)):
            self.faults.append(f"{what}: {answer.status_code}")
        transaction.savepoint_rollback(before)
        return answer

    def paths(self, there: World, everything: bool) -> None:
        """Every address that names something, with one or all of its names those of the neighbours."""
        for name, row in {**TABLE, **API}.items():
            own = [str(self.here.objects.get(arg, arg)) for arg in row.args]
            foreign = [str(there.objects.get(arg, arg)) for arg in row.args]
            places = [n for n, (a, b) in enumerate(zip(own, foreign, strict=True)) if a != b]
            if not places:
                continue
            allowed = [one for one in self.actors if any(one in who for who in row.get.values())]
            actors = self.actors if everything else self.rng.sample(self.actors, 2) + allowed[:1]
            variants = [foreign] + [own[:n] + [foreign[n]] + own[n + 1 :] for n in places]
            for actor in set(actors):
                for args in variants if len(places) > 1 else [foreign]:
                    for method in ("get", "post"):
                        theirs = method == "post" or name not in EMPTY_AT_FIRST
                        self.ask(actor, method, reverse(name, args=args) + row.query, theirs=theirs)
                self.ask(actor, self.rng.choice(["put", "patch", "delete"]), reverse(name, args=foreign))
            self.nonsense(name, row, own, allowed or self.actors, everything)

    def nonsense(self, name: str, row, own: list[str], actors: list[str], everything: bool) -> None:
        address = reverse(name, args=own) + row.query
        for place in range(len(own)):
            near = [str(int(own[place]) + step) for step in (-2, -1, 1, 2)] if own[place].isdigit() else []
            tried = [*near, *NONSENSE]
            for value in tried if everything else self.rng.sample(tried, 2):
                url = address.replace(f"/{own[place]}/", f"/{quote(value, safe='')}/", 1)
                self.ask(self.rng.choice(actors), self.rng.choice(["get", "post"]), url)

    def kept_out(self) -> None:
        """Who is kept out of the zaak and the incident asks for all that is in them."""
        in_them = {"zaak", "melding", "incident", "bewijs", "veroorzaker", "brief", "verzonden"}
        for name, row in TABLE.items():
            if in_them & set(row.args):
                for method in ("get", "post"):
                    self.ask(UITGESLOTEN, method, self.here.url(name, row.args) + row.query, theirs=True)

    def forms(self, tries: int) -> int:
        """Every form of every page, by somebody who may open it, with other identifiers; how many forms."""
        found = 0
        for name, row in TABLE.items():
            allowed = [one for one in self.actors if one in row.get.get(200, ())]
            if not allowed:
                continue
            url = self.here.url(name, row.args) + row.query
            actor = self.rng.choice(allowed)
            page = self.ask(actor, "get", url)
            if page is None or page.status_code != 200 or "html" not in page["Content-Type"]:
                continue
            root = lxml.html.fromstring(page.content)
            for number, form in enumerate(root.forms):
                if "logout" in (form.action or "") or "wissel" in (form.action or "") and number:
                    continue
                found += 1
                target = form.action or url
                for data in self.filled(form, tries):
                    self.ask(actor, form.method.lower(), target, data)
            self.queries(actor, url, root, tries)
        return found

    def filled(self, form, tries: int) -> Iterator[dict]:
        """The form as somebody would send it, with some of its identifiers replaced."""
        rng, options, plain = self.rng, {}, {}
        for one in form.inputs:
            if one.name and one.name != "csrfmiddlewaretoken" and getattr(one, "type", "") != "file":
                options.setdefault(one.name, []).extend(choices(one))
        for name, values in options.items():
            chosen = [value for value in values if value]
            plain[name] = rng.choice(chosen) if chosen else words_for(name)
        identifiers = [n for n, values in options.items() if any(IDENTIFIER.fullmatch(v) for v in values)]
        for _ in range(tries):
            data = dict(plain)
            for name in rng.sample(identifiers, min(len(identifiers), rng.choice([1, 1, 2]))):
                data[name] = (
                    self.neighbours.like(options[name], rng) if rng.random() < 0.7 else rng.choice(NONSENSE)
                )
            if rng.random() < 0.3 and plain:
                data[rng.choice(list(plain))] = rng.choice(NONSENSE)
            if rng.random() < 0.3:
                data[rng.choice(EXTRA)] = self.neighbours.like(["1"], rng)
            yield data

    def queries(self, actor: str, url: str, root, tries: int) -> None:
        names = {name for href in root.xpath("//a/@href") for name, _ in parse_qsl(urlsplit(href).query)}
        path, given = urlsplit(url).path, dict(parse_qsl(urlsplit(url).query))
        for name in sorted(names):
            for _ in range(max(1, tries // 2)):
                digits = self.rng.choice([["1"], ["x"]])
                value = (
                    self.neighbours.like(digits, self.rng)
                    if self.rng.random() < 0.6
                    else self.rng.choice(NONSENSE)
                )
                self.ask(actor, "get", path, given | {name: value})


def choices(one) -> list[str]:
    """What somebody could send for this part of a form."""
    if isinstance(one, lxml.html.SelectElement):
        return list(one.value_options)
    return (
        [one.value or ""]
        if getattr(one, "type", "") not in ("radio", "checkbox")
        else [one.get("value", "on")]
    )


def words_for(name: str) -> str:
    if name.endswith(("_op", "van", "tot", "datum")):
        return timezone.localdate().isoformat()
    return "iemand@example.nl" if "mail" in name else "Een paar woorden."


def redirected(answer) -> bool:
    return bool(getattr(answer, "redirect_chain", ()))


def told_by(answer) -> bytes:
    """Everything in the answer: headers, cookies, the way it was sent along, the content, also of a zip."""
    content = answer.getvalue() if answer.streaming else answer.content
    told = [str(answer.headers), str(answer.cookies), str(getattr(answer, "redirect_chain", ""))]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content += b"".join(packed.read(name) for name in packed.namelist())
    return content + "".join(told).encode()


@pytest.fixture
def attack(den_haag, waterschap) -> Attack:
    seed = secrets.randbits(32)
    print(f"seed of the identifiers: {seed}")
    buren, elders = (
        Organisation.objects.create(naam=naam, slug=naam.lower(), soort="gemeente")
        for naam in ("Buren", "Elders")
    )
    nothing = keys()
    there = World(buren, elders)
    theirs = {model: pks - nothing[model] for model, pks in keys().items()}
    theirs[Organisation] = {buren.pk}
    assert plant(BUREN, theirs) > 30
    here = World(den_haag, waterschap)
    assert plant(BUITENGESLOTEN, parts_of(here)) > 5
    made = Attack(here, Neighbours(theirs), random.Random(seed))
    made.there = there
    return made


def parts_of(world: World) -> dict[type[models.Model], set]:
    """The rows of the zaak and the incident of which somebody was kept out."""
    cases = {type(one): one.pk for one in (world.zaak, world.incident, world.melding)}
    found = {}
    for model in tables():
        for one in model._meta.concrete_fields:
            if one.is_relation and one.related_model in cases:
                rows = model.objects.filter(**{one.name: cases[one.related_model]})
                found.setdefault(model, set()).update(rows.values_list("pk", flat=True))
    return found


def check(attack: Attack, *, everything: bool) -> None:
    attack.kept_out()
    attack.paths(attack.there, everything)
    forms = attack.forms(tries=40 if everything else 2)
    print(f"{attack.asked} requests, {forms} forms, {attack.accepted} accepted")
    assert not attack.faults, "\n".join(attack.faults[:40])
    assert attack.neighbours.fingerprint() == attack.neighbours.before
    assert forms > 60 and attack.accepted > 10, "the forms were not found, or nothing of them was taken"


def test_nothing_of_others_comes_back_or_changes_wherever_their_identifiers_stand(attack):
    check(attack, everything=False)


@pytest.mark.large
def test_nothing_of_others_comes_back_or_changes_for_everybody_at_full_size(attack):
    check(attack, everything=True)
