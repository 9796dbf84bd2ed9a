"""The engine under every register's table of transitions.

A register declares what may happen next as data; ``Engine.perform`` is the only way to make it happen:
lock, check, change, terms, audit, in one transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework import terms
from casework.models import Case
from ledger import audit
from ledger.actors import Actor
from ledger.rowsecurity import granted
from organisations.access import Access

By = Access | Actor


def actor_of(by: By) -> Actor:
    return by if isinstance(by, Actor) else by.actor


@dataclass(frozen=True)
class Transition:
    """One thing that can be done to a case.

    ``sources``: the statuses in which it may be done. ``targets``: where it may lead; empty: the status
    stays (with ``may_stay`` it may also stay where there are targets). ``who`` and ``requires`` are names
    that the register gives a meaning to. ``starts`` and ``stops`` are codes of terms. ``leads``: it is
    the way on, so it can be the one next action; ``leads_in``: only in these statuses. ``beside``: it runs
    beside the others, so it may have happened before the case came to its status.
    """

    verb: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...] = ()
    may_stay: bool = False
    who: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    leads: bool = False
    leads_in: tuple[str, ...] = ()
    beside: bool = False
    uitleg: str = ""
    while_suspended: bool = False


class LifecycleError(Exception):
    """Base of what stops a transition; ``messages`` are fit to show."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = list(messages)


class IllegalTransition(LifecycleError):
    """The status does not allow it (any more)."""


class NotAllowed(LifecycleError):
    """This person may not do it; to them the page does not exist."""


class Incomplete(LifecycleError):
    """Something that is required is missing."""


@dataclass(frozen=True)
class Lifecycle:
    """The table. ``occasions``: requirements that say that there is nothing to do, not that something is
    missing, such as "somebody waits for an acknowledgement"."""

    statuses: tuple[tuple[str, str], ...]
    transitions: tuple[Transition, ...]
    occasions: frozenset[str] = frozenset()
    status_terms: dict[str, str] = field(default_factory=dict)  # status -> term that runs meanwhile
    by_verb: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = {code for code, _ in self.statuses}
        for t in self.transitions:
            unknown = {*t.sources, *t.targets} - known
            if unknown:
                raise ValueError(f"{t.verb}: unknown status {sorted(unknown)}")
        object.__setattr__(self, "by_verb", {t.verb: t for t in self.transitions})
        if len(self.by_verb) != len(self.transitions):
            raise ValueError("a verb stands once in the table")

    def from_status(self, status: str) -> list[Transition]:
        return [t for t in self.transitions if status in t.sources]

    def leads_to(self, verb: str, status: str, wanted: str | None) -> str:
        """The status after ``verb``: the one wanted, or the only one there is.

        Raises IllegalTransition when the table does not have it.
        """
        t = self.by_verb[verb]
        if not t.targets:
            target = wanted or status
        else:
            target = wanted or (t.targets[0] if len(t.targets) == 1 else status)
        possible = {*t.targets, *((status,) if t.may_stay or not t.targets else ())}
        if target not in possible:
            raise IllegalTransition(f"“{t.label}” kan niet leiden naar de status {target}.")
        return target


@dataclass
class Step:
    """What ``perform`` hands to the service: the locked case, and room to say what happened.

    ``to`` may be set when only the change itself tells where the case goes.
    """

    case: Case
    actor: Actor
    on: date
    status: str
    data: dict = field(default_factory=dict)
    to: str | None = None


