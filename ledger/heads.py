"""Signed heads: what they say, who signed them, and the file that keeps them outside the database."""

import fcntl
import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ledger.logboek import MOMENT
from ledger.models import Zegelhoofd

NO_HEAD = bytes(32)
QUOTED = re.compile(r"^[\s>]+")
TAIL = 4096  # bytes; more than a line is long


class Hoofd(NamedTuple):
    """What a head says, wherever it was kept. ``tijd`` is as it is signed: in UTC, with microseconds."""

    nummer: int
    omvang: int
    wortel: str
    tijd: str
    vorig: str
    sleutel: str
    handtekening: str

    @property
    def message(self) -> bytes:
        """What is signed."""
        said = ("gir-logboek-hoofd-1", self.nummer, self.omvang, self.wortel, self.tijd, self.vorig)
        return "".join(f"{part}\n" for part in said).encode()

    @property
    def hash(self) -> str:
        return sha256(self.message).hexdigest()

    @property
    def moment(self) -> datetime:
        return datetime.strptime(self.tijd, MOMENT).replace(tzinfo=UTC)

    @property
    def json(self) -> str:
        return json.dumps(self._asdict(), separators=(",", ":"))

    @property
    def is_signed(self) -> bool:
        """By the key that it names; whether that is ours is another question."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.sleutel))
            key.verify(bytes.fromhex(self.handtekening), self.message)
        except (InvalidSignature, ValueError):
            return False
        return True


def parse(line: str) -> Hoofd:
    """A head from one line of JSON. Raises ValueError for anything else."""
    try:
        said = json.loads(line)
        found = Hoofd(**{name: said[name] for name in Hoofd._fields})
    except (TypeError, KeyError) as error:
        raise ValueError("this is not a head") from error
    numbers, texts = found[:2], found[2:]
    if not all(type(n) is int for n in numbers) or not all(isinstance(t, str) for t in texts):
        raise ValueError("this is not a head")
    found.moment  # noqa: B018  a time that isn't one raises
    return found


def signing_key() -> Ed25519PrivateKey:
    """Raises ImproperlyConfigured in a process that only checks."""
    if not settings.GIR_LOG_KEY:
        raise ImproperlyConfigured("GIR_LOG_KEY is not set. Without it the log can't be sealed.")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.GIR_LOG_KEY))


def public_key() -> str:
    return signing_key().public_key().public_bytes_raw().hex()


def trusted_keys() -> set[str]:
    """The public keys whose heads are ours: that of now, and those that were given beside it."""
    return {*settings.GIR_LOG_PUBLIC_KEYS, *([public_key()] if settings.GIR_LOG_KEY else [])}


def sign(*, nummer: int, omvang: int, wortel: bytes, tijd: datetime, vorig: str) -> Hoofd:
    key = signing_key()
    moment = tijd.astimezone(UTC).strftime(MOMENT)
    said = Hoofd(nummer, omvang, wortel.hex(), moment, vorig, public_key(), "")
    return said._replace(handtekening=key.sign(said.message).hex())


def stored(after: int = 0, *, limit: int | None = None) -> list[Hoofd]:
    """The heads in the database with a higher number than ``after``, in their order; ``limit``: so many."""
    rows = Zegelhoofd.objects.filter(nummer__gt=after).order_by("nummer")[:limit]
    return [_of_row(*row) for row in rows.values_list(*Hoofd._fields).iterator()]


def latest() -> Hoofd | None:
    row = Zegelhoofd.objects.order_by("-nummer").values_list(*Hoofd._fields).first()
    return _of_row(*row) if row else None


def at(moment: datetime) -> Hoofd | None:
    """The newest head of not later than this."""
    row = Zegelhoofd.objects.filter(tijd__lte=moment).order_by("-nummer").first()
    return of(row) if row else None


def of(row: Zegelhoofd) -> Hoofd:
    return _of_row(*(getattr(row, name) for name in Hoofd._fields))


def is_stored(head: Hoofd) -> bool:
    """Whether the database has this head, and says the same."""
    here = stored(head.nummer - 1, limit=1)
    return bool(here) and here[0].message == head.message


def _of_row(nummer, omvang, wortel, tijd, vorig, sleutel, handtekening) -> Hoofd:
    moment = tijd.astimezone(UTC).strftime(MOMENT)
    return Hoofd(
        nummer, omvang, bytes(wortel).hex(), moment, bytes(vorig).hex(), sleutel, bytes(handtekening).hex()
    )


def read_own(path: Path) -> tuple[list[Hoofd], list[int]]:
    """What ``read`` finds in the file of GIR, not while it is written; without a last line that a crash cut
    off, as the next seal writes it anew."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        content = file.read()
    whole = content[: content.rfind(b"\n") + 1]
    return read(whole.decode(errors="replace").splitlines())


def last_in(path: Path) -> Hoofd | None:
    """The last head that can be read in this file; None without a file or without a head in it.

    The last line may have been cut off by a crash: the next seal writes it anew below that.
    """
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        found = _last_among(file.read())
    return found or _last_among(path.read_bytes())


def _last_among(content: bytes) -> Hoofd | None:
    found, _ = read(content.decode(errors="replace").splitlines())
    return found[-1] if found else None


def publish(path: Path) -> int:
    """Add the heads that are not in this file yet; returns how many.

    The file is only added to. Where its last head is not in the database, after a backup that was put back,
    the new ones are found by reading all of it, and both histories stand in it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        tail = file.read()
        new = _not_in(path, tail)
        if new:
            cut_off = b"\n" if tail and not tail.endswith(b"\n") else b""
            file.write(cut_off + "".join(f"{head.json}\n" for head in new).encode())
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def _not_in(path: Path, tail: bytes) -> list[Hoofd]:
    last = _last_among(tail)
    if last and is_stored(last):
        return stored(last.nummer)
    known = {head.message for head in read(path.read_text(errors="replace").splitlines())[0]}
    return [head for head in stored() if head.message not in known]


def read(lines: Iterable[str]) -> tuple[list[Hoofd], list[int]]:
    """The heads among these lines, and the numbers (from 1) of the lines that can't be read.

    Lines that don't begin as one are passed over, such as the text of a mail, and so are the marks of a mail
    that was forwarded; so is one that was cut off and stands in full below it.
    """
    heads, unreadable, before = [], [], ""
    for number, line in enumerate((QUOTED.sub("", line).strip() for line in lines), start=1):
        if before and line.startswith(before):
            unreadable.pop()
        before = ""
        if not line.startswith("{"):
            continue
        try:
            heads.append(parse(line))
        except ValueError:
            unreadable.append(number)
            before = line
    return heads, unreadable
