"""Two simulated years, a day at a time, in a process of its own that is killed while it makes concepts."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta

import pytest
from django.conf import settings

from ledger.models import AuditRegel, OutboxRow
from reports.models import Rapportage, Rapportplanning
from reports.services import planning
from tests.conftest import database_variables
from tests.reports.pad.test_planning import FIRST, LAST, moment, schedule

pytestmark = [pytest.mark.services, pytest.mark.large]
Soort = Rapportplanning.Soort
PROGRAM = """
import sys, django
from datetime import datetime
django.setup()
from ledger.rowsecurity import EVERY, granted
from reports.services import planning
with granted("test", organisations=EVERY):
    for line in iter(sys.stdin.readline, ""):
        print(planning.make_due(datetime.fromisoformat(line.strip())), flush=True)
"""


class Clock:
    """A process that makes what is due at the moments it is given."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env=os.environ | database_variables() | {"DJANGO_SETTINGS_MODULE": "gir.settings"},
        )

    def ask(self, day: date) -> None:
        self.process.stdin.write(moment(day).isoformat() + "\n")
        self.process.stdin.flush()

    def answer(self) -> int:
        return int(self.process.stdout.readline())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def wait_until(true, *, every: float) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(every)


def there() -> set[tuple[int, str, str]]:
    return set(Rapportage.objects.values_list("organisation_id", "register", "periode"))


def test_over_two_years_every_concept_is_made_once_and_on_its_day_whenever_its_process_is_killed(
    committed, den_haag, waterschap, coordinator, buitenstaander
):
    for organisation in (den_haag, waterschap):
        for register in ("integriteit", "agressie"):
            for soort in Soort.values:
                schedule(organisation, register, soort, dagen=1)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    due = {
        (row.organisation_id, row.register, one.naam): one.tot_en_met + timedelta(days=1)
        for row in Rapportplanning.objects.all()
        for one in planning.due(row, LAST)
    }
    chance = random.Random(3)
    mortal = set(chance.sample(sorted(set(due.values()) - {LAST}), 15))

    made_on: dict[tuple[int, str, str], date] = {}
    halfway, clock = 0, Clock()
    for day in days:
        clock.ask(day)
        if day in mortal:
            many, wanted = len(made_on), sum(its == day for its in due.values())
            mark = chance.randrange(wanted)
            wait_until(lambda mark=many + mark: Rapportage.objects.count() >= mark, every=0.001)
            clock.kill()
            halfway += many < Rapportage.objects.count() < many + wanted
            clock = Clock()
        else:
            clock.answer()
        made_on |= dict.fromkeys(there() - made_on.keys(), day)
    clock.kill()

    assert halfway >= 5, "killed while it was at it"
    for which, its_day in due.items():
        late = its_day in mortal and made_on[which] == its_day + timedelta(days=1)
        assert late or made_on[which] == its_day, which
    assert made_on.keys() == due.keys()
    print(
        f"\n{len(due)} due, {len(made_on)} made, {len(mortal)} kills, {halfway} of them between two concepts"
    )
    versions = Rapportage.objects.values_list("organisation_id", "register", "periode", "versie")
    assert set(Counter(versions).values()) == {1}
    told = AuditRegel.objects.filter(verb="concept_gemaakt", actor_kind="systeem")
    assert sorted(told.values_list("subject_id", flat=True)) == sorted(
        Rapportage.objects.values_list("pk", flat=True)
    )
    mails = OutboxRow.objects.filter(key__startswith="mail:taak:rapportage").values_list("key", flat=True)
    assert len(set(mails)) == len(due)
