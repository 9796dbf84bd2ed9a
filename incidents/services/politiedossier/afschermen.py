"""What must not reach a police file through a text: who a slachtoffer is, and how to reach them in private.

A suspect gets to read the file. A home address has no field anywhere; what is known of a slachtoffer is a
name, a telephone number and an e-mail address, and those are taken out of every text.
"""

import re
from dataclasses import dataclass

from incidents.lists import Contactvorm, IncidentKenmerk, Privacyvorm
from incidents.models import Incident, Slachtoffer

WEGGELATEN = "[weggelaten]"
BIJ_DE_WONING = "Bij de woning van het slachtoffer. Het adres staat niet in dit dossier."
_SMALLEST_NAME = 3
_DIGITS = 8


@dataclass(frozen=True)
class Afscherming:
    """``vervangingen``: what is looked for in a text, and what comes in its place; in that order."""

    vervangingen: tuple[tuple[re.Pattern[str], str], ...]
    noemt_namen: bool

    @classmethod
    def of(cls, incident: Incident, privacyvorm: str) -> "Afscherming":
        """Only “op naam” leaves the names in. Contact details and a place at home never stay."""
        named = privacyvorm == Privacyvorm.OP_NAAM
        found = []
        for number, slachtoffer in enumerate(incident.slachtoffers.all(), 1):
            found += _contact_of(slachtoffer)
            if not named:
                found += _name_of(slachtoffer, f"[slachtoffer {number}]")
        if at_home(incident) and incident.locatie.strip():
            found.append((re.compile(re.escape(incident.locatie.strip()), re.IGNORECASE), WEGGELATEN))
        return cls(tuple(found), named)

    def text(self, text: str) -> str:
        for pattern, instead in self.vervangingen:
            text = pattern.sub(instead, text)
        return text


def at_home(incident: Incident) -> bool:
    """It happened where a slachtoffer lives: then the place is a home address."""
    return (
        Contactvorm.BIJ_WONING in incident.contactvormen or IncidentKenmerk.PRIVESFEER in incident.kenmerken
    )


def _contact_of(slachtoffer: Slachtoffer) -> list[tuple[re.Pattern[str], str]]:
    found = []
    if slachtoffer.user:
        found.append((re.compile(re.escape(slachtoffer.user.email), re.IGNORECASE), WEGGELATEN))
    digits = re.sub(r"\D", "", slachtoffer.telefoon)
    if len(digits) >= _DIGITS:
        # However it is written: +31 6 12…, 06-12…, 0031 6…
        own = r"[\s().-]*".join(digits[-_DIGITS:])
        pattern = rf"(?<!\d)[+(]*(?:\d[\s().-]*){{0,6}}{own}(?!\d)"
        found.append((re.compile(pattern), WEGGELATEN))
    return found


def _name_of(slachtoffer: Slachtoffer, instead: str) -> list[tuple[re.Pattern[str], str]]:
    """The whole name, and each part of it that begins with a capital, as words of their own."""
    name = slachtoffer.user.naam if slachtoffer.user else slachtoffer.naam
    parts = [p for p in re.split(r"[\s-]+", name) if len(p) >= _SMALLEST_NAME and p[0].isupper()]
    whole = [(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE), instead)] if name.strip() else []
    return whole + [(re.compile(rf"\b{re.escape(part)}\b"), instead) for part in parts]
