"""The lifecycle of an incident with its meaning: who may, and what is missing."""

from casework.lifecycle import By, Engine
from incidents import permissions
from incidents.lifecycle import LIFECYCLE
from incidents.services import requirements
from ledger.actors import IMPORT
from organisations.access import Access
from organisations.models import User

ENGINE = Engine(lifecycle=LIFECYCLE, may=permissions.may, missing=requirements.missing)


def user_of(by: By) -> User | None:
    """The person behind an action; None for the named actors."""
    return by.user if isinstance(by, Access) else None


def is_live(by: By) -> bool:
    """False for an import: nothing of the past starts a term or a mail."""
    return by != IMPORT
