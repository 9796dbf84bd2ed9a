"""Linear programmes, solved by HiGHS."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import highspy
import numpy as np

INF = highspy.kHighsInf
RUIS = 1e-6
Sleutel = Hashable


class _Silent(highspy.Highs):
    """Prints nothing. Its constructor would print a line about itself before it can be told not to, on the
    standard output, where a command writes its figures."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


class LineairProgramma:
    """Columns by key, each between two bounds; rows that bound a sum of columns. Solved as often as asked:
    bounds and costs can change in between."""

    def __init__(self) -> None:
        self.index: dict[Sleutel, int] = {}
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[tuple[Mapping[Any, float], float, float]] = []
        self._highs: highspy.Highs | None = None
        self._priced: list[int] = []

    def add_column(self, key: Sleutel, lower: float = 0, upper: float = INF) -> None:
        self.index[key] = len(self.lower)
        self.lower.append(lower)
        self.upper.append(upper)

    def add_row(self, terms: Mapping[Any, float], lower: float | None, upper: float | None) -> None:
        self.rows.append((terms, -INF if lower is None else lower, INF if upper is None else upper))

    def bound(self, key: Sleutel, lower: float, upper: float) -> None:
        """Change the bounds of one column from now on."""
        column = self.index[key]
        self.lower[column], self.upper[column] = lower, upper
        if self._highs:
            self._highs.changeColBounds(column, lower, upper)

    def consistent(self, weights: Sequence[float]) -> "LineairProgramma":
        """This programme; when its rows contradict each other, without those that do so, the ones of the
        lowest weight first."""
        if self.solve({}) is not None:
            return self
        elastic = LineairProgramma()
        elastic.index, elastic.lower, elastic.upper = dict(self.index), [*self.lower], [*self.upper]
        costs: dict[Sleutel, float] = {}
        for n, (terms, low, high) in enumerate(self.rows):
            slack = {("speling", n, sign): float(sign) for sign in (1, -1)}
            for key in slack:
                elastic.add_column(key)
                costs[key] = weights[n]
            elastic.add_row({**terms, **slack}, low, high)
        answer = elastic.solve(costs)
        if answer is None:
            raise ArithmeticError("the bounds contradict each other")
        kept = LineairProgramma()
        kept.index, kept.lower, kept.upper = self.index, self.lower, self.upper
        kept.rows = [
            row
            for n, row in enumerate(self.rows)
            if all(answer["speling", n, sign] <= RUIS for sign in (1, -1))
        ]
        return kept

    def solve(self, costs: Mapping[Any, float], *, maximise: bool = False) -> "Oplossing | None":
        """The best values at these costs (0 for the rest); None when no values satisfy every row."""
        highs = self._highs or self._load()
        found = {self.index[key]: cost for key, cost in costs.items()}
        self._price(highs, dict.fromkeys(self._priced, 0.0) | found)
        self._priced = list(found)
        sense = highspy.ObjSense.kMaximize if maximise else highspy.ObjSense.kMinimize
        highs.changeObjectiveSense(sense)
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"the linear programme has no answer: {status}")
        return Oplossing(self.index, np.array(highs.getSolution().col_value))

    @staticmethod
    def _price(highs: highspy.Highs, costs: Mapping[int, float]) -> None:
        if costs:
            columns = np.fromiter(costs, dtype=np.int32)
            highs.changeColsCost(len(columns), columns, np.fromiter(costs.values(), dtype=np.float64))

    def _load(self) -> highspy.Highs:
        highs = _Silent()
        highs.setOptionValue("threads", 1)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.lower), len(self.rows)
        model.col_cost_ = np.zeros(len(self.lower))
        model.col_lower_, model.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        model.row_lower_ = np.array([low for _, low, _ in self.rows], float)
        model.row_upper_ = np.array([high for _, _, high in self.rows], float)
        starts, columns, factors = [0], [], []
        for terms, _, _ in self.rows:
            columns += [self.index[key] for key in terms]
            factors += terms.values()
            starts.append(len(columns))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, np.int32)
        model.a_matrix_.index_ = np.array(columns, np.int32)
        model.a_matrix_.value_ = np.array(factors, float)
        highs.passModel(model)
        self._highs = highs
        return highs


class Oplossing:
    """The values that were found: by key, and in the order of the columns."""

    def __init__(self, index: Mapping[Sleutel, int], values: np.ndarray) -> None:
        self._index, self.values = index, values

    def __getitem__(self, key: Sleutel) -> float:
        return float(self.values[self._index[key]])
