"""Who supervises the register, and who may know who read what."""

from typing import TYPE_CHECKING

from django.db.models import Q

from integrity import lifecycle
from integrity.permissions import WIE, has_bevoegd_gezag, is_coordinator, may
from organisations.access import Access

if TYPE_CHECKING:
    from integrity.models import Zaak


def oversees(access: Access) -> bool:
    """Who supervises: the log and what zaken there are, never their content without a reason."""
    return may(access, "toezien")


def overseen(access: Access) -> Q:
    """The zaken that exist for who supervises: all of the organisation. What must not exist for this
    person (``apart``) is left out by ``Zaak.objects.overseen_by``."""
    return Q(organisation=access.organisation) if oversees(access) else Q(pk__in=[])


def can_see_readers(access: Access, zaak: "Zaak") -> bool:
    """Who opened it, when and in which role: who coordinates it, and who supervises the register."""
    return is_coordinator(access, zaak) or oversees(access)


def reads_as(access: Access, zaak: "Zaak") -> str:
    """In which part this person reads it, for the read line: the widest one; "" for none of these."""
    parts = WIE | {lifecycle.BEVOEGD_GEZAG: has_bevoegd_gezag}
    return next((name for name, holds in parts.items() if holds(access, zaak)), "")
