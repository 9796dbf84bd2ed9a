"""The history of a case, by day."""

from datetime import UTC, date, datetime

from casework.tijdlijn import Gebeurtenis, by_day
from ledger.models import AuditRegel

DAG = date(2026, 3, 2)


def line(verb: str, hour: int) -> AuditRegel:
    return AuditRegel(verb=verb, on=DAG, created_at=datetime(2026, 3, 2, hour, tzinfo=UTC), pk=hour)


def test_nothing_of_the_day_is_told_before_the_filing_whose_time_is_not_kept():
    lines = [line("toevoegen", 0), line("bevestigen", 9), line("indienen", 12), line("beoordelen", 15)]
    (day,) = by_day(lines, lambda one: Gebeurtenis(one.verb, "", "", ""))
    assert [g.wat for g in day.gebeurtenissen] == ["indienen", "toevoegen", "bevestigen", "beoordelen"]
