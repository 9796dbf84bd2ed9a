"""Accounts: made by a beheerder, opened by a link in a mail, closed when somebody leaves."""

import uuid
from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from ledger import audit
from ledger.actors import Actor
from ledger.models import OutboxRow
from ledger.outbox import enqueue
from ledger.rowsecurity import EVERY, granted
from organisations.access import Access
from organisations.models import Afdeling, Organisation, Roltoewijzing, Ssobewijs, User
from organisations.services.acting import actor_of, is_oneself
from organisations.services.adres import (
    WAITING,
    account_of,
    after_new_adres,
    ask_adres,
    drop_waiting,
    lock_account,
    save_account,
)
from organisations.services.mails import absolute, mail, page
from organisations.services.rollen import ask_confirmation, confirm_rollen, give
from organisations.services.sessies import end_sessies
from organisations.services.toegang import check_manages, wait_again

# In the outbox: an address for which a new password was asked.
NEW_PASSWORD = "nieuw_wachtwoord"


@transaction.atomic
def create_user(
    *,
    email: str,
    naam: str,
    organisation: Organisation,
    by: Actor | Access,
    afdeling: Afdeling | None = None,
    password: str | None = None,
) -> User:
    """An account managed by this organisation, without a role and without a mail.

    Without a password nobody can sign in until one is set through a link. Raises ValidationError when
    the address is taken or the afdeling is of another organisation.
    """
    _check_afdeling(afdeling, organisation)
    user = User(email=email, naam=naam.strip(), home_organisation=organisation, afdeling=afdeling)
    user.set_password(password)
    user.full_clean()
    save_account(user)
    audit.record(
        actor=actor_of(by),
        verb="gebruiker_gemaakt",
        subject=user,
        organisation_id=organisation.pk,
        data={"afdeling": afdeling and afdeling.pk},
    )
    return user


@transaction.atomic
def invite_user(
    *,
    email: str,
    naam: str,
    organisation: Organisation,
    rollen: Iterable[tuple[str, str]],
    by: Actor | Access,
    afdeling: Afdeling | None = None,
) -> User:
    """Give a person these (register, rol) here and mail them: a link to choose a password, or to sign in.

    Somebody who has an account, here or elsewhere, keeps it as it is; the roles that person holds here
    already are left alone. What a beheerder gives waits for a second one, who is told; the command line
    confirms what waited. Raises ValidationError as give_rol and create_user do.
    """
    user = invite(email=email, naam=naam, organisation=organisation, rollen=rollen, by=by, afdeling=afdeling)
    ask_confirmation(organisation, by)
    return user


def invite(
    *,
    email: str,
    naam: str,
    organisation: Organisation,
    rollen: Iterable[tuple[str, str]],
    by: Actor | Access,
    afdeling: Afdeling | None = None,
) -> User:
    """What invite_user does, for who invites several people and asks the other beheerders once."""
    user = account_of(email)
    if user is None:
        user = create_user(email=email, naam=naam, organisation=organisation, by=by, afdeling=afdeling)
    held = list(Roltoewijzing.objects.not_over().filter(user=user, organisation=organisation))
    given = []
    for register, rol in rollen:
        there = [one for one in held if one.rol == rol and one.register in ("", register)]
        if there and not isinstance(by, Access):
            confirm_rollen(there, organisation=organisation, by=by)
        if not there:
            given.append(give(user=user, organisation=organisation, rol=rol, register=register, by=by))
    about = {"wacht": any(one.bevestigd_op is None for one in given)}
    if user.has_usable_password():
        mail("nieuwe_rol", user, organisation, link=page("account_login"), **about)
    else:
        _mail_invitation(user, organisation, **about)
    return user


@transaction.atomic
def resend_invitation(*, user: User, organisation: Organisation, by: Actor | Access) -> None:
    """A new link for somebody who never chose a password; the earlier link keeps working until used."""
    if user.has_usable_password() or not user.is_active:
        raise ValidationError(f"{user.naam} heeft geen uitnodiging meer nodig.")
    audit.record(
        actor=actor_of(by), verb="uitnodiging_herhaald", subject=user, organisation_id=organisation.pk
    )
    _mail_invitation(user, organisation)


