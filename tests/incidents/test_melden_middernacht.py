"""A day that was chosen before midnight never becomes another day by itself."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from incidents.models import Incident
from tests.incidents.melden import ANTWOORDEN, Meldformulier

LATE = timezone.make_aware(datetime(2026, 3, 10, 23, 50))


@pytest.fixture
def at(monkeypatch):
    def _at(minutes: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: LATE + timedelta(minutes=minutes))

    _at(0)
    return _at


@pytest.fixture
def formulier(at, melder, agressiecoordinator, ingelogd) -> Meldformulier:
    made = Meldformulier(ingelogd(melder))
    made.post("gebeurd", **ANTWOORDEN["gebeurd"])
    return made


def rendered_day(page) -> str:
    return page.content.decode().split('name="op" value="')[1].split('"')[0]


@pytest.mark.parametrize(("dag", "again"), [("vandaag", date(2026, 3, 11)), ("gisteren", date(2026, 3, 10))])
def test_a_page_from_before_midnight_asks_the_day_again(formulier, at, dag, again):
    op = rendered_day(formulier.get("wanneer"))
    at(20)
    page = formulier.post("wanneer", dag=dag, op=op, plaats="balie")
    assert "Het is nu woensdag 11 maart. Kies opnieuw op welke dag het was." in page.content.decode()
    asked = page.context["form"]
    assert asked["dag"].value() is None and asked["plaats"].value() == "balie"
    assert formulier.post("wanneer", dag=dag, op=rendered_day(page)).status_code == 302
    formulier.post("verhaal", **ANTWOORDEN["verhaal"])
    formulier.post("hoe", **ANTWOORDEN["hoe"])
    formulier.send()
    assert Incident.objects.get().voorval_op == again


def test_what_waited_without_a_connection_until_after_midnight_asks_the_day_again(formulier, at):
    at(20)
    answer = formulier.send_by_script(dag="vandaag", op="2026-03-10", tijd="23:40")
    assert answer.status_code == 422
    assert [fault["veld"] for fault in answer.json()["fouten"]] == ["dag"]
    assert not Incident.objects.exists()
    formulier.send_by_script(dag="gisteren", op="2026-03-11", tijd="23:40")
    assert Incident.objects.get().voorval_op == date(2026, 3, 10)


@pytest.mark.parametrize(("dag", "day"), [("vandaag", date(2026, 3, 10)), ("gisteren", date(2026, 3, 9))])
def test_a_day_that_was_kept_stays_when_it_is_sent_after_midnight(formulier, at, dag, day):
    formulier.fill(wanneer={"dag": dag, "op": "2026-03-10", "tijd": "12:00"})
    at(20)
    formulier.send()
    assert Incident.objects.get().voorval_op == day


@pytest.mark.parametrize("op", ["2999-01-01", "2001-01-01"])
def test_a_forged_day_of_typing_moves_nothing(formulier, op):
    assert formulier.post("wanneer", dag="vandaag", op=op).status_code == 200
