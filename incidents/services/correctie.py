"""Correcting a wrong day, with a reason; the old value stays in the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from casework import terms
from casework.lifecycle import By
from incidents.models import Incident
from incidents.services import bewaren
from incidents.services.engine import ENGINE, user_of

# Terms that run from the report, and the days on which a status begins.
VANAF_DE_MELDING = ("opvanggesprek", "reactie_veroorzaker", "politiebesluit")
STATUSDAGEN = ("ontvangen_op", "contact_op", "afgesloten_op")


@dataclass(frozen=True)
class Dagtekening:
    """One day of an incident that can be corrected: where it is stored, and which days (by ``sleutel``)
    it can't be before."""

    sleutel: str
    label: str
    object: models.Model
    veld: str
    niet_voor: tuple[str, ...] = ()

    @property
    def waarde(self) -> date:
        return getattr(self.object, self.veld)


def correctable(incident: Incident) -> list[Dagtekening]:
    """Every day of this incident that counts in figures, as far as it is filled in."""
    return [one for one in _every_day(incident) if one.waarde is not None]


def _every_day(incident: Incident) -> Iterator[Dagtekening]:
    voorval, gemeld = ("voorval_op",), ("ontvangen_op",)
    yield Dagtekening("voorval_op", "Dag van het voorval", incident, "voorval_op")
    yield Dagtekening("ontvangen_op", "Gemeld op", incident, "ontvangen_op", voorval)
    yield Dagtekening("contact_op", "Contact met het slachtoffer", incident, "contact_op", voorval)
    if besluit := getattr(incident, "politiebesluit", None):
        yield Dagtekening("besloten_op", "Besluit over de politie", besluit, "besloten_op", voorval)
    for row in incident.politiecontacten.all():
        yield Dagtekening(f"politie-{row.pk}", row.get_stap_display(), row, "gedaan_op", voorval)
    for row in incident.reacties.all():
        yield Dagtekening(f"reactie-{row.pk}", "Reactie naar de veroorzaker", row, "gegeven_op", voorval)
    for row in incident.maatregelen.all():
        what = f"{row.get_maatregel_display()} opgelegd op"
        yield Dagtekening(f"maatregel-{row.pk}", what, row, "opgelegd_op", voorval)
    for row in incident.schades.all():
        yield Dagtekening(f"schade-{row.pk}", f"Schade: {row.omschrijving}", row, "geleden_op", voorval)
    ended = []
    for row in incident.sporen.all():
        ended.append(f"spoor-{row.soort}")
        yield Dagtekening(ended[-1], f"Spoor {row.get_soort_display()} klaar", row, "afgerond_op", gemeld)
    earlier = (*gemeld, "contact_op", *ended)
    yield Dagtekening("afgesloten_op", "Gesloten op", incident, "afgesloten_op", earlier)


def correct(incident: Incident, sleutel: str, day: date, *, reden: str, by: By) -> None:
    """Replace one day. Raises ValidationError for a day in the future, or when the order of what happened
    would become impossible (what an old registration had wrong already is no obstacle)."""
    with ENGINE.perform(incident, "corrigeren", by=by) as step:
        case = step.case
        wanted = next((one for one in correctable(case) if one.sleutel == sleutel), None)
        if wanted is None:
            raise ValidationError("Dit gegeven bestaat niet (meer). Kies een ander.")
        if day > timezone.localdate():
            raise ValidationError(
                {"waarde": "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."}
            )
        old, before = wanted.waarde, set(_impossible(case))
        setattr(wanted.object, wanted.veld, day)
        if wanted.object is not case:
            wanted.object.save(update_fields=[wanted.veld])
        _follow(case, wanted, old, day)
        if new := [pair for pair in _impossible(case) if pair not in before]:
            first, second = new[0]
            raise ValidationError({"waarde": f"Dat kan niet: “{second}” ligt dan voor “{first}”."})
        step.data |= {"gegeven": wanted.veld, "was": str(old), "wordt": str(day)}
        case.notities.create(tekst=f"Correctie van “{wanted.label}”: {reden}", door=user_of(by))


def _impossible(case: Incident) -> list[tuple[str, str]]:
    """The pairs of days that stand in the wrong order, by their labels: what came first, and what is
    dated before it."""
    days = {one.sleutel: one for one in correctable(case)}
    return [
        (days[earlier].label, one.label)
        for one in days.values()
        for earlier in one.niet_voor
        if earlier in days and one.waarde < days[earlier].waarde
    ]


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
