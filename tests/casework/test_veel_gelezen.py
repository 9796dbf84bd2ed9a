"""Unusually much reading: counted from the read log, told once a day to who supervises, without a name."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.tasks import warn_of_much_reading
from ledger.actors import Actor
from ledger.models import AuditRegel, Leesregel, OutboxRow
from organisations import opening
from organisations.roles import Rol
from tests.conftest import hire


@pytest.fixture
def fg(den_haag):
    return hire(den_haag, "Fenna Gegevens", Rol.PRIVACYFUNCTIONARIS)


def read(user, times: int, *, verb: str = opening.PAGINA, cases: int = 1, days_ago: int = 0) -> None:
    Leesregel.objects.bulk_create(
        Leesregel(
            on=timezone.localdate() - timedelta(days=days_ago),
            actor_kind=Actor("user", user.pk).kind,
            user_id=user.pk,
            organisation_id=user.home_organisation_id,
            rol="coordinator",
            verb=verb,
            subject_type="integrity.zaak",
            subject_id=number % cases,
        )
        for number in range(times)
    )


def warnings() -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(key__startswith="mail:nakijken:"))


def test_more_than_the_limit_is_told_once_and_the_mail_names_nobody_who_read(fg, coordinator):
    read(coordinator, 50)
    assert warn_of_much_reading() == 0 and warnings() == []
    read(coordinator, 1)
    warn_of_much_reading()
    warn_of_much_reading()
    (mail,) = warnings()
    assert mail.payload["to"] == [fg.email]
    assert reverse("veel_gelezen") in mail.payload["body"]
    assert coordinator.naam not in str(mail.payload) and coordinator.email not in str(mail.payload)


def test_what_was_read_just_before_midnight_is_told_after_it(fg, coordinator):
    read(coordinator, 51, days_ago=1)
    read(coordinator, 51, days_ago=2)
    warn_of_much_reading()
    assert len(warnings()) == 1


def test_a_step_is_not_counted_again_but_who_reads_through_steps_alone_is(fg, coordinator):
    read(coordinator, 40)
    read(coordinator, 40, verb=opening.STAP)
    assert warn_of_much_reading() == 0
    read(coordinator, 60, verb=opening.STAP, cases=60)
    assert warn_of_much_reading() == 1


def test_the_limit_is_of_the_organisation_and_of_who_supervises(fg, ingelogd, den_haag, coordinator):
    client = ingelogd(fg)
    assert client.post(reverse("veel_gelezen"), {"grens": "4"}).status_code == 200
    assert client.post(reverse("veel_gelezen"), {"grens": "10"}).status_code == 302
    den_haag.refresh_from_db()
    assert den_haag.leesgrens == 10
    line = AuditRegel.objects.get(verb="leesgrens_gewijzigd")
    assert line.data == {"was": 50, "wordt": 10} and line.user_id == fg.pk
    read(coordinator, 11)
    page = client.get(reverse("veel_gelezen")).content.decode()
    assert coordinator.naam in page and "11 keer" in page


def test_without_anybody_who_supervises_nobody_is_told_and_certainly_not_the_beheerder(
    coordinator, beheerder
):
    read(coordinator, 51)
    assert warn_of_much_reading() == 1
    assert warnings() == []


def test_of_another_organisation_nothing_is_told(fg, buitenstaander, ingelogd):
    read(buitenstaander, 51)
    warn_of_much_reading()
    assert warnings() == []
    assert buitenstaander.naam not in ingelogd(fg).get(reverse("veel_gelezen")).content.decode()
