"""Unusually much reading by one person on one day: counted from the read log, and told to who supervises.

Counted for each who supervises alone: what must not exist for them is not in their numbers, nor in what
they are told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest
from django.urls import reverse
from django.utils import timezone

from casework.notifications import notify
from ledger.models import Leesregel
from organisations import opening
from organisations.access import Access, access_for
from organisations.models import Organisation, User
from organisations.roles import Rol

DAGEN = 30  # shown

# The subject of a read line -> which of those exist for this person. Each register adds its own.
BESTAAT: dict[str, Callable[[Access], QuerySet]] = {}


@dataclass(frozen=True)
class VeelGelezen:
    """A day on which one person opened more than the limit; ``aantal``: how often."""

    user_id: int
    op: date
    aantal: int


def much_read(access: Access, since: date) -> list[VeelGelezen]:
    """What this person may know of it, from this day on, latest day first and most first. One query."""
    organisation = access.organisation
    lines = Leesregel.objects.filter(organisation_id=organisation.pk)
    for subject, existing in BESTAAT.items():
        lines = lines.filter(~Q(subject_type=subject) | Q(subject_id__in=existing(access).values("pk")))
    rows = _openings(lines, since).filter(aantal__gt=organisation.leesgrens)
    return [VeelGelezen(row["user_id"], row["on"], row["aantal"]) for row in rows.order_by("-on", "-aantal")]


def _openings(lines: QuerySet[Leesregel], since: date) -> QuerySet:
    """How often each person opened something, by organisation and day.

    The page of a step is work on a case that was opened, and is not counted again; but who opens cases
    through their steps alone is counted by the number of cases.
    """
    of = Concat("subject_type", Value(":"), Cast("subject_id", CharField()))
    lines = lines.filter(on__gte=since, actor_kind="user")
    return lines.values("organisation_id", "user_id", "on").annotate(
        aantal=Greatest(Count("pk", filter=~Q(verb=opening.STAP)), Count(of, distinct=True))
    )


def warn() -> int:
    """Mail who supervises of everybody who opened more than the limit today or yesterday, once for each
    person and day. Returns how often somebody opened too much. The mail holds a link and no name.

    Where nobody is privacyfunctionaris nobody is told; the log keeps it.
    """
    since = timezone.localdate() - timedelta(days=1)
    lowest = Organisation.objects.order_by("leesgrens").values_list("leesgrens", flat=True).first()
    if lowest is None:
        return 0
    found = list(_openings(Leesregel.objects.all(), since).filter(aantal__gt=lowest))
    organisations = Organisation.objects.in_bulk({row["organisation_id"] for row in found})
    over = [
        organisation
        for row in found
        if (organisation := organisations.get(row["organisation_id"]))
        and row["aantal"] > organisation.leesgrens
    ]
    with transaction.atomic():
        for organisation in set(over):
            for user in User.objects.holding(organisation, Rol.PRIVACYFUNCTIONARIS):
                access = access_for(user, organisation)
                _tell(user, organisation, much_read(access, since) if access else ())
    return len(over)


def _tell(user: User, organisation: Organisation, found: Iterable[VeelGelezen]) -> None:
    for one in found:
        notify(
            [user],
            "nakijken",
            path=reverse("veel_gelezen"),
            key=f"lezen:{one.op:%Y-%m-%d}:{one.user_id}:{organisation.pk}",
            organisation=organisation,
        )
