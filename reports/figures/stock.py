"""The stock of a register, and its comparison with earlier years."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from reports.counting import Teleenheid, Telling, per_code, percentage
from reports.facts.stock import VoorraadFeit
from reports.periods import Periode


def day_before(periode: Periode) -> date:
    return periode.van - timedelta(days=1)


def voorraad(
    everything: Sequence[VoorraadFeit], periode: Periode, counted: Callable[[Iterable[int]], Telling]
) -> dict[str, Telling]:
    """Open cases: ``begin`` + ``instroom`` + ``heropend`` - ``uitstroom`` = ``eind``.

    A case leaves on ``afgesloten_op``, a dropped one without that on ``uitgestroomd_op``, and is back from
    the day it was reopened. One that left or came back twice is counted twice there.
    """
    return {
        "begin": counted(z.id for z in everything if z.in_voorraad(day_before(periode))),
        "instroom": counted(z.id for z in everything if z.ontvangen_op in periode),
        "heropend": counted(z.id for z in everything for _, back in z.weg if back in periode),
        "uitstroom": counted(z.id for z in everything for left, _ in z.weg if left in periode),
        "eind": counted(z.id for z in everything if z.in_voorraad(periode.tot_en_met)),
    }


def vergelijking(
    now: Sequence,
    earlier: Iterable[tuple[Periode, Sequence]],
    naam: str,
    codes: Iterable[str],
    eenheid: Teleenheid,
    gepubliceerd: Mapping[str, int],
) -> list[dict[str, Any]]:
    """What was received in the same stretch one, two and three years earlier, as known at the peildatum.

    ``naam``: the list by which it is split. ``verschil``: this period minus then; the percentage is rounded
    half away from zero, and not given on a base under 10. ``instroom_zoals_gepubliceerd`` is what the
    report of that stretch had, or None when there is none.
    """
    listed = list(codes)
    return [
        {
            "periode": periode.naam,
            "instroom": Telling(eenheid, tuple(one.id for one in then)),
            "instroom_zoals_gepubliceerd": gepubliceerd.get(periode.naam),
            f"per_{naam}": per_code(((getattr(one, naam), one.id) for one in then), listed, eenheid),
            "verschil": len(now) - len(then),
            "verschil_procent": percentage(len(now) - len(then), len(then)),
        }
        for periode, then in earlier
    ]
