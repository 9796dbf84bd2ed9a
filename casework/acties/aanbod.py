"""What somebody can do on a case now: the one next action, the rest, and why something can't be done yet."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from casework.acties.werkstroom import Gemis, Werkstroom
from casework.lifecycle import Transition
from casework.models import Case
from organisations.access import Access

VEEL = 3  # more statuses than this are not summed up


@dataclass(frozen=True)
class Actie:
    """A link to an action; ``reden``: why it can't be done now."""

    verb: str
    label: str
    uitleg: str
    url: str
    reden: str = ""


@dataclass(frozen=True)
class Ontbreekt:
    """One thing that is missing, with the action that provides it when this person may do that."""

    tekst: str
    actie: Actie | None


@dataclass
class Aanbod:
    """``mogelijk``: by verb. ``niet_nu``: with the reason."""

    mogelijk: dict[str, Actie] = field(default_factory=dict)
    niet_nu: list[Actie] = field(default_factory=list)

    def groups(self, werk: Werkstroom) -> list[dict]:
        """What is possible, under the headings of the register."""
        found = []
        for label, verbs in werk.groepen:
            acties = [self.mogelijk[verb] for verb in verbs if verb in self.mogelijk]
            if acties:
                found.append({"label": label, "acties": acties})
        return found


@dataclass(frozen=True)
class Volgende:
    """The next action, whoever it is of. ``knop``: the one button, when it is this person's turn."""

    label: str
    uitleg: str
    wacht_op: str
    ontbreekt: list[Ontbreekt]
    knop: Actie | None
    daarnaast: str = ""


def action_link(werk: Werkstroom, case: Case, t: Transition, reden: str = "") -> Actie:
    return Actie(t.verb, t.label, t.uitleg, reverse(werk.actie_url, args=[case.kenmerk, t.verb]), reden)


def offer(werk: Werkstroom, case: Case, access: Access) -> Aanbod:
    """Everything this person's part allows: now, or with the reason why not now."""
    found = Aanbod()
    for t in werk.engine.lifecycle.transitions:
        may = t.verb in werk.forms and werk.engine.may(access, t.verb, case)
        if not may or werk.did_already(case, t, access):
            continue
        reden = why_not(werk, case, t)
        if reden:
            found.niet_nu.append(action_link(werk, case, t, reden))
        else:
            found.mogelijk[t.verb] = action_link(werk, case, t)
    return found


def why_not(werk: Werkstroom, case: Case, t: Transition) -> str:
    """Why an action can't be done now, shortly; "" when it can."""
    if case.status not in t.sources:
        statuses = [werk.statuses[s] for s in t.sources]
        if len(statuses) > VEEL:
            return f"Dit kan niet bij de status {werk.statuses[case.status]}."
        return f"Dit kan bij de status {' of '.join(statuses)}."
    if case.opgeschort_op and not t.while_suspended:
        return f"{werk.met_lidwoord.capitalize()} is opgeschort. Hervat {werk.met_lidwoord} eerst."
    return " ".join(line for _, line in _missing(werk, case, t))


def what_is_missing(
    werk: Werkstroom, case: Case, t: Transition, mogelijk: dict[str, Actie]
) -> list[Ontbreekt]:
    return [Ontbreekt(line, _provider(werk, name, line, mogelijk)) for name, line in _missing(werk, case, t)]


def next_action(werk: Werkstroom, case: Any, aanbod: Aanbod) -> Volgende | None:
    """The next action, with what is still missing for it, for who looks (``with_turns``); None when
    nothing is asked.

    When the way on waits for somebody else and a term asks something of who looks, that goes first.
    """
    due = werk.due_action_of(case)
    if due and due.verb in aanbod.mogelijk and not case.mijn_stap:
        step = werk.due_step_of(case)
        button = replace(aanbod.mogelijk[due.verb], url=aanbod.mogelijk[due.verb].url + step.vraag)
        return Volgende(step.label, due.uitleg, "", [], button, _waits_also(werk, case))
    t = werk.action_of(case)
    if t is None:
        return None
    if case.opgeschort_op and not t.while_suspended:
        return _suspended(werk, aanbod)
    missing = what_is_missing(werk, case, t, aanbod.mogelijk)
    button = None
    if case.mijn_stap and missing:
        button = next((m.actie for m in missing if m.actie), None)
    elif case.mijn_stap:
        button = aanbod.mogelijk.get(t.verb)
        if button is None and werk.toewijzen in aanbod.mogelijk:
            button = aanbod.mogelijk[werk.toewijzen]
            who = " of ".join(werk.who(case, name) for name in t.who)
            missing = [Ontbreekt(f"Er is nog niemand aangewezen als {who}.", None)]
    waits = "" if case.mijn_stap else werk.waits_for(case)
    return Volgende(werk.waiting_label(t) if waits else t.label, t.uitleg, waits, missing, button)


def _waits_also(werk: Werkstroom, case: Case) -> str:
    t = werk.action_of(case)
    if t is None:
        return ""
    what = werk.waiting_label(t).lower()
    return f"{werk.met_lidwoord.capitalize()} zelf wacht op {werk.waits_for(case)}: {what}."


def _suspended(werk: Werkstroom, aanbod: Aanbod) -> Volgende:
    return Volgende(
        label=f"Wachten: {werk.met_lidwoord} is opgeschort",
        uitleg="De termijnen staan stil, behalve die van de wet.",
        wacht_op="" if werk.hervatten in aanbod.mogelijk else werk.opgeschort_wacht_op,
        ontbreekt=[],
        knop=aanbod.mogelijk.get(werk.hervatten),
    )


def _missing(werk: Werkstroom, case: Case, t: Transition) -> list[Gemis]:
    found = [(name, line) for name in t.requires for line in werk.engine.missing(case, name)]
    return werk.tel_samen(found)


def _provider(werk: Werkstroom, name: str, line: str, mogelijk: dict[str, Actie]) -> Actie | None:
    verbs = werk.voorziet.get(werk.sleutel(name, line), ())
    return next((mogelijk[verb] for verb in verbs if verb in mogelijk), None)
