"""Which people belong to a zaak: who hears of it, and who may be given a part in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from integrity.lifecycle import REGISTER
from integrity.lists import DIE_REGISSEREN, Compartiment
from integrity.models import Betrokkene, Uitsluiting, Zaak
from organisations.models import Organisation, User
from organisations.roles import Rol

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
    return User.objects.holding(organisation, *rollen, register=REGISTER)


def coordinators_of(
    organisation: Organisation, compartiment: str, *, about: str = "", zaak: Zaak | None = None
) -> QuerySet[User]:
    """Who coordinates zaken of this compartment. Of this zaak: with the outside address where nobody here
    could (``apart.find_somebody``), and without who is kept out of it."""
    if compartiment == Compartiment.AMBTELIJK:
        people = holders(organisation, Rol.INTEGRITEITSCOORDINATOR)
    elif about in DIE_REGISSEREN:
        people = holders(organisation, Rol.GRIFFIER)
    else:
        people = holders(organisation, Rol.GRIFFIER, Rol.BURGEMEESTER)
    if zaak is None:
        return people
    if zaak.buitenadres_op:
        people = people | holders(organisation, Rol.BUITENADRES)
    return not_kept_out(people, zaak)


@dataclass(frozen=True)
class Lezers:
    """Who will read what is filed now: by role (``vast``), and who stands in for one of them today; or
    (``buiten``) the outside address, when none of them may."""

    vast: tuple[User, ...]
    vervangers: tuple[User, ...]
    buiten: tuple[User, ...] = ()

    @property
    def alle(self) -> tuple[User, ...]:
        return self.vast + self.vervangers

    def without(self, excluded: Iterable[str | int]) -> list[User]:
        """Who reads it by role when these ids are kept out: a stand-in alone is gone tomorrow."""
        out = {str(pk) for pk in excluded}
        return [user for user in self.vast if str(user.pk) not in out]


def readers_of(organisation: Organisation, betreft: str, *, outside_too: bool = True) -> Lezers:
    """Who would read something filed about such a person, to be told before it is sent; a query each for who
    works here and (``outside_too``) for who is asked when nobody here may."""
    holding = holders(organisation, Rol.BUITENADRES).order_by("naam", "pk")
    outside = tuple(holding) if outside_too else ()
    compartiment = Compartiment.about(betreft)
    people = coordinators_of(organisation, compartiment, about=betreft)
    if compartiment != Compartiment.AMBTELIJK:
        return Lezers(tuple(people.order_by("naam", "pk")), (), outside)
    rows = list(people.with_stand_ins(organisation, by_role=True).order_by("naam", "pk"))
    return Lezers(tuple(u for u in rows if u.zelf), tuple(u for u in rows if not u.zelf), outside)


def second_readers_of(zaak: Zaak) -> QuerySet[User]:
    """Who may read a proposal: coördinatoren of the same zaken and tweede lezers, not who proposed it."""
    people = coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak)
    if zaak.compartiment == Compartiment.AMBTELIJK:
        people = people | holders(zaak.organisation, Rol.TWEEDE_LEZER)
    return not_kept_out(people, zaak).exclude(pk=zaak.voorgesteld_door_id)


def not_kept_out(people: QuerySet[User], zaak: Zaak) -> QuerySet[User]:
    return people.exclude(
        pk__in=Betrokkene.objects.filter(zaak=zaak, user__isnull=False).values("user")
    ).exclude(pk__in=Uitsluiting.objects.filter(zaak=zaak).values("user"))


def candidates(zaak: Zaak, deel: str) -> QuerySet[User]:
    """Who may get this part: the role, not kept out, never judging with handling in one zaak, and not the
    vertrouwenspersoon who brought it in."""
    if deel == "coordinator":
        people = coordinators_of(zaak.organisation, zaak.compartiment, about=zaak.betreft, zaak=zaak)
    else:
        people = holders(zaak.organisation, DELEN[deel])
    people = not_kept_out(people, zaak)
    took_in = {one.ingenomen_door_id for one in (zaak, *zaak.went_in)} - {None}
    trusted = holders(zaak.organisation, Rol.VERTROUWENSPERSOON).filter(pk__in=took_in)
    people = people.exclude(pk__in=trusted.values("pk"))
    if deel == "bevoegd_gezag":
        people = people.exclude(pk__in=zaak.behandelaars)
    elif deel in ("coordinator", "onderzoeker"):
        people = people.exclude(pk__in=zaak.oordelaars | {zaak.bevoegd_gezag_id} - {None})
    return people.order_by("naam", "pk")


def guard(zaak: Zaak, about: Iterable[str]) -> None:
    """After other meldingen came into a locked zaak: it is about the person who must least of all see it,
    and nobody who took one of them in judges it."""
    zaak.betreft = next((b for b in about if b in DIE_REGISSEREN), zaak.betreft)
    zaak.forget()
    if zaak.bevoegd_gezag_id in zaak.behandelaars:
        zaak.bevoegd_gezag = None
    zaak.save(update_fields=["betreft", "bevoegd_gezag"])


def assign(zaak: Zaak, deel: str, user: User | None) -> None:
    """Set the person for one part on a locked zaak.

    Raises ValidationError when that person can't have it.
    """
    if user is not None and not candidates(zaak, deel).filter(pk=user.pk).exists():
        raise ValidationError(f"{user.naam} kan deze rol in deze zaak niet hebben. Kies iemand anders.")
    setattr(zaak, deel, user)
