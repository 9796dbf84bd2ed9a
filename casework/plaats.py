"""Where a page of a long list begins, in its address: sealed, so that it tells nothing and takes no guess.

The id of a row tells how much was made between two rows, also of what the reader may not know of; and a list
that begins at any id one likes tells by halving which ids its rows have. So the address holds the place
encrypted (AES-SIV, RFC 5297): the same place is the same text, and what we did not make is no place.
"""

import base64
import binascii
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Every place is as long as every other: the length of an id tells its size. Needs no padding in base64.
LENGTH = 50


@cache
def _cipher(secret_key: str) -> AESSIV:
    kdf = HKDF(algorithm=SHA256(), length=64, salt=None, info=b"casework.plaats")
    return AESSIV(kdf.derive(secret_key.encode()))


def mark(lijst: str, *place: object) -> str:
    """This place in this list, for in an address. ``place``: the values by which the list is ordered."""
    text = "_".join(map(str, place)).ljust(LENGTH).encode()
    return base64.urlsafe_b64encode(_cipher(settings.SECRET_KEY).encrypt(text, [lijst.encode()])).decode()


def place(lijst: str, marked: str) -> list[str] | None:
    """What was marked; None for nothing, nonsense, and a mark of another list or under another SECRET_KEY."""
    if not marked or not marked.isascii():
        return None
    try:
        sealed = base64.urlsafe_b64decode(marked)
        return _cipher(settings.SECRET_KEY).decrypt(sealed, [lijst.encode()]).decode().rstrip().split("_")
    except (binascii.Error, InvalidTag):
        return None


def row(lijst: str, marked: str) -> int | None:
    """The same, of a list that is ordered by the id of its rows."""
    found = place(lijst, marked)
    return int(found[0]) if found else None
