"""Who stands in for somebody who is away: their zaken, their verbs, and never more than that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrity import permissions
from integrity.models import Zaak
from integrity.services import onderzoek
from organisations.roles import Rol
from tests.conftest import access_of, hire, let_stand_in
from tests.integrity.conftest import may, sees


@pytest.fixture
def stands_in(den_haag):
    """stands_in(for whom, who, days from today): an absence of a week around that day."""

    def _stands_in(user, vervanger, days=0):
        today = timezone.localdate() + timedelta(days=days)
        let_stand_in(user, vervanger, den_haag, van=today - timedelta(days=3), tot=today + timedelta(days=3))
        return access_of(vervanger)

    return _stands_in


@pytest.mark.parametrize(
    ("name", "status", "verb"),
    [
        ("coordinator", "beoordeling", "beoordelen"),
        ("leidinggevende", "in_de_lijn", "lijn_afronden"),
        ("onderzoeker", "wederhoor", "feitenonderzoek_afronden"),
        ("bevoegd_gezag", "oordeel", "oordelen"),
    ],
)
def test_who_stands_in_sees_and_does_what_the_absent_person_could(
    cast, zaak_in, stands_in, collega, name, status, verb
):
    zaak = zaak_in(status)
    assert not sees(access_of(collega), zaak)
    instead = stands_in(cast[name].user, collega)
    assert sees(instead, zaak)
    assert verb in may(instead, zaak)


def test_standing_in_ends_with_the_absence(cast, zaak_in, stands_in, collega):
    zaak = zaak_in("beoordeling")
    assert not sees(stands_in(cast["coordinator"].user, collega, days=-10), zaak)
    assert not sees(stands_in(cast["tweede_coordinator"].user, collega, days=10), zaak)


def test_who_stands_in_and_is_kept_apart_sees_nothing(cast, zaak_in, stands_in, collega):
    zaak = zaak_in("beoordeling")
    zaak.betrokkenen.create(nummer=9, user=collega)
    assert not sees(stands_in(cast["coordinator"].user, collega), zaak)


def test_who_stands_in_for_the_bevoegd_gezag_and_took_it_in_does_not_judge(
    cast, zaak_in, stands_in, coordinator
):
    zaak = zaak_in("oordeel")
    instead = stands_in(cast["bevoegd_gezag"].user, coordinator)
    assert sees(instead, zaak)
    assert "oordelen" not in may(instead, zaak)


def test_who_investigated_standing_in_does_not_judge_later(gang, stands_in, den_haag, onderzoeker):
    stand_in = hire(den_haag, "Ina Invaller", Rol.BEVOEGD_GEZAG)
    path = gang()
    path.to("wederhoor")
    path.answer()
    instead = stands_in(onderzoeker, stand_in)
    onderzoek.finish_feitenonderzoek(path.zaak, onderzoek.Afronding(rapport="De feiten."), by=instead)
    Zaak.objects.filter(pk=path.zaak.pk).update(bevoegd_gezag=stand_in)
    assert not permissions.is_bevoegd_gezag(instead, Zaak.objects.get(pk=path.zaak.pk))
