"""What the clock does for the aggression register, every night."""

from celery import shared_task

from incidents.services import bewaren, looptijd, naamloos
from ledger.rowsecurity import EVERY, granted

ROOMS = ("incidents", "casework", "organisations", "ledger")


@shared_task
def forget_identities() -> int:
    """Remove the identity of every veroorzaker whose day has come."""
    with granted("forget identities", organisations=EVERY, rooms=ROOMS):
        return bewaren.forget_expired()


@shared_task
def remove_names() -> int:
    """Remove the names from every incident that was closed long enough ago; its figures stay."""
    with granted("remove names", organisations=EVERY, rooms=ROOMS):
        return naamloos.remove_expired()


@shared_task
def stop_terms_of_ended_measures() -> int:
    """A measure that is over asks for nothing any more."""
    with granted("stop terms of ended measures", organisations=EVERY, rooms=ROOMS):
        return looptijd.stop_terms_of_ended()
