"""Reads the facts of one period in a bounded number of queries; a module per register."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import RawSQL

JAREN_TERUG = (1, 2, 3)


@dataclass(frozen=True)
class Geladen:
    """The facts of a period; and on request of the same stretch a year earlier, as known a year earlier."""

    feiten: Any
    jaar_eerder: Any = None


def one_of(ids: Iterable[int]) -> RawSQL:
    """For ``__in``: one parameter however many ids; a list of 100,000 takes seconds to put in a query."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
