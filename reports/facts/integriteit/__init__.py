"""What is known of meldingen and zaken on a day."""

from reports.facts.integriteit.beside import GesprekkenFeit, LoopFeit, StrafrechtFeit, ZaaktermijnFeit
from reports.facts.integriteit.register import Bijfeiten, MeldingFeit, ZaakFeiten, known_facts
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
    "Bijfeiten",
    "GesprekkenFeit",
    "LijnFeit",
    "LoopFeit",
    "MaatregelFeit",
    "MeldingFeit",
    "OnderzoekFeit",
    "SluitingFeit",
    "StrafrechtFeit",
    "TriageFeit",
    "ZaakFeit",
    "ZaakFeiten",
    "ZaaktermijnFeit",
    "known_facts",
]
