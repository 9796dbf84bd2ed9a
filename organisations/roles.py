"""The roles of the domain document (section 4), and which of them are compatible."""

from collections.abc import Set

from django.db.models import TextChoices


class Register(TextChoices):
    INTEGRITEIT = "integriteit", "Integriteit"
    AGRESSIE = "agressie", "Agressie"


class Rol(TextChoices):
    MEDEWERKER = "medewerker", "Medewerker"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    VERTROUWENSPERSOON = "vertrouwenspersoon", "Vertrouwenspersoon"
    INTEGRITEITSCOORDINATOR = "integriteitscoordinator", "Integriteitscoördinator"
    TWEEDE_LEZER = "tweede_lezer", "Tweede lezer"
    ONDERZOEKER = "onderzoeker", "Onderzoeker"
    BEVOEGD_GEZAG = "bevoegd_gezag", "Bevoegd gezag"
    PROCESBEGELEIDER = "procesbegeleider", "Procesbegeleider"
    IDENTITEITSBEWAARDER = "identiteitsbewaarder", "Identiteitsbewaarder"
    GRIFFIER = "griffier", "Griffier"
    BURGEMEESTER = "burgemeester", "Burgemeester"
    SECRETARIS = "secretaris", "Secretaris"
    BALIEMEDEWERKER = "baliemedewerker", "Balie en huisbezoek"
    PRIVACYFUNCTIONARIS = "privacyfunctionaris", "Privacyfunctionaris (FG)"
    AUDITOR = "auditor", "Auditor"
    BEHEERDER = "beheerder", "Beheerder"
    KOEPELRAPPORTEUR = "koepelrapporteur", "Rapporteur van een koepel"
    BUITENADRES = "buitenadres", "Adres buiten de organisatie"


def label_of(rol: str, register: str = "") -> str:
    """What a role is called in one register, or ("") in both."""
    if rol == Rol.INTEGRITEITSCOORDINATOR and register == Register.AGRESSIE:
        return "Coördinator agressie"
    return Rol(rol).label


# Roles that are about the organisation and not about one register: always held for both.
REGISTERLESS = frozenset({Rol.MEDEWERKER, Rol.BEHEERDER})

# Opens nothing of anybody else, so that one beheerder is enough to give it.
ZONDER_TWEEDE = (Rol.MEDEWERKER,)

# Roles that open nothing of a zaak; of every other one, who coordinates is told when it is confirmed.
ZONDER_INZAGE = frozenset({Rol.MEDEWERKER, Rol.BEHEERDER, Rol.KOEPELRAPPORTEUR})

# What there is in a koepel, which has figures of others and nothing of its own: who reads those (a role that
# exists nowhere else), and who keeps its accounts.
ROLLEN_IN_KOEPEL = (Rol.KOEPELRAPPORTEUR, Rol.MEDEWERKER, Rol.BEHEERDER)


def rollen_in(*, koepel: bool) -> tuple[Rol, ...]:
    """The roles that somebody can hold in a koepel, or in any other organisation."""
    return ROLLEN_IN_KOEPEL if koepel else tuple(rol for rol in Rol if rol != Rol.KOEPELRAPPORTEUR)


# Roles that handle a zaak: the only ones a replacement takes over from an absent person. The trust of a
# vertrouwenspersoon, the seal of an identiteitsbewaarder and the keys of a beheerder are personal.
HANDLERS = frozenset(
    {
        Rol.LEIDINGGEVENDE,
        Rol.INTEGRITEITSCOORDINATOR,
        Rol.TWEEDE_LEZER,
        Rol.ONDERZOEKER,
        Rol.BEVOEGD_GEZAG,
        Rol.PROCESBEGELEIDER,
    }
)

# Roles that coordinate zaken of integrity: a coördinator those of employees, the others of bestuurders.
COORDINEERT = (Rol.INTEGRITEITSCOORDINATOR, Rol.GRIFFIER, Rol.BURGEMEESTER)
# The same for incidents of aggression.
REGIE_AGRESSIE = (*COORDINEERT, Rol.SECRETARIS)
# Who works from the werklijst of a register: the outside address has the cases that nobody here can handle.
COORDINEERT_IN = {
    Register.INTEGRITEIT: (*COORDINEERT, Rol.BUITENADRES),
    Register.AGRESSIE: (*REGIE_AGRESSIE, Rol.BUITENADRES),
}
# Who has a part in incidents without directing them.
TAKEN_AGRESSIE = (Rol.LEIDINGGEVENDE, Rol.BEVOEGD_GEZAG)

