"""Telling people that something is asked of them in a zaak."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse

from casework.notifications import notify
from integrity import lifecycle
from integrity.models import Zaak, ZaakTermijn
from integrity.services.engine import ENGINE
from integrity.services.people import coordinators_of, not_kept_out, second_readers_of
from organisations.models import User


def whose_turn(zaak: Zaak) -> list[User]:
    """The people of whom the next action is asked."""
    t = lifecycle.LIFECYCLE.by_verb.get(zaak.volgende_actie)
    if t is None:
        return []
    if lifecycle.TWEEDE_LEZER in t.who:
        return list(second_readers_of(zaak))
    parts = [getattr(zaak, who) for who in t.who if who != lifecycle.COORDINATOR]
    assigned = [user for user in parts if user is not None]
    if assigned:
        return list(not_kept_out(User.objects.filter(pk__in=[u.pk for u in assigned]), zaak))
    if zaak.coordinator_id:
        return list(not_kept_out(User.objects.filter(pk=zaak.coordinator_id), zaak))
    return list(coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak))


def ask(zaak: Zaak, people: Iterable[User] | None = None) -> None:
    """Tell who has the next action that it is their turn, once for each step of the zaak."""
    notify(
        whose_turn(zaak) if people is None else people,
        "taak",
        path=reverse("zaak", args=[zaak.kenmerk]),
        key=f"zaak:{zaak.pk}:{zaak.status}:{zaak.volgende_actie}:{zaak.status_sinds}",
        organisation=zaak.organisation,
        termijn=zaak.termijn_op,
    )


def _bring_up_to_date(zaak: Zaak) -> None:
    """What was planned for later asks for something from its warning on: the lists must show it."""
    with transaction.atomic():
        locked = Zaak.objects.select_for_update().get(pk=zaak.pk)
        ENGINE.refresh(locked)
        locked.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
    zaak.volgende_actie = locked.volgende_actie


def remind(today: date) -> int:
    """Queue the warnings of running terms that are due, and the notices of those that have passed.

    Each goes once per term, to whoever must act then. Returns how many terms were looked at.
    """
    due = ZaakTermijn.objects.filter(
        gestopt_op=None, opgeschort_op=None, waarschuwen_op__lte=today
    ).select_related("zaak__organisation")
    seen = 0
    for termijn in due.iterator():
        seen += 1
        _bring_up_to_date(termijn.zaak)
        late = termijn.verloopt_op < today
        notify(
            whose_turn(termijn.zaak),
            "te_laat" if late else "waarschuwing",
            path=reverse("zaak", args=[termijn.zaak.kenmerk]),
            key=f"termijn:{termijn.pk}",
            organisation=termijn.zaak.organisation,
            termijn=termijn.verloopt_op,
        )
    return seen
