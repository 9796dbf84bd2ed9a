"""The second step and the password of an account: what was added, removed or made anew, told to its person.

allauth keeps them; who calls these does so in the transaction of that change.
"""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Roltoewijzing, User
from organisations.services.acting import actor_of, is_oneself
from organisations.services.mails import mail
from organisations.services.sessies import end_sessies, of_an_account
from organisations.services.toegang import check_manages, wait_again

SOORTEN = {
    Authenticator.Type.WEBAUTHN: "een passkey",
    Authenticator.Type.TOTP: "een app met codes",
    Authenticator.Type.RECOVERY_CODES: "nieuwe herstelcodes",
}


def steps_of(user: User) -> set[str]:
    """The kinds of second step this person has; codes for when they are lost are none."""
    rows = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(rows.values_list("type", flat=True))


def _own(user: User, verb: str, *, by: Actor | None = None, **data: str) -> None:
    audit.record(
        actor=by or Actor("user", user.pk),
        verb=verb,
        subject=user,
        organisation_id=user.home_organisation_id,
        data=data,
    )


@of_an_account
@transaction.atomic
def note_added(user: User, soort: str) -> None:
    """This person added a second step of this kind."""
    _own(user, "tweede_stap_toegevoegd", soort=str(soort))
    mail("tweede_stap_toegevoegd", user, user.home_organisation, wat=SOORTEN[soort])


@of_an_account
@transaction.atomic
def note_removed(user: User, soort: str, *, sessie: int | None) -> None:
    """This person took one away. Their other sessions end: it may be that a device was lost."""
    _own(user, "tweede_stap_verwijderd", soort=str(soort))
    end_sessies(user, by=Actor("user", user.pk), but=sessie)
    mail("tweede_stap_verwijderd", user, user.home_organisation, wat=SOORTEN[soort])


@of_an_account
@transaction.atomic
def note_codes(user: User) -> None:
    """This person made new codes: the earlier ones are worth nothing."""
    _own(user, "herstelcodes_gemaakt", soort=str(Authenticator.Type.RECOVERY_CODES))
    mail("tweede_stap_toegevoegd", user, user.home_organisation, wat=SOORTEN["recovery_codes"])


@of_an_account
@transaction.atomic
def note_password(user: User, *, by: Actor | None = None) -> None:
    """This person, or the owner of the installation, chose another password, or the first one."""
    _own(user, "wachtwoord_gewijzigd", by=by)
    mail("wachtwoord_gewijzigd", user, user.home_organisation)


@transaction.atomic
def reset_tweede_stap(*, user: User, by: Actor | Access) -> None:
    """Take away every second step of somebody who lost them, end their sessions and tell them.

    The password is still needed, and a second beheerder confirms their roles (``wait_again``). Raises
    ValidationError for one's own account, for one that this beheerder does not manage, and when there is
    nothing to take away.
    """
    if is_oneself(by, user):
        raise ValidationError("Uw eigen tweede stap haalt u weg bij uw account.")
    check_manages(user, by)
    rows = Authenticator.objects.select_for_update().filter(user=user)
    soorten = sorted(row.type for row in rows)
    if not soorten:
        raise ValidationError(f"{user.naam} heeft geen tweede stap.")
    rows.delete()
    audit.record(
        actor=actor_of(by),
        verb="tweede_stap_gereset",
        subject=user,
        organisation_id=user.home_organisation_id,
        data={"soorten": soorten},
    )
    end_sessies(user, by=by)
    wait_again(user, by=by, omdat=Roltoewijzing.WachtOmdat.TWEEDE_STAP)
    mail("tweede_stap_gereset", user, user.home_organisation)


@transaction.atomic
def sign_out_everywhere(*, user: User, by: Actor | Access) -> None:
    """End every session of somebody else and tell them. Raises ValidationError for one's own account, and
    when the person is signed in nowhere."""
    if is_oneself(by, user):
        raise ValidationError("Uw eigen sessies beëindigt u bij uw account.")
    if not end_sessies(user, by=by):
        raise ValidationError(f"{user.naam} is nergens ingelogd.")
    mail("overal_uitgelogd", user, user.home_organisation)
