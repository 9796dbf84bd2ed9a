"""Accounts: made by a beheerder, opened by a link in a mail, closed when somebody leaves."""

import uuid
from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from ledger import audit
from ledger.actors import Actor
from ledger.models import OutboxRow
from ledger.outbox import enqueue
from ledger.rowsecurity import EVERY, granted
from organisations.access import Access
from organisations.adapter import ORGANISATION_HEADER
from organisations.models import Afdeling, Organisation, Roltoewijzing, Ssobewijs, User
from organisations.services.acting import actor_of, is_oneself
from organisations.services.rollen import give_rol
from organisations.services.sessies import end_sessies

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
    user.save()
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
    already are left alone. Raises ValidationError as give_rol and create_user do.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = create_user(email=email, naam=naam, organisation=organisation, by=by, afdeling=afdeling)
    held = set(
        Roltoewijzing.objects.current()
        .filter(user=user, organisation=organisation)
        .values_list("register", "rol")
    )
    given = [
        give_rol(user=user, organisation=organisation, rol=rol, register=register, by=by)
        for register, rol in rollen
        if (register, rol) not in held and ("", rol) not in held
    ]
    if user.has_usable_password():
        _mail("nieuwe_rol", user, organisation, link=_absolute(reverse("account_login")), rollen=given)
    else:
        _mail("uitnodiging", user, organisation, link=_password_link(user), rollen=given)
    return user


@transaction.atomic
def resend_invitation(*, user: User, organisation: Organisation, by: Actor | Access) -> None:
    """A new link for somebody who never chose a password; the earlier link keeps working until used."""
    if user.has_usable_password() or not user.is_active:
        raise ValidationError(f"{user.naam} heeft geen uitnodiging meer nodig.")
    audit.record(
        actor=actor_of(by), verb="uitnodiging_herhaald", subject=user, organisation_id=organisation.pk
    )
    _mail("uitnodiging", user, organisation, link=_password_link(user))


@transaction.atomic
def change_user(
    *, user: User, email: str, naam: str, by: Actor | Access, afdeling: Afdeling | None = None
) -> None:
    """Change name, address or afdeling. A new address is told to the old one: it opens the account."""
    _check_afdeling(afdeling, user.home_organisation)
    old = {"naam": user.naam, "email": user.email, "afdeling_id": user.afdeling_id}
    user.email, user.naam, user.afdeling = email, naam.strip(), afdeling
    user.full_clean(exclude=["password"])
    changed = [name for name, value in old.items() if value != getattr(user, name)]
    if not changed:
        return
    user.save(update_fields=["email", "naam", "afdeling"])
    audit.record(
        actor=actor_of(by),
        verb="gebruiker_gewijzigd",
        subject=user,
        organisation_id=user.home_organisation_id,
        data={"velden": changed},
    )
    if "email" in changed:
        EmailAddress.objects.filter(user=user).delete()
        _mail("adres_gewijzigd", user, user.home_organisation, to=old["email"])


@transaction.atomic
def deactivate_user(*, user: User, by: Actor | Access) -> None:
    """Close an account: open sessions end with the next click and the password is gone. Roles stay as
    they are, so that the history and a return are simple; they give nothing while it is closed."""
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
    """Open an account again; the person chooses a new password through a link."""
    if is_oneself(by, user):
        raise ValidationError("U kunt uw eigen account niet openen.")
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    audit.record(
        actor=actor_of(by),
        verb="gebruiker_geopend",
        subject=user,
        organisation_id=user.home_organisation_id,
    )
    _mail("uitnodiging", user, user.home_organisation, link=_password_link(user))


@transaction.atomic
def ask_new_password(*, email: str) -> None:
    """Somebody typed this address to choose a new password. The worker does the rest: an answer that takes
    as long for every address tells nobody whether there is an account."""
    enqueue(NEW_PASSWORD, {"email": email.strip().lower()}, key=f"{NEW_PASSWORD}:{uuid.uuid4().hex}")


def mail_new_password(row: OutboxRow) -> None:
    """Mail a link to the person with this address, if there is one; the address is not kept."""
    with granted("new password", organisations=EVERY, rooms=("organisations", "ledger")):
        user = User.objects.select_related("home_organisation").filter(**row.payload, is_active=True).first()
        if user is not None:
            _mail("wachtwoord", user, user.home_organisation, link=_password_link(user))
    row.payload = {}


def _check_afdeling(afdeling: Afdeling | None, organisation: Organisation | None) -> None:
    if afdeling is not None and (organisation is None or afdeling.organisation_id != organisation.pk):
        raise ValidationError({"afdeling": "Die afdeling hoort bij een andere organisatie."})


def _password_link(user: User) -> str:
    """Valid once and for settings.PASSWORD_RESET_TIMEOUT; the page is allauth's."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return _absolute(reverse("account_reset_password_from_key", kwargs=parts))


def _absolute(path: str) -> str:
    return settings.GIR_BASE_URL + path


def _mail(kind: str, user: User, organisation: Organisation | None, *, to: str = "", **about) -> None:
    """Queued in this transaction by the mail backend. Holds a link and an organisation, never content."""
    text = render_to_string(
        f"organisations/mail/{kind}.txt",
        {
            "user": user,
            "organisatie": organisation,
            "dagen": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
            **about,
        },
    )
    subject, body = text.strip().split("\n", 1)
    EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        to=[to or user.email],
        headers={ORGANISATION_HEADER: organisation.pk} if organisation else None,
    ).send()
