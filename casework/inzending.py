"""Doing what a form asks once, however often it is sent: a double click, an answer that got lost."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.models import Inzending

REMEMBERED = timedelta(days=1)


def key_of(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def is_done(sleutel: str) -> bool:
    return Inzending.objects.filter(sleutel=sleutel).exists()


def once(sleutel: str, perform: Callable[[], None]) -> bool:
    """Whether it was done now; False when it was done before. Who comes second waits for the first.

    What ``perform`` raises leaves nothing behind, so that the form may be sent again.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                Inzending.objects.create(sleutel=sleutel)
        except IntegrityError:
            return False
        perform()
    return True


def forget_old() -> int:
    """Nobody sends a form of days ago again."""
    deleted, _ = Inzending.objects.filter(created_at__lt=timezone.now() - REMEMBERED).delete()
    return deleted
