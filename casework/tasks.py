from celery import shared_task
from django.db import connection, transaction

from casework import concepten, delivery, inzending, loghoofden, reminders
from casework.importing import jobs
from casework.lezen import veel
from ledger import watching
from ledger.rowsecurity import EVERY, granted

# What is done for all organisations at once, and the rooms it takes.
REGISTERS = ("integrity", "incidents", "casework", "organisations", "ledger")


@shared_task
def deliver_outbox() -> int:
    """Send what is waiting; runs every few seconds, so a lost run costs nothing."""
    with granted("deliver mail", organisations=EVERY, rooms=("ledger",)):
        return delivery.deliver_pending(delivery.FAST)


@shared_task
def deliver_slow() -> int:
    """Do what takes longer, such as an import, without holding up the mail: one at a time, whoever asks."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('casework.deliver_slow'))")
            (mine,) = cursor.fetchone()
        with granted("deliver slow work", organisations=EVERY, rooms=("ledger",)):
            return delivery.deliver_pending(delivery.SLOW, limit=1) if mine else 0


@shared_task
def mail_log_head() -> bool:
    """Queue the newest head of the log for who keeps it outside; once in each stretch of hours."""
    with granted("mail a head of the log", organisations=EVERY, rooms=("ledger",)):
        return loghoofden.mail_newest()


@shared_task
def watch_log() -> int:
    """Tell who keeps the heads of lines that stay without a seal, and that sealing is refused."""
    with granted("watch the seal of the log", organisations=EVERY, rooms=("ledger",)):
        return sum(loghoofden.tell(alarm) for alarm in watching.look())


@shared_task
def remind() -> int:
    """Warn of terms that end soon and tell of those that have passed."""
    with granted("remind of terms", organisations=EVERY, rooms=REGISTERS):
        return reminders.remind()


@shared_task
def drop_abandoned_uploads() -> int:
    """Throw away files that were uploaded and never confirmed."""
    with granted("drop abandoned uploads", organisations=EVERY, rooms=REGISTERS):
        return jobs.drop_abandoned()


@shared_task
def forget_sent_forms() -> int:
    """Throw away by what a form that is sent twice is recognised."""
    return inzending.forget_old()


@shared_task
def drop_untouched_concepts() -> int:
    """Throw away what somebody began to file and left alone for 90 days."""
    with granted("drop untouched concepts", organisations=EVERY, rooms=REGISTERS):
        return concepten.drop_untouched()


@shared_task
def warn_of_much_reading() -> int:
    """Tell who supervises that somebody opened unusually much today."""
    with granted("warn of much reading", organisations=EVERY, rooms=REGISTERS):
        return veel.warn()
