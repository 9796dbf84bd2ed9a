"""Concepts that are made by themselves: each once, on its day, whatever days were missed."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ledger.models import AuditRegel, OutboxRow
from organisations.models import Organisation
from reports import periods
from reports.models import Rapportage, Rapportplanning
from reports.services import planning
from reports.tasks import make_concepts
from tests.conftest import access_of

FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
Soort = Rapportplanning.Soort


def moment(day: date, hour: int = 6) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


def schedule(organisation: Organisation, register: str, soort: str, dagen: int = 14) -> None:
    Rapportplanning.objects.create(
        organisation=organisation, register=register, soort=soort, dagen=dagen, vanaf=FIRST
    )


def expected() -> dict[tuple[str, str], date]:
    """(register, period) -> its day, worked out by hand from the calendar: every kind, in both registers."""
    found = {}
    for jaar in (2021, 2022):
        ends = {
            f"{jaar}-H1": date(jaar, 6, 30),
            f"{jaar}-H2": date(jaar, 12, 31),
            f"{jaar}-Q1": date(jaar, 3, 31),
            f"{jaar}-Q2": date(jaar, 6, 30),
            f"{jaar}-Q3": date(jaar, 9, 30),
            f"{jaar}-Q4": date(jaar, 12, 31),
        }
        for naam, end in ends.items():
            register = "integriteit" if "H" in naam else "agressie"
            found[register, naam] = end + timedelta(days=14 if "H" in naam else 1)
    return {key: day for key, day in found.items() if day <= LAST}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.large)])
def test_over_two_years_with_missed_days_every_concept_is_made_once_and_on_its_day(
    seed, den_haag, waterschap, coordinator, buitenstaander
):
    chance = random.Random(seed)
    for organisation in (den_haag, waterschap):
        schedule(organisation, "integriteit", Soort.HALFJAAR)
        schedule(organisation, "agressie", Soort.KWARTAAL, dagen=1)
    made_on: dict[tuple[int, str, str], date] = {}
    missed: set[date] = set()
    day, seen = FIRST, set()
    while day <= LAST:
        if chance.random() < 0.3 and day != LAST:
            missed.add(day)
        else:
            if planning.make_due(moment(day)):
                assert planning.make_due(moment(day)) == 0
                there = set(Rapportage.objects.values_list("organisation_id", "register", "periode"))
                made_on |= dict.fromkeys(there - seen, day)
                seen = there
        day += timedelta(days=1)

    for organisation in (den_haag, waterschap):
        for (register, naam), its_day in expected().items():
            up = its_day
            while up in missed:
                up += timedelta(days=1)
            assert made_on.pop((organisation.pk, register, naam)) == up, naam
    assert made_on == {}
    counts = Counter(Rapportage.objects.values_list("organisation_id", "register", "periode", "versie"))
    assert set(counts.values()) == {1}
    made = AuditRegel.objects.filter(verb="concept_gemaakt", actor_kind="systeem")
    assert Counter(made.values_list("subject_id", flat=True)) == Counter(
        Rapportage.objects.values_list("pk", flat=True)
    )
    mails = OutboxRow.objects.filter(key__startswith="mail:taak:rapportage")
    assert mails.count() == Rapportage.objects.count()


@pytest.mark.django_db
def test_every_kind_has_its_periods():
    names = {soort: [one.naam for one in planning.periods_of(soort, 2021, 2021)] for soort in Soort.values}
    assert names["J"] == ["2021"] and names["H"] == ["2021-H1", "2021-H2"]
    assert len(names["T"]) == 3 and len(names["Q"]) == 4 and len(names["M"]) == 12
    for soort in Soort.values:
        stretches = list(planning.periods_of(soort, 2021, 2022))
        for one, following in zip(stretches, stretches[1:], strict=False):
            assert following.van == one.tot_en_met + timedelta(days=1)


@pytest.mark.django_db
def test_with_no_days_between_it_is_made_on_the_day_after_the_period_and_not_on_its_last(den_haag):
    schedule(den_haag, "integriteit", Soort.MAAND, dagen=0)
    assert planning.make_due(moment(date(2021, 1, 31), hour=23)) == 0
    assert planning.make_due(moment(date(2021, 2, 1), hour=0)) == 1


@pytest.mark.django_db
def test_what_ended_before_the_plan_or_was_made_by_hand_is_not_made_after_all(den_haag, maak):
    maak("2021-H1")
    schedule(den_haag, "integriteit", Soort.HALFJAAR)
    assert planning.make_due(moment(date(2021, 12, 1))) == 0
    assert Rapportage.objects.count() == 1


@pytest.mark.django_db
def test_an_organisation_that_has_stopped_gets_nothing(den_haag):
    schedule(den_haag, "integriteit", Soort.JAAR)
    den_haag.is_actief = False
    den_haag.save()
    assert make_concepts() == 0


@pytest.mark.django_db
def test_the_task_of_the_clock_makes_what_is_due_today(den_haag):
    today = timezone.localdate()
    Rapportplanning.objects.create(
        organisation=den_haag,
        register="integriteit",
        soort=Soort.JAAR,
        dagen=0,
        vanaf=date(today.year - 1, 12, 31),
    )
    assert (make_concepts(), make_concepts()) == (1, 0)
    assert Rapportage.objects.get().periode == str(today.year - 1)


@pytest.mark.django_db
def test_a_plan_is_changed_not_doubled_and_can_be_stopped(den_haag, coordinator):
    by, today = access_of(coordinator), timezone.localdate()
    planning.plan(planning.Planning("integriteit", Soort.HALFJAAR, 14, today), by=by)
    row = planning.plan(planning.Planning("integriteit", Soort.HALFJAAR, 30, today), by=by)
    assert Rapportplanning.objects.get().dagen == 30
    for wrong in (
        planning.Planning("integriteit", Soort.HALFJAAR, 367, today),
        planning.Planning("integriteit", Soort.HALFJAAR, 14, periods.shift_years(today, -4)),
    ):
        with pytest.raises(ValidationError):
            planning.plan(wrong, by=by)
    planning.stop_planning(row, by=by)
    assert not Rapportplanning.objects.exists()
    assert list(AuditRegel.objects.order_by("id").values_list("verb", flat=True)) == [
        "rapport_gepland",
        "rapport_gepland",
        "rapport_niet_meer_gepland",
    ]
