"""Limits that stop guessing of passwords without locking the owner out.

Wrong passwords are counted per address that was typed and per network they come from, in the cache and for
as long as the window lasts. Beyond a limit a password is refused, also the right one, with the answer and the
work of a wrong one; not from a browser in which this address signed in before: that has a count of its own.
A passkey and a service are never counted here.
"""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import timedelta
from time import time

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Wrong passwords from browsers that are not known, for one address; from one network, for all of them; and
# from one known browser.
PER_ACCOUNT = (10, timedelta(minutes=30))
PER_NETWORK = (100, timedelta(minutes=10))
PER_BROWSER = (10, timedelta(minutes=10))

# Sent to the pages of the account only: nobody who files a melding sends it along.
COOKIE_PATH = "/account/"
COOKIE_AGE = timedelta(days=180)
# As many people as sign in by turns on one computer.
KNOWN_PEOPLE = 5
_signer = TimestampSigner(salt="organisations.guessing")


def cookie_name() -> str:
    """`__Host-` would need the path /."""
    return "gir-toestel" if settings.DEVELOPMENT else "__Secure-gir-toestel"


def network(address: str) -> str:
    """In place of an IP address: the same for one network on one day, and of no use after it.

    IPv6 counts by /64. It has the form of an address (fd00::/8, a /64 for each), as some need that. The salt
    is random and forgotten after a day.
    """
    key = f"guessing:zout:{timezone.localdate().isoformat()}"
    cache.add(key, secrets.token_hex(16), timeout=timedelta(days=1).total_seconds())
    salt = cache.get(key, "")
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
        if found.version == 6:
            found = found.ipv4_mapped or ipaddress.ip_network((int(found) >> 64 << 64, 64)).network_address
        address = str(found)
    except ValueError:
        pass  # whatever a proxy made of it is counted as it is
    digest = hmac.digest(salt.encode(), address.encode(), "sha256")[:7]
    return str(ipaddress.IPv6Address(b"\xfd" + digest + bytes(8)))


class Poging:
    """One try with a password for this address; it counts until `forgive`."""

    def __init__(self, request: HttpRequest, email: str, client: str) -> None:
        who = hashlib.sha256(email.strip().lower().encode()).hexdigest()
        browser = known_browser(request, email)
        buckets = (
            [(f"toestel:{browser}", PER_BROWSER)]
            if browser
            else [(f"account:{who}", PER_ACCOUNT), (f"netwerk:{client}", PER_NETWORK)]
        )
        self.keys = [_in_this_window(name, window) for name, (_, window) in buckets]
        limits = [limit for _, limit in buckets]
        counts = [_count(key, window) for key, (_, window) in zip(self.keys, limits, strict=True)]
        self.is_refused = any(count > most for count, (most, _) in zip(counts, limits, strict=True))

    def forgive(self) -> None:
        """The password was right, and this try does not count."""
        for key in self.keys:
            cache.decr(key)


def _in_this_window(name: str, window: timedelta) -> str:
    """Half hours begin on the half hour: a count can't outlive its window, whatever the cache does."""
    return f"guessing:{name}:{int(time() // window.total_seconds())}"


def _count(key: str, window: timedelta) -> int:
    cache.add(key, 0, timeout=window.total_seconds())
    return cache.incr(key)


def known_browser(request: HttpRequest, email: str) -> str:
    """The name of this browser for this address, when the address signed in here before; else ""."""
    mine = _binding(email)
    return next((name for name, binding in _entries(request) if hmac.compare_digest(binding, mine(name))), "")


def remember_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """This address signed in here: the browser gets a new name for it, and keeps those of others."""
    mine = _binding(email)
    others = [
        (name, bound) for name, bound in _entries(request) if not hmac.compare_digest(bound, mine(name))
    ]
    name = secrets.token_urlsafe(12)
    entries = [(name, mine(name)), *others][:KNOWN_PEOPLE]
    response.set_cookie(
        cookie_name(),
        _signer.sign(".".join(f"{name}~{binding}" for name, binding in entries)),
        max_age=COOKIE_AGE,
        path=COOKIE_PATH,
        secure=not settings.DEVELOPMENT,
        httponly=True,
        samesite="Lax",
    )


def _binding(email: str):
    """What ties a name to an address, without telling which."""
    address = email.strip().lower()
    return lambda name: salted_hmac(
        "organisations.guessing", f"{name}|{address}", algorithm="sha256"
    ).hexdigest()[:32]


def _entries(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        value = _signer.unsign(request.COOKIES.get(cookie_name(), ""), max_age=COOKIE_AGE)
    except BadSignature:
        return []
    return [(name, binding) for name, _, binding in (one.partition("~") for one in value.split("."))]
