"""Every count to a multiple of k, each by itself, so that no table has to be made to fit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from organisations.roles import Register
from reports.bescherming import notes
from reports.bescherming.attacker import Lek, derivable
from reports.bescherming.knowledge import DEFINITIES
from reports.bescherming.numbers import AANTAL, BEDRAGEN, Waarde, numbers_of, with_numbers
from reports.bescherming.relations import Definities, Percentage, Tijdsduur, Verschil
from reports.counting import percentage
from reports.verslag import Verslag


def rounded(value: Waarde, k: int) -> int:
    """To the nearest multiple of k; halfway, away from zero."""
    return int((2 * abs(value) + k) // (2 * k)) * k * (1 if value >= 0 else -1)


def round_all(verslag: Verslag, earlier: Sequence[Verslag], k: int) -> tuple[Verslag, list[Lek]]:
    """The report with every count rounded, and what can be derived all the same.

    Differences and percentages are made from the rounded counts. An amount or a length of time about so few
    cases that their rounded number is at most k is left out. A count that can be known exactly in spite of
    the rounding is left out too, one by one, until none can.
    """
    definities = DEFINITIES[Register(verslag.register)]
    new = _rounded_numbers(verslag, definities, k)
    leaks: list[Lek] = []
    while True:
        made = replace(
            with_numbers(verslag, _with_derived(new | _days(verslag, definities, new, k), definities)),
            bescherming=notes.ROUNDED.format(k=k),
        )
        leaks = derivable(made, earlier, k)
        own = next(
            (leak.figuur for leak in leaks if leak.verslag == 0 and new[leak.figuur] is not None), None
        )
        if own is None:
            return made, leaks
        new[own] = None


def _rounded_numbers(verslag: Verslag, definities: Definities, k: int) -> dict[str, Waarde | None]:
    numbers = numbers_of(verslag)
    new: dict[str, Waarde | None] = {}
    for path, value in numbers.getoond.items():
        if path in BEDRAGEN:
            cases = numbers.getoond.get(f"{path}{AANTAL}", 0)
            new[path] = None if rounded(cases, k) <= k else value
        elif path not in definities.derived:
            new[path] = rounded(value, k)
    return new | dict.fromkeys((path for path in definities.derived if _stands(path, numbers)), None)


def _days(
    verslag: Verslag, definities: Definities, new: Mapping[str, Waarde | None], k: int
) -> dict[str, Waarde | None]:
    """The lengths of time that can stay: those of which the number of cases is told, and is enough."""
    shown = numbers_of(verslag).getoond
    return {
        one.dagen: shown[one.dagen]
        for one in definities.samenhang
        if isinstance(one, Tijdsduur) and one.dagen in shown and (new.get(one.aantal) or 0) > k
    }


def _stands(path: str, numbers) -> bool:
    return path in numbers or path in numbers.leeg


def _with_derived(new: Mapping[str, Waarde | None], definities: Definities) -> dict[str, Waarde | None]:
    """What follows from the rounded counts; nothing where one of those is left out, or the base is small."""
    made = dict(new)
    for one in definities.samenhang:
        if isinstance(one, Verschil) and one.verschil in made:
            now, then = made.get(one.nu), made.get(one.toen)
            made[one.verschil] = None if now is None or then is None else int(now - then)
    for one in definities.samenhang:
        if isinstance(one, Percentage) and one.procent in made:
            parts = [made.get(path) for path in one.parts()]
            if any(part is None for part in parts):
                made[one.procent] = None
            else:
                part, *base = (int(value) for value in parts if value is not None)
                made[one.procent] = percentage(part, sum(base))
    return made
