"""What was recorded for a report beside the cases: what was done, promised, changed and learned."""

from dataclasses import dataclass, replace
from datetime import date

from reports.facts.stock import known, known_of
from reports.models import Toezegging
from reports.periods import Periode

Afloop = Toezegging.Afloop


@dataclass(frozen=True)
class ActiviteitFeit:
    """As in ``reports.models.Activiteit``; its ``gepland_op`` is no fact, so no peildatum changes it."""

    soort: str
    onderwerp: str
    doelgroep: str = ""
    thema: str = ""
    aangekondigd_op: date | None = None
    gepland_op: date | None = None
    gedaan_op: date | None = None
    vervallen_op: date | None = None

    def known_on(self, day: date) -> "ActiviteitFeit | None":
        """None before it was announced or done."""
        one = replace(
            self,
            aangekondigd_op=known(self.aangekondigd_op, day),
            gedaan_op=known(self.gedaan_op, day),
            vervallen_op=known(self.vervallen_op, day),
        )
        return one if one.aangekondigd_op or one.gedaan_op else None

    @property
    def ended_on(self) -> date | None:
        return self.gedaan_op or self.vervallen_op


@dataclass(frozen=True)
class ToezeggingFeit:
    """As in ``reports.models.Toezegging``; ``rapport``: the name of the period of the report it was in."""

    tekst: str
    toegezegd_op: date
    rapport: str = ""
    uiterlijk_op: date | None = None
    afloop: str = Afloop.OPEN
    afloop_op: date | None = None
    uitleg: str = ""

    def known_on(self, day: date) -> "ToezeggingFeit | None":
        """None before it was made; what came of it later, and why, is not known yet."""
        if self.toegezegd_op > day:
            return None
        if self.afloop_op and self.afloop_op > day:
            return replace(self, afloop=Afloop.OPEN, afloop_op=None, uitleg="")
        return self


@dataclass(frozen=True)
class OntwikkelingFeit:
    omschrijving: str
    op: date


@dataclass(frozen=True)
class LesFeit:
    tekst: str
    op: date
    thema: str = ""


@dataclass(frozen=True)
class Vastgelegd:
    """What a report of this period tells, as known on the peildatum; whatever else there is, is left out.

    Activities that were done or dropped in the period, and those that were announced and still to come at its
    end. Promises that were open in the period: at its start, or made in it. Changes of the organisation and
    lessons of the period.
    """

    periode: Periode
    activiteiten: tuple[ActiviteitFeit, ...] = ()
    toezeggingen: tuple[ToezeggingFeit, ...] = ()
    ontwikkelingen: tuple[OntwikkelingFeit, ...] = ()
    lessen: tuple[LesFeit, ...] = ()

    def known_on(self, peildatum: date) -> "Vastgelegd":
        """What happened after the last day of the period is of a later report, whatever the peildatum."""
        last, first = min(peildatum, self.periode.tot_en_met), self.periode.van
        if last < first:
            return Vastgelegd(self.periode)
        done = known_of(self.activiteiten, last)
        promised = known_of(self.toezeggingen, last)
        return Vastgelegd(
            self.periode,
            tuple(one for one in done if one.ended_on is None or one.ended_on >= first),
            tuple(one for one in promised if one.afloop_op is None or one.afloop_op >= first),
            tuple(one for one in self.ontwikkelingen if first <= one.op <= last),
            tuple(one for one in self.lessen if first <= one.op <= last),
        )
