"""What a register fills in so that its cases can be worked on, and whose turn it is in a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choose
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from casework import terms
from casework.acties.termijntekst import term_label
from casework.forms.acties import ActieForm
from casework.kenmerk import normalise
from casework.lifecycle import Engine, Transition
from casework.models import Case
from organisations import opening
from organisations.access import Access

# What is missing for an action: the name of the requirement, and the sentence.
Gemis = tuple[str, str]


@dataclass(frozen=True)
class Stap:
    """What somebody can click to get a case further; ``vraag``: what the address says was chosen."""

    verb: str
    label: str
    vraag: str = ""


@dataclass(frozen=True)
class Werkstroom:
    """How the cases of one register are worked on. Made once by the register.

    ``forms``: verb -> form. ``asked_by_step`` and ``asked_by_term``: the cases (terms) of which something
    is asked of this person. ``wie``: the names of the table's ``who`` in words; ``regie`` is the one that
    acts where nobody has the part, ``delen`` those that are a person on the case. ``tonen``: status ->
    tone of its badge, else "bezig". ``way_back``: the list somebody works from (url, label). ``told``: what
    who did something reads. ``load``: reads together what the requirements ask. ``asks_who_again``: whether
    who opens the page of this action must have shown lately who they are.

    ``groepen``: the actions on the page, by heading. ``voorziet``: what is missing -> the verbs that
    provide it, of which the first that this person may do is offered.

    ``toewijzen`` and ``hervatten``: the verbs that give a part, and that end a suspension, which waits
    for ``opgeschort_wacht_op``. ``wie_bij``: other words for ``wie`` in this case. ``wacht_labels``: what
    somebody else does, where the label of the action is the answer they may give. ``vraag_bij``: term ->
    what to choose already. ``did_already``: it is done once by each person. ``tel_samen``: many lines of
    what is missing as fewer. ``sleutel``: a line of what is missing -> its key in ``voorziet``.
    ``kept_out_by``: the relations of a case to people for whom it does not exist.
    ``terug_naar``: the pages that an action may lead back to, by the name that the address gives.
    ``reads_as``: in which part somebody reads a case. ``oversees``: who supervises the register, and
    ``can_see_readers`` who may know who opened a case; they do that at ``wie_keek_url`` and
    ``toezicht_url``, and read content, with a reason, at ``inzage_url``.
    """

    engine: Engine
    cases: type[Case]
    forms: Mapping[str, type[ActieForm]]
    asked_by_step: Callable[[Access], Q]
    asked_by_term: Callable[[Access], Q]
    wie: Mapping[str, str]
    regie: str
    delen: tuple[str, ...]
    tonen: Mapping[str, str]
    groepen: tuple[tuple[str, tuple[str, ...]], ...]
    voorziet: Mapping[str, tuple[str, ...]]
    zaak_url: str
    actie_url: str
    way_back: Callable[[Access], dict[str, str]]
    told: Callable[[str], str]
    load: Callable[[Any], None]
    kept_out_by: tuple[str, ...]
    reads_as: Callable[[Access, Any], str]
    oversees: Callable[[Access], bool]
    can_see_readers: Callable[[Access, Any], bool]
    wie_keek_url: str
    toezicht_url: str
    inzage_url: str
    asks_who_again: Callable[[Access, Any, str], bool]
    toewijzen: str = "toewijzen"
    hervatten: str = "hervatten"
    opgeschort_wacht_op: str = "een ander"
    wie_bij: Callable[[Any], Mapping[str, str]] = lambda case: {}
    wacht_labels: Mapping[str, str] = field(default_factory=dict)
    vraag_bij: Callable[[str], str] = lambda code: ""
    did_already: Callable[[Any, Transition, Access], bool] = lambda case, t, access: False
    tel_samen: Callable[[list[Gemis]], list[Gemis]] = lambda found: found
    sleutel: Callable[[str, str], str] = lambda name, line: name
    terug_naar: Mapping[str, str] = field(default_factory=dict)

    @property
    def woord(self) -> str:
        return self.cases.WOORD

    @property
    def met_lidwoord(self) -> str:
        return self.cases.MET_LIDWOORD

    @property
    def meervoud(self) -> str:
        return self.cases.MEERVOUD

    @property
    def by_verb(self) -> dict[str, Transition]:
        return self.engine.lifecycle.by_verb

    @property
    def statuses(self) -> dict[str, str]:
        return dict(self.engine.lifecycle.statuses)

    @property
    def termijnen(self) -> type[Model]:
        return self.cases._meta.get_field("termijnen").related_model

    @property
    def definities(self) -> dict[str, terms.TermijnDefinitie]:
        return terms.DEFINITIES[self.cases.REGISTER]

    def url_of(self, case: Case) -> str:
        return reverse(self.zaak_url, args=[case.kenmerk])

    def fetch(self, request: HttpRequest, kenmerk: str, verb: str = opening.PAGINA, **data: Any) -> Any:
        """The case, when this person may open it; the same 404 when not or when there is none.

        What is answered with it leaves a read line: ``verb`` and ``data`` say what was opened.
        """
        access = request.access
        case = self.find(self.cases._default_manager.visible_to(access), access, kenmerk)
        if case is None:
            raise Http404
        opening.opens(request, verb, case, rol=lambda: self._role_of(request, case), **data)
        return case

    def _role_of(self, request: HttpRequest, case: Case) -> str:
        """In which part it is read; who reads only by standing in for somebody tells for whom."""
        access = request.access
        if access.vervangt and not self.reads_as(access.in_person, case):
            opening.tells(request, voor=sorted(access.vervangt))
        return self.reads_as(access, case)

    def fetch_overseen(self, access: Access, kenmerk: str) -> Any:
        """The case, for who supervises the register; the same 404 when not or when there is none.

        Nothing of its content may be shown before there is a reason.
        """
        case = self.find(self.cases._default_manager.overseen_by(access), access, kenmerk)
        if case is None:
            raise Http404
        return case

    def find(self, cases: QuerySet, access: Access, kenmerk: str) -> Any | None:
        """One of these cases, or None. It leaves no trace: nothing of it may be shown."""
        # Who is kept out is asked with every right: it comes along with the case itself.
        kept_out = {f"buiten_{name}": self._users_of(name) for name in self.kept_out_by}
        found = self.with_turns(cases, access).annotate(**kept_out)
        case = found.filter(kenmerk=normalise(kenmerk)).first()
        if case is not None:
            case.read_as_kept_out = frozenset(pk for name in kept_out for pk in getattr(case, name))
            case.organisation = access.organisation
        return case

    def _users_of(self, relation: str) -> ArraySubquery:
        rows = self.cases._meta.get_field(relation)
        of_case = {rows.field.name: OuterRef("pk"), "user__isnull": False}
        return ArraySubquery(rows.related_model._default_manager.filter(**of_case).order_by().values("user"))

    def is_visible(self, case: Case, access: Access) -> bool:
        return self.cases._default_manager.visible_to(access).filter(pk=case.pk).exists()

    def running_terms(self) -> QuerySet:
        """The terms that run on the case of the query around it."""
        of_case = {self.cases._meta.model_name: OuterRef("pk")}
        return self.termijnen._default_manager.filter(terms.LOOPT, **of_case)

    def with_term(self, cases: QuerySet, code: str, stand: str, today: date) -> QuerySet:
        """The cases in which a term runs: this one, or whatever one, in this ``terms.STANDEN`` or in any."""
        of_case = {self.cases._meta.model_name: OuterRef("pk")}
        named = {"code": code} if code else {}
        return cases.filter(
            Exists(self.termijnen._default_manager.filter(terms.in_stand(stand, today), **of_case, **named))
        )

    def term_counts(self, cases: QuerySet, today: date) -> dict[str, dict[str, int]]:
        """Of these cases, by term: in how many it runs ("") and in how many it is in each of
        ``terms.STANDEN``; ``with_term`` gives them. One query.

        A case in which a term runs twice is counted once in each column, so the columns need not add up.
        """
        case = self.cases._meta.model_name
        standen = {"": "loopt"} | {stand: stand.replace("-", "_") for stand, _ in terms.STANDEN}
        counted = {
            naam: Count(case, distinct=True, filter=terms.in_stand(stand, today))
            for stand, naam in standen.items()
        }
        rows = self.termijnen._default_manager.filter(terms.LOOPT, **{f"{case}__in": cases.order_by()})
        found = {
            row["code"]: {stand: row[naam] for stand, naam in standen.items()}
            for row in rows.order_by().values("code").annotate(**counted)
        }
        return {code: found[code] for code in self.definities if code in found}

    def with_turns(self, cases: QuerySet, access: Access) -> QuerySet:
        """With ``mijn_stap`` (the next action is this person's) and ``mijn_termijn`` (the code of the first
        term that asks something of this person now)."""
        today = timezone.localdate()
        planned = [code for code, definition in self.definities.items() if definition.gepland]
        asks_now = Q(waarschuwen_op__lte=today) | ~Q(code__in=planned)
        # what the law asks and is late goes before the rest
        late_by_law = Choose(When(wettelijk=True, verloopt_op__lt=today, then=0), default=Value(1))
        mine = self.running_terms().filter(self.asked_by_term(access), asks_now)
        mine = mine.order_by(late_by_law, "verloopt_op", "pk")
        return cases.annotate(
            mijn_stap=Choose(When(self.asked_by_step(access), then=True), default=False),
            mijn_termijn=Subquery(mine.values("code")[:1]),
        )

    def status_in_words(self, case: Case) -> dict[str, str]:
        tone = self.tonen.get(case.status, "bezig")
        return {"tekst": self.statuses[case.status], "toon": "stop" if case.opgeschort_op else tone}

    def who(self, case: Case, name: str) -> str:
        """A name of the table's ``who`` in the words of this case."""
        return self.wie_bij(case).get(name) or self.wie[name]

    def part_of(self, case: Case, access: Access) -> str:
        """What this person is in the case, in one word; "" without a part."""
        me = access.user_ids
        return next((self.who(case, deel) for deel in self.delen if getattr(case, f"{deel}_id") in me), "")

    def action_of(self, case: Case) -> Transition | None:
        """The next action on the way on."""
        return self.by_verb.get(case.volgende_actie)

    def waiting_label(self, action: Transition) -> str:
        """The next action, for who waits for somebody else to do it."""
        return self.wacht_labels.get(action.verb, action.label)

    def due_action_of(self, case: Any) -> Transition | None:
        """What a term asks of who looks (``with_turns``), when that is something else than the way on."""
        definition = self.definities.get(case.mijn_termijn or "")
        if definition is None or not definition.verb or definition.verb == case.volgende_actie:
            return None
        t = self.by_verb[definition.verb]
        return t if case.status in t.sources else None

    def step_of(self, case: Case) -> Stap | None:
        """The next action as a link; where nobody has the part that it belongs to, giving somebody that."""
        t = self.action_of(case)
        if t is None:
            return None
        delen = [name for name in t.who if name in self.delen]
        if delen and self.regie not in t.who and not any(getattr(case, f"{deel}_id") for deel in delen):
            return Stap(self.toewijzen, f"{self.who(case, delen[0]).capitalize()} toewijzen")
        return Stap(t.verb, t.label)

    def due_step_of(self, case: Any) -> Stap | None:
        """What the first term asks for as a link, named after the term."""
        t = self.due_action_of(case)
        if t is None:
            return None
        code = case.mijn_termijn
        return Stap(t.verb, term_label(case.REGISTER, code), self.vraag_bij(code))

    def waits_for(self, case: Case) -> str:
        """Whom the next action waits for, of another person than who looks: "onderzoeker"."""
        action = self.action_of(case)
        if case.opgeschort_op and not (action and action.while_suspended):
            return f"{self.opgeschort_wacht_op} (opgeschort)"
        if action is None:
            return ""
        names = [name for name in action.who if name != self.regie]
        assigned = [name for name in names if getattr(case, f"{name}_id", None)]
        return self.who(case, (assigned or [n for n in names if n not in self.delen] or [self.regie])[0])
