"""One report: whose, which register, which period, known on which day, and the figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from casework.lists import Code, Lijst, Lijsten
from organisations.models import Organisation
from organisations.roles import Register
from reports.counting import Boom
from reports.figures import agressie as agressie_figures
from reports.figures import integriteit as integriteit_figures
from reports.loading import Geladen
from reports.loading import agressie as agressie_loading
from reports.loading import integriteit as integriteit_loading
from reports.periods import Periode


@dataclass(frozen=True)
class Rapport:
    """``cijfers`` are the figures of the exchange contract, ``verdieping`` what the page and the tables
    show besides.

    ``woorden``: per list the words for its codes, also of lists that were replaced. ``jaar_eerder``: the
    figures of the cohort of a year earlier, as known a year earlier; only when asked. ``lijstversies``: which
    version of each list was valid at the end of the period.
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

    @cached_property
    def boom(self) -> Boom:
        """Every figure: what is shown and followed by its path."""
        return self.cijfers | ({"verdieping": self.verdieping} if self.verdieping else {})

    @property
    def filename(self) -> str:
        return f"{self.register}-{self.organisation.slug}-{self.periode.naam.replace('/', '_')}"


LijstenOpNaam = Mapping[str, Lijst]


@dataclass(frozen=True)
class Telwijze:
    """How one register is counted: ``load`` its facts, ``count`` the contract, ``deepen`` the rest."""

    load: Callable[..., Geladen]
    count: Callable[[Any, LijstenOpNaam], Boom]
    deepen: Callable[[Any, LijstenOpNaam], Boom]


TELWIJZEN = {
    Register.INTEGRITEIT: Telwijze(
        load=integriteit_loading.load,
        count=lambda facts, lists: integriteit_figures.build(facts, lists["categorie"], lists["maatregel"]),
        deepen=lambda facts, lists: integriteit_figures.deepen(facts, lists["categorie"]),
    ),
    Register.AGRESSIE: Telwijze(
        load=agressie_loading.load,
        count=lambda facts, lists: agressie_figures.build(facts),
        deepen=lambda facts, lists: agressie_figures.deepen(facts),
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
) -> Rapport:
    """The figures of one register. ``countable``: the cases that may be counted; None: all of them.

    ``published_before``: only earlier reports that were frozen before that moment count as published.
    """
    ways = TELWIJZEN[Register(register)]
    loaded = ways.load(
        organisation,
        periode,
        peildatum,
        countable=countable,
        with_year_earlier=with_year_earlier,
        published_before=published_before,
    )
    lists = Lijsten.all_of(organisation, register)

    def valid(facts: Any) -> LijstenOpNaam:
        day = facts.periode.tot_en_met
        return {naam: one.on(day) for naam, one in lists.items()}

    def count(facts: Any) -> Boom:
        return ways.count(facts, valid(facts))

    return Rapport(
        organisation=organisation,
        register=register,
        periode=periode,
        peildatum=peildatum,
        cijfers=count(loaded.feiten),
        woorden={naam: _codes(one, periode.tot_en_met) for naam, one in lists.items()},
        verdieping=ways.deepen(loaded.feiten, valid(loaded.feiten)),
        jaar_eerder=count(loaded.jaar_eerder) if loaded.jaar_eerder else None,
        lijstversies={naam: one.on(periode.tot_en_met).naam for naam, one in lists.items()},
    )


def _codes(lijsten: Lijsten, day: date) -> dict[str, Code]:
    """Every code with its words: of the list valid on that day, else of another one that has it."""
    others = [lijst for _, lijst in lijsten.eigen]
    order = [lijsten.standaard, *others, lijsten.on(day)]
    return {code.code: code for lijst in order for code in lijst.codes}
