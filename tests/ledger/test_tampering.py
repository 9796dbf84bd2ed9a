"""Whoever changes the log leaves traces: eight ways of tampering, found by the command and by the program
without Django. The attacker is superuser of the database; the triggers do not stop them."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from ledger.models import AuditRegel, Zegelhoofd, Zegelplaats
from tests.ledger.conftest import as_superuser

pytestmark = pytest.mark.services


def attack(*statements: str, values: tuple = ()) -> None:
    with as_superuser() as cursor:
        for sql in statements:
            cursor.execute(sql, values or None)


def ids() -> list[int]:
    return list(AuditRegel.objects.order_by("pk").values_list("pk", flat=True))


def found_by_both(logboek, *words: str) -> None:
    by_command, by_program = logboek.check()
    for told in (by_command, by_program):
        assert any(all(word in line for word in words) for line in told), told


def test_a_log_that_nobody_touched_is_right(logboek):
    assert logboek.check() == ([], [])
    logboek.keep()
    logboek.write(3)
    assert logboek.check() == ([], [])
    assert logboek.seal() == 3
    assert logboek.check() == ([], [])


EDITS = {
    "what was done": "UPDATE ledger_auditregel SET verb = 'anders' WHERE id = {}",
    "who did it": "UPDATE ledger_auditregel SET actor_kind = 'user', user_id = 7 WHERE id = {}",
    "when it was written": "UPDATE ledger_auditregel SET created_at = created_at + '0.001' WHERE id = {}",
    "the day it happened": 'UPDATE ledger_auditregel SET "on" = "on" - 1 WHERE id = {}',
    "a value": "UPDATE ledger_auditregel SET data = '{{\"wordt\": 1}}' WHERE id = {}",
    "of which organisation": "UPDATE ledger_auditregel SET organisation_id = 12 WHERE id = {}",
}


@pytest.mark.parametrize("sql", EDITS.values(), ids=EDITS)
def test_an_edit_is_found_with_the_line(logboek, sql):
    line = ids()[13]
    attack(sql.format(line))
    found_by_both(logboek, f"Regel {line} ", "(plaats 13)", "veranderd")


def test_an_edit_of_which_the_seal_was_edited_too_is_found_with_the_stretch(logboek):
    line = AuditRegel.objects.get(pk=ids()[13])
    attack(f"UPDATE ledger_auditregel SET verb = 'anders' WHERE id = {line.pk}")
    forge_leaf(line.pk)
    found_by_both(logboek, "tussen plaats 10 en 19")


def test_a_removed_line_is_found(logboek):
    line = ids()[13]
    attack(f"DELETE FROM ledger_auditregel WHERE id = {line}")
    found_by_both(logboek, f"Regel {line} ", "is weg")


def test_a_line_that_was_removed_with_its_seal_is_found(logboek):
    line = ids()[13]
    attack(
        f"DELETE FROM ledger_auditregel WHERE id = {line}",
        f"DELETE FROM ledger_zegelplaats WHERE regel_id = {line}",
    )
    found_by_both(logboek, "Plaats 13", "ontbreekt")


INSERT = """
    INSERT INTO ledger_auditregel (id, created_at, "on", actor_kind, subject_type, subject_id, verb, data)
    SELECT {}, created_at - interval '40 days', "on", actor_kind, subject_type, subject_id, verb, data
    FROM ledger_auditregel LIMIT 1
"""


def test_a_line_put_in_the_past_is_found_before_it_is_sealed(logboek):
    attack(INSERT.format(-5))
    found_by_both(logboek, "Regel -5 ", "later tussengevoegd")


def test_a_line_put_in_the_past_is_found_after_it_was_sealed(logboek):
    attack(INSERT.format(max(ids()) + 1))
    assert logboek.seal() == 1
    found_by_both(logboek, "(plaats 30)", "tussengevoegd")


def test_a_line_put_in_with_a_seal_in_the_middle_is_found(logboek):
    line = max(ids()) + 1
    attack(
        INSERT.format(line),
        "UPDATE ledger_zegelplaats SET plaats = plaats + 1000 WHERE plaats > 13",
        "UPDATE ledger_zegelplaats SET plaats = plaats - 999 WHERE plaats > 1000",
        f"INSERT INTO ledger_zegelplaats VALUES (14, 'ledger_auditregel', {line}, '')",
    )
    forge_leaf(line)
    found_by_both(logboek, "Hoofd 2", "past niet")


def test_two_lines_that_changed_places_are_found(logboek):
    one, other = ids()[4], ids()[21]
    attack(
        f"UPDATE ledger_auditregel SET verb = 'geopend' WHERE id = {one}",
    )
    logboek_of(one, other)
    found_by_both(logboek, f"Regel {one} ", "veranderd")
    found_by_both(logboek, f"Regel {other} ", "veranderd")


def logboek_of(one: int, other: int) -> None:
    """Two lines get each other's number."""
    attack(
        f"UPDATE ledger_auditregel SET id = -1 WHERE id = {one}",
        f"UPDATE ledger_auditregel SET id = {one} WHERE id = {other}",
        f"UPDATE ledger_auditregel SET id = {other} WHERE id = -1",
    )


