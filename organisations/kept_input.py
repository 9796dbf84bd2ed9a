"""What was typed into a form is not lost when the session expires before it is sent.

Every form carries a mark ({% formulier_merk %}): the signed id of the person it was shown to. When such a
form arrives from a browser that is no longer signed in, or from somebody who must first show again who they
are, its text fields are put away for an hour and the person goes to the page that asks. After that the same
person, in the same browser, gets the form back as it was, to check and send again: nothing is ever sent for
them. Somebody else gets nothing, and what was kept is thrown away.

The fields lie encrypted in the cache; the key is only in a cookie of the browser that sent the form.
Passwords and files are never kept.
"""

import base64
import hashlib
import json
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict

from organisations.models import User

MARK = "formulier_merk"
MARK_VALID = 7 * 24 * 60 * 60
KEPT_FOR = 60 * 60
MAX_BYTES = 2 * 1024 * 1024
NEVER_KEPT = ("csrfmiddlewaretoken", MARK)
_SALT = "organisations.kept_input"


def mark_for(user: User) -> str:
    return signing.dumps(user.pk, salt=_SALT)


def owner_of(mark: str) -> int | None:
    """The id of the person a form was shown to; None when the mark is missing, forged or a week old."""
    try:
        return signing.loads(mark, salt=_SALT, max_age=MARK_VALID)
    except signing.BadSignature:
        return None


def keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Put the text fields of this POST away and give the browser the key. True when they were kept."""
    owner = owner_of(request.POST.get(MARK, ""))
    if owner is None:
        return False
    content = {
        "owner": owner,
        "files": bool(request.FILES),
        "signed_in": request.eerst_tonen,
        "fields": [
            [name, values]
            for name, values in request.POST.lists()
            if name not in NEVER_KEPT and "password" not in name and "wachtwoord" not in name
        ],
    }
    plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    if len(plain) > MAX_BYTES:
        return False
    key = base64.urlsafe_b64decode(Fernet.generate_key())
    place = secrets.token_bytes(16)
    cache.set(_cache_key(place), Fernet(base64.urlsafe_b64encode(key)).encrypt(plain), KEPT_FOR)
    response.set_cookie(
        _cookie(request.get_full_path()),
        base64.urlsafe_b64encode(place + key).decode(),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return True


def is_waiting(request: HttpRequest, path: str = "") -> bool:
    """Whether this browser holds the key of something kept for this address, or for another one."""
    return _cookie(path or request.get_full_path()) in request.COOKIES


def take_back(request: HttpRequest) -> tuple[QueryDict, dict[str, bool]] | None:
    """What was kept for this address, and whether ``files`` were left out and the person was ``signed_in``;
    ``forget`` throws it away.

    None when it belongs to another person than the one signed in.
    """
    try:
        place, key = _secret(request)
        sealed = cache.get(_cache_key(place))
        if sealed is None:
            return None
        content = json.loads(Fernet(key).decrypt(sealed))
    except (ValueError, InvalidToken):
        return None
    if content["owner"] != request.user.pk:
        return None
    data = QueryDict(mutable=True)
    for name, values in content["fields"]:
        data.setlist(name, values)
    return data, {name: content[name] for name in ("files", "signed_in")}


def forget(request: HttpRequest, response: HttpResponse) -> None:
    try:
        cache.delete(_cache_key(_secret(request)[0]))
    except ValueError:
        pass  # a cookie that somebody made up names nothing
    response.delete_cookie(_cookie(request.get_full_path()), samesite="Lax")


def _secret(request: HttpRequest) -> tuple[bytes, bytes]:
    """Where it lies and the key to it, from the cookie. Raises ValueError when that is nonsense."""
    secret = base64.urlsafe_b64decode(request.COOKIES[_cookie(request.get_full_path())])
    return secret[:16], base64.urlsafe_b64encode(secret[16:])


def _cookie(path: str) -> str:
    """One cookie per address, so that two forms open at the same time are both kept."""
    return f"{settings.GIR_COOKIE_PREFIX}gir-teruggave-" + hashlib.sha256(path.encode()).hexdigest()[:12]


def _cache_key(place: bytes) -> str:
    return f"kept_input:{place.hex()}"
