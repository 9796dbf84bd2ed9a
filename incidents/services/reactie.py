"""The reaction to the veroorzaker: a talk, a call or a letter, on a day."""

from datetime import date

from casework import terms
from casework.lifecycle import By, actor_of
from incidents.models import Incident, Reactie
from incidents.services import requirements
from incidents.services.engine import user_of
from ledger import audit

REACTIE = "reactie_veroorzaker"


def keep(incident: Incident, wijze: str, *, by: By, on: date) -> None:
    """It was given: for a locked incident. Its clock stops."""
    Reactie.objects.create(incident=incident, gegeven_op=on, wijze=wijze, door=user_of(by))
    terms.stop_terms(incident, [REACTIE], on=on)


def keep_if_awaited(incident: Incident, wijze: str, *, by: By, on: date) -> None:
    """Something else that went to the veroorzaker is the reaction as well, where that was still to come;
    with its own line in the history."""
    if not requirements.reaction_is_awaited(incident):
        return
    keep(incident, wijze, by=by, on=on)
    audit.record(
        actor=actor_of(by),
        verb="reactie_vastleggen",
        subject=incident,
        organisation_id=incident.organisation_id,
        on=on,
        data={"gegeven": True, "spoor_klaar": False},
    )
