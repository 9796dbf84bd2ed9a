"""A long history costs a report of a short period nothing: no table of cases is read whole.

Judged by the plans that PostgreSQL chooses over some thousand rows, without a word to its planner.
"""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident, Slachtoffer
from integrity.models import Aantijging, Betrokkene, Melding, Sluiting, Triagebesluit, Zaak
from organisations.roles import Register
from reports import periods, permissions
from reports.report import make_report
from tests.conftest import access_of
from tests.reports.rows import one_of_each

pytestmark = pytest.mark.django_db
MANY = 6_000


def days() -> list[date]:
    """Over ten years, that end long before the period and those it is compared with."""
    return [date(2005, 1, 1) + timedelta(days=n * 3650 // MANY) for n in range(MANY)]


def old_zaken(organisation) -> None:
    zaken = Zaak.objects.bulk_create(
        Zaak(
            organisation=organisation,
            ontvangen_op=day,
            status_sinds=day,
            status="gesloten",
            afgesloten_op=day + timedelta(days=40),
        )
        for day in days()
    )
    every = [(one, one.ontvangen_op) for one in zaken]
    Melding.objects.bulk_create(
        Melding(organisation=organisation, ontvangen_op=day, zaak=one) for one, day in every
    )
    known = Betrokkene.objects.bulk_create(Betrokkene(zaak=one, nummer=1) for one, _ in every)
    later = timedelta(days=30)
    Aantijging.objects.bulk_create(
        Aantijging(
            zaak=who.zaak,
            betrokkene=who,
            oordeel="niet_vastgesteld",
            oordeel_op=who.zaak.ontvangen_op + later,
        )
        for who in known
    )
    Triagebesluit.objects.bulk_create(
        Triagebesluit(zaak=one, genomen_op=day, route="feitenonderzoek") for one, day in every
    )
    Sluiting.objects.bulk_create(Sluiting(zaak=one, afgesloten_op=one.afgesloten_op) for one, _ in every)


def old_incidents(organisation) -> None:
    incidents = Incident.objects.bulk_create(
        Incident(
            organisation=organisation,
            ontvangen_op=day,
            voorval_op=day,
            status_sinds=day,
            status="gesloten",
            afgesloten_op=day + timedelta(days=40),
        )
        for day in days()
    )
    Slachtoffer.objects.bulk_create(Slachtoffer(incident=one) for one in incidents)


@pytest.mark.usefixtures("by_the_owner")  # who may have PostgreSQL count the rows
@pytest.mark.parametrize(("register", "old"), [("integriteit", old_zaken), ("agressie", old_incidents)])
def test_a_report_of_a_short_period_reads_no_table_of_cases_whole(register, old, den_haag, coordinator):
    one_of_each(den_haag)
    old(den_haag)
    stretch = periods.parse("2021-H1")
    countable = permissions.countable(access_of(coordinator), Register(register))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as captured:
            make_report(den_haag, register, stretch, stretch.tot_en_met, countable=countable)
        queries = [q["sql"] for q in captured if re.search("integrity_|incidents_", q["sql"])]
        assert len(queries) > 5
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= %s"
            " AND relname ~ '^(integrity|incidents)_'",
            [MANY],
        )
        large = {name for (name,) in cursor.fetchall()}
        assert len(large) >= 2
        for sql in queries:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(row for (row,) in cursor.fetchall())
            assert not large & set(re.findall(r"Seq Scan on (\w+)", plan)), plan
