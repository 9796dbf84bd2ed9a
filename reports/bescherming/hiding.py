"""Small numbers are held back, and as few others as keep them from being derived."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, log1p

import numpy as np

from organisations.roles import Register
from reports.bescherming.attacker import (
    Bereik,
    Lek,
    attack,
    derivable,
    is_wide,
    known_already,
    named,
    new_in,
    related,
)
from reports.bescherming.knowledge import DEFINITIES, Regelsoort, Sleutel, blank, known_from, zekerheid
from reports.bescherming.links import Cijfer
from reports.bescherming.numbers import AANTAL, BEDRAGEN, numbers_of, with_numbers
from reports.bescherming.programme import INF, LineairProgramma, Oplossing
from reports.verslag import Verslag

RUIS = 1e-6
# What it costs to hide: the numbers people look at first cost more, and zeros are wanted too.
HOOFDCIJFERS = ("triage.in_behandeling", "schendingen.totaal", "zaken", "politie.aangifte", "voorraad.")
ZWAAR = 6.0
NULLEN = 2.0


class Verberger:
    """Decides what to hold back in one report. ``secondary``: also what the small numbers follow from."""

    def __init__(self, verslag: Verslag, earlier: Sequence[Verslag], k: int, *, secondary: bool = True):
        self.verslag, self.k, self.secondary = verslag, k, secondary
        self.earlier = related(verslag, earlier)
        self.definities = DEFINITIES[Register(verslag.register)]
        self.derived = self.definities.derived
        self.numbers = numbers_of(verslag)
        self.truth = {
            path: float(value) for path, value in self.numbers.getoond.items() if path not in self.derived
        }
        self.list_of = {path: self.definities.list_of(path) for path in self.truth}
        self.lists: dict[str, list[str]] = {}
        for path, lijst in self.list_of.items():
            self.lists.setdefault(lijst, []).append(path)
        self.hidden = {path for path in self.truth if self.is_small(path)}
        # lists of which the zeros are held back
        self.without_zeros: set[str] = set()
        self.leaks: list[Lek] = []
        self.known: list[Lek] = []

    def is_small(self, path: str) -> bool:
        """A count from 1 up to k - 1; an amount, when it is about so few cases, or nobody knows how many."""
        if path in BEDRAGEN:
            return self.truth[path] > 0 and self.truth.get(f"{path}{AANTAL}", 1) < self.k
        return 0 < self.truth[path] < self.k

    def run(self) -> Verslag:
        """The report without what has to be held back. ``leaks``: what is not safe all the same, because
        nothing that may be held back helps; ``known``: what earlier reports give away already."""
        if not self.secondary:
            made = self.protected()
            self.leaks = derivable(made, self.earlier, self.k)
            return made
        self._add_others()
        made = self.protected()
        self.leaks = self.leaks or derivable(made, self.earlier, self.k)
        return made

    def _add_others(self) -> None:
        """What is safe stays safe when more is held back, so only the rest is attacked again."""
        helper: Bijverberger | None = None
        before: dict[Cijfer, Bereik] = {}
        sure: set[Cijfer] = set()
        tested: set[Cijfer] = set()
        while True:
            reports = [self.protected(), *self.earlier]
            targets = set(known_from(reports).verborgen)
            found = attack(reports, self.k, sure)
            sure |= targets - found.keys()
            asked = found.keys() - tested
            before |= known_already(self.verslag, self.earlier, asked, self.k)
            tested |= asked
            new = new_in(found, before)
            self.known = named(reports, {key: found[key] for key in found if key not in new and not key[0]})
            leaks = named(reports, new)
            if not leaks:
                return
            helper = helper or Bijverberger(self)
            held = len(self.hidden)
            for leak in leaks:
                needed = helper.needed_for(leak, before.get((leak.verslag, leak.figuur)))
                if needed is None:
                    self.leaks.append(leak)
                else:
                    self._hide(needed)
            if self.leaks or len(self.hidden) == held:
                return

    def _hide(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.hidden.add(path)
            if not self.truth[path]:
                self.without_zeros.add(self.list_of[path])
                self.hidden |= self.zeros_beside(path)

    def zeros_beside(self, path: str) -> set[str]:
        """The zeros of the list in which this number stands."""
        return {p for p in self.lists[self.list_of[path]] if not self.truth[p]}

    def shows_zeros(self, path: str) -> bool:
        return self.list_of[path] not in self.without_zeros and bool(self.zeros_beside(path))

    def protected(self) -> Verslag:
        """Differences and percentages go with what they are made of."""
        gone = {path for path, parts in self.derived.items() if not self.hidden.isdisjoint(parts)}
        if not self.hidden:
            return self.verslag
        return with_numbers(self.verslag, dict.fromkeys([*self.hidden, *gone]))


class Bijverberger:
    """Which other numbers must go so that one can't be derived: a linear programme that moves that number to
    where it should be able to lie, and the others as little, and as cheaply, as the relations ask. What has
    to move is what must be held back (after Kelly, Golden and Assad 1992, and Fischetti and Salazar 2003)."""

    def __init__(self, verberger: Verberger) -> None:
        self.of = verberger
        known = known_from([blank(verberger.verslag), *verberger.earlier])
        self.programme = LineairProgramma()
        self.moves: dict[str, tuple[tuple[str, str], ...]] = {}
        for key, (low, high) in known.grenzen.items():
            if key[0] != 0:
                self.programme.add_column(key, low, INF if high is None else high)
        for path, value in verberger.truth.items():
            self._add(path, value)
        columns = self.programme.index
        weights = [1e6] * len(self.programme.rows)
        for row in known.regels:
            if row.soort == Regelsoort.AFGELEID or any(key not in columns for key in row.termen):
                continue
            if self._is_true(row.termen, row.laagste, row.hoogste):
                self.programme.add_row(row.termen, row.laagste, row.hoogste)
                weights.append(zekerheid(row.soort))
        self.programme = self.programme.consistent(weights)

        self._priced_at: tuple[int, int] | None = None
        self._prices: dict[tuple[str, str], float] = {}
        self.low = np.full(len(columns), 1e12)
        self.high = np.full(len(columns), -1e12)

    def _is_true(self, terms: Mapping[Sleutel, float], low: float | None, high: float | None) -> bool:
        """What doesn't hold in this report, because of a registration out of the ordinary, helps nobody."""
        if any(key[0] != 0 for key in terms):
            return True
        total = sum(factor * self.of.truth[key[1]] for key, factor in terms.items())
        return (low is None or total >= low - RUIS) and (high is None or total <= high + RUIS)

    def _add(self, path: str, value: float) -> None:
        """The number, as what it is plus what it may move: up, down to 1, and further down to 0."""
        can_be_zero = not self.of.definities.is_only_above_zero(path)
        is_fixed = (path == self.of.definities.hoofdtotaal and path not in self.of.hidden) or (
            not value and not can_be_zero
        )
        whole = path not in BEDRAGEN
        self.programme.add_column((0, path), value if is_fixed else 0, value if is_fixed else INF)
        if is_fixed:
            return
        up, down, zero = ("op", path), ("neer", path), ("nul", path)
        self.programme.add_column(up)
        self.programme.add_column(down, 0, max(value - 1, 0) if whole else value)
        self.programme.add_column(zero, 0, 1 if whole and value and can_be_zero else 0)
        self.programme.add_row({(0, path): 1, up: -1, down: 1, zero: 1}, value, value)
        self.moves[path] = (up, down, zero)

    def needed_for(self, leak: Lek, before: Bereik | None = None) -> set[str] | None:
        """The numbers to hold back as well, so that this one is safe; None when nothing helps. Of a number of
        which the earlier reports tell that it lies in ``before``, no more needs to be possible than that.

        What was found for another number may show already that this one can have other values too.
        """
        key = (leak.verslag, leak.figuur)
        column = self.programme.index[key]
        if leak.figuur not in BEDRAGEN and is_wide(self.low[column], self.high[column], self.of.k):
            return set()
        truth = self.of.truth.get(leak.figuur) if leak.verslag == 0 else None
        for targets in self._ways(leak, truth, before):
            answers = [self._solved(key, low, high) for low, high in targets]
            found = [answer for answer in answers if answer is not None]
            if len(found) < len(answers):
                continue
            for answer in found:
                np.minimum(self.low, answer.values, out=self.low)
                np.maximum(self.high, answer.values, out=self.high)
            return {path for answer in found for path in self._moved(answer)}
        return None

    def _ways(
        self, leak: Lek, truth: float | None, before: Bereik | None
    ) -> list[tuple[tuple[float, float], ...]]:
        """Each way to be safe, as the values that the number must be able to have."""
        if before:
            return [((before[1] - RUIS, INF), (0, before[0] + RUIS))]
        k, low = self.of.k, leak.laagste if truth is None else truth
        if leak.figuur in BEDRAGEN:
            return [((0, low / 2),), ((2 * low, INF),)]
        anything = ((k - 1, INF), (0, 1))
        higher = ((ceil(low) + k, INF),)
        if truth is None or truth < k:
            return [anything, higher]
        return [higher, ((0, truth - k),), anything]

    def _solved(self, key: Cijfer, low: float, high: float) -> Oplossing | None:
        """With this number between these bounds."""
        column = self.programme.index[key]
        before = self.programme.lower[column], self.programme.upper[column]
        if low > before[1] or high < before[0]:
            return None
        self.programme.bound(key, max(low, before[0]), min(high, before[1]))
        answer = self.programme.solve(self._costs())
        self.programme.bound(key, *before)
        return answer

    def _moved(self, answer: Oplossing) -> set[str]:
        moved = set()
        for path, (up, down, zero) in self.moves.items():
            if path not in self.of.hidden and answer[up] + answer[down] > RUIS:
                moved.add(path)
            if answer[zero] > RUIS and (path not in self.of.hidden or self.of.shows_zeros(path)):
                moved |= self.of.zeros_beside(path) | {path}
        return moved

    def _costs(self) -> dict[tuple[str, str], float]:
        state = (len(self.of.hidden), len(self.of.without_zeros))
        if self._priced_at != state:
            self._priced_at, self._prices = state, self._new_costs()
        return self._prices

    def _new_costs(self) -> dict[tuple[str, str], float]:
        costs: dict[tuple[str, str], float] = {}
        for path, (up, down, zero) in self.moves.items():
            is_hidden, value = path in self.of.hidden, self.of.truth[path]
            weight = ZWAAR if path.startswith(HOOFDCIJFERS) else 1.0
            scale = max(value, 1.0) if path in BEDRAGEN else 1.0
            price = NULLEN if not value else weight * (1 + log1p(value)) / scale
            costs[up] = costs[down] = 0.0 if is_hidden else price
            costs[zero] = costs[down] + (NULLEN if self.of.shows_zeros(path) else 0.0)
        return costs
