"""One step on the path of a report: lock, check, change, audit, and tell who is next; all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from ledger import audit
from organisations.access import Access
from reports import lifecycle, permissions
from reports.models import Rapportage
from reports.periods import long_date
from reports.services import notices

Openbaarheid = Rapportage.Openbaarheid
# The day of each step; a later step is not dated before an earlier one.
DAGEN = ("akkoord_op", "vastgesteld_op", "aangeboden_op", "gepubliceerd_op")


@dataclass
class Rapportstap:
    """What ``perform`` hands to a service: the locked report, and room to say what happened."""

    rapportage: Rapportage
    on: date
    data: dict = field(default_factory=dict)


def missing(rapportage: Rapportage, name: str) -> list[str]:
    """What is still missing for a requirement of the table, as sentences."""
    if name == "openbaar" and rapportage.openbaarheid != Openbaarheid.OPENBAAR:
        return ["Dit stuk is geheim. Een geheim stuk kan niet worden gepubliceerd."]
    return []


def check(rapportage: Rapportage, verb: str, *, by: Access) -> None:
    """Raise NotAllowed, IllegalTransition or Incomplete when ``verb`` can't be done now.

    ``rapportage`` is one of ``permissions.with_roles``.
    """
    t = lifecycle.LIFECYCLE.by_verb[verb]
    if not permissions.may(by, verb, rapportage):
        raise NotAllowed("Deze pagina bestaat niet.")
    if rapportage.status not in t.sources:
        status = rapportage.get_status_display().lower()
        raise IllegalTransition(f"“{t.label}” kan niet (meer). De status van het rapport is nu: {status}.")
    if found := [line for name in t.requires for line in missing(rapportage, name)]:
        raise Incomplete(*found)


@contextmanager
def perform(
    rapportage: Rapportage, verb: str, *, by: Access, on: date | None = None
) -> Iterator[Rapportstap]:
    """Two people at once: the second waits for the first, and is then told what the status has become.

    ``on``: the day it happened (default today): not in the future, not before an earlier step.
    """
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise ValidationError("De datum ligt in de toekomst. Vul een datum tot en met vandaag in.")
    with transaction.atomic():
        locked = lock(rapportage)
        check(locked, verb, by=by)
        earlier = max((day for name in DAGEN if (day := getattr(locked, name))), default=on)
        if on < earlier:
            raise ValidationError(
                f"De datum kan niet voor {long_date(earlier)} liggen: toen was de vorige stap."
            )
        before = locked.status
        step = Rapportstap(locked, on)
        yield step
        locked.status = lifecycle.LIFECYCLE.leads_to(verb, before, None)
        locked.save()
        moved = {"van": before, "naar": locked.status} if locked.status != before else {}
        line = audit.record(
            actor=by.actor,
            verb=verb,
            subject=locked,
            organisation_id=locked.organisation_id,
            on=on,
            data=step.data | moved,
        )
        if moved:
            notices.ask_next(locked, because=line.pk, without=by.user_ids)


def lock(rapportage: Rapportage) -> Rapportage:
    """The report as it is stored now, until the end of the transaction."""
    rows = permissions.with_roles(Rapportage.objects.all()).select_related("organisation")
    return rows.select_for_update(of=("self",)).get(pk=rapportage.pk)