# The same for zaken of integrity.
TAKEN_INTEGRITEIT = (
    Rol.ONDERZOEKER,
    Rol.BEVOEGD_GEZAG,
    Rol.LEIDINGGEVENDE,
    Rol.PROCESBEGELEIDER,
    Rol.TWEEDE_LEZER,
)
# Who files for somebody else.
REGISTREREN = (Rol.INTEGRITEITSCOORDINATOR, Rol.VERTROUWENSPERSOON, Rol.LEIDINGGEVENDE)
# Who looks up whether there is an instruction about a person.
BALIE = (Rol.BALIEMEDEWERKER, Rol.INTEGRITEITSCOORDINATOR)
# Who sees a summary of what is theirs to see: who coordinates, sees figures or directs.
DASHBOARD = (
    Rol.INTEGRITEITSCOORDINATOR,
    Rol.GRIFFIER,
    Rol.AUDITOR,
    Rol.SECRETARIS,
    Rol.BURGEMEESTER,
)
# Who reads a report or has a part in it; ``reports.permissions`` says which part.
RAPPORTEN = (*DASHBOARD, Rol.BEVOEGD_GEZAG)

# Who sees in the database what others filed, by register: who opens or counts cases, judges a report of them,
# looks somebody up or supervises. The second wall is made of it (gir/walls.py): any other role, also one that
# is added later, sees there only what is of the person.
ZIET_REGISTER = {
    Register.INTEGRITEIT: frozenset(
        {*COORDINEERT_IN[Register.INTEGRITEIT], *TAKEN_INTEGRITEIT, *RAPPORTEN, Rol.PRIVACYFUNCTIONARIS}
    ),
    Register.AGRESSIE: frozenset(
        {*COORDINEERT_IN[Register.AGRESSIE], *TAKEN_AGRESSIE, *RAPPORTEN, *BALIE, Rol.PRIVACYFUNCTIONARIS}
    ),
}

# Who can let another system read the figures of a register: who is answerable for them.
CIJFERBORGEN = (Rol.INTEGRITEITSCOORDINATOR, Rol.GRIFFIER)

# Never one person in one register of one organisation (domain document: vertrouwenspersoon with handling).
REFUSED_TOGETHER: tuple[tuple[Rol, Rol], ...] = ((Rol.VERTROUWENSPERSOON, Rol.INTEGRITEITSCOORDINATOR),)

# Allowed together, never in one zaak: a beheerder is warned, the zaak itself keeps the rule.
APART_PER_ZAAK: tuple[tuple[Rol, Rol], ...] = (
    (Rol.INTEGRITEITSCOORDINATOR, Rol.BEVOEGD_GEZAG),
    (Rol.ONDERZOEKER, Rol.BEVOEGD_GEZAG),
    (Rol.INTEGRITEITSCOORDINATOR, Rol.TWEEDE_LEZER),
    (Rol.INTEGRITEITSCOORDINATOR, Rol.IDENTITEITSBEWAARDER),
    (Rol.BUITENADRES, Rol.IDENTITEITSBEWAARDER),
    (Rol.BEHEERDER, Rol.INTEGRITEITSCOORDINATOR),
    (Rol.VERTROUWENSPERSOON, Rol.LEIDINGGEVENDE),
    (Rol.VERTROUWENSPERSOON, Rol.ONDERZOEKER),
    (Rol.VERTROUWENSPERSOON, Rol.BEVOEGD_GEZAG),
    (Rol.VERTROUWENSPERSOON, Rol.TWEEDE_LEZER),
    (Rol.VERTROUWENSPERSOON, Rol.PROCESBEGELEIDER),
)


def holds(rollen: Set[tuple[str, str]], rol: str, register: str) -> bool:
    """Whether this set of (register, rol) has the role in that register ("": in both)."""
    return (register, rol) in rollen or ("", rol) in rollen


def _meet(pairs, rollen: frozenset[tuple[str, str]]) -> list[tuple[Rol, Rol]]:
    """The pairs that stand together in one register; a role for both registers ("") meets either."""
    found = []
    for one, other in pairs:
        registers = {register for register, rol in rollen if rol == one}
        others = {register for register, rol in rollen if rol == other}
        if registers & others or (registers and "" in others) or (others and "" in registers):
            found.append((one, other))
    return found


def refused(rollen: frozenset[tuple[str, str]]) -> list[tuple[Rol, Rol]]:
    """The pairs in this set of (register, rol) that one person may not hold in one organisation."""
    return _meet(REFUSED_TOGETHER, rollen)


def apart_per_zaak(rollen: frozenset[tuple[str, str]]) -> list[tuple[Rol, Rol]]:
    """The pairs one person may hold, but never in the same zaak."""
    return _meet(APART_PER_ZAAK, rollen)
