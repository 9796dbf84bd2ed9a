"""The secrets of second steps at rest."""

import base64

from organisations import sealing

INFO = b"gir organisations.mfa secret v1"


def seal(text: str) -> str:
    return base64.b64encode(sealing.seal(text, use=INFO, about=INFO)).decode()


def unseal(sealed: str) -> str:
    """What was sealed under this SECRET_KEY, or under one of SECRET_KEY_FALLBACKS.

    Raises InvalidTag when it was changed, or sealed under another key.
    """
    return sealing.unseal(base64.b64decode(sealed), use=INFO, about=INFO)
