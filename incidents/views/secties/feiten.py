"""What happened, as far as it is known: in the words of who reported it, and in the lists."""

from typing import Any

from casework.datums import in_full
from incidents.ernst import BELEVING
from incidents.gedragingen import GEDRAGINGEN
from incidents.lists import Contactvorm, Hindergrond, IncidentKenmerk
from incidents.models import Incident
from incidents.views.zicht import Incidentzicht

GEEN_ERNST = "Hinderlijk contact heeft geen ernst."
TEKSTEN = (
    ("citaten", "Letterlijk gezegd of geschreven"),
    ("waarmee", "Waarmee"),
    ("werkwijze", "Hoe het ging"),
    ("waarom", "Waarom"),
)


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    """Who sees no slachtoffer sees no story either, and not which place: it can be the door of somebody."""
    tekst = getattr(incident, "tekst", None) if zicht.slachtoffer else None
    return {
        "verhaal": tekst.beschrijving if tekst else "",
        "rijen": _rows(incident, precies=zicht.slachtoffer)
        + [_row(label, getattr(tekst, name, "")) for name, label in TEKSTEN if tekst],
        "beperkt": not zicht.slachtoffer,
    }


def _rows(incident: Incident, *, precies: bool) -> list[dict[str, Any]]:
    did = ", ".join(GEDRAGINGEN[code].label for code in incident.gedragingen)
    exactly = incident.locatie if precies else ""
    place = " · ".join(filter(None, (incident.get_locatietype_display(), exactly)))
    found = [
        ("Waarom onredelijk", _labels(Hindergrond, incident.hindergronden) if incident.is_hinderlijk else ""),
        ("Wat deed de veroorzaker", did),
        ("Ook sprake van", _labels(IncidentKenmerk, incident.kenmerken)),
        ("Wanneer", _when(incident)),
        ("Hoe was het contact", _labels(Contactvorm, incident.contactvormen)),
        ("Waar", place),
        ("Aanleiding", incident.get_aanleiding_display()),
        ("Afdeling", incident.afdeling.naam if incident.afdeling else ""),
    ]
    return [_row(label, value) for label, value in found]


def _row(label: str, value: str) -> dict[str, str]:
    return {"label": label, "waarde": value}


def _labels(lijst: Any, codes: list[str]) -> str:
    return ", ".join(lijst(code).label for code in codes)


def _when(incident: Incident) -> str:
    day = in_full(incident.voorval_op)
    return f"{day}, {incident.voorval_tijd:%H.%M} uur" if incident.voorval_tijd else day


def ernst_in_words(incident: Incident) -> str:
    """As computed, beside the heaviest that a slachtoffer said; where no aggression is known, that there
    is none."""
    if incident.is_hinderlijk and incident.ernst_objectief is None:
        return GEEN_ERNST
    felt = max((s.ernst_beleving or 0 for s in incident.slachtoffers.all()), default=0)
    computed = incident.get_ernst_objectief_display() or "nog niet bekend"
    said = f"“{dict(BELEVING)[felt]}”" if felt else "niet ingevuld"
    return f"Ernst {computed} (berekend). Het slachtoffer zelf: {said}."
