"""The table of rights and the lists in SQL say the same, for people and zaken as they come."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from integrity import permissions
from integrity.lifecycle import LIFECYCLE
from integrity.lists import Betreft, Compartiment
from integrity.models import Uitsluiting, Zaak
from organisations.access import access_for
from organisations.models import User
from organisations.roles import Register, Rol
from tests.conftest import hire, let_stand_in, toewijzen

ROLLEN = [rol for rol in Rol if rol not in (Rol.MEDEWERKER, Rol.KOEPELRAPPORTEUR)]
DELEN = ("coordinator", "leidinggevende", "onderzoeker", "bevoegd_gezag", "procesbegeleider")


def some_people(chance: random.Random, here, elsewhere) -> list[User]:
    """Each with a few roles, in one register or both, some away and replaced by another."""
    people = []
    for number in range(14):
        user = hire(chance.choice((here, here, here, elsewhere)), f"Persoon {number}")
        for rol in chance.sample(ROLLEN, chance.randint(0, 4)):
            register = chance.choice(("", Register.INTEGRITEIT, Register.AGRESSIE))
            toewijzen(user=user, organisation=here, rol=rol, register=register)
        people.append(user)
    today = timezone.localdate()
    for absent in chance.sample(people, 5):
        instead = chance.choice([user for user in people if user != absent])
        let_stand_in(absent, instead, here, van=today, tot=today + timedelta(days=1))
    return people


def some_zaken(chance: random.Random, here, elsewhere, people: list[User]) -> None:
    today = timezone.localdate()
    for _ in range(60):
        betreft, status = chance.choice(["", *Betreft.values]), chance.choice(LIFECYCLE.statuses)[0]
        parts = {deel: chance.choice([None, *people[:7]]) for deel in DELEN}
        zaak = Zaak.objects.create(
            organisation=chance.choice((here, here, here, elsewhere)),
            ontvangen_op=today,
            status_sinds=today,
            status=status,
            afgesloten_op=today if status == "gesloten" else None,
            betreft=betreft,
            compartiment=Compartiment.about(betreft),
            voorgesteld_door=chance.choice([None, *people]),
            buitenadres_op=chance.choice((None, None, today)),
            **parts,
        )
        for user in chance.sample(people, chance.randint(0, 3)):
            if chance.random() < 0.5:
                zaak.betrokkenen.create(nummer=user.pk, user=user)
            else:
                Uitsluiting.objects.create(zaak=zaak, user=user, grond=Uitsluiting.Grond.BELANG)


@pytest.mark.parametrize("seed", range(4))
def test_a_zaak_is_in_the_list_exactly_when_the_table_lets_it_be_opened(den_haag, waterschap, seed):
    chance = random.Random(seed)
    people = some_people(chance, den_haag, waterschap)
    some_zaken(chance, den_haag, waterschap, people)
    zaken = list(Zaak.objects.prefetch_related("betrokkenen", "uitsluitingen"))
    opened = 0
    for user in people:
        for here in (den_haag, waterschap):
            access = access_for(user, here)
            if access is None:
                continue
            listed = set(Zaak.objects.visible_to(access).values_list("pk", flat=True))
            allowed = {zaak.pk for zaak in zaken if permissions.may(access, "openen", zaak)}
            assert listed == allowed, (user, access.rollen, access.vervangt)
            opened += len(allowed)
    assert 10 < opened < len(zaken) * len(people), "some are opened, and not all"


@pytest.mark.parametrize("seed", range(2))
def test_who_may_do_something_to_a_zaak_or_see_something_of_it_may_open_it(den_haag, waterschap, seed):
    chance = random.Random(seed)
    people = some_people(chance, den_haag, waterschap)
    some_zaken(chance, den_haag, waterschap, people[:10])
    verbs = [action for action, recht in permissions.RECHTEN.items() if recht.delen]
    for zaak in Zaak.objects.prefetch_related("betrokkenen", "uitsluitingen")[:25]:
        for user in people:
            access = access_for(user, den_haag)
            if access is not None and not permissions.may(access, "openen", zaak):
                assert not [verb for verb in verbs if permissions.may(access, verb, zaak)], user
