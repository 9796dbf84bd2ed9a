"""The order in which people and incidents are locked, so that no two people wait for each other.

Whoever changes a person and an incident locks the people first, by pk, and then all their incidents, by pk.
"""

from collections.abc import Iterable

from django.db.models import Q

from incidents.models import Incident, VeroorzakerPersoon


def lock(incident: Incident, personen: Iterable[int | None] = ()) -> None:
    """Lock these people (by id) and everybody in this incident, then it and all their incidents."""
    known = incident.veroorzakers.exclude(persoon=None).values_list("persoon", flat=True)
    lock_people({*known, *personen} - {None}, Q(pk=incident.pk))


def lock_people(ids: Iterable[int], incidents: Q | None = None) -> None:
    """Lock these people, then all their incidents."""
    ids = set(ids)
    list(VeroorzakerPersoon.objects.filter(pk__in=ids).select_for_update().order_by("pk"))
    theirs = Incident.objects.filter(veroorzakers__persoon__in=ids).values("pk")
    wanted = Q(pk__in=theirs) | (incidents or Q())
    list(Incident.objects.filter(wanted).select_for_update().order_by("pk"))
