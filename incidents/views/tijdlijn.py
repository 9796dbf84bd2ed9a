"""The history of an incident as people read it: one plain sentence for each line of the audit."""

from collections.abc import Callable, Iterable

from casework.tijdlijn import (
    Dag,
    Gebeurtenis,
    by_day,
    event_of,
    new_status,
    past_tense,
    told_parts,
    value_in_words,
)
from incidents.ernst import GRADEN
from incidents.lifecycle import LIFECYCLE
from incidents.lists import Spoorsoort
from incidents.models import Arbomelding
from ledger.models import AuditRegel
from organisations.models import User

DEEL_WOORDEN = {
    "leidinggevende": "leidinggevende",
    "coordinator": "coördinator",
    "bevoegd_gezag": "bevoegd gezag",
}
CORRIGEERBAAR = {
    "voorval_op": "De dag van het voorval",
    "ontvangen_op": "De dag van melden",
    "contact_op": "De dag van het contact",
    "besloten_op": "De dag van het besluit over de politie",
    "gedaan_op": "De dag van het contact met de politie",
    "gegeven_op": "De dag van de reactie",
    "opgelegd_op": "De dag van de maatregel",
    "geleden_op": "De dag van de schade",
    "afgerond_op": "De dag waarop een spoor klaar was",
    "afgesloten_op": "De dag van sluiten",
}

ZINNEN = {
    "indienen": "Het incident is gemeld.",
    "aanvullen": "De melder heeft iets toegevoegd.",
    "intrekken": "De melder heeft de melding ingetrokken.",
    "arbeidsinspectie_melden": "Gemeld bij de Arbeidsinspectie.",
    "contact_opnemen": "Er is contact gelegd met het slachtoffer.",
    "reactie_vastleggen": "De reactie naar de veroorzaker is vastgelegd.",
    "politie_besluiten": "Er is besloten over de politie.",
    "maatregel_voorleggen": "Een maatregel is voorgelegd.",
    "maatregel_besluiten": "Er is besloten over een maatregel.",
    "verwijderverzoek_beslissen": "Er is beslist op een verwijderverzoek.",
    "nazorg_vastleggen": "Een nazorggesprek is vastgelegd.",
    "spoor_afronden": "Een spoor is afgerond.",
    "sluiten": "Het incident is gesloten.",
    "licht_afdoen": "Het incident is licht afgedaan.",
    "spoor_overslaan": "Een spoor is overgeslagen.",
    "spoor_heropenen": "Een spoor is weer open.",
    "toewijzen": "De rollen in het incident zijn gewijzigd.",
    "niet_mijn_medewerker": "De leidinggevende heeft het incident doorgegeven.",
    "feiten_aanvullen": "De feiten zijn aangevuld.",
    "slachtoffer_toevoegen": "Er is een slachtoffer toegevoegd.",
    "slachtoffer_bijwerken": "De gevolgen voor het slachtoffer zijn bijgewerkt.",
    "ongevallenregister_bijwerken": "Het staat in het ongevallenregister.",
    "schade_vastleggen": "Er is schade vastgelegd.",
    "schade_bijwerken": "De schade is bijgewerkt.",
    "veroorzaker_toevoegen": "Er is een veroorzaker toegevoegd.",
    "identiteit_vastleggen": "De identiteit van de veroorzaker is vastgelegd.",
    "identiteit_ook_voor_aangifte": "De identiteit wordt ook voor de aangifte gebruikt.",
    "identiteit_gezocht": "Er is gezocht of de veroorzaker bekend is.",
    "identiteit_verwijderd": "De identiteit van de veroorzaker is verwijderd.",
    "namen_verwijderd": "De namen en verhalen zijn verwijderd.",
    "herhaling_vastgesteld": "De ernst is opnieuw berekend.",
    "veroorzaker_informeren": "Vastgelegd of de veroorzaker is geïnformeerd.",
    "maatregel_voorbereiden": "Er wordt een maatregel voorbereid.",
    "zorgvuldigheid_vastleggen": "De zorgvuldigheid van een maatregel is vastgelegd.",
    "brief_maken": "Er is een brief gemaakt.",
    "brief_verzenden": "Er is een brief verzonden.",
    "maatregel_evalueren": "Een maatregel is geëvalueerd.",
    "maatregel_beeindigen": "Een maatregel is eerder beëindigd.",
    "maatregel_verlengen": "Een verlenging van een maatregel wordt voorbereid.",
    "politie_vastleggen": "Contact met de politie is vastgelegd.",
    "pif_maken": "Het politiedossier is gemaakt.",
    "strafverloop_vastleggen": "Het verloop bij politie en justitie is vastgelegd.",
    "getuige_toevoegen": "Er is een getuige toegevoegd.",
    "bewijs_toevoegen": "Er is bewijs of een document toegevoegd.",
    "online_vastleggen": "Een online bericht is vastgelegd.",
    "online_bijwerken": "Een verwijderverzoek aan een platform is bijgewerkt.",
    "signaal_instellen": "Er is een signaal voor de balie ingesteld.",
    "signaal_beeindigen": "Een signaal voor de balie is ingetrokken.",
    "verwijderverzoek_vastleggen": "Een verzoek om verwijdering is vastgelegd.",
    "bewaren_verlengen": "De gegevens worden langer bewaard.",
    "verbeteractie_toevoegen": "Er is een verbeteractie toegevoegd.",
    "verbeteractie_afronden": "Een verbeteractie is bijgewerkt.",
    "bericht_sturen": "De melder heeft een bericht gekregen.",
    "notitie_maken": "Er is een interne notitie gemaakt.",
    "uitsluiten": "Iemand is uitgesloten van dit incident.",
    "terugtrekken": "Iemand heeft zich teruggetrokken uit dit incident.",
    "corrigeren": "Een gegeven is gecorrigeerd.",
    "heropenen": "Het incident is heropend.",
    "overnemen": "Het incident is overgenomen uit een oude registratie.",
}
# Done by who reported it, or by a slachtoffer.
VAN_DE_MELDER = ("indienen", "aanvullen", "intrekken")
AAN_WIE_HET_DEED = {"niet_mijn_medewerker": "U heeft het incident doorgegeven."}


