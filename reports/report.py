"""One report: whose, which register, which period, known on which day, and the figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from casework.lists import Code, Lijst, Lijsten
from organisations.models import Organisation
from organisations.roles import Register
from reports.afdelingen import Afdelingskeuze
from reports.counting import Boom
from reports.figures import agressie as agressie_figures
from reports.figures import integriteit as integriteit_figures
from reports.loading import Geladen, beknopt
from reports.loading import agressie as agressie_loading
from reports.loading import integriteit as integriteit_loading
from reports.periods import Periode


@dataclass(frozen=True)
class Rapport:
    """``cijfers`` are the figures of the exchange contract, ``verdieping`` what the page and the tables
    show besides.

    ``woorden``: per list the words for its codes, also of lists that were replaced. ``jaar_eerder``: the
    figures of the cohort of a year earlier, as known a year earlier; only when asked. ``lijstversies``: which
    version of each list was valid at the end of the period. ``afdeling``: the one whose cases were counted;
    None: all of them.
    """

    organisation: Organisation
    register: str
    periode: Periode
    peildatum: date
    cijfers: Boom
    woorden: Mapping[str, Mapping[str, Code]] = field(default_factory=dict)
    verdieping: Boom = field(default_factory=dict)
    jaar_eerder: Boom | None = None
    lijstversies: Mapping[str, str] = field(default_factory=dict)
    afdeling: Afdelingskeuze | None = None

    @cached_property
    def boom(self) -> Boom:
        """Every figure: what is shown and followed by its path."""
        return self.cijfers | ({"verdieping": self.verdieping} if self.verdieping else {})

    @property
    def filename(self) -> str:
        part = f"-afdeling-{self.afdeling.pk}" if self.afdeling else ""
        return f"{self.register}-{self.organisation.slug}-{self.periode.naam.replace('/', '_')}{part}"


LijstenOpNaam = Mapping[str, Lijst]


@dataclass(frozen=True)
class Telwijze:
    """How one register is counted: ``load`` its facts, ``count`` the contract, ``deepen`` the rest.

    ``load_brief`` and ``summarise``: of this period and a year earlier, only what a dashboard shows.
    """

    load: Callable[..., Geladen]
    load_brief: Callable[..., Geladen]
    count: Callable[[Any, LijstenOpNaam], Boom]
    deepen: Callable[[Any, LijstenOpNaam], Boom]
    summarise: Callable[[Any, LijstenOpNaam], Boom]


TELWIJZEN = {
    Register.INTEGRITEIT: Telwijze(
        load=integriteit_loading.load,
        load_brief=beknopt.load_zaken,
        count=lambda facts, lists: integriteit_figures.build(facts, lists["categorie"], lists["maatregel"]),
        deepen=lambda facts, lists: integriteit_figures.deepen(facts, lists["categorie"]),
        summarise=lambda facts, lists: integriteit_figures.summarise(facts, lists["categorie"]),
    ),
    Register.AGRESSIE: Telwijze(
        load=agressie_loading.load,
        load_brief=beknopt.load_incidents,
        count=lambda facts, lists: agressie_figures.build(facts),
        deepen=lambda facts, lists: agressie_figures.deepen(facts),
        summarise=lambda facts, lists: agressie_figures.summarise(facts),
    ),
}


def make_report(
    organisation: Organisation,
    register: str,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet | None = None,
    with_year_earlier: bool = False,
    published_before: datetime | None = None,
    afdeling: Afdelingskeuze | None = None,
) -> Rapport:
    """The figures of one register. ``countable``: the cases that may be counted; None: all of them.

    ``published_before``: only earlier reports that were frozen before that moment count as published.
    ``afdeling``: only cases of that one and of those below it.
    """
    ways = TELWIJZEN[Register(register)]
    loaded = ways.load(
        organisation,
        periode,
        peildatum,
        countable=countable,
        with_year_earlier=with_year_earlier,
        published_before=published_before,
        afdelingen=afdeling.ids if afdeling else None,
    )
    return _counted(
        Rapport(organisation, register, periode, peildatum, {}, afdeling=afdeling),
        loaded,
        ways.count,
        ways.deepen,
    )


def make_brief_report(
    organisation: Organisation,
    register: str,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet,
    afdeling: Afdelingskeuze | None = None,
) -> Rapport:
    """The figures of ``make_report`` that a dashboard shows, from one load. Here ``jaar_eerder`` is good for
    the stock too: everything in it is as the report of that stretch has it, as known a year earlier."""
    ways = TELWIJZEN[Register(register)]
    ids = afdeling.ids if afdeling else None
    loaded = ways.load_brief(organisation, periode, peildatum, countable=countable, afdelingen=ids)
    bare = Rapport(organisation, register, periode, peildatum, {}, afdeling=afdeling)
    return _counted(bare, loaded, ways.summarise)


def _counted(
    bare: Rapport,
    loaded: Geladen,
    count: Callable[[Any, LijstenOpNaam], Boom],
    deepen: Callable[[Any, LijstenOpNaam], Boom] = lambda facts, lists: {},
) -> Rapport:
    lists = Lijsten.all_of(bare.organisation, bare.register)
    end = bare.periode.tot_en_met

    def valid(facts: Any) -> LijstenOpNaam:
        return {naam: one.on(facts.periode.tot_en_met) for naam, one in lists.items()}

    def counted(facts: Any) -> Boom:
        return count(facts, valid(facts))

    return replace(
        bare,
        cijfers=counted(loaded.feiten),
        woorden={naam: _codes(one, end) for naam, one in lists.items()},
        verdieping=deepen(loaded.feiten, valid(loaded.feiten)),
        jaar_eerder=counted(loaded.jaar_eerder) if loaded.jaar_eerder else None,
        lijstversies={naam: one.on(end).naam for naam, one in lists.items()},
    )


def facts_of(
    organisation: Organisation, register: str, periode: Periode, peildatum: date, *, countable: QuerySet
) -> Any:
    """What the figures of one register would be counted from."""
    load = TELWIJZEN[Register(register)].load
    return load(organisation, periode, peildatum, countable=countable).feiten


def words_on(organisation: Organisation, register: str, day: date) -> dict[str, dict[str, Code]]:
    """``Rapport.woorden`` of a report over a period that ends on that day."""
    return {naam: _codes(one, day) for naam, one in Lijsten.all_of(organisation, register).items()}


def _codes(lijsten: Lijsten, day: date) -> dict[str, Code]:
    """Every code with its words: of the list valid on that day, else of another one that has it."""
    others = [lijst for _, lijst in lijsten.eigen]
    order = [lijsten.standaard, *others, lijsten.on(day)]
    return {code.code: code for lijst in order for code in lijst.codes}
