"""What the seal on the log costs: writing with and without it, sealing, and checking with both programs.

    python -m benchmarks.logboek [LINES]

Needs DATABASE_URL and REDIS_URL of a server; makes a database of its own there and drops it.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks import own_database
from ledger import audit, heads
from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from ledger.sealing import seal
from ledger.tasks import seal_log
from ledger.watching import look
from organisations.models import Organisation

# Side by side, as other work on the machine weighs on each differently.
ROUNDS = 4
ROOT = Path(__file__).resolve().parent.parent


def write(lines: int, subject) -> float:
    """Lines per second, each in a transaction of its own."""
    began = time.perf_counter()
    for _ in range(lines):
        with transaction.atomic():
            audit.record(actor=SYSTEEM, verb="bekeken", subject=subject, organisation_id=1, data={"was": "a"})
    return lines / (time.perf_counter() - began)


def fill(lines: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO ledger_auditregel (created_at, "on", actor_kind, user_id, organisation_id,'
            " subject_type, subject_id, verb, data)"
            " SELECT now(), current_date, 'user', n %% 50, n %% 7, 'integrity.zaak', n,"
            """ 'bevestigen', '{"melding": 12, "van": "ontvangen", "naar": "beoordeling"}'"""
            " FROM generate_series(1, %s) AS n",
            [lines],
        )


def seconds(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def seal_every_second(stop: threading.Event) -> None:
    while not stop.wait(1):
        seal_log()
    connection.close()


def measure(lines: int, folder: Path) -> None:
    subject = Organisation(pk=1)
    print(f"load of this machine: {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    write(100, subject)
    for _ in range(ROUNDS):
        print(f"written, no sealer: {write(500, subject):,.0f} lines/s")
        stop = threading.Event()
        sealer = threading.Thread(target=seal_every_second, args=[stop])
        sealer.start()
        print(f"written, a sealer each second: {write(500, subject):,.0f} lines/s")
        stop.set()
        sealer.join()
    seal()
    for size in (10_000, lines):
        fill(size)
        print(f"sealed {size:,} lines: {seconds(seal):.2f} s")
    fill(10)
    print(f"sealed 10 lines more: {seconds(seal):.3f} s")
    print(f"nothing to seal: {seconds(seal):.3f} s")
    print(f"all numbers looked through: {seconds(look):.3f} s")
    with (folder / "check").open("w") as out:
        took = seconds(lambda: call_command("controleer_logboek", stdout=out))
    print(f"checked all by the command: {took:.2f} s")
    with (folder / "logboek.jsonl").open("w") as out:
        print(f"exported: {seconds(lambda: call_command('logboek_uitvoeren', stdout=out)):.2f} s")
    program = [sys.executable, ROOT / "script" / "controleer-logboek", "--logboek", folder / "logboek.jsonl"]
    program += ["--hoofden", folder / "hoofden.jsonl", "--sleutel", heads.public_key()]
    print(f"checked by the program: {seconds(lambda: subprocess.run(program, check=True)):.2f} s")


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with own_database("gir_benchmark_logboek"):
        with tempfile.TemporaryDirectory() as folder, granted("benchmark", organisations=EVERY):
            settings.GIR_LOG_HEADS_FILE = Path(folder) / "hoofden.jsonl"
            measure(lines, Path(folder))


if __name__ == "__main__":
    main()
