"""Messages to and from who reported it, and the internal notes: kept well apart."""

from incidents.models import Incident
from incidents.views.zicht import Zicht


def section(incident: Incident, zicht: Zicht) -> dict:
    if not zicht.slachtoffer:
        return {}
    return {"berichten": list(incident.berichten.all()), "notities": list(incident.notities.all())}
