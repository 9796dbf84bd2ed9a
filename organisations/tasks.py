from celery import shared_task

from ledger.rowsecurity import EVERY, granted
from organisations.sso import asking


@shared_task
def ask_services() -> int:
    """Ask the services that people sign in with whether those who are signed in are still there."""
    with granted("ask services", organisations=EVERY, rooms=("organisations", "ledger")):
        return asking.ask_all()
