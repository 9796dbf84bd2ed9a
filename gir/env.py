"""Reading settings from the environment; a secret may also lie in a file named by NAME_FILE."""

import hmac
import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on", "ja"}
NO = {"", "0", "false", "no", "off", "nee"}


def text(name: str, default: str = "") -> str:
    """NAME, else the content of the file NAME_FILE, else the default."""
    value = os.environ.get(name, "")
    path = os.environ.get(f"{name}_FILE", "")
    if value and path:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set: set one of them.")
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE can't be read: {error}.") from error
        if not value:
            raise ImproperlyConfigured(f"{name}_FILE names an empty file: {path}.")
    return value or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def key(name: str, default: str = "") -> str:
    """32 bytes in hexadecimal."""
    value = text(name, default).lower()
    if value and not re.fullmatch("[0-9a-f]{64}", value):
        raise ImproperlyConfigured(f"{name} must be 64 hexadecimal digits.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def lines(name: str) -> list[str]:
    """One value a line: for what may hold any character."""
    return [line.strip() for line in text(name).splitlines() if line.strip()]


def contact(name: str, default: str) -> str:
    """An address as a URI: of a page on https, or of mail (whether or not ``mailto:`` stands before it)."""
    value = text(name, default)
    if value.startswith(("https://", "mailto:")):
        return value
    if "@" not in value or len(value.split()) != 1:
        raise ImproperlyConfigured(
            f"{name} must be an address of mail, or of a page that begins with https://"
        )
    return f"mailto:{value}"


def database(url: str, password: str = "") -> dict:
    """Settings for postgres://user:password@host:port/name?sslmode=require; a host may be a socket folder."""
    parts = _split(url, "DATABASE_URL", {"postgres", "postgresql"})
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgres://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or password,
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


WHO = ("USER", "PASSWORD")


def owner(application: dict, development_key: str) -> dict | None:
    """Who owns the tables: of DATABASE_OWNER_URL, on the same server and database as the application.

    In development DATABASE_URL may be that of the owner: the application then gets a role of its own, which
    is put in ``application``. None where the owner is not known.
    """
    url = text("DATABASE_OWNER_URL")
    if url:
        found = database(url, text("DATABASE_OWNER_PASSWORD"))
        return {name: found[name] for name in WHO}
    if not development_key:
        return None
    found = {name: application[name] for name in WHO}
    application["USER"] = f"{application['NAME']}_toepassing"[:63]
    application["PASSWORD"] = hmac.new(
        development_key.encode(), application["USER"].encode(), "sha256"
    ).hexdigest()
    return found


def mail(url: str) -> dict:
    """Django's EMAIL_… settings for smtp://user:password@host:587?tls=1 or smtps://…"""
    parts = _split(url, "EMAIL_URL", {"smtp", "smtps"})
    implicit = parts.scheme == "smtps"
    starttls = dict(parse_qsl(parts.query)).get("tls", "0" if implicit else "1") in YES
    return {
        "EMAIL_HOST": unquote(parts.hostname or "localhost"),
        "EMAIL_PORT": parts.port or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": starttls and not implicit,
        "EMAIL_TIMEOUT": 20,
    }


def _split(url: str, name: str, schemes: set[str]):
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a valid address.") from None
    if parts.scheme not in schemes or not port_is_valid:
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(sorted(schemes))}://")
    return parts
