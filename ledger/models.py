import secrets

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils import timezone


def unordered_id() -> int:
    """A key that tells nothing of when the row was written, or after which other."""
    return secrets.randbits(59)


def by_moment(name: str) -> BrinIndex:
    """Lines of the last hours are found without reading the others; of a kind that costs no line a write."""
    return BrinIndex(fields=["created_at"], name=name, pages_per_range=32, autosummarize=True)


def append_only(what: str) -> list[pgtrigger.Trigger]:
    """The database refuses UPDATE, DELETE and TRUNCATE, for the owner of the table too."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="no_truncate",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func=f"RAISE EXCEPTION '{what} is append-only';",
        ),
    ]


class Regelinhoud(models.Model):
    """What a line of the audit says, wherever it stands."""

    on = models.DateField(help_text="when it happened, which may lie before it was recorded")
    actor_kind = models.CharField(max_length=10)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.on} {self.verb} {self.subject_type}:{self.subject_id}"


class AuditRegel(Regelinhoud):
    """One thing that was done, written in the transaction that did it.

    Holds who, what, on which subject and which values changed: never a name, never story text.
    The database refuses UPDATE, DELETE and TRUNCATE, for the owner of the table too.
    There are no foreign keys: this table outlives what it describes and knows no one above it.
    """

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["organisation_id", "-id"], name="audit_organisation"),
            by_moment("audit_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_actor_is_known",
                condition=models.Q(actor_kind="user", user_id__isnull=False)
                | models.Q(actor_kind__in=["melder", "import", "systeem"], user_id__isnull=True),
            )
        ]
        triggers = append_only("the audit log")


class WachtendeRegel(Regelinhoud):
    """A line of a melder, until its day is over: in the audit log it would stand between lines with a time.

    ``created_at`` is the start of the day and the key is random. A row can't be lost: deleting it writes
    it to the audit log, and the database refuses that while the day lasts.
    """

    id = models.BigIntegerField(primary_key=True, default=unordered_id)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="wachtend_subject")]
        constraints = [
            models.CheckConstraint(
                name="only_lines_of_a_melder_wait",
                condition=models.Q(actor_kind="melder", user_id__isnull=True),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="no_update", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'a line that waits can only go to the audit log';",
            ),
            pgtrigger.Trigger(
                name="into_the_log",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF (OLD.created_at AT TIME ZONE 'Europe/Amsterdam')::date
                        >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
                    THEN
                        RAISE EXCEPTION 'a line of a melder waits until its day is over';
                    END IF;
                    INSERT INTO ledger_auditregel (created_at, "on", actor_kind, user_id, organisation_id,
                        subject_type, subject_id, verb, data)
                    VALUES (OLD.created_at, OLD."on", OLD.actor_kind, OLD.user_id, OLD.organisation_id,
                        OLD.subject_type, OLD.subject_id, OLD.verb, OLD.data);
                    RETURN OLD;
                """,
            ),
        ]


class Zegelplaats(models.Model):
    """The place of one line in the tree, and the hash of what it said when it got that place.

    Places are given out in the order of sealing, from 0 and without gaps. ``logboek`` is the table of the
    line.
    """

    plaats = models.BigIntegerField(primary_key=True)
    logboek = models.CharField(max_length=63)
    regel_id = models.BigIntegerField()
    blad = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["logboek", "regel_id"], name="sealed_once")]
        triggers = append_only("the list of seals")

    def __str__(self) -> str:
        return f"{self.plaats}: {self.logboek} {self.regel_id}"


class Zegelhoofd(models.Model):
    """The root of the tree at one moment, signed: who kept it can tell later that nothing before it changed.

    ``frontier`` is not signed: the roots of the full subtrees, with which the next seal goes on.
    """

    nummer = models.BigIntegerField(primary_key=True)
    omvang = models.BigIntegerField(help_text="how many lines are sealed")
    wortel = models.BinaryField()
    tijd = models.DateTimeField()
    vorig = models.BinaryField(help_text="the hash of the head before it")
    sleutel = models.CharField(max_length=64, help_text="the public key, in hexadecimal")
    handtekening = models.BinaryField()
    frontier = models.BinaryField()

    class Meta:
        triggers = append_only("the list of heads")

    def __str__(self) -> str:
        return f"{self.nummer}: {self.omvang} regels"


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
            by_moment("lees_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                name="lees_actor_is_known",
                condition=models.Q(actor_kind="user", user_id__isnull=False)
                | models.Q(actor_kind__in=["melder", "import", "systeem"], user_id__isnull=True),
            )
        ]
        triggers = append_only("the read log")

    def __str__(self) -> str:
        return f"{self.on} {self.verb} {self.subject_type}:{self.subject_id}"


class OutboxRow(models.Model):
    """Something that must still be sent or done, written in the transaction that made it necessary.

    The worker delivers it; a row without ``delivered_at`` is not done, whatever happened to the worker.
    ``without_time``: its moments are days, and its key tells no order (``ledger.outbox.without_time``).
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True, help_text="the same key is queued once")
    payload = models.JSONField(default=dict)
    organisation_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    without_time = models.BooleanField(default=False)
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
