"""The history of a zaak as people read it: one plain sentence for each line of the audit."""

from collections.abc import Callable, Iterable

from casework.lists import Lijst
from casework.tijdlijn import (
    Dag,
    Gebeurtenis,
    by_day,
    event_of,
    new_status,
    past_tense,
    told_choice,
    told_longer,
    told_parts,
    value_in_words,
)
from integrity.lifecycle import LIFECYCLE, REGISTER
from integrity.lists import Basiseis, Betreft, LijnUitkomst, Route, Uitstroomreden, VooronderzoekUitkomst
from ledger.models import AuditRegel
from organisations.models import User

DEEL_WOORDEN = {
    "coordinator": "coördinator",
    "leidinggevende": "leidinggevende",
    "onderzoeker": "onderzoeker",
    "bevoegd_gezag": "bevoegd gezag",
    "procesbegeleider": "procesbegeleider",
}

ZINNEN = {
    "indienen": "De melding is ingediend.",
    "aanvullen": "De melder heeft iets toegevoegd.",
    "intrekken": "De melder heeft de melding ingetrokken.",
    "omzetten": "Van een eerdere vraag of signaal is een melding gemaakt.",
    "gevoegd": "Een andere zaak is bij deze zaak gevoegd.",
    "bevestigen": "De ontvangst is bevestigd.",
    "uitstroom_voorstellen": "Voorgesteld om de zaak niet in behandeling te nemen.",
    "uitstroom_bevestigen": "De zaak is niet in behandeling genomen.",
    "uitstroom_afwijzen": "De tweede lezer vindt dat de zaak niet afvalt.",
    "beoordelen": "De zaak is beoordeeld.",
    "voegen": "De zaak is bij een andere zaak gevoegd.",
    "lijn_afronden": "De leidinggevende heeft de uitkomst vastgelegd.",
    "lijn_teruggeven": "De leidinggevende heeft de zaak teruggegeven.",
    "lijn_maatregel": "Er is een maatregel in de lijn genomen.",
    "start_vooronderzoek": "Het vooronderzoek is gestart.",
    "vooronderzoek_afronden": "Het vooronderzoek is afgerond.",
    "start_feitenonderzoek": "Er is opdracht gegeven voor een feitenonderzoek.",
    "basiseis_vastleggen": "Basiseisen zijn vastgelegd.",
    "onafhankelijkheid_verklaren": "Onafhankelijkheid is verklaard.",
    "naar_wederhoor": "De feiten zijn aan de betrokkene voorgelegd.",
    "zienswijze_vastleggen": "De zienswijze van de betrokkene is vastgelegd.",
    "feitenonderzoek_afronden": "Het rapport is opgeleverd.",
    "extern_afronden": "Het externe onderzoek is klaar.",
    "betrokkene_toevoegen": "Een betrokkene of aantijging is toegevoegd.",
    "oordelen": "Er is geoordeeld.",
    "maatregel_opleggen": "Er is besloten over een betrokkene.",
    "maatregelen_afronden": "De besluiten zijn afgerond.",
    "ordemaatregel_opleggen": "Er is een ordemaatregel genomen.",
    "ordemaatregel_herzien": "De ordemaatregel is opnieuw bekeken.",
    "strafrecht_vastleggen": "De keuze over aangifte is vastgelegd.",
    "afloop_vastleggen": "De afloop van een maatregel is vastgelegd.",
    "terugkoppelen": "De melder heeft een terugkoppeling gekregen.",
    "bericht_sturen": "De melder heeft een bericht gekregen.",
    "contact_vastleggen": "Contact of nazorg is vastgelegd.",
    "verbeteractie_vastleggen": "Er is een verbeteractie bedacht.",
    "verbeteractie_bijwerken": "Een verbeteractie is bijgewerkt.",
    "notitie_maken": "Er is een interne notitie gemaakt.",
    "toewijzen": "De rollen in de zaak zijn gewijzigd.",
    "uitsluiten": "Iemand is uitgesloten van deze zaak.",
    "terugtrekken": "Iemand heeft zich teruggetrokken uit deze zaak.",
    "termijn_verlengen": "Een termijn is verlengd.",
    "corrigeren": "Een gegeven is gecorrigeerd.",
    "opschorten": "De zaak is opgeschort.",
    "hervatten": "De zaak loopt weer.",
    "heropenen": "De zaak is heropend.",
    "sluiten": "De zaak is gesloten.",
    "overnemen": "De zaak is overgenomen uit een oude registratie.",
}

# Where a line about joining holds the other zaak.
GEVOEGD = {"gevoegd": ("van",), "voegen": ("bij",)}

# What who just did it reads, where the sentence of the history would be about them.
AAN_WIE_HET_DEED = {"lijn_teruggeven": "U heeft de zaak teruggegeven."}

