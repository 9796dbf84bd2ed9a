"""What holds for any registration that the contract allows: from the file to the figures."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrity.importing import run
from organisations.models import Organisation
from reports import exchange, periods
from reports.report import make_report
from tests.integrity.importing.files import csv_of, fouten, importeer, stored
from tests.integrity.importing.generating import Rows, known_on, registrations, spoilt

pytestmark = pytest.mark.django_db

PERIODS = ("2019", "2020-H1", "2020-Q4", "2020-02", "2019-07-01/2021-06-30")
any_file = given(rows=registrations())
few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def undone() -> Iterator[Organisation]:
    """An organisation in which something is tried."""
    with transaction.atomic():
        yield Organisation.objects.create(naam="Proef", slug="proef", soort="overig")
        transaction.set_rollback(True)


def figures(organisation: Organisation, periode: str, peildatum: date | None = None) -> dict:
    stretch = periods.parse(periode)
    day = peildatum or periods.peildatum_for(stretch, "", timezone.localdate())
    return exchange.document(make_report(organisation, "integriteit", stretch, day))


@few
@any_file
def test_any_registration_that_is_allowed_is_imported_once(rows: Rows):
    kenmerken = {row["kenmerk"] for row in rows}
    with undone() as organisation:
        assert importeer(organisation, *rows)["nieuw"] == len(kenmerken)
        first = stored(organisation)
        assert importeer(organisation, *rows)["bekend"] == len(kenmerken)
        assert stored(organisation) == first


@few
@given(rows=spoilt())
def test_whatever_is_changed_in_a_file_it_is_refused_or_imported_whole(rows: Rows):
    """What the checks let through the services can do."""
    with undone() as organisation:
        if not fouten(organisation, *rows):
            kenmerken = {row["kenmerk"] for row in rows}
            assert {one["bron_kenmerk"] for one in stored(organisation)} == kenmerken
            figures(organisation, "2020")
        else:
            assert not stored(organisation)


@few
@given(rows=registrations(), seed=st.integers(0, 999))
def test_the_order_of_rows_and_columns_does_not_matter(rows: Rows, seed: int):
    found = []
    for data in (csv_of(*rows), csv_of(*rows, shuffle=seed), csv_of(*rows, shuffle=seed, delimiter=",")):
        with undone() as organisation:
            run.run(organisation, data)
            found.append((stored(organisation), [figures(organisation, periode) for periode in PERIODS]))
    assert found[0] == found[1] == found[2]


@few
@given(rows=registrations(), seed=st.integers(0, 999))
def test_in_one_file_or_in_two_comes_to_the_same(rows: Rows, seed: int):
    kenmerken = sorted(
        {row["kenmerk"] for row in rows} - {row["kenmerk"] for row in rows if "gevoegd_bij" in row}
    )
    first = set(random.Random(seed).sample(kenmerken, len(kenmerken) // 2))
    first |= {row["gevoegd_bij"] for row in rows if "gevoegd_bij" in row}
    with undone() as organisation:
        importeer(organisation, *rows)
        at_once = stored(organisation)
    with undone() as organisation:
        importeer(organisation, *(row for row in rows if row["kenmerk"] in first or not first))
        importeer(organisation, *rows)
        assert stored(organisation) == at_once


@few
@any_file
def test_the_parts_of_the_figures_add_up(rows: Rows):
    with undone() as organisation:
        importeer(organisation, *rows)
        for periode in PERIODS:
            found = figures(organisation, periode)
            triage, stock = found["triage"], found["voorraad"]
            assert found["instroom"]["totaal"] == (
                triage["in_behandeling"]
                + triage["niet_in_behandeling"]["totaal"]
                + triage["anders_gekwalificeerd"]
                + triage["nog_niet_beoordeeld"]
            )
            assert sum(found["routes"].values()) == triage["in_behandeling"]
            came_in = stock["begin"] + stock["instroom"] + stock["heropend"]
            assert came_in - stock["uitstroom"] == stock["eind"]
            outcomes = ("gegrond", "ongegrond", "afgedaan_in_de_lijn", "onbekend", "lopend")
            assert sum(found["uitkomst"][name] for name in outcomes) == found["zaken"]


@few
@given(rows=registrations(), day=st.dates(date(2019, 6, 1), date(2021, 6, 1)))
def test_what_is_dated_later_never_changes_what_was_known_on_a_day(rows: Rows, day: date):
    before = known_on(rows, day)
    found = []
    for version in (rows, before):
        with undone() as organisation:
            if version:
                importeer(organisation, *version)
            found.append([figures(organisation, periode, day) for periode in PERIODS])
    assert found[0] == found[1]
