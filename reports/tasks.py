"""What the clock does for reports."""

from celery import shared_task

from ledger.rowsecurity import EVERY, granted
from reports.services import planning, vergelijking


@shared_task
def make_concepts() -> int:
    """Make the concept reports whose day has come."""
    with granted("make concept reports", organisations=EVERY):
        return planning.make_due()


@shared_task
def make_groups() -> int:
    """Put organisations beside each other, of the years whose day has come."""
    rooms = ("reports", "casework", "organisations", "ledger")
    with granted("put organisations beside each other", organisations=EVERY, rooms=rooms):
        return vergelijking.make_due()
