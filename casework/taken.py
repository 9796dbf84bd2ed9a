"""The list of tasks: what is asked of somebody in cases that they do not direct."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Choose
from django.db.models import F, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject

from casework.acties.termijntekst import term_in_words
from casework.acties.werkstroom import Werkstroom
from casework.datums import in_full
from casework.lifecycle import Transition
from organisations.access import Access

MAXIMUM = 200


def tasks(
    werk: Werkstroom,
    cases: QuerySet,
    access: Access,
    today: date,
    *,
    never: Iterable[str] = (),
    anders: str = "",
) -> dict:
    """What ``casework/taken.html`` shows of these cases: first those that wait for this person, by term.

    ``never``: terms whose end is not for these people. ``anders``: what somebody is who has no part of
    their own in the case.
    """
    step_terms = werk.running_terms().exclude(code__in=list(never)).order_by("verloopt_op", "pk")
    own_terms = werk.running_terms().filter(werk.asked_by_term(access)).order_by("verloopt_op", "pk")
    turn = Q(mijn_stap=True) | Q(mijn_termijn__isnull=False)
    found = (
        werk.with_turns(cases, access)
        .annotate(
            mijn_beurt=Choose(When(turn, then=True), default=False),
            eigen_termijnen=ArraySubquery(own_terms.values(t=JSONObject(code="code", op="verloopt_op"))),
            stap_op=Subquery(step_terms.values("verloopt_op")[:1]),
            stap_code=Subquery(step_terms.values("code")[:1]),
        )
        .order_by("-mijn_beurt", F("stap_op").asc(nulls_last=True), "pk")
    )
    read = list(found[: MAXIMUM + 1])
    rows = [_row(werk, case, access, today, anders) for case in read[:MAXIMUM]]
    return {
        "nu": [row for row in rows if row["mijn_beurt"]],
        "anders": [row for row in rows if not row["mijn_beurt"]],
        "maximum": MAXIMUM if len(read) > MAXIMUM else 0,
        "woord": werk.woord,
        "meervoud": werk.meervoud,
    }


def _term_of(werk: Werkstroom, case: Any, action: Transition | None) -> tuple[date, str] | None:
    """The first term that is this person's and that this action ends."""
    for term in case.eigen_termijnen:
        definition = werk.definities.get(term["code"])
        if definition and action and definition.verb == action.verb:
            return date.fromisoformat(term["op"]), term["code"]
    return None


def _row(werk: Werkstroom, case: Any, access: Access, today: date, anders: str) -> dict:
    """Nothing of what was reported: who reads this may be on the other side of it."""
    due = None if case.mijn_stap else werk.due_action_of(case)
    action = due or werk.action_of(case)
    day, code = _term_of(werk, case, action) or (case.stap_op, case.stap_code)
    return {
        "kenmerk": case.kenmerk,
        "url": werk.url_of(case),
        "mijn_beurt": case.mijn_beurt,
        "deel": werk.part_of(case, access) or anders,
        "actie": action.label if action else "",
        "uitleg": action.uitleg if action else "",
        "wacht_op": "" if case.mijn_beurt else werk.waits_for(case),
        "status": werk.status_in_words(case),
        "termijn": term_in_words(case.REGISTER, day, code or "", today),
        "sinds": in_full(case.status_sinds),
    }
