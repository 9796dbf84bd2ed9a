"""The main menu and the overview of beheer, as tables: what, where, for whom."""

from dataclasses import dataclass

from django.urls import reverse

from organisations.access import Access
from organisations.roles import (
    BALIE,
    CIJFERBORGEN,
    COORDINEERT,
    COORDINEERT_IN,
    DASHBOARD,
    HANDLERS,
    RAPPORTEN,
    REGIE_AGRESSIE,
    REGISTREREN,
    TAKEN_AGRESSIE,
    TAKEN_INTEGRITEIT,
    Register,
    Rol,
)


@dataclass(frozen=True)
class Ingang:
    """A way in: a URL name, its text, and the roles that see it (None: everybody).

    ``register``: where the role must be held; None for an entry of no register in particular. ``koepel``:
    whether it is there for a koepel, and for other organisations too.
    """

    naam: str
    url_name: str
    rollen: frozenset[str] | None = None
    uitleg: str = ""
    register: Register | None = None
    koepel: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def is_for(self, access: Access) -> bool:
        if access.organisation.is_koepel and not self.koepel:
            return False
        registers = [self.register] if self.register else list(Register)
        return self.rollen is None or any(
            access.heeft(rol, register) for rol in self.rollen for register in registers
        )


_INTEGRITEIT, _AGRESSIE = Register.INTEGRITEIT, Register.AGRESSIE

MENU = (
    Ingang("Melden", "melden"),
    Ingang("Mijn meldingen", "mijn_meldingen"),
    Ingang("Werklijst", "werklijst", frozenset(COORDINEERT_IN[_INTEGRITEIT]), register=_INTEGRITEIT),
    Ingang("Taken", "taken", frozenset(TAKEN_INTEGRITEIT), register=_INTEGRITEIT),
    Ingang("Werklijst", "agressie_werklijst", frozenset(COORDINEERT_IN[_AGRESSIE]), register=_AGRESSIE),
    Ingang("Taken", "agressie_taken", frozenset(TAKEN_AGRESSIE), register=_AGRESSIE),
    Ingang("Maatregelen", "agressie_maatregelen", frozenset(REGIE_AGRESSIE), register=_AGRESSIE),
    Ingang("Balie", "agressie_balie", frozenset(BALIE), register=_AGRESSIE),
    Ingang("Vragen en signalen", "meldingen", frozenset(COORDINEERT), register=_INTEGRITEIT),
    Ingang("Registreren", "registreren", frozenset(REGISTREREN), register=_INTEGRITEIT),
    Ingang("Mijn aantallen", "tellingen", frozenset({Rol.VERTROUWENSPERSOON}), register=_INTEGRITEIT),
    Ingang("Importeren", "import_start", frozenset({Rol.INTEGRITEITSCOORDINATOR}), register=_INTEGRITEIT),
    Ingang(
        "Importeren",
        "agressie_import_start",
        frozenset({Rol.INTEGRITEITSCOORDINATOR}),
        register=Register.AGRESSIE,
    ),
    Ingang("Inzicht", "agressie_inzicht", frozenset({Rol.INTEGRITEITSCOORDINATOR}), register=_AGRESSIE),
    Ingang("Toezicht", "toezicht", frozenset({Rol.PRIVACYFUNCTIONARIS}), register=_INTEGRITEIT),
    Ingang("Toezicht", "agressie_toezicht", frozenset({Rol.PRIVACYFUNCTIONARIS}), register=_AGRESSIE),
    Ingang("Veel gelezen", "veel_gelezen", frozenset({Rol.PRIVACYFUNCTIONARIS})),
    Ingang("Dashboard", "dashboard", frozenset(DASHBOARD)),
    Ingang("Rapportages", "rapportages", frozenset(RAPPORTEN)),
    Ingang("Koepel", "koepel", frozenset({Rol.KOEPELRAPPORTEUR}), koepel=True),
    Ingang("Beheer", "beheer", frozenset({Rol.BEHEERDER}), koepel=True),
)

# What is needed now and then stands elsewhere, so that the menu of daily work fits one line.
AFWEZIGHEID = Ingang("Afwezigheid", "mijn_afwezigheid", HANDLERS)
KOPPELINGEN = Ingang("Koppelingen", "koppelingsrechten", frozenset(CIJFERBORGEN))

# The pages of beheer. Those on terms, lists and mails are in casework, which knows what they hold.
BEHEER = (
    Ingang(
        "Gebruikers en rollen", "gebruikers", uitleg="Uitnodigen, rollen geven en beëindigen.", koepel=True
    ),
    Ingang(
        "Rollen en adressen die wachten",
        "rollen_bevestigen",
        uitleg="Bevestigen wat een andere beheerder gaf of vroeg.",
        koepel=True,
    ),
    Ingang("Afdelingen", "afdelingen", uitleg="Welke afdelingen er zijn en wie ze leidt."),
    Ingang("Formatie", "formatie", uitleg="Hoeveel mensen er werken, per jaar en per afdeling."),
    Ingang("Afwezigheid", "afwezigheden", uitleg="Wie er weg is en wie het werk overneemt."),
    Ingang("Termijnen", "termijnen", uitleg="Hoe lang een stap mag duren."),
    Ingang("Categorielijsten", "codelijsten", uitleg="Eigen categorieën, met een begindatum."),
    Ingang("Koppelingen", "koppelingen", uitleg="Andere systemen die rapporten en cijfers lezen."),
    Ingang("Verstuurde e-mails", "mails", uitleg="Wat er verstuurd is en wat niet aankwam.", koepel=True),
    Ingang("Organisatie", "organisatie_instellingen", uitleg="Naam, adres en thema.", koepel=True),
    Ingang("Huisstijl", "huisstijl", uitleg="Naam, kleur en logo op documenten.", koepel=True),
    Ingang(
        "Kleine organisatie inrichten",
        "profiel_klein",
        uitleg="Alle rollen op één pagina.",
    ),
)


def beheer_for(access: Access) -> list[dict]:
    return [
        {"naam": item.naam, "url": item.url, "uitleg": item.uitleg} for item in BEHEER if item.is_for(access)
    ]


def menu_for(access: Access, path: str) -> list[dict]:
    """The entries this person sees; `actief` marks the one the page belongs to (the longest address).

    Of entries with one name, as for somebody who works in both registers, each says its register.
    """
    seen = [(item, item.url) for item in MENU if item.is_for(access)]
    here = max((url for _, url in seen if path.startswith(url)), key=len, default="")
    names = [item.naam for item, _ in seen]
    return [
        {"naam": _name(item, double=names.count(item.naam) > 1), "url": url, "actief": url == here}
        for item, url in seen
    ]


def _name(item: Ingang, *, double: bool) -> str:
    return f"{item.naam} {item.register.label.lower()}" if double and item.register else item.naam
