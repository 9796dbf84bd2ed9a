"""The token with which a service is asked whether somebody is still there, at rest."""

from cryptography.exceptions import InvalidTag

from organisations import sealing

USE = b"organisations.sso.verversing"


def seal(token: str, *, about: str) -> bytes:
    """The token, readable only with the same `about`."""
    return sealing.seal(token, use=USE, about=about.encode())


def unseal(sealed: bytes, *, about: str) -> str | None:
    """The token, or None when it was sealed for something else or under a SECRET_KEY that is not known."""
    try:
        return sealing.unseal(bytes(sealed), use=USE, about=about.encode())
    except InvalidTag:
        return None
