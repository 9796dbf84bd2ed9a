"""The invented people of the demonstration. Plain data: the settings read it too."""

from dataclasses import dataclass

WACHTWOORD = "demo-wachtwoord"


@dataclass(frozen=True)
class Speler:
    """Somebody with a role; ``rollen`` are the codes of the roles beside ``medewerker``."""

    rol: str
    naam: str
    adres: str
    rollen: tuple[str, ...]
    afdeling: str = "Bedrijfsvoering"
    domein: str = "denhaag.example.nl"

    @property
    def email(self) -> str:
        return f"{self.adres}@{self.domein}"


DEN_HAAG = (
    Speler("Medewerker", "Meral Demir", "medewerker", (), "Dienst Publiekszaken"),
    Speler("Integriteitscoördinator", "Corine Dekker", "coordinator", ("integriteitscoordinator",)),
    Speler("Tweede coördinator", "Tarik Bos", "coordinator2", ("integriteitscoordinator",)),
    Speler("Onderzoeker", "Olaf Visser", "onderzoeker", ("onderzoeker",)),
    Speler("Bevoegd gezag (secretaris)", "Saskia de Graaf", "secretaris", ("bevoegd_gezag", "tweede_lezer")),
    Speler("Leidinggevende", "Leo Jansen", "leidinggevende", ("leidinggevende",), "Sociaal Domein"),
    Speler("Procesbegeleider", "Petra Smit", "procesbegeleider", ("procesbegeleider",)),
    Speler("Vertrouwenspersoon", "Vera Mulder", "vertrouwenspersoon", ("vertrouwenspersoon",)),
    Speler("Identiteitsbewaarder", "Ids Hoekstra", "identiteitsbewaarder", ("identiteitsbewaarder",)),
    Speler("Griffier", "Greet Meijer", "griffier", ("griffier",)),
    Speler("Burgemeester", "Bas van Leeuwen", "burgemeester", ("burgemeester",)),
    Speler("Privacyfunctionaris", "Fatima Peters", "fg", ("privacyfunctionaris",)),
    Speler("Auditor", "Aad Kok", "auditor", ("auditor",)),
    Speler("Beheerder", "Bianca Prins", "beheerder", ("beheerder",)),
    Speler("Tweede beheerder", "Bram Post", "beheerder2", ("beheerder",)),
)

DELFLAND = tuple(
    Speler(rol, naam, adres, rollen, "Waterkeringen", "waterschap.example.nl")
    for rol, naam, adres, rollen in (
        ("Medewerker (waterschap)", "Wim Vos", "medewerker", ()),
        ("Coördinator (waterschap)", "Carla Brouwer", "coordinator", ("integriteitscoordinator",)),
        ("Tweede coördinator (waterschap)", "Teun Vermeer", "coordinator2", ("integriteitscoordinator",)),
        ("Leidinggevende (waterschap)", "Lies Kramer", "leidinggevende", ("leidinggevende",)),
        ("Onderzoeker (waterschap)", "Otto Blom", "onderzoeker", ("onderzoeker",)),
        ("Secretaris-directeur (waterschap)", "Dirk Schouten", "secretaris", ("bevoegd_gezag",)),
        ("Beheerder (waterschap)", "Bea Willems", "beheerder", ("beheerder",)),
    )
)

# What the login page shows: (role in words, name, e-mail address).
LOGINS_IN_FULL = [(s.rol, s.naam, s.email) for s in (*DEN_HAAG, *DELFLAND)]
