"""Looking through a long log takes longer than a pass lasts: it is renewed, or the look says it failed."""

import io
import time

import pytest
from django.core.management import CommandError, call_command

from ledger import checking, exporting, heads, logboek
from ledger.models import Zegelplaats
from ledger.rowsecurity import EVERY, PassEnded, granted, passes, see_on
from tests.ledger.conftest import Logboek

pytestmark = pytest.mark.services


@pytest.fixture
def sealed_log(den_haag, tmp_path, settings) -> Logboek:
    """Six sealed lines, seen by the role of the application."""
    settings.GIR_LOG_HEADS_FILE = tmp_path / "hoofden.jsonl"
    log = Logboek(den_haag, tmp_path, settings)
    log.write(6, organisation_id=den_haag.pk)
    assert log.seal() == 6
    return log


def test_a_grant_is_renewed_from_one_batch_to_the_next(committed, sealed_log, monkeypatch):
    monkeypatch.setattr(logboek, "BATCH", 1)
    with granted("test", organisations=EVERY, rooms=("ledger",), seconds=2):
        began, seen = time.monotonic(), []
        for line in logboek.sealed(6):
            seen.append(line.kolommen is not None)
            time.sleep(0.5)
        assert time.monotonic() - began > 2.5
        assert seen == [True] * 6
        assert Zegelplaats.objects.count() == 6


def test_a_pass_that_ended_is_not_taken_for_an_empty_log(sealed_log, monkeypatch):
    """Within a transaction it can't be renewed: others would wait for it."""
    with (
        pytest.raises(PassEnded, match="longer than its pass"),
        granted("test", organisations=EVERY, seconds=0),
    ):
        assert Zegelplaats.objects.count() == 0
        with pytest.raises(PassEnded):
            list(logboek.sealed(6))
        with pytest.raises(PassEnded):
            see_on()


def ends(module, name: str, monkeypatch) -> None:
    """The pass ends when this is called."""
    real = getattr(module, name)

    def then_blind(*args, **kwargs):
        found = real(*args, **kwargs)
        passes.forget(passes._carried().secret)
        return found

    monkeypatch.setattr(module, name, then_blind)


def test_the_check_says_that_it_could_not_check(sealed_log, monkeypatch):
    ends(checking, "_check_kept_against_own", monkeypatch)
    with pytest.raises(CommandError, match="niet helemaal nagegaan") as error:
        call_command("controleer_logboek", stdout=io.StringIO())
    assert error.value.returncode == 2


def test_an_export_of_which_lines_would_be_missing_fails(sealed_log, monkeypatch):
    ends(exporting.heads, "latest", monkeypatch)
    assert heads.latest
    with pytest.raises(CommandError, match="niet helemaal uitgevoerd") as error:
        call_command("logboek_uitvoeren", stdout=io.StringIO())
    assert error.value.returncode == 2
