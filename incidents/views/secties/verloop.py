"""Messages to and from who reported it, and the internal notes: kept well apart."""

from typing import Any

from casework.datums import with_time
from incidents.models import Incident, IncidentBericht
from incidents.views.zicht import Incidentzicht

RECENT = 4  # messages shown at once; the older ones fold out


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.slachtoffer:
        return {}
    told = [_message(b) for b in incident.berichten.all()]
    return {
        "ingetrokken": incident.intrekreden if incident.ingetrokken_op else "",
        "is_ingetrokken": incident.ingetrokken_op is not None,
        "eerder": told[:-RECENT],
        "berichten": told[-RECENT:],
        "notities": [
            {"tekst": n.tekst, "wie": n.door.naam, "wanneer": with_time(n.created_at)}
            for n in (incident.notities.all() if zicht.notities else [])
        ],
        "intern": zicht.notities,
    }


def _message(bericht: IncidentBericht) -> dict[str, Any]:
    return {
        "tekst": bericht.tekst,
        "richting": "van" if bericht.van_melder else "naar",
        "wanneer": with_time(bericht.created_at),
        "wie": bericht.door.naam if bericht.door and not bericht.van_melder else "",
        "nieuw": bericht.van_melder and bericht.gelezen_at is None,
    }
