"""Who writes a line with a number or a time that lies stops no seal, and hides no line from it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from casework import loghoofden
from casework import tasks as tasks_of_casework
from ledger import watching
from ledger.actors import SYSTEEM, Actor
from ledger.models import AuditRegel, Leesregel, OutboxRow, Zegelplaats
from ledger.rowsecurity import nothing
from ledger.watching import Alarm
from tests.ledger.conftest import Logboek, as_superuser

pytestmark = pytest.mark.services

COLUMNS = 'created_at, "on", actor_kind, subject_type, subject_id, verb, data'
HOURS = timedelta(hours=1)


def put_in(number: int) -> None:
    """A line with a number that the database did not give out."""
    with as_superuser() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_auditregel (id, {COLUMNS})"
            f" SELECT %s, now(), {COLUMNS.partition(', ')[2]} FROM ledger_auditregel LIMIT 1",
            [number],
        )


def forge(lines: list[AuditRegel], **changes: str) -> None:
    sets = ", ".join(f"{column} = {value}" for column, value in changes.items())
    with as_superuser() as cursor:
        cursor.execute(
            f"UPDATE ledger_auditregel SET {sets} WHERE id = ANY(%s)", [[line.pk for line in lines]]
        )


@pytest.fixture
def old_log(logboek):
    """A log of which only what is recent is looked through: its last head is seven hours after the others."""
    logboek.write()
    logboek.seal(at=timezone.now() + 7 * HOURS)
    return logboek


@pytest.mark.parametrize(("table", "more"), [("auditregel", ""), ("leesregel", ", rol")])
def test_the_application_can_not_choose_the_number_of_a_line(den_haag, table, more):
    values = f"now(), now(), 'systeem', 'x', 1, 'x', '{{}}', {den_haag.pk}" + (", 'fg'" if more else "")

    columns = f"{COLUMNS}, organisation_id{more}"

    def insert(column: str = "", number: str = "") -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO ledger_{table} ({column}{columns}) VALUES ({number}{values})", None)

    with pytest.raises(ProgrammingError, match="permission denied"):
        insert("id, ", "9000000000000000000, ")
    insert()
    assert AuditRegel.objects.count() + Leesregel.objects.count() == 1


def test_a_line_with_a_number_of_its_own_does_not_stop_the_seal(logboek):
    put_in(9 * 10**18)
    assert logboek.seal() == 1
    logboek.seal(at=timezone.now() + 7 * HOURS)
    lines = logboek.write(4)
    assert logboek.seal(at=timezone.now() + 7 * HOURS) == 4
    with as_superuser() as cursor:
        cursor.execute("DELETE FROM ledger_auditregel WHERE id = %s", [lines[1].pk])
    for told in logboek.check():
        assert any(f"Regel {lines[1].pk} " in line and "is weg" in line for line in told), told


def test_a_number_counts_only_when_the_database_gave_it_out(logboek):
    """The time lies as well: the number alone must do."""
    put_in(9 * 10**18)
    logboek.seal()
    logboek.seal(at=timezone.now() + 7 * HOURS)
    forge(logboek.write(4), created_at="created_at - interval '10 hours'")
    assert logboek.seal(at=timezone.now() + 7 * HOURS) == 4


def test_a_sequence_that_was_set_back_hides_no_line(old_log):
    lowest = AuditRegel.objects.order_by("pk").first().pk
    with as_superuser() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence('ledger_auditregel', 'id')")
        (sequence,) = cursor.fetchone()
        cursor.execute(f"ALTER SEQUENCE {sequence} MINVALUE -1000000")
        cursor.execute("SELECT setval(%s, %s)", [sequence, lowest - 1000])
        lines = old_log.write(4)
        assert lines[-1].pk < lowest
        assert old_log.seal(at=timezone.now() + 7 * HOURS) == 4
        # Set right again: then the time tells.
        lines = old_log.write(4)
        cursor.execute("SELECT setval(%s, %s)", [sequence, lowest + 1000])
    assert old_log.seal(at=timezone.now() + 7 * HOURS) == 4
    assert {line.pk for line in lines} <= set(Zegelplaats.objects.values_list("regel_id", flat=True))


def test_a_line_that_lies_in_number_and_time_is_told_and_sealed(old_log):
    lines = old_log.write(2)
    forge(lines, id="id - 1000000", created_at="created_at - interval '10 hours'")
    at = timezone.now() + 7 * HOURS
    assert old_log.seal(at=at) == 0
    (alarm,) = watching.look(at=at)
    for line in lines:
        assert f"Regel {line.pk - 1000000} van ledger_auditregel, van 20" in alarm.tekst
    assert Zegelplaats.objects.filter(regel_id__in=[line.pk - 1000000 for line in lines]).count() == 2
    assert watching.look(at=at) == []
    assert any("tussengevoegd" in line for line in old_log.by_command())


def test_lines_that_are_sealed_now_are_no_alarm(old_log):
    old_log.write(3)
    forge(old_log.write(3), created_at="created_at - interval '5 hours'")
    assert watching.look(at=timezone.now() + 7 * HOURS) == []
    assert old_log.seal(at=timezone.now() + 7 * HOURS) == 0


def test_a_line_that_stays_without_a_seal_is_named_by_both_checks(logboek):
    """Not yet called tampering: it may have been committed this second by a transaction that took long."""
    (line,) = logboek.write()
    assert logboek.check() == ([], [])
    forge([line], created_at="created_at - interval '20 minutes'")
    for told in (logboek.by_command(ends=2), logboek.by_program(ends=2)):
        assert any(f"Regel {line.pk} " in text and "nog geen zegel" in text for text in told), told
    assert logboek.seal() == 1
    assert logboek.check() == ([], [])


# What is told, to whom


def told() -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(key__startswith="mail:logboek-alarm:"))


def test_an_alarm_is_mailed_once_and_again_after_a_day(den_haag, settings, caplog):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    alarm = Alarm("Er is iets.", ("Regel 1.",))
    assert loghoofden.tell(alarm)
    assert not loghoofden.tell(Alarm("Er is iets.", ("Regel 1.", "Regel 2.")))
    (row,) = told()
    assert row.payload["to"] == ["bewaarder@example.nl"] and "Er is iets.\nRegel 1." in row.payload["body"]
    assert "Er is iets." in caplog.text
    assert loghoofden.tell(Alarm("Er is iets anders."))
    cache.clear()
    assert loghoofden.tell(alarm) and len(told()) == 3


def test_an_alarm_without_an_address_stands_in_the_log_of_the_server(den_haag, settings, caplog):
    settings.GIR_LOG_HEADS_MAIL = []
    assert loghoofden.tell(Alarm("Er is iets."))
    assert told() == [] and mail.outbox == [] and "Er is iets." in caplog.text


def test_the_watch_works_as_the_role_that_owns_nothing(den_haag, tmp_path, settings):
    settings.GIR_LOG_HEADS_FILE = tmp_path / "hoofden.jsonl"
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    log = Logboek(den_haag, tmp_path, settings)
    log.write(3, organisation_id=den_haag.pk, actor=Actor("user", 7))
    log.write(actor=SYSTEEM)
    with nothing():
        assert tasks_of_casework.watch_log() == 0
    assert Zegelplaats.objects.count() == 4 and told() == []
