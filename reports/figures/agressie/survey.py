"""What the yearly survey of two questions tells of what is never registered."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt

from reports.counting import percentage

GENOEG = 10  # answers; below that there is no result
GENOEG_ZEKER = 5  # who know for certain that it was registered; below that there is no estimate
Z = 1.96  # of an interval that holds in 95 of 100 cases
# Monitor Integriteit en Veiligheid 2022: "certainly registered", in per cent.
MONITOR_2022 = (11, 22)
MEEGEMAAKT = ("ja", "vaker")


@dataclass(frozen=True)
class Peilingcijfers:
    """``meegemaakt_procent``: of all answers, those to whom it happened in the last 12 months.
    ``zeker_procent``: of those, the ones who know for certain that it was registered.
    ``schatting``: between how many incidents there were, had all of them been registered as often: the
    number that was registered divided by that share. Few answers give a wide range. None with under 10 who
    experienced it, or under 5 who are certain.
    """

    antwoorden: int
    meegemaakt: int
    zeker: int
    geregistreerd: int
    meegemaakt_procent: int | None
    zeker_procent: int | None
    schatting: tuple[int, int] | None


def survey(answers: Mapping[tuple[str, str], int], registered: int) -> Peilingcijfers | None:
    """The result of one survey; None with fewer than 10 answers.

    ``answers``: how many people gave (meegemaakt, geregistreerd). ``registered``: the incidents registered
    in the 12 months that the survey asks about.
    """
    total = sum(answers.values())
    if total < GENOEG:
        return None
    happened = sum(n for (when, _), n in answers.items() if when in MEEGEMAAKT)
    certain = sum(n for (when, kept), n in answers.items() if when in MEEGEMAAKT and kept == "zeker")
    share = percentage(certain, happened)
    enough = happened >= GENOEG and certain >= GENOEG_ZEKER
    return Peilingcijfers(
        antwoorden=total,
        meegemaakt=happened,
        zeker=certain,
        geregistreerd=registered,
        meegemaakt_procent=percentage(happened, total),
        zeker_procent=share,
        schatting=_estimate(registered, certain, happened) if enough else None,
    )


def _estimate(registered: int, certain: int, happened: int) -> tuple[int, int]:
    """Lowest and highest, both rounded outwards; never fewer than were registered."""
    low, high = _interval(certain, happened)
    return max(registered, _down(registered / high)), _up(registered / low)


def _interval(part: int, base: int) -> tuple[float, float]:
    """Between which shares the real one lies, as far as so few answers can tell (Wilson)."""
    share, spread = part / base, Z * Z / base
    middle = share + spread / 2
    margin = sqrt(spread * share * (1 - share) + spread * spread / 4)
    return (middle - margin) / (1 + spread), (middle + margin) / (1 + spread)


def _step(n: float) -> int:
    return 1 if n < 20 else 10 if n < 1000 else 100


def _down(n: float) -> int:
    return floor(n / _step(n)) * _step(n)


def _up(n: float) -> int:
    return ceil(n / _step(n)) * _step(n)
