"""What is known of meldingen and zaken on a day: dates and codes, no names and no stories.

``known_on(peildatum)`` takes out everything dated later; every figure is counted over what is left.
"""

from reports.facts.register import Feiten, MeldingFeit, known_facts
from reports.facts.zaak import (
    AantijgingFeit,
    LijnFeit,
    MaatregelFeit,
    OnderzoekFeit,
    SluitingFeit,
    TriageFeit,
    ZaakFeit,
)

__all__ = [
    "AantijgingFeit",
    "Feiten",
    "LijnFeit",
    "MaatregelFeit",
    "MeldingFeit",
    "OnderzoekFeit",
    "SluitingFeit",
    "TriageFeit",
    "ZaakFeit",
    "known_facts",
]
