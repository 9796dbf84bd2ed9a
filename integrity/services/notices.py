"""Telling people that something is asked of them in a zaak."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from casework import reminders
from casework.notifications import notify
from integrity import lifecycle
from integrity.models import MelderIdentiteit, Melding, Zaak, ZaakTermijn
from integrity.services.apart import find_for_all
from integrity.services.engine import ENGINE
from integrity.services.people import coordinators_of, not_kept_out, second_readers_of
from organisations.access import access_for
from organisations.models import User


def whose_turn(zaak: Zaak, verb: str = "") -> list[User]:
    """The people of whom ``verb`` is asked (default: the next action), and who stands in for them today.

    Who has the part that the action belongs to; where nobody has it (any more), who coordinates.
    """
    t = lifecycle.LIFECYCLE.by_verb.get(verb or zaak.volgende_actie)
    if t is None:
        return []
    if lifecycle.TWEEDE_LEZER in t.who:
        readers = and_stand_ins(zaak, second_readers_of(zaak))
        return [user for user in readers if user.pk != zaak.voorgesteld_door_id]
    return (
        _assigned(zaak, [name for name in t.who if name != lifecycle.COORDINATOR])
        or _assigned(zaak, [lifecycle.COORDINATOR])
        or and_stand_ins(
            zaak, coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak)
        )
    )


def _assigned(zaak: Zaak, delen: Iterable[str]) -> list[User]:
    assigned = {getattr(zaak, f"{deel}_id") for deel in delen} - {None}
    return and_stand_ins(zaak, User.objects.filter(pk__in=assigned)) if assigned else []


def and_stand_ins(zaak: Zaak, people: QuerySet[User]) -> list[User]:
    """These people (``zelf``), and who stands in today for one who is away and may open the zaak."""
    return [
        user
        for user in not_kept_out(people.with_stand_ins(zaak.organisation), zaak)
        if user.zelf or may_open(user, zaak)
    ]


def may_open(user: User, zaak: Zaak) -> bool:
    access = access_for(user, zaak.organisation)
    return access is not None and Zaak.objects.filter(pk=zaak.pk).visible_to(access).exists()


def ask(zaak: Zaak, people: Iterable[User] | None = None, *, because: str = "") -> None:
    """Tell who has the next action that it is their turn, once for each step of the zaak.

    ``because``: a reason to tell them again in the same step.
    """
    notify(
        whose_turn(zaak) if people is None else people,
        "taak",
        path=reverse("zaak", args=[zaak.kenmerk]),
        key=f"zaak:{zaak.pk}:{zaak.status}:{zaak.volgende_actie}:{zaak.status_sinds}{because}",
        organisation=zaak.organisation,
        termijn=zaak.termijn_op,
    )


def announce(melding: Melding, key: str) -> None:
    """Mail a melder with an account that something is to be read. The link is to the list of the own
    meldingen: a reference in a mailbox would tell that there is one."""
    identiteit = MelderIdentiteit.objects.filter(melding=melding).select_related("user").first()
    if identiteit and identiteit.user:
        notify(
            [identiteit.user],
            "bericht",
            path=reverse("mijn_meldingen"),
            key=key,
            organisation=melding.organisation,
        )


def remind(today: date) -> int:
    """Find somebody for each zaak, then queue what is due of the terms: see ``reminders.remind_of``."""
    find_for_all()
    return reminders.remind_of(ZaakTermijn, today, engine=ENGINE, asked=whose_turn, url_name="zaak")
