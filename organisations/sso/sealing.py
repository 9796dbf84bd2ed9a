"""The token with which a service is asked whether somebody is still there: no use to who reads the database.

AES-256-GCM under a key that is derived from SECRET_KEY (HKDF-SHA-256), bound to what it was sealed for.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def _cipher() -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"organisations.sso.verversing")
    return AESGCM(kdf.derive(settings.SECRET_KEY.encode()))


def seal(token: str, *, about: str) -> bytes:
    """The token, readable only with the same `about`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, token.encode(), about.encode())


def unseal(sealed: bytes, *, about: str) -> str | None:
    """The token, or None when it was sealed for something else or under another SECRET_KEY."""
    sealed = bytes(sealed)
    try:
        return _cipher().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode()).decode()
    except InvalidTag:
        return None
