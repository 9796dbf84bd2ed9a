"""An app with codes, made apart from the one under test (RFC 6238), and browsers that were left alone."""

import base64
import hashlib
import hmac
import time
from datetime import timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import F
from django.test import Client

from organisations.models import Sessie, User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, later: int = 0) -> str:
    """What the app shows, or shows ``later`` times half a minute from now."""
    step = int(time.time()) // 30 + later
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def give_app(user: User) -> Authenticator:
    return TOTP.activate(user, SECRET).instance


def give_recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def show_long_ago(client: Client, minutes: int = 16) -> None:
    """The last time that somebody showed who they are in this browser is so long ago."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 60 * minutes
    session.save()


def leave_alone(user: User, **how_long: int) -> None:
    """Nothing was done for so long in the browsers in which this person is signed in."""
    Sessie.objects.filter(user=user).update(actief_op=F("actief_op") - timedelta(**how_long))
