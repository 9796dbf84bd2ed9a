"""Somebody who wants to know what was held back, and is good at sums.

They know every definition, every earlier report, and that 0 is shown. Of each number that was held back a
linear programme tells the lowest and the highest value that fit everything else.

The rule: such a number is safe when it could be anything from 1 up to the smallest number that is shown, or
when its lowest and highest value are at least that number apart. One that is certainly 0, or certainly large
enough to be shown, was held back for the sake of another and tells nothing. An amount is safe when the
highest value is at least twice the lowest. A rounded count is safe unless it is known to be exactly one small
number.

Out of reach of this attacker, and so of the promise: reasoning that only whole numbers allow, the choice of
what was held back as such, and what people know from elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np

from reports.bescherming import notes
from reports.bescherming.knowledge import Kennis, Kennisregel, Sleutel, blank, known_from, zekerheid
from reports.bescherming.links import Cijfer
from reports.bescherming.numbers import BEDRAGEN, path_of, tables_of
from reports.bescherming.programme import LineairProgramma
from reports.verslag import Verslag

RUIS = 1e-6
DREMPEL = 5
# The lowest and the highest value that fit.
Bereik = tuple[float, float]
# How many times the largest number that is known a value must be to count as without an end.
RUIM = 10


@dataclass(frozen=True)
class Lek:
    """A number that can be derived: where it stands, and between which values it must lie (None: no end).

    ``periode``: of the report it was held back in; an earlier one may be opened by this one.
    """

    periode: str
    figuur: str
    tabel: str
    rij: str
    kolom: str
    laagste: float
    hoogste: float | None
    verslag: int = 0

    @property
    def waar(self) -> str:
        """For in a sentence."""
        where = f"{self.tabel}: {self.rij}" if self.tabel else self.figuur
        return where if not self.kolom else f"{where} ({self.kolom.lower()})"


def derivable(verslag: Verslag, earlier: Sequence[Verslag] = (), drempel: int | None = None) -> list[Lek]:
    """What this report lets somebody derive of what was held back in it, or in an ``earlier`` released one of
    the same register and organisation.

    ``drempel``: the smallest number that may be known; else what the report says itself. Left out is what
    could be derived from the earlier ones alone: that is known already, whatever this report does.
    """
    others = related(verslag, earlier)
    found = attack([verslag, *others], drempel)
    before = known_already(verslag, others, found, drempel)
    return named([verslag, *others], new_in(found, before))


def new_in(found: Mapping[Cijfer, Bereik], before: Mapping[Cijfer, Bereik]) -> dict[Cijfer, Bereik]:
    """What was not known as precisely before."""
    return {key: now for key, now in found.items() if key not in before or _is_narrower(now, before[key])}


def _is_narrower(now: Bereik, before: Bereik) -> bool:
    return now[0] > before[0] + RUIS or now[1] < before[1] - RUIS


def related(verslag: Verslag, earlier: Sequence[Verslag]) -> list[Verslag]:
    """Those of the same register and organisation."""
    return [one for one in earlier if (one.slug, one.register) == (verslag.slug, verslag.register)]


def known_already(
    verslag: Verslag, earlier: Sequence[Verslag], numbers: Collection[Cijfer], drempel: int | None = None
) -> dict[Cijfer, Bereik]:
    """Which of these numbers the earlier reports give away without this one, and how precisely."""
    if not earlier or not numbers:
        return {}
    known = known_from([blank(verslag), *earlier])
    anything = {key: (0, None) for key in known.verborgen if key[0] == 0}
    known = replace(
        known,
        grenzen={**known.grenzen, **anything},
        verborgen=tuple(key for key in known.verborgen if key in numbers),
    )
    return _attack(known, [verslag, *earlier], drempel)


def attack(
    reports: Sequence[Verslag], drempel: int | None, sure: Collection[Cijfer] = ()
) -> dict[Cijfer, Bereik]:
    """What is not safe in these reports together, the first one as number 0."""
    return _attack(known_from(reports), reports, drempel, sure)


def _attack(
    known: Kennis, reports: Sequence[Verslag], drempel: int | None, sure: Collection[Cijfer] = ()
) -> dict[Cijfer, Bereik]:
    k = drempel or notes.hidden_below(reports[0]) or notes.rounded_to(reports[0]) or DREMPEL
    return Aanval(known, k, [notes.rounded_to(one) is not None for one in reports]).run(sure)


def is_wide(low: float, high: float, k: int) -> bool:
    """The rule for a count that was held back, by the lowest and the highest value it can have."""
    low, high = ceil(low - RUIS), floor(high + RUIS)
    return (low <= 1 and high >= k - 1) or high - low >= k


class Aanval:
    """One attack on what is known."""

    def __init__(self, kennis: Kennis, drempel: int, afgerond: Sequence[bool]) -> None:
        self.kennis, self.k, self.rounded = kennis, drempel, afgerond
        self.fixed = {key: low for key, (low, high) in kennis.grenzen.items() if low == high}
        self.no_end = RUIM * max(map(abs, self.fixed.values()), default=0) + 1000 * drempel
        self.parts = self._parts()

    def targets(self) -> list[Cijfer]:
        """What was held back, and every rounded count."""
        rounded = [
            key
            for key, (low, high) in self.kennis.grenzen.items()
            if isinstance(key[0], int) and self.rounded[key[0]] and low != high and high is not None
        ]
        return [*self.kennis.verborgen, *rounded]

    def run(self, sure: Collection[Cijfer] = ()) -> dict[Cijfer, Bereik]:
        """The numbers that are not safe, with their lowest and highest value; without those that are ``sure``
        to be safe."""
        targets = [key for key in self.targets() if key not in sure]
        if not targets:
            return {}
        found: dict[Cijfer, Bereik] = {}
        for keys, programme in self.parts:
            if there := [key for key in targets if key in keys]:
                found |= self._unsafe(programme, there)
        return found

    def _unsafe(self, programme: LineairProgramma, targets: list[Cijfer]) -> dict[Cijfer, Bereik]:
        seen = _Gezien(programme, targets)
        for maximise in (True, False):
            seen.look(dict.fromkeys(targets, 1.0), maximise=maximise)
        found = {}
        for n, key in enumerate(targets):
            for maximise in (False, True):
                if not self._is_safe(key, *seen.range_of(n)):
                    seen.look({key: 1.0}, maximise=maximise)
            if not self._is_safe(key, *seen.range_of(n)):
                found[key] = seen.range_of(n)
        return {key: bounds for key, bounds in found.items() if self._tells(key, *bounds)}

    def _is_safe(self, key: Cijfer, low: float, high: float) -> bool:
        if key[1] in BEDRAGEN:
            return high >= 2 * low + RUIS or high >= self.no_end - RUIS
        if self.rounded[key[0]]:
            return floor(high + RUIS) > ceil(low - RUIS)
        return is_wide(low, high, self.k)

    def _tells(self, key: Cijfer, low: float, high: float) -> bool:
        """Whether it may be a small number; of an amount, whether there is any."""
        return high > RUIS if key[1] in BEDRAGEN else high >= 1 - RUIS and low <= self.k - 1 + RUIS

    def _parts(self) -> list[tuple[set[Sleutel], LineairProgramma]]:
        """Everything that is known, in parts that have nothing to do with each other. What contradicts the
        rest, because facts changed between two reports, is left out."""
        made = []
        rows = [row for row in self.kennis.regels if any(key not in self.fixed for key in row.termen)]
        open_ = [key for key in self.kennis.grenzen if key not in self.fixed]
        for keys, there in connected(open_, rows):
            if not there:
                continue  # nothing is known of it but that it was held back
            weights = [zekerheid(row.soort) for row in there]
            made.append((set(keys), self._programme(keys, there).consistent(weights)))
        return made

    def _programme(self, keys: Iterable[Sleutel], rows: Iterable[Kennisregel]) -> LineairProgramma:
        programme = LineairProgramma()
        for key in keys:
            low, high = self.kennis.grenzen[key]
            programme.add_column(key, low, self.no_end if high is None else high)
        for row in rows:
            terms = {key: factor for key, factor in row.termen.items() if key not in self.fixed}
            given = sum(f * self.fixed[key] for key, f in row.termen.items() if key in self.fixed)
            low, high = row.laagste, row.hoogste
            programme.add_row(
                terms, None if low is None else low - given, None if high is None else high - given
            )
        return programme


def connected(
    keys: Iterable[Sleutel], rows: Iterable[Kennisregel]
) -> list[tuple[list[Sleutel], list[Kennisregel]]]:
    """The open numbers in groups that share rows, with those rows."""
    group = {key: key for key in keys}

    def first(key: Sleutel) -> Sleutel:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    by_row = [(row, [key for key in row.termen if key in group]) for row in rows]
    for _, there in by_row:
        for key in there[1:]:
            group[first(key)] = first(there[0])
    parts: dict[Sleutel, tuple[list[Sleutel], list[Kennisregel]]] = {}
    for key in group:
        parts.setdefault(first(key), ([], []))[0].append(key)
    for row, there in by_row:
        parts[first(there[0])][1].append(row)
    return list(parts.values())


class _Gezien:
    """The lowest and highest value that each number was seen to have: every answer shows one of all."""

    def __init__(self, programme: LineairProgramma, targets: Sequence[Cijfer]) -> None:
        self.programme = programme
        self.columns = np.array([programme.index[key] for key in targets])
        self.low, self.high = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)

    def look(self, costs: Mapping[Cijfer, float], *, maximise: bool) -> None:
        answer = self.programme.solve(costs, maximise=maximise)
        if answer is None:
            raise ArithmeticError("what is known contradicts itself")
        values = answer.values[self.columns]
        np.minimum(self.low, values, out=self.low)
        np.maximum(self.high, values, out=self.high)

    def range_of(self, n: int) -> Bereik:
        return float(self.low[n]), float(self.high[n])


def named(reports: Sequence[Verslag], found: Mapping[Cijfer, Bereik]) -> list[Lek]:
    return [_named(reports, key, bounds) for key, bounds in found.items()]


def _named(reports: Sequence[Verslag], key: Cijfer, bounds: Bereik) -> Lek:
    """Where it stands: in the first table that holds it."""
    n, path = key
    low, high = bounds
    end = None if high >= 1000 * DREMPEL * RUIM else high
    for table in tables_of(reports[n]):
        for row in table.rijen:
            for column, vak in zip(table.kolommen, row.vakken, strict=True):
                if path in (vak.figuur, path_of(vak)):
                    return Lek(reports[n].periode, path, table.titel, row.label, column, low, end, n)
    return Lek(reports[n].periode, path, "", "", "", low, end, n)
