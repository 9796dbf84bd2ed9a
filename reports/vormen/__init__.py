"""The shapes in which a report is shown: for whom, and what of the whole report stands in it, in which order.

A shape is data. It takes from the whole report, which is protected and frozen already, so it can't tell more
than that. A new one is a file here and a line in VORMEN.
"""

from reports.vormen.agressie_jaar import AGRESSIE_JAAR
from reports.vormen.applying import in_vorm
from reports.vormen.brief import BRIEF
from reports.vormen.describing import Opbouw, Rapportvorm, Tabelkeuze, Vormdeel, Vormrij
from reports.vormen.jaarrekening import JAARREKENING
from reports.vormen.rijksoverzicht import RIJKSOVERZICHT
from reports.vormen.samenvatting import SAMENVATTING
from reports.vormen.volledig import VOLLEDIG
from reports.vormen.vragen import VRAGEN

# In the order in which they are offered.
VORMEN = {
    one.naam: one
    for one in (VOLLEDIG, BRIEF, SAMENVATTING, VRAGEN, AGRESSIE_JAAR, JAARREKENING, RIJKSOVERZICHT)
}


def vormen_for(register: str) -> dict[str, Rapportvorm]:
    """The shapes that a report of this register can have."""
    return {naam: vorm for naam, vorm in VORMEN.items() if register in vorm.registers}


__all__ = [
    "VOLLEDIG",
    "VORMEN",
    "Opbouw",
    "Tabelkeuze",
    "Rapportvorm",
    "Vormdeel",
    "Vormrij",
    "in_vorm",
    "vormen_for",
]
