"""Who works there: a person for every part, X, and whom X stands in for."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from gir.demo.afhandeling import Behandelaars
from gir.demo.path import Rolverdeling
from organisations.access import Access, access_for
from organisations.models import Afdeling, Afwezigheid, Organisation, Roltoewijzing, User
from organisations.roles import Register, Rol
from tests.werelden.scenario import Scenario

VAST: dict[str, tuple[tuple[str, str], ...]] = {
    "melder": (),
    "collega": (),
    "balie": ((Rol.BALIEMEDEWERKER, Register.AGRESSIE),),
    "coordinator": ((Rol.INTEGRITEITSCOORDINATOR, ""),),
    "tweede": ((Rol.INTEGRITEITSCOORDINATOR, ""),),
    "leider": ((Rol.LEIDINGGEVENDE, ""),),
    "onderzoeker": ((Rol.ONDERZOEKER, ""),),
    "secretaris": ((Rol.BEVOEGD_GEZAG, ""),),
    "griffier": ((Rol.GRIFFIER, ""),),
    "proces": ((Rol.PROCESBEGELEIDER, ""),),
    "raadslid": (),
}


@dataclass
class Bezetting:
    """The organisation, its people by what they are, and who plays which part in what happens."""

    organisation: Organisation
    people: dict[str, User]
    x: User
    hidden_from: User
    found: dict[str, Access] = field(default_factory=dict)

    def access(self, who: str) -> Access:
        """Nobody's roles change in a scenario, so each is looked up once."""
        if who not in self.found:
            found = access_for(self.people[who], self.organisation)
            assert found is not None
            self.found[who] = found
        return self.found[who]

    @property
    def access_of_x(self) -> Access:
        return self.access("x")

    def rollen(self) -> Rolverdeling:
        return Rolverdeling(
            coordinator=self.access("coordinator"),
            tweede_lezer=self.access("tweede"),
            leidinggevende=self.access("leider"),
            onderzoeker=self.access("onderzoeker"),
            bevoegd_gezag=self.access("secretaris"),
        )

    def mensen(self) -> Behandelaars:
        return Behandelaars(
            coordinator=self.access("coordinator"),
            bestuur=self.access("griffier"),
            beslisser=self.access("secretaris"),
            by_user={self.people["leider"].pk: self.access("leider")},
        )


def bezet(s: Scenario) -> Bezetting:
    here = Organisation.objects.create(
        naam="Gemeente Den Haag",
        slug="den-haag",
        soort="gemeente",
        adres="Raadhuisplein 1",
        postcode="2500 AA",
        plaats="Den Haag",
    )
    people = VAST | {"x": s.rollen} | ({"weg": s.vervangt} if s.vervangt else {})
    users = {
        who: User(naam=f"P. {who.capitalize()}", email=f"{who}@example.nl", home_organisation=here)
        for who in people
    }
    User.objects.bulk_create(users.values())
    since = timezone.localdate() - timedelta(days=400)
    Roltoewijzing.objects.bulk_create(
        Roltoewijzing(
            user=users[who],
            organisation=here,
            rol=rol,
            register=register,
            van=since,
            bevestigd_op=since,
        )
        for who, rollen in people.items()
        for rol, register in ((Rol.MEDEWERKER, ""), *rollen)
    )
    leads = users["x"] if any(rol == Rol.LEIDINGGEVENDE for rol, _ in s.rollen) else users["leider"]
    one, other = (
        Afdeling.objects.create(organisation=here, naam=naam, leidinggevende=who)
        for naam, who in (("Publiekszaken", leads), ("Stadsbeheer", users["leider"]))
    )
    User.objects.filter(pk__in=[users["melder"].pk]).update(afdeling=one)
    User.objects.filter(pk__in=[users["collega"].pk, users["x"].pk]).update(afdeling=other)
    for user in users.values():
        user.refresh_from_db()
    if s.vervangt:
        today = timezone.localdate()
        days = {"van": today - timedelta(days=3), "tot": today + timedelta(days=30)}
        Afwezigheid.objects.create(
            zelf_gekozen=True, organisation=here, user=users["weg"], vervanger=users["x"], **days
        )
    return Bezetting(here, users, users["x"], users["weg" if s.vervangt else "x"])
