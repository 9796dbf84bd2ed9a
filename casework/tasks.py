from celery import shared_task

from casework import delivery, reminders


@shared_task
def deliver_outbox() -> int:
    """Send what is waiting; runs every few seconds, so a lost run costs nothing."""
    return delivery.deliver_pending(delivery.FAST)


@shared_task
def deliver_slow() -> int:
    """Do what takes longer, such as an import, without holding up the mail."""
    return delivery.deliver_pending(delivery.SLOW, limit=1)


@shared_task
def remind() -> int:
    """Warn of terms that end soon and tell of those that have passed."""
    return reminders.remind()