@transaction.atomic
def change_user(
    *, user: User, email: str, naam: str, by: Actor | Access, afdeling: Afdeling | None = None
) -> None:
    """Change name, address or afdeling. What a beheerder gives to somebody else as a new address waits for
    another one (``ask_adres``). Of oneself and on the command line it is the address at once: the old one is
    told, what was open under it ends, and what waited lapses. The present address leaves what waits as it is.

    Raises ValidationError for an account that this beheerder does not manage, and an address that is taken.
    """
    check_manages(user, by)
    _check_afdeling(afdeling, user.home_organisation)
    lock_account(user)
    old = {"naam": user.naam, "email": user.email, "afdeling_id": user.afdeling_id}
    user.email, user.naam, user.afdeling = email, naam.strip(), afdeling
    user.full_clean(exclude=["password", *WAITING])
    asked = user.email
    if isinstance(by, Access) and not is_oneself(by, user):
        user.email = old["email"]
    changed = [name for name, value in old.items() if value != getattr(user, name)]
    if "email" in changed:
        drop_waiting(user)
    if changed:
        save_account(user, update_fields=["email", "naam", "afdeling", *WAITING])
        audit.record(
            actor=actor_of(by),
            verb="gebruiker_gewijzigd",
            subject=user,
            organisation_id=user.home_organisation_id,
            data={"velden": changed},
        )
    if "email" in changed:
        after_new_adres(user, old["email"], by=by)
    if asked != user.email:
        ask_adres(user, asked, by=by)


@transaction.atomic
def deactivate_user(*, user: User, by: Actor | Access) -> None:
    """Close an account: open sessions end with the next click and the password is gone. Roles stay as
    they are, for the history; they give nothing while it is closed, and wait when it is opened again."""
    if is_oneself(by, user):
        raise ValidationError("U kunt uw eigen account niet sluiten.")
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    # What its service says of the account doesn't open it again.
    Ssobewijs.objects.filter(account__user=user).update(weg_sinds=None, tot=None)
    audit.record(
        actor=actor_of(by),
        verb="gebruiker_gesloten",
        subject=user,
        organisation_id=user.home_organisation_id,
    )
    end_sessies(user, by=by)


@transaction.atomic
def reactivate_user(*, user: User, by: Actor | Access) -> None:
    """Open an account again; the person chooses a new password through a link, and a second beheerder
    confirms the roles that were left (``wait_again``)."""
    if is_oneself(by, user):
        raise ValidationError("U kunt uw eigen account niet openen.")
    check_manages(user, by)
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    audit.record(
        actor=actor_of(by),
        verb="gebruiker_geopend",
        subject=user,
        organisation_id=user.home_organisation_id,
    )
    wait_again(user, by=by, omdat=Roltoewijzing.WachtOmdat.GEOPEND)
    _mail_invitation(user, user.home_organisation)


@transaction.atomic
def ask_new_password(*, email: str) -> None:
    """Somebody typed this address to choose a new password. The worker does the rest: an answer that takes
    as long for every address tells nobody whether there is an account."""
    enqueue(NEW_PASSWORD, {"email": email.strip().lower()}, key=f"{NEW_PASSWORD}:{uuid.uuid4().hex}")


def mail_new_password(row: OutboxRow) -> None:
    """Mail a link to the person with this address, if there is one; the address is not kept."""
    with granted("new password", organisations=EVERY, rooms=("organisations", "ledger")):
        user = User.objects.select_related("home_organisation").filter(**row.payload, is_active=True).first()
        if user is not None and settings.GIR_PASSWORD_LOGIN:
            mail("wachtwoord", user, user.home_organisation, link=_password_link(user))
    row.payload = {}


def _check_afdeling(afdeling: Afdeling | None, organisation: Organisation | None) -> None:
    if afdeling is not None and (organisation is None or afdeling.organisation_id != organisation.pk):
        raise ValidationError({"afdeling": "Die afdeling hoort bij een andere organisatie."})


def _mail_invitation(user: User, organisation: Organisation | None, **about) -> None:
    """With a link to choose a password; to the page to sign in where there are no passwords."""
    link = _password_link(user) if settings.GIR_PASSWORD_LOGIN else page("account_login")
    mail("uitnodiging", user, organisation, link=link, **about)


def _password_link(user: User) -> str:
    """Valid once and for settings.PASSWORD_RESET_TIMEOUT; the page is allauth's."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))
