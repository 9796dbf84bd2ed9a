"""Whom somebody else records as a replacement has no role by it: a beheerder would give roles alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.datums import in_full
from integrity.services.people import readers_of
from ledger.actors import SYSTEEM, Actor
from organisations import services
from organisations.access import access_for
from organisations.models import Afwezigheid, User
from organisations.roles import Register, Rol
from tests.conftest import toewijzen
from tests.organisations.test_rollen import mailed

COORDINATOR = Rol.INTEGRITEITSCOORDINATOR


@pytest.fixture
def corine(den_haag, hire) -> User:
    return hire(den_haag, Rol.MEDEWERKER, COORDINATOR, naam="Corine", email="corine@example.nl")


def away(user: User, vervanger: User, by, **fields) -> Afwezigheid:
    days = {"van": timezone.localdate(), "tot": timezone.localdate() + timedelta(days=5)} | fields
    here = user.home_organisation
    return services.set_afwezigheid(user=user, organisation=here, vervanger=vervanger, by=by, **days)


def test_a_beheerder_does_not_get_the_roles_of_who_is_said_to_be_away(
    den_haag, hire, corine, beheerder, ingelogd
):
    toewijzen(user=beheerder, organisation=den_haag, rol=Rol.PROCESBEGELEIDER)
    friend, client = hire(den_haag, Rol.ONDERZOEKER, naam="Fred"), ingelogd(beheerder)
    today = timezone.localdate().isoformat()
    for vervanger in (beheerder, friend):
        answer = client.post(
            reverse("afwezigheid_nieuw"),
            {"user": corine.pk, "van": today, "tot": today, "vervanger": vervanger.pk},
        )
        assert f"{vervanger.naam} heeft deze rol zelf niet: integriteitscoördinator" in answer.text
        assert "Of laat Corine zelf een vervanger kiezen" in answer.text
    assert not Afwezigheid.objects.exists()
    with pytest.raises(ValidationError):
        away(corine, friend, Actor("user", beheerder.pk))


def test_who_has_the_same_role_takes_over_the_work_whoever_says_so(den_haag, hire, corine, beheerder):
    other = hire(den_haag, Rol.MEDEWERKER, COORDINATOR)
    row = away(corine, other, access_for(beheerder))
    access = access_for(other)
    assert not row.zelf_gekozen and access.vervangt == {corine.pk}
    assert access.rollen == access.eigen_rollen
    assert mailed("Uw afwezigheid is vastgelegd") == ["corine@example.nl"]
    assert mailed("Er is iemand bij gekomen") == []


def test_who_stands_in_is_told_and_sees_for_whom_and_when(den_haag, hire, corine, beheerder, ingelogd):
    other = hire(den_haag, Rol.MEDEWERKER, COORDINATOR, email="otto@example.nl")
    toewijzen(user=beheerder, organisation=den_haag, rol=COORDINATOR)
    today = timezone.localdate()
    away(corine, other, access_for(corine), van=today, tot=today)
    # Who records it for oneself as vervanger knows.
    away(corine, beheerder, access_for(beheerder), van=today + timedelta(2), tot=today + timedelta(3))
    assert mailed("U vervangt een collega") == ["otto@example.nl"]
    page = ingelogd(other).get(reverse("mijn_afwezigheid")).text
    assert f"U vervangt Corine: {in_full(today)} t/m {in_full(today)}." in page
    assert "U vervangt" not in ingelogd(corine).get(reverse("mijn_afwezigheid")).text


@pytest.mark.parametrize(
    ("absent", "own", "takes_over"),
    [
        ("", "", True),
        ("integriteit", "", True),
        ("integriteit", "integriteit", True),
        ("", "integriteit", False),
        ("agressie", "integriteit", False),
    ],
)
def test_the_role_is_the_same_in_that_register_or_held_for_both(den_haag, hire, absent, own, takes_over):
    user = hire(den_haag, Rol.ONDERZOEKER, register=absent)
    other = hire(den_haag, Rol.ONDERZOEKER, register=own)
    today = timezone.localdate()
    Afwezigheid.objects.create(user=user, organisation=den_haag, van=today, tot=today, vervanger=other)
    assert bool(access_for(other).vervangt) is takes_over
    assert Afwezigheid.objects.taking_over().exists() is takes_over
    reached = User.objects.filter(pk=user.pk).with_stand_ins(den_haag)
    assert (other in reached) is takes_over


def test_a_role_given_later_is_not_taken_over_either(den_haag, hire, beheerder):
    user, other = (hire(den_haag, Rol.MEDEWERKER, Rol.ONDERZOEKER) for _ in range(2))
    away(user, other, access_for(beheerder))
    services.give_rol(user=user, organisation=den_haag, rol=COORDINATOR, by=SYSTEEM)
    access = access_for(other)
    assert not access.heeft(COORDINATOR) and access.vervangt == {user.pk}
    readers = readers_of(den_haag, "medewerker")
    assert readers.vast == (user,) and readers.vervangers == ()


def test_such_a_record_asks_no_second_step_of_somebody_who_gets_nothing(den_haag, hire, corine):
    other, today = hire(den_haag, Rol.MEDEWERKER), timezone.localdate()
    Afwezigheid.objects.create(user=corine, organisation=den_haag, van=today, tot=today, vervanger=other)
    access = access_for(other)
    assert access.vervangt == frozenset() and not access.meer_dan_medewerker


def test_who_chooses_a_replacement_in_person_gives_the_roles_and_who_coordinates_hears_it(
    den_haag, hire, corine, ingelogd
):
    hire(den_haag, COORDINATOR, email="ander@example.nl")
    other = hire(den_haag, Rol.MEDEWERKER, Rol.ONDERZOEKER)
    today = timezone.localdate().isoformat()
    ingelogd(corine).post(reverse("mijn_afwezigheid"), {"van": today, "tot": today, "vervanger": other.pk})
    assert Afwezigheid.objects.get().zelf_gekozen and access_for(other).heeft(COORDINATOR)
    assert mailed("Er is iemand bij gekomen") == ["ander@example.nl"]
    assert mailed("Uw afwezigheid") == []
    readers = readers_of(den_haag, "medewerker")
    assert readers.vervangers == (other,)


def test_who_coordinates_sees_who_stands_in(den_haag, hire, corine, beheerder, ingelogd):
    other = hire(den_haag, Rol.MEDEWERKER, Rol.ONDERZOEKER, naam="Otto")
    third = hire(den_haag, Rol.ONDERZOEKER, register=Register.AGRESSIE, naam="Agnes")
    fourth = hire(den_haag, Rol.ONDERZOEKER, register=Register.AGRESSIE, naam="Arie")
    looks = ingelogd(hire(den_haag, COORDINATOR, register=Register.INTEGRITEIT))
    assert "Vervangers" not in looks.get(reverse("wie_heeft_inzage")).text
    later = timezone.localdate() + timedelta(days=3)
    away(corine, other, access_for(corine), van=later)
    away(third, fourth, access_for(beheerder))
    page = looks.get(reverse("wie_heeft_inzage")).text
    table = page.partition("Vervangers, nu en later")[2]
    assert "Otto" in table and "Corine" in table and "Integriteitscoördinator" in table
    assert "Agnes" not in table


def test_on_the_command_line_the_roles_come_with_it(den_haag, hire, corine):
    other = hire(den_haag, Rol.MEDEWERKER)
    assert away(corine, other, SYSTEEM).zelf_gekozen and access_for(other).heeft(COORDINATOR)
