"""How the documents of an organisation look: its name, logo and colour, from its theme."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

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
    """Without a theme, or with one that is not there: our own colour, and no logo."""
    return Huisstijl(organisation.naam, _kleur(organisation.thema), _logo(organisation))


def _kleur(thema: str) -> str:
    place = thema and finders.find(f"themas/{thema}.css")
    found = _KLEUR_IN_THEME.search(Path(place).read_text(encoding="utf-8")) if place else None
    return found.group(1) if found and _is_dark(found.group(1)) else KLEUR


def _is_dark(kleur: str) -> bool:
    """A contrast of at least 4,5 with white (WCAG 2.2, 1.4.3)."""
    parts = [int(kleur[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def _logo(organisation: Organisation) -> bytes:
    for name in (organisation.logo, f"logos/{organisation.thema}.svg"):
        place = _NAME.fullmatch(name) and finders.find(name)
        if place:
            return Path(place).read_bytes()
    return b""
