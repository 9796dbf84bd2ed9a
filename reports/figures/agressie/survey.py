"""What the yearly survey of two questions tells of what is never registered."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.counting import percentage

GENOEG = 10  # answers; below that there is no result
# Monitor Integriteit en Veiligheid 2022: "certainly registered", in per cent.
MONITOR_2022 = (11, 22)
MEEGEMAAKT = ("ja", "vaker")


@dataclass(frozen=True)
class Peilingcijfers:
    """``meegemaakt_procent``: of all answers, those to whom it happened in the last 12 months.
    ``zeker_procent``: of those, the ones who know for certain that it was registered.
    ``schatting``: how many incidents there were, had all of them been registered as often: the number
    that was registered divided by that share. None where the base is under 10, or nobody is certain.
    """

    antwoorden: int
    meegemaakt: int
    zeker: int
    geregistreerd: int
    meegemaakt_procent: int | None
    zeker_procent: int | None
    schatting: int | None


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
    return Peilingcijfers(
        antwoorden=total,
        meegemaakt=happened,
        zeker=certain,
        geregistreerd=registered,
        meegemaakt_procent=percentage(happened, total),
        zeker_procent=share,
        schatting=round(registered * happened / certain) if share is not None and certain else None,
    )
