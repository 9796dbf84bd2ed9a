"""Warnings of terms, for every register that registers its source here."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

# Each register adds a function that queues its notices for a day and returns how many it looked at.
SOURCES: list[Callable[[date], int]] = []


def remind(today: date | None = None) -> int:
    """Queue every warning that is due; each goes once, because its key names the term and its end."""
    today = today or timezone.localdate()
    return sum(source(today) for source in SOURCES)
