"""The invented people of the demonstration. Plain data: the settings read it too."""

from dataclasses import dataclass

WACHTWOORD = "demo-wachtwoord"
PUBLIEKSZAKEN, STADSBEHEER, SOCIAAL = "Dienst Publiekszaken", "Stadsbeheer", "Sociaal Domein"


@dataclass(frozen=True)
class Speler:
    """Somebody with a role; ``rollen`` are the codes of the roles beside ``medewerker``, with "@agressie"
    or "@integriteit" when it is held in one register only."""

    rol: str
    naam: str
    adres: str
    rollen: tuple[str, ...]
    afdeling: str = "Bedrijfsvoering"
    domein: str = "denhaag.example.nl"

    @property
    def email(self) -> str:
        return f"{self.adres}@{self.domein}"


INTEGRITEITSCOORDINATOR = ("integriteitscoordinator@integriteit",)
AGRESSIECOORDINATOR = ("integriteitscoordinator@agressie",)

DEN_HAAG = (
    Speler("Medewerker", "Meral Demir", "medewerker", (), PUBLIEKSZAKEN),
    Speler("Medewerker van de balie", "Bo Hendriks", "balie", ("baliemedewerker@agressie",), PUBLIEKSZAKEN),
    Speler("Consulent inkomen", "Sanne Vink", "consulent", (), SOCIAAL),
    Speler("Boa", "Berend Wolf", "boa", (), STADSBEHEER),
    Speler("Coördinator agressie", "Anouk Verhoeven", "agressie", AGRESSIECOORDINATOR),
    Speler("Leidinggevende", "Leo Jansen", "leidinggevende", ("leidinggevende",), SOCIAAL),
    Speler(
        "Leidinggevende publiekszaken", "Lotte van Dam", "leidinggevende2", ("leidinggevende",), PUBLIEKSZAKEN
    ),
    Speler("Leidinggevende stadsbeheer", "Hans Timmer", "leidinggevende3", ("leidinggevende",), STADSBEHEER),
    Speler("Bevoegd gezag (secretaris)", "Saskia de Graaf", "secretaris", ("bevoegd_gezag", "tweede_lezer")),
    Speler("Secretaris van het college", "Sylvia Kuiper", "college", ("secretaris@agressie",)),
    Speler("Raadslid", "Ravi Mohan", "raadslid", ()),
    Speler("Integriteitscoördinator", "Corine Dekker", "coordinator", INTEGRITEITSCOORDINATOR),
    Speler("Tweede coördinator", "Tarik Bos", "coordinator2", INTEGRITEITSCOORDINATOR),
    Speler("Onderzoeker", "Olaf Visser", "onderzoeker", ("onderzoeker",)),
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
        ("Lid van het algemeen bestuur (waterschap)", "Amir Haan", "bestuurslid", ()),
        ("Vertrouwenspersoon (waterschap)", "Vonne Maas", "vertrouwenspersoon", ("vertrouwenspersoon",)),
        (
            "Coördinator, beide registers (waterschap)",
            "Carla Brouwer",
            "coordinator",
            ("integriteitscoordinator",),
        ),
        ("Tweede coördinator (waterschap)", "Teun Vermeer", "coordinator2", ("integriteitscoordinator",)),
        ("Leidinggevende (waterschap)", "Lies Kramer", "leidinggevende", ("leidinggevende",)),
        ("Onderzoeker (waterschap)", "Otto Blom", "onderzoeker", ("onderzoeker",)),
        (
            "Secretaris-directeur (waterschap)",
            "Dirk Schouten",
            "secretaris",
            ("bevoegd_gezag", "secretaris@agressie"),
        ),
        ("Beheerder (waterschap)", "Bea Willems", "beheerder", ("beheerder",)),
    )
)

# What the login page shows: (role in words, name, e-mail address).
LOGINS_IN_FULL = [(s.rol, s.naam, s.email) for s in (*DEN_HAAG, *DELFLAND)]
