"""Who comes in through a service, which roles that gives, and what ends when the account is gone there.

The mapping in the file of the installation stands for the confirmation by a beheerder: the actor is the
system, and each audit line names the service.
"""

import datetime
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ledger import audit
from ledger.actors import SYSTEEM, Actor
from organisations.access import CONFIRMED_FOR
from organisations.models import Organisation, Roltoewijzing, Ssobewijs, User
from organisations.roles import Rol, label_of, refused
from organisations.services.accounts import create_user, deactivate_user
from organisations.services.rollen import ask_confirmation, end_rol, give_rol
from organisations.services.sessies import end_sessies
from organisations.sso.inlogdiensten import Inlogdienst
from organisations.sso.sealing import seal

# A session of somebody with an account at a service ends after this, at the latest.
LONGEST = datetime.timedelta(hours=12)
KEPT_SIDS = 20


class Geweigerd(Exception):
    """This person does not come in; why is told to nobody, it would say whether an account exists."""


@dataclass(frozen=True)
class SsoIdentiteit:
    """Who the service says this is. `email` is "" unless verified; `rollen` are (slug, register, rol)."""

    dienst: Inlogdienst
    sub: str
    email: str = ""
    naam: str = ""
    rollen: frozenset[tuple[str, str, str]] = frozenset()
    sid: str = ""
    verversing: str = ""


@transaction.atomic
def come_in(wie: SsoIdentiteit) -> tuple[SocialAccount, list[str]]:
    """The account of this person, with the roles that the service gives; and what must be told about those.

    Known is who came before: the pair of service and sub. Whoever comes for the first time is the account
    with that verified address, when the service answers for its organisation and no other sub of the
    service has it; else a new account, when the service may make those. An account that a beheerder closed
    stays closed; one that was closed because the service said it was gone is open again.
    Raises Geweigerd for everybody else.
    """
    account = SocialAccount.objects.filter(provider=wie.dienst.id, uid=wie.sub).first()
    if account is None:
        account = _first_time(wie)
    user = (
        User.objects.select_for_update(of=("self",))
        .select_related("home_organisation")
        .get(pk=account.user_id)
    )
    if not answers_for(wie.dienst, user):
        raise Geweigerd
    bewijs, _ = Ssobewijs.objects.select_for_update().get_or_create(account=account)
    if not user.is_active:
        if bewijs.weg_sinds is None:
            raise Geweigerd
        user.is_active = True
        user.save(update_fields=["is_active"])
        _record("sso_heropend", user, wie.dienst.id)
    told = _follow_claims(user, wie.dienst, wie.rollen)
    now = timezone.now()
    bewijs.verversing = seal(wie.verversing, about=bewijs.about) if wie.verversing else None
    if wie.sid:
        bewijs.sids = [*(one for one in bewijs.sids if one != wie.sid), wie.sid][-KEPT_SIDS:]
    bewijs.tot, bewijs.beantwoord_op, bewijs.gevraagd_op, bewijs.weg_sinds = now + LONGEST, now, now, None
    bewijs.save()
    account.user = user
    return account, told


def answers_for(dienst: Inlogdienst, user: User) -> bool:
    """Whether the service may say who this is: never of the owner of the installation."""
    home = user.home_organisation
    served = home is not None and home.is_actief and home.slug in dienst.organisaties
    return served and not (user.is_staff or user.is_superuser)


def diensten_of(user: User) -> list[Inlogdienst]:
    """The services through which this person comes in: the account is known there, and they answer for it."""
    known = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
    return [one for one in settings.GIR_OIDC if one.id in known and answers_for(one, user)]


