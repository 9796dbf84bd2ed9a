"""One incident in dates and codes. What a figure asks of it (its ernst, the furthest step towards the police,
the heaviest letsel) is decided here, once.

What has no day of its own (what happened, who was the slachtoffer, letsel, verzuim) is known with the report.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from incidents.ernst import ernst_objectief
from incidents.lists import (
    LOPENDE_MAATREGELEN,
    SOCIALE_MEDIA,
    Afdoening,
    BesprokenMet,
    IncidentKenmerk,
    Incidentsoort,
    JaNeeOnbekend,
    Letsel,
    NazorgUitkomst,
    Politiestap,
    VeroorzakerMaatregelCode,
    Verzuim,
)
from reports.facts.stock import SluitingFeit, VoorraadFeit, known_of

# From near to far.
NAZORG = (
    NazorgUitkomst.GEEN,
    NazorgUitkomst.GEWEIGERD,
    NazorgUitkomst.AANGEBODEN,
    NazorgUitkomst.GEHOUDEN,
)


def furthest(found: Iterable[str], order: Sequence[str]) -> str:
    """The one that stands last in ``order``; "" when none was registered."""
    return max((code for code in found if code), key=list(order).index, default="")


@dataclass(frozen=True)
class NazorgFeit:
    uitkomst: str
    op: date

    def known_on(self, peildatum: date) -> "NazorgFeit | None":
        return self if self.op <= peildatum else None


@dataclass(frozen=True)
class SlachtofferFeit:
    """Several stand in order of ``id``: the first is the one the incident is counted by."""

    id: int
    doelwit: str = ""
    ambt: str = ""
    functiegroep: str = ""
    letsel: str = ""
    verzuim: str = ""
    nadelige_gevolgen: tuple[str, ...] = ()
    besproken_met: tuple[str, ...] = ()
    nazorg: tuple[NazorgFeit, ...] = ()

    def known_on(self, peildatum: date) -> "SlachtofferFeit":
        return replace(self, nazorg=known_of(self.nazorg, peildatum))

    @property
    def uitkomst(self) -> str:
        """What came of the care: a talk, if there ever was one; else the last outcome, so that a refusal
        after an offer is told. Of several on one day the last that was registered."""
        if any(n.uitkomst == NazorgUitkomst.GEHOUDEN for n in self.nazorg):
            return NazorgUitkomst.GEHOUDEN
        # the first of the highest: reversed, so that the last registered of a day wins
        last = max(reversed(self.nazorg), key=lambda n: n.op, default=None)
        return last.uitkomst if last else ""


@dataclass(frozen=True)
class PolitiecontactFeit:
    stap: str
    op: date

    def known_on(self, peildatum: date) -> "PolitiecontactFeit | None":
        """An aangifte that comes later counts as a melding until then (exchange contract)."""
        if self.op <= peildatum:
            return self
        if self.stap == Politiestap.AANGIFTE:
            return PolitiecontactFeit(Politiestap.MELDING, peildatum)
        return None


@dataclass(frozen=True)
class PolitiebesluitFeit:
    """What was decided about the police on a day, and whether it turned out to be punishable."""

    op: date
    besluit: str = ""
    reden_geen_aangifte: str = ""
    strafbaar: str = ""
    strafbaar_op: date | None = None

    def known_on(self, peildatum: date) -> "PolitiebesluitFeit | None":
        punishable = self.strafbaar if (self.strafbaar_op or self.op) <= peildatum else ""
        if self.op <= peildatum:
            return replace(self, strafbaar=punishable)
        undecided = replace(self, op=peildatum, besluit="", reden_geen_aangifte="")
        return undecided if punishable else None


@dataclass(frozen=True)
class AfdoeningFeit:
    """How the criminal case stood from this day on. Several on one day stand in order of ``id``."""

    id: int
    op: date
    afdoening: str

    def known_on(self, peildatum: date) -> "AfdoeningFeit | None":
        return self if self.op <= peildatum else None


@dataclass(frozen=True)
class VeroorzakermaatregelFeit:
    """One decision. ``persoon``: towards whom, when the identity is kept; without ``eindigt_op`` it has no
    end (a talk, a claim)."""

    maatregel: str
    opgelegd_op: date
    ingaat_op: date | None = None
    eindigt_op: date | None = None
    beeindigd_op: date | None = None
    persoon: int | None = None
    incident: int = 0

    def known_on(self, peildatum: date) -> "VeroorzakermaatregelFeit | None":
        """Ending it earlier is known from that day on; the end that was decided, from the decision."""
        if self.opgelegd_op > peildatum:
            return None
        if self.beeindigd_op and self.beeindigd_op > peildatum:
            return replace(self, beeindigd_op=None)
        return self

    @property
    def werkt_vanaf(self) -> date | None:
        """The day it took effect; deciding on no measure never does."""
        if self.maatregel == VeroorzakerMaatregelCode.GEEN:
            return None
        return max(self.ingaat_op or self.opgelegd_op, self.opgelegd_op)

    @property
    def laatste_dag(self) -> date | None:
        """Of a measure that runs until a day; never before it began."""
        last = self.beeindigd_op or self.eindigt_op
        return max(last, self.werkt_vanaf) if last and self.werkt_vanaf else None

    @property
    def mist_einde(self) -> bool:
        """Of a kind that runs until a day, of which that day is not known, as in an old registration."""
        return self.maatregel in LOPENDE_MAATREGELEN and self.laatste_dag is None

    def werkt_na(self, day: date) -> bool:
        """It took effect on that day or before, and its last day is still to come."""
        began, last = self.werkt_vanaf, self.laatste_dag
        return began is not None and last is not None and began <= day < last


@dataclass(frozen=True)
class SchadeFeit:
    bedrag: Decimal
    op: date
    ontvangen: Decimal | None = None
    ontvangen_op: date | None = None

    def known_on(self, peildatum: date) -> "SchadeFeit | None":
        if self.op > peildatum:
            return None
        if self.ontvangen_op and self.ontvangen_op > peildatum:
            return replace(self, ontvangen=None, ontvangen_op=None)
        return self


@dataclass(frozen=True)
class TermijnFeit:
    """A term that ran, and the day on which what it asks was done; ``gestopt_op``: it asks nothing since."""

    code: str
    verloopt_op: date
    gedaan_op: date | None = None
    gestopt_op: date | None = None

    def known_on(self, peildatum: date) -> "TermijnFeit | None":
        """Known once it was done, or once it is over: what was not done by then is late, whenever it comes.
        What was stopped in time without being done (a track that is skipped) is neither."""
        if self.gedaan_op and self.gedaan_op <= peildatum:
            return self
        asked = self.gestopt_op is None or self.gestopt_op > self.verloopt_op
        return replace(self, gedaan_op=None) if asked and self.verloopt_op < peildatum else None

    @property
    def gehaald(self) -> bool:
        """The last day counts in full."""
        return self.gedaan_op is not None and self.gedaan_op <= self.verloopt_op


@dataclass(frozen=True)
class IncidentFeit(VoorraadFeit):
    """One incident with everything about it that counts. ``ontvangen_op`` is the contract's gemeld_op."""

    id: int
    ontvangen_op: date
    soort: str = Incidentsoort.INCIDENT
    voorval_op: date | None = None
    uur: int | None = None
    hoofdcategorie: str = ""
    gedragingen: tuple[str, ...] = ()
    kenmerken: tuple[str, ...] = ()
    contactvormen: tuple[str, ...] = ()
    afdeling: str = ""
    aanleiding: str = ""
    herhaling: bool = False
    slachtoffers: tuple[SlachtofferFeit, ...] = ()
    politiecontacten: tuple[PolitiecontactFeit, ...] = ()
    politiebesluiten: tuple[PolitiebesluitFeit, ...] = ()
    afdoeningen: tuple[AfdoeningFeit, ...] = ()
    maatregelen: tuple[VeroorzakermaatregelFeit, ...] = ()
    schades: tuple[SchadeFeit, ...] = ()
    termijnen: tuple[TermijnFeit, ...] = ()
    sluitingen: tuple[SluitingFeit, ...] = ()

    def known_on(self, peildatum: date) -> "IncidentFeit | None":
        """This incident as it was known on that day; None when it was not reported yet."""
        if self.ontvangen_op > peildatum:
            return None
        return replace(
            self,
            slachtoffers=tuple(s.known_on(peildatum) for s in self.slachtoffers),
            politiecontacten=known_of(self.politiecontacten, peildatum),
            politiebesluiten=known_of(self.politiebesluiten, peildatum),
            afdoeningen=known_of(self.afdoeningen, peildatum),
            maatregelen=known_of(self.maatregelen, peildatum),
            schades=known_of(self.schades, peildatum),
            termijnen=known_of(self.termijnen, peildatum),
            sluitingen=known_of(self.sluitingen, peildatum),
        )

    # what happened

    @property
    def is_incident(self) -> bool:
        return self.soort == Incidentsoort.INCIDENT

    @property
    def online(self) -> bool:
        """By its kenmerk, or through sociale media."""
        return IncidentKenmerk.ONLINE in self.kenmerken or not set(SOCIALE_MEDIA).isdisjoint(
            self.contactvormen
        )

    @cached_property
    def ernst(self) -> str:
        """ "1" to "4" as ``incidents.ernst`` computes it; "" without a gedraging."""
        grade = ernst_objectief(
            self.gedragingen,
            kenmerken=self.kenmerken,
            letsel=[s.letsel for s in self.slachtoffers],
            herhaling=self.herhaling,
        )
        return str(grade or "")

    # to whom

    @cached_property
    def eerste_slachtoffer(self) -> SlachtofferFeit:
        return min(self.slachtoffers, key=lambda s: s.id, default=SlachtofferFeit(0))

    @property
    def letsel(self) -> str:
        return furthest((s.letsel for s in self.slachtoffers), Letsel.values)

    @property
    def verzuim(self) -> str:
        return furthest((s.verzuim for s in self.slachtoffers), Verzuim.values)

    @property
    def nadelige_gevolgen(self) -> set[str]:
        return {code for s in self.slachtoffers for code in s.nadelige_gevolgen}

    @property
    def gevolgen_bekend(self) -> bool:
        """It was registered what it did to a slachtoffer: verzuim (also “geen”) or a nadelig gevolg."""
        return any(s.verzuim or s.nadelige_gevolgen for s in self.slachtoffers)

    @property
    def besproken_met(self) -> set[str]:
        return {code for s in self.slachtoffers for code in s.besproken_met}

    @property
    def besproken(self) -> bool:
        """With somebody."""
        return bool(self.besproken_met - {BesprokenMet.NIEMAND})

    @property
    def nazorg(self) -> str:
        """The furthest over the slachtoffers of what came of each."""
        return furthest((s.uitkomst for s in self.slachtoffers), NAZORG)

    # police and justice

    @property
    def politiebesluit(self) -> PolitiebesluitFeit | None:
        """What was decided the last time; of several on one day the last that was registered."""
        found = (b for b in reversed(self.politiebesluiten) if b.besluit or b.reden_geen_aangifte)
        return max(found, key=lambda b: b.op, default=None)

    @cached_property
    def politie(self) -> str:
        """The furthest step that was taken; ``geen`` when that was decided, "" when nothing is known yet."""
        step = furthest((c.stap for c in self.politiecontacten), Politiestap.values)
        decided = self.politiebesluit
        return step or (Politiestap.GEEN if decided and decided.besluit == Politiestap.GEEN else "")

    @property
    def aangifte(self) -> bool:
        return self.politie == Politiestap.AANGIFTE

    @property
    def reden_geen_aangifte(self) -> str:
        return self.politiebesluit.reden_geen_aangifte if self.politiebesluit else ""

    @property
    def strafbaar(self) -> str:
        found = (b for b in reversed(self.politiebesluiten) if b.strafbaar)
        last = max(found, key=lambda b: b.strafbaar_op or b.op, default=None)
        return last.strafbaar if last else ""

    @property
    def is_strafbaar(self) -> bool:
        return self.strafbaar == JaNeeOnbekend.JA

    @property
    def strafbaar_onbekend(self) -> bool:
        """Nobody said yet whether it is punishable, or it was registered as not known."""
        return self.strafbaar in ("", JaNeeOnbekend.ONBEKEND)

    @property
    def afdoening(self) -> str:
        """The last one registered."""
        last = max(self.afdoeningen, key=lambda a: (a.op, a.id), default=None)
        return last.afdoening if last else ""

    @property
    def afgedaan(self) -> bool:
        """Police or justice came to an end with it."""
        return self.afdoening not in ("", Afdoening.IN_BEHANDELING)
