"""Sealing: every line gets a place in the tree, and the root of the tree is signed."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from ledger import audit, heads
from ledger.actors import SYSTEEM
from ledger.continuing import SealRefused, doubts, edge_of_the_leaves
from ledger.logboek import BATCH, LOGBOEKEN, Logregel, Recent, unsealed
from ledger.merkle import Frontier
from ledger.models import Zegelhoofd, Zegelplaats
from ledger.waiting import release

# No transaction that writes a line takes longer than this: a line that comes later was put there.
LATE = timedelta(hours=6)
# A head without new lines: it narrows the time in which a line could have been put there.
SIGN_OF_LIFE = timedelta(hours=1)


def seal(*, at: datetime | None = None, whole: bool = False, wait: bool = False) -> int:
    """Seal every line that has no seal yet, sign the root and add it to the file of heads; returns how many.

    One sealer at a time: another one that comes meanwhile does nothing, or (``wait``) has its turn after it.
    ``whole``: looks through all of the log, not only through what is recent. ``at`` is for a clock of one's
    own. Raises SealRefused when what was sealed before does not hold: see ``go_on``. Raises
    ImproperlyConfigured without a key and OSError when the file can't be written: the next run then writes
    what is missing from it.
    """
    file = Path(settings.GIR_LOG_HEADS_FILE)
    with transaction.atomic():
        sealed = _seal(at, whole, file) if alone(wait=wait) else 0
    heads.publish(file)
    return sealed


def go_on(*, reden: str) -> int:
    """Seal on though what was sealed before does not hold, as after a backup was put back; returns how many.

    The reason and the doubts become a line of the log, and both histories stay in the file of heads: the
    check names them for ever. Raises ValueError when nothing stops the seal, and SealRefused when seals are
    missing in the middle: then there is no tree to go on with.
    """
    file = Path(settings.GIR_LOG_HEADS_FILE)
    with transaction.atomic():
        alone(wait=True)
        last = last_head()
        found = doubts(last, file)
        if not found:
            raise ValueError("nothing stops the seal")
        about = last or Zegelhoofd(nummer=0)
        said = {"reden": reden, "twijfel": found}
        audit.record(actor=SYSTEEM, verb="logboek_hervatten", subject=about, organisation_id=None, data=said)
        sealed = _extend(edge_of_the_leaves(), last, at=None, whole=True)
    heads.publish(file)
    return sealed


def last_head() -> Zegelhoofd | None:
    return Zegelhoofd.objects.order_by("-nummer").first()


def alone(*, wait: bool) -> bool:
    """Whether nobody else seals until this transaction ends."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger.seal'))")
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('ledger.seal'))")
        return cursor.fetchone()[0]


def _seal(at: datetime | None, whole: bool, file: Path) -> int:
    heads.signing_key()
    last = last_head()
    if found := doubts(last, file):
        raise SealRefused(found)
    release(at or timezone.now())
    return _extend(Frontier(last.omvang, bytes(last.frontier)) if last else Frontier(), last, at, whole)


def _extend(frontier: Frontier, last: Zegelhoofd | None, at: datetime | None, whole: bool) -> int:
    before = frontier.size
    for model in LOGBOEKEN:
        batch: list[Logregel] = []
        for line in unsealed(model, recent=None if whole else _recent(model, last)):
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


def _recent(model: type[models.Model], last: Zegelhoofd | None) -> Recent | None:
    """Which lines can be without a seal, so that a long log is not looked through each minute; None: any.

    Numbers are given out in order and moments are those of the clock, and both are committed ``LATE`` later
    at most. A number counts only when the database gave it out: one that somebody made up would hide all
    lines below it. What lies in its number and its moment is found by ``ledger.watching``.
    """
    old = last and Zegelhoofd.objects.filter(tijd__lte=last.tijd - LATE).order_by("-nummer").first()
    if not old:
        return None
    given_out = _last_number(model)
    places = Zegelplaats.objects.filter(logboek=model._meta.db_table, plaats__lt=old.omvang)
    known = places.filter(regel_id__lte=given_out) if given_out is not None else places.none()
    number = known.order_by("-regel_id").values_list("regel_id", flat=True).first()
    return None if number is None else Recent(number, min(last.tijd, timezone.now()) - LATE)


def _last_number(model: type[models.Model]) -> int | None:
    """The last number that the database gave to a line of this log; None before the first."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id'))", [table])
        return cursor.fetchone()[0]


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
