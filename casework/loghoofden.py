"""The heads of the log go to an address outside: who keeps them can tell later what was changed here."""

import hashlib
import logging
import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from casework.mail import mail_row
from ledger import heads
from ledger.models import OutboxRow
from ledger.outbox import enqueue_all
from ledger.watching import Alarm

logger = logging.getLogger(__name__)

TEKST = """Dit is het nieuwste hoofd van het logboek van GIR op {adres}.

Bewaar dit bericht op een plek waar de beheerders van GIR niet bij kunnen. Met dit hoofd ziet u later of
iemand iets veranderde in het logboek van daarvoor. Hoe, staat in docs/logboek.md bij de broncode van GIR.

{hoofd}
"""

ALARM = """Er is iets mis met het logboek van GIR op {adres}.

{tekst}

Vraag de beheerder van de server wat er is gebeurd, en laat iemand anders het logboek controleren met de
hoofden die u bewaarde. Wat er dan te doen is, staat in docs/logboek.md bij de broncode van GIR.
"""
# The same alarm is told again after this, as long as it lasts.
ALARM_AGAIN = 24 * 60 * 60


def mail_newest() -> bool:
    """Queue the newest head, once in each stretch of GIR_LOG_HEADS_HOURS hours; False when there is nothing
    to send or nobody to send it to. There is a new head each hour, also when nothing was written."""
    head = heads.latest()
    if head is None or not settings.GIR_LOG_HEADS_MAIL:
        return False
    row = mail_row(
        to=settings.GIR_LOG_HEADS_MAIL,
        subject=f"GIR: hoofd {head.nummer} van het logboek",
        body=TEKST.format(adres=settings.GIR_BASE_URL, hoofd=head.json),
        key=_key(_stretch(timezone.now())),
    )
    with transaction.atomic():
        enqueue_all([row])
    return True


def not_mailed() -> bool:
    """Whether two stretches went by in which no head was mailed although there is an address for it."""
    now = _stretch(timezone.now())
    before = heads.at(_begin(now - 1))
    if before is None or not settings.GIR_LOG_HEADS_MAIL:
        return False
    keys = [f"mail:{_key(stretch)}" for stretch in (now, now - 1)]
    return not OutboxRow.objects.filter(key__in=keys, delivered_at__isnull=False).exists()


def tell(alarm: Alarm) -> bool:
    """Log an alarm and mail it to who keeps the heads, once a day while it lasts; whether it was told now.

    What was told is kept outside the database, which is what the alarm is about.
    """
    once = f"logboek-alarm:{hashlib.sha256(alarm.aanleiding.encode()).hexdigest()}"
    if cache.get(once):
        return False
    logger.error("%s", alarm.tekst)
    if settings.GIR_LOG_HEADS_MAIL:
        row = mail_row(
            to=settings.GIR_LOG_HEADS_MAIL,
            subject="GIR: er is iets mis met het logboek",
            body=ALARM.format(adres=settings.GIR_BASE_URL, tekst=alarm.tekst),
            key=f"logboek-alarm:{secrets.token_hex(16)}",
        )
        with transaction.atomic():
            enqueue_all([row])
    cache.set(once, True, ALARM_AGAIN)
    return True


def _stretch(moment: datetime) -> int:
    return int(moment.timestamp() // (settings.GIR_LOG_HEADS_HOURS * 3600))


def _begin(stretch: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(hours=stretch * settings.GIR_LOG_HEADS_HOURS)


def _key(stretch: int) -> str:
    """One for each stretch, by the head with which that began. Who could tell it beforehand could queue a row
    under it as if that was sent already, and the mail would stay away."""
    head = heads.at(_begin(stretch)) or heads.stored(limit=1)[0]
    return f"logboek:{salted_hmac('casework.loghoofden', head.hash, algorithm='sha256').hexdigest()}"
