"""What the organisation owes and learns: the Arbowet, damage, what must be better."""

from typing import Any

from casework.acties.termijntekst import term_in_words
from casework.bedragen import in_euros
from casework.datums import in_full
from incidents import lifecycle
from incidents.lists import Spoorsoort
from incidents.models import Arbomelding, Incident, IncidentVerbeteractie, Schade
from incidents.services import requirements, schade
from incidents.views.zicht import Incidentzicht


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.slachtoffer:
        return {}
    open_ = requirements.is_open(incident, Spoorsoort.ORGANISATIE)
    todo = requirements.unfinished(incident, Spoorsoort.ORGANISATIE)
    lines = list(incident.schades.all())
    people = {hurt.pk: str(hurt) for hurt in incident.slachtoffers.all()}
    return {
        "plichten": [_duty(incident, duty, zicht) for duty in incident.arbomeldingen.all()],
        "schades": [_damage(line, people) for line in lines],
        "totaal": _total(incident) if lines else [],
        "acties": [_improvement(action, zicht) for action in incident.verbeteracties.all()],
        "vraag": open_ and not todo and not incident.verbeteracties.all(),
        "af_te_ronden": open_ and not todo and bool(incident.verbeteracties.all()),
        "spoor": Spoorsoort.ORGANISATIE,
    }


def _duty(incident: Incident, duty: Arbomelding, zicht: Incidentzicht) -> dict[str, Any]:
    clock = next(
        (
            t
            for t in incident.termijnen.all()
            if t.code == duty.soort and t.slachtoffer_id == duty.slachtoffer_id and t.gestopt_op is None
        ),
        None,
    )
    return {
        "wat": requirements.ARBOPLICHTEN[duty.soort].capitalize(),
        "gedaan": in_full(duty.gedaan_op) if duty.gedaan_op else "",
        "nummer": duty.nummer,
        "termijn": clock and term_in_words(lifecycle.REGISTER, clock.verloopt_op, clock.code, zicht.today),
    }


def _damage(line: Schade, people: dict[int, str]) -> dict[str, Any]:
    whose = people.get(line.slachtoffer_id or 0) or line.get_lijder_display()
    notes = [f"bewijs: {line.bewijs}"] if line.bewijs else []
    if line.voorgeschoten:
        notes.append(f"{in_euros(line.voorgeschoten)} voorgeschoten op {in_full(line.voorgeschoten_op)}")
    if line.verhaal:
        notes.append(line.get_verhaal_display().lower())
    if line.ontvangen is not None:
        notes.append(f"{in_euros(line.ontvangen)} ontvangen op {in_full(line.ontvangen_op)}")
    return {
        "pk": line.pk,
        "wat": line.omschrijving,
        "wie": whose,
        "bedrag": in_euros(line.bedrag),
        "stand": " · ".join(notes),
    }


def _total(incident: Incident) -> list[dict[str, str]]:
    total = schade.total(incident)
    return [
        {"label": "Schade in totaal", "waarde": in_euros(total.bedrag)},
        {"label": "Voorgeschoten", "waarde": in_euros(total.voorgeschoten)},
        {"label": "Terug ontvangen", "waarde": in_euros(total.ontvangen)},
    ]


def _improvement(action: IncidentVerbeteractie, zicht: Incidentzicht) -> dict[str, Any]:
    if action.gereed_op:
        state = f"klaar op {in_full(action.gereed_op)}"
    elif action.gereed_voor:
        late = " (te laat)" if action.gereed_voor < zicht.today else ""
        state = f"klaar voor {in_full(action.gereed_voor)}{late}"
    else:
        state = ""
    return {
        "pk": action.pk,
        "soort": action.get_soort_display(),
        "wat": action.omschrijving,
        "wie": action.eigenaar,
        "stand": state,
        "klaar": action.gereed_op is not None,
    }
