"""The worker's hands. Nothing is lost without them: what must be done stands in the outbox."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")

app = Celery("gir")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "deliver what stands in the outbox": {
        "task": "casework.tasks.deliver_outbox",
        "schedule": 5.0,
        "options": {"expires": 30},
    },
    "remind of terms that end soon or have ended": {
        "task": "casework.tasks.remind",
        "schedule": crontab(hour=6, minute=0),
    },
}


@setup_logging.connect
def keep_our_logging(**kwargs):
    """Celery leaves the logging alone when something listens to this; Django has set it up already."""
