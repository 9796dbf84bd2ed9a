"""The read log: who opened what, in which role, written before the content leaves."""

from django.db import models, transaction
from django.utils import timezone

from ledger.actors import Actor
from ledger.audit import subject_type
from ledger.models import Leesregel


def record(
    *,
    actor: Actor,
    rol: str,
    verb: str,
    subject: models.Model,
    organisation_id: int | None,
    data: dict | None = None,
) -> Leesregel:
    """Write one read line. When this returns it is committed; only then may the content leave.

    ``data`` is JSON: codes and ids, never a name or the text of a story; ``reden`` is the text of who reads
    outside the own assignment.
    Raises TypeError without an actor, and RuntimeError inside a transaction: the line would be undone with
    it, while what was read can't be.
    """
    if not isinstance(actor, Actor):
        raise TypeError("a read line needs an Actor")
    with transaction.atomic(durable=True):
        return Leesregel.objects.create(
            on=timezone.localdate(),
            actor_kind=actor.kind,
            user_id=actor.user_id,
            organisation_id=organisation_id,
            rol=rol,
            subject_type=subject_type(subject),
            subject_id=subject.pk,
            verb=verb,
            data=data or {},
        )


def readings(subject: models.Model) -> models.QuerySet[Leesregel]:
    """Who opened this, latest first."""
    return Leesregel.objects.filter(subject_type=subject_type(subject), subject_id=subject.pk).order_by("-id")