def told_to_who_did(verb: str) -> str:
    return AAN_WIE_HET_DEED.get(verb) or past_tense(LIFECYCLE, ZINNEN, verb)


def timeline(lines: Iterable[AuditRegel], people: dict[int, User], *, naamloos: bool = False) -> list[Dag]:
    """By the day it happened, the last day first; within a day in the order it was recorded.

    ``naamloos``: the names were removed, so nobody reads who reported it; who handled it stays.
    """
    return by_day(lines, lambda line: _event(line, people, naamloos))


def _event(line: AuditRegel, people: dict[int, User], naamloos: bool) -> Gebeurtenis:
    special = DETAILS.get(line.verb, lambda data, people: "")
    parts = (
        special(line.data, people),
        _heavier(line.data),
        _lapsed(line.data),
        new_status(LIFECYCLE, line.data),
    )
    sentence = past_tense(LIFECYCLE, ZINNEN, line.verb)
    known = {} if naamloos and line.verb in VAN_DE_MELDER else people
    return event_of(line, known, wat=sentence, uitleg=" ".join(filter(None, parts)))


def _heavier(data: dict) -> str:
    """The ernst became another one."""
    if "ernst_naar" not in data:
        return ""
    now = dict(GRADEN).get(data["ernst_naar"], "niet bekend")
    return f"De ernst is nu {now}."


def _lapsed(data: dict) -> str:
    """A duty of the Arbowet that letsel or verzuim no longer brings."""
    names = [Arbomelding.Soort(code).label for code in data.get("meldplicht_vervallen", [])]
    return f"De plicht is vervallen: {', '.join(names)}." if names else ""


def _track(data: dict, people: dict[int, User]) -> str:
    return f"{Spoorsoort(data['spoor']).label}." if data.get("spoor") in Spoorsoort.values else ""


def _tracks(data: dict, people: dict[int, User]) -> str:
    names = [Spoorsoort(code).label for code in data.get("sporen", []) if code in Spoorsoort.values]
    return f"Weer open: {', '.join(names)}." if names else ""


def _correction(data: dict, people: dict[int, User]) -> str:
    what = CORRIGEERBAAR.get(data.get("gegeven", ""), "Een gegeven")
    return f"{what} was {value_in_words(data.get('was'))} en is nu {value_in_words(data.get('wordt'))}."


def _parts(data: dict, people: dict[int, User]) -> str:
    return told_parts(data, people, DEEL_WOORDEN)


DETAILS: dict[str, Callable[[dict, dict[int, User]], str]] = {
    "corrigeren": _correction,
    "toewijzen": _parts,
    "niet_mijn_medewerker": _parts,
    "spoor_afronden": _track,
    "spoor_overslaan": _track,
    "spoor_heropenen": _track,
    "heropenen": _tracks,
}
