"""Who supervises the register, and who may know who read what."""

from typing import TYPE_CHECKING

from django.db.models import Q

from incidents import lifecycle
from incidents.permissions import WIE, can_decide, is_coordinator, may
from organisations.access import Access

if TYPE_CHECKING:
    from incidents.models import Incident


def oversees(access: Access) -> bool:
    """Who supervises: the log and what incidents there are, never their content without a reason."""
    return may(access, "toezien")


def overseen(access: Access) -> Q:
    """The incidents that exist for who supervises: all of the organisation. What must not exist for this
    person (``apart``) is left out by ``Incident.objects.overseen_by``."""
    return Q(organisation=access.organisation) if oversees(access) else Q(pk__in=[])


def can_see_readers(access: Access, incident: "Incident") -> bool:
    """Who opened it, when and in which role: who coordinates it, and who supervises the register."""
    return is_coordinator(access, incident) or oversees(access)


def reads_as(access: Access, incident: "Incident") -> str:
    """In which part this person reads it, for the read line: the widest one; the direction reads a serious
    one without being asked anything. "" for none of these."""
    parts = [name for name, holds in WIE.items() if holds(access, incident)]
    return next(iter(parts), lifecycle.BEVOEGD_GEZAG if can_decide(access) else "")
