"""How the figures of one report hang together, as who reads its definitions knows.

The relations are data, a module per register; here is what they can say, and how that becomes linear. A term
``x.*`` stands for every code below ``x`` together, ``x.*.y`` for the ``y`` of each; ``x?`` is 0 where it
isn't there; a term that is named twice counts twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from casework.lists import NIET_GEREGISTREERD
from reports.bescherming.numbers import AANTAL, Getallen


class Verbandsoort(StrEnum):
    """``AFGELEID``: about a percentage, a difference or a length of time, which are held back with what they
    are made of. ``GEPUBLICEERD``: that what was published then is still so; true unless facts changed."""

    TELLING = "telling"
    AFGELEID = "afgeleid"
    GEPUBLICEERD = "gepubliceerd"


@dataclass(frozen=True)
class Verband:
    """``laagste`` ≤ the sum of ``termen`` (a factor by path) ≤ ``hoogste``; None: no bound."""

    termen: Mapping[str, float]
    laagste: float | None = 0
    hoogste: float | None = 0
    soort: Verbandsoort = Verbandsoort.TELLING

    def holds(self, values: Mapping[str, float]) -> bool:
        total = sum(factor * float(values[path]) for path, factor in self.termen.items())
        low = self.laagste is None or total >= self.laagste - 1e-6
        return low and (self.hoogste is None or total <= self.hoogste + 1e-6)


@dataclass(frozen=True)
class Gelijk:
    """Both sides add up to the same."""

    links: tuple[str, ...]
    rechts: tuple[str, ...]
    soort: Verbandsoort = Verbandsoort.TELLING

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        terms = _difference(numbers, self.links, self.rechts)
        return [Verband(terms, soort=self.soort)] if terms else []


@dataclass(frozen=True)
class Hoogstens:
    """The first adds up to at most the second."""

    klein: tuple[str, ...]
    groot: tuple[str, ...]

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        terms = _difference(numbers, self.klein, self.groot)
        return [Verband(terms, None, 0)] if terms else []


@dataclass(frozen=True)
class PerCodeHoogstens:
    """Of every code that stands in both lists, the number in the first is at most that in the second."""

    klein: str
    groot: str

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        pairs = (
            (path, f"{self.groot}.{path.removeprefix(f'{self.klein}.')}")
            for path in below(numbers, self.klein)
        )
        return [Verband({small: 1, large: -1}, None, 0) for small, large in pairs if large in numbers]


@dataclass(frozen=True)
class Meervoud:
    """A case can stand at several codes: each is at most ``totaal``, together they are at least that."""

    lijst: str
    totaal: str

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        codes = below(numbers, self.lijst)
        if not codes or self.totaal not in numbers:
            return []
        each = [Verband({code: 1, self.totaal: -1}, None, 0) for code in codes]
        return [*each, Verband({self.totaal: 1} | dict.fromkeys(codes, -1), None, 0)]


@dataclass(frozen=True)
class Kruistabel:
    """Rows by columns below ``pad``. ``per_rij`` and ``per_kolom``: the lists of its totals; with ``*``
    for the code when it doesn't stand last. The total of a row can be one of its own columns.

    ``meervoud``: a case can stand in several rows, so that only its rows add up.
    """

    pad: str
    per_rij: str = ""
    per_kolom: str = ""
    meervoud: bool = False

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        rows, columns = self._split(numbers)
        made = []
        for row, cells in rows.items():
            if (total := _total_of(self.per_rij, row)) in numbers:
                made.append(Verband({total: -1} | dict.fromkeys(cells, 1)))
        for column, cells in columns.items():
            total = _total_of(self.per_kolom, column)
            if total not in numbers:
                continue
            if self.meervoud:
                made += [Verband({cell: 1, total: -1}, None, 0) for cell in cells]
                made.append(Verband({total: 1} | dict.fromkeys(cells, -1), None, 0))
            else:
                made.append(Verband({total: -1} | dict.fromkeys(cells, 1)))
        return made

    def _split(self, numbers: Getallen) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        rows: dict[str, list[str]] = {}
        columns: dict[str, list[str]] = {}
        for path in numbers.paths():
            if path.startswith(f"{self.pad}."):
                # the name of an afdeling may hold a dot, a code of a column never does
                row, _, column = path.removeprefix(f"{self.pad}.").rpartition(".")
                if path == _total_of(self.per_rij, row):
                    continue
                rows.setdefault(row, []).append(path)
                columns.setdefault(column, []).append(path)
        return rows, columns


@dataclass(frozen=True)
class Percentage:
    """``procent`` is ``deel`` of ``basis`` in whole per cent, and stands there from a base of 10 on."""

    procent: str
    deel: str
    basis: tuple[str, ...]

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        if self.deel not in numbers or any(path not in numbers for path in self.basis):
            return []
        base = dict.fromkeys(self.basis, 1.0)
        derived = Verbandsoort.AFGELEID
        if self.procent in numbers.leeg:
            return [Verband(base, 0, 9, derived)]
        if self.procent not in numbers.getoond:
            return []
        share = float(numbers.getoond[self.procent])

        def at(per_cent: float) -> dict[str, float]:
            terms = dict.fromkeys(self.basis, -per_cent)
            return terms | {self.deel: terms.get(self.deel, 0) + 100}

        return [
            Verband(base, 10, None, derived),
            Verband(at(share - 0.5), 0, None, derived),
            Verband(at(share + 0.5), None, 0, derived),
        ]

    def parts(self) -> tuple[str, ...]:
        return (self.deel, *self.basis)


@dataclass(frozen=True)
class Verschil:
    """``verschil`` is ``nu`` minus ``toen``; it can be less than 0."""

    verschil: str
    nu: str
    toen: str

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        if any(path not in numbers for path in (self.verschil, self.nu, self.toen)):
            return []
        return [Verband({self.nu: 1, self.toen: -1, self.verschil: -1}, 0, 0, Verbandsoort.AFGELEID)]

    def parts(self) -> tuple[str, ...]:
        return (self.nu, self.toen)


@dataclass(frozen=True)
class Tijdsduur:
    """``dagen`` is how long something took, in days, and no count; it stands there when ``aantal`` is at
    least ``vanaf``. It tells of the cases that were counted, so it is held back with their number."""

    dagen: str
    aantal: str
    vanaf: int

    def lines(self, numbers: Getallen) -> Iterable[Verband]:
        if self.aantal not in numbers:
            return []
        derived = Verbandsoort.AFGELEID
        if self.dagen in numbers.leeg:
            return [Verband({self.aantal: 1}, 0, self.vanaf - 1, derived)]
        if self.dagen not in numbers.getoond:
            return []
        return [Verband({self.aantal: 1}, self.vanaf, None, derived)]

    def parts(self) -> tuple[str, ...]:
        return (self.aantal,)


Samenhang = Gelijk | Hoogstens | PerCodeHoogstens | Meervoud | Kruistabel | Percentage | Verschil | Tijdsduur


@dataclass(frozen=True)
class Definities:
    """What is known of the figures of one register.

    ``lijsten``: the paths below which every code of a list stands, zeros included; ``*`` is one row of a
    crossed table. ``alleen_boven_nul``: the lists of which a code stands there only when there is any.
    ``hoofdtotaal``: what everything is a part of; a report without it tells nothing.
    """

    samenhang: tuple[Samenhang, ...]
    lijsten: tuple[str, ...]
    alleen_boven_nul: tuple[str, ...]
    hoofdtotaal: str = "instroom.totaal"

    @cached_property
    def derived(self) -> dict[str, tuple[str, ...]]:
        """Percentages, differences and lengths of time, with what each is made of."""
        found = {one.procent: one.parts() for one in self.samenhang if isinstance(one, Percentage)}
        found |= {one.verschil: one.parts() for one in self.samenhang if isinstance(one, Verschil)}
        return found | {one.dagen: one.parts() for one in self.samenhang if isinstance(one, Tijdsduur)}

    def lines(self, numbers: Getallen) -> list[Verband]:
        return [line for one in self.samenhang for line in one.lines(numbers)]

    def is_only_above_zero(self, path: str) -> bool:
        """Whether it stands in its list only when there is any."""
        registered = path.removesuffix(AANTAL)
        return self.list_of(path) in self.alleen_boven_nul or registered.endswith(f".{NIET_GEREGISTREERD}")

    def list_of(self, path: str) -> str:
        """The list in which this number stands; else, the numbers that share the start of its path."""
        above, _, _ = path.rpartition(".")
        for lijst in self.lijsten:
            if lijst.endswith(".*"):
                if path.startswith(lijst[:-1]) and path.count(".") >= lijst.count(".") + 1:
                    return above
            elif path.startswith(f"{lijst}."):
                return lijst
        return above


def below(numbers: Getallen, lijst: str) -> list[str]:
    return [path for path in numbers.paths() if path.startswith(f"{lijst}.")]


def _every(numbers: Getallen, pattern: str) -> list[str]:
    start, _, end = pattern.partition("*")
    return [path for path in numbers.paths() if path.startswith(start) and path.endswith(end)]


def _total_of(totals: str, code: str) -> str:
    return totals.replace("*", code) if "*" in totals else f"{totals}.{code}"


def _difference(numbers: Getallen, plus: Iterable[str], minus: Iterable[str]) -> dict[str, float] | None:
    """The terms of the first with 1 and of the second with -1; None when one of them isn't there."""
    terms: dict[str, float] = {}
    for paths, factor in ((plus, 1), (minus, -1)):
        for path in paths:
            name = path.rstrip("?")
            found = _every(numbers, name) if "*" in name else [name] if name in numbers else []
            if not found and name == path:
                return None
            for one in found:
                terms[one] = terms.get(one, 0) + factor
    return terms


def comparison(naam: str) -> tuple[Samenhang, ...]:
    """What holds of the three earlier years, split by the list of that name."""
    made: list[Samenhang] = []
    for n in range(3):
        year = f"vergelijking.{n}"
        made += [
            Gelijk((f"{year}.per_{naam}.*",), (f"{year}.instroom",)),
            Gelijk(
                (f"{year}.instroom_zoals_gepubliceerd",), (f"{year}.instroom",), Verbandsoort.GEPUBLICEERD
            ),
            Verschil(f"{year}.verschil", "instroom.totaal", f"{year}.instroom"),
            Percentage(f"{year}.verschil_procent", f"{year}.verschil", (f"{year}.instroom",)),
        ]
    return tuple(made)


def stock(*more: Samenhang) -> tuple[Samenhang, ...]:
    flow = Gelijk(
        ("voorraad.begin", "voorraad.instroom", "voorraad.heropend"), ("voorraad.uitstroom", "voorraad.eind")
    )
    return (flow, *more)
