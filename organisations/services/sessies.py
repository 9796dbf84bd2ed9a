"""Where somebody is signed in: beginning, staying and ending. What ended is over at the next request."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from ledger.rowsecurity import EVERY, granted
from organisations import toestel
from organisations.access import Access
from organisations.models import Sessie, User
from organisations.services.acting import actor_of

# An account belongs to the organisation that manages it, which need not be the one its person works in now.
of_an_account = granted("account", organisations=EVERY, rooms=("organisations", "ledger"))
NOTED_AFTER = datetime.timedelta(minutes=1)


def longest() -> datetime.timedelta:
    """How long a session lasts at most, whatever is done in it."""
    return datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)


@transaction.atomic
def begin_sessie(user: User, user_agent: str) -> Sessie:
    """Somebody signed in. Rows of sessions that are over by now, of whomever, go."""
    Sessie.objects.filter(begonnen_op__lt=timezone.now() - longest()).delete()
    return Sessie.objects.create(user=user, toestel=toestel.in_words(user_agent))


def running_sessie(user: User, pk: int | None, idle: datetime.timedelta) -> Sessie | None:
    """The session of this person with this id; None when it was ended, or is over by itself: after ``idle``
    without doing anything, or ``longest``."""
    now = timezone.now()
    found = Sessie.objects.filter(pk=pk, user=user).first() if pk else None
    if found and found.actief_op > now - idle and found.begonnen_op > now - longest():
        return found
    return None


def note_activity(sessie: Sessie, *, as_melder: bool = False) -> None:
    """At most one write in a minute; on the way of a melder the last ten minutes, which tell no moment."""
    now = timezone.now()
    if as_melder:
        now = now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)
    if now - sessie.actief_op >= NOTED_AFTER:
        Sessie.objects.filter(pk=sessie.pk).update(actief_op=now)


@of_an_account
@transaction.atomic
def end_sessies(user: User, *, by: Actor | Access, only: int | None = None, but: int | None = None) -> int:
    """End the sessions of this person: all, ``only`` this one, or all ``but`` this one; how many."""
    rows = Sessie.objects.filter(user=user).exclude(pk=but)
    if only is not None:
        rows = rows.filter(pk=only)
    number, _ = rows.delete()
    if number:
        audit.record(
            actor=actor_of(by),
            verb="sessies_beeindigd",
            subject=user,
            organisation_id=user.home_organisation_id,
            data={"aantal": number},
        )
    return number


def sign_out(user: User, pk: int | None) -> None:
    """Somebody signed out in one browser, or it was over by itself: nothing that anybody did to somebody."""
    Sessie.objects.filter(pk=pk, user=user).delete()
