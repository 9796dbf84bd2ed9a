"""The logs that are sealed, and their lines as the bytes that are hashed (docs/logboek.md has the rule)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models, transaction

from ledger.merkle import leaf_hash
from ledger.models import AuditRegel, Leesregel, Zegelplaats
from ledger.rowsecurity import see_on

# Adding a log is adding its model; a column that is added to one later must be empty in older lines.
LOGBOEKEN: tuple[type[models.Model], ...] = (AuditRegel, Leesregel)
BATCH = 5000
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Logregel:
    """A line of a log as text, by column, without the empty ones; ``kolommen`` is None when it is gone.

    ``plaats`` and ``blad`` are those of its seal, None without one.
    """

    logboek: str
    nummer: int
    kolommen: dict[str, str] | None
    plaats: int | None = None
    blad: bytes | None = None

    @property
    def bytes(self) -> bytes:
        """The table, then each column by name: name, value. Each as its length, a colon, itself, a comma."""
        parts = [self.logboek]
        for name in sorted(self.kolommen):
            parts += (name, self.kolommen[name])
        return b"".join(b"%d:%b," % (len(raw), raw) for raw in (part.encode() for part in parts))

    @property
    def hash(self) -> bytes:
        return leaf_hash(self.bytes)


def sealed(below: int) -> Iterator[Logregel]:
    """The sealed lines with a place below this one, in the order of their places.

    A long log takes longer than a pass lasts. Raises PassEnded rather than that rows stay unseen.
    """
    start = 0
    while start < below:
        places = list(
            Zegelplaats.objects.filter(plaats__gte=start, plaats__lt=below)
            .order_by("plaats")
            .values_list("plaats", "logboek", "regel_id", "blad")[:BATCH]
        )
        if not places:
            see_on()
            return
        found = {
            model._meta.db_table: _by_id(model, [p[2] for p in places if p[1] == model._meta.db_table])
            for model in LOGBOEKEN
        }
        see_on()
        for plaats, logboek, pk, blad in places:
            yield Logregel(logboek, pk, found.get(logboek, {}).get(pk), plaats, bytes(blad))
        start = places[-1][0] + 1


@dataclass(frozen=True)
class Recent:
    """The lines with a higher number than this, and those of a later moment: to hide, both must lie."""

    number: int
    moment: datetime


def unsealed(
    model: type[models.Model], *, recent: Recent | None = None, below: int | None = None
) -> Iterator[Logregel]:
    """The lines without a seal, by number. ``recent``: only these; ``below``: no seal below this place.

    One query, so one moment. Read it in a transaction: the lines come in batches. Raises PassEnded.
    """
    table = model._meta.db_table
    where, values = _without_seal(model, below)
    if recent:
        where += " AND (regel.id > %s OR regel.created_at > %s)"
        values += [recent.number, recent.moment]
    with connection.chunked_cursor() as cursor:
        with _planned(whole=recent is None):
            cursor.execute(
                f"SELECT regel.id, {_as_text(model)} FROM {table} AS regel WHERE {where} ORDER BY regel.id",
                values,
            )
        while True:
            rows = cursor.fetchmany(BATCH)
            see_on()
            if not rows:
                return
            for pk, *texts in rows:
                yield Logregel(table, pk, _filled(model, texts))


def numbers_unsealed(model: type[models.Model], among: Iterable[int] | None = None) -> list[int]:
    """The numbers of all lines without a seal, whatever they say of themselves; ``among`` these if given."""
    where, values = _without_seal(model)
    if among is not None:
        where += " AND regel.id = ANY(%s)"
        values.append(list(among))
    with transaction.atomic(), connection.cursor() as cursor, _planned(whole=among is None):
        cursor.execute(
            f"SELECT regel.id FROM {model._meta.db_table} AS regel WHERE {where} ORDER BY regel.id", values
        )
        return [pk for (pk,) in cursor.fetchall()]


@contextmanager
def _planned(*, whole: bool) -> Iterator[None]:
    """How PostgreSQL plans to look through a whole log: where it still thinks that this is small, it would
    compare each line with each seal. Of a few lines each finds its own seal."""
    if not whole:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")


def _without_seal(model: type[models.Model], below: int | None = None) -> tuple[str, list]:
    seal, values = "logboek = %s AND regel_id = regel.id", [model._meta.db_table]
    if below is not None:
        seal += " AND plaats < %s"
        values.append(below)
    return f"NOT EXISTS (SELECT FROM ledger_zegelplaats WHERE {seal})", values


def _by_id(model: type[models.Model], ids: list[int]) -> dict[int, dict[str, str]]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {_as_text(model)} FROM {model._meta.db_table} WHERE id = ANY(%s)", [ids])
        return {pk: _filled(model, values) for pk, *values in cursor}


def _filled(model: type[models.Model], values: list[str | None]) -> dict[str, str]:
    columns = (field.column for field in model._meta.concrete_fields)
    return {name: value for name, value in zip(columns, values, strict=True) if value is not None}


def _as_text(model: type[models.Model]) -> str:
    """Each column as text that depends on no setting of the connection."""
    shown = []
    for field in model._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        if isinstance(field, models.DateTimeField):
            shown.append(f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""")
        elif isinstance(field, models.DateField):
            shown.append(f"to_char({column}, 'YYYY-MM-DD')")
        else:
            shown.append(f"{column}::text")
    return ", ".join(shown)
