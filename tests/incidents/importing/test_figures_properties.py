"""What holds for the figures of any registration of incidents, from the file on."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from incidents.lifecycle import REGISTER
from organisations.models import Organisation
from reports import exchange, periods
from reports.report import make_report
from tests.casework.importing.making import Rows
from tests.incidents.importing.files import importeer
from tests.incidents.importing.generating import known_on, registrations
from tests.incidents.importing.test_properties import few, undone

pytestmark = pytest.mark.django_db

PERIODS = ("2019", "2020-H1", "2020-Q4", "2020-02", "2019-07-01/2021-06-30")
# Lists of which every incident has one, or none; those with several are counted per code.
ONE_OF = ("per_hoofdcategorie", "per_afdeling", "per_functiegroep", "per_doelwit", "per_ambt", "per_ernst")


def figures(organisation: Organisation, periode: str, peildatum: date | None = None) -> dict:
    stretch = periods.parse(periode)
    day = peildatum or periods.peildatum_for(stretch, "", timezone.localdate())
    return exchange.document(make_report(organisation, REGISTER, stretch, day))


@few
@given(rows=registrations())
def test_the_parts_of_the_figures_add_up(rows: Rows):
    with undone() as organisation:
        importeer(organisation, *rows)
        for periode in PERIODS:
            found = figures(organisation, periode)
            total = found["instroom"]["totaal"]
            for name in ONE_OF:
                assert sum(found["instroom"][name].values()) == total, name
            assert sum(found["politie"].values()) == sum(found["strafbaar"].values()) == total
            assert sum(found["redenen_geen_aangifte"].values()) == total - found["politie"]["aangifte"]
            stock = found["voorraad"]
            assert (
                stock["begin"] + stock["instroom"] + stock["heropend"] - stock["uitstroom"] == stock["eind"]
            )
            assert stock["instroom"] == total


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
