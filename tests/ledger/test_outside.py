"""Heads kept outside: they go there each day, come back from a mail, and say when they prove nothing."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from casework import loghoofden
from ledger import heads
from ledger.models import OutboxRow
from tests.ledger.conftest import as_superuser

pytestmark = pytest.mark.services


def mails() -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(key__startswith="mail:logboek:", delivered_at=None))


@pytest.fixture
def it_is(monkeypatch):
    """it_is(moment): the clock of the worker."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_the_newest_head_is_mailed_once_in_a_day(logboek, settings):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    assert loghoofden.mail_newest()
    logboek.write()
    logboek.seal()
    loghoofden.mail_newest()
    (row,) = mails()
    assert row.payload["to"] == ["bewaarder@example.nl"]
    found, _ = heads.read(row.payload["body"].splitlines())
    assert [head.nummer for head in found] == [3] and found[0].is_signed


def test_a_mail_as_it_came_can_be_checked_with(logboek, settings):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    loghoofden.mail_newest()
    logboek.kept.write_text(mails()[0].payload["body"])
    logboek.write()
    logboek.seal()
    assert logboek.check() == ([], [])


def test_when_nothing_goes_outside_the_check_says_so(logboek, settings):
    settings.GIR_LOG_HEADS_MAIL = []
    assert not loghoofden.mail_newest()
    out = io.StringIO()
    call_command("controleer_logboek", stdout=out)
    assert "Er gaan geen hoofden naar buiten: GIR_LOG_HEADS_MAIL is leeg." in out.getvalue()


def test_a_head_is_mailed_once_in_each_stretch_of_hours(logboek, settings, it_is):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    now = timezone.now()
    for hour in range(1, 7 * 24):
        it_is(now + timedelta(hours=hour))
        logboek.seal(at=timezone.now())
        loghoofden.mail_newest()
    assert 7 <= len(mails()) <= 8
    settings.GIR_LOG_HEADS_HOURS = 1
    for hour in range(7 * 24, 7 * 24 + 5):
        it_is(now + timedelta(hours=hour))
        logboek.seal(at=timezone.now())
        loghoofden.mail_newest()
    assert 12 <= len(mails()) <= 13


def test_a_row_that_was_queued_beforehand_does_not_stop_the_mail(logboek, settings):
    """As if it was sent already, under every key that can be worked out from the time and the heads."""
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    stretch = int(timezone.now().timestamp() // (24 * 3600))
    for guess in (stretch, *(head.hash for head in heads.stored())):
        OutboxRow.objects.create(kind="mail", key=f"mail:logboek:{guess}", delivered_at=timezone.now())
    assert loghoofden.mail_newest()
    (row,) = mails()
    assert row.payload["to"] == ["bewaarder@example.nl"]


def test_the_check_says_so_when_no_head_was_mailed_for_two_stretches(logboek, settings, it_is):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    begin = datetime.fromtimestamp(timezone.now().timestamp() // 86400 * 86400, tz=timezone.now().tzinfo)

    def said() -> bool:
        out = io.StringIO()
        call_command("controleer_logboek", stdout=out)
        return "Er is al 48 uur geen hoofd gemaild" in out.getvalue()

    assert not said()
    for days in (1, 2, 3):
        it_is(begin + timedelta(days=days, hours=1))
        logboek.seal(at=timezone.now())
        assert said() == (days > 1)
    loghoofden.mail_newest()
    assert said(), "a mail that waits has not gone out"
    OutboxRow.objects.update(delivered_at=timezone.now())
    assert not said()
    it_is(begin + timedelta(days=4, hours=1))
    assert not said()
    it_is(begin + timedelta(days=5, hours=1))
    assert said()


def test_the_beheerder_sees_that_no_heads_leave_the_system(beheerder, ingelogd, settings):
    browser = ingelogd(beheerder)
    settings.GIR_LOG_HEADS_MAIL = []
    assert "Het logboek wordt alleen hier bewaakt" in browser.get(reverse("beheer")).text
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    assert "Het logboek wordt alleen hier bewaakt" not in browser.get(reverse("beheer")).text


# From a file


QUOTED = {"forwarded": "> ", "forwarded twice": ">> ", "forwarded, with spaces": "> > ", "indented": "    "}


@pytest.mark.parametrize("mark", QUOTED.values(), ids=QUOTED)
def test_heads_from_a_mail_that_was_forwarded_are_read(logboek, mark):
    lines = ["Beste auditor,", "dit zijn de hoofden:", *logboek.own_heads.read_text().splitlines()]
    logboek.kept.write_text("".join(f"{mark}{line}\n" for line in lines))
    assert logboek.check() == ([], [])
    with as_superuser() as cursor:
        cursor.execute("UPDATE ledger_auditregel SET verb = 'niets'")
        cursor.execute("DELETE FROM ledger_zegelplaats; DELETE FROM ledger_zegelhoofd")
    logboek.own_heads.unlink()
    logboek.seal()
    assert all(logboek.check()), "they are compared as well"


@pytest.mark.parametrize("content", ["", "Beste auditor,\n", "{kapot\n", "> {kapot\n> }\n"])
def test_a_file_without_a_head_that_can_be_read_proves_nothing(logboek, content):
    logboek.kept.write_text(content)
    for told in (logboek.by_command(ends=2), logboek.by_program(ends=2)):
        assert "geen leesbaar hoofd" in told[0] and "neem die ongewijzigd over" in told[0]


def test_a_file_of_heads_that_is_not_there_proves_nothing(logboek):
    with pytest.raises(CommandError, match="kan niet worden gelezen") as error:
        call_command("controleer_logboek", "--hoofden", "/nergens", stdout=io.StringIO())
    assert error.value.returncode == 2
