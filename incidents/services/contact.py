"""Talking: the first contact with a slachtoffer, messages to who reported it, and internal notes."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from casework.lifecycle import By
from incidents.models import Incident, IncidentBericht, IncidentNotitie, Slachtoffer
from incidents.services import gevolgen, sporen
from incidents.services.engine import ENGINE
from incidents.services.gevolgen import Gevolgen
from organisations.access import Access


def take_up(
    incident: Incident,
    *,
    by: By,
    on: date | None = None,
    slachtoffer: Slachtoffer | None = None,
    verteld: Gevolgen | None = None,
) -> None:
    """The slachtoffer was spoken to, the first thing that must happen; with what they told, if anything."""
    with transaction.atomic():
        if slachtoffer and verteld:
            gevolgen.update(incident, slachtoffer, verteld, by=by, on=on)
        sporen.take_up(incident, by=by, on=on)


def send(incident: Incident, tekst: str, *, by: By) -> IncidentBericht:
    """A message that who reported it and the slachtoffers read."""
    with ENGINE.perform(incident, "bericht_sturen", by=by) as step:
        bericht = sporen.tell_reporter(step.case, tekst, by=by)
        step.data["bericht"] = bericht.pk
    return bericht


def write_note(incident: Incident, tekst: str, *, by: Access) -> IncidentNotitie:
    """For who handles it. The reporter never reads it."""
    with ENGINE.perform(incident, "notitie_maken", by=by) as step:
        return step.case.notities.create(tekst=tekst, door=by.user)


def read_by_handler(incident: Incident) -> None:
    """Who handles it opened the page: what the reporter wrote is read."""
    IncidentBericht.objects.filter(incident=incident, van_melder=True, gelezen_at=None).update(
        gelezen_at=timezone.now()
    )
