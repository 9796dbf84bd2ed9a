"""How fast things are: measured here, never tested. Each runs by itself: `python -m benchmarks.NAME`.

Needs DATABASE_URL, of a role that may make a database, and REDIS_URL. A database of its own is made beside
that one, and dropped.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")
os.environ.setdefault("GIR_DEVELOPMENT", "1")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from ledger.rowsecurity.owner import as_owner  # noqa: E402


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """An empty database with all tables and walls, seen as the application sees it."""
    setup_test_environment()
    connection.settings_dict["TEST"]["NAME"] = name
    before = connection.settings_dict["NAME"]
    with as_owner():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    made = connection.settings_dict["NAME"]
    try:
        yield
    finally:
        with as_owner():
            connection.settings_dict["NAME"] = made
            connection.creation.destroy_test_db(before, verbosity=0)