def test_two_seals_that_changed_places_are_found(logboek):
    one, other = ids()[4], ids()[21]
    attack(
        "UPDATE ledger_zegelplaats SET plaats = -1 WHERE plaats = 4",
        "UPDATE ledger_zegelplaats SET plaats = 4 WHERE plaats = 21",
        "UPDATE ledger_zegelplaats SET plaats = 21 WHERE plaats = -1",
    )
    assert one != other
    found_by_both(logboek, "Hoofd 1", "past niet")


def test_a_tail_that_was_cut_off_is_found(logboek):
    attack(f"DELETE FROM ledger_auditregel WHERE id > {ids()[24]}")
    found_by_both(logboek, "(plaats 25)", "is weg")


def test_a_tail_that_was_cut_off_with_its_seals_and_heads_is_found_with_the_file_of_heads(logboek):
    cut_tail(20)
    found_by_both(logboek, "Hoofd 3", "30 regels, en er zijn er 20", "einde is weg")


def test_a_log_that_was_rewritten_and_signed_anew_is_found_with_the_heads_kept_outside(logboek):
    """The attacker has everything: the database, the file of heads and the key."""
    logboek.keep()
    attack(f"UPDATE ledger_auditregel SET verb = 'niets' WHERE id = {ids()[13]}")
    attack("DELETE FROM ledger_zegelplaats", "DELETE FROM ledger_zegelhoofd")
    logboek.own_heads.unlink()
    assert logboek.seal() == 30
    kept = logboek.kept.read_bytes()
    logboek.kept.unlink()
    assert logboek.check() == ([], []), "to itself it is in order"
    logboek.kept.write_bytes(kept)
    found_by_both(logboek, "Hoofd 2", "past niet", "tussen plaats 10 en 19")


def test_a_log_that_was_rewritten_without_the_key_is_found_at_once(logboek, settings):
    from ledger import heads

    real, settings.GIR_LOG_KEY = settings.GIR_LOG_KEY, "11" * 32
    attack("DELETE FROM ledger_zegelplaats", "DELETE FROM ledger_zegelhoofd")
    logboek.own_heads.unlink()
    logboek.seal()
    settings.GIR_LOG_KEY = real
    assert heads.public_key() != heads.stored()[0].sleutel
    found_by_both(logboek, "Hoofd 1", "niet van dit logboek")


def test_a_head_with_another_signature_is_found(logboek):
    attack("UPDATE ledger_zegelhoofd SET omvang = 19 WHERE nummer = 2")
    assert any("Hoofd 2" in line and "handtekening" in line for line in logboek.by_command())
    changed = logboek.own_heads.read_text().replace('"nummer":2,"omvang":20', '"nummer":2,"omvang":19')
    logboek.own_heads.write_text(changed)
    found_by_both(logboek, "Hoofd 2", "handtekening")


def test_a_clock_that_went_back_is_found_in_the_heads(logboek):
    logboek.write()
    logboek.seal(at=timezone.now() - timedelta(days=2))
    found_by_both(logboek, "Hoofd 4", "de klok ging terug")


def test_a_line_written_while_the_clock_was_back_is_found(logboek):
    (line,) = logboek.write()
    attack(f"UPDATE ledger_auditregel SET created_at = created_at - interval '7 hours' WHERE id = {line.pk}")
    logboek.seal()
    found_by_both(logboek, f"Regel {line.pk} ", "klok ging terug")


def test_a_line_written_while_the_clock_was_ahead_is_found(logboek):
    (line,) = logboek.write()
    attack(f"UPDATE ledger_auditregel SET created_at = created_at + interval '1 hour' WHERE id = {line.pk}")
    logboek.seal()
    found_by_both(logboek, f"Regel {line.pk} ", "klok klopte niet")


def test_an_old_backup_that_was_put_back_is_found(logboek):
    cut_tail(20)
    found_by_both(logboek, "Hoofd 3", "oude reservekopie")


def test_an_old_backup_is_found_also_when_work_went_on_after_it(logboek):
    logboek.keep()
    cut_tail(20)
    logboek.write(25)
    call_command("logboek_hervatten", reden="teruggezet", stdout=io.StringIO())
    found_by_both(logboek, "Hoofd 3", "past niet")
    assert len(logboek.own_heads.read_text().splitlines()) == 4, "both histories stand in the file"
    logboek.kept.unlink()
    found_by_both(logboek, "Hoofd 3", "twee keer")


def test_an_old_backup_with_which_no_line_was_lost_is_found_by_its_heads(logboek):
    logboek.seal(at=timezone.now() + timedelta(hours=1))
    attack("DELETE FROM ledger_zegelhoofd WHERE nummer = 4")
    assert any("Hoofd 4" in line and "oude reservekopie" in line for line in logboek.by_command())


def cut_tail(size: int) -> None:
    gone = ",".join(str(pk) for pk in ids()[size:])
    attack(
        f"DELETE FROM ledger_auditregel WHERE id IN ({gone})",
        f"DELETE FROM ledger_zegelplaats WHERE plaats >= {size}",
        f"DELETE FROM ledger_zegelhoofd WHERE omvang > {size}",
    )


def forge_leaf(line: int) -> None:
    """The seal of this line gets the hash of what it says now."""
    from ledger.logboek import sealed

    forged = next(one for one in sealed(Zegelplaats.objects.count()) if one.nummer == line)
    attack("UPDATE ledger_zegelplaats SET blad = %s WHERE regel_id = %s", values=(forged.hash, line))
    assert Zegelhoofd.objects.exists()
