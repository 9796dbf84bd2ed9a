"""Who asks without saying who they are: as much in a minute as a koppeling."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MINUTE = 60


def seconds_to_wait(request: HttpRequest) -> int:
    """0, or so many seconds when this address asked too much. What is kept for a minute does not tell the
    address."""
    address = get_adapter().get_client_ip(request)
    who = salted_hmac("organisations.api.strangers", address, algorithm="sha256").hexdigest()[:32]
    now = time.time()
    key = f"vreemde:{who}:{int(now // MINUTE)}"
    cache.add(key, 0, 2 * MINUTE)
    asked = cache.incr(key)
    return MINUTE - int(now % MINUTE) if asked > settings.GIR_API_PER_MINUUT else 0
