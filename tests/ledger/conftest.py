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

    def by_command(self) -> list[str]:
        kept = ["--hoofden", str(self.kept)] if self.kept.exists() else []
        try:
            call_command("controleer_logboek", *kept, stdout=io.StringIO())
        except CommandError as error:
            first, *found = str(error).splitlines()
            assert first == "Het logboek klopt niet." and found
            return found
        return []

    def by_program(self, *arguments: str) -> list[str]:
        exported = self.folder / "logboek.jsonl"
        with exported.open("w") as file:
            call_command("logboek_uitvoeren", stdout=file)
        kept = self.kept if self.kept.exists() else self.own_heads
        told = [f"--logboek={exported}", f"--hoofden={kept}", f"--sleutel={heads.public_key()}"]
        done = subprocess.run(
            [sys.executable, PROGRAM, *told, *arguments], capture_output=True, text=True, cwd="/", env={}
        )
        assert not done.stderr and done.returncode in (0, 1)
        lines = done.stdout.splitlines()
        assert ("Het logboek klopt." in lines) == (done.returncode == 0)
        if done.returncode == 0:
            return []
        return lines[lines.index("Het logboek klopt niet.") + 1 :]


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
