"""Sealing: every line gets a place in the tree, and the root of the tree is signed."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from ledger import heads
from ledger.logboek import BATCH, LOGBOEKEN, Logregel, unsealed
from ledger.merkle import Frontier
from ledger.models import Zegelhoofd, Zegelplaats
from ledger.waiting import release

# No transaction that writes a line takes longer than this: a line that comes later was put there.
LATE = timedelta(hours=6)
# A head without new lines: it narrows the time in which a line could have been put there.
SIGN_OF_LIFE = timedelta(hours=1)


def seal(*, at: datetime | None = None) -> int:
    """Seal every line that has no seal yet, sign the root and add it to the file of heads; returns how many.

    One sealer at a time: another one that comes meanwhile does nothing. ``at`` is for a clock of one's own.
    Raises ImproperlyConfigured without a key and OSError when the file can't be written: the next run
    then writes what is missing from it.
    """
    with transaction.atomic():
        sealed = _seal(at) if _alone() else 0
    heads.publish(Path(settings.GIR_LOG_HEADS_FILE))
    return sealed


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('ledger.seal'))")
        return cursor.fetchone()[0]


def _seal(at: datetime | None) -> int:
    release(at or timezone.now())
    last = Zegelhoofd.objects.order_by("-nummer").first()
    frontier = Frontier(last.omvang, bytes(last.frontier)) if last else Frontier()
    before = frontier.size
    for model in LOGBOEKEN:
        batch: list[Logregel] = []
        for line in unsealed(model, above=_floor(model, last)):
            batch.append(line)
            if len(batch) == BATCH:
                _place(batch, frontier)
                batch = []
        _place(batch, frontier)
    # After reading: no line that was read is later than the head that seals it.
    at = at or timezone.now()
    new = frontier.size - before
    if new or (last and at - last.tijd >= SIGN_OF_LIFE):
        _sign(frontier, last, at)
    return new


def _floor(model: type[models.Model], last: Zegelhoofd | None) -> int | None:
    """The number of a line up to which all are sealed, so that a long log is not looked through each minute.

    Numbers are given out in order and committed later, by ``LATE`` at most: the highest that had a seal
    that long before the last head. None when there is no such head.
    """
    old = last and Zegelhoofd.objects.filter(tijd__lte=last.tijd - LATE).order_by("-nummer").first()
    if not old:
        return None
    places = Zegelplaats.objects.filter(logboek=model._meta.db_table, plaats__lt=old.omvang)
    return places.order_by("-regel_id").values_list("regel_id", flat=True).first()


def _place(lines: list[Logregel], frontier: Frontier) -> None:
    if not lines:
        return
    first, hashes = frontier.size, [line.hash for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_zegelplaats (plaats, logboek, regel_id, blad) SELECT * FROM"
            " unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bytea[])",
            [
                list(range(first, first + len(lines))),
                [line.logboek for line in lines],
                [line.nummer for line in lines],
                hashes,
            ],
        )
    for leaf in hashes:
        frontier.append(leaf)


def _sign(frontier: Frontier, last: Zegelhoofd | None, at: datetime) -> None:
    before = heads.latest()
    head = heads.sign(
        nummer=last.nummer + 1 if last else 1,
        omvang=frontier.size,
        wortel=frontier.root(),
        tijd=at,
        vorig=before.hash if before else heads.NO_HEAD.hex(),
    )
    Zegelhoofd.objects.create(
        nummer=head.nummer,
        omvang=head.omvang,
        wortel=frontier.root(),
        tijd=at,
        vorig=bytes.fromhex(head.vorig),
        sleutel=head.sleutel,
        handtekening=bytes.fromhex(head.handtekening),
        frontier=frontier.pack(),
    )
