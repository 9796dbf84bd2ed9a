"""Unusually much reading by one person on one day: counted from the read log, and told to who supervises."""

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
from organisations.models import Organisation, User
from organisations.roles import Rol

DAGEN = 30  # shown


@dataclass(frozen=True)
class VeelGelezen:
    """A day on which one person opened more than the limit; ``aantal``: how often."""

    user_id: int
    op: date
    aantal: int


def much_read(organisation: Organisation, since: date) -> list[VeelGelezen]:
    """From this day on, latest day first and most first. One query."""
    rows = _openings(since).filter(organisation_id=organisation.pk, aantal__gt=organisation.leesgrens)
    return [VeelGelezen(row["user_id"], row["on"], row["aantal"]) for row in rows.order_by("-on", "-aantal")]


def _openings(since: date) -> QuerySet:
    """How often each person opened something, by organisation and day.

    The page of a step is work on a case that was opened, and is not counted again; but who opens cases
    through their steps alone is counted by the number of cases.
    """
    of = Concat("subject_type", Value(":"), Cast("subject_id", CharField()))
    lines = Leesregel.objects.filter(on__gte=since, actor_kind="user")
    return lines.values("organisation_id", "user_id", "on").annotate(
        aantal=Greatest(Count("pk", filter=~Q(verb=opening.STAP)), Count(of, distinct=True))
    )


def warn() -> int:
    """Mail who supervises of everybody who opened more than the limit today or yesterday, once for each
    person and day. Returns of how many. The mail holds a link and no name.

    Where nobody is privacyfunctionaris nobody is told; the log keeps it.
    """
    since = timezone.localdate() - timedelta(days=1)
    lowest = Organisation.objects.order_by("leesgrens").values_list("leesgrens", flat=True).first()
    if lowest is None:
        return 0
    found = list(_openings(since).filter(aantal__gt=lowest))
    organisations = Organisation.objects.in_bulk({row["organisation_id"] for row in found})
    over = [
        (row, organisation)
        for row in found
        if (organisation := organisations.get(row["organisation_id"]))
        and row["aantal"] > organisation.leesgrens
    ]
    with transaction.atomic():
        for row, organisation in over:
            notify(
                User.objects.holding(organisation, Rol.PRIVACYFUNCTIONARIS),
                "nakijken",
                path=reverse("veel_gelezen"),
                key=f"lezen:{row['on']:%Y-%m-%d}:{row['user_id']}:{organisation.pk}",
                organisation=organisation,
            )
    return len(over)
