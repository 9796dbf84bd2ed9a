"""Unusually much reading: counted from the read log, told once a day to who supervises, without a name."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.tasks import warn_of_much_reading
from incidents.services.intake import NieuwIncident
from incidents.services.intake import register as register_incident
from integrity.models import Uitsluiting, Zaak
from integrity.services import intake
from ledger.actors import Actor
from ledger.audit import subject_type
from ledger.models import AuditRegel, Leesregel, OutboxRow
from organisations import opening
from organisations.roles import Rol
from tests.conftest import access_of, hire


@pytest.fixture
def fg(den_haag):
    return hire(den_haag, "Fenna Gegevens", Rol.PRIVACYFUNCTIONARIS)


def read(
    user, times: int, *, verb: str = opening.PAGINA, cases: int = 1, days_ago: int = 0, subjects=()
) -> None:
    """Something read so often: ``subjects`` in turn, or so many zaken."""
    here = user.home_organisation
    subjects = subjects or Zaak.objects.bulk_create(
        Zaak(organisation=here, ontvangen_op=timezone.localdate(), status_sinds=timezone.localdate())
        for _ in range(cases)
    )
    Leesregel.objects.bulk_create(
        Leesregel(
            on=timezone.localdate() - timedelta(days=days_ago),
            actor_kind=Actor("user", user.pk).kind,
            user_id=user.pk,
            organisation_id=user.home_organisation_id,
            rol="coordinator",
            verb=verb,
            subject_type=subject_type(one := subjects[number % len(subjects)]),
            subject_id=one.pk,
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


def hidden_zaak(fg, dien_in, **fields):
    return dien_in(uitgesloten=(fg,), **fields).zaak


def hidden_question(fg, dien_in, coordinator):
    """What a zaak came of that does not exist for who supervises."""
    asked = dien_in(soort="adviesvraag")
    made = intake.convert(asked, by=access_of(coordinator))
    Uitsluiting.objects.create(zaak=made.zaak, user=fg, grond=Uitsluiting.Grond.BELANG)
    return asked


def hidden_incident(fg, den_haag, melder):
    today = timezone.localdate()
    new = NieuwIncident(voorval_op=today, gemeld_op=today, melder=melder, uitgesloten=(fg,))
    return register_incident(den_haag, new, by=access_of(melder))


@pytest.mark.parametrize("what", ["zaak", "question", "incident"])
def test_who_supervises_hears_nothing_of_reading_in_what_does_not_exist_for_them(
    fg, den_haag, dien_in, coordinator, melder, ingelogd, what
):
    subject = {
        "zaak": lambda: hidden_zaak(fg, dien_in),
        "question": lambda: hidden_question(fg, dien_in, coordinator),
        "incident": lambda: hidden_incident(fg, den_haag, melder),
    }[what]()
    other = hire(den_haag, "Farid Gegevens", Rol.PRIVACYFUNCTIONARIS)
    read(coordinator, 60, subjects=[subject])
    read(coordinator, 40)
    warn_of_much_reading()
    assert [mail.payload["to"] for mail in warnings()] == [[other.email]]
    assert "100 keer" in ingelogd(other).get(reverse("veel_gelezen")).content.decode()
    assert coordinator.naam not in ingelogd(fg).get(reverse("veel_gelezen")).content.decode()
    read(coordinator, 15)
    warn_of_much_reading()
    assert len(warnings()) == 2
    assert "55 keer" in ingelogd(fg).get(reverse("veel_gelezen")).content.decode()
