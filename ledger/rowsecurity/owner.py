"""The owner of the tables: the only one that may change them, and only while they are migrated."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection


@contextmanager
def as_owner() -> Iterator[None]:
    """What happens inside is done by the owner of the tables, on a connection of its own.

    Raises ImproperlyConfigured where the owner is not known: in production only the migration knows it.
    """
    owner = settings.DATABASE_OWNER
    if owner is None:
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL is not set. Migrating needs the owner of the tables; DATABASE_URL is the role"
            " of the application, which owns nothing."
        )
    if connection.settings_dict["USER"] == owner["USER"]:
        yield
        return
    before = {name: connection.settings_dict[name] for name in owner}
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
