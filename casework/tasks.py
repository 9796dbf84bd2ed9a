from celery import shared_task
from django.db import connection, transaction

from casework import concepten, delivery, inzending, reminders
from casework.importing import jobs


@shared_task
def deliver_outbox() -> int:
    """Send what is waiting; runs every few seconds, so a lost run costs nothing."""
    return delivery.deliver_pending(delivery.FAST)


@shared_task
def deliver_slow() -> int:
    """Do what takes longer, such as an import, without holding up the mail: one at a time, whoever asks."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('casework.deliver_slow'))")
            (mine,) = cursor.fetchone()
        return delivery.deliver_pending(delivery.SLOW, limit=1) if mine else 0


@shared_task
def remind() -> int:
    """Warn of terms that end soon and tell of those that have passed."""
    return reminders.remind()


@shared_task
def drop_abandoned_uploads() -> int:
    """Throw away files that were uploaded and never confirmed."""
    return jobs.drop_abandoned()


@shared_task
def forget_sent_forms() -> int:
    """Throw away by what a form that is sent twice is recognised."""
    return inzending.forget_old()


@shared_task
def drop_untouched_concepts() -> int:
    """Throw away what somebody began to file and left alone for 90 days."""
    return concepten.drop_untouched()
