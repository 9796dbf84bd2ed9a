import pgtrigger
from django.db import models
from django.utils import timezone


class AuditRegel(models.Model):
    """One thing that was done, written in the transaction that did it.

    Holds who, what, on which subject and which values changed: never a name, never story text.
    The database refuses UPDATE, DELETE and TRUNCATE, for the owner of the table too.
    There are no foreign keys: this table outlives what it describes and knows no one above it.
    Of what a melder did only the day is kept: ``created_at`` is its first moment.
    """

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    on = models.DateField(help_text="when it happened, which may lie before it was recorded")
    actor_kind = models.CharField(max_length=10)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["organisation_id", "-id"], name="audit_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_actor_is_known",
                condition=models.Q(actor_kind="user", user_id__isnull=False)
                | models.Q(actor_kind__in=["melder", "import", "systeem"], user_id__isnull=True),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'the audit log is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.verb} {self.subject_type}:{self.subject_id}"


class Leesregel(models.Model):
    """One opening of something confidential, committed before its content left.

    ``rol``: in which part it was read. ``verb``: what was opened. ``data``: codes and ids; ``reden`` is what
    somebody wrote who reads outside the own assignment. A melder who opens the own melding leaves no line.
    The database refuses UPDATE, DELETE and TRUNCATE, and there are no foreign keys, as for AuditRegel.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    on = models.DateField(help_text="the day of it, where people live")
    actor_kind = models.CharField(max_length=10)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    rol = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="lees_subject"),
            models.Index(fields=["on", "organisation_id", "user_id"], name="lees_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="lees_actor_is_known",
                condition=models.Q(actor_kind="user", user_id__isnull=False)
                | models.Q(actor_kind__in=["melder", "import", "systeem"], user_id__isnull=True),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'the read log is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.verb} {self.subject_type}:{self.subject_id}"


class OutboxRow(models.Model):
    """Something that must still be sent or done, written in the transaction that made it necessary.

    The worker delivers it; a row without ``delivered_at`` is not done, whatever happened to the worker.
    ``alleen_dag``: what a melder did made it necessary, and of every moment in it only the day is kept.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="the same key is queued once")
    payload = models.JSONField(default=dict)
    organisation_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    next_attempt_at = models.DateTimeField(default=timezone.now, editable=False)
    alleen_dag = models.BooleanField(default=False, editable=False)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="outbox_pending",
                condition=models.Q(delivered_at__isnull=True),
            ),
            models.Index(fields=["organisation_id", "-id"], name="outbox_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
