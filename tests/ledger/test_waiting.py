"""What a melder did bears a day and no time: its line waits, and comes into the log in an order that tells
nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework import delivery
from integrity.lists import Melderpositie
from integrity.models import Melding
from ledger import audit
from ledger.actors import MELDER
from ledger.models import AuditRegel, OutboxRow, WachtendeRegel, Zegelplaats
from ledger.waiting import release, start_of_day
from tests.ledger.conftest import Logboek, as_superuser

pytestmark = pytest.mark.services


def held(day, subject_id: int = 1, **fields) -> WachtendeRegel:
    line = {"on": day, "actor_kind": "melder", "subject_type": "integrity.zaak", "verb": "indienen"} | fields
    return WachtendeRegel.objects.create(created_at=start_of_day(day), subject_id=subject_id, **line)


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def in_the_middle_of_tomorrow() -> datetime:
    return start_of_day(timezone.localdate() + timedelta(days=1)) + timedelta(hours=12)


def test_a_line_of_a_melder_has_no_time_and_does_not_stand_among_those_that_have(den_haag):
    line = audit.record(actor=MELDER, verb="indienen", subject=den_haag, organisation_id=den_haag.pk)
    line.refresh_from_db()
    assert timezone.localtime(line.created_at).time() == time.min
    assert line.created_at == start_of_day()
    assert not AuditRegel.objects.exists() and WachtendeRegel.objects.count() == 1


def test_a_day_begins_in_amsterdam_also_when_the_clock_changes():
    assert start_of_day(datetime(2026, 10, 25).date()) == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert start_of_day(datetime(2026, 10, 26).date()) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_lines_that_wait_stand_in_the_timeline_before_what_was_done_that_day(den_haag, coordinator):
    from ledger.actors import Actor

    by = Actor("user", coordinator.pk)
    audit.record(actor=by, verb="bevestigen", subject=den_haag, organisation_id=None)
    audit.record(actor=MELDER, verb="indienen", subject=den_haag, organisation_id=None, data={"melding": 3})
    audit.record(actor=MELDER, verb="elders", subject=coordinator, organisation_id=None)
    lines = audit.timeline(den_haag)
    assert [(line.verb, line.actor_kind) for line in lines] == [
        ("indienen", "melder"),
        ("bevestigen", "user"),
    ]
    assert lines[0].data == {"melding": 3}
    assert audit.timeline() == []


def test_a_day_that_is_over_comes_into_the_log_whole(den_haag):
    lines = [
        held(yesterday(), number, organisation_id=den_haag.pk, data={"n": number}) for number in range(20)
    ]
    today = held(timezone.localdate(), 99)
    assert release(timezone.now() + timedelta(hours=3)) == 20
    assert list(WachtendeRegel.objects.all()) == [today]
    moved = AuditRegel.objects.order_by("pk")
    assert {line.created_at for line in moved} == {start_of_day(yesterday())}
    kept = ("on", "actor_kind", "user_id", "organisation_id", "subject_type", "subject_id", "verb", "data")
    said = lambda line: str([getattr(line, name) for name in kept])  # noqa: E731
    assert sorted(map(said, moved)) == sorted(map(said, lines))


def test_the_order_in_the_log_is_not_that_in_which_they_came(den_haag):
    """Forty lines: by chance the same order comes once in 40! times."""
    for number in range(40):
        held(yesterday(), number)
    release(timezone.now() + timedelta(hours=3))
    order = list(AuditRegel.objects.order_by("pk").values_list("subject_id", flat=True))
    assert sorted(order) == list(range(40))
    assert order != sorted(order) and order != sorted(order, reverse=True)


def test_the_keys_of_lines_that_wait_tell_no_order(db):
    keys = [held(yesterday(), number).pk for number in range(40)]
    assert keys != sorted(keys) and min(keys) > 10**9


def test_a_day_is_over_only_hours_after_midnight_when_all_of_it_is_committed(den_haag):
    held(yesterday())
    assert release(start_of_day() + timedelta(hours=2, minutes=59)) == 0
    assert WachtendeRegel.objects.count() == 1
    assert release(start_of_day() + timedelta(hours=4)) == 1


def test_a_line_of_today_can_not_leave(den_haag):
    held(timezone.localdate())
    with pytest.raises(DatabaseError, match="waits until its day is over"), transaction.atomic():
        release(in_the_middle_of_tomorrow())
    assert WachtendeRegel.objects.count() == 1 and not AuditRegel.objects.exists()


def test_a_line_that_is_thrown_away_stands_in_the_log(den_haag):
    """There is no way to lose one: deleting is moving."""
    held(yesterday(), 7)
    WachtendeRegel.objects.all().delete()
    assert AuditRegel.objects.get().subject_id == 7


@pytest.mark.parametrize(
    "sql", ["UPDATE ledger_wachtenderegel SET verb = 'anders'", "TRUNCATE ledger_wachtenderegel"]
)
def test_the_database_refuses(by_the_owner, den_haag, sql):
    held(yesterday())
    with pytest.raises(DatabaseError, match="Cannot update|can only go to the audit log"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert WachtendeRegel.objects.get().verb == "indienen"


def test_only_a_melder_waits(den_haag):
    with pytest.raises(DatabaseError, match="only_lines_of_a_melder_wait"), transaction.atomic():
        held(yesterday(), actor_kind="systeem")


def test_the_daily_lines_are_sealed_and_are_no_alarm(by_the_owner, den_haag, tmp_path, settings):
    settings.GIR_LOG_HEADS_FILE = tmp_path / "hoofden.jsonl"
    logboek = Logboek(den_haag, tmp_path, settings)
    logboek.write()
    with as_superuser() as cursor:
        cursor.execute("UPDATE ledger_auditregel SET created_at = %s", [start_of_day() + timedelta(hours=1)])
    for number in range(5):
        held(yesterday(), number)
    assert logboek.seal(at=start_of_day() + timedelta(hours=2, minutes=50)) == 1
    assert logboek.seal(at=start_of_day() + timedelta(hours=4, minutes=10)) == 5
    assert Zegelplaats.objects.count() == 6 and not WachtendeRegel.objects.exists()
    assert logboek.check() == ([], [])


def test_a_line_of_a_melder_of_last_week_that_comes_now_was_put_in(logboek):
    held(yesterday() - timedelta(days=7))
    logboek.seal(at=timezone.now() + timedelta(hours=3))
    by_command, by_program = logboek.check()
    assert any("tussengevoegd" in line for line in by_command)
    assert any("tussengevoegd" in line for line in by_program)


# On the way of an anonymous melding


def moments_of(model) -> list[datetime]:
    names = [
        field.name for field in model._meta.concrete_fields if field.get_internal_type() == "DateTimeField"
    ]
    return [moment for row in model.objects.values_list(*names) for moment in row if moment]


def test_of_an_anonymous_melding_no_time_is_kept(dien_in, coordinator, settings):
    settings.DEVELOPMENT = False
    settings.GIR_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    melding = dien_in(melderpositie=Melderpositie.ANONIEM)
    while delivery.deliver_pending(delivery.FAST):
        pass
    row = OutboxRow.objects.get()
    assert row.delivered_at and row.payload["sent_at"] == timezone.localdate().isoformat()
    midnight = start_of_day()
    for model in (Melding, type(melding.zaak), OutboxRow, WachtendeRegel):
        assert set(moments_of(model)) == {midnight}, model
    assert not AuditRegel.objects.exists()


def test_the_notice_of_an_anonymous_melding_has_a_number_that_tells_no_order(dien_in, coordinator):
    dien_in()
    known = OutboxRow.objects.get()
    dien_in(melderpositie=Melderpositie.ANONIEM)
    unknown = OutboxRow.objects.exclude(pk=known.pk).get()
    assert unknown.pk != known.pk + 1 and unknown.pk > 10**9
    assert known.created_at != start_of_day() and not known.without_time


def test_a_notice_that_fails_is_tried_again_later_and_then_keeps_no_time(dien_in, coordinator, settings):
    settings.GIR_MAIL_BACKEND = "no.such.Backend"
    dien_in(melderpositie=Melderpositie.ANONIEM)
    assert delivery.deliver_pending(delivery.FAST) == 0
    row = OutboxRow.objects.get()
    assert row.delivered_at is None and row.next_attempt_at > timezone.now()
    settings.GIR_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    OutboxRow.objects.update(next_attempt_at=timezone.now())
    assert delivery.deliver_pending(delivery.FAST) == 1
    assert set(moments_of(OutboxRow)) == {start_of_day()}
