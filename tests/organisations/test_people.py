"""Who holds a role, and who stands in for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisations.models import User
from organisations.roles import Register, Rol
from tests.conftest import hire, let_stand_in, toewijzen

pytestmark = pytest.mark.django_db


def give(user, organisation, register) -> None:
    toewijzen(user=user, organisation=organisation, rol=Rol.ONDERZOEKER, register=register)


def test_a_role_for_both_registers_counts_in_each_and_one_for_a_register_only_there(den_haag):
    both, one = hire(den_haag, "Bea Beide"), hire(den_haag, "Eva Een")
    give(both, den_haag, "")
    give(one, den_haag, Register.AGRESSIE)

    def holding(**kwargs) -> set[User]:
        return set(User.objects.holding(den_haag, Rol.ONDERZOEKER, **kwargs))

    assert holding(register=Register.AGRESSIE) == {both, one}
    assert holding(register=Register.INTEGRITEIT) == {both}
    assert holding() == {both, one}


def test_who_stands_in_today_is_told_apart_from_whom_it_is_for(den_haag, waterschap):
    away, replacement, elsewhere = (hire(den_haag, naam) for naam in ("Anna A", "Bert B", "Cor C"))
    today = timezone.localdate()
    let_stand_in(away, replacement, den_haag)
    let_stand_in(away, elsewhere, waterschap)
    tomorrow = today + timedelta(days=1)
    let_stand_in(away, elsewhere, den_haag, van=tomorrow, tot=tomorrow)

    found = User.objects.filter(pk=away.pk).with_stand_ins(den_haag)

    assert {(user, user.zelf) for user in found} == {(away, True), (replacement, False)}


def test_who_is_no_longer_active_does_not_stand_in(den_haag):
    away, replacement = hire(den_haag, "Anna A"), hire(den_haag, "Bert B")
    let_stand_in(away, replacement, den_haag)
    User.objects.filter(pk=replacement.pk).update(is_active=False)
    assert list(User.objects.filter(pk=away.pk).with_stand_ins(den_haag)) == [away]
