"""Sealing: every line gets a seal, once, whoever writes meanwhile; what is right is never called wrong."""

import io
import json
import random
import threading
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from casework import tasks as tasks_of_casework
from ledger import audit, heads, tasks
from ledger.actors import SYSTEEM
from ledger.continuing import SealRefused
from ledger.logboek import Logregel
from ledger.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash
from ledger.models import AuditRegel, WachtendeRegel, Zegelhoofd, Zegelplaats
from ledger.rowsecurity import nothing
from ledger.waiting import AFTER_MIDNIGHT, start_of_day
from tests.ledger.conftest import Logboek, as_superuser

pytestmark = pytest.mark.services


def root_of(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, as it stands there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_tree_that_goes_on_from_its_edge_has_the_root_of_the_whole(first, more):
    leaves = [leaf_hash(b"%d" % number) for number in range(first + more)]
    tree = Frontier()
    for leaf in leaves[:first]:
        tree.append(leaf)
    tree = Frontier(tree.size, tree.pack())
    for leaf in leaves[first:]:
        tree.append(leaf)
    assert tree.root() == root_of(leaves)


def test_the_tree_is_that_of_the_known_test_vectors():
    """From the test suite of Certificate Transparency: eight leaves and their root."""
    vectors = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    tree = Frontier()
    for vector in vectors:
        tree.append(leaf_hash(bytes.fromhex(vector)))
    assert tree.root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def test_the_edge_of_another_tree_is_refused():
    with pytest.raises(ValueError):
        Frontier(3, bytes(32))


def test_a_line_is_hashed_as_the_documentation_says():
    line = Logregel("ledger_auditregel", 7, {"verb": "één", "id": "7"})
    said = b"17:ledger_auditregel,2:id,1:7,4:verb,5:\xc3\xa9\xc3\xa9n,"
    assert line.bytes == said
    assert line.hash == sha256(b"\x00" + said).digest()


texts = st.dictionaries(st.text(min_size=1, max_size=4), st.text(max_size=6), max_size=3)


@given(texts, texts)
def test_two_lines_that_differ_are_never_the_same_bytes(one, other):
    same = Logregel("t", 1, one).bytes == Logregel("t", 1, other).bytes
    assert same == (one == other)


def test_a_line_is_sealed_once_and_only_what_is_new_is_taken(logboek):
    before = list(Zegelplaats.objects.values_list())
    assert logboek.seal() == 0
    logboek.write(4)
    assert logboek.seal() == 4
    assert list(Zegelplaats.objects.order_by("plaats").values_list())[:30] == sorted(before)
    assert list(Zegelplaats.objects.order_by("plaats").values_list("plaats", flat=True)) == list(range(34))


def test_without_new_lines_there_is_a_head_an_hour_and_no_more(logboek):
    last = Zegelhoofd.objects.latest("nummer").tijd
    logboek.seal(at=last + timedelta(minutes=59))
    assert Zegelhoofd.objects.count() == 3
    logboek.seal(at=last + timedelta(minutes=60))
    assert Zegelhoofd.objects.count() == 4
    assert logboek.check() == ([], [])


def test_of_a_log_without_heads_nothing_is_said(logboek, settings, tmp_path):
    with as_superuser() as cursor:
        for table in ("auditregel", "zegelplaats", "zegelhoofd"):
            cursor.execute(f"DELETE FROM ledger_{table}")
    settings.GIR_LOG_HEADS_FILE = tmp_path / "nieuw.jsonl"
    assert logboek.seal() == 0
    assert "geen enkel hoofd" in logboek.by_command(ends=2)[0]


def test_a_line_that_comes_late_under_a_lower_number_is_sealed_as_well(committed, logboek):
    """Its transaction took a number, and committed after later numbers were sealed: hours after."""
    started, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            audit.record(actor=SYSTEEM, verb="traag", subject=logboek.subject, organisation_id=None)
            started.set()
            go_on.wait(60)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert started.wait(60)
    now = timezone.now()
    for hours in (1, 2, 3, 4, 5):
        logboek.write()
        assert logboek.seal(at=now + timedelta(hours=hours)) == 1
    go_on.set()
    thread.join()
    late = AuditRegel.objects.get(verb="traag")
    assert late.pk < AuditRegel.objects.latest("pk").pk - 4
    assert logboek.seal(at=now + timedelta(hours=5, minutes=30)) == 1
    assert Zegelplaats.objects.latest("plaats").regel_id == late.pk
    assert logboek.check() == ([], [])


def test_writers_that_come_together_and_fail_and_sealers_between_them_give_no_false_alarm(committed, logboek):
    begin = threading.Barrier(6)
    done, faults = threading.Event(), []

    def writer(seed: int):
        chance = random.Random(seed)
        begin.wait()
        for _ in range(40):
            try:
                with transaction.atomic():
                    for _ in range(chance.randrange(1, 4)):
                        audit.record(actor=SYSTEEM, verb="x", subject=logboek.subject, organisation_id=None)
                    done.wait(chance.random() / 100)
                    if chance.random() < 0.3:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                pass
        connection.close()

    def sealer():
        begin.wait()
        while not done.is_set():
            logboek.seal()
            faults.extend(logboek.by_command())
        connection.close()

    writers = [threading.Thread(target=writer, args=[seed]) for seed in range(4)]
    sealers = [threading.Thread(target=sealer) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    logboek.seal()
    assert faults == []
    sealed = set(Zegelplaats.objects.values_list("regel_id", flat=True))
    assert sealed == set(AuditRegel.objects.values_list("pk", flat=True)) and len(sealed) > 100
    assert sealed != set(range(min(sealed), max(sealed) + 1)), "some were rolled back"
    assert logboek.check() == ([], [])


def test_a_second_sealer_leaves_it_to_the_first(committed, logboek):
    logboek.write()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger.seal'))")
        answers = []
        thread = threading.Thread(target=lambda: (answers.append(logboek.seal()), connection.close()))
        thread.start()
        thread.join()
    assert answers == [0]
    assert logboek.seal() == 1


def test_the_task_of_the_worker_seals_as_the_role_that_owns_nothing(den_haag, waterschap, tmp_path, settings):
    settings.GIR_LOG_HEADS_FILE = tmp_path / "hoofden.jsonl"
    log = Logboek(den_haag, tmp_path, settings)
    log.write(organisation_id=den_haag.pk)
    log.write(organisation_id=waterschap.pk)
    log.write(organisation_id=None)
    day = timezone.localdate() - timedelta(days=1)
    line = {"on": day, "actor_kind": "melder", "subject_type": "x", "subject_id": 1, "verb": "indienen"}
    WachtendeRegel.objects.create(created_at=start_of_day(day), organisation_id=den_haag.pk, **line)
    with nothing():
        is_over = timezone.localdate(timezone.now() - AFTER_MIDNIGHT) > day
        expected = 4 if is_over else 3
        assert tasks.seal_log() == expected
        assert log.check() == ([], [])
        tasks_of_casework.mail_log_head()


CHANGES = [
    "UPDATE ledger_zegelplaats SET regel_id = 0 WHERE plaats = 0",
    "DELETE FROM ledger_zegelplaats",
    "TRUNCATE ledger_zegelplaats",
    "UPDATE ledger_zegelhoofd SET omvang = 0",
    "DELETE FROM ledger_zegelhoofd",
    "TRUNCATE ledger_zegelhoofd",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_refuses_to_change_a_seal(logboek, sql):
    with pytest.raises(ProgrammingError, match="append-only|Cannot update or delete"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert logboek.by_command() == []


# The file of heads


def test_the_file_holds_every_head_and_is_only_added_to(logboek):
    before = logboek.own_heads.read_text()
    logboek.write()
    logboek.seal()
    after = logboek.own_heads.read_text()
    assert after.startswith(before) and len(after.splitlines()) == 4
    assert heads.read(after.splitlines()) == (heads.stored(), [])


def test_what_is_missing_from_the_file_is_added_at_the_next_seal(logboek):
    whole = logboek.own_heads.read_text()
    logboek.own_heads.write_text("".join(whole.splitlines(keepends=True)[:1]))
    logboek.seal()
    assert logboek.own_heads.read_text() == whole


def test_a_line_that_was_cut_off_by_a_crash_is_written_anew_and_is_no_alarm(logboek):
    whole = logboek.own_heads.read_text()
    logboek.own_heads.write_text(whole[:-100])
    logboek.seal()
    assert heads.read(logboek.own_heads.read_text().splitlines()) == (heads.stored(), [])
    assert logboek.check() == ([], [])


def test_a_line_in_the_file_that_is_no_head_is_named(logboek):
    logboek.own_heads.write_text(
        "Beste bewaarder,\n{kapot\n" + logboek.own_heads.read_text() + '{"nummer": 1}\n'
    )
    assert any("regel 2, 6 is geen hoofd" in line for line in logboek.by_command())
    told = logboek.by_program()
    assert any("regel 2 is geen hoofd" in line for line in told)
    assert any("regel 6 is geen hoofd" in line for line in told)


# The key


def test_without_a_key_nothing_is_sealed_and_it_says_so(logboek, settings):
    settings.GIR_LOG_KEY = ""
    logboek.write()
    with pytest.raises(ImproperlyConfigured, match="GIR_LOG_KEY is not set"), transaction.atomic():
        logboek.seal()
    assert Zegelplaats.objects.count() == 30
    with pytest.raises(CommandError, match="GIR_LOG_KEY is not set"):
        call_command("logboek_sleutel")


def test_heads_of_an_earlier_key_are_right_once_that_is_given(logboek, settings):
    earlier = heads.public_key()
    settings.GIR_LOG_KEY = "22" * 32
    logboek.write()
    with pytest.raises(SealRefused, match="niet van dit logboek"):
        logboek.seal()
    settings.GIR_LOG_PUBLIC_KEYS = [earlier]
    logboek.seal()
    settings.GIR_LOG_PUBLIC_KEYS = []
    assert any("niet van dit logboek" in line for line in logboek.by_command())
    settings.GIR_LOG_PUBLIC_KEYS = [earlier]
    assert logboek.by_command() == []
    assert logboek.by_program(f"--sleutel={earlier}") == []


def test_the_command_prints_the_public_key(settings):
    settings.GIR_LOG_KEY = (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"  # RFC 8032, test 1
    )
    out = io.StringIO()
    call_command("logboek_sleutel", stdout=out)
    assert out.getvalue() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n"


# Telling


def test_a_worker_that_stands_still_is_noticed(logboek):
    with as_superuser() as cursor:
        cursor.execute("DELETE FROM ledger_zegelhoofd")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("controleer_logboek", stdout=out)
    assert "nog nooit verzegeld" in out.getvalue()


def test_the_export_holds_every_line_once_also_those_without_a_seal(logboek):
    logboek.write(2)
    out = io.StringIO()
    call_command("logboek_uitvoeren", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["plaats"] for line in lines] == [*range(30), None, None]
    assert len({line["nummer"] for line in lines}) == 32
    assert lines[0]["regel"]["created_at"].endswith("Z")
