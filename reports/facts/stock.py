"""Being open and being away: what every register's stock is counted from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property


def known(day: date | None, peildatum: date) -> date | None:
    """The day, unless it lies after the peildatum."""
    return day if day is not None and day <= peildatum else None


def known_of(facts: Iterable, peildatum: date) -> tuple:
    """These facts as they were known on that day, without those that were not known yet."""
    if not facts:  # of most cases, most kinds
        return ()
    return tuple(fact for one in facts if (fact := one.known_on(peildatum)) is not None)


@dataclass(frozen=True)
class SluitingFeit:
    """One stretch away: left on ``afgesloten_op``, a dropped zaak without that on ``uitgestroomd_op``."""

    uitgestroomd_op: date | None = None
    afgesloten_op: date | None = None
    heropend_op: date | None = None

    @property
    def vertrokken_op(self) -> date | None:
        return self.afgesloten_op or self.uitgestroomd_op

    def known_on(self, peildatum: date) -> "SluitingFeit | None":
        left = SluitingFeit(
            known(self.uitgestroomd_op, peildatum),
            known(self.afgesloten_op, peildatum),
            known(self.heropend_op, peildatum),
        )
        return left if left.vertrokken_op else None


class VoorraadFeit:
    """A case that is received, leaves and may come back."""

    ontvangen_op: date
    sluitingen: tuple[SluitingFeit, ...]

    @property
    def gesloten(self) -> bool:
        """Closed, and not reopened since."""
        return any(s.afgesloten_op and not s.heropend_op for s in self.sluitingen)

    @cached_property
    def weg(self) -> tuple[tuple[date, date | None], ...]:
        """The stretches away, in order, as (left, came back), never overlapping and never before receipt.

        A correction by hand can leave dates that cross each other; the stock must add up all the same.
        """
        stretches: list[tuple[date, date | None]] = []
        for left, back in sorted(
            self._left_and_back(), key=lambda stretch: (stretch[0], stretch[1] or date.max)
        ):
            if stretches and (stretches[-1][1] is None or stretches[-1][1] > left):
                before, until = stretches.pop()
                left, back = before, max(until, back) if until and back else None
            stretches.append((left, back))
        return tuple(stretches)

    def _left_and_back(self) -> Iterable[tuple[date, date | None]]:
        for s in self.sluitingen:
            if s.vertrokken_op:
                left = max(s.vertrokken_op, self.ontvangen_op)
                yield left, max(s.heropend_op, left) if s.heropend_op else None

    def in_voorraad(self, day: date) -> bool:
        """Open at the end of that day: received, and not away."""
        away = any(left <= day and (back is None or back > day) for left, back in self.weg)
        return self.ontvangen_op <= day and not away
