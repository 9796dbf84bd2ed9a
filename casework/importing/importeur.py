"""A file from beginning to end, for the command and for the pages: looked at, or imported, all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from casework.importing.faults import ImportFouten, of_file
from casework.importing.lijst import store_list
from casework.importing.tables import Bestandsrij, read_table
from casework.importing.whole import as_a_whole
from ledger import audit
from ledger.actors import IMPORT
from organisations.access import Access
from organisations.models import Organisation

LOCK = 0x676972  # a number of our own for pg_advisory_xact_lock
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Importplan:
    """What a file would do. ``nieuw``: to be imported, in the order of receipt. ``bekend``: there already,
    with equal content. ``onzichtbaar``: how many of the new ones the importer will not see afterwards."""

    nieuw: Sequence[Any]
    bekend: Sequence[Any]
    nieuwe_afdelingen: Sequence[str]
    onzichtbaar: int = 0


@dataclass(frozen=True)
class Importwoorden:
    """What pages and command say of a file of this register; ``uitslag`` is what check and run return.

    ``aantal``: what comes in, in words. ``gezien``: the rows of the preview that are of this register.
    ``waarschuwingen``: titles and texts. ``lijst``: the help text at an own list, "" when there is none.
    ``ontvangen``: the label of the days of receipt.
    """

    bestand: str
    rij: str
    aantal: Callable[[dict], str]
    gezien: Callable[[dict], Iterable[tuple[str, object]]]
    waarschuwingen: Callable[[dict], Iterable[tuple[str, str]]]
    lijst: str = ""
    ontvangen: str = "Ontvangen"


@dataclass(frozen=True)
class Importeur:
    """What a register does with a file. ``plan`` and ``may`` know for whom: what doesn't exist for that
    person doesn't exist for their file either. None is the operator, who sees everything.

    ``told`` says what a plan does, as data; ``counted`` are the names in it that the audit keeps.
    ``lijst``: the name of the list that an own one replaces.
    """

    register: str
    kolommen: Sequence[str]
    verplicht: Sequence[str]
    may: Callable[[Access], bool]
    plan: Callable[[list[Bestandsrij], Organisation, Access | None], Importplan]
    replay: Callable[[Any, Organisation, Progress], None]
    told: Callable[[Any], dict]
    counted: Sequence[str]
    woorden: Importwoorden
    lijst: str = ""

    def check(
        self,
        organisation: Organisation,
        data: bytes,
        lijst: bytes | None = None,
        access: Access | None = None,
    ) -> dict:
        """What importing this file would do; nothing is changed. Raises ImportFouten.

        ``access``: of whose file it is, None for the operator.
        """
        self._refuse(access)
        rows = read_table(data, self.kolommen, self.verplicht)
        with transaction.atomic():
            plan = self._plan(organisation, rows, lijst, access)
            transaction.set_rollback(True)
        return self._told(plan, rows)

    def run(
        self,
        organisation: Organisation,
        data: bytes,
        lijst: bytes | None = None,
        progress: Progress = lambda done, total: None,
        access: Access | None = None,
    ) -> dict:
        """Import a file, in one transaction. Raises ImportFouten, and then nothing has changed."""
        self._refuse(access)
        rows = read_table(data, self.kolommen, self.verplicht)
        with transaction.atomic():
            _after_others(organisation)
            plan = self._plan(organisation, rows, lijst, access)
            with as_a_whole():
                self.replay(plan, organisation, progress)
            told = self._told(plan, rows)
            if plan.nieuw:
                counts = {name: told[name] for name in ("nieuw", "bekend", *self.counted)}
                audit.record(
                    actor=IMPORT,
                    verb="geimporteerd",
                    subject=organisation,
                    organisation_id=organisation.pk,
                    data=counts | {"register": self.register},
                )
        return told

    def _refuse(self, access: Access | None) -> None:
        """The worker comes later than the page: whoever may not import by then imports nothing."""
        if access is not None and not self.may(access):
            raise no_longer_allowed()

    def _plan(
        self, organisation: Organisation, rows: list[Bestandsrij], lijst: bytes | None, access: Access | None
    ) -> Importplan:
        if lijst and not self.lijst:
            raise of_file("Dit register heeft geen eigen categorielijst. Laat die weg.")
        if lijst:
            store_list(organisation, lijst, register=self.register, naam=self.lijst)
        return self.plan(rows, organisation, access)

    def _told(self, plan: Importplan, rows: list[Bestandsrij]) -> dict:
        days = [record.ontvangen_op for record in plan.nieuw]
        return {
            "rijen": len(rows),
            "nieuw": len(plan.nieuw),
            "bekend": len(plan.bekend),
            "nieuwe_afdelingen": list(plan.nieuwe_afdelingen),
            "van": min(days).isoformat() if days else None,
            "tot_en_met": max(days).isoformat() if days else None,
            "onzichtbaar": plan.onzichtbaar,
        } | self.told(plan)


def _after_others(organisation: Organisation) -> None:
    """Two imports of one organisation go after each other: the second sees what the first brought in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, organisation.pk])


def no_longer_allowed() -> ImportFouten:
    return of_file("Wie dit bestand koos, mag hier niet meer importeren. Vraag een collega het te doen.")
