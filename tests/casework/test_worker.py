"""A real worker on the real broker and database, killed at random: in the end every mail went out, once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import transaction

from casework.mail import mail_row
from casework.tasks import deliver_outbox
from gir.celery import app
from ledger.models import OutboxRow
from ledger.outbox import enqueue_all
from tests.conftest import database_variables

pytestmark = pytest.mark.services
PATIENCE = 60


class Worker:
    """A Celery worker with all its processes, which can be killed without a chance to say anything."""

    def __init__(self, folder) -> None:
        self.log = (folder / "worker.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "gir", "worker", "--concurrency=2", "--loglevel=WARNING"],
            env=os.environ
            | database_variables()
            | {
                "REDIS_URL": settings.REDIS_URL,
                "GIR_DATA": str(folder),
                "GIR_DEVELOPMENT": "1",
                "EMAIL_URL": "",
            },
            cwd=settings.BASE_DIR,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self) -> None:
        """As the kernel or an impatient operator does it: the whole group, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


@pytest.fixture
def start_worker(committed, tmp_path):
    """start_worker(): a worker on the database of this test; what is left of it is killed afterwards."""
    workers = []

    def _start() -> Worker:
        workers.append(Worker(tmp_path))
        return workers[-1]

    _empty_broker()
    yield _start
    for worker in workers:
        if worker.process.poll() is None:
            worker.kill()
    _empty_broker()


def _empty_broker() -> None:
    """Nothing of an earlier test waits here, nor what a killed worker held."""
    with app.connection_for_write() as broker:
        client = broker.default_channel.client
        for key in client.scan_iter(f"{settings.CELERY_BROKER_TRANSPORT_OPTIONS['global_keyprefix']}*"):
            client.delete(key)


def queue_mails(count: int) -> None:
    with transaction.atomic():
        enqueue_all(
            mail_row(to=[f"{n}@example.nl"], subject="Taak", body=f"Mail {n}", key=str(n))
            for n in range(count)
        )


def delivered() -> int:
    return OutboxRow.objects.filter(delivered_at__isnull=False).count()


def wait_until(true: Callable[[], bool], *, meanwhile: Callable[[], object], every: float) -> None:
    """Poll; what beat does every few seconds is done here."""
    end, next_time = time.monotonic() + PATIENCE, 0.0
    while not true():
        now = time.monotonic()
        assert now < end, "the worker did not do its work"
        if now >= next_time:
            meanwhile()
            next_time = now + every
        time.sleep(0.005)


def ask_for_delivery() -> None:
    """As beat asks."""
    deliver_outbox.apply_async(expires=30)


def work_through(mails: int, kills: int, start_worker: Callable[[], Worker], chance: random.Random) -> None:
    """Deliver, and kill the worker ``kills`` times when a random number of mails has gone out."""
    queue_mails(mails)
    marks = sorted(chance.sample(range(1, mails - 1), kills))
    for mark in marks:
        worker = start_worker()
        wait_until(lambda mark=mark: delivered() >= mark, meanwhile=ask_for_delivery, every=0.5)
        time.sleep(chance.random() / 20)
        worker.kill()
    start_worker()
    wait_until(lambda: delivered() == mails, meanwhile=ask_for_delivery, every=0.5)


def check_every_mail_went_out_once(mails: int, folder) -> None:
    """A file per mail: one that was sent twice, before and after a kill, has the same name."""
    files = sorted(folder.glob("mail/*"))
    assert len(files) == mails
    bodies = {path.read_text().rsplit("Mail ", 1)[1].strip() for path in files}
    assert bodies == {str(n) for n in range(mails)}
    assert not OutboxRow.objects.filter(delivered_at=None).exists()
    assert not OutboxRow.objects.exclude(last_error="").exists()


def test_a_worker_that_is_killed_at_random_moments_loses_no_mail(start_worker, tmp_path):
    work_through(300, 3, start_worker, random.Random(7))
    check_every_mail_went_out_once(300, tmp_path)


@pytest.mark.large
def test_thousands_of_mails_survive_a_worker_that_is_killed_again_and_again(start_worker, tmp_path):
    work_through(4000, 25, start_worker, random.Random(11))
    check_every_mail_went_out_once(4000, tmp_path)


def test_two_workers_at_once_send_every_mail_once(start_worker, tmp_path):
    queue_mails(200)
    start_worker()
    start_worker()

    def ask() -> None:
        for _ in range(4):
            deliver_outbox.apply_async(expires=30)

    wait_until(lambda: delivered() == 200, meanwhile=ask, every=1)
    check_every_mail_went_out_once(200, tmp_path)
    assert set(OutboxRow.objects.values_list("attempts", flat=True)) == {1}
