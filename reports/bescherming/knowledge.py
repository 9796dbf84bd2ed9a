"""What an attacker knows who has read these reports and their definitions: bounds and linear rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from organisations.roles import Register
from reports.bescherming import agressie, integriteit, notes
from reports.bescherming.links import Cijfer, links_between
from reports.bescherming.numbers import BEDRAGEN, Getallen, numbers_of, with_numbers
from reports.bescherming.relations import Definities, Verbandsoort
from reports.verslag import Verslag

DEFINITIES = {Register.INTEGRITEIT: integriteit.DEFINITIES, Register.AGRESSIE: agressie.DEFINITIES}
Sleutel = Cijfer | tuple[str, object]
Grenzen = tuple[float, float | None]


class Regelsoort(StrEnum):
    """Where a row comes from: the definitions, what is derived from them, or a link between reports."""

    VERBAND = "verband"
    AFGELEID = "afgeleid"
    KOPPELING = "koppeling"


# What was published of an earlier year is another report: it agrees with this one unless facts changed.
REGEL_VAN = {
    Verbandsoort.TELLING: Regelsoort.VERBAND,
    Verbandsoort.AFGELEID: Regelsoort.AFGELEID,
    Verbandsoort.GEPUBLICEERD: Regelsoort.KOPPELING,
}


def zekerheid(soort: Regelsoort) -> float:
    """How sure a row is: that two reports agree is less sure than what a definition says."""
    return 1.0 if soort == Regelsoort.KOPPELING else 1000.0


@dataclass(frozen=True)
class Kennisregel:
    termen: Mapping[Sleutel, float]
    laagste: float | None
    hoogste: float | None
    soort: Regelsoort


@dataclass(frozen=True)
class Kennis:
    """``grenzen``: between which values each number lies; one that is shown is both. ``verborgen``: the
    numbers that were held back, the first report's as (0, path)."""

    grenzen: Mapping[Sleutel, Grenzen]
    regels: tuple[Kennisregel, ...]
    verborgen: tuple[Cijfer, ...]


def known_from(reports: Sequence[Verslag]) -> Kennis:
    """What these reports tell together. They are of one register of one organisation."""
    numbers = [numbers_of(verslag) for verslag in reports]
    bounds: dict[Sleutel, Grenzen] = {}
    rows: list[Kennisregel] = []
    hidden: list[Cijfer] = []
    for n, (verslag, found) in enumerate(zip(reports, numbers, strict=True)):
        definities = DEFINITIES[Register(verslag.register)]
        rounded = notes.rounded_to(verslag)
        derived = definities.derived
        with_zeros = {
            definities.list_of(path)
            for path, value in found.getoond.items()
            if not value and path not in derived
        }
        for path in found.paths():
            if not (rounded and path in derived):
                bounds[n, path] = _bounds(path, found, definities, with_zeros, rounded)
        hidden += [(n, path) for path in sorted(found.verborgen) if path not in derived]
        for line in definities.lines(found):
            if rounded and line.soort == Verbandsoort.AFGELEID:
                continue
            soort = REGEL_VAN[line.soort]
            terms = {(n, path): factor for path, factor in line.termen.items()}
            rows.append(Kennisregel(terms, line.laagste, line.hoogste, soort))
    open_ = {key for key, (low, high) in bounds.items() if low != high}
    for link in links_between(list(zip(reports, numbers, strict=True)), open_):
        if link.cijfer is not None and link.cijfer not in bounds:
            continue
        bounds |= dict.fromkeys(link.stukken, (0, None))
        terms = dict.fromkeys(link.stukken, 1.0) | ({link.cijfer: -1.0} if link.cijfer else {})
        rows.append(Kennisregel(terms, 0, 0, Regelsoort.KOPPELING))
    return Kennis(bounds, tuple(rows), tuple(hidden))


def blank(verslag: Verslag) -> Verslag:
    """The same report with every number held back."""
    numbers, derived = numbers_of(verslag), DEFINITIES[Register(verslag.register)].derived
    return with_numbers(verslag, dict.fromkeys([*numbers.getoond, *(numbers.leeg & derived.keys())]))


def _bounds(
    path: str, numbers: Getallen, definities: Definities, with_zeros: set[str], rounded: int | None
) -> Grenzen:
    """Between which values one number lies, by what is shown of it alone.

    A number that is held back is at least 1, because 0 is shown; but in a list that shows no 0 at all (it is
    not in ``with_zeros``) the zeros may have been held back too.
    """
    is_whole = path not in BEDRAGEN and path not in definities.derived
    if (value := numbers.getoond.get(path)) is not None:
        if rounded and is_whole:
            low = ceil(value - rounded / 2)
            return max(_at_least(path, definities), low), ceil(value + rounded / 2) - 1
        return float(value), float(value)
    if not is_whole:
        is_difference = path.endswith(".verschil")
        return (-1e6 if is_difference else 0), None
    zero_is_shown = not rounded and definities.list_of(path) in with_zeros
    return max(_at_least(path, definities), int(zero_is_shown)), None


def _at_least(path: str, definities: Definities) -> int:
    """1 for what stands in the list only when there is any."""
    lijst = definities.list_of(path)
    only = definities.is_only_above_zero(path)
    is_crossed = path.startswith("maatregelen.per_route.") or (
        path.startswith("verdieping.") and lijst not in definities.lijsten
    )
    return int(only and not is_crossed)
