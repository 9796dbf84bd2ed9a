"""The address of an account opens it, by a link for a new password. So one that a beheerder gives to somebody
else waits beside the present one, which stays what it was, until another beheerder confirms it.
"""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger import audit
from ledger.actors import Actor
from ledger.rowsecurity import EVERY, granted
from organisations.access import Access
from organisations.models import User
from organisations.services.acting import actor_of, is_oneself
from organisations.services.mails import absolute, mail, page
from organisations.services.rollen import confirmers
from organisations.services.sessies import end_sessies
from organisations.services.toegang import check_manages

TAKEN = User._meta.get_field("email").error_messages["unique"]
WAITING = ("nieuw_email", "email_gevraagd_door")


@granted("invite", organisations=EVERY, rooms=("organisations",))
def account_of(email: str) -> User | None:
    """Whose address this is, wherever that person works: what a beheerder sees is their own organisation."""
    return User.objects.filter(email=email.strip().lower()).first()


def save_account(user: User, **how) -> None:
    """Refuses an address that is taken in the same words when it is of an account that isn't seen here."""
    try:
        with transaction.atomic():
            user.save(**how)
    except IntegrityError as error:
        raise ValidationError({"email": TAKEN}) from error


def lock_account(user: User) -> None:
    """As it is now, until the end of this transaction: two beheerders can be at it at the same time."""
    user.refresh_from_db(from_queryset=User.objects.select_for_update())


def ask_adres(user: User, adres: str, *, by: Access) -> None:
    """This address waits for another beheerder than ``by``; one that waited already by another hand too makes
    way. Who can confirm it is told, and so is the person. For ``change_user``, which holds the account.

    What waits already keeps who asked it: else one could hand that to the next who saves the same form.
    Raises ValidationError when the address is of an account.
    """
    if adres == user.nieuw_email:
        return
    if account_of(adres) is not None:
        raise ValidationError({"email": TAKEN})
    user.nieuw_email, user.email_gevraagd_door = adres, by.user
    user.save(update_fields=WAITING)
    _record("adres_gevraagd", user, by)
    organisation = user.home_organisation
    for other in confirmers(organisation).exclude(pk__in=(user.pk, by.user.pk)):
        mail("rol_wacht", other, organisation, link=page("rollen_bevestigen"), adres=True)
    mail("adres_gevraagd", user, organisation)


@transaction.atomic
def confirm_adres(*, user: User, adres: str, by: Access) -> None:
    """The address that waits is the address from now on: ``adres``, the one that this beheerder saw.

    What was open under the old one ends; both are told, and so is who asked. Raises ValidationError to who
    asked it, to the person, to a beheerder who does not manage this account, when something else waits by
    now, and when the address was taken meanwhile.
    """
    _hold_waiting(user, adres, by)
    if by.user.pk in (user.pk, user.email_gevraagd_door_id):
        raise ValidationError("Een adres dat u zelf vroeg of krijgt, bevestigt een andere beheerder.")
    old, asked_by = user.email, user.email_gevraagd_door
    user.email = adres
    drop_waiting(user)
    save_account(user, update_fields=["email", *WAITING])
    _record("adres_bevestigd", user, by)
    after_new_adres(user, old, by=by)
    _tell_who_asked(asked_by, user, by, bevestigd=True)


@transaction.atomic
def refuse_adres(*, user: User, adres: str, by: Access) -> None:
    """The address that waits is not given after all; who asked it takes it back by this, and the person may
    refuse it too. Each of them hears what another did. Raises ValidationError to a beheerder who does not
    manage this account, and when something else waits by now."""
    _hold_waiting(user, adres, by)
    asked_by = user.email_gevraagd_door
    drop_waiting(user)
    user.save(update_fields=WAITING)
    _record("adres_geweigerd", user, by)
    if not is_oneself(by, user):
        mail("adres_geweigerd", user, user.home_organisation)
    _tell_who_asked(asked_by, user, by, bevestigd=False)


def drop_waiting(user: User) -> None:
    user.nieuw_email, user.email_gevraagd_door = "", None


def after_new_adres(user: User, old: str, *, by: Actor | Access) -> None:
    """What rested on the old address ends; who has it is told, and who has the new one. Links for a password
    end by themselves: they are signed with the address."""
    EmailAddress.objects.filter(user=user).delete()
    if not is_oneself(by, user):
        end_sessies(user, by=by)
    mail("adres_gewijzigd", user, user.home_organisation, to=old)
    mail("adres_geldt", user, user.home_organisation, link=page("account_login"))


def _tell_who_asked(asked_by: User | None, user: User, by: Access, *, bevestigd: bool) -> None:
    """Not who decided it, nor somebody who works elsewhere by now and isn't seen here."""
    if asked_by is not None and not is_oneself(by, asked_by):
        link = absolute(reverse("gebruiker", args=[user.pk]))
        mail("adres_beslist", asked_by, user.home_organisation, link=link, bevestigd=bevestigd)


def _hold_waiting(user: User, adres: str, by: Access) -> None:
    check_manages(user, by)
    lock_account(user)
    if not adres or user.nieuw_email != adres:
        raise ValidationError(
            f"Over het nieuwe adres van {user.naam} is intussen beslist, of er is een ander adres gevraagd."
        )


def _record(verb: str, user: User, by: Access) -> None:
    audit.record(actor=actor_of(by), verb=verb, subject=user, organisation_id=user.home_organisation_id)
