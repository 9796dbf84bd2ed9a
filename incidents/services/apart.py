"""Where an incident goes when nobody here may handle it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from casework import buitenadres
from incidents.lifecycle import OPEN
from incidents.models import Incident, IncidentUitsluiting
from incidents.services.people import coordinators_in, holders, not_kept_out
from organisations.models import User
from organisations.roles import Rol


def find_somebody(incident: Incident, *, without: User | None = None) -> None:
    """When nobody here (but ``without``) may coordinate this locked incident, the outside address may."""
    out = [without.pk] if without else []
    others = holders(incident.organisation, Rol.PRIVACYFUNCTIONARIS, Rol.BEHEERDER).exclude(pk__in=out)
    buitenadres.find_somebody(
        incident,
        coordinators=lambda: coordinators_in(incident).exclude(pk__in=out),
        watching=lambda: not_kept_out(others, incident),
        path=reverse("agressie_zaak", args=[incident.kenmerk]),
        key=f"incident:{incident.pk}",
    )


def find_for_all() -> None:
    """The same for the open incidents, daily: the last who could coordinate one may have left since. One that
    a leidinggevende has, and from which nobody is kept out, is in hands."""
    kept_out = IncidentUitsluiting.objects.filter(incident=OuterRef("pk"))
    in_hands = Q(leidinggevende__isnull=False) & ~Exists(kept_out)
    running = Incident.objects.filter(~in_hands, buitenadres_op=None, status__in=OPEN)
    for pk in list(running.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            find_somebody(Incident.objects.select_for_update().get(pk=pk))
