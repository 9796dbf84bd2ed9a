"""A number as the list of what it counts, so that a number and what is behind it can never differ."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from casework.lists import NIET_GEREGISTREERD

# A tree of figures: dicts of Telling, Bedrag, text, whole numbers, None, and lists of those.
Boom = dict[str, Any]


class Teleenheid(StrEnum):
    MELDINGEN = "meldingen"
    ZAKEN = "zaken"
    BETROKKENEN = "betrokkenen"
    BESLUITEN = "besluiten"
    INCIDENTEN = "incidenten"
    ORDEMAATREGELEN = "ordemaatregelen"
    VERBETERACTIES = "verbeteracties"


@dataclass(frozen=True)
class Telling:
    """What is counted. ``leden`` are ids of meldingen for that unit, and of cases for every other one.

    A case stands there once for each betrokkene, besluit or verbeteractie, or each time it left or came
    back.
    """

    eenheid: Teleenheid
    leden: tuple[int, ...] = ()

    @property
    def aantal(self) -> int:
        return len(self.leden)


@dataclass(frozen=True)
class Bedrag:
    """A sum of money, and the cases it is about."""

    bedrag: Decimal
    leden: tuple[int, ...] = ()

    @property
    def aantal(self) -> int:
        return len(self.leden)


def meldingen(ids: Iterable[int]) -> Telling:
    return Telling(Teleenheid.MELDINGEN, tuple(ids))


def zaken(ids: Iterable[int]) -> Telling:
    return Telling(Teleenheid.ZAKEN, tuple(ids))


def incidenten(ids: Iterable[int]) -> Telling:
    return Telling(Teleenheid.INCIDENTEN, tuple(ids))


def per_code(
    pairs: Iterable[tuple[str, int]], codes: Iterable[str], eenheid: Teleenheid
) -> dict[str, Telling]:
    """Count (code, id) over a list: all its codes in its order, zeros included.

    A code that was registered but is not in the list stands after it, so that nothing is lost; what was
    left empty stands last, only when there is any.
    """
    found: dict[str, list[int]] = {code: [] for code in codes}
    listed = list(found)
    for code, pk in pairs:
        found.setdefault(code or NIET_GEREGISTREERD, []).append(pk)
    others = sorted(found.keys() - {*listed, NIET_GEREGISTREERD})
    empty = [NIET_GEREGISTREERD] if NIET_GEREGISTREERD in found else []
    return {code: Telling(eenheid, tuple(found[code])) for code in [*listed, *others, *empty]}


def per_afdeling(pairs: Iterable[tuple[str, int]], eenheid: Teleenheid) -> dict[str, Telling]:
    """Count (afdeling, id), alphabetical; only afdelingen that were registered.

    Afdelingen have no dates: an afdeling made later must not change an earlier report by a zero.
    """
    found = list(pairs)
    return per_code(found, in_order({naam for naam, _ in found if naam}), eenheid)


def in_order(names: Iterable[str]) -> list[str]:
    """Alphabetical, without capitals and accents, as in a Dutch index."""
    return sorted(names, key=_alphabetical)


def _alphabetical(naam: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", naam.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)), naam


def percentage(part: int, base: int) -> int | None:
    """Whole per cent, half away from zero; None on a base under 10."""
    if base < 10:
        return None
    return int((Decimal(part * 100) / Decimal(base)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def per_100_fte(aantal: int | None, fte: Decimal | None) -> Decimal | None:
    """How many there were in the period for each 100 fte, with one decimal, half away from zero.

    ``fte``: of the year in which the period ends. Over the period as it is: of a shorter one it is not made
    into a year. None, which is not known and not 0, without a number (it may be hidden) or without fte.
    """
    if aantal is None or not fte:
        return None
    return (Decimal(aantal * 100) / fte).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def find(tree: Mapping[str, Any], path: str) -> Telling | Bedrag | None:
    """The number at a path such as ``triage.in_behandeling``; a key may itself hold a dot (an afdeling)."""
    for key, value in _items(tree):
        if key == path:
            return value if isinstance(value, Telling | Bedrag) else None
        if path.startswith(key + ".") and isinstance(value, Mapping | list):
            if (found := find(value, path[len(key) + 1 :])) is not None:
                return found
    return None


def _items(node: Mapping[str, Any] | list) -> Iterable[tuple[str, Any]]:
    if isinstance(node, Mapping):
        return node.items()
    return ((str(n), value) for n, value in enumerate(node))
