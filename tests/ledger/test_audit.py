"""The audit: who did what, in the transaction that did it, and never changed afterwards."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import IMPORT, MELDER, SYSTEEM, Actor
from ledger.models import AuditRegel

# The refusals are the table's, not a lack of rights: for its owner too.
pytestmark = [pytest.mark.services, pytest.mark.usefixtures("by_the_owner")]


def refused():
    return pytest.raises(ProgrammingError, match="append-only|Cannot update or delete")


def write(subject, actor=SYSTEEM, **fields):
    line = {"verb": "bekeken", "organisation_id": subject.pk} | fields
    return audit.record(actor=actor, subject=subject, **line)


@pytest.mark.parametrize("actor", [None, "systeem", 7])
def test_a_line_without_an_actor_is_refused(den_haag, actor):
    with pytest.raises(TypeError, match="needs an Actor"):
        write(den_haag, actor=actor)
    assert not AuditRegel.objects.exists()


def test_a_user_is_an_actor_with_an_id_and_the_others_have_none():
    assert Actor("user", 7).user_id == 7
    for wrong in (("user", None), ("melder", 7), ("systeem", 7), ("iemand", None)):
        with pytest.raises(ValueError):
            Actor(*wrong)
    assert not Actor("user", 7).is_named
    assert all(actor.is_named for actor in (MELDER, IMPORT, SYSTEEM))


def test_the_database_too_refuses_an_actor_that_is_not_one(den_haag):
    for wrong in ({"actor_kind": "user"}, {"actor_kind": "melder", "user_id": 7}, {"actor_kind": "god"}):
        line = {"on": timezone.localdate(), "subject_type": "x", "subject_id": 1, "verb": "x"} | wrong
        with pytest.raises(DatabaseError, match="audit_actor_is_known"), transaction.atomic():
            AuditRegel.objects.create(**line)


def test_a_line_outside_a_transaction_is_refused(committed, den_haag):
    with pytest.raises(RuntimeError, match="in the transaction of the change"):
        write(den_haag)
    assert not AuditRegel.objects.exists()


def test_a_change_that_is_rolled_back_leaves_no_line(committed, den_haag):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(den_haag)
        1 / 0  # noqa: B018
    assert not AuditRegel.objects.exists()


def test_a_line_says_when_it_happened_and_when_it_was_written(den_haag):
    today = timezone.localdate()
    long_ago = today.replace(year=today.year - 3, day=1)
    line = write(den_haag, on=long_ago, data={"was": "a", "wordt": "b"})
    line.refresh_from_db()
    assert (line.on, timezone.localdate(line.created_at)) == (long_ago, today)
    assert line.data == {"was": "a", "wordt": "b"}
    assert write(den_haag).on == today


def test_the_history_of_some_subjects_is_theirs_alone_and_in_order(den_haag, waterschap, melder):
    first, _, third = write(den_haag), write(waterschap), write(melder, organisation_id=den_haag.pk)
    assert list(audit.history(den_haag, melder)) == [first, third]
    assert not audit.history().exists()


CHANGES = {
    "a changed line": "UPDATE ledger_auditregel SET verb = 'anders'",
    "a line that hides who did it": "UPDATE ledger_auditregel SET user_id = NULL, actor_kind = 'melder'",
    "a removed line": "DELETE FROM ledger_auditregel",
    "an emptied log": "TRUNCATE ledger_auditregel",
    "a log emptied together with others": "TRUNCATE ledger_auditregel, ledger_outboxrow",
    "a log emptied on the way": "TRUNCATE ledger_auditregel RESTART IDENTITY CASCADE",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses(den_haag, sql):
    line = write(den_haag)
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditRegel.objects.get(pk=line.pk).verb == "bekeken"


def test_the_one_who_tried_owns_the_table(den_haag):
    """The refusals above are the table's, not a lack of rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_catalog.pg_get_userbyid(relowner) = current_user"
            " FROM pg_class WHERE oid = 'ledger_auditregel'::regclass"
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    "change",
    [
        lambda line: AuditRegel.objects.filter(pk=line.pk).update(verb="anders"),
        lambda line: AuditRegel.objects.bulk_update([line], ["verb"]),
        lambda line: AuditRegel.objects.filter(pk=line.pk).delete(),
        lambda line: line.delete(),
        lambda line: line.save(),
    ],
    ids=["update", "bulk_update", "queryset delete", "delete", "save again"],
)
def test_no_way_of_django_changes_a_line(den_haag, change):
    line = write(den_haag)
    line.verb = "anders"
    with refused(), transaction.atomic():
        change(line)
    assert AuditRegel.objects.get(pk=line.pk).verb == "bekeken"


def test_an_insert_that_would_overwrite_a_line_is_refused(den_haag):
    line = write(den_haag)
    sql = (
        "INSERT INTO ledger_auditregel SELECT * FROM ledger_auditregel"
        " ON CONFLICT (id) DO UPDATE SET verb = 'anders'"
    )
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditRegel.objects.get(pk=line.pk).verb == "bekeken"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_really_commits_leaves_the_refusals_in_force(committed, den_haag, turn):
    """The fixture silences the triggers only to empty the tables after a test."""
    with transaction.atomic():
        write(den_haag)
    with refused(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_auditregel")
    assert AuditRegel.objects.count() == 1
