"""What the clock does for reports."""

from celery import shared_task

from reports.services import planning


@shared_task
def make_concepts() -> int:
    """Make the concept reports whose day has come."""
    return planning.make_due()
