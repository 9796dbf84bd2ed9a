"""Passes: what a connection may see now, and for how long.

A pass is a secret that the connection carries; the database knows its hash, and shows rows by what was
written beside it. It is written there only when the application signed it, with a key that is not in the
database: who can run SQL of their own still can't make one, nor set a number that opens another organisation.
"""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import psycopg
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import timezone

EVERY = None
# A pass of a person is renewed while the person works; nothing that ended is seen for longer than this.
PERSON_SECONDS = 10 * 60
GRANT_SECONDS = 60 * 60


class PassEnded(Exception):
    """The pass ended before the work did: since then rows stayed unseen."""


@dataclass(frozen=True)
class _Carried:
    """What a connection carries: the secret of a pass, and the organisation it is narrowed to.

    ``grant``: what a grant was opened with, to open it again.
    """

    secret: str = ""
    organisation: str = ""
    grant: tuple = ()


NOTHING = _Carried()
SEND = "SELECT set_config('gir.pas', %s, false), set_config('gir.organisatie', %s, false)"


@contextmanager
def granted(
    purpose: str,
    *,
    organisations: Iterable[int] | None,
    rooms: Iterable[str] | None = EVERY,
    seconds: int = GRANT_SECONDS,
) -> Iterator[None]:
    """Work that no person does by themselves: what is seen is named, and only while it lasts.

    ``purpose`` says what for. ``organisations``: their ids, or EVERY. ``rooms``: the apps whose tables are
    seen, or EVERY. Inside it what the person may see is set aside, so the caller has checked their right.
    Raises PassEnded at the end of work that took longer than the pass held: it may have missed rows.
    """
    grant = (purpose, None if organisations is None else sorted(organisations), rooms, seconds)
    secret = _open_grant(*grant)
    with _ending(secret), _carrying(_Carried(secret, grant=grant)):
        yield


def see_on() -> None:
    """For long work, between one look and the next: the last one saw all, and a grant is renewed when half of
    it is over.

    Outside a transaction only, as nobody else can clear away old passes before that is committed. Raises
    PassEnded when the pass did not last.
    """
    if not _run("SELECT muur.geldt(0)"):
        raise PassEnded
    carried = _carried()
    if carried.grant and not connection.in_atomic_block:
        if not _run("SELECT muur.geldt(%s)", carried.grant[-1] / 2):
            _open_grant(*carried.grant, secret=carried.secret)


@contextmanager
def in_person(user_id: int, secret: str) -> Iterator[None]:
    """What this person may see, in the organisations in which they hold a role today.

    ``secret`` is of their session (or token): the pass is opened at its first use, and again when it is
    about to end.
    """
    with _carrying(_Carried(secret)):
        if not _run("SELECT muur.geldt(%s)", PERSON_SECONDS / 2):
            _open(secret, doel="persoon", persoon=user_id, seconden=PERSON_SECONDS)
        yield


def become_granted(purpose: str, *, organisations: Iterable[int]) -> None:
    """Carry another pass, of who turned out to ask, until what is around this puts its own back."""
    _set(_Carried(_open_grant(purpose, organisations, EVERY, PERSON_SECONDS)))


@contextmanager
def nothing() -> Iterator[None]:
    """No pass: not a row of what is walled."""
    with _carrying(NOTHING):
        yield


@contextmanager
def narrowed_to(organisation_id: int) -> Iterator[None]:
    """Of what this person may see only what is of the organisation that is active now."""
    with _carrying(replace(_carried(), organisation=str(organisation_id))):
        yield


def forget(secret: str) -> None:
    """End the pass of this secret: of a session that ended, of work that is done."""
    _run("SELECT muur.sluit(%s)", secret)


def padded_keys() -> tuple[bytes, bytes]:
    """The two padded keys of HMAC (RFC 2104) from which the database works out a mark itself."""
    key = _key().ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"gir.rowsecurity", "sha256")


def _open_grant(
    purpose, organisations: Iterable[int] | None, rooms: Iterable[str] | None, seconds: int, secret: str = ""
) -> str:
    secret = secret or secrets.token_urlsafe(32)
    _open(
        secret,
        doel=purpose,
        organisaties=None if organisations is None else sorted(organisations),
        delen=None if rooms is None else sorted(rooms),
        seconden=seconds,
    )
    return secret


def _open(secret: str, **content) -> None:
    content |= {
        "hash": hashlib.sha256(secret.encode()).hexdigest(),
        "dag": timezone.localdate().isoformat(),
        "gemaakt": time.time(),
    }
    text = json.dumps(content)
    _run("SELECT muur.open_pas(%s, %s)", text, hmac.new(_key(), text.encode(), "sha256").hexdigest())


@contextmanager
def _carrying(carried: _Carried) -> Iterator[None]:
    before = _carried()
    try:
        _set(carried)
        yield
    finally:
        became = _carried().secret
        _put_back(before)
        if became not in (carried.secret, before.secret) and not _in_failed_transaction():
            forget(became)


@contextmanager
def _ending(secret: str) -> Iterator[None]:
    """Whatever happens inside, this pass is over afterwards; where the transaction around it failed nothing
    can be written, and it was opened in there or ends by itself."""
    try:
        yield
    except BaseException:
        if not _in_failed_transaction():
            _run("SELECT muur.sluit(%s)", secret)
        raise
    if not _run("SELECT muur.sluit(%s)", secret):
        raise PassEnded("this took longer than its pass held: what it saw may not be all there is")


def _carried() -> _Carried:
    return getattr(connection, "gir_carried", NOTHING)


def _set(carried: _Carried) -> None:
    connection.gir_carried = carried
    _send(carried)


def _send(carried: _Carried) -> None:
    _run(SEND, carried.secret, carried.organisation)


def _put_back(before: _Carried) -> None:
    connection.gir_carried = before
    if _in_failed_transaction():
        # Rolling back puts the settings back as they were before the transaction; what is around it sends
        # its own again when it ends.
        return
    _send(before)


def _in_failed_transaction() -> bool:
    """Whether nothing can be asked on this connection now: it is gone, or waits for a rollback."""
    if connection.connection is None or connection.connection.closed:
        return True
    return connection.connection.info.transaction_status == psycopg.pq.TransactionStatus.INERROR


def _run(sql: str, *parameters: object):
    """The one value of one row. On the driver itself: it is no query of the page, and never in its log."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        row = _execute(connection, sql, *parameters)
    return row and row[0]


def _execute(connection, sql: str, *parameters: object):
    """Parameters go apart from the text: other connections of the application can read the text of what this
    one asks (pg_stat_activity), and would find the secret in it."""
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(sql, parameters).fetchone()


def _again(sender, connection, **kwargs) -> None:
    """A connection that was lost and made anew carries what the old one did."""
    carried = getattr(connection, "gir_carried", NOTHING)
    if carried != NOTHING:
        _execute(connection, SEND, carried.secret, carried.organisation)


connection_created.connect(_again, dispatch_uid="ledger.rowsecurity")
