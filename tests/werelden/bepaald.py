"""Two worlds differ in one thing only: chance, the clock and the ids are the same in both.

``chance``: what is random by nature (kenmerken, tokens, salts) is drawn from a generator named by what is
being done, so that the same thing gets the same kenmerk in either world. ``stop_clock``: time stands still.
``Ids``: what is hidden has ids of its own, so that what comes after it has the same ids in both.
"""

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.db import connection
from django.utils import timezone


@contextmanager
def chance(name: str) -> Iterator[None]:
    """Random bytes of the system, and all that Python and Django make of them, follow from ``name``."""
    drawn = random.Random(name)
    kept = os.urandom, random._urandom
    os.urandom = random._urandom = drawn.randbytes
    try:
        yield
    finally:
        os.urandom, random._urandom = kept


def stop_clock(monkeypatch, moment: datetime) -> None:
    """Also for the fields that hold the clock itself as their default."""
    running = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: moment)
    for field in [field for model in apps.get_models() for field in model._meta.concrete_fields]:
        if field.default is running:
            monkeypatch.setattr(field, "_get_default", lambda: moment)
    monkeypatch.setattr(signing, "time", SimpleNamespace(time=moment.timestamp))


class Ids:
    """Where the ids of every table had come to; a rollback does not bring those back. Only the owner of the
    tables can set them."""

    APART = 1_000_000

    def __init__(self) -> None:
        sql = "SELECT sequencename, coalesce(last_value, 0) + 1 FROM pg_sequences"
        self.reached = _by_the_owner(sql)

    def go_back(self, further: int = 0) -> None:
        sql = ", ".join(["setval(%s, %s, false)"] * len(self.reached))
        values = [value for name, following in self.reached for value in (name, following + further)]
        _by_the_owner(f"SELECT {sql}", values)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is made in here takes no id of what comes after it."""
        self.go_back(self.APART)
        yield
        self.go_back()


def _by_the_owner(sql: str, values: Sequence[object] = ()) -> list[tuple]:
    with closing(connection.copy()) as owner:
        owner.settings_dict.update(settings.DATABASE_OWNER)
        with owner.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
