"""What has days of its own beside the path of a zaak: terms, what runs for a while, and counts of talks."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casework.terms import add_months
from reports.facts.stock import known


@dataclass(frozen=True)
class ZaaktermijnFeit:
    """A term that ran here. ``gedaan_op``: when that was done which it asks for; ``gestopt_op`` without
    that: it ended otherwise, and is neither met nor missed.

    A longer term and a standstill have no day of their own: ``verloopt_op`` is the last day as it stands
    now.
    """

    code: str
    gestart_op: date
    verloopt_op: date
    gedaan_op: date | None = None
    gestopt_op: date | None = None
    opgeschort_op: date | None = None

    def known_on(self, peildatum: date) -> "ZaaktermijnFeit | None":
        if self.gestart_op > peildatum:
            return None
        if not any(day and day > peildatum for day in (self.gedaan_op, self.gestopt_op, self.opgeschort_op)):
            return self
        return replace(
            self,
            gedaan_op=known(self.gedaan_op, peildatum),
            gestopt_op=known(self.gestopt_op, peildatum),
            opgeschort_op=known(self.opgeschort_op, peildatum),
        )

    @property
    def op_tijd(self) -> bool:
        """Done, and not after the last day. Of a term that stands still no more days pass."""
        return self.gedaan_op is not None and (self.opgeschort_op or self.gedaan_op) <= self.verloopt_op

    def stand(self, peildatum: date) -> str:
        """gehaald, te_laat (done too late, or not done yet after the last day), lopend, or "" when it
        ended otherwise. A term that stands still runs, unless it was late by then."""
        if self.gedaan_op:
            return "gehaald" if self.op_tijd else "te_laat"
        if self.gestopt_op:
            return ""
        return "lopend" if (self.opgeschort_op or peildatum) <= self.verloopt_op else "te_laat"


@dataclass(frozen=True)
class LoopFeit:
    """An ordemaatregel or verbeteractie of one zaak: from the day it began until the day it ended."""

    zaak: int
    van: date
    tot: date | None = None
    soort: str = ""

    def known_on(self, peildatum: date) -> "LoopFeit | None":
        if self.van > peildatum:
            return None
        return replace(self, tot=None) if self.tot and self.tot > peildatum else self

    def ended_by(self, day: date) -> bool:
        """It has ended at the end of that day; never before it began."""
        return self.tot is not None and max(self.tot, self.van) <= day

    def loopt_op(self, day: date) -> bool:
        """It runs at the end of that day."""
        return self.van <= day and not self.ended_by(day)


@dataclass(frozen=True)
class StrafrechtFeit:
    """What was decided about criminal law: aangifte, advice, or not."""

    soort: str
    op: date


@dataclass(frozen=True)
class GesprekkenFeit:
    """How often one vertrouwenspersoon spoke about one category in one quarter. ``wie`` tells them apart."""

    jaar: int
    kwartaal: int
    categorie: str
    aantal: int
    wie: int

    @property
    def naam(self) -> str:
        return f"{self.jaar}-Q{self.kwartaal}"

    @property
    def eerste_dag(self) -> date:
        return date(self.jaar, self.kwartaal * 3 - 2, 1)

    @property
    def laatste_dag(self) -> date:
        return add_months(self.eerste_dag, 3) - timedelta(days=1)

    def known_on(self, peildatum: date) -> "GesprekkenFeit | None":
        """A quarter has no other day than its end."""
        return self if self.laatste_dag <= peildatum else None
