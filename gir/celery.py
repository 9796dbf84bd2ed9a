"""The worker's hands. Nothing is lost without them: what must be done stands in the outbox."""

import os
import sys
import warnings

from celery import Celery
from celery.platforms import SecurityWarning
from celery.schedules import crontab
from celery.signals import celeryd_init, setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")

if settings.DEVELOPMENT:
    warnings.filterwarnings("ignore", "You're running the worker with superuser", SecurityWarning)

app = Celery("gir")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "seal the log": {
        "task": "ledger.tasks.seal_log",
        "schedule": 30.0,
        "options": {"expires": 60},
    },
    "mail the newest head of the log to who keeps it": {
        "task": "casework.tasks.mail_log_head",
        "schedule": crontab(minute=15),
    },
    "look for lines of the log that stay without a seal": {
        "task": "casework.tasks.watch_log",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 5 * 60},
    },
    "deliver what stands in the outbox": {
        "task": "casework.tasks.deliver_outbox",
        "schedule": 5.0,
        "options": {"expires": 30},
    },
    "import what was confirmed": {
        "task": "casework.tasks.deliver_slow",
        "schedule": 5.0,
        "options": {"expires": 30},
    },
    "drop uploads that nobody confirmed": {
        "task": "casework.tasks.drop_abandoned_uploads",
        "schedule": crontab(hour=5, minute=0),
    },
    "forget forms that were sent days ago": {
        "task": "casework.tasks.forget_sent_forms",
        "schedule": crontab(hour=5, minute=10),
    },
    "drop what was begun months ago and never sent": {
        "task": "casework.tasks.drop_untouched_concepts",
        "schedule": crontab(hour=5, minute=20),
    },
    "remove identities of veroorzakers whose day has come": {
        "task": "incidents.tasks.forget_identities",
        "schedule": crontab(hour=3, minute=30),
    },
    "remove the names from incidents that were closed years ago": {
        "task": "incidents.tasks.remove_names",
        "schedule": crontab(hour=3, minute=50),
    },
    "stop the terms of measures that are over": {
        "task": "incidents.tasks.stop_terms_of_ended_measures",
        "schedule": crontab(hour=3, minute=40),
    },
    "make the concept reports whose day has come": {
        "task": "reports.tasks.make_concepts",
        "schedule": crontab(hour=6, minute=10),
    },
    "put organisations beside each other, once of each year": {
        "task": "reports.tasks.make_groups",
        "schedule": crontab(hour=6, minute=20),
    },
    "tell who supervises of unusual reading": {
        "task": "casework.tasks.warn_of_much_reading",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "ask the services whether who is signed in is still there": {
        "task": "organisations.tasks.ask_services",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 10 * 60},
    },
    "remind of terms that end soon or have ended": {
        "task": "casework.tasks.remind",
        "schedule": crontab(hour=6, minute=0),
    },
}


@setup_logging.connect
def keep_our_logging(**kwargs):
    """Celery leaves the logging alone when something listens to this; Django has set it up already."""


@celeryd_init.connect
def refuse_without_the_key_of_the_log(**kwargs):
    """The worker seals the log; only an exit gets through Celery, which swallows exceptions here."""
    if not settings.GIR_LOG_KEY:
        sys.exit("GIR_LOG_KEY is not set. The worker needs it to seal the log.")
