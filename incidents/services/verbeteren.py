"""What the organisation learns of an incident: who does what, by when. Or nothing: that is an answer too."""

from datetime import date

from django.core.exceptions import ValidationError

from casework.lifecycle import By
from incidents.lists import Spoorsoort, Spoorstatus
from incidents.models import Incident, IncidentVerbeteractie
from incidents.services import sporen
from incidents.services.engine import ENGINE


def add(
    incident: Incident,
    soort: str,
    omschrijving: str,
    *,
    by: By,
    eigenaar: str = "",
    gereed_voor: date | None = None,
    klaar: bool = False,
) -> IncidentVerbeteractie:
    """Something that will be done so that it does not happen again. ``klaar``: this ends the track as
    well: doing it goes on after the incident is closed."""
    with ENGINE.perform(incident, "verbeteractie_toevoegen", by=by) as step:
        row = IncidentVerbeteractie.objects.create(
            incident=step.case,
            soort=soort,
            omschrijving=omschrijving,
            eigenaar=eigenaar,
            gereed_voor=gereed_voor,
        )
        step.data |= {"verbeteractie": row.pk, "soort": soort}
        if klaar:
            sporen.end_track(step.case, Spoorsoort.ORGANISATIE, Spoorstatus.GEDAAN, by=by, on=step.on)
    return row


def update(
    incident: Incident,
    actie: IncidentVerbeteractie,
    *,
    by: By,
    eigenaar: str,
    gereed_voor: date | None = None,
    gereed_op: date | None = None,
) -> None:
    """Who does it, by when, and when it was done. Raises ValidationError without either."""
    if not eigenaar and not gereed_op:
        raise ValidationError({"eigenaar": "Vul in wie dit oppakt."})
    with ENGINE.perform(incident, "verbeteractie_afronden", by=by) as step:
        row = step.case.verbeteracties.get(pk=actie.pk)
        row.eigenaar, row.gereed_voor, row.gereed_op = eigenaar, gereed_voor, gereed_op
        row.save(update_fields=["eigenaar", "gereed_voor", "gereed_op"])
        step.data |= {"verbeteractie": row.pk, "gereed": bool(gereed_op)}
