"""Hinderlijk contact is no aggression: it begins with the tracks that somebody asks for, and has none of
the clocks of aggression.

Source: the domain document, section 3: a separate kind, with its own ground and measures.
"""

from collections.abc import Iterable
from datetime import date

from casework import terms
from casework.lifecycle import By
from incidents import lifecycle
from incidents.lists import AangifteGewenst, Letsel, Spoorsoort, Spoorstatus
from incidents.models import Incident, Slachtoffer
from incidents.services import requirements, sporen

NIET_NODIG = {
    Spoorsoort.OPVANG: "Hinderlijk contact, en er is niet om hulp gevraagd.",
    Spoorsoort.POLITIE: "Hinderlijk contact is geen agressie.",
}


def not_asked_for(people: Iterable[Slachtoffer]) -> dict[str, str]:
    """The tracks that hinderlijk contact does without, each with the reason: who wants to be called, is
    shaken or hurt gets care, and a wish for charges is decided on."""
    people = list(people)
    asked = {
        Spoorsoort.OPVANG: any(_asks_care(hurt) for hurt in people),
        Spoorsoort.POLITIE: any(hurt.aangifte_gewenst == AangifteGewenst.JA for hurt in people),
    }
    return {soort: reden for soort, reden in NIET_NODIG.items() if not asked[soort]}


def _asks_care(hurt: Slachtoffer) -> bool:
    harmed = hurt.letsel not in ("", Letsel.GEEN)
    return bool(hurt.mag_bellen or hurt.hulp_gewenst or hurt.geschrokken or harmed)


def follow(incident: Incident, *, by: By, on: date) -> None:
    """Another kind was chosen for a locked incident that is open: it gets the tracks and clocks of that."""
    if incident.status not in lifecycle.OPEN:
        return
    if incident.is_hinderlijk:
        _less(incident, by=by, on=on)
    else:
        _more(incident, on=on)


def _less(incident: Incident, *, by: By, on: date) -> None:
    """What was begun in a track goes on there."""
    terms.stop_terms(incident, requirements.ALLEEN_AGRESSIE, on=on)
    begun = {
        Spoorsoort.OPVANG: any(hurt.nazorggesprekken.exists() for hurt in incident.slachtoffers.all()),
        Spoorsoort.POLITIE: incident.politiecontacten.exists() or requirements.has_decided(incident),
    }
    for soort, reden in not_asked_for(incident.slachtoffers.all()).items():
        if requirements.is_open(incident, soort) and not begun[soort]:
            sporen.end_track(incident, soort, Spoorstatus.OVERGESLAGEN, by=by, on=on, reden=reden)


def _more(incident: Incident, *, on: date) -> None:
    """What was skipped because it was no aggression is open again."""
    skipped = incident.sporen.filter(status=Spoorstatus.OVERGESLAGEN, reden__in=NIET_NODIG.values())
    sporen.open_again(incident, list(skipped.values_list("soort", flat=True)), on=on)
    waits = {
        Spoorsoort.VEROORZAKER: not requirements.has_reacted(incident),
        Spoorsoort.POLITIE: not requirements.has_decided(incident),
    }
    for soort, nothing_done in waits.items():
        if nothing_done and requirements.is_open(incident, soort):
            terms.start_term(incident, requirements.first_clock(incident, soort), start=on)
