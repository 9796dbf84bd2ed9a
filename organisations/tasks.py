from celery import shared_task

from organisations.sso import asking


@shared_task
def ask_services() -> int:
    """Ask the services that people sign in with whether those who are signed in are still there."""
    return asking.ask_all()
