"""Delivery of the outbox. Celery is only the hands: what must be done stands in the database."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework import mail
from ledger.models import OutboxRow
from ledger.rowsecurity import granted
from ledger.waiting import start_of_day
from organisations.services import accounts

Handler = Callable[[OutboxRow], None]

# Kinds that are done within a second, and kinds that may take minutes and must not hold up the first.
FAST: dict[str, Handler] = {mail.KIND: mail.send, accounts.NEW_PASSWORD: accounts.mail_new_password}
SLOW: dict[str, Handler] = {}

LONGEST_WAIT = timedelta(hours=1)


def deliver_pending(handlers: dict[str, Handler], *, limit: int = 200) -> int:
    """Deliver what is due, each row in a transaction of its own; returns how many were delivered.

    The row stays locked while it is delivered, so two workers never do the same one, and a worker that
    is killed leaves it undelivered for the next. What fails is tried again, each time later.
    """
    delivered = 0
    for _ in range(limit):
        with transaction.atomic():
            row = (
                OutboxRow.objects.select_for_update(skip_locked=True)
                .filter(delivered_at=None, next_attempt_at__lte=timezone.now(), kind__in=list(handlers))
                .order_by("next_attempt_at", "id")
                .first()
            )
            if row is None:
                break
            row.attempts += 1
            try:
                with transaction.atomic():
                    _handle(row, handlers[row.kind])
                row.delivered_at = timezone.now()
                if row.without_time:
                    row.delivered_at = row.next_attempt_at = start_of_day()
                row.last_error = ""
                delivered += 1
            except Exception as error:  # whatever it was, the row must wait and say so
                row.last_error = _storable(f"{type(error).__name__}: {error}")
                wait = min(timedelta(seconds=10) * 2 ** min(row.attempts, 10), LONGEST_WAIT)
                row.next_attempt_at = timezone.now() + wait
            row.save()
    return delivered


def _handle(row: OutboxRow, handler: Handler) -> None:
    """What takes longer reads and writes for one organisation, and sees no other."""
    if row.kind in FAST or row.organisation_id is None:
        handler(row)
    else:
        with granted(f"outbox: {row.kind}", organisations=[row.organisation_id]):
            handler(row)


def _storable(text: str) -> str:
    """What PostgreSQL refuses in a text is left out: a fault that can't be written down would come back
    for ever, and hold up all that waits behind it."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")[:300]
