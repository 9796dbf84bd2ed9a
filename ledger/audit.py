from datetime import date

from django.db import connection, models
from django.utils import timezone

from ledger.actors import MELDER, Actor
from ledger.models import AuditRegel, WachtendeRegel
from ledger.waiting import start_of_day

COLUMNS = tuple(field.name for field in AuditRegel._meta.concrete_fields)


def subject_type(subject: models.Model | type[models.Model]) -> str:
    return subject._meta.label_lower


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    organisation_id: int | None,
    data: dict | None = None,
    on: date | None = None,
) -> AuditRegel | WachtendeRegel:
    """Write one audit line, in the transaction of the change it describes.

    ``on`` is the day it happened (default: today). ``data`` is JSON: codes, ids, dates, old and new
    values; never a name or the text of a story. A line of a melder has no time, only its day, and waits
    until that is over.
    Raises TypeError without an actor and RuntimeError outside a transaction: a change whose line
    could be lost, or that nobody did, must not happen.
    """
    if not isinstance(actor, Actor):
        raise TypeError("an audit line needs an Actor")
    if not connection.in_atomic_block:
        raise RuntimeError("an audit line is written in the transaction of the change it describes")
    line = {
        "on": on or timezone.localdate(),
        "actor_kind": actor.kind,
        "user_id": actor.user_id,
        "organisation_id": organisation_id,
        "subject_type": subject_type(subject),
        "subject_id": subject.pk,
        "verb": verb,
        "data": data or {},
    }
    if actor == MELDER:
        return WachtendeRegel.objects.create(created_at=start_of_day(), **line)
    return AuditRegel.objects.create(**line)


def history(*subjects: models.Model) -> models.QuerySet[AuditRegel]:
    """The lines of these subjects in the log, oldest first; those of a melder once their day is over."""
    return AuditRegel.objects.filter(_about(subjects)).order_by("created_at", "id")


def timeline(*subjects: models.Model) -> list[AuditRegel]:
    """All lines of these subjects, those that wait too, oldest first; to show, not to change."""
    here = _about(subjects)
    held = WachtendeRegel.objects.filter(here).values(*COLUMNS)
    lines = AuditRegel.objects.filter(here).values(*COLUMNS).union(held, all=True)
    return [AuditRegel(**line) for line in lines.order_by("created_at", "id")]


def _about(subjects: tuple[models.Model, ...]) -> models.Q:
    wanted = models.Q(pk__in=[])
    for subject in subjects:
        wanted |= models.Q(subject_type=subject_type(subject), subject_id=subject.pk)
    return wanted
