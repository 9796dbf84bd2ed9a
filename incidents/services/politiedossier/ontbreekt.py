"""What a police file still lacks: told before it is made, and what the police should know also in it."""

from dataclasses import dataclass

from incidents.lists import Aanleiding, VeroorzakerBekend
from incidents.models import Incident

ANDER_DOEL = (
    "Wie: de identiteit van de veroorzaker is bewaard voor een ander doel. Wie coördineert,"
    " kruist bij het maken van dit dossier aan dat die ook voor de aangifte wordt gebruikt."
)


@dataclass(frozen=True)
class Gemis:
    """One thing that is missing; ``verb``: the action that fills it, "" when somebody else does.
    ``intern``: about how we work, so it does not stand in the file."""

    tekst: str
    verb: str = ""
    intern: bool = False


def what_is_missing(incident: Incident) -> list[Gemis]:
    """In the order of the seven W's: wie, wat, waar, waarmee, op welke wijze, wanneer, waarom."""
    return [*_who(incident), *_facts(incident), *_beside(incident)]


def _who(incident: Incident) -> list[Gemis]:
    found = []
    if not incident.slachtoffers.all():
        found.append(Gemis("Wie: er is nog geen slachtoffer vastgelegd.", "slachtoffer_toevoegen"))
    known = list(incident.veroorzakers.all())
    if not known:
        found.append(Gemis("Wie: over de veroorzaker is nog niets vastgelegd.", "veroorzaker_toevoegen"))
    for one in known:
        if one.persoon_id and not one.voor_aangifte:
            found.append(Gemis(ANDER_DOEL, intern=True))
        elif one.bekend == VeroorzakerBekend.JA and not one.persoon_id:
            found.append(
                Gemis("Wie: de naam van de veroorzaker is niet vastgelegd.", "identiteit_vastleggen")
            )
        elif one.bekend != VeroorzakerBekend.JA and not one.signalement:
            found.append(Gemis("Wie: er is geen signalement van de veroorzaker.", "veroorzaker_toevoegen"))
    return found


def _facts(incident: Incident) -> list[Gemis]:
    tekst = getattr(incident, "tekst", None)

    def blank(name: str) -> bool:
        return not getattr(tekst, name, "").strip()

    why_known = incident.aanleiding not in ("", Aanleiding.ONBEKEND)
    missing = (
        (blank("beschrijving"), "Wat: er is nog niet beschreven wat er gebeurde."),
        (blank("citaten"), "Wat: er staan geen letterlijke woorden in."),
        (not (incident.locatie or incident.locatietype), "Waar: de plaats is niet ingevuld."),
        (
            blank("waarmee"),
            "Waarmee: het middel is niet ingevuld, zoals handen, een voorwerp of een telefoon.",
        ),
        (blank("werkwijze"), "Op welke wijze: de manier waarop is niet ingevuld."),
        (incident.voorval_tijd is None, "Wanneer: het tijdstip is niet ingevuld."),
        (blank("waarom") and not why_known, "Waarom: de aanleiding is niet ingevuld."),
    )
    return [Gemis(text, "feiten_aanvullen") for lacks, text in missing if lacks]


def _beside(incident: Incident) -> list[Gemis]:
    if incident.organisation.adresregels:
        return []
    text = "Het adres van uw organisatie is niet ingevuld. Vraag de beheerder om dit te doen bij Organisatie."
    return [Gemis(text, intern=True)]
