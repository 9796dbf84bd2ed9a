"""How fast a report is made, and what that costs when the history grows while the period stays the same.

    python -m benchmarks.rapporteren [SIZE …] [--register agressie] [--rows ROWS]

Makes a test database of its own beside that of DATABASE_URL, brings ROWS rows in over eight years by the
import, and copies closed cases of the first three years (which no figure of the measured half-year reads)
until there are SIZE (default 10,000, 30,000 and 100,000). Prints seconds by step. Needs REDIS_URL as well.

Measured on two cores, in seconds. Integriteit at 9,567, 28,857 and 98,301 zaken: figures of a coördinator
0.08, 0.11, 0.11; the page of figures 0.16, 0.19, 0.19; freezing 0.45, 0.32, 0.50; with small numbers held
back 0.34, 0.50, 0.37; the slowest file, a PDF, 0.9 to 1.0. Agressie at 9,012, 29,052 and 99,192 incidents:
figures 0.15, 0.12, 0.14; the page 0.18, 0.19, 0.21; freezing at most 0.6; a PDF 0.7 to 1.1.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from benchmarks import own_database
from benchmarks.importing import generate_incidents, generate_meldingen
from casework.importing.jobs import IMPORTEURS
from casework.typesetting import huisstijl_of
from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations.access import access_for
from organisations.models import Roltoewijzing, User
from organisations.roles import Rol
from organisations.services import create_organisation
from reports import periods, permissions
from reports.rendering.formats import FORMATEN
from reports.report import make_report
from reports.services import concepts, freezing, writing
from reports.verslag import verslag_of
from tests.conftest import sign_in

PERIODE = "2022-H1"
OLD_UNTIL = "2018-01-01"
# What is copied gets numbers from here on, a stretch for each copy.
OFFSET = 10_000_000
ROOTS = {"integriteit": ("integrity", "Zaak"), "agressie": ("incidents", "Incident")}


def owned_tables(app: str, root: type) -> list[tuple[type, list]]:
    """The tables of cases, each with its columns that point to another one of them."""
    found = {root: []}
    models = list(apps.get_app_config(app).get_models())
    while True:
        new = {
            model: links
            for model in models
            if model not in found
            and (
                links := [
                    f for f in model._meta.concrete_fields if f.is_relation and f.related_model in found
                ]
            )
        }
        if not new:
            break
        found |= new
    return [
        (model, [f for f in model._meta.concrete_fields if f.is_relation and f.related_model in found])
        for model in found
    ]


def copy_history(register: str, times: int, *, first: int) -> None:
    """Copy every closed case of before ``OLD_UNTIL`` with all that hangs on it, ``times`` times."""
    app, name = ROOTS[register]
    root = apps.get_model(app, name)
    tables = owned_tables(app, root)
    with transaction.atomic(), connection.cursor() as cursor:
        for model, links in tables:
            table, pk = model._meta.db_table, model._meta.pk.column
            required = [f for f in links if not f.null] or links
            where = (
                f"ontvangen_op < '{OLD_UNTIL}' AND afgesloten_op IS NOT NULL AND id < {OFFSET}"
                if model is root
                else " OR ".join(
                    f"{f.column} IN (SELECT id FROM old_{f.related_model._meta.db_table})"
                    for f in required[:1]
                )
            )
            cursor.execute(f"CREATE TEMP TABLE old_{table} AS SELECT {pk} AS id FROM {table} WHERE {where}")
        for n in range(first, first + times):
            for model, links in tables:
                _copy(cursor, model, {f.column for f in links}, n * OFFSET)
        for model, _ in tables:
            cursor.execute(f"DROP TABLE old_{model._meta.db_table}")


def _copy(cursor, model: type, links: set[str], offset: int) -> None:
    table, pk = model._meta.db_table, model._meta.pk.column

    def value(field) -> str:
        if field.column == pk or field.column in links:
            return f"{field.column} + {offset}"
        if field.column == "kenmerk":
            return f"'B' || to_hex({pk} + {offset})"
        if field.column == "bron_kenmerk":
            return f"nullif(bron_kenmerk, '') || '-{offset}'"
        return "NULL" if field.unique else field.column

    columns = model._meta.concrete_fields
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(f.column for f in columns)})"
        f" SELECT {', '.join(map(value, columns))} FROM {table}"
        f" WHERE {pk} IN (SELECT id FROM old_{table})"
    )


@contextmanager
def measured(times: dict[str, float], name: str) -> Iterator[None]:
    begin = time.monotonic()
    yield
    times[name] = time.monotonic() - begin


def best(times: dict[str, float], name: str, work: Callable[[], object], rounds: int = 3) -> None:
    """The best of a few: what the work itself takes, on a machine that does more."""
    found = []
    for _ in range(rounds):
        begin = time.monotonic()
        work()
        found.append(time.monotonic() - begin)
    times[name] = min(found)


def measure(register: str, organisation, people: dict) -> dict[str, float]:
    times: dict[str, float] = {}
    periode = periods.parse(PERIODE)
    by = {rol: access_for(user, organisation) for rol, user in people.items()}
    coordinator = by["coordinator"]

    def figures(**more):
        return make_report(organisation, register, periode, periode.tot_en_met, **more)

    best(times, "figures, of everything", figures)
    best(
        times,
        "figures, of a coördinator",
        lambda: figures(countable=permissions.countable(coordinator, register)),
    )
    rapport = figures()
    best(times, "the report of those figures", lambda: verslag_of(rapport))
    verslag, stijl = verslag_of(rapport), huisstijl_of(organisation)
    for naam, formaat in FORMATEN.items():
        best(times, f"as {naam}", lambda formaat=formaat: formaat.render(verslag, stijl), 1)
    client = Client()
    sign_in(client, people["coordinator"])
    page = "rapportage" if register == "integriteit" else "agressie_rapportage"
    address = f"{reverse(page)}?periode={PERIODE}"
    best(times, "the page of figures", lambda: check(client.get(address)))
    for way in ("geen", "verbergen"):
        with transaction.atomic():
            one, _ = concepts.make_concept(organisation, register, periode, by=coordinator)
            one.bescherming = way
            one.save(update_fields=["bescherming"])
            writing.agree(one, by=by["secretaris"])
            with measured(times, f"freezing, small numbers: {way}"):
                freezing.freeze(one, freezing.Vaststelling(), by=by["burgemeester"])
            transaction.set_rollback(True)
    return times


def check(answer) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"the page of figures answers {answer.status_code}")


def run(register: str, sizes: list[int], rows: int) -> None:
    organisation = create_organisation(naam="Proef", slug="benchmark", soort="gemeente", by=SYSTEEM)
    people = {}
    for naam, rol in (
        ("coordinator", Rol.INTEGRITEITSCOORDINATOR),
        ("secretaris", Rol.SECRETARIS),
        ("burgemeester", Rol.BURGEMEESTER),
    ):
        people[naam] = User.objects.create(
            home_organisation=organisation, naam=naam, email=f"{naam}@example.nl", password="!"
        )
        for each in (Rol.MEDEWERKER, rol):
            given = {"user": people[naam], "organisation": organisation, "rol": each}
            Roltoewijzing.objects.create(**given, bevestigd_op="2020-01-01")
    make = {"agressie": generate_incidents, "integriteit": generate_meldingen}[register]
    IMPORTEURS[register].run(organisation, make(rows))
    cases = apps.get_model(*ROOTS[register]).objects
    old = cases.filter(ontvangen_op__lt=OLD_UNTIL, afgesloten_op__isnull=False).count()
    table: dict[int, dict[str, float]] = {}
    copies = 1
    for size in sizes:
        if (wanted := max(0, (size - cases.count()) // old)) > 0:
            copy_history(register, wanted, first=copies)
            copies += wanted
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        table[cases.count()] = measure(register, organisation, people)
    print(f"\n{register}, {PERIODE}: seconds")
    print(f"{'cases':38}" + "".join(f"{count:>10,}" for count in table))
    for name in next(iter(table.values())):
        print(f"{name:38}" + "".join(f"{times[name]:10.2f}" for times in table.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 30_000, 100_000])
    parser.add_argument("--register", choices=list(ROOTS), default="integriteit")
    parser.add_argument("--rows", type=int, default=6_000)
    asked = parser.parse_args()

    settings.ALLOWED_HOSTS = ["*"]
    with own_database("gir_rapporteren"):
        with granted("benchmark", organisations=EVERY):
            run(asked.register, sorted(asked.sizes), asked.rows)


if __name__ == "__main__":
    main()