CORRIGEERBAAR = {
    ("melding", "ontvangen_op"): "de datum van ontvangst",
    ("melding", "categorie"): "de categorie van de melding",
    ("melding", "betreft"): "over wie de melding gaat",
    ("triagebesluit", "genomen_op"): "de datum van de beoordeling",
    ("onderzoek", "gestart_op"): "de start van het onderzoek",
    ("onderzoek", "afgerond_op"): "het einde van het onderzoek",
    ("aantijging", "vermoede_categorie"): "de vermoede categorie",
    ("aantijging", "oordeel_op"): "de datum van het oordeel",
    ("aantijging", "vastgestelde_categorie"): "de vastgestelde categorie",
    ("maatregel", "opgelegd_op"): "de datum van de maatregel",
    ("aangifte", "gedaan_op"): "de datum van de aangifte",
    ("zaak", "afgesloten_op"): "de datum van sluiten",
}


def joined_in_history(lines: Iterable[AuditRegel]) -> set[int]:
    """The zaken the history names: that came in here, or that this one went into."""
    found = {line.data.get(key) for line in lines for key in GEVOEGD.get(line.verb, ())}
    return {pk for pk in found if isinstance(pk, int)}


def timeline(
    lines: Iterable[AuditRegel],
    people: dict[int, User],
    categorieen: Lijst,
    kenmerken: dict[int, str] | None = None,
) -> list[Dag]:
    """By the day it happened, the last day first; within a day in the order it was recorded.

    ``kenmerken``: of the other zaken it names, as far as who looks may see them.
    """
    return by_day(lines, lambda line: _event(line, people, categorieen, kenmerken or {}))


def sentence_of(verb: str) -> str:
    """What was done, in the past tense."""
    return past_tense(LIFECYCLE, ZINNEN, verb)


def told_to_who_did(verb: str) -> str:
    return AAN_WIE_HET_DEED.get(verb) or sentence_of(verb)


def _event(
    line: AuditRegel, people: dict[int, User], categorieen: Lijst, kenmerken: dict[int, str]
) -> Gebeurtenis:
    uitleg = _joined(line, kenmerken) or _detail(line, people, categorieen)
    return event_of(line, people, wat=sentence_of(line.verb), uitleg=uitleg)


def _joined(line: AuditRegel, kenmerken: dict[int, str]) -> str:
    named = [kenmerken[pk] for key in GEVOEGD.get(line.verb, ()) if (pk := line.data.get(key)) in kenmerken]
    return f"Kenmerk {named[0]}." if named else ""


def _detail(line: AuditRegel, people: dict[int, User], categorieen: Lijst) -> str:
    special = DETAILS.get(line.verb)
    parts = [special(line.data, people, categorieen)] if special else []
    if line.verb != "gevoegd":
        parts.append(new_status(LIFECYCLE, line.data))
    return " ".join(filter(None, parts))


def _value(raw: object, categorieen: Lijst) -> str:
    """A value of the audit in words: a date, a category, or as it is."""
    betreft = {b.value: b.label for b in Betreft}
    return value_in_words(raw, lambda code: betreft.get(code) or categorieen.label(code))


def _correction(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    model, _, rest = str(data.get("gegeven", "")).partition("-")
    what = CORRIGEERBAAR.get((model, rest.partition("-")[2]), "een gegeven")
    was, now = _value(data.get("was"), categorieen), _value(data.get("wordt"), categorieen)
    return f"{what.capitalize()} was {was} en is nu {now}."


def _parts(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    return told_parts(data, people, DEEL_WOORDEN)


def _longer(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    return told_longer(REGISTER, data)


def _choice(key: str, label: str, choices: type) -> Callable[[dict, dict, Lijst], str]:
    def told(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
        return told_choice(data, key, label, choices)

    return told


def _demands(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    return " ".join(f"{Basiseis(eis).label}." for eis in data if eis in Basiseis.values)


def _order(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    return "De ordemaatregel loopt door." if data.get("loopt_door") else "De ordemaatregel is beëindigd."


DETAILS: dict[str, Callable[[dict, dict[int, User], Lijst], str]] = {
    "corrigeren": _correction,
    "toewijzen": _parts,
    "termijn_verlengen": _longer,
    "beoordelen": _choice("route", "Route", Route),
    "uitstroom_voorstellen": _choice("reden", "Reden", Uitstroomreden),
    "uitstroom_bevestigen": _choice("reden", "Reden", Uitstroomreden),
    "lijn_afronden": _choice("uitkomst", "Uitkomst", LijnUitkomst),
    "vooronderzoek_afronden": _choice("uitkomst", "Uitkomst", VooronderzoekUitkomst),
    "basiseis_vastleggen": _demands,
    "ordemaatregel_herzien": _order,
}
