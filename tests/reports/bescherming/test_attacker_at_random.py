"""Random reports, protected and released one after the other, and an attacker who reads all of them."""

import time
from collections import Counter
from random import Random

import pytest

from reports.bescherming import derivable, protect
from reports.bescherming.numbers import numbers_of
from reports.verslag import Verslag
from tests.reports.bescherming.making import (
    aggression_register,
    aggression_report,
    integrity_register,
    integrity_report,
)

REGISTERS = (
    ((integrity_register, integrity_report), (integrity_register, integrity_report)),
    (
        (integrity_register, integrity_report),
        (aggression_register, aggression_report),
    ),
)
SEQUENCES = (
    ("2020-H1", "2020"),
    ("2020-Q1", "2020-Q2", "2020-H1"),
    ("2019", "2020"),
    ("2020-T1", "2020-H1"),
    ("2020", "2020-02-01/2020-12-31"),
)


def release_in_turn(seed: int, told: Counter) -> None:
    """A register, and a few reports of it; what is not safe is not released."""
    random = Random(seed)
    make, report = random.choice(random.choice(REGISTERS))
    register = make(random, random.choice([30, 80, 150, 300, 600]))
    released: list[Verslag] = []
    for naam in random.choice(SEQUENCES):
        whole = report(register, naam)
        made = protect(whole, "verbergen", 5, released)
        told["reports"] += 1
        told["with earlier ones"] += bool(released)
        if not made.is_veilig and made.samenvoegen_helpt:
            told["needed merging"] += 1
            made = protect(whole, "verbergen", 5, released, samenvoegen=True)
        if made.verslag is None:
            told["not released"] += 1
            assert made.lekken and made.voorstellen
            continue
        told["hidden numbers"] += len(numbers_of(made.verslag).verborgen)
        check_nothing_leaks(whole, made.verslag, released, told)
        released.append(made.verslag)


def check_nothing_leaks(whole: Verslag, made: Verslag, released: list[Verslag], told: Counter) -> None:
    leaks = derivable(made, released)
    told["derivable"] += len(leaks)
    assert leaks == []
    shown = numbers_of(made).getoond
    small = {path for path, n in numbers_of(whole).getoond.items() if _is_small_count(path, n)}
    assert not small & shown.keys()


def _is_small_count(path: str, n) -> bool:
    no_counts = ("verschil", "procent", "bedrag", "ontvangen", "mediaan", "p90")
    return n in (1, 2, 3, 4) and not path.endswith(no_counts)


def test_nothing_that_was_held_back_in_random_reports_can_be_derived():
    told: Counter = Counter()
    for seed in range(5):
        release_in_turn(seed, told)
    assert told["reports"] >= 10 and told["with earlier ones"] >= 4
    assert told["hidden numbers"] > 500


@pytest.mark.large
def test_nothing_that_was_held_back_in_two_thousand_random_reports_can_be_derived():
    told: Counter = Counter()
    began, seed = time.monotonic(), 0
    while told["reports"] < 2000:
        release_in_turn(seed, told)
        seed += 1
    print(f"\n{dict(told)} in {time.monotonic() - began:.0f} s")
    assert told["derivable"] == 0
