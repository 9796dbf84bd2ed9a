"""Where an incident goes when nobody here may handle it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from casework.notifications import notify
from incidents.lifecycle import OPEN
from incidents.models import Incident, IncidentUitsluiting
from incidents.services.people import coordinators_in, holders, not_kept_out
from ledger import audit
from ledger.actors import SYSTEEM
from organisations.models import User
from organisations.roles import Rol


def find_somebody(incident: Incident, *, without: User | None = None) -> None:
    """When nobody here (but ``without``) may coordinate this locked incident, the outside address may, from
    today on.

    Without one who may see it, it waits; who watches over the data and who gives roles hear that something
    waits, without a word of what. An incident is never refused for want of somebody.
    """
    out = [without.pk] if without else []
    if coordinators_in(incident).exclude(pk__in=out).exists():
        return
    if incident.buitenadres_op is None:
        incident.buitenadres_op = timezone.localdate()
        incident.save(update_fields=["buitenadres_op"])
        audit.record(
            actor=SYSTEEM,
            verb="naar_buitenadres",
            subject=incident,
            organisation_id=incident.organisation_id,
        )
    outside = list(coordinators_in(incident).exclude(pk__in=out))
    others = holders(incident.organisation, Rol.PRIVACYFUNCTIONARIS, Rol.BEHEERDER).exclude(pk__in=out)
    notify(
        outside or not_kept_out(others, incident),
        "nieuw" if outside else "niemand",
        path=reverse("agressie_zaak", args=[incident.kenmerk]) if outside else reverse("start"),
        key=f"buiten:incident:{incident.pk}" if outside else f"incident:{incident.pk}",
        organisation=incident.organisation,
    )


def find_for_all() -> None:
    """The same for the open incidents, daily: the last who could coordinate one may have left since. One that
    a leidinggevende has, and from which nobody is kept out, is in hands."""
    kept_out = IncidentUitsluiting.objects.filter(incident=OuterRef("pk"))
    in_hands = Q(leidinggevende__isnull=False) & ~Exists(kept_out)
    running = Incident.objects.filter(~in_hands, buitenadres_op=None, status__in=OPEN)
    for pk in list(running.values_list("pk", flat=True)):
        with transaction.atomic():
            find_somebody(Incident.objects.select_for_update().get(pk=pk))
