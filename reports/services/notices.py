"""Telling people that a report waits for them: a mail with a link, nothing of what is in it."""

from collections.abc import Collection

from django.urls import reverse

from casework.lifecycle import Transition
from casework.notifications import notify
from organisations.access import access_for
from organisations.models import User
from organisations.roles import RAPPORTEN
from reports import lifecycle, permissions
from reports.models import Rapportage


def ask_next(rapportage: Rapportage, *, because: int, without: Collection[int] = ()) -> None:
    """Mail who must act on a report (``with_roles``) in its status: of a concept who writes it.

    ``because``: the audit line of what made it their turn. ``without``: who did that.
    """
    if rapportage.status == lifecycle.CONCEPT:
        ask(rapportage, "toelichten", because=because, without=without)
        return
    on = [t for t in lifecycle.LIFECYCLE.from_status(rapportage.status) if t.leads]
    for t in on:
        ask(rapportage, t.verb, because=because, without=without)


def ask(rapportage: Rapportage, verb: str, *, because: int, without: Collection[int] = ()) -> None:
    """Mail who may do ``verb``, once for each ``because``."""
    t = lifecycle.LIFECYCLE.by_verb[verb]
    notify(
        [user for user in _people(rapportage, t) if user.pk not in without],
        "taak",
        path=reverse("rapport", args=[rapportage.kenmerk]),
        key=f"rapportage:{rapportage.pk}:{because}",
        organisation=rapportage.organisation,
    )


def _people(rapportage: Rapportage, t: Transition) -> list[User]:
    """Who has the part, also for who is away today."""
    here = rapportage.organisation
    able = User.objects.holding(here, *RAPPORTEN, register=rapportage.register)
    found = []
    for user in able.with_stand_ins(here).order_by("pk"):
        access = access_for(user, here)
        if access is not None and permissions.may(access, t.verb, rapportage):
            found.append(user)
    return found
