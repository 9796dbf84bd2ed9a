"""What the reporter reads about the own incident: the one place where a track becomes sentences.

Never who the veroorzaker is, never what was said in a talk. What concerns the person of a slachtoffer
(contact and care) is for that slachtoffer alone; who reported for a colleague reads the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

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
from incidents.models import Incident, IncidentBericht, Nazorggesprek, Slachtoffer, Veroorzakermaatregel
from incidents.services import justitie
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
# A light incident, or one in which nothing was asked: what was done stands in the message of who closed it.
WARM = (
    "Dank u dat u dit meldde. Wij hebben het gelezen en het telt mee. Wilt u toch met iemand praten, of "
    "gaat het later minder goed met u? Schrijf het hieronder. Dat kan altijd."
)
NOG_NIETS = {
    Spoorsoort.OPVANG: "Hiervoor staat nu niets gepland.",
    Spoorsoort.VEROORZAKER: "De organisatie bekijkt wat er nodig is.",
    Spoorsoort.POLITIE: "Er is nog niet besloten over de politie.",
    Spoorsoort.ORGANISATIE: "De organisatie bekijkt hoe dit voorkomen kan worden.",
}
# A track that was skipped: what can still be asked, never that help was not needed.
OVERGESLAGEN = {
    Spoorsoort.OPVANG: "Er staat nu geen gesprek gepland. Wilt u met iemand praten? Dat kan altijd.",
    Spoorsoort.VEROORZAKER: "De organisatie neemt nu geen stappen naar de veroorzaker.",
    Spoorsoort.POLITIE: "Er gaat nu niets naar de politie. Wilt u dat wel? Laat het ons weten.",
    Spoorsoort.ORGANISATIE: "De organisatie past nu niets aan. Heeft u een idee? Laat het ons weten.",
}
# What a colleague at the desk must know of a running measure, in plain words. Of the others only that
# there is one: they are between the organisation and the veroorzaker.
GENOEMD = {
    VeroorzakerMaatregelCode.TOEGANGSONTZEGGING: "De veroorzaker mag {tot} niet in het gebouw komen.",
    VeroorzakerMaatregelCode.LOCATIEVERBOD: "De veroorzaker mag {tot} niet op deze locatie komen.",
    VeroorzakerMaatregelCode.GEBIEDSVERBOD: "De veroorzaker mag {tot} niet in de buurt van het gebouw komen.",
    VeroorzakerMaatregelCode.CONTACTBEPERKING: "De veroorzaker mag {tot} alleen op een afgesproken manier "
    "contact opnemen.",
    VeroorzakerMaatregelCode.CIVIEL_CONTACTVERBOD: "De veroorzaker mag {tot} geen contact opnemen.",
    VeroorzakerMaatregelCode.WAARSCHUWINGSBRIEF: "De veroorzaker is gewaarschuwd. Dat geldt {tot}.",
}
AANGIFTE_LOOPT = "De aangifte loopt; u hoort de uitkomst."
# After these nothing more is decided on the aangifte.
STRAF_KLAAR = frozenset(Afdoening) - {
    Afdoening.IN_BEHANDELING,
    Afdoening.GEDAGVAARD,
    Afdoening.OVERGEDRAGEN,
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
    it happened to; ``slachtoffer``: the reader, when it happened to them. Of a light incident only the
    tracks in which something was done: four times that nothing follows helps nobody."""
    made = [
        (Spoorsoort.OPVANG, "Hulp voor u", _opvang(incident, slachtoffer) if slachtoffer else None),
        (Spoorsoort.VEROORZAKER, "Wat er met de veroorzaker gebeurt", _veroorzaker(incident)),
        (Spoorsoort.POLITIE, "Politie", _politie(incident)),
        (Spoorsoort.ORGANISATIE, "Wat de organisatie ervan leert", _organisatie(incident)),
    ]
    quiet = is_quiet(incident)
    return [
        _deel(incident, soort, titel, lines or _ended(incident, soort))
        for soort, titel, lines in made
        if lines or (lines is not None and not quiet)
    ]


def is_quiet(incident: Incident) -> bool:
    """Closed with every track skipped: what is to be said of it is one sentence (``WARM``)."""
    skipped = all(s.status == Spoorstatus.OVERGESLAGEN for s in incident.sporen.all())
    return incident.status == lifecycle.GESLOTEN and skipped


def explanation_of(incident: Incident) -> str:
    """What the status means for who reported it; closed is not the end of what still runs."""
    if is_quiet(incident):
        return WARM
    if incident.status == lifecycle.GESLOTEN and (_justice_runs(incident) or _measure_runs(incident)):
        return "De behandeling is klaar. Wat nog loopt, leest u hieronder. U kunt altijd nog iets toevoegen."
    return stand_of(incident)[1]


