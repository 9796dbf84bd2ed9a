"""What is known of incidents on a day."""

from reports.facts.agressie.incident import (
    AfdoeningFeit,
    IncidentFeit,
    NazorgFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SlachtofferFeit,
    TermijnFeit,
    VeroorzakermaatregelFeit,
)
from reports.facts.agressie.register import IncidentFeiten, VoorvalFeit, known_incidents
from reports.facts.stock import SluitingFeit

__all__ = [
    "AfdoeningFeit",
    "IncidentFeit",
    "IncidentFeiten",
    "NazorgFeit",
    "PolitiebesluitFeit",
    "PolitiecontactFeit",
    "SchadeFeit",
    "SlachtofferFeit",
    "SluitingFeit",
    "TermijnFeit",
    "VeroorzakermaatregelFeit",
    "VoorvalFeit",
    "known_incidents",
]
