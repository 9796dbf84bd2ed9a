"""What a service says of itself, and whether a token is really its own.

Sources: OpenID Connect Core 1.0 (3.1.3.7), Discovery 1.0 (4.3) and Back-Channel Logout 1.0 (2.4 and 2.6).
"""

from collections.abc import Callable
from hashlib import sha256
from time import time

import jwt
import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.cache import cache

from organisations.sso.inlogdiensten import Inlogdienst

# Signatures with a key pair. Never "none", nor a secret that we hold ourselves.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
# How far the clocks may differ, and how long a request to the service may take, in seconds.
LEEWAY = 60
TIMEOUT = 5
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
# A logout_token is believed this long, in seconds, and remembered for longer.
LOGOUT_MAX_AGE = 10 * 60
# How long what a service tells of itself is remembered, in seconds; and how long its keys are not asked for
# again when the key of a token is not among them.
REMEMBERED = 5 * 60
AGAIN_AFTER = 60
# In characters.
MAX_LENGTH = 32 * 1024


def configuration(dienst: Inlogdienst) -> dict:
    """The discovery document, of at most REMEMBERED ago. Raises OAuth2Error for one of another issuer, or
    with an address without https in production, and requests.RequestException when there is no answer."""
    return _remembered(
        f"{dienst.server_url}/.well-known/openid-configuration", lambda found: _checked(found, dienst)
    )


def _remembered(address: str, check: Callable[[object], dict]) -> dict:
    """What the service tells at this address. Anybody can have us ask: so not at every request."""
    place = _place(address)
    found = cache.get(place)
    if found is None:
        answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        found = check(answer.json())
        cache.set(place, found, REMEMBERED)
    return found


def _forget(address: str) -> bool:
    """Ask anew the next time, at most once in AGAIN_AFTER; whether it will be."""
    place = _place(address)
    if not cache.add(f"{place}:opnieuw", True, AGAIN_AFTER):
        return False
    cache.delete(place)
    return True


def _place(address: str) -> str:
    return f"sso:{sha256(address.encode()).hexdigest()}"


def _checked(found: object, dienst: Inlogdienst) -> dict:
    if not isinstance(found, dict) or str(found.get("issuer", "")).rstrip("/") != dienst.server_url:
        raise OAuth2Error("the discovery document is of another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"):
        address = found.get(name, "")
        if name != "userinfo_endpoint" and not address:
            raise OAuth2Error(f"the discovery document has no {name}")
        if address and not settings.DEVELOPMENT and not address.startswith("https://"):
            raise OAuth2Error(f"{name} is not https")
    return found


def id_token_claims(token: str, *, dienst: Inlogdienst, config: dict) -> dict:
    """The claims of an id_token, once its signature, issuer, receiver and time are right; the nonce is for
    whoever sent it along. Raises OAuth2Error."""
    claims = _decode(token, dienst=dienst, config=config, require=("iss", "sub", "aud", "exp", "iat"))
    receivers = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", dienst.client_id) != dienst.client_id or (
        len(receivers) > 1 and "azp" not in claims
    ):
        raise OAuth2Error("the token was issued to another client")
    return claims


def userinfo(access_token: str, config: dict) -> dict:
    """What the service tells about whom this token is of. Raises OAuth2Error when that is no object, and
    requests.RequestException when there is no answer."""
    answer = requests.get(
        config["userinfo_endpoint"],
        headers={"Authorization": f"Bearer {access_token}"},
        timeout=TIMEOUT,
        allow_redirects=False,
    )
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise OAuth2Error("the userinfo is no object")
    return found


def logout_claims(token: str, *, dienst: Inlogdienst, config: dict) -> dict:
    """The claims of a logout_token, which counts once. Raises OAuth2Error."""
    claims = _decode(token, dienst=dienst, config=config, require=("iss", "aud", "iat", "jti"))
    if claims["iat"] < time() - LOGOUT_MAX_AGE:
        raise OAuth2Error("the token is too old")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise OAuth2Error("the token is not about signing out")
    if "nonce" in claims or not (claims.get("sub") or claims.get("sid")):
        raise OAuth2Error("the token names nobody, or is an id_token")
    if not cache.add(f"sso:uit:{dienst.id}:{claims['jti']}", True, timeout=LOGOUT_MAX_AGE + 2 * LEEWAY):
        raise OAuth2Error("the token was used before")
    return claims


def has_shape(token: str, dienst: Inlogdienst) -> bool:
    """Whether this could be a token of the service for us: for what anybody may send, before the service is
    asked for anything. Nothing in it is believed yet."""
    if not token.isascii() or len(token) > MAX_LENGTH or token.count(".") != 2:
        return False
    try:
        found = jwt.decode_complete(token, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    header, claims = found["header"], found["payload"]
    receivers = claims.get("aud")
    return (
        header.get("alg") in ALGORITHMS
        and str(claims.get("iss", "")).rstrip("/") == dienst.server_url
        and dienst.client_id in (receivers if isinstance(receivers, list) else [receivers])
    )


def _decode(token: str, *, dienst: Inlogdienst, config: dict, require: tuple[str, ...]) -> dict:
    if not has_shape(token, dienst):
        raise OAuth2Error("the token is not one of this service for us")
    try:
        key = _key(token, config)
        claims = jwt.decode(
            token,
            key=key,
            algorithms=ALGORITHMS,
            audience=dienst.client_id,
            issuer=config["issuer"],
            leeway=LEEWAY,
            options={"require": list(require)},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise OAuth2Error("the token is not valid") from error
    return claims


def _key(token: str, config: dict) -> jwt.PyJWK:
    """The key of the service with which this was signed, from its own list."""
    header, address = jwt.get_unverified_header(token), config["jwks_uri"]
    named = _named(header.get("kid"), _remembered(address, _key_set))
    # A new key, perhaps: a service signs with the next one from one moment to the other.
    if not named and _forget(address):
        named = _named(header.get("kid"), _remembered(address, _key_set))
    if len(named) != 1:
        raise OAuth2Error("the key of the token is not one of the service")
    return named[0]


def _key_set(found: object) -> dict:
    if not isinstance(found, dict):
        raise OAuth2Error("the keys of the service are no set")
    jwt.PyJWKSet.from_dict(found)
    return found


def _named(name: str | None, found: dict) -> list[jwt.PyJWK]:
    keys = [one for one in jwt.PyJWKSet.from_dict(found).keys if one.public_key_use in (None, "sig")]
    return [one for one in keys if one.key_id == name] if name else keys
