"""Mail goes through the outbox: written with the change, sent by the worker, once.

``OutboxEmailBackend`` is Django's EMAIL_BACKEND, so that the mails of the login go the same way.
``FileEmailBackend`` is for development: a file per mail, named after its id, so that a mail that is
delivered twice still is one.
"""

import secrets
import uuid
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from ledger.actors import start_of_day
from ledger.models import OutboxRow
from ledger.outbox import enqueue_all
from organisations.adapter import ORGANISATION_HEADER

KIND = "mail"
SPREIDING = timedelta(hours=2)


def mail_row(
    *,
    to: list[str],
    subject: str,
    body: str,
    key: str,
    organisation_id: int | None = None,
    alleen_dag: bool = False,
    gespreid: bool = False,
) -> OutboxRow:
    """``alleen_dag``: of when it was made and sent only the day is kept. ``gespreid``: it is sent at a moment
    within two hours that nobody can foresee, for the mail itself tells its reader when it was sent."""
    payload = {"to": to, "subject": subject, "body": body, "from": settings.DEFAULT_FROM_EMAIL}
    now = timezone.now()
    made = start_of_day(now) if alleen_dag else now
    wait = timedelta(seconds=secrets.randbelow(int(SPREIDING.total_seconds())))
    return OutboxRow(
        kind=KIND,
        key=f"mail:{key}",
        payload=payload,
        organisation_id=organisation_id,
        created_at=made,
        next_attempt_at=now + wait if gespreid else made,
        alleen_dag=alleen_dag,
    )


class OutboxEmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list) -> int:
        with transaction.atomic():
            enqueue_all(
                mail_row(
                    to=message.recipients(),
                    subject=message.subject,
                    body=message.body,
                    key=uuid.uuid4().hex,
                    organisation_id=message.extra_headers.get(ORGANISATION_HEADER),
                )
                for message in email_messages
            )
        return len(email_messages)


class FileEmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: list) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = message.extra_headers["Message-ID"].strip("<>").split("@")[0]
            (folder / f"{name}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)


def send(row: OutboxRow) -> None:
    """Deliver one queued mail; the text is dropped afterwards, except in development.

    The Message-ID is that of the row: a mail server that gets it twice can tell.
    """
    sent = row.payload
    domain = parseaddr(sent["from"])[1].rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=sent["subject"],
        body=sent["body"],
        from_email=sent["from"],
        to=sent["to"],
        headers={"Message-ID": f"<gir-{row.pk}@{domain}>"},
        connection=get_connection(settings.GIR_MAIL_BACKEND),
    )
    message.send()
    if not settings.DEVELOPMENT:
        now = timezone.now()
        moment = start_of_day(now) if row.alleen_dag else now
        row.payload = {"to": sent["to"], "subject": sent["subject"], "sent_at": moment.isoformat()}
