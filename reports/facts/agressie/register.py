"""The incidents that the figures of one period are counted from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reports.facts.agressie.incident import IncidentFeit, VeroorzakermaatregelFeit
from reports.facts.stock import known_of
from reports.periods import Periode


@dataclass(frozen=True)
class VoorvalFeit:
    """Something of soort incident that a known person did: when it happened and when it was reported."""

    persoon: int
    incident: int
    voorval_op: date
    gemeld_op: date

    def known_on(self, peildatum: date) -> "VoorvalFeit | None":
        return self if self.gemeld_op <= peildatum else None


@dataclass(frozen=True)
class IncidentFeiten:
    """Everything the figures of one period are counted from, as known on the peildatum.

    ``incidenten``: of either soort, those of the period and of soort incident those that were open or left
    since. ``eerdere``: the incidents of the same stretch in earlier years. ``maatregelen``: in whatever
    incident, those that ran in the period. ``voorvallen``: of the persons of those measures.
    ``gepubliceerd``: by the name of an earlier stretch what was received in it, as its report had it.
    """

    periode: Periode
    peildatum: date
    incidenten: Mapping[int, IncidentFeit] = field(default_factory=dict)
    eerdere: tuple[tuple[Periode, tuple[IncidentFeit, ...]], ...] = ()
    maatregelen: tuple[VeroorzakermaatregelFeit, ...] = ()
    voorvallen: tuple[VoorvalFeit, ...] = ()
    gepubliceerd: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def alle(self) -> list[IncidentFeit]:
        """Of soort incident."""
        return [self.incidenten[pk] for pk in sorted(self.incidenten) if self.incidenten[pk].is_incident]

    @cached_property
    def cohort(self) -> list[IncidentFeit]:
        """The incidents of soort incident reported in the period."""
        return [one for one in self.alle if one.ontvangen_op in self.periode]

    @cached_property
    def hinderlijk(self) -> list[IncidentFeit]:
        """Hinderlijk contact reported in the period."""
        found = (self.incidenten[pk] for pk in sorted(self.incidenten))
        return [one for one in found if not one.is_incident and one.ontvangen_op in self.periode]


def known_incidents(
    periode: Periode,
    peildatum: date,
    incidenten: Iterable[IncidentFeit],
    maatregelen: Iterable[VeroorzakermaatregelFeit] = (),
    voorvallen: Iterable[VoorvalFeit] = (),
) -> IncidentFeiten:
    """Take out everything dated after the peildatum, and sort the incidents into period and earlier years."""
    then = sorted(known_of(incidenten, peildatum), key=lambda one: one.id)
    earlier = [periode.years_earlier(n) for n in (1, 2, 3)]
    return IncidentFeiten(
        periode=periode,
        peildatum=peildatum,
        incidenten={one.id: one for one in then},
        eerdere=tuple(
            (p, tuple(one for one in then if one.is_incident and one.ontvangen_op in p)) for p in earlier
        ),
        maatregelen=known_of(maatregelen, peildatum),
        voorvallen=known_of(voorvallen, peildatum),
    )
