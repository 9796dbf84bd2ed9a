"""When each step of a report must be done, counted back from the meeting in which it is discussed."""

from dataclasses import dataclass
from datetime import date, timedelta

from reports import lifecycle
from reports.bestuur import Bestuurswoorden
from reports.models import Rapportage


@dataclass(frozen=True)
class Kalenderstap:
    """``dagen``: so many days before the meeting. ``veld``: the day on which it was done."""

    label: str
    dagen: int
    status: str
    veld: str = ""


# Common terms of municipalities: papers are sent ten days before a meeting, and the college deals with them
# before that. What an organisation agreed on otherwise is not registered.
STAPPEN = (
    Kalenderstap("Concept klaar", 42, lifecycle.CONCEPT),
    Kalenderstap("Akkoord van {secretaris}", 28, lifecycle.AKKOORD, "akkoord_op"),
    Kalenderstap("Vastgesteld door {bestuur}", 21, lifecycle.VASTGESTELD, "vastgesteld_op"),
    Kalenderstap("Stukken naar {raad}", 10, lifecycle.AANGEBODEN, "aangeboden_op"),
)


@dataclass(frozen=True)
class Kalenderdag:
    """``op``: the last day on which it must be done; ``gedaan``: when it was, or True when nobody kept it."""

    label: str
    op: date
    gedaan: date | bool | None
    te_laat: bool


def calendar(rapportage: Rapportage, words: Bestuurswoorden, today: date) -> list[Kalenderdag]:
    """The days of this report, the first one first; nothing without the day of the meeting."""
    if rapportage.raad_op is None:
        return []
    order = [code for code, _ in lifecycle.STATUSSEN]
    found = []
    for step in STAPPEN:
        day = rapportage.raad_op - timedelta(days=step.dagen)
        done = getattr(rapportage, step.veld) if step.veld else None
        if done is None and order.index(rapportage.status) > order.index(step.status):
            done = True
        found.append(Kalenderdag(words.fill(step.label), day, done, not done and day < today))
    return found
