"""Whether the people who are signed in are still there, and with which roles: asked of their services, every
quarter of an hour."""

import datetime

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.db.models import Q
from django.utils import timezone

from organisations.models import Ssobewijs
from organisations.services.sso import close_gone, end_sessions, note_answer
from organisations.sso.inlogdiensten import Inlogdienst
from organisations.sso.provider import dienst_of
from organisations.sso.sealing import unseal
from organisations.sso.tokens import TIMEOUT, configuration, id_token_claims, userinfo

# Between two questions about one person; a run that overlaps the one before asks nothing twice.
PAUSE = datetime.timedelta(minutes=10)
# How long sessions go on while the service does not answer.
PATIENCE = datetime.timedelta(hours=24)


class NoAnswer(Exception):
    """The service did not say whether this account is there, or there was nothing to ask with."""


class Unreachable(NoAnswer):
    """The service does not answer at all."""


def ask_all() -> int:
    """Ask about everybody with a session that may be open; returns how many were asked about.

    A service that does not answer is left alone until the next run: that is no sign that anybody is gone.
    """
    silent: set[str] = set()
    asked = 0
    waiting = Ssobewijs.objects.filter(tot__isnull=False).order_by("gevraagd_op")
    for pk in waiting.values_list("pk", flat=True):
        now = timezone.now()
        mine = Ssobewijs.objects.filter(Q(gevraagd_op=None) | Q(gevraagd_op__lte=now - PAUSE), pk=pk)
        if not mine.update(gevraagd_op=now):
            continue
        bewijs = Ssobewijs.objects.select_related("account__user").get(pk=pk)
        dienst = dienst_of(bewijs.account.provider)
        if bewijs.tot is not None and bewijs.tot <= now:
            end_sessions(bewijs.account.user, dienst_id=bewijs.account.provider, reden="te_lang")
            continue
        try:
            if dienst is None or dienst.id in silent:
                raise NoAnswer
            _ask(bewijs, dienst)
            asked += 1
        except NoAnswer as nothing:
            if isinstance(nothing, Unreachable):
                silent.add(dienst.id)
            if bewijs.beantwoord_op is None or bewijs.beantwoord_op <= now - PATIENCE:
                end_sessions(bewijs.account.user, dienst_id=bewijs.account.provider, reden="geen_antwoord")
    return asked


def _ask(bewijs: Ssobewijs, dienst: Inlogdienst) -> None:
    """Raises NoAnswer."""
    if bewijs.verversing is None:
        raise NoAnswer
    sealed = bytes(bewijs.verversing)
    token = unseal(sealed, about=bewijs.about)
    if token is None:
        raise NoAnswer
    try:
        config = configuration(dienst)
        fields = {"grant_type": "refresh_token", "refresh_token": token}
        auth = None
        if _takes_basic(config):
            auth = (dienst.client_id, dienst.client_secret)
        else:
            fields |= {"client_id": dienst.client_id, "client_secret": dienst.client_secret}
        answer = requests.post(config["token_endpoint"], data=fields, auth=auth, timeout=TIMEOUT)
        said = answer.json()
    except (OAuth2Error, requests.RequestException, ValueError):
        raise Unreachable from None
    if answer.status_code == 200 and isinstance(said, dict) and said.get("access_token"):
        claims = _claims(said, bewijs.account.uid, dienst, config)
        rollen = None if claims is None else dienst.rollen_voor(claims)
        renewed = said.get("refresh_token") or ""
        note_answer(bewijs, dienst, asked_with=sealed, renewed=renewed, rollen=rollen)
        if rollen is None:
            raise NoAnswer
    elif answer.status_code in (400, 401) and isinstance(said, dict) and said.get("error") == "invalid_grant":
        close_gone(bewijs, dienst, asked_with=sealed)
    else:
        raise NoAnswer


def _claims(said: dict, sub: str, dienst: Inlogdienst, config: dict) -> dict | None:
    """What the service says of this person now, as at a sign-in: the id_token, and the userinfo if there is
    one. None when it does not say: a token that is not right, somebody else, no answer.

    A service need not give an id_token here (OpenID Connect Core 1.0, 12.2). Then the userinfo must hold the
    claim for roles: without it nobody knows whether there are none or they are told elsewhere.
    """
    found: list[dict] = []
    try:
        if config.get("userinfo_endpoint"):
            found.append(userinfo(said["access_token"], config))
        if isinstance(said.get("id_token"), str):
            found.append(id_token_claims(said["id_token"], dienst=dienst, config=config))
        elif dienst.rollen and not (found and dienst.rollen_claim in found[0]):
            return None
    except (OAuth2Error, requests.RequestException, ValueError):
        return None
    if not found or any(one.get("sub") != sub for one in found):
        return None
    return {name: value for one in found for name, value in one.items()}


def _takes_basic(config: dict) -> bool:
    """As allauth chooses when it fetches the first token."""
    methods = config.get("token_endpoint_auth_methods_supported", [])
    return "client_secret_post" not in methods and "client_secret_basic" in methods
