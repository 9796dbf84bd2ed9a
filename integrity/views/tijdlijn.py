"""The history of a zaak as people read it: one plain sentence for each line of the audit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.dateparse import parse_date

from casework.datums import in_full
from casework.lists import Lijst
from integrity.lifecycle import LIFECYCLE, STATUSSEN, TERMIJN_LABELS
from integrity.lists import Basiseis, Betreft, LijnUitkomst, Route, Uitstroomreden, VooronderzoekUitkomst
from integrity.services.people import DELEN
from ledger.models import AuditRegel
from organisations.models import User

STATUS_LABELS = dict(STATUSSEN)
ACTOREN = {"melder": "melder", "import": "import", "systeem": "GIR"}
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


@dataclass(frozen=True)
class Gebeurtenis:
    """One thing that happened, for the page. ``later``: the day it was recorded, when that is another."""

    wat: str
    wie: str
    uitleg: str
    later: str
    keer: int = 1


@dataclass(frozen=True)
class Dag:
    datum: str
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)


def people_in_history(lines: Iterable[AuditRegel]) -> set[int]:
    """The users the history names: who did it, and who got a part."""
    found: set[int] = set()
    for line in lines:
        found |= {line.user_id} | {line.data.get(deel) for deel in DELEN}
    return {pk for pk in found if isinstance(pk, int)}


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
    ordered = sorted(lines, key=lambda line: (line.on, line.pk), reverse=True)
    return [
        Dag(
            in_full(day),
            _as_one([_event(line, people, categorieen, kenmerken or {}) for line in reversed(list(of_day))]),
        )
        for day, of_day in groupby(ordered, key=lambda line: line.on)
    ]


def _as_one(events: list[Gebeurtenis]) -> list[Gebeurtenis]:
    """The same thing done several times in a row by one person is told once, with how often when there is
    nothing else to tell them apart."""
    told = []
    for _, same in groupby(events, key=lambda e: (e.wat, e.wie, e.later)):
        together = list(same)
        details = dict.fromkeys(e.uitleg for e in together if e.uitleg)
        times = len(together) if len({e.uitleg for e in together}) == 1 else 1
        told.append(replace(together[0], uitleg=" ".join(details), keer=times))
    return told


def sentence_of(verb: str) -> str:
    """What was done, in the past tense."""
    transition = LIFECYCLE.by_verb.get(verb)
    return ZINNEN.get(verb) or (f"{transition.label}." if transition else f"{verb}.")


def told_to_who_did(verb: str) -> str:
    return AAN_WIE_HET_DEED.get(verb) or sentence_of(verb)


def _event(
    line: AuditRegel, people: dict[int, User], categorieen: Lijst, kenmerken: dict[int, str]
) -> Gebeurtenis:
    if line.actor_kind == "user":
        user = people.get(line.user_id)
        who = user.naam if user else ""
    else:
        who = ACTOREN.get(line.actor_kind, "")
    recorded = timezone.localtime(line.created_at).date()
    return Gebeurtenis(
        wat=sentence_of(line.verb),
        wie=who,
        uitleg=_joined(line, kenmerken) or _detail(line, people, categorieen),
        later=in_full(recorded) if recorded != line.on else "",
    )


def _joined(line: AuditRegel, kenmerken: dict[int, str]) -> str:
    named = [kenmerken[pk] for key in GEVOEGD.get(line.verb, ()) if (pk := line.data.get(key)) in kenmerken]
    return f"Kenmerk {named[0]}." if named else ""


def _detail(line: AuditRegel, people: dict[int, User], categorieen: Lijst) -> str:
    special = DETAILS.get(line.verb)
    parts = [special(line.data, people, categorieen)] if special else []
    if "naar" in line.data and line.verb != "gevoegd":
        new = STATUS_LABELS.get(line.data["naar"])
        parts.append(f"Nieuwe status: {new}." if new else "")
    return " ".join(filter(None, parts))


def _value(raw: object, categorieen: Lijst) -> str:
    """A value of the audit in words: a date, a category, or as it is."""
    text = str(raw or "")
    try:
        day: date | None = parse_date(text)
    except ValueError:
        day = None
    if day:
        return in_full(day)
    if text in Betreft.values:
        return Betreft(text).label
    return categorieen.label(text) if text else "leeg"


def _correction(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    model, _, rest = str(data.get("gegeven", "")).partition("-")
    what = CORRIGEERBAAR.get((model, rest.partition("-")[2]), "een gegeven")
    was, now = _value(data.get("was"), categorieen), _value(data.get("wordt"), categorieen)
    return f"{what.capitalize()} was {was} en is nu {now}."


def _parts(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    told = []
    for deel, woord in DEEL_WOORDEN.items():
        if deel in data:
            user = people.get(data[deel])
            told.append(f"{woord}: {user.naam if user else 'niemand meer'}")
    return ", ".join(told) + "." if told else ""


def _longer(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
    label = TERMIJN_LABELS.get(data.get("termijn", ""), "De termijn")
    return (
        f"{label}: van {_value(data.get('was'), categorieen)} naar {_value(data.get('wordt'), categorieen)}."
    )


def _choice(key: str, label: str, choices: type) -> Callable[[dict, dict, Lijst], str]:
    def told(data: dict, people: dict[int, User], categorieen: Lijst) -> str:
        return f"{label}: {choices(data[key]).label}." if data.get(key) in choices.values else ""

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
