"""The meldingen and zaken that the figures of one period are counted from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from integrity.lists import Soort
from reports.facts.integriteit.beside import GesprekkenFeit, LoopFeit, ZaaktermijnFeit
from reports.facts.integriteit.zaak import AantijgingFeit, ZaakFeit
from reports.facts.stock import known_of
from reports.periods import Periode


@dataclass(frozen=True)
class MeldingFeit:
    """One melding, signaal or adviesvraag. A melding joined to another zaak follows that one.

    ``termijnen``: those towards the melder.
    """

    id: int
    ontvangen_op: date
    soort: str = Soort.MELDING
    kanaal: str = ""
    categorie: str = ""
    betreft: str = ""
    afdeling: str = ""
    zaak: int | None = None
    eigen_zaak: int | None = None
    gevoegd_op: date | None = None
    positie: str = ""
    relatie: str = ""
    termijnen: tuple[ZaaktermijnFeit, ...] = ()

    def known_on(self, peildatum: date) -> "MeldingFeit | None":
        """This melding as it was known on that day, in the zaak it then belonged to."""
        if self.ontvangen_op > peildatum:
            return None
        then = replace(self, termijnen=known_of(self.termijnen, peildatum)) if self.termijnen else self
        if self.eigen_zaak and self.gevoegd_op and self.gevoegd_op > peildatum:
            return then.in_zaak(self.eigen_zaak)
        return then

    def in_zaak(self, zaak: int) -> "MeldingFeit":
        """This melding before it was joined: in that zaak, and in no other."""
        return replace(self, zaak=zaak, eigen_zaak=None, gevoegd_op=None)


@dataclass(frozen=True)
class Bijfeiten:
    """What is known beside the meldingen and zaken of the period.

    ``oordelen``: the aantijgingen in the zaken of the meldingen of earlier years, by zaak.
    ``ordemaatregelen`` and ``verbeteracties``: in whatever zaak, those that ran in the period.
    """

    oordelen: Mapping[int, tuple[AantijgingFeit, ...]] = field(default_factory=dict)
    ordemaatregelen: tuple[LoopFeit, ...] = ()
    verbeteracties: tuple[LoopFeit, ...] = ()
    gesprekken: tuple[GesprekkenFeit, ...] = ()

    def known_on(self, peildatum: date) -> "Bijfeiten":
        return Bijfeiten(
            oordelen={
                zaak: tuple(a.known_on(peildatum) for a in found) for zaak, found in self.oordelen.items()
            },
            ordemaatregelen=known_of(self.ordemaatregelen, peildatum),
            verbeteracties=known_of(self.verbeteracties, peildatum),
            gesprekken=known_of(self.gesprekken, peildatum),
        )


@dataclass(frozen=True)
class ZaakFeiten:
    """Everything the figures of one period are counted from, as known on the peildatum.

    ``meldingen``: of every soort, received in the period. ``zaken``: theirs, and those that were open or
    had something happen in the period. ``eerdere``: the meldingen of the same stretch in earlier years.
    ``gepubliceerd``: by the name of such a stretch what was received in it, as its report had it.
    """

    periode: Periode
    peildatum: date
    meldingen: tuple[MeldingFeit, ...] = ()
    zaken: dict[int, ZaakFeit] = field(default_factory=dict)
    eerdere: tuple[tuple[Periode, tuple[MeldingFeit, ...]], ...] = ()
    bij: Bijfeiten = field(default_factory=Bijfeiten)
    gepubliceerd: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def cohort(self) -> tuple[MeldingFeit, ...]:
        """The meldingen of soort melding received in the period."""
        return tuple(m for m in self.meldingen if m.soort == Soort.MELDING)

    def zaak_of(self, melding: MeldingFeit) -> ZaakFeit | None:
        return self.zaken.get(melding.zaak) if melding.zaak is not None else None

    @cached_property
    def cohort_zaken(self) -> list[ZaakFeit]:
        """The distinct zaken of the cohort, also of meldingen that dropped out."""
        return self._distinct(self.cohort)

    @cached_property
    def behandelde_zaken(self) -> list[ZaakFeit]:
        """The distinct zaken of the meldingen in behandeling."""
        return [zaak for zaak in self.cohort_zaken if zaak.in_behandeling]

    def _distinct(self, meldingen: tuple[MeldingFeit, ...]) -> list[ZaakFeit]:
        ids = {m.zaak for m in meldingen if m.zaak in self.zaken}
        return [self.zaken[pk] for pk in sorted(ids)]

    @property
    def eerdere_zaken(self) -> Iterator[ZaakFeit]:
        """The zaken received before the period."""
        return (zaak for zaak in self.alle_zaken if zaak.ontvangen_op < self.periode.van)

    @cached_property
    def alle_zaken(self) -> list[ZaakFeit]:
        return [self.zaken[pk] for pk in sorted(self.zaken)]


def known_facts(
    periode: Periode,
    peildatum: date,
    meldingen: Iterable[MeldingFeit],
    zaken: Iterable[ZaakFeit],
    bij: Bijfeiten | None = None,
) -> ZaakFeiten:
    """Take out everything dated after the peildatum, and sort the meldingen into period and earlier years."""
    then = sorted(
        (fact for m in meldingen if (fact := m.known_on(peildatum)) is not None), key=lambda m: m.id
    )
    earlier = [periode.years_earlier(n) for n in (1, 2, 3)]
    return ZaakFeiten(
        periode=periode,
        peildatum=peildatum,
        meldingen=tuple(m for m in then if m.ontvangen_op in periode),
        zaken={fact.id: fact for z in zaken if (fact := z.known_on(peildatum)) is not None},
        eerdere=tuple(
            (p, tuple(m for m in then if m.soort == Soort.MELDING and m.ontvangen_op in p)) for p in earlier
        ),
        bij=(bij or Bijfeiten()).known_on(peildatum),
    )
