"""What the reporter reads about the own incident: the one place where a track becomes sentences.

Never who the veroorzaker is, never what was said in a talk. What concerns the person of a slachtoffer
(contact and care) is for that slachtoffer alone; who reported for a colleague reads the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.datums import in_full
from incidents import lifecycle
from incidents.lists import (
    LICHTE_MAATREGELEN,
    Afdoening,
    NazorgUitkomst,
    Politiestap,
    Spoorsoort,
    Spoorstatus,
    Strafstap,
    VeroorzakerMaatregelCode,
)
from incidents.models import Incident, Nazorggesprek, Slachtoffer, Veroorzakermaatregel
from organisations.access import Access

# status -> (in two words, what it means, tone of the badge)
STATUS = {
    lifecycle.GEMELD: ("Ontvangen", "Uw melding is binnen. Iemand neemt snel contact op.", ""),
    lifecycle.IN_BEHANDELING: (
        "In behandeling",
        "Er wordt aan gewerkt. Hieronder leest u wat er is gedaan.",
        "bezig",
    ),
    lifecycle.GESLOTEN: ("Gesloten", "De behandeling is klaar. U kunt altijd nog iets toevoegen.", "klaar"),
    lifecycle.VERNIETIGD: ("Gesloten", "De bewaartijd is voorbij. De gegevens zijn verwijderd.", "klaar"),
}
NAZORG = {
    NazorgUitkomst.GEHOUDEN: "Er was een gesprek op {dag}.",
    NazorgUitkomst.AANGEBODEN: "Er is een gesprek aangeboden op {dag}.",
    NazorgUitkomst.GEWEIGERD: "U wilde op {dag} geen gesprek. Bedenkt u zich? Laat het ons weten.",
    NazorgUitkomst.GEEN: "",
}
GEPLAND = ("opvang_vervolg", "opvang_nazorg", "opvang_opnieuw")
BESLUIT = {
    Politiestap.GEEN: "Op {dag} is besloten om niet naar de politie te gaan.",
    Politiestap.NOOD_112: "Op {dag} is 112 gebeld.",
    Politiestap.MELDING: "Op {dag} is besloten om het bij de politie te melden.",
    Politiestap.AANGIFTE: "Op {dag} is besloten om aangifte te doen.",
}
CONTACT = {
    Politiestap.NOOD_112: "Op {dag} is 112 gebeld.",
    Politiestap.MELDING: "Op {dag} is het gemeld bij de politie.",
    Politiestap.AANGIFTE: "Op {dag} is aangifte gedaan.",
}
STRAF = {
    Strafstap.AANHOUDING: "Op {dag} is iemand aangehouden.",
    Strafstap.OM_BESLISSING: "Op {dag} heeft de officier van justitie een beslissing genomen.",
    Strafstap.ZITTING: "Op {dag} is de zitting bij de rechter.",
    Strafstap.VONNIS: "Op {dag} heeft de rechter uitspraak gedaan.",
    Strafstap.BETALING: "Op {dag} is er schade betaald.",
}
AFLOOP = {
    Afdoening.GEEN_VERDACHTE: "De politie weet niet wie het deed.",
    Afdoening.SEPOT: "Er komt geen strafzaak.",
    Afdoening.OM_STRAFBESCHIKKING: "Er is een straf opgelegd zonder rechter.",
    Afdoening.HALT: "De zaak gaat naar Halt.",
    Afdoening.BERISPEND_GESPREK: "Er was een berispend gesprek.",
    Afdoening.GEDAGVAARD: "De zaak komt voor de rechter.",
    Afdoening.OVERGEDRAGEN: "De zaak is overgedragen.",
    Afdoening.NIET_STRAFBAAR: "Volgens de politie of het OM is het niet strafbaar.",
}


@dataclass(frozen=True)
class Deel:
    """One track as the reporter reads it. ``toon`` and ``stand``: a badge, "" while there is none."""

    titel: str
    regels: tuple[str, ...]
    stand: str
    toon: str


def stand_of(incident: Incident) -> tuple[str, str, str]:
    """(in two words, what it means, tone): withdrawn goes before what it waits for."""
    if incident.ingetrokken_op and incident.status in lifecycle.OPEN:
        return ("Ingetrokken", "U heeft uw melding ingetrokken. Wij sluiten hem als dat kan.", "")
    return STATUS[incident.status]


def own_slachtoffer(incident: Incident, access: Access) -> Slachtoffer | None:
    return next((s for s in incident.slachtoffers.all() if s.user_id == access.user.pk), None)


def delen_of(incident: Incident, slachtoffer: Slachtoffer | None) -> list[Deel]:
    """The tracks of an incident of which everything was read together, in the order that matters to who
    it happened to; ``slachtoffer``: the reader, when it happened to them."""
    made = [
        (Spoorsoort.OPVANG, "Hulp voor u", _opvang(incident, slachtoffer) if slachtoffer else []),
        (Spoorsoort.VEROORZAKER, "Wat er met de veroorzaker gebeurt", _veroorzaker(incident)),
        (Spoorsoort.POLITIE, "Politie", _politie(incident)),
        (Spoorsoort.ORGANISATIE, "Wat de organisatie ervan leert", _organisatie(incident)),
    ]
    return [_deel(incident, soort, titel, lines) for soort, titel, lines in made if lines]


def _deel(incident: Incident, soort: str, titel: str, lines: list[str]) -> Deel:
    spoor = incident.spoor(soort)
    done = spoor is not None and spoor.status != Spoorstatus.OPEN
    return Deel(titel, tuple(lines), "Klaar" if done else "Loopt", "klaar" if done else "bezig")


def _opvang(incident: Incident, slachtoffer: Slachtoffer) -> list[str]:
    talks = list(slachtoffer.nazorggesprekken.all())
    lines = []
    if incident.contact_op:
        lines.append(f"Op {in_full(incident.contact_op)} heeft iemand contact met u opgenomen.")
    lines += [line for talk in talks if (line := _talk(talk))]
    if not lines and (until := _term(incident, ("opvanggesprek",), slachtoffer)):
        lines.append(f"Iemand neemt contact met u op, uiterlijk {in_full(until)}.")
    if planned := _term(incident, GEPLAND, slachtoffer):
        lines.append(f"Rond {in_full(planned)} vragen wij opnieuw hoe het met u gaat.")
    return lines or _ended(incident, Spoorsoort.OPVANG, "Hiervoor staat nu niets gepland.")


def _talk(talk: Nazorggesprek) -> str:
    return NAZORG[NazorgUitkomst(talk.uitkomst)].format(dag=in_full(talk.op))


def _veroorzaker(incident: Incident) -> list[str]:
    lines = []
    for reactie in incident.reacties.all():
        if reactie.gegeven_op:
            lines.append(f"Op {in_full(reactie.gegeven_op)} heeft de organisatie gereageerd.")
        else:
            lines.append(f"De reactie van de organisatie volgt op {in_full(reactie.later_op)}.")
    lines += [line for measure in incident.maatregelen.all() if (line := _measure(measure))]
    if not lines and (until := _term(incident, ("reactie_veroorzaker",))):
        lines.append(f"De organisatie reageert naar de veroorzaker, uiterlijk {in_full(until)}.")
    return lines or _ended(incident, Spoorsoort.VEROORZAKER, "De organisatie bekijkt wat er nodig is.")


def _measure(measure: Veroorzakermaatregel) -> str:
    """That there is one and until when; not which, and never against whom."""
    imposed = (Veroorzakermaatregel.Status.OPGELEGD, Veroorzakermaatregel.Status.BEEINDIGD)
    if measure.status not in imposed or measure.maatregel == VeroorzakerMaatregelCode.GEEN:
        return ""
    day = in_full(measure.opgelegd_op)
    if measure.maatregel in LICHTE_MAATREGELEN:
        return f"Op {day} is met de veroorzaker gesproken of hulp geregeld."
    until = measure.beeindigd_op or measure.eindigt_op
    return f"Op {day} is een maatregel genomen" + (f". Die geldt tot {in_full(until)}." if until else ".")


def _politie(incident: Incident) -> list[str]:
    besluit = getattr(incident, "politiebesluit", None)
    contacts = [
        CONTACT[Politiestap(c.stap)].format(dag=in_full(c.gedaan_op)) for c in incident.politiecontacten.all()
    ]
    lines = []
    if besluit and besluit.besloten_op and besluit.besluit:
        lines.append(BESLUIT[Politiestap(besluit.besluit)].format(dag=in_full(besluit.besloten_op)))
    lines = list(dict.fromkeys(lines + contacts))
    for step in incident.strafverlopen.all():
        told = STRAF[Strafstap(step.stap)].format(dag=in_full(step.op)) if step.stap else ""
        lines += [part for part in (told, AFLOOP.get(step.afdoening, "")) if part]
    if not lines and (until := _term(incident, ("politiebesluit",))):
        lines.append(f"De organisatie besluit over de politie, uiterlijk {in_full(until)}.")
    return lines or _ended(incident, Spoorsoort.POLITIE, "Er is nog niet besloten over de politie.")


def _organisatie(incident: Incident) -> list[str]:
    actions = list(incident.verbeteracties.all())
    ready = sum(1 for action in actions if action.gereed_op)
    if actions:
        number = "1 verbetering" if len(actions) == 1 else f"{len(actions)} verbeteringen"
        return [f"De organisatie werkt aan {number}. Klaar: {ready}."]
    return _ended(incident, Spoorsoort.ORGANISATIE, "De organisatie bekijkt hoe dit voorkomen kan worden.")


def _ended(incident: Incident, soort: str, otherwise: str) -> list[str]:
    """What stands there when nothing was done: that it ended, or what is still to come."""
    spoor = incident.spoor(soort)
    if spoor is None or spoor.status == Spoorstatus.OPEN:
        return [otherwise]
    if spoor.status == Spoorstatus.OVERGESLAGEN:
        return [f"Op {in_full(spoor.afgerond_op)} is besloten dat dit niet nodig is."]
    return [f"Dit is afgerond op {in_full(spoor.afgerond_op)}."]


def _term(incident: Incident, codes: Iterable[str], slachtoffer: Slachtoffer | None = None) -> date | None:
    """The first running term of these, of this slachtoffer when one is named."""
    running = (
        t.verloopt_op
        for t in incident.termijnen.all()
        if t.code in codes
        and t.gestopt_op is None
        and (slachtoffer is None or t.slachtoffer_id == slachtoffer.pk)
    )
    return min(running, default=None)
