"""Who can come in under an account. What one beheerder changes about that waits for another one, like a role:
a second step that is gone or an account that is open again may be of somebody else. Of a new address it is
the address itself that waits (``adres``).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import ZONDER_TWEEDE
from organisations.services.acting import is_oneself
from organisations.services.rollen import ask_confirmation, lock_user, record_rol
from organisations.services.sessies import of_an_account


def check_manages(user: User, by: Actor | Access) -> None:
    """Raises ValidationError to a beheerder who does not manage this account: it is of another organisation,
    or of who keeps the installation, which opens more than any role here."""
    if not isinstance(by, Access):
        return
    if user.home_organisation_id != by.organisation.pk:
        raise ValidationError(f"Alleen een beheerder van de organisatie waar {user.naam} werkt, kan dit.")
    if (user.is_staff or user.is_superuser) and not is_oneself(by, user):
        raise ValidationError("Dit account wijzigt alleen wie GIR voor uw organisatie draait.")


@of_an_account
@transaction.atomic
def wait_again(user: User, *, by: Actor | Access, omdat: Roltoewijzing.WachtOmdat) -> None:
    """Every role of this person, in whatever organisation, opens nothing until a beheerder there other than
    ``by`` confirms it, who is told. Not the roles that one beheerder may give, and nothing when it is done
    by the person or on the command line.

    A role that waited already by the hand of somebody else lapses: that beheerder could confirm now what
    this one changed, and this one what that beheerder gave.
    """
    if not isinstance(by, Access) or is_oneself(by, user):
        return
    # A role that is given at this moment waits too.
    lock_user(user)
    rows = Roltoewijzing.objects.not_over().filter(user=user).exclude(rol__in=ZONDER_TWEEDE)
    concerned: dict[int, Organisation] = {}
    for row in rows.select_for_update(of=("self",)).select_related("organisation").order_by("pk"):
        if row.bevestigd_op is None and row.gegeven_door_id != by.user.pk:
            row.tot = max(timezone.localdate(), row.van)
            row.save(update_fields=["tot"])
            record_rol(row, "rol_vervallen", by, omdat=str(omdat))
            continue
        row.bevestigd_op, row.bevestigd_door, row.gegeven_door = None, None, by.user
        row.wacht_omdat = omdat
        row.save(update_fields=["bevestigd_op", "bevestigd_door", "gegeven_door", "wacht_omdat"])
        record_rol(row, "rol_wacht_opnieuw", by, omdat=str(omdat))
        concerned[row.organisation_id] = row.organisation
    for organisation in concerned.values():
        ask_confirmation(organisation, by)
