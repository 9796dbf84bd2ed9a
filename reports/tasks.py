"""What the clock does for reports."""

from celery import shared_task

from reports.services import planning, vergelijking


@shared_task
def make_concepts() -> int:
    """Make the concept reports whose day has come."""
    return planning.make_due()


@shared_task
def make_groups() -> int:
    """Put organisations beside each other, of the years whose day has come."""
    return vergelijking.make_due()
