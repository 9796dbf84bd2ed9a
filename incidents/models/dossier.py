"""Everything that hangs on one incident, read together: in one query, and its ``.all()`` costs nothing more.

What tells of the people (the story, the slachtoffers' talks, messages, notes) is read only when it is named.
"""

from collections.abc import Iterable
from datetime import date

from casework.dossier import Dossier, Tak, by
from incidents.models.bewijs import Bewijsstuk, Politiedossier
from incidents.models.incident import (
    Afsluiting,
    Incident,
    IncidentBericht,
    IncidentNotitie,
    IncidentTekst,
    IncidentTermijn,
    IncidentUitsluiting,
    Spoor,
)
from incidents.models.maatregel import Maatregelbrief, Maatregelevaluatie, Veroorzakermaatregel
from incidents.models.politie import OnlineUiting, Politiebesluit, Politiecontact, Reactie, Strafverloop
from incidents.models.slachtoffer import (
    Arbomelding,
    Getuige,
    IncidentVerbeteractie,
    Nazorggesprek,
    Schade,
    Slachtoffer,
)
from incidents.models.veroorzaker import Signaal, Veroorzaker, Verwijderverzoek


def latest_first(besluit: Politiebesluit) -> tuple:
    """As the model orders them: what has no day of its own stands last."""
    return (-(besluit.besloten_op or date.min).toordinal(), -besluit.pk)


# The name is that of the relation on the parent. A parent stands before what hangs on it.
DOSSIER = Dossier(
    Incident,
    {
        "sporen": Tak(Spoor, "incident"),
        "termijnen": Tak(IncidentTermijn, "incident", by("verloopt_op", "pk")),
        "uitsluitingen": Tak(IncidentUitsluiting, "incident"),
        "afsluitingen": Tak(Afsluiting, "incident"),
        "slachtoffers": Tak(Slachtoffer, "incident"),
        "nazorggesprekken": Tak(Nazorggesprek, "slachtoffer", by("op", "pk")),
        "schades": Tak(Schade, "incident"),
        "arbomeldingen": Tak(Arbomelding, "incident"),
        "verbeteracties": Tak(IncidentVerbeteractie, "incident"),
        "veroorzakers": Tak(Veroorzaker, "incident"),
        "verwijderverzoeken": Tak(Verwijderverzoek, "incident"),
        "signalen": Tak(Signaal, "incident"),
        "maatregelen": Tak(Veroorzakermaatregel, "incident"),
        "evaluaties": Tak(Maatregelevaluatie, "maatregel", by("gehouden_op", "pk")),
        "brieven": Tak(Maatregelbrief, "maatregel"),
        "politiebesluiten": Tak(Politiebesluit, "incident", latest_first),
        "politiecontacten": Tak(Politiecontact, "incident", by("gedaan_op", "pk")),
        "strafverlopen": Tak(Strafverloop, "incident", by("op", "pk")),
        "online_uitingen": Tak(OnlineUiting, "incident"),
        "bewijsstukken": Tak(Bewijsstuk, "incident"),
        "politiedossiers": Tak(Politiedossier, "incident", by("versie")),
        "reacties": Tak(Reactie, "incident"),
        "tekst": Tak(IncidentTekst, "incident", een="tekst", besloten=True),
        "getuigen": Tak(Getuige, "incident", besloten=True),
        "berichten": Tak(IncidentBericht, "incident", besloten=True),
        "notities": Tak(IncidentNotitie, "incident", lambda row: (-row.pk,), besloten=True),
    },
)


def load(incident: Incident, *, besloten: Iterable[str] = ()) -> None:
    """Read the relations of this incident into its cache; of the closed ones only what is named."""
    DOSSIER.load(incident, besloten=besloten)
