"""What comes next for a report, and what this person may do with it now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from casework.lifecycle import Transition
from organisations.access import Access
from reports import lifecycle, permissions
from reports.bestuur import Bestuurswoorden
from reports.models import Rapportage
from reports.services.steps import missing

TONEN = {lifecycle.GEPUBLICEERD: "klaar", lifecycle.VASTGESTELD: "klaar", lifecycle.AANGEBODEN: "klaar"}
# With a page of its own, reached from the parts themselves.
ELDERS = ("toelichten",)


@dataclass(frozen=True)
class Rapportaanbod:
    """``volgende``: as ``casework/acties/volgende.html`` wants it. ``verder``: what else can be done."""

    volgende: dict[str, Any]
    verder: list[dict[str, str]]


def url_of(rapportage: Rapportage, verb: str) -> str:
    return reverse("rapport_stap", args=[rapportage.kenmerk, verb])


def offer(rapportage: Rapportage, access: Access, words: Bestuurswoorden) -> Rapportaanbod:
    """Of a report with its ``laatste_stap`` (``services.writing``)."""
    possible = lifecycle.LIFECYCLE.from_status(rapportage.status)
    mine = [t for t in possible if permissions.may(access, t.verb, rapportage)]
    step = next_step(rapportage, access)
    own = step if step in mine else None
    return Rapportaanbod(
        volgende=_next(rapportage, step, own, words),
        verder=[
            {"label": t.label, "url": url_of(rapportage, t.verb)}
            for t in mine
            if t != own and t.verb not in ELDERS and not _lacks(rapportage, t)
        ],
    )


def _lacks(rapportage: Rapportage, t: Transition) -> list[str]:
    return [line for name in t.requires for line in missing(rapportage, name)]


def next_step(rapportage: Rapportage, access: Access) -> Transition | None:
    """The way on: what this person can do for it, else what it waits for; None at the end. What was laid
    before somebody is not laid before them again."""
    on = [t for t in lifecycle.LIFECYCLE.from_status(rapportage.status) if t.leads]
    on = [t for t in on if not _lacks(rapportage, t) and t.verb != rapportage.laatste_stap]
    on.sort(key=lambda t: not t.targets)
    mine = [t for t in on if permissions.may(access, t.verb, rapportage)]
    return (mine or on or [None])[0]


def waits_for(rapportage: Rapportage, t: Transition, words: Bestuurswoorden) -> str:
    """Whom a step waits for, in one or two words."""
    naam = t.who[0]
    if naam == lifecycle.GRIFFIER and not rapportage.heeft_griffier:
        naam = lifecycle.SECRETARIS
    return words.who(naam)


def _next(
    rapportage: Rapportage, step: Transition | None, own: Transition | None, words: Bestuurswoorden
) -> dict[str, Any]:
    if step is None:
        return {}
    if own is None:
        return {"label": step.label, "wacht_op": waits_for(rapportage, step, words)}
    button = {"label": own.label, "url": url_of(rapportage, own.verb)}
    return {"label": own.label, "uitleg": words.fill(own.uitleg), "knop": button}


def asked(rapportage: Rapportage, access: Access, words: Bestuurswoorden) -> dict[str, str]:
    """For the list: what is asked of this person, or whom it waits for."""
    step = next_step(rapportage, access)
    if step is None:
        return {}
    if permissions.may(access, step.verb, rapportage):
        return {"van_u": step.label}
    return {"wacht_op": waits_for(rapportage, step, words)}


def status_of(rapportage: Rapportage, words: Bestuurswoorden) -> dict[str, str]:
    tekst = rapportage.get_status_display()
    if rapportage.status == lifecycle.AANGEBODEN:
        tekst = f"{tekst} aan {words.raad}"
    return {"tekst": tekst, "toon": TONEN.get(rapportage.status, "bezig")}
