"""How far somebody is known in this session: by a second step, and how long ago they showed who they are."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

# The id of the row of this session, in the session.
SESSIE_SESSION_KEY = "sessie"
# True when the service through which somebody came in says that it asked for two steps.
SSO_SESSION_KEY = "sso_tweede_stap"


def second_step_is_of_service(request: HttpRequest) -> bool:
    """Whether this session came in through a service that says that it asked for two steps."""
    return request.session.get(SSO_SESSION_KEY) is True


def _second_steps(request: HttpRequest) -> list[dict]:
    """The moments in this session at which this person showed a second step; a passkey is one alone."""
    by_sso = second_step_is_of_service(request)
    return [
        record
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa" or (by_sso and record.get("method") == "socialaccount")
    ]


def has_second_factor(request: HttpRequest) -> bool:
    """Whether a second step was shown in this session. In the demonstration nobody is asked for one."""
    return settings.GIR_DEMO or bool(_second_steps(request))


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this person may do nothing but file and look after the account without a second step: who has
    more than the role of medewerker anywhere, and who keeps the installation."""
    access, user = request.access, request.user
    return bool(user.is_staff or user.is_superuser or (access and access.meer_dan_medewerker))


def showed_recently(request: HttpRequest) -> bool:
    """Whether this person showed who they are in the last GIR_STEP_UP_MINUTES: by the second step when there
    was one in this session, else by whatever they signed in with."""
    return _is_recent(_second_steps(request) or get_authentication_records(request, request.user))


def showed_at_service(request: HttpRequest) -> bool:
    """Whether this person signed in at the service of their work in the last GIR_STEP_UP_MINUTES."""
    records = get_authentication_records(request, request.user)
    return _is_recent([record for record in records if record.get("method") == "socialaccount"])


def _is_recent(shown: list[dict]) -> bool:
    last = max((record["at"] for record in shown), default=0)
    return time.time() - last < 60 * settings.GIR_STEP_UP_MINUTES


def forget_second_steps(request: HttpRequest) -> None:
    """The last second step was taken away: what it showed counts no more."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [r for r in records if r.get("method") != "mfa"]


def current_sessie(request: HttpRequest) -> int | None:
    """The id of the row of this session."""
    return request.session.get(SESSIE_SESSION_KEY)


def note_second_step(request: HttpRequest, authenticator: Authenticator) -> None:
    """Who adds a second step shows it in doing so; the session gets a new id, as with every showing."""
    record_authentication(
        request, request.user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )
    request.session.cycle_key()
