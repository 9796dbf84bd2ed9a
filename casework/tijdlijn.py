"""The history of a case as people read it: by day, one plain sentence for each line of the audit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from django.db.models import Choices
from django.utils import timezone
from django.utils.dateparse import parse_date

from casework.acties.termijntekst import term_label
from casework.datums import in_full
from casework.lifecycle import Lifecycle
from ledger.models import AuditRegel
from organisations.models import User

ACTOREN = {"melder": "melder", "import": "import", "systeem": "GIR"}


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


def people_in_history(lines: Iterable[AuditRegel], keys: Iterable[str] = ()) -> set[int]:
    """The users the history names: who did it, and those whose id stands under one of these keys."""
    found: set[int] = set()
    for line in lines:
        found |= {line.user_id} | {line.data.get(key) for key in keys}
    return {pk for pk in found if isinstance(pk, int)}


def by_day(lines: Iterable[AuditRegel], event: Callable[[AuditRegel], Gebeurtenis]) -> list[Dag]:
    """By the day it happened, the last day first; within a day in the order it was recorded, and before that
    what a melder did: of that no time is kept, but nothing is told before it was filed."""
    ordered = sorted(
        lines, key=lambda line: (line.on, line.verb != "indienen", line.created_at, line.pk), reverse=True
    )
    return [
        Dag(in_full(day), _as_one([event(line) for line in reversed(list(of_day))]))
        for day, of_day in groupby(ordered, key=lambda line: line.on)
    ]


def event_of(line: AuditRegel, people: dict[int, User], *, wat: str, uitleg: str = "") -> Gebeurtenis:
    """A line with its sentence, and with who did it as far as ``people`` holds them."""
    if line.actor_kind == "user":
        user = people.get(line.user_id)
        who = user.naam if user else ""
    else:
        who = ACTOREN.get(line.actor_kind, "")
    recorded = timezone.localtime(line.created_at).date()
    return Gebeurtenis(wat, who, uitleg, in_full(recorded) if recorded != line.on else "")


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


def past_tense(lifecycle: Lifecycle, zinnen: Mapping[str, str], verb: str) -> str:
    """What was done, in the past tense; without a sentence the label of the action."""
    transition = lifecycle.by_verb.get(verb)
    return zinnen.get(verb) or (f"{transition.label}." if transition else f"{verb}.")


def new_status(lifecycle: Lifecycle, data: Mapping) -> str:
    """The status that the step led to, told; "" when it stayed."""
    label = dict(lifecycle.statuses).get(data.get("naar", ""))
    return f"Nieuwe status: {label}." if label else ""


def value_in_words(raw: object, label: Callable[[str], str] = str) -> str:
    """A value of the audit in words: a date, "leeg", or what ``label`` makes of it."""
    text = str(raw or "")
    try:
        day: date | None = parse_date(text)
    except ValueError:
        day = None
    if day:
        return in_full(day)
    return label(text) if text else "leeg"


def told_parts(data: Mapping, people: dict[int, User], woorden: Mapping[str, str]) -> str:
    """Who got which part: "coördinator: naam, onderzoeker: niemand meer."."""
    told = []
    for deel, woord in woorden.items():
        if deel in data:
            user = people.get(data[deel])
            told.append(f"{woord}: {user.naam if user else 'niemand meer'}")
    return ", ".join(told) + "." if told else ""


def told_choice(data: Mapping, key: str, label: str, choices: type[Choices]) -> str:
    return f"{label}: {choices(data[key]).label}." if data.get(key) in choices.values else ""


def told_longer(register: str, data: Mapping) -> str:
    """A term that got another end."""
    label = term_label(register, data["termijn"]) if data.get("termijn") else "De termijn"
    return f"{label}: van {value_in_words(data.get('was'))} naar {value_in_words(data.get('wordt'))}."
