"""How serious an incident is, weighed again when more becomes known."""

from incidents import ernst
from incidents.models import Incident
from incidents.services import notices


def weigh(incident: Incident) -> dict[str, int | None]:
    """Compute the ernst of a locked incident again, over all its slachtoffers. The direction is told when
    it becomes serious (domain document, section 4).

    Gives what changed, for the audit: empty when nothing did.
    """
    before = incident.ernst_objectief
    incident.ernst_objectief = ernst.ernst_objectief(
        incident.gedragingen,
        kenmerken=incident.kenmerken,
        letsel=incident.slachtoffers.values_list("letsel", flat=True),
        herhaling=incident.herhaling,
    )
    now = incident.ernst_objectief
    if (now or 0) >= ernst.ERNSTIG > (before or 0):
        incident.save(update_fields=["ernst_objectief"])  # who stands in may open it only from now on
        notices.tell_direction(incident)
    return {"ernst_van": before, "ernst_naar": now} if now != before else {}
