"""Dates as people read them, made once for a page: Django's date filter is slow in a list."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format


def in_full(day: date | datetime | None) -> str:
    """ "22 november 2026"; nothing without a day."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    return date_format(day, "j F Y")


def with_time(moment: datetime) -> str:
    """ "22 november 2026, 14.05 uur"; the day alone where no more was kept (``ledger.waiting``)."""
    local = timezone.localtime(moment)
    return in_full(local) if local.time() == time.min else date_format(local, "j F Y, G.i") + " uur"
