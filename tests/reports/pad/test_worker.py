"""A real worker that is killed while it makes concepts and documents: none missing, none twice."""

import random
from datetime import date

import pytest
from django.utils import timezone

from casework.tasks import deliver_slow
from ledger.models import AuditRegel, OutboxRow
from reports import lifecycle
from reports.models import Rapportage, Rapportdocument, Rapportplanning
from reports.services import documents, planning
from reports.tasks import make_concepts
from tests.casework.test_worker import start_worker, wait_until
from tests.conftest import access_of

pytestmark = pytest.mark.services
__all__ = ["start_worker"]
Soort = Rapportplanning.Soort


class Work:
    """Concepts of both registers that are due since long, and documents that were asked for."""

    def __init__(self, organisation, frozen, reader, *, since: int) -> None:
        for one in frozen:
            documents.ask(one, ["json"], by=access_of(reader))
        self.documents = len(frozen)
        for register in ("integriteit", "agressie"):
            for soort in (Soort.MAAND, Soort.HALFJAAR):
                Rapportplanning.objects.create(
                    organisation=organisation,
                    register=register,
                    soort=soort,
                    dagen=3,
                    vanaf=date(since, 1, 1),
                )
        today = timezone.localdate()
        self.concepts = sum(len(planning.due(row, today)) for row in Rapportplanning.objects.all())
        self.before = set(Rapportage.objects.values_list("pk", flat=True))

    @property
    def total(self) -> int:
        return self.concepts + self.documents

    def done(self) -> int:
        ready = Rapportdocument.objects.filter(status=Rapportdocument.Status.KLAAR)
        return ready.count() + Rapportage.objects.exclude(pk__in=self.before).count()

    @staticmethod
    def ask() -> None:
        """As beat asks."""
        make_concepts.apply_async(expires=30)
        deliver_slow.apply_async(expires=30)

    def check(self) -> None:
        """Each once, with its audit line, its mail and its file."""
        made = Rapportage.objects.exclude(pk__in=self.before)
        assert made.count() == len(set(made.values_list("register", "periode"))) == self.concepts
        ids = list(made.order_by("pk").values_list("pk", flat=True))
        told = AuditRegel.objects.filter(verb="concept_gemaakt", actor_kind="systeem").order_by("subject_id")
        assert list(told.values_list("subject_id", flat=True)) == ids
        mails = OutboxRow.objects.filter(key__startswith="mail:taak:rapportage:")
        assert sum(row.key.split(":")[3] in set(map(str, ids)) for row in mails) == self.concepts
        rows = OutboxRow.objects.filter(kind=documents.KIND)
        assert rows.count() == self.documents and not rows.exclude(last_error="").exists()
        assert set(Rapportdocument.objects.values_list("poging", flat=True)) == {1}
        assert all(Rapportdocument.objects.values_list("sha256", flat=True))


def work_through(work: Work, start_worker, kills: int, chance: random.Random) -> None:
    """Kill the worker ``kills`` times when a random number is there."""
    for mark in sorted(chance.sample(range(1, work.total - 1), kills)):
        worker = start_worker()
        wait_until(lambda mark=mark: work.done() >= mark, meanwhile=work.ask, every=0.5)
        worker.kill()


def finish() -> None:
    """What the next worker does; called here, because starting one takes seconds."""
    make_concepts()
    while deliver_slow():
        pass


def test_a_worker_that_is_killed_makes_every_concept_and_document_once(
    start_worker, den_haag, rapport_in, griffier
):
    frozen = [rapport_in(lifecycle.VASTGESTELD, str(jaar)) for jaar in (2011, 2012, 2013, 2014)]
    work = Work(den_haag, frozen, griffier, since=timezone.localdate().year - 1)
    work_through(work, start_worker, 1, random.Random(5))
    assert work.done() < work.total
    finish()
    work.check()


@pytest.mark.large
def test_a_worker_that_is_killed_again_and_again_makes_every_concept_and_document_once(
    start_worker, den_haag, rapport_in, griffier
):
    frozen = [rapport_in(lifecycle.VASTGESTELD, str(jaar)) for jaar in range(1990, 2015)]
    work = Work(den_haag, frozen, griffier, since=timezone.localdate().year - 10)
    work_through(work, start_worker, 15, random.Random(6))
    start_worker()
    wait_until(lambda: work.done() == work.total, meanwhile=work.ask, every=0.5)
    work.check()
