"""Delivery of the outbox: what fails waits and says why, the rest goes on, and nothing is done twice."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from casework import delivery, mail
from casework.delivery import LONGEST_WAIT, deliver_pending
from ledger.models import OutboxRow
from ledger.outbox import enqueue

pytestmark = pytest.mark.services


@pytest.fixture
def queue(db):
    def _queue(*keys: str, kind: str = "proef") -> None:
        with transaction.atomic():
            for key in keys:
                enqueue(kind, {}, key=key)

    return _queue


def row(key: str) -> OutboxRow:
    return OutboxRow.objects.get(key=key)


def time_passes(key: str) -> None:
    OutboxRow.objects.filter(key=key).update(next_attempt_at=timezone.now())


def test_rows_are_delivered_once_in_the_order_in_which_they_were_queued(queue):
    queue("a", "b", "c")
    done = []
    assert deliver_pending({"proef": lambda r: done.append(r.key)}) == 3
    assert deliver_pending({"proef": lambda r: done.append(r.key)}) == 0
    assert done == ["a", "b", "c"]
    assert row("a").delivered_at is not None and row("a").attempts == 1


def test_one_run_ends_so_that_other_work_gets_its_turn(queue):
    queue(*"abcdef")
    assert deliver_pending({"proef": lambda r: None}, limit=4) == 4
    assert OutboxRow.objects.filter(delivered_at=None).count() == 2


def test_a_worker_leaves_what_is_not_its_kind(queue):
    queue("a", kind="iets anders")
    assert deliver_pending({"proef": lambda r: None}) == 0
    assert row("a").attempts == 0


def test_what_fails_shows_its_fault_and_waits_while_the_others_go_on(queue):
    queue("a", "b", "c")

    def handler(one):
        if one.key == "b":
            raise ConnectionRefusedError("the mail server is away")

    before = timezone.now()
    assert deliver_pending({"proef": handler}) == 2
    failed = row("b")
    assert (failed.delivered_at, failed.attempts) == (None, 1)
    assert failed.last_error == "ConnectionRefusedError: the mail server is away"
    assert before + timedelta(seconds=15) < failed.next_attempt_at < before + timedelta(minutes=1)
    assert deliver_pending({"proef": handler}) == 0, "it is not tried again at once"


def test_each_time_it_fails_it_waits_longer_up_to_an_hour(queue):
    queue("a")

    def handler(one):
        raise TimeoutError

    waits = []
    for _ in range(12):
        time_passes("a")
        deliver_pending({"proef": handler})
        waits.append(row("a").next_attempt_at - timezone.now())
    assert waits[:8] == sorted(waits[:8]) and waits[0] < timedelta(minutes=1)
    assert LONGEST_WAIT - timedelta(minutes=1) < waits[-1] <= LONGEST_WAIT


def test_what_succeeds_in_the_end_shows_no_fault_any_more(queue):
    queue("a")
    faults = [OSError("no"), OSError("no")]

    def handler(one):
        if faults:
            raise faults.pop()

    for _ in range(3):
        time_passes("a")
        deliver_pending({"proef": handler})
    assert (row("a").last_error, row("a").attempts) == ("", 3)
    assert row("a").delivered_at is not None


@pytest.mark.parametrize(
    "text", ["with \x00 in it", "half a sign \ud800", "long " * 200], ids=["nul", "surrogate", "long"]
)
def test_whatever_the_fault_says_it_can_be_stored(queue, text):
    """Otherwise the row would fail for ever without a trace, and nothing behind it would be delivered."""
    queue("a", "b")

    def handler(one):
        if one.key == "a":
            raise ValueError(text)

    assert deliver_pending({"proef": handler}) == 1
    assert row("a").last_error.startswith("ValueError: ") and row("a").attempts == 1


def test_what_a_failing_handler_changed_in_the_database_is_undone(queue):
    queue("a")

    def handler(one):
        enqueue("proef", {}, key="made by the handler")
        raise ValueError("and then it failed")

    deliver_pending({"proef": handler})
    assert not OutboxRow.objects.filter(key="made by the handler").exists()


def test_a_handler_that_breaks_the_transaction_does_not_take_the_row_along(queue):
    queue("a")

    def handler(one):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    deliver_pending({"proef": handler})
    assert "division by zero" in row("a").last_error


def test_two_workers_at_once_never_do_the_same_row(committed, queue):
    keys = [f"row {number:02}" for number in range(60)]
    queue(*keys)
    done, faults = [], []

    def handler(one):
        time.sleep(0.005)
        done.append((one.key, threading.get_ident()))

    def work():
        try:
            while deliver_pending({"proef": handler}, limit=5):
                pass
        except Exception as error:  # shown by the assertion below
            faults.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not faults
    assert sorted(key for key, _ in done) == keys
    assert len({who for _, who in done}) > 1, "they really worked side by side"


def test_a_worker_that_dies_while_delivering_leaves_the_row_for_the_next(committed, queue):
    queue("a")

    class Killed(BaseException):
        """What a signal looks like from inside."""

    def handler(one):
        raise Killed

    with pytest.raises(Killed):
        deliver_pending({"proef": handler})
    assert (row("a").delivered_at, row("a").attempts) == (None, 0)
    assert deliver_pending({"proef": lambda r: None}) == 1


def test_every_kind_has_one_worker():
    assert mail.KIND in delivery.FAST
    assert not set(delivery.FAST) & set(delivery.SLOW)
