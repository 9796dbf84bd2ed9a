"""Which reports are made by themselves, and making those whose day has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import SYSTEEM
from organisations.access import Access
from reports import periods
from reports.models import Rapportage, Rapportplanning
from reports.periods import MAANDEN_PER_DEEL, Periode
from reports.services.concepts import make_concept

Soort = Rapportplanning.Soort
LANGSTE_WACHT = 366
JAREN_TERUG = 3


@dataclass(frozen=True)
class Planning:
    """As in ``Rapportplanning``."""

    register: str
    soort: str
    dagen: int
    vanaf: date


def plan(wanted: Planning, *, by: Access) -> Rapportplanning:
    """Make the reports of this kind by themselves from now on; a plan of that kind that is there is changed.

    Raises ValidationError for days that can't be.
    """
    today = timezone.localdate()
    if not 0 <= wanted.dagen <= LANGSTE_WACHT:
        raise ValidationError({"dagen": f"Kies 0 tot en met {LANGSTE_WACHT} dagen."})
    if wanted.vanaf < periods.shift_years(today, -JAREN_TERUG):
        raise ValidationError({"vanaf": f"Kies een dag van de laatste {JAREN_TERUG} jaar, of later."})
    with transaction.atomic():
        row, _ = Rapportplanning.objects.update_or_create(
            organisation=by.organisation,
            register=wanted.register,
            soort=wanted.soort,
            defaults={"dagen": wanted.dagen, "vanaf": wanted.vanaf},
        )
        data = {"soort": row.soort, "dagen": row.dagen, "vanaf": row.vanaf.isoformat()}
        _record(row, "rapport_gepland", by, data)
    return row


def stop_planning(row: Rapportplanning, *, by: Access) -> None:
    """No more reports by themselves; what was made stays."""
    with transaction.atomic():
        _record(row, "rapport_niet_meer_gepland", by, {"soort": row.soort})
        row.delete()


def _record(row: Rapportplanning, verb: str, by: Access, data: dict) -> None:
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=row,
        organisation_id=row.organisation_id,
        data=data | {"register": row.register},
    )


def periods_of(soort: str, first: int, last: int) -> Iterator[Periode]:
    """Every period of this kind in these years, in order."""
    for jaar in range(first, last + 1):
        if soort == Soort.JAAR:
            yield periods.parse(f"{jaar}")
        elif soort == Soort.MAAND:
            yield from (periods.parse(f"{jaar}-{maand:02d}") for maand in range(1, 13))
        else:
            parts = range(1, 12 // MAANDEN_PER_DEEL[soort] + 1)
            yield from (periods.parse(f"{jaar}-{soort}{part}") for part in parts)


def due(row: Rapportplanning, today: date) -> list[Periode]:
    """The periods whose concept must be there on that day."""
    return [
        periode
        for periode in periods_of(row.soort, row.vanaf.year, today.year)
        if periode.tot_en_met >= row.vanaf
        and periode.tot_en_met < today
        and periode.tot_en_met + timedelta(days=row.dagen) <= today
    ]


def make_due(now: datetime | None = None) -> int:
    """Make every concept whose day has come and that is not there, of whatever earlier day it is; returns
    how many.

    Each in a transaction of its own, so that who is killed halfway leaves whole reports behind and the
    next one goes on. ``now``: the moment that is asked about (default: this one).
    """
    today = timezone.localdate(now)
    made = 0
    rows = Rapportplanning.objects.filter(organisation__is_actief=True).select_related("organisation")
    for row in rows:
        known = set(
            Rapportage.objects.filter(organisation=row.organisation, register=row.register).values_list(
                "periode", flat=True
            )
        )
        for periode in due(row, today):
            if periode.naam not in known:
                _, new = make_concept(row.organisation, row.register, periode, by=SYSTEEM, today=today)
                made += new
    return made
