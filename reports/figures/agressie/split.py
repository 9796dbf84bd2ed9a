"""Incidents over the codes of a list."""

from collections.abc import Callable, Collection, Iterable

from reports.counting import Teleenheid, Telling, per_code
from reports.facts.agressie import IncidentFeit


def over(
    found: Iterable[IncidentFeit], code_of: Callable[[IncidentFeit], str], codes: Iterable[str]
) -> dict[str, Telling]:
    """Each incident under its one code."""
    return per_code(((code_of(one), one.id) for one in found), codes, Teleenheid.INCIDENTEN)


def over_several(
    found: Iterable[IncidentFeit],
    codes_of: Callable[[IncidentFeit], Collection[str]],
    codes: Iterable[str],
) -> dict[str, Telling]:
    """Each incident once under every one of its codes; without any it is not registered."""
    pairs = ((code, one.id) for one in found for code in (sorted(set(codes_of(one))) or [""]))
    return per_code(pairs, codes, Teleenheid.INCIDENTEN)
