"""What lies sealed in the database: no use to who reads the database alone.

AES-256-GCM under a key that is derived from SECRET_KEY (HKDF-SHA-256), another one for each use, and bound to
what it was sealed for. What was sealed under one of SECRET_KEY_FALLBACKS can be read too.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def _cipher(secret_key: str, use: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(secret_key.encode()))


def seal(text: str, *, use: bytes, about: bytes) -> bytes:
    """The text, readable only for the same `use` and `about`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(settings.SECRET_KEY, use).encrypt(nonce, text.encode(), about)


def unseal(sealed: bytes, *, use: bytes, about: bytes) -> str:
    """Raises InvalidTag when it was changed, sealed for something else, or under a key that is not known."""
    return _open(sealed, use=use, about=about)[0]


def is_of_an_earlier_key(sealed: bytes, *, use: bytes, about: bytes) -> bool:
    """Raises InvalidTag as `unseal` does."""
    return _open(sealed, use=use, about=about)[1] > 0


def _open(sealed: bytes, *, use: bytes, about: bytes) -> tuple[str, int]:
    for number, key in enumerate((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        try:
            text = _cipher(key, use).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
        except InvalidTag:
            continue
        return text.decode(), number
    raise InvalidTag
