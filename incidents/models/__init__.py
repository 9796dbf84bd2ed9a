"""Incident and what hangs on it, by subject."""

from incidents.models.bewijs import Bewijsstuk, Politiedossier
from incidents.models.concept import IncidentConcept
from incidents.models.incident import (
    Afsluiting,
    BerichtLezing,
    Incident,
    IncidentBericht,
    IncidentNotitie,
    IncidentTekst,
    IncidentTermijn,
    IncidentUitsluiting,
    Spoor,
)
from incidents.models.maatregel import Briefsjabloon, Maatregelbrief, Maatregelevaluatie, Veroorzakermaatregel
from incidents.models.peiling import Peiling, PeilingAntwoord, PeilingDeelname
from incidents.models.politie import OnlineUiting, Politiebesluit, Politiecontact, Reactie, Strafverloop
from incidents.models.slachtoffer import (
    Arbomelding,
    Getuige,
    IncidentVerbeteractie,
    Nazorggesprek,
    Schade,
    Slachtoffer,
)
from incidents.models.veroorzaker import Opzoeking, Signaal, Veroorzaker, VeroorzakerPersoon, Verwijderverzoek

__all__ = [
    "Afsluiting",
    "Arbomelding",
    "BerichtLezing",
    "Bewijsstuk",
    "Briefsjabloon",
    "Getuige",
    "Incident",
    "IncidentBericht",
    "IncidentConcept",
    "IncidentNotitie",
    "IncidentTekst",
    "IncidentTermijn",
    "IncidentUitsluiting",
    "IncidentVerbeteractie",
    "Maatregelbrief",
    "Maatregelevaluatie",
    "Nazorggesprek",
    "OnlineUiting",
    "Opzoeking",
    "Peiling",
    "PeilingAntwoord",
    "PeilingDeelname",
    "Politiebesluit",
    "Politiecontact",
    "Politiedossier",
    "Reactie",
    "Schade",
    "Signaal",
    "Slachtoffer",
    "Spoor",
    "Strafverloop",
    "Veroorzaker",
    "VeroorzakerPersoon",
    "Veroorzakermaatregel",
    "Verwijderverzoek",
]
