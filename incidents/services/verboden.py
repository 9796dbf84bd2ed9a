"""The access bans of a person: the only thing on which the desk may keep somebody out."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from incidents.lists import TOEGANGSVERBODEN, Baliesignaal
from incidents.models import Signaal, Veroorzakermaatregel, VeroorzakerPersoon

Status = Veroorzakermaatregel.Status


def imposed() -> QuerySet[Veroorzakermaatregel]:
    """The bans that were imposed and not ended early, whether they run, ran or are still to begin."""
    return Veroorzakermaatregel.objects.filter(maatregel__in=TOEGANGSVERBODEN, status=Status.OPGELEGD)


def last_day(persoon: VeroorzakerPersoon, today: date) -> date | None:
    """Until when this person may not come in; None when no ban is left."""
    left = imposed().filter(veroorzaker__persoon=persoon, eindigt_op__gte=today)
    return left.aggregate(day=Max("eindigt_op"))["day"]


def runs_for_signal(today: date) -> Exists:
    """For a query on ``Signaal``: whether a ban of its person runs on this day."""
    bans = imposed().filter(ingaat_op__lte=today, eindigt_op__gte=today)
    return Exists(bans.filter(veroorzaker__persoon=OuterRef("persoon")))


def follow(persoon: VeroorzakerPersoon | None, *, on: date) -> None:
    """The instruction to keep somebody out lasts no longer than the last ban; without one it is withdrawn."""
    standing = Signaal.objects.filter(
        persoon=persoon, aanwijzing=Baliesignaal.GEEN_TOEGANG, ingetrokken_op=None
    )
    until = last_day(persoon, timezone.localdate()) if persoon else None
    if until is None:
        standing.update(ingetrokken_op=on)
    else:
        standing.filter(geldig_tot__gt=until).update(geldig_tot=until)
