"""One report: whose, which register, which period, known on which day, and the figures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from casework.lists import Code, Lijsten
from integrity.models import Zaak
from organisations.models import Organisation
from organisations.roles import Register
from reports import figures
from reports.counting import Boom
from reports.facts import Feiten
from reports.loading import load
from reports.periods import Periode


@dataclass(frozen=True)
class Rapport:
    """``categorieen`` and ``maatregelen``: the words for their codes, also of lists that were replaced.

    ``jaar_eerder``: the figures of the cohort of a year earlier, as known a year earlier; only when asked.
    """

    organisation: Organisation
    register: str
    periode: Periode
    peildatum: date
    cijfers: Boom
    categorieen: dict[str, Code]
    maatregelen: dict[str, Code]
    jaar_eerder: Boom | None = None

    @property
    def filename(self) -> str:
        return f"{self.register}-{self.organisation.slug}-{self.periode.naam.replace('/', '_')}"


def make_report(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Zaak] | None = None,
    with_year_earlier: bool = False,
) -> Rapport:
    """The figures of the integrity register; ``countable`` as in ``loading.load``."""
    loaded = load(organisation, periode, peildatum, countable=countable, with_year_earlier=with_year_earlier)
    categorieen = Lijsten(organisation, Register.INTEGRITEIT.value, "categorie")
    maatregelen = Lijsten(organisation, Register.INTEGRITEIT.value, "maatregel")

    def count(facts: Feiten) -> Boom:
        day = facts.periode.tot_en_met
        return figures.build(facts, categorieen.on(day), maatregelen.on(day))

    return Rapport(
        organisation=organisation,
        register=Register.INTEGRITEIT,
        periode=periode,
        peildatum=peildatum,
        cijfers=count(loaded.feiten),
        categorieen=_codes(categorieen, periode.tot_en_met),
        maatregelen=_codes(maatregelen, periode.tot_en_met),
        jaar_eerder=count(loaded.jaar_eerder) if loaded.jaar_eerder else None,
    )


def _codes(lijsten: Lijsten, day: date) -> dict[str, Code]:
    """Every code with its words: of the list valid on that day, else of another one that has it."""
    others = [lijst for _, lijst in lijsten.eigen]
    order = [lijsten.standaard, *others, lijsten.on(day)]
    return {code.code: code for lijst in order for code in lijst.codes}
