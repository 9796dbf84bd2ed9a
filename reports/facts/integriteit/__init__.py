"""What is known of meldingen and zaken on a day."""

from reports.facts.integriteit.register import MeldingFeit, ZaakFeiten, known_facts
from reports.facts.integriteit.zaak import (
    AantijgingFeit,
    LijnFeit,
    MaatregelFeit,
    OnderzoekFeit,
    TriageFeit,
    ZaakFeit,
)
from reports.facts.stock import SluitingFeit

__all__ = [
    "AantijgingFeit",
    "ZaakFeiten",
    "LijnFeit",
    "MaatregelFeit",
    "MeldingFeit",
    "OnderzoekFeit",
    "SluitingFeit",
    "TriageFeit",
    "ZaakFeit",
    "known_facts",
]
