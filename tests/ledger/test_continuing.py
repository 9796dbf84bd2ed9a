"""The worker signs only what goes on from what it signed before."""

import io

import pytest
from django.core.management import CommandError, call_command

from casework import loghoofden, tasks
from ledger import continuing, heads, watching
from ledger.continuing import SealRefused
from ledger.models import AuditRegel, OutboxRow, Zegelhoofd, Zegelplaats
from ledger.tasks import seal_log
from tests.ledger.conftest import as_superuser

pytestmark = pytest.mark.services

EMPTY = ("DELETE FROM ledger_zegelplaats", "DELETE FROM ledger_zegelhoofd")
LAST = "FROM ledger_zegelhoofd WHERE nummer = 3"


def attack(*statements: str) -> None:
    with as_superuser() as cursor:
        for sql in statements:
            cursor.execute(sql)


def rewrite() -> None:
    """Every line says something else, and the worker may seal it all anew with the real key."""
    attack("UPDATE ledger_auditregel SET verb = 'niets'", *EMPTY)


ATTACKS = {
    "all is rewritten": (EMPTY, "Hoofd 3 van", "staat niet zo in de database"),
    "the last head is gone": ((f"DELETE {LAST}",), "Hoofd 3 van", "staat niet zo in de database"),
    "the edge is another": (
        ("UPDATE ledger_zegelhoofd SET frontier = decode(repeat('00', 128), 'hex') WHERE nummer = 3",),
        "De rand van de boom bij hoofd 3",
    ),
    "the edge has another length": (
        ("UPDATE ledger_zegelhoofd SET frontier = '' WHERE nummer = 3",),
        "De rand van de boom bij hoofd 3",
    ),
    "the last head says something else": (
        ("UPDATE ledger_zegelhoofd SET omvang = 29 WHERE nummer = 3",),
        "Hoofd 3 heeft geen geldige handtekening",
    ),
    "the last head has another key": (
        ("UPDATE ledger_zegelhoofd SET sleutel = repeat('0', 64) WHERE nummer = 3",),
        "niet van dit logboek",
    ),
    "a place is kept for a line that is to be hidden": (
        ("INSERT INTO ledger_zegelplaats VALUES (1000, 'ledger_auditregel', -7, '')",),
        "Er horen 30 regels een zegel te hebben, en het laatste zegel is nummer 1001",
    ),
    "seals are gone": (
        ("DELETE FROM ledger_zegelplaats WHERE plaats > 20",),
        "Er horen 30 regels een zegel te hebben, en het laatste zegel is nummer 21",
    ),
}


@pytest.mark.parametrize(("statements", "words"), [(a[0], a[1:]) for a in ATTACKS.values()], ids=ATTACKS)
def test_nothing_is_sealed_on_what_was_forged(logboek, statements, words):
    attack(*statements)
    logboek.write()
    places, file = Zegelplaats.objects.count(), logboek.own_heads.read_text()
    with pytest.raises(SealRefused) as refused:
        logboek.seal()
    assert all(word in str(refused.value) for word in words), refused.value
    assert Zegelplaats.objects.count() == places and logboek.own_heads.read_text() == file
    assert logboek.by_command(), "and the check says so too"


def test_refusing_is_logged_each_time_and_mailed_once_with_what_stays_unsealed(logboek, settings, caplog):
    settings.GIR_LOG_HEADS_MAIL = ["bewaarder@example.nl"]
    rewrite()
    (line,) = logboek.write()
    assert seal_log() == 0 and "the log is not sealed" in caplog.text
    assert tasks.watch_log() == 1
    logboek.write()
    assert tasks.watch_log() == 0
    (row,) = OutboxRow.objects.filter(key__startswith="mail:logboek-alarm:")
    assert "wordt niet meer verzegeld. Hoofd 3" in row.payload["body"]
    assert row.payload["to"] == ["bewaarder@example.nl"]
    (alarm,) = watching.look()
    assert len(alarm.regels) == AuditRegel.objects.count() and f"Regel {line.pk} " in "".join(alarm.regels)
    assert "En nog 12 regels." in alarm.tekst


def test_a_seal_that_fails_is_an_alarm(logboek, settings, tmp_path):
    logboek.write()
    settings.GIR_LOG_HEADS_FILE = tmp_path  # a folder
    (alarm,) = watching.look()
    assert "mislukt: IsADirectoryError" in alarm.tekst


def test_a_crash_before_the_file_was_written_is_no_doubt(logboek):
    whole = logboek.own_heads.read_text()
    for kept in ("", whole[: whole.index("\n") + 1], whole[:-100], whole[:100]):
        logboek.own_heads.write_text(kept)
        assert logboek.seal() == 0
        assert heads.read_own(logboek.own_heads) == (heads.stored(), [])


# Going on


def go_on(reden: str = "Reservekopie van 3 mei teruggezet na een kapotte schijf.") -> None:
    call_command("logboek_hervatten", reden=reden, stdout=io.StringIO())


def test_after_a_backup_was_put_back_there_is_a_named_way_on_and_both_histories_stay(logboek):
    logboek.keep()
    ids = list(AuditRegel.objects.order_by("pk").values_list("pk", flat=True))
    attack(
        f"DELETE FROM ledger_auditregel WHERE id > {ids[19]}",
        "DELETE FROM ledger_zegelplaats WHERE plaats >= 20",
        f"DELETE {LAST}",
    )
    logboek.write(5)
    with pytest.raises(SealRefused):
        logboek.seal()
    before = logboek.own_heads.read_text()
    go_on()
    line = AuditRegel.objects.get(verb="logboek_hervatten")
    assert line.data["reden"].startswith("Reservekopie") and "Hoofd 3" in line.data["twijfel"][0]
    assert Zegelplaats.objects.count() == 26 and Zegelhoofd.objects.count() == 3
    after = logboek.own_heads.read_text()
    assert after.startswith(before) and len(after.splitlines()) == 4
    logboek.write()
    assert logboek.seal() == 1 and watching.look() == []
    for told in logboek.check():
        assert any("Hoofd 3" in text for text in told), "the break is named for ever"


@pytest.mark.parametrize("name", ["all is rewritten", "the last head has another key"])
def test_there_is_a_way_on_from_what_was_forged_and_it_stays_named(logboek, name):
    attack(*ATTACKS[name][0])
    go_on()
    logboek.write()
    assert logboek.seal() == 1
    assert logboek.by_command()


def test_an_edge_that_was_forged_is_made_anew_and_then_all_is_right(logboek):
    attack(*ATTACKS["the edge is another"][0])
    go_on()
    assert logboek.check() == ([], [])


def test_there_is_no_way_on_when_seals_are_missing_in_the_middle(logboek):
    attack("DELETE FROM ledger_zegelplaats WHERE plaats = 12", f"DELETE {LAST}")
    with pytest.raises(CommandError, match="Plaats 12 van het zegel ontbreekt: zet een reservekopie terug"):
        go_on()
    assert not AuditRegel.objects.filter(verb="logboek_hervatten").exists()


def test_what_nothing_stops_needs_no_way_on(logboek):
    with pytest.raises(CommandError, match="niets te hervatten"):
        go_on()
    with pytest.raises(CommandError, match="Geef een reden"):
        go_on(" ")


def test_the_doubts_are_a_few_rows_whatever_the_log_holds(logboek, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert continuing.doubts(Zegelhoofd.objects.latest("nummer"), logboek.own_heads) == []
    assert loghoofden.not_mailed() is False