@dataclass(frozen=True)
class Engine:
    """A table of transitions, with what its words mean in this register.

    ``may(by, verb, case)``: whether this person may do it. ``missing(case, name)``: what is still
    missing for a requirement, as sentences.
    """

    lifecycle: Lifecycle
    may: Callable[[Access, str, Case], bool]
    missing: Callable[[Case, str], list[str]]

    def what_is_missing(self, case: Case, verb: str) -> list[str]:
        return [m for name in self.lifecycle.by_verb[verb].requires for m in self.missing(case, name)]

    def offered(self, access: Access, case: Case) -> list[Transition]:
        """What this person may do now, as far as the status goes, in the order of the table."""
        possible = self.lifecycle.from_status(case.status)
        return [
            t
            for t in possible
            if (t.while_suspended or not case.opgeschort_op) and self.may(access, t.verb, case)
        ]

    def check(self, case: Case, verb: str, *, by: By, check_requirements: bool = True) -> None:
        """Raise NotAllowed, IllegalTransition or Incomplete when ``verb`` can't be done now.

        Rules about who and what is required do not apply to the actors import and systeem: an old
        registration did not keep them.
        """
        t = self.lifecycle.by_verb[verb]
        if isinstance(by, Access) and not self.may(by, t.verb, case):
            raise NotAllowed("Deze pagina bestaat niet.")
        if case.status not in t.sources:
            raise IllegalTransition(
                f"“{t.label}” kan niet (meer): de status van {case.MET_LIDWOORD} is intussen een andere."
            )
        if case.opgeschort_op and not t.while_suspended:
            raise IllegalTransition(
                f"{case.MET_LIDWOORD.capitalize()} is opgeschort. Hervat {case.MET_LIDWOORD} eerst."
            )
        if check_requirements and isinstance(by, Access):
            missing = self.what_is_missing(case, verb)
            if missing:
                raise Incomplete(*missing)

    @contextmanager
    def perform(
        self,
        case: Case,
        verb: str,
        *,
        by: By,
        on: date | None = None,
        to: str | None = None,
        live: bool = True,
    ) -> Iterator[Step]:
        """Lock the case, check, let the service change it, then terms and audit; all or nothing.

        ``on``: the day it happened (default today); never in the future. ``to``: the new status, one of
        the transition's targets (default: its only one, or no change). ``live``: False for an import, in
        which no term starts to run. The service changes ``step.case`` inside the ``with``, and may put
        codes and old values in ``step.data``.
        """
        on = on or timezone.localdate()
        if on > timezone.localdate():
            raise ValidationError("De datum ligt in de toekomst. Vul een datum tot en met vandaag in.")
        with transaction.atomic():
            locked = type(case)._default_manager.select_for_update().get(pk=case.pk)
            self.check(locked, verb, by=by)
            if isinstance(by, Access):
                self._refuse_too_early(locked, self.lifecycle.by_verb[verb], on)
            step = Step(case=locked, actor=actor_of(by), on=on, status=locked.status)
            # Found with the eyes of who does it, and allowed: what follows from it is done for the whole
            # organisation, also where this person may not look, or it would be done by half.
            with granted(verb, organisations=[locked.organisation_id]):
                yield step
                self._finish(step, self.lifecycle.by_verb[verb], step.to or to, live)
            case.read_as_kept_out = None
            for name, value in vars(locked).items():
                if not name.startswith("_"):
                    setattr(case, name, value)

    @staticmethod
    def _refuse_too_early(case: Case, t: Transition, on: date) -> None:
        """A step on the way is not dated before the one it follows; what stands beside the way may have
        happened earlier, but not before the case was there."""
        if (t.targets or (t.leads and not t.beside)) and on < case.status_sinds:
            raise ValidationError(
                f"De datum kan niet voor {case.status_sinds:%d-%m-%Y} liggen: toen begon deze stap."
            )
        earliest, why = case.first_day(t.beside)
        if on < earliest:
            raise ValidationError(f"De datum kan niet voor {earliest:%d-%m-%Y} liggen: {why}.")

    def next_verb(self, case: Case) -> str:
        """The one next action: the first on the way on that can be done, else the first for which there is
        an occasion, which lacks something; "" when nothing has to be done."""
        way_on = [t for t in self.lifecycle.from_status(case.status) if t.leads or case.status in t.leads_in]
        lacking = []
        for t in way_on:
            unmet = {name for name in t.requires if self.missing(case, name)}
            if not unmet:
                return t.verb
            if not unmet & self.lifecycle.occasions:
                lacking.append(t.verb)
        return lacking[0] if lacking else ""

    def refresh(self, case: Case) -> None:
        """Bring what the lists show up to date: the next action on the way on, and the first term.

        They may be asked of different people: a check on the melder while somebody else judges.
        """
        case.volgende_actie = self.next_verb(case)
        first = terms.first_running(case, case.volgende_actie, timezone.localdate())
        case.termijn_op = first.verloopt_op if first else None
        case.termijn_code = first.code if first else ""

    def note(
        self, case: Case, verb: str, *, by: By, on: date | None = None, data: dict | None = None
    ) -> None:
        """Something happened to a locked case that is not in its table: bring it up to date, and say so."""
        self.refresh(case)
        case.save()
        audit.record(
            actor=actor_of(by),
            verb=verb,
            subject=case,
            organisation_id=case.organisation_id,
            on=on,
            data=data,
        )

    def _finish(self, step: Step, t: Transition, to: str | None, live: bool) -> None:
        case = step.case
        target = self.lifecycle.leads_to(t.verb, step.status, to)
        case.status = target
        if target != step.status:
            case.status_sinds = step.on
        if live:
            ended = [*t.stops, *([case.status_term(step.status)] if target != step.status else [])]
            begun = [*t.starts, *([case.status_term(target)] if target != step.status else [])]
            terms.stop_terms(case, filter(None, ended), on=step.on)
            for code in filter(None, begun):
                terms.start_term(case, code, start=step.on)
            self.refresh(case)
        case.save()
        audit.record(
            actor=step.actor,
            verb=t.verb,
            subject=case,
            organisation_id=case.organisation_id,
            on=step.on,
            data=step.data | ({"van": step.status, "naar": target} if target != step.status else {}),
        )
