"""A log of its own, with the tools of an attacker who is superuser, and the two checks that must find out."""

import io
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from ledger import audit, heads
from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from ledger.sealing import seal

PROGRAM = Path(__file__).resolve().parents[2] / "script" / "controleer-logboek"

VERDICTS = ("Het logboek klopt niet.", "Of het logboek klopt, is nu niet te zeggen.")


@dataclass
class Logboek:
    """``kept``: the heads that somebody keeps outside, of the moment at which ``keep`` was called."""

    subject: object
    folder: Path
    settings: object

    def write(self, lines: int = 1, **fields) -> list[AuditRegel]:
        line = {
            "actor": SYSTEEM,
            "verb": "bekeken",
            "subject": self.subject,
            "organisation_id": None,
        } | fields
        with transaction.atomic():
            return [audit.record(**line) for _ in range(lines)]

    def seal(self, *, at: datetime | None = None) -> int:
        return seal(at=at)

    @property
    def own_heads(self) -> Path:
        return self.settings.GIR_LOG_HEADS_FILE

    @property
    def kept(self) -> Path:
        return self.folder / "elders.jsonl"

    def keep(self) -> None:
        self.kept.write_bytes(self.own_heads.read_bytes())

    def check(self) -> tuple[list[str], list[str]]:
        """What the command and the program without Django found wrong: two lists of sentences."""
        return self.by_command(), self.by_program()

    def by_command(self, *, ends: int = 1) -> list[str]:
        """Empty when all is well, else what it said; ``ends``: with which code."""
        kept = ["--hoofden", str(self.kept)] if self.kept.exists() else []
        try:
            call_command("controleer_logboek", *kept, stdout=io.StringIO())
        except CommandError as error:
            first, *found = str(error).splitlines()
            assert error.returncode == ends and (first in VERDICTS or ends == 2)
            return found or [first]
        return []

    def by_program(self, *arguments: str, ends: int = 1) -> list[str]:
        exported = self.folder / "logboek.jsonl"
        with exported.open("w") as file:
            call_command("logboek_uitvoeren", stdout=file)
        kept = self.kept if self.kept.exists() else self.own_heads
        told = [f"--logboek={exported}", f"--hoofden={kept}", f"--sleutel={heads.public_key()}"]
        done = subprocess.run(
            [sys.executable, PROGRAM, *told, *arguments], capture_output=True, text=True, cwd="/", env={}
        )
        assert done.returncode in (0, ends) and (not done.stderr or ends == 2)
        lines = done.stdout.splitlines()
        assert ("Het logboek klopt." in lines) == (done.returncode == 0)
        if done.returncode == 0:
            return []
        if done.stderr:
            return done.stderr.splitlines()
        return lines[[line in VERDICTS for line in lines].index(True) + 1 :]


@pytest.fixture
def logboek(by_the_owner, den_haag, tmp_path, settings) -> Logboek:
    """Thirty lines in three seals, of an hour ago, half an hour ago and now; nothing is wrong."""
    settings.GIR_LOG_HEADS_FILE = tmp_path / "gir" / "hoofden.jsonl"
    made = Logboek(den_haag, tmp_path, settings)
    now = timezone.now()
    for minutes in (3, 2, 1):
        made.write(10)
        made.seal(at=now - timedelta(minutes=minutes))
    return made


@contextmanager
def as_superuser():
    """The triggers are silent, as for somebody who owns the database server."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")
