"""What can't have happened. The contract's list of impossible histories, and nothing else.

Equal dates are in order. Where a value can't be read nothing is said of it here: that is a fault already.
An aangifte may follow the closing, as people can do it here too; a maatregel may not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from casework.importing.faults import Importfout
from casework.importing.tables import Bestandsrij
from incidents.lists import Politiestap, VeroorzakerMaatregelCode

LABELS = {
    "voorval_op": "het voorval",
    "gemeld_op": "de melding",
    "maatregel_op": "de maatregel",
}
Then = tuple[str, date | None]  # a column, and its day when it is known


def history(
    row: Bestandsrij, values: dict[str, Any], maatregelen: Iterable[tuple[str, date]]
) -> list[Importfout]:
    """Every way in which this incident can't have gone. ``values``: what could be read, by column;
    ``maatregelen``: the decisions with their days."""
    return list(IncidentChecks(row, values, tuple(maatregelen), timezone.localdate()).all())


@dataclass(frozen=True)
class IncidentChecks:
    row: Bestandsrij
    values: dict[str, Any]
    maatregelen: tuple[tuple[str, date], ...]
    today: date

    def all(self) -> Iterator[Importfout]:
        yield from self.in_time("voorval_op", self.values["voorval_op"], ())
        yield from self.in_time("gemeld_op", self.values["gemeld_op"], (self.voorval,))
        yield from self.in_time("aangifte_op", self.values["aangifte_op"], self.receipt)
        for day in sorted({op for _, op in self.maatregelen}):
            yield from self.in_time("maatregel_op", day, self.receipt)
        last = max((op for _, op in self.maatregelen), default=None)
        closing_follows = (*self.receipt, ("maatregel_op", last))
        yield from self.in_time("afgesloten_op", self.values["afgesloten_op"], closing_follows)
        yield from self.aangifte_is_the_furthest_step()
        yield from self.no_reason_beside_an_aangifte()
        yield from self.geen_stands_alone()

    @property
    def voorval(self) -> Then:
        return "voorval_op", self.values["voorval_op"]

    @property
    def receipt(self) -> tuple[Then, ...]:
        """What everything follows: the incident, and the day on which it was reported."""
        return self.voorval, ("gemeld_op", self.values["gemeld_op"])

    def in_time(self, column: str, day: date | None, earlier: Iterable[Then]) -> Iterator[Importfout]:
        """At most one fault: the day lies in the future, or before the first of these that it follows."""
        if day is None:
            return
        if day > self.today:
            yield self.row.fout(column, "ligt in de toekomst")
            return
        for before, then in earlier:
            if then is not None and day < then:
                yield self.row.fout(column, f"{day} ligt voor {LABELS[before]} ({before} {then})")
                return

    def aangifte_is_the_furthest_step(self) -> Iterator[Importfout]:
        """A date alone says that it was done; beside a nearer step one of both is wrong."""
        step = self.values["politie"]
        if self.row.cellen["aangifte_op"] and step not in (None, Politiestap.AANGIFTE):
            yield self.row.fout(
                "aangifte_op",
                f"in de kolom politie staat {step}; maak daar aangifte van of maak deze cel leeg",
            )

    def no_reason_beside_an_aangifte(self) -> Iterator[Importfout]:
        """The reason is of the day of the report; an aangifte of a later day may still have followed."""
        if not self.row.cellen["reden_geen_aangifte"]:
            return
        on, reported = self.values["aangifte_op"], self.values["gemeld_op"] or self.values["voorval_op"]
        unreadable = bool(self.row.cellen["aangifte_op"]) and on is None
        at_once = on is None or (reported is not None and on <= reported)
        done = on is not None or self.values["politie"] == Politiestap.AANGIFTE
        if done and at_once and not unreadable:
            yield self.row.fout(
                "reden_geen_aangifte", "er is aangifte gedaan; een reden om dat niet te doen kan er niet bij"
            )

    def geen_stands_alone(self) -> Iterator[Importfout]:
        taken = {maatregel for maatregel, _ in self.maatregelen}
        if VeroorzakerMaatregelCode.GEEN in taken and len(taken) > 1:
            yield self.row.fout("maatregel", "‘geen’ kan niet naast een andere maatregel staan")
