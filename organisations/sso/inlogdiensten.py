"""Which services people can sign in with: GIR_OIDC, a JSON list that the owner of the installation writes.

Read once, when the settings are: what is wrong in it stops the start, in one line. README.md describes it.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.validators import slug_re

from organisations.roles import REGISTERLESS, Register, Rol

SCOPES = ("openid", "email", "profile", "offline_access")


@dataclass(frozen=True)
class Rolregel:
    """Whoever has this value in the claim for roles, holds this role there; `register` "" is both."""

    waarde: str
    organisatie: str
    rol: str
    register: str = ""


@dataclass(frozen=True)
class Inlogdienst:
    """One OpenID Connect provider, and what the owner of the installation trusts it with.

    `organisaties` are the slugs of the organisations whose accounts it answers for, and the only ones in
    which it gives roles. `maak_accounts` is the one whose account a stranger gets, or "" for nobody. An
    address counts as verified when the provider says so, or when its domain is in `email_domeinen` and the
    provider does not say the opposite. `tweede_stap` holds the values of amr and acr that mean that a second
    factor was used.
    """

    id: str
    naam: str
    server_url: str
    client_id: str
    client_secret: str = field(repr=False)
    organisaties: tuple[str, ...]
    maak_accounts: str = ""
    rollen_claim: str = "groups"
    rollen: tuple[Rolregel, ...] = ()
    tweede_stap: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    email_claim: str = "email"
    email_domeinen: tuple[str, ...] = ()
    scopes: tuple[str, ...] = SCOPES

    @property
    def bron(self) -> str:
        """What a role that comes from this service is marked with."""
        return f"sso:{self.id}"

    def rollen_voor(self, claims: dict) -> set[tuple[str, str, str]]:
        """The (organisation slug, register, rol) that these claims give."""
        held = claims.get(self.rollen_claim) or []
        values = {held} if isinstance(held, str) else {one for one in held if isinstance(one, str)}
        return {(one.organisatie, one.register, one.rol) for one in self.rollen if one.waarde in values}

    def has_second_factor(self, id_token: dict) -> bool:
        """Whether the signed token says that more than a password was used."""
        for claim, accepted in self.tweede_stap.items():
            said = id_token.get(claim) or []
            if set([said] if isinstance(said, str) else said) & set(accepted):
                return True
        return False

    def verified_email(self, claims: dict) -> str:
        """The address of the person in small letters, or "" when nobody vouches for it."""
        email, verified = claims.get(self.email_claim), claims.get("email_verified")
        if not isinstance(email, str) or email.count("@") != 1:
            return ""
        email = email.strip().lower()
        known_domain = email.rpartition("@")[2] in self.email_domeinen
        return email if verified is True or (verified is None and known_domain) else ""


def read(text: str, *, development: bool) -> tuple[Inlogdienst, ...]:
    """The services in this JSON. Raises ImproperlyConfigured, in one line that names the service and the
    key, for whatever is missing, unknown or unsafe: an address without https is for development only."""
    if not text:
        return ()
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"GIR_OIDC is not JSON: {error}.") from None
    if not isinstance(rows, list):
        raise ImproperlyConfigured("GIR_OIDC must be a list of services.")
    found = tuple(_service(row, number, development) for number, row in enumerate(rows, 1))
    if len({one.id for one in found}) != len(found):
        raise ImproperlyConfigured("GIR_OIDC: two services have the same id.")
    return found


def _service(row: object, number: int, development: bool) -> Inlogdienst:
    name = row.get("id") if isinstance(row, dict) else None

    def refuse(what: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(f"GIR_OIDC: service {name or number}: {what}.")

    if not isinstance(row, dict):
        raise refuse("must be an object")
    row = dict(row)
    path = row.pop("client_secret_file", None)
    if path and "client_secret" not in row:
        try:
            row["client_secret"] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, TypeError, UnicodeDecodeError):
            raise refuse("client_secret_file can't be read") from None
    for key in ("id", "naam", "server_url", "client_id", "client_secret"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise refuse(f"{key} is missing")
    if not slug_re.match(row["id"]) or len(row["id"]) > 40:
        raise refuse("id may hold at most 40 letters, digits and hyphens")
    row["server_url"] = row["server_url"].rstrip("/")
    parts = urlsplit(row["server_url"])
    if parts.scheme != "https" and not (development and parts.scheme == "http"):
        raise refuse("server_url must begin with https://")
    if not parts.hostname or parts.query or parts.fragment:
        raise refuse("server_url must be the issuer of the service, as it names itself")
    for key in ("organisaties", "email_domeinen", "scopes"):
        if key in row:
            row[key] = _words(row[key], refuse, key)
    if not row.get("organisaties"):
        raise refuse("organisaties must name the organisations it answers for")
    if "openid" not in row.get("scopes", SCOPES):
        raise refuse("scopes must hold openid")
    if row.get("maak_accounts") and row["maak_accounts"] not in row["organisaties"]:
        raise refuse("maak_accounts must be one of organisaties")
    row["email_domeinen"] = tuple(one.lower() for one in row.get("email_domeinen", ()))
    row["rollen"] = _rules(row.get("rollen", []), row["organisaties"], refuse)
    row["tweede_stap"] = _second_factor(row.get("tweede_stap", {}), refuse)
    try:
        return Inlogdienst(**row)
    except TypeError:
        unknown = set(row) - set(Inlogdienst.__dataclass_fields__)
        raise refuse(f"does not know the key {', '.join(sorted(unknown))}") from None


def _words(value: object, refuse, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise refuse(f"{key} must be a list of words")
    return tuple(value)


def _rules(rows: object, organisaties: tuple[str, ...], refuse) -> tuple[Rolregel, ...]:
    if not isinstance(rows, list):
        raise refuse("rollen must be a list")
    rules = []
    for row in rows:
        try:
            rule = Rolregel(**row)
        except TypeError:
            raise refuse("each of rollen has waarde, organisatie, rol and, if need be, register") from None
        if not all(isinstance(value, str) for value in vars(rule).values()) or not rule.waarde:
            raise refuse("each of rollen holds words")
        if rule.organisatie not in organisaties:
            raise refuse(f"rollen: {rule.organisatie} is not one of organisaties")
        if rule.rol not in Rol:
            raise refuse(f"rollen: the role {rule.rol} does not exist")
        if rule.register and (rule.register not in Register or rule.rol in REGISTERLESS):
            raise refuse(f"rollen: the role {rule.rol} is not held in a register {rule.register}")
        rules.append(rule)
    return tuple(rules)


def _second_factor(value: object, refuse) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or set(value) - {"amr", "acr"}:
        raise refuse("tweede_stap holds amr and acr, each a list of words")
    return {claim: _words(words, refuse, f"tweede_stap.{claim}") for claim, words in value.items()}
