"""Mail: queued with the change, sent by the worker, once, and its text not kept."""

import email
import email.policy

import pytest
from django.core.mail import EmailMessage, send_mail

from casework import delivery, mail
from casework.delivery import deliver_pending
from ledger.models import OutboxRow
from ledger.outbox import enqueue_all
from organisations.adapter import ORGANISATION_HEADER

pytestmark = pytest.mark.services


@pytest.fixture
def postbus(db, settings, tmp_path):
    """The folder in which mails land when the worker sends them."""
    settings.EMAIL_BACKEND = "casework.mail.OutboxEmailBackend"
    settings.GIR_MAIL_BACKEND = "casework.mail.FileEmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def queue_mail(**fields):
    enqueue_all([mail.mail_row(**({"to": ["a@example.nl"], "subject": "Taak", "body": "Tekst"} | fields))])


def sent(folder):
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(folder.glob("*"))
    ]


def test_a_mail_of_django_is_queued_and_not_sent(postbus):
    assert send_mail("Nieuw wachtwoord", "Klik hier", None, ["a@example.nl"]) == 1
    row = OutboxRow.objects.get()
    assert (row.kind, row.payload["to"], row.payload["subject"]) == (
        "mail",
        ["a@example.nl"],
        "Nieuw wachtwoord",
    )
    assert not postbus.exists()


def test_the_same_mail_twice_from_django_is_two_mails(postbus):
    for _ in range(2):
        send_mail("Nieuw wachtwoord", "Klik hier", None, ["a@example.nl"])
    assert OutboxRow.objects.count() == 2


def test_a_mail_belongs_to_the_organisation_that_its_header_names(postbus, den_haag):
    EmailMessage("x", "y", to=["a@example.nl"], headers={ORGANISATION_HEADER: den_haag.pk}).send()
    assert OutboxRow.objects.get().organisation_id == den_haag.pk


def test_the_worker_sends_it_as_it_was_written(postbus):
    queue_mail(key="a", to=["Zoë <zoe@example.nl>"], subject="Eén taak", body="Regel één\nRegel twee é")
    assert deliver_pending(delivery.FAST) == 1
    (message,) = sent(postbus)
    assert message["To"] == "Zoë <zoe@example.nl>"
    assert message["Subject"] == "Eén taak"
    assert message.get_content().split("\n")[:2] == ["Regel één", "Regel twee é"]


def test_sending_again_after_a_crash_gives_the_same_message_id_and_the_same_file(postbus):
    """The mail went out, and the worker died before it could say so."""
    queue_mail(key="a")
    deliver_pending(delivery.FAST)
    (first,) = sent(postbus)
    OutboxRow.objects.update(delivered_at=None)
    deliver_pending(delivery.FAST)
    (second,) = sent(postbus)
    assert first["Message-ID"] == second["Message-ID"]


def test_two_mails_have_two_message_ids(postbus):
    queue_mail(key="a")
    queue_mail(key="b")
    deliver_pending(delivery.FAST)
    assert len({message["Message-ID"] for message in sent(postbus)}) == 2


def test_the_text_is_dropped_once_it_was_sent(postbus, settings):
    settings.DEVELOPMENT = False
    queue_mail(key="a", body="https://gir.example.nl/account/password/reset/key/geheim/")
    deliver_pending(delivery.FAST)
    kept = OutboxRow.objects.get().payload
    assert set(kept) == {"to", "subject", "sent_at"}
    assert "geheim" not in str(kept)


def test_the_text_stays_while_it_could_not_be_sent(postbus, settings):
    settings.DEVELOPMENT = False
    settings.GIR_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue_mail(key="a", body="Tekst")
    assert deliver_pending(delivery.FAST) == 0
    row = OutboxRow.objects.get()
    assert row.payload["body"] == "Tekst"
    assert "refused" in row.last_error


def test_a_mail_that_can_not_be_made_does_not_stop_the_others(postbus):
    queue_mail(key="a", subject="Twee\nregels")
    queue_mail(key="b")
    assert deliver_pending(delivery.FAST) == 1
    assert "BadHeaderError" in OutboxRow.objects.get(key="mail:a").last_error
