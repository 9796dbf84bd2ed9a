"""The secrets of second steps at rest: AES-GCM, under a key made of SECRET_KEY that serves nothing else."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

INFO = b"gir organisations.mfa secret v1"
NONCE_BYTES = 12


def _cipher(secret_key: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(secret_key.encode()))


def seal(text: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), INFO)).decode()


def unseal(sealed: str) -> str:
    """What was sealed under this SECRET_KEY, or under one of SECRET_KEY_FALLBACKS.

    Raises InvalidTag when it was changed, or sealed under another key.
    """
    raw = base64.b64decode(sealed)
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], INFO).decode()
        except InvalidTag:
            continue
    raise InvalidTag
