"""How long it took, in days, of what was completed in the period, whatever the day of receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from integrity.lists import OnderzoekSoort
from reports.counting import Boom, percentage, zaken
from reports.facts.integriteit import ZaakFeit, ZaakFeiten, ZaaktermijnFeit
from reports.figures.integriteit.terms import STAPPEN

# Of fewer than this the middle tells of a single zaak, and the 90th percentile is the slowest one.
MEDIAAN_VANAF = 5
P90_VANAF = 10
STAPPEN_MET_TERMIJN = ("beoordelen", "vooronderzoek", "feitenonderzoek")


@dataclass(frozen=True)
class Duurfeit:
    """One step of one zaak that was completed, from the day it began until the day it ended."""

    zaak: ZaakFeit
    stap: str
    van: date
    tot: date

    @property
    def dagen(self) -> int:
        """The day of the beginning does not count; never below zero."""
        return max((self.tot - self.van).days, 0)

    @property
    def termijn(self) -> ZaaktermijnFeit | None:
        """The term of this step that was done meanwhile; of several the last one."""
        done = (
            t
            for t in self.zaak.termijnen
            if STAPPEN.get(t.code) == self.stap and t.gedaan_op and self.van <= t.gedaan_op <= self.tot
        )
        return max(done, key=lambda t: (t.gedaan_op, t.gestart_op, t.verloopt_op), default=None)


def doorlooptijd(facts: ZaakFeiten) -> Boom:
    """Per step that was completed in the period, each by its own date, whatever the cohort.

    ``beoordelen``: from the receipt of the zaak to the first decision on triage. ``vooronderzoek`` and
    ``feitenonderzoek``: from start to end; closing the zaak ends what still ran; one that came back after
    reopening counts again. ``sluiten``: from the receipt to the last closing in the period; a zaak that
    was emptied into another one did not end.

    ``mediaan`` and ``p90`` in days, by nearest rank: the smallest number of days within which at least
    half, or 90 per cent, was completed. Not given for fewer than 5, and fewer than 10. ``met_termijn``:
    those of which a term of GIR is known; ``op_tijd``: those of these within it; ``procent``: not given on
    a base under 10. Closing has no term of its own.
    """
    done = [one for zaak in facts.alle_zaken for one in _completed(zaak) if one.tot in facts.periode]
    done.sort(key=lambda one: (one.zaak.id, one.tot))
    made = {}
    for stap in STAPPEN_MET_TERMIJN:
        there = [one for one in done if one.stap == stap]
        made[stap] = _measured(there) | _in_time(there)
    last = {one.zaak.id: one for one in done if one.stap == "sluiten"}
    made["sluiten"] = _measured(list(last.values())) | dict.fromkeys(("met_termijn", "op_tijd", "procent"))
    return made


def _completed(zaak: ZaakFeit) -> Iterator[Duurfeit]:
    if zaak.beoordeeld_op:
        yield Duurfeit(zaak, "beoordelen", zaak.ontvangen_op, zaak.beoordeeld_op)
    for soort in OnderzoekSoort.values:
        for deel in zaak.delen(soort):
            if ended := zaak.ended_on(deel):
                yield Duurfeit(zaak, soort, deel.gestart_op, ended)
    for s in zaak.sluitingen:
        if s.afgesloten_op and s.afgesloten_op != zaak.gevoegd_op:
            yield Duurfeit(zaak, "sluiten", zaak.ontvangen_op, s.afgesloten_op)


def _measured(done: Sequence[Duurfeit]) -> dict[str, Any]:
    days = sorted(one.dagen for one in done)
    return {
        "aantal": zaken(one.zaak.id for one in done),
        "mediaan": nearest_rank(days, 50) if len(days) >= MEDIAAN_VANAF else None,
        "p90": nearest_rank(days, 90) if len(days) >= P90_VANAF else None,
    }


def _in_time(done: Sequence[Duurfeit]) -> dict[str, Any]:
    terms = [(one.zaak.id, term) for one in done if (term := one.termijn)]
    in_time = [pk for pk, term in terms if term.op_tijd]
    return {
        "met_termijn": zaken(pk for pk, _ in terms),
        "op_tijd": zaken(in_time),
        "procent": percentage(len(in_time), len(terms)),
    }


def nearest_rank(ordered: Sequence[int], percent: int) -> int:
    """The smallest value that at least ``percent`` per cent of the values do not exceed.

    ``ordered`` is sorted and not empty.
    """
    rank = -(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]
