"""Lines of a melder wait until their day is over, so that neither a time nor an order is kept of them."""

import secrets
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from ledger.models import WachtendeRegel

# A day is over three hours after midnight: what began before midnight is committed by then.
AFTER_MIDNIGHT = timedelta(hours=3)


def start_of_day(day: date | None = None) -> datetime:
    """The first moment of this day (default: today) in Amsterdam: it tells no more than the day."""
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time.min))


def release(at: datetime) -> int:
    """Move the lines of days that are over into the audit log, in random order; returns how many.

    The order is drawn anew and is kept nowhere. Deleting a row is moving it: see ``WachtendeRegel``.
    """
    first = start_of_day(timezone.localdate(at - AFTER_MIDNIGHT))
    over = list(WachtendeRegel.objects.filter(created_at__lt=first).values_list("pk", flat=True))
    secrets.SystemRandom().shuffle(over)
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM ledger_wachtenderegel WHERE id = %s", [(pk,) for pk in over])
    return len(over)
