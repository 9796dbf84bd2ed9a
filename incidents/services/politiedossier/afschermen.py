"""What must not reach a police file through a text: who a slachtoffer is, how to reach anybody in private.

A suspect gets to read the file. Every text goes through this: telephone numbers, mail addresses and addresses
that are not the employer's, and the names of the slachtoffers, are taken out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from incidents.lists import Contactvorm, IncidentKenmerk, Privacyvorm
from incidents.models import Incident, Slachtoffer
from incidents.services.politiedossier.contactgegevens import (
    addresses_in,
    domain_of,
    mails_in,
    national,
    numbers_in,
)
from organisations.models import Organisation, User

WEGGELATEN = "[weggelaten]"
BIJ_DE_WONING = "Bij de woning van het slachtoffer. Het adres staat niet in dit dossier."
# Where the work was done is no home of an employee: of these the address may be told.
WERKPLEKKEN = {Contactvorm.HUISBEZOEK, Contactvorm.OPENBARE_RUIMTE, Contactvorm.CONTROLE_HANDHAVING}
_SMALLEST_NAME = 3
_DIGITS = 8
_WITH_POSTCODE = re.compile(r"\d{4}[a-z]{2}$")


@dataclass(frozen=True)
class Werkgever:
    """What of the employer may stand in every text."""

    domein: str = ""
    telefoons: frozenset[str] = frozenset()
    adressen: frozenset[str] = frozenset()

    @classmethod
    def of(cls, organisation: Organisation, telefoon: str) -> "Werkgever":
        """``telefoon``: of who the police may call. The mail domain is the one that most accounts have."""
        mails = User.objects.filter(home_organisation=organisation).values_list("email", flat=True)
        domains = Counter(domain_of(mail) for mail in mails)
        numbers = (organisation.telefoon, organisation.opvang_telefoon, telefoon)
        return cls(
            max(domains, key=lambda name: (domains[name], name), default=""),
            frozenset(national(number) for number in numbers if number),
            _addresses_of(organisation),
        )

    def is_own_mail(self, mail: str) -> bool:
        return domain_of(mail) == self.domein

    def is_own_number(self, number: str) -> bool:
        return national(number) in self.telefoons

    def is_own_address(self, address: str) -> bool:
        """Its own street or postcode; behind its postcode any town may stand."""
        found = _letters(address)
        own = (one for one in self.adressen if _WITH_POSTCODE.search(one))
        return found in self.adressen or any(found.startswith(one) for one in own)


@dataclass(frozen=True)
class Afscherming:
    """``vervangingen``: of the slachtoffers, what is looked for in a text and what comes in its place, in
    that order. ``weggelaten``: what was taken out so far, each once."""

    vervangingen: tuple[tuple[re.Pattern[str], str], ...]
    noemt_namen: bool
    werkgever: Werkgever = Werkgever()
    weggelaten: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, incident: Incident, privacyvorm: str, telefoon: str = "") -> "Afscherming":
        """Only “op naam” leaves the names in. Contact details and a place at home never stay."""
        named = privacyvorm == Privacyvorm.OP_NAAM
        slachtoffers = list(incident.slachtoffers.all())
        found = [one for slachtoffer in slachtoffers for one in _contact_of(slachtoffer)]
        if at_home(incident) and incident.locatie.strip():
            found.append((re.compile(re.escape(incident.locatie.strip()), re.IGNORECASE), WEGGELATEN))
        if not named:
            for number, slachtoffer in enumerate(slachtoffers, 1):
                found += _names_of(slachtoffer, f"[slachtoffer {number}]")
        return cls(tuple(found), named, Werkgever.of(incident.organisation, telefoon))

    def text(self, text: str, *, adres: bool = False) -> str:
        """The text without what must stay out. ``adres``: an address in it is not a home of an employee."""
        for pattern, instead in self.vervangingen:
            if instead == WEGGELATEN:
                text = self._replace(pattern, instead, text)
        text = self._without(mails_in(text), self.werkgever.is_own_mail, text)
        text = self._without(numbers_in(text), self.werkgever.is_own_number, text)
        if not adres:
            text = self._without(addresses_in(text), self.werkgever.is_own_address, text)
        for pattern, instead in self.vervangingen:
            if instead != WEGGELATEN:
                text = self._replace(pattern, instead, text)
        return text

    def _replace(self, pattern: re.Pattern[str], instead: str, text: str) -> str:
        for found in pattern.finditer(text):
            self._note(found.group())
        return pattern.sub(instead, text)

    def _without(self, found: Iterable[str], may_stay: Callable[[str], bool], text: str) -> str:
        # the longest first: a street is also part of the address that it begins
        for one in sorted({f for f in found if not may_stay(f)}, key=len, reverse=True):
            if one in text:
                self._note(one)
                text = text.replace(one, WEGGELATEN)
        return text

    def _note(self, found: str) -> None:
        found = " ".join(found.split())
        if found not in self.weggelaten:
            self.weggelaten.append(found)


def at_home(incident: Incident) -> bool:
    """It happened where a slachtoffer lives: then the place is a home address."""
    return (
        Contactvorm.BIJ_WONING in incident.contactvormen or IncidentKenmerk.PRIVESFEER in incident.kenmerken
    )


def at_work(incident: Incident) -> bool:
    """It happened where the work was, outside: then the place may be told."""
    return not at_home(incident) and not WERKPLEKKEN.isdisjoint(incident.contactvormen)


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


def _names_of(slachtoffer: Slachtoffer, instead: str) -> list[tuple[re.Pattern[str], str]]:
    """Each whole name, and each part of it that begins with a capital, as words of their own."""
    names = {slachtoffer.naam.strip(), slachtoffer.user.naam if slachtoffer.user else ""} - {""}
    whole = [(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE), instead) for name in sorted(names)]
    parts = sorted({part for name in names for part in re.split(r"[\s-]+", name) if _is_name(part)})
    return whole + [
        (re.compile(rf"\b(?:{re.escape(part)}|{re.escape(part.upper())})\b"), instead) for part in parts
    ]


def _is_name(part: str) -> bool:
    return len(part) >= _SMALLEST_NAME and part[0].isupper()


def _addresses_of(organisation: Organisation) -> frozenset[str]:
    """Its street and number, its postcode, and both."""
    street, code = _letters(organisation.adres), _letters(organisation.postcode)
    return frozenset({street, code, street + code} - {""})


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