def _first_time(wie: SsoIdentiteit) -> SocialAccount:
    if not wie.email:
        raise Geweigerd
    user = (
        User.objects.select_for_update(of=("self",))
        .select_related("home_organisation")
        .filter(email=wie.email)
        .first()
    )
    if user is None:
        user = _new_account(wie)
    elif not user.is_active or not answers_for(wie.dienst, user):
        raise Geweigerd
    elif SocialAccount.objects.filter(user=user, provider=wie.dienst.id).exists():
        raise Geweigerd
    account = SocialAccount.objects.create(user=user, provider=wie.dienst.id, uid=wie.sub)
    _record("sso_gekoppeld", user, wie.dienst.id)
    return account


def _new_account(wie: SsoIdentiteit) -> User:
    home = Organisation.objects.filter(slug=wie.dienst.maak_accounts, is_actief=True).first()
    if home is None:
        raise Geweigerd
    naam = (wie.naam or wie.email.partition("@")[0])[:200]
    try:
        user = create_user(email=wie.email, naam=naam, organisation=home, by=SYSTEEM)
    except ValidationError:
        raise Geweigerd from None
    give_rol(user=user, organisation=home, rol=Rol.MEDEWERKER, by=SYSTEEM)
    return user


def _follow_claims(user: User, dienst: Inlogdienst, rollen: Iterable[tuple[str, str, str]]) -> list[str]:
    """Give and end the roles that come from this service, so that they are what its claims say. What was
    given by hand stays. A role that may not go with another one is not given, nor is that other one."""
    told = []
    for organisation in Organisation.objects.filter(slug__in=dienst.organisaties, is_actief=True):
        held = list(Roltoewijzing.objects.not_over().filter(user=user, organisation=organisation))
        other = {(one.register, one.rol) for one in held if one.bron != dienst.bron}
        wanted = {(register, rol) for slug, register, rol in rollen if slug == organisation.slug}
        clashing = {
            one for one in wanted if any(refused(frozenset({one, second})) for second in wanted | other)
        }
        for row in held:
            if row.bron == dienst.bron and (row.register, row.rol) not in wanted - clashing:
                # Somebody else may have ended it just now.
                with suppress(ValidationError):
                    end_rol(toewijzing=row, by=SYSTEEM)
        for register, rol in sorted(wanted):
            naam = label_of(rol, register)
            words = f"De rol {naam} bij {organisation.naam} krijgt u niet via {dienst.naam}"
            if (register, rol) in clashing:
                told.append(f"{words}: die gaat niet samen met een andere rol van u.")
            elif not _holds(held, register, rol) and not _give(user, organisation, register, rol, dienst):
                told.append(f"{words}.")
    return told


def _holds(held: list[Roltoewijzing], register: str, rol: str) -> bool:
    today = timezone.localdate()
    return any(one.rol == rol and one.register in ("", register) and one.van <= today for one in held)


def _give(user: User, organisation: Organisation, register: str, rol: str, dienst: Inlogdienst) -> bool:
    try:
        given = give_rol(user=user, organisation=organisation, register=register, rol=rol, by=SYSTEEM)
    except ValidationError:
        return False
    given.bron = dienst.bron
    # A beheerder changed who can come in under this account, and ended the role before another one confirmed
    # that: the service would undo it, also for who comes in by password.
    earlier = Roltoewijzing.objects.filter(user=user, organisation=organisation, register=register, rol=rol)
    last = earlier.exclude(pk=given.pk).order_by("-pk").first()
    if last is not None and last.bevestigd_op is None and last.wacht_omdat:
        given.bevestigd_op, given.gegeven_door = None, last.gegeven_door
        given.wacht_omdat = last.wacht_omdat
    given.save(update_fields=["bron", "bevestigd_op", "gegeven_door", "wacht_omdat"])
    if given.wacht_omdat:
        ask_confirmation(organisation, Actor("user", given.gegeven_door_id))
    return True


@transaction.atomic
def end_sessions(user: User, *, dienst_id: str, reden: str) -> None:
    """Every session of this person ends with the next click, on whatever device; `reden` is a code."""
    end_sessies(user, by=SYSTEEM)
    Ssobewijs.objects.filter(account__user=user).update(tot=None)
    _record("sso_sessies_beeindigd", user, dienst_id, reden=reden)


