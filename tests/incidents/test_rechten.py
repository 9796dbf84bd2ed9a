"""The table of rights and the lists in SQL say the same, for people and incidents as they come."""

import random

import pytest
from django.utils import timezone

from incidents import permissions
from incidents.lifecycle import LIFECYCLE
from incidents.lists import Dossierdeel
from incidents.models import Incident, IncidentUitsluiting, Slachtoffer
from organisations.access import access_for
from tests.integrity.test_rechten import some_people


def some_incidents(chance: random.Random, here, elsewhere, people) -> None:
    today = timezone.localdate()
    for _ in range(60):
        status = chance.choice(LIFECYCLE.statuses)[0]
        incident = Incident.objects.create(
            organisation=chance.choice((here, here, here, elsewhere)),
            ontvangen_op=today,
            status_sinds=today,
            voorval_op=today,
            status=status,
            afgesloten_op=today if status == "gesloten" else None,
            dossierdeel=chance.choice(Dossierdeel.values),
            ernst_objectief=chance.choice((None, 1, 2, 3, 4)),
            buitenadres_op=chance.choice((None, None, today)),
            leidinggevende=chance.choice([None, *people[:7]]),
            bevoegd_gezag=chance.choice([None, *people[:7]]),
        )
        for user in chance.sample(people, chance.randint(0, 3)):
            if chance.random() < 0.5:
                Slachtoffer.objects.create(incident=incident, user=user)
            else:
                IncidentUitsluiting.objects.create(incident=incident, user=user)


@pytest.mark.parametrize("seed", range(4))
def test_an_incident_is_in_the_list_exactly_when_the_table_lets_it_be_opened(den_haag, waterschap, seed):
    chance = random.Random(seed)
    people = some_people(chance, den_haag, waterschap)
    some_incidents(chance, den_haag, waterschap, people)
    related = ("slachtoffers", "uitsluitingen", "maatregelen", "verwijderverzoeken")
    incidents = list(Incident.objects.prefetch_related(*related))
    opened = 0
    for user in people:
        access = access_for(user, den_haag)
        if access is None:
            continue
        listed = set(Incident.objects.visible_to(access).values_list("pk", flat=True))
        allowed = {one.pk for one in incidents if permissions.may(access, "openen", one)}
        assert listed == allowed, (user, access.rollen, access.vervangt)
        opened += len(allowed)
    assert 10 < opened < len(incidents) * len(people), "some are opened, and not all"
