"""The outbox: what must be sent is written with the change that makes it necessary, once."""

import threading

import pytest
from django.db import connection, transaction

from ledger.models import OutboxRow
from ledger.outbox import enqueue, enqueue_all

pytestmark = pytest.mark.services


def test_the_same_key_is_queued_once(db):
    enqueue("mail", {"text": "first"}, key="a")
    enqueue("mail", {"text": "again"}, key="a")
    enqueue("mail", {"text": "other"}, key="b", organisation_id=5)
    assert list(OutboxRow.objects.order_by("key").values_list("key", "payload", "organisation_id")) == [
        ("a", {"text": "first"}, None),
        ("b", {"text": "other"}, 5),
    ]


def test_a_key_that_was_delivered_is_not_queued_again(db):
    enqueue("mail", {}, key="a")
    OutboxRow.objects.update(delivered_at="2026-01-01T12:00Z")
    enqueue("mail", {}, key="a")
    assert OutboxRow.objects.filter(delivered_at__isnull=False).count() == OutboxRow.objects.count() == 1


def test_the_same_key_twice_in_one_statement_is_queued_once(db):
    enqueue_all(OutboxRow(kind="mail", key="a") for _ in range(3))
    assert OutboxRow.objects.count() == 1


def test_a_row_outside_a_transaction_is_refused(committed):
    with pytest.raises(RuntimeError, match="in the transaction that makes it necessary"):
        enqueue("mail", {}, key="a")
    assert not OutboxRow.objects.exists()


def test_a_change_that_is_rolled_back_queues_nothing_and_can_queue_later(committed):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("mail", {}, key="a")
        1 / 0  # noqa: B018
    assert not OutboxRow.objects.exists()
    with transaction.atomic():
        enqueue("mail", {}, key="a")
    assert OutboxRow.objects.count() == 1


def test_two_at_once_queue_the_same_key_once(committed):
    both_wrote = threading.Barrier(2, timeout=10)
    faults = []

    def change(number: int) -> None:
        try:
            with transaction.atomic():
                enqueue("mail", {"by": number}, key=f"own {number}")
                both_wrote.wait()
                enqueue("mail", {"by": number}, key="shared")
        except Exception as error:  # shown by the assertion below
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=[number]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sorted(OutboxRow.objects.values_list("key", flat=True)) == ["own 1", "own 2", "shared"]
