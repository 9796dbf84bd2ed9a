"""The heads of the log go to an address outside: who keeps them can tell later what was changed here."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casework.mail import mail_row
from ledger import heads
from ledger.outbox import enqueue_all

TEKST = """Dit is het nieuwste hoofd van het logboek van GIR op {adres}.

Bewaar dit bericht op een plek waar de beheerders van GIR niet bij kunnen. Met dit hoofd ziet u later of
iemand iets veranderde in het logboek van daarvoor. Hoe, staat in docs/logboek.md bij de broncode van GIR.

{hoofd}
"""


def mail_newest() -> bool:
    """Queue the newest head, once in each stretch of GIR_LOG_HEADS_HOURS hours; False when there is nothing
    to send or nobody to send it to. There is a new head each hour, also when nothing was written."""
    head = heads.latest()
    if head is None or not settings.GIR_LOG_HEADS_MAIL:
        return False
    stretch = int(timezone.now().timestamp() // (settings.GIR_LOG_HEADS_HOURS * 3600))
    row = mail_row(
        to=settings.GIR_LOG_HEADS_MAIL,
        subject=f"GIR: hoofd {head.nummer} van het logboek",
        body=TEKST.format(adres=settings.GIR_BASE_URL, hoofd=head.json),
        key=f"logboek:{stretch}",
    )
    with transaction.atomic():
        enqueue_all([row])
    return True
