"""One zaak in dates and codes. What a figure asks of it (its first route, whether it is closed, when its
investigation ended) is decided here, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from integrity.lists import GEGROND, OnderzoekSoort, Route, VooronderzoekUitkomst
from reports.facts.integriteit.beside import StrafrechtFeit, ZaaktermijnFeit
from reports.facts.stock import SluitingFeit, VoorraadFeit, known, known_of


@dataclass(frozen=True)
class TriageFeit:
    """A decision on triage: a route or a reason to drop. Several on one day stand in order of ``id``."""

    id: int
    genomen_op: date
    route: str = ""
    reden: str = ""
    vervallen_op: date | None = None

    def known_on(self, peildatum: date) -> "TriageFeit | None":
        if self.genomen_op > peildatum:
            return None
        if self.vervallen_op is None or self.vervallen_op <= peildatum:
            return self
        return replace(self, vervallen_op=None)


@dataclass(frozen=True)
class OnderzoekFeit:
    """A vooronderzoek or feitenonderzoek; without ``afgerond_op`` it runs until the zaak closes."""

    soort: str
    gestart_op: date
    afgerond_op: date | None = None
    uitkomst: str = ""
    uitvoering: str = ""
    kosten: str = ""
    bedrag: Decimal | None = None

    def known_on(self, peildatum: date) -> "OnderzoekFeit | None":
        """Its outcome is known from its end on; without a day of its own, with the closing of the zaak."""
        if self.gestart_op > peildatum:
            return None
        if self.afgerond_op is None or self.afgerond_op <= peildatum:
            return self
        return replace(self, afgerond_op=None, uitkomst="")


@dataclass(frozen=True)
class AantijgingFeit:
    betrokkene: int
    bekend: bool = True
    oordeel: str = ""
    oordeel_op: date | None = None
    categorie: str = ""

    @property
    def vastgesteld(self) -> bool:
        return self.oordeel in GEGROND

    def known_on(self, peildatum: date) -> "AantijgingFeit":
        if self.oordeel_op is None or self.oordeel_op <= peildatum:
            return self
        return replace(self, oordeel="", oordeel_op=None, categorie="")


def established(aantijgingen: Iterable[AantijgingFeit]) -> dict[str, date]:
    """The established categories, with the day on which each was first established."""
    first: dict[str, date] = {}
    for a in aantijgingen:
        if a.vastgesteld and a.oordeel_op:
            first[a.categorie] = min(a.oordeel_op, first.get(a.categorie, date.max))
    return first


@dataclass(frozen=True)
class MaatregelFeit:
    """One decision about one betrokkene."""

    betrokkene: int
    maatregel: str
    opgelegd_op: date


@dataclass(frozen=True)
class LijnFeit:
    """What came of handling in the line."""

    id: int
    gestart_op: date
    uitkomst: str = ""
    afgerond_op: date | None = None

    def known_on(self, peildatum: date) -> "LijnFeit | None":
        """An outcome without a date of its own is known with the closing."""
        if self.gestart_op > peildatum:
            return None
        if self.afgerond_op and self.afgerond_op > peildatum:
            return replace(self, uitkomst="", afgerond_op=None)
        return self


@dataclass(frozen=True)
class ZaakFeit(VoorraadFeit):
    """One zaak with everything about it that is dated. Tuples hold their facts in no particular order.

    ``aangiften`` are the days on which aangifte was done, ``strafrecht`` everything that was decided about
    that. ``gevoegd_op``: when it was emptied into another zaak.
    """

    id: int
    ontvangen_op: date
    triage: tuple[TriageFeit, ...] = ()
    onderzoeken: tuple[OnderzoekFeit, ...] = ()
    aantijgingen: tuple[AantijgingFeit, ...] = ()
    maatregelen: tuple[MaatregelFeit, ...] = ()
    lijn: tuple[LijnFeit, ...] = ()
    sluitingen: tuple[SluitingFeit, ...] = ()
    aangiften: tuple[date, ...] = ()
    strafrecht: tuple[StrafrechtFeit, ...] = ()
    termijnen: tuple[ZaaktermijnFeit, ...] = ()
    gevoegd_op: date | None = None

    def known_on(self, peildatum: date) -> "ZaakFeit | None":
        """This zaak as it was known on that day; None when it was not received yet."""
        if self.ontvangen_op > peildatum:
            return None
        return ZaakFeit(
            id=self.id,
            ontvangen_op=self.ontvangen_op,
            triage=known_of(self.triage, peildatum),
            onderzoeken=known_of(self.onderzoeken, peildatum),
            aantijgingen=tuple(a.known_on(peildatum) for a in self.aantijgingen),
            maatregelen=tuple(m for m in self.maatregelen if m.opgelegd_op <= peildatum),
            lijn=known_of(self.lijn, peildatum),
            sluitingen=known_of(self.sluitingen, peildatum),
            aangiften=tuple(day for day in self.aangiften if day <= peildatum),
            strafrecht=tuple(one for one in self.strafrecht if one.op <= peildatum),
            termijnen=known_of(self.termijnen, peildatum),
            gevoegd_op=known(self.gevoegd_op, peildatum),
        )

    # triage

    @cached_property
    def besluit(self) -> TriageFeit | None:
        """The latest decision in force."""
        in_force = (b for b in self.triage if b.vervallen_op is None)
        return max(in_force, key=lambda b: (b.genomen_op, b.id), default=None)

    @property
    def in_behandeling(self) -> bool:
        return self.besluit is not None and self.besluit.route != ""

    @cached_property
    def eerste_route(self) -> str:
        """The first route that was decided, whatever came later; "" without one."""
        routes = (b for b in self.triage if b.route)
        first = min(routes, key=lambda b: (b.genomen_op, b.id), default=None)
        return first.route if first else ""

    @property
    def beoordeeld_op(self) -> date | None:
        """When it was first decided what happens with it, also when that lapsed."""
        return min((b.genomen_op for b in self.triage), default=None)

    @property
    def was_extern(self) -> bool:
        """Another body had it: by a route, or as the outcome of the vooronderzoek."""
        return any(b.route == Route.EXTERN for b in self.triage) or any(
            o.uitkomst == VooronderzoekUitkomst.EXTERN for o in self.onderzoeken
        )

    @property
    def kwam_in_de_lijn(self) -> bool:
        """The first route or the vooronderzoek led to the line."""
        return self.eerste_route == Route.IN_DE_LIJN or any(
            o.uitkomst == VooronderzoekUitkomst.IN_DE_LIJN for o in self.onderzoeken
        )

    @property
    def lijn_uitkomst(self) -> str:
        """The outcome of the line: of the last time, when there were several."""
        with_outcome = (one for one in self.lijn if one.uitkomst)
        last = max(with_outcome, key=lambda one: (one.gestart_op, one.id), default=None)
        return last.uitkomst if last else ""

    # investigation: the vooronderzoek and feitenonderzoek of one zaak together

    def ended_on(self, onderzoek: OnderzoekFeit) -> date | None:
        """When this part ended; closing the zaak ends what still ran."""
        return onderzoek.afgerond_op or self._closed_from(onderzoek.gestart_op)

    def _closed_from(self, day: date) -> date | None:
        """The first closing on that day or later."""
        closings = (s.afgesloten_op for s in self.sluitingen if s.afgesloten_op and s.afgesloten_op >= day)
        return min(closings, default=None)

    def delen(self, soort: str) -> list[OnderzoekFeit]:
        """The vooronderzoeken or feitenonderzoeken (a reopened zaak can have several), first to last."""
        found = [o for o in self.onderzoeken if o.soort == soort]
        return sorted(found, key=lambda o: (o.gestart_op, self.ended_on(o) or date.max, o.uitkomst))

    def loopt(self, soort: str) -> bool:
        return any(self.ended_on(o) is None for o in self.delen(soort))

    @cached_property
    def laatste_deel(self) -> OnderzoekFeit | None:
        """The part that started last; a feitenonderzoek follows a vooronderzoek that began the same day."""
        return max(
            self.onderzoeken,
            key=lambda o: (
                o.gestart_op,
                o.soort == OnderzoekSoort.FEITENONDERZOEK,
                self.ended_on(o) or date.max,
                o.uitkomst,
            ),
            default=None,
        )

    @cached_property
    def onderzoek_van(self) -> date | None:
        return min((o.gestart_op for o in self.onderzoeken), default=None)

    @cached_property
    def onderzoek_tot(self) -> date | None:
        """When the investigation was completed; None while it runs, or without one.

        With the end of the feitenonderzoek, or of a vooronderzoek that neither ended in one nor was
        followed by one. Closing the zaak ends what still ran.
        """
        last = self.laatste_deel
        if last is None:
            return None
        ended = self.ended_on(last)
        leads_on = (
            last.soort == OnderzoekSoort.VOORONDERZOEK
            and last.uitkomst == VooronderzoekUitkomst.FEITENONDERZOEK
        )
        return self._closed_from(ended) if leads_on and ended else ended

    # judgement

    @cached_property
    def vastgesteld(self) -> list[AantijgingFeit]:
        return [a for a in self.aantijgingen if a.vastgesteld]

    @property
    def gegrond(self) -> bool:
        return bool(self.vastgesteld)

    @property
    def vastgesteld_op(self) -> date | None:
        """When something was first established."""
        return min((a.oordeel_op for a in self.vastgesteld if a.oordeel_op), default=None)

    def categorieen(self) -> dict[str, date]:
        """The established categories, with the day on which each was first established."""
        return established(self.aantijgingen)
