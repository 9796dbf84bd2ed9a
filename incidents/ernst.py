"""How serious an incident is: computed from what happened, beside what the slachtoffer felt.

Source: the domain document, section 3 (ernst_objectief).
"""

from collections.abc import Iterable

from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import IncidentKenmerk, Letsel

HOOGSTE = 4
ERNSTIG = 3  # from here on the direction is told
GRADEN = ((1, "1: licht"), (2, "2: matig"), (3, "3: ernstig"), (4, "4: zeer ernstig"))
BELEVING = ((1, "Het viel mee"), (2, "Vervelend"), (3, "Ernstig"), (4, "Zeer ernstig"))
VERZWAREND = (IncidentKenmerk.WAPEN, IncidentKenmerk.PRIVESFEER)


def ernst_objectief(
    gedragingen: Iterable[str],
    *,
    kenmerken: Iterable[str] = (),
    letsel: Iterable[str] = (),
    herhaling: bool = False,
) -> int | None:
    """1 to 4: the heaviest gedraging, and one more, once, for letsel, a wapen, repetition or the
    privésfeer; at most 4. None without a gedraging: then it isn't known.

    ``letsel``: of every slachtoffer. ``herhaling``: the same veroorzaker did something earlier.
    """
    weights = [GEDRAGINGEN[code].gewicht for code in gedragingen]
    if not weights:
        return None
    harmed = any(code not in ("", Letsel.GEEN) for code in letsel)
    heavier = harmed or herhaling or not set(VERZWAREND).isdisjoint(kenmerken)
    return min(max(weights) + heavier, HOOGSTE)


# Of equally heavy gedragingen: what was done to a person goes before what was done to things.
VOORRANG = (
    Hoofdcategorie.VERNIELING,
    Hoofdcategorie.NON_VERBAAL,
    Hoofdcategorie.BEDREIGING,
    Hoofdcategorie.FYSIEK,
)


def zwaarste_hoofdcategorie(gedragingen: Iterable[str]) -> str:
    """The hoofdcategorie of the heaviest gedraging, of equals by ``VOORRANG``; "" without any."""
    found = [GEDRAGINGEN[code] for code in gedragingen]
    heaviest = max(found, key=lambda g: (g.gewicht, VOORRANG.index(g.hoofdcategorie)), default=None)
    return heaviest.hoofdcategorie if heaviest else ""
