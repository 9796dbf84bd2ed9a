"""Organisations of one kind and size beside each other, per 100 fte, so that nobody can be picked out.

The rules: at least ``MINSTENS`` organisations; none of them has more than ``GROOTSTE_DEEL`` of all fte or of
all cases, or the number of the group would be nearly its own (a dominance rule, as statistical offices have
it); of the group only the rate of all together and the median, never the lowest or highest; one group of a
year for each organisation; and who is in it is fixed when it is made.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from organisations.models import Organisation
from reports.bescherming.numbers import numbers_of
from reports.counting import per_100_fte
from reports.koepel.bronnen import Bijdrage

MINSTENS = 5
GROOTSTE_DEEL = Fraction(60, 100)
# The least fte of each size.
KLASSEN = (0, 100, 500, 1000, 5000)
# On this day of the year after it the groups of a year are made: most reports were released by then.
MAAND, DAG = 10, 1


@dataclass(frozen=True)
class Deelnemer:
    """One organisation in a group: how many meldingen or incidents it received in the year, and its fte."""

    bijdrage: Bijdrage
    aantal: int
    fte: Decimal

    @property
    def plek(self) -> tuple[str, int]:
        """Its kind and size."""
        return self.bijdrage.organisation.soort, klasse_of(self.fte)


@dataclass(frozen=True)
class Groepscijfers:
    """Per 100 fte: of all together, and of the organisation in the middle."""

    deelnemers: int
    tarief: Decimal
    mediaan: Decimal


def made_on(jaar: int) -> date:
    """The first day on which the groups of a year are made."""
    return date(jaar + 1, MAAND, DAG)


def klasse_of(fte: Decimal) -> int:
    return max(least for least in KLASSEN if least <= fte)


def klasse_in_words(klasse: int) -> str:
    at = KLASSEN.index(klasse)
    if at == len(KLASSEN) - 1:
        return f"{klasse} fte of meer"
    return f"{klasse} tot {KLASSEN[at + 1]} fte" if klasse else f"minder dan {KLASSEN[1]} fte"


def soort_in_words(soort: str) -> str:
    return Organisation.Soort(soort).label


def reason_not_to_count(one: Bijdrage, fte: Decimal | None) -> str:
    """Why an organisation can't be in a group, for its own people; "" when it can."""
    if one.verslag is None:
        return "Er is geen rapport over het hele jaar aangeboden of gepubliceerd."
    if one.is_rounded:
        return "In uw rapport zijn aantallen afgerond. Daar is geen juist cijfer per 100 fte van te maken."
    if _received(one) is None:
        return "In uw rapport is het totaal weggelaten."
    return "" if fte else "De formatie van dit jaar is niet ingevuld."


def participant(one: Bijdrage, fte: Decimal | None) -> Deelnemer | None:
    aantal = _received(one)
    if aantal is None or fte is None or reason_not_to_count(one, fte):
        return None
    return Deelnemer(one, aantal, fte)


def _received(one: Bijdrage) -> int | None:
    found = one.verslag and numbers_of(one.verslag).getoond.get("instroom.totaal")
    return None if found is None else int(found)


def figures_of(leden: Sequence[Deelnemer]) -> Groepscijfers | None:
    """The figures of a group; None when one of its members could be seen through them."""
    fte = sum((one.fte for one in leden), Decimal(0))
    aantal = sum(one.aantal for one in leden)
    if len(leden) < MINSTENS or any(_dominates(one, fte, aantal) for one in leden):
        return None
    tarief = per_100_fte(aantal, fte)
    return None if tarief is None else Groepscijfers(len(leden), tarief, _median(leden))


def _dominates(one: Deelnemer, fte: Decimal, aantal: int) -> bool:
    return Fraction(one.fte) > GROOTSTE_DEEL * Fraction(fte) or one.aantal > GROOTSTE_DEEL * aantal


def _median(leden: Sequence[Deelnemer]) -> Decimal:
    """The middle rate, or the mean of the two in the middle; one decimal, half away from zero."""
    rates = sorted(Fraction(one.aantal * 100) / Fraction(one.fte) for one in leden)
    middle = len(rates) // 2
    exact = rates[middle] if len(rates) % 2 else (rates[middle - 1] + rates[middle]) / 2
    return Decimal(math.floor(exact * 10 + Fraction(1, 2))) / 10
