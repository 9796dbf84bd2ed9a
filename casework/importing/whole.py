"""An import is all or nothing, so the steps in it need no way back of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def as_a_whole() -> Iterator[None]:
    """One transaction without savepoints inside: whatever fails in it takes everything with it.

    Each service call is atomic, which inside a transaction is a savepoint: for 10,000 rows some 70,000 of
    them, two queries each and a subtransaction that every other session has to look up meanwhile.
    """
    with transaction.atomic():
        before = connection.features.uses_savepoints
        connection.features.uses_savepoints = False
        try:
            yield
        finally:
            connection.features.uses_savepoints = before
