from collections.abc import Iterable

from django.db import connection

from ledger.models import OutboxRow, unordered_id
from ledger.waiting import start_of_day


def enqueue(kind: str, payload: dict, *, key: str, organisation_id: int | None = None) -> None:
    """Queue something to be delivered after this transaction commits; the same ``key`` once, ever."""
    enqueue_all([OutboxRow(kind=kind, key=key, payload=payload, organisation_id=organisation_id)])


def enqueue_all(rows: Iterable[OutboxRow]) -> None:
    """Queue several rows in one statement; a row whose key is there already is left out.

    Raises RuntimeError outside a transaction, where the change and its row could part.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an outbox row is written in the transaction that makes it necessary")
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True)


def without_time(row: OutboxRow) -> OutboxRow:
    """This row, keeping of when it was queued and delivered no more than the day, and no order."""
    row.pk = unordered_id()
    row.without_time = True
    row.created_at = row.next_attempt_at = start_of_day()
    return row
