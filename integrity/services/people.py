"""Which people belong to a zaak: who hears of it, and who may be given a part in it."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from integrity.lists import Betreft, Compartiment
from integrity.models import Betrokkene, Uitsluiting, Zaak
from organisations.models import Organisation, Roltoewijzing, User
from organisations.roles import Register, Rol

# The part of a zaak a person can be given -> the role that person must hold.
DELEN = {
    "coordinator": Rol.INTEGRITEITSCOORDINATOR,
    "leidinggevende": Rol.LEIDINGGEVENDE,
    "onderzoeker": Rol.ONDERZOEKER,
    "bevoegd_gezag": Rol.BEVOEGD_GEZAG,
    "procesbegeleider": Rol.PROCESBEGELEIDER,
}


def holders(organisation: Organisation, *rollen: str) -> QuerySet[User]:
    """The active people who hold one of these roles in the integrity register here, today."""
    held = Roltoewijzing.objects.current().filter(
        organisation=organisation, rol__in=rollen, register__in=("", Register.INTEGRITEIT)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def coordinators_of(
    organisation: Organisation, compartiment: str, *, about: str = "", zaak: Zaak | None = None
) -> QuerySet[User]:
    """Who coordinates zaken of this compartment; without who is kept out of this zaak."""
    if compartiment == Compartiment.AMBTELIJK:
        people = holders(organisation, Rol.INTEGRITEITSCOORDINATOR)
    elif about == Betreft.BURGEMEESTER:
        people = holders(organisation, Rol.GRIFFIER)
    else:
        people = holders(organisation, Rol.GRIFFIER, Rol.BURGEMEESTER)
    return not_kept_out(people, zaak) if zaak else people


def second_readers_of(zaak: Zaak) -> QuerySet[User]:
    """Who may read a proposal: coördinatoren of the same zaken and tweede lezers, not who proposed it."""
    people = coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft)
    if zaak.compartiment == Compartiment.AMBTELIJK:
        people = people | holders(zaak.organisation, Rol.TWEEDE_LEZER)
    return not_kept_out(people, zaak).exclude(pk=zaak.voorgesteld_door_id)


def not_kept_out(people: QuerySet[User], zaak: Zaak) -> QuerySet[User]:
    return people.exclude(
        pk__in=Betrokkene.objects.filter(zaak=zaak, user__isnull=False).values("user")
    ).exclude(pk__in=Uitsluiting.objects.filter(zaak=zaak).values("user"))


def candidates(zaak: Zaak, deel: str) -> QuerySet[User]:
    """Who may get this part: the role, not kept out, and never judging with handling in one zaak."""
    if deel == "coordinator":
        people = coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft)
    else:
        people = holders(zaak.organisation, DELEN[deel])
    people = not_kept_out(people, zaak)
    if deel == "bevoegd_gezag":
        people = people.exclude(pk__in=zaak.behandelaars)
    elif deel in ("coordinator", "onderzoeker") and zaak.bevoegd_gezag_id:
        people = people.exclude(pk=zaak.bevoegd_gezag_id)
    return people.order_by("naam", "pk")


def assign(zaak: Zaak, deel: str, user: User | None) -> None:
    """Set the person for one part on a locked zaak.

    Raises ValidationError when that person can't have it.
    """
    if user is not None and not candidates(zaak, deel).filter(pk=user.pk).exists():
        raise ValidationError(f"{user.naam} kan deze rol in deze zaak niet hebben. Kies iemand anders.")
    setattr(zaak, deel, user)
