"""Whether the same veroorzaker did something earlier: it weighs in the ernst of what came later."""

from django.db.models import Q

from casework.lifecycle import By
from incidents.lists import Incidentsoort
from incidents.models import Incident, Veroorzaker
from incidents.services import weging
from incidents.services.engine import ENGINE


def _earlier(incident: Incident) -> bool:
    """Whether one of its veroorzakers did something earlier. Hinderlijk contact is not aggression."""
    personen = incident.veroorzakers.exclude(persoon=None).values("persoon")
    same_day = Q(voorval_op=incident.voorval_op, pk__lt=incident.pk)
    return (
        Incident.objects.filter(veroorzakers__persoon__in=personen, soort=Incidentsoort.INCIDENT)
        .filter(Q(voorval_op__lt=incident.voorval_op) | same_day)
        .exists()
    )


def establish(incident: Incident) -> dict:
    """Set ``herhaling`` of a locked incident when somebody did it before, and weigh it; never unset: what
    was counted stays counted when an identity is removed. Gives what changed, for the audit."""
    if incident.herhaling or not _earlier(incident):
        return {}
    incident.herhaling = True
    return {"herhaling": True} | weging.weigh(incident)


def establish_later(incident: Incident, *, by: By) -> None:
    """What this person did later is a repetition now. For an incident that was locked with its people."""
    for other in _others(incident).filter(herhaling=False):
        if data := establish(other):
            ENGINE.note(other, "herhaling_vastgesteld", by=by, data=data)


def establish_anew(incident: Incident, *, by: By) -> dict:
    """The day or the kind of a saved incident was wrong: what followed from it is computed again, here and
    in the other incidents of its people. For an incident that was locked with its people.

    What was imported as a repetition stays one: the register doesn't know what it rested on. Gives what
    changed here, for the audit.
    """
    changed = _anew(incident)
    for other in _others(incident):
        if data := _anew(other):
            ENGINE.note(other, "herhaling_vastgesteld", by=by, data=data)
    return changed


def _anew(incident: Incident) -> dict:
    known = incident.veroorzakers.exclude(persoon=None).exists()
    now = _earlier(incident)
    if not known or now == incident.herhaling or (incident.bron_kenmerk and not now):
        return {}
    incident.herhaling = now
    return {"herhaling": now} | weging.weigh(incident)


def _others(incident: Incident):
    personen = incident.veroorzakers.exclude(persoon=None).values("persoon")
    ids = Veroorzaker.objects.filter(persoon__in=personen).exclude(incident=incident).values("incident")
    return Incident.objects.filter(pk__in=ids).select_for_update().order_by("pk")
