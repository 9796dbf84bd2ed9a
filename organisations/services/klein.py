"""The profile "klein" of the domain document: a small organisation set up at once."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Organisation, User
from organisations.roles import Register, Rol
from organisations.services.accounts import invite
from organisations.services.acting import actor_of
from organisations.services.adres import account_of
from organisations.services.rollen import ask_confirmation

# Who holds what. The neighbour is no medewerker here: the outside address and the seal, nothing else.
KLEIN: dict[str, tuple[Rol, ...]] = {
    "coordinator": (Rol.MEDEWERKER, Rol.INTEGRITEITSCOORDINATOR, Rol.PROCESBEGELEIDER),
    "secretaris": (Rol.MEDEWERKER, Rol.BEVOEGD_GEZAG, Rol.TWEEDE_LEZER, Rol.SECRETARIS),
    "griffier": (Rol.MEDEWERKER, Rol.GRIFFIER),
    "buur": (Rol.IDENTITEITSBEWAARDER, Rol.BUITENADRES),
    "fg": (Rol.MEDEWERKER, Rol.PRIVACYFUNCTIONARIS),
}
# In a small organisation a role is held in both registers, unless it has no meaning in the other one.
ALLEEN_IN = {
    Rol.IDENTITEITSBEWAARDER: Register.INTEGRITEIT,
    Rol.TWEEDE_LEZER: Register.INTEGRITEIT,
    Rol.PROCESBEGELEIDER: Register.INTEGRITEIT,
    Rol.SECRETARIS: Register.AGRESSIE,
}


@dataclass(frozen=True)
class Persoon:
    """Somebody named in the profile; the name is used only when the address has no account yet."""

    email: str
    naam: str


@transaction.atomic
def set_up_klein(
    *, organisation: Organisation, personen: dict[str, Persoon], by: Actor | Access
) -> dict[str, User]:
    """Give everybody in `personen` (keys as in KLEIN) the roles of the profile, and invite who is new. The
    roles wait for a second beheerder, as any that are given by hand.

    Raises ValidationError, and changes nothing, when one person stands in two places (who takes a zaak
    in can't judge it, the neighbour and the FG must be apart) or the neighbour works here.
    """
    addresses = [person.email.strip().lower() for person in personen.values()]
    for place, address in zip(personen, addresses, strict=True):
        if addresses.count(address) > 1:
            raise ValidationError({f"{place}_email": "Deze persoon staat op twee plekken."})
    buur = account_of(personen["buur"].email)
    if buur is not None and buur.home_organisation_id == organisation.pk:
        raise ValidationError({"buur_email": "De buur werkt bij een andere organisatie dan de uwe."})
    users = {}
    for place, person in personen.items():
        rollen = [(ALLEEN_IN.get(rol, ""), rol) for rol in KLEIN[place]]
        try:
            users[place] = invite(
                email=person.email, naam=person.naam, organisation=organisation, rollen=rollen, by=by
            )
        except ValidationError as error:
            raise ValidationError({f"{place}_email": error.messages}) from error
    ask_confirmation(organisation, by)
    audit.record(
        actor=actor_of(by),
        verb="profiel_klein_ingericht",
        subject=organisation,
        organisation_id=organisation.pk,
        data={place: user.pk for place, user in users.items()},
    )
    return users
