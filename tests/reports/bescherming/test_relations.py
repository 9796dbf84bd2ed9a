"""What an attacker knows is true: every relation holds, whatever stands in the register."""

from random import Random

import pytest
from hypothesis import given, settings

from reports import periods
from reports.bescherming.knowledge import DEFINITIES
from reports.bescherming.numbers import numbers_of
from reports.bescherming.relations import Verbandsoort
from reports.facts.agressie import known_incidents
from reports.figures import agressie as agressie_figures
from reports.verslag import Verslag, verslag_of
from tests.reports import making
from tests.reports.agressie import making as agressie_making
from tests.reports.agressie.generating import days as agressie_days
from tests.reports.agressie.generating import fact, rows
from tests.reports.agressie.generating import periodes as agressie_periodes
from tests.reports.agressie.test_figures_properties import measures, voorvallen
from tests.reports.bescherming.making import (
    aggression_register,
    aggression_report,
    integrity_register,
    integrity_report,
)
from tests.reports.test_figures_properties import days, periodes, registers, tree_of


def check_every_relation(verslag: Verslag) -> int:
    """But for what was published of earlier years: that is another report, and facts change."""
    numbers = numbers_of(verslag)
    every = DEFINITIES[verslag.register].lines(numbers)
    lines = [line for line in every if line.soort != Verbandsoort.GEPUBLICEERD]
    broken = [line for line in lines if not line.holds(numbers.getoond)]
    assert broken == []
    return len(lines)


@settings(deadline=None, max_examples=100)
@given(registers(deep=True), periodes, days)
def test_every_relation_holds_in_any_integrity_register(register, naam, peildatum):
    rapport = making.rapport_of(tree_of(register, naam, peildatum), naam, peildatum=peildatum.isoformat())
    check_every_relation(verslag_of(rapport))


@settings(deadline=None, max_examples=60)
@given(rows(), agressie_periodes, agressie_days, measures, voorvallen)
def test_every_relation_holds_in_any_register_of_incidents(found, naam, peildatum, measures, voorvallen):
    facts = known_incidents(periods.parse(naam), peildatum, map(fact, found), measures, voorvallen)
    tree = agressie_figures.build(facts) | {"verdieping": agressie_figures.deepen(facts)}
    rapport = agressie_making.rapport_of(tree, naam, peildatum=peildatum.isoformat())
    check_every_relation(verslag_of(rapport))


@pytest.mark.parametrize("size", [5, 40, 150, 400])
def test_every_relation_holds_in_a_register_of_an_ordinary_size(size):
    register = integrity_register(Random(size), size)
    incidents = aggression_register(Random(size), size)
    for naam in ("2021", "2020", "2020-H1", "2020-Q3"):
        assert check_every_relation(integrity_report(register, naam)) > 200
        assert check_every_relation(aggression_report(incidents, naam)) > 150
