"""How the documents of an organisation look: its name, logo and colour, as was chosen or from its theme."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

from casework.models import Huisstijlkeuze
from organisations.models import Organisation

KLEUR = "#175766"
_KLEUR_IN_THEME = re.compile(r"--basis-color-accent-1-color-default:\s*(#[0-9a-fA-F]{6})\b")
_NAME = re.compile(r"[\w-]+(/[\w-]+)?\.(svg|png)")


@dataclass(frozen=True)
class Huisstijl:
    """``kleur``: #rrggbb, dark enough to read on white. ``logo``: an SVG or PNG, or empty."""

    naam: str
    kleur: str = KLEUR
    logo: bytes = b""


def huisstijl_of(organisation: Organisation) -> Huisstijl:
    """What the beheerder chose; where nothing was, of the theme. Without a theme, or with one that is not
    there: our own colour, and no logo."""
    own = Huisstijlkeuze.objects.filter(organisation=organisation).first()
    if own:
        return Huisstijl(own.naam, own.kleur, bytes(own.logo or b""))
    return Huisstijl(organisation.naam, _kleur(organisation.thema), _logo(organisation))


def kleur_of(organisation: Organisation) -> str:
    """The colour alone, for a page; in one query."""
    own = Huisstijlkeuze.objects.filter(organisation=organisation).values_list("kleur", flat=True).first()
    return own or _kleur(organisation.thema)


def _kleur(thema: str) -> str:
    place = thema and finders.find(f"themas/{thema}.css")
    found = _KLEUR_IN_THEME.search(Path(place).read_text(encoding="utf-8")) if place else None
    return found.group(1) if found and is_dark(found.group(1)) else KLEUR


def is_dark(kleur: str) -> bool:
    """A contrast of at least 4,5 with white (WCAG 2.2, 1.4.3). ``kleur``: #rrggbb."""
    parts = [int(kleur[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def darkened(kleur: str) -> str:
    """The same colour, no darker than needed to be read on white."""
    parts = [int(kleur[at : at + 2], 16) for at in (1, 3, 5)]
    shades = ("#" + "".join(f"{part * n // 100:02x}" for part in parts) for n in range(100, -1, -1))
    return next(filter(is_dark, shades))


def _logo(organisation: Organisation) -> bytes:
    for name in (organisation.logo, f"logos/{organisation.thema}.svg"):
        place = _NAME.fullmatch(name) and finders.find(name)
        if place:
            return Path(place).read_bytes()
    return b""