@transaction.atomic
def sign_out(account: SocialAccount) -> None:
    """The person signed out at the service: signed out here too. What the session there gave is dropped."""
    Ssobewijs.objects.filter(account=account).update(verversing=None, sids=[])
    end_sessions(account.user, dienst_id=account.provider, reden="uitgelogd")


@transaction.atomic
def note_answer(
    bewijs: Ssobewijs,
    dienst: Inlogdienst,
    *,
    asked_with: bytes,
    renewed: str,
    rollen: Iterable[tuple[str, str, str]] | None,
) -> None:
    """The service said that the account is there, and may have given the token for the next time.

    `rollen` are those that it gives now, and what came from it becomes that; None when it did not say: that
    confirms nothing. Nothing happens when the person came in again meanwhile.
    """
    kept = _still(bewijs, asked_with)
    if kept is None:
        return
    if rollen is not None:
        _follow_claims(kept.account.user, dienst, rollen)
        kept.beantwoord_op = timezone.now()
    if renewed:
        kept.verversing = seal(renewed, about=kept.about)
    kept.save(update_fields=["beantwoord_op", "verversing"])


def _still(bewijs: Ssobewijs, asked_with: bytes) -> Ssobewijs | None:
    """Locked, as whoever comes in locks it: the account first. None when this is not what was asked with."""
    user = User.objects.select_for_update(of=("self",)).get(socialaccount__bewijs=bewijs)
    kept = Ssobewijs.objects.select_for_update(of=("self",)).select_related("account").get(pk=bewijs.pk)
    kept.account.user = user
    return kept if kept.verversing is not None and bytes(kept.verversing) == asked_with else None


@transaction.atomic
def close_gone(bewijs: Ssobewijs, dienst: Inlogdienst, *, asked_with: bytes) -> None:
    """The account is gone at the service: sessions and roles that came from it end, and the account is
    closed when the service answers for it. Nothing happens when the person came in again meanwhile."""
    kept = _still(bewijs, asked_with)
    if kept is None:
        return
    user = User.objects.select_related("home_organisation").get(pk=kept.account.user_id)
    end_sessions(user, dienst_id=dienst.id, reden="weg")
    for row in Roltoewijzing.objects.not_over().filter(user=user, bron=dienst.bron):
        end_rol(toewijzing=row, by=SYSTEEM)
    closes = user.is_active and answers_for(dienst, user)
    if closes:
        deactivate_user(user=user, by=SYSTEEM)
    Ssobewijs.objects.filter(pk=kept.pk).update(
        verversing=None, sids=[], weg_sinds=timezone.now() if closes else None
    )
    _record("sso_account_weg", user, dienst.id)


def keep_asking(user: User) -> list[str]:
    """Whoever has an account at a service is asked about for as long as this session may last, also when
    the person came in another way: at once, if roles wait for that. The names of the services for which they
    wait."""
    now = timezone.now()
    bewijzen = Ssobewijs.objects.filter(account__user=user)
    bewijzen.update(tot=now + LONGEST)
    silent = bewijzen.filter(Q(beantwoord_op=None) | Q(beantwoord_op__lte=now - CONFIRMED_FOR))
    diensten = {f"sso:{one}" for one in silent.values_list("account__provider", flat=True)}
    waiting = Roltoewijzing.objects.current().filter(user=user, bron__in=diensten)
    sources = set(waiting.values_list("bron", flat=True))
    silent.update(gevraagd_op=None)
    return [one.naam for one in settings.GIR_OIDC if one.bron in sources]


def _record(verb: str, user: User, dienst_id: str, **data) -> None:
    audit.record(
        actor=SYSTEEM,
        verb=verb,
        subject=user,
        organisation_id=user.home_organisation_id,
        data={"dienst": dienst_id, **data},
    )
