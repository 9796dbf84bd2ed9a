from datetime import date

from django.db import connection, models
from django.utils import timezone

from ledger.actors import Actor
from ledger.models import AuditRegel


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
) -> AuditRegel:
    """Write one audit line, in the transaction of the change it describes.

    ``on`` is the day it happened (default: today). ``data`` is JSON: codes, ids, dates, old and new
    values; never a name or the text of a story.
    Raises TypeError without an actor and RuntimeError outside a transaction: a change whose line
    could be lost, or that nobody did, must not happen.
    """
    if not isinstance(actor, Actor):
        raise TypeError("an audit line needs an Actor")
    if not connection.in_atomic_block:
        raise RuntimeError("an audit line is written in the transaction of the change it describes")
    return AuditRegel.objects.create(
        created_at=actor.now,
        on=on or timezone.localdate(),
        actor_kind=actor.kind,
        user_id=actor.user_id,
        organisation_id=organisation_id,
        subject_type=subject_type(subject),
        subject_id=subject.pk,
        verb=verb,
        data=data or {},
    )


def history(*subjects: models.Model) -> models.QuerySet[AuditRegel]:
    """The audit lines of these subjects, oldest first."""
    wanted = models.Q()
    for subject in subjects:
        wanted |= models.Q(subject_type=subject_type(subject), subject_id=subject.pk)
    return AuditRegel.objects.filter(wanted).order_by("id") if subjects else AuditRegel.objects.none()