def last_word(incident: Incident) -> IncidentBericht | None:
    """What who closed it wrote, as long as it is closed."""
    if incident.status != lifecycle.GESLOTEN:
        return None
    words = [b for b in incident.berichten.all() if b.slotwoord]
    return words[-1] if words else None


def _deel(incident: Incident, soort: str, titel: str, lines: list[str]) -> Deel:
    spoor = incident.spoor(soort)
    if spoor is not None and spoor.status == Spoorstatus.OVERGESLAGEN and lines == [OVERGESLAGEN[soort]]:
        return Deel(titel, tuple(lines), "", "")
    running = {Spoorsoort.POLITIE: _justice_runs, Spoorsoort.VEROORZAKER: _measure_runs}.get(soort)
    done = spoor is not None and spoor.status != Spoorstatus.OPEN and not (running and running(incident))
    return Deel(titel, tuple(lines), "Klaar" if done else "Loopt", "klaar" if done else "bezig")


def _justice_runs(incident: Incident) -> bool:
    """An aangifte was done, and neither the police, the officier nor the judge has ended it."""
    steps = incident.strafverlopen.all()
    ended = any(s.afdoening in STRAF_KLAAR or s.stap in (Strafstap.VONNIS, Strafstap.BETALING) for s in steps)
    reported = any(c.stap == Politiestap.AANGIFTE for c in incident.politiecontacten.all())
    return reported and not ended


def _measure_runs(incident: Incident) -> bool:
    return any(_is_running(measure) for measure in incident.maatregelen.all())


def _is_running(measure: Veroorzakermaatregel) -> bool:
    """Imposed, and its last day is not over."""
    end = measure.eindigt_op
    return measure.status == measure.Status.OPGELEGD and end is not None and end >= timezone.localdate()


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
    spoor = incident.spoor(Spoorsoort.OPVANG)
    if lines and spoor and spoor.status == Spoorstatus.OVERGESLAGEN:
        lines.append(OVERGESLAGEN[Spoorsoort.OPVANG])
    return lines


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
    return lines


def _measure(measure: Veroorzakermaatregel) -> str:
    """What of it is to be known at the desk, and its last day; never against whom."""
    imposed = (Veroorzakermaatregel.Status.OPGELEGD, Veroorzakermaatregel.Status.BEEINDIGD)
    if measure.status not in imposed or measure.maatregel == VeroorzakerMaatregelCode.GEEN:
        return ""
    day = in_full(measure.opgelegd_op)
    if measure.maatregel in LICHTE_MAATREGELEN:
        return f"Op {day} is met de veroorzaker gesproken of hulp geregeld."
    if _is_running(measure):
        if words := GENOEMD.get(measure.maatregel):
            return words.format(tot=_period(measure))
        return f"Op {day} is een maatregel genomen. Die geldt {_period(measure)}."
    if measure.beeindigd_op:
        return f"Op {day} is een maatregel genomen. Die is gestopt op {in_full(measure.beeindigd_op)}."
    until = f" Die gold tot en met {in_full(measure.eindigt_op)}." if measure.eindigt_op else ""
    return f"Op {day} is een maatregel genomen.{until}"


def _period(measure: Veroorzakermaatregel) -> str:
    begins = measure.ingaat_op
    later = f"van {in_full(begins)} " if begins and begins > timezone.localdate() else ""
    return f"{later}tot en met {in_full(measure.eindigt_op)}"


def _politie(incident: Incident) -> list[str]:
    besluit = incident.politiebesluit
    contacts = [
        CONTACT[Politiestap(c.stap)].format(dag=in_full(c.gedaan_op)) for c in incident.politiecontacten.all()
    ]
    lines = []
    if besluit and besluit.besloten_op and besluit.besluit:
        lines.append(BESLUIT[Politiestap(besluit.besluit)].format(dag=in_full(besluit.besloten_op)))
    lines = list(dict.fromkeys(lines + contacts))
    for step in incident.strafverlopen.all():
        lines += justitie.lines_of(step, timezone.localdate())
    if not lines and (until := _term(incident, ("politiebesluit",))):
        lines.append(f"De organisatie besluit over de politie, uiterlijk {in_full(until)}.")
    if _justice_runs(incident):
        lines.append(AANGIFTE_LOOPT)
    return lines


def _organisatie(incident: Incident) -> list[str]:
    actions = list(incident.verbeteracties.all())
    ready = sum(1 for action in actions if action.gereed_op)
    if actions:
        number = "1 verbetering" if len(actions) == 1 else f"{len(actions)} verbeteringen"
        return [f"De organisatie werkt aan {number}. Klaar: {ready}."]
    return []


def _ended(incident: Incident, soort: str) -> list[str]:
    """What stands there when nothing was done: that it ended, or what is still to come."""
    spoor = incident.spoor(soort)
    if spoor is None or spoor.status == Spoorstatus.OPEN:
        return [NOG_NIETS[soort]]
    if spoor.status == Spoorstatus.OVERGESLAGEN:
        return [OVERGESLAGEN[soort]]
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
