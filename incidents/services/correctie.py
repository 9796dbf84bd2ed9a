"""Correcting a wrong day, with a reason; the old value stays in the history."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from incidents.models import Incident
from incidents.services import bewaren, herhaling, sloten
from incidents.services.dagtekening import Dagtekening, correctable, impossible
from incidents.services.engine import ENGINE, user_of

# Terms that run from the report, and the days on which a status begins.
VANAF_DE_MELDING = ("opvanggesprek", "reactie_veroorzaker", "politiebesluit", "lessen")
STATUSDAGEN = ("ontvangen_op", "contact_op", "afgesloten_op")


@transaction.atomic
def correct(incident: Incident, sleutel: str, day: date, *, reden: str, by: By) -> None:
    """Replace one day. Raises ValidationError for a day in the future, or when the order of what happened
    would become impossible (what an old registration had wrong already is no obstacle)."""
    sloten.lock(incident)
    with ENGINE.perform(incident, "corrigeren", by=by) as step:
        case = step.case
        wanted = next((one for one in correctable(case) if one.sleutel == sleutel), None)
        if wanted is None:
            raise ValidationError("Dit gegeven bestaat niet (meer). Kies een ander.")
        if day > timezone.localdate():
            raise ValidationError(
                {"waarde": "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."}
            )
        old, before = wanted.waarde, set(impossible(case))
        setattr(wanted.object, wanted.veld, day)
        if wanted.object is not case:
            wanted.object.save(update_fields=[wanted.veld])
        if new := [pair for pair in impossible(case) if pair not in before]:
            first, second = new[0]
            raise ValidationError({"waarde": f"Dat kan niet: “{second}” ligt dan voor “{first}”."})
        _follow(case, wanted, old, day)
        if wanted.veld == "voorval_op":
            step.data |= herhaling.establish_anew(case, by=by)
        step.data |= {"gegeven": wanted.veld, "was": str(old), "wordt": str(day)}
        case.notities.create(tekst=f"Correctie van “{wanted.label}”: {reden}", door=user_of(by))


def _follow(case: Incident, wanted: Dagtekening, old: date, day: date) -> None:
    """What is derived from the corrected day follows it."""
    if wanted.object is case and wanted.veld == "ontvangen_op":
        for term in case.termijnen.filter(code__in=VANAF_DE_MELDING, gestart_op=old, gestopt_op=None):
            terms.restart_term(case, term, start=day)
    if wanted.veld == "voorval_op":
        case.save(update_fields=["voorval_op"])
        bewaren.follow_incident(case)
    if wanted.veld == "afgesloten_op":
        case.afsluitingen.filter(heropend_op=None).update(afgesloten_op=day)
    if wanted.object is case and wanted.veld in STATUSDAGEN and case.status_sinds == old:
        case.status_sinds = day
