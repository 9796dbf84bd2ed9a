"""How zaken look in lists and headers: the status, the term and whose turn it is, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from casework import terms
from casework.datums import in_full
from casework.lifecycle import Transition
from integrity import lifecycle, permissions
from integrity.lifecycle import LIFECYCLE, TERMIJN_ACTIES, TERMIJN_LABELS, TERMIJNEN
from integrity.lists import ContactSoort
from integrity.models import Zaak, ZaakTermijn
from organisations.access import Access

DEZE_WEEK = 7  # days ahead
LABELS = dict(lifecycle.STATUSSEN)
TONEN = {
    lifecycle.ONTVANGEN: "let-op",
    lifecycle.NIET_IN_BEHANDELING: "stop",
    lifecycle.NAZORG: "klaar",
    lifecycle.GESLOTEN: "klaar",
}
WIE = {
    lifecycle.COORDINATOR: "coördinator",
    lifecycle.TWEEDE_LEZER: "tweede lezer",
    lifecycle.LEIDINGGEVENDE: "leidinggevende",
    lifecycle.ONDERZOEKER: "onderzoeker",
    lifecycle.BEVOEGD_GEZAG: "bevoegd gezag",
    lifecycle.PROCESBEGELEIDER: "procesbegeleider",
}
# What somebody else does, where the label of the action is the answer they may give.
WACHT_OP_LABELS = {"uitstroom_bevestigen": "Meelezen"}
# Terms that are about the melder: not for who may not read the melding.
GEPLAND = tuple(t.code for t in TERMIJNEN if t.gepland)
TERMIJNEN_MELDER = frozenset({"bevestigen", "terugkoppelen", "benadelingscheck"})


@dataclass(frozen=True)
class Termijntekst:
    """A term for ``onderdelen/termijn.html``; ``label``: which term it is."""

    urgentie: str
    tekst: str
    datum: str
    label: str
    wettelijk: bool = False


def status_in_words(zaak: Zaak) -> dict[str, str]:
    tone = TONEN.get(zaak.status, "bezig")
    return {"tekst": LABELS[zaak.status], "toon": "stop" if zaak.opgeschort_op else tone}


def urgency(day: date, today: date) -> str:
    if day < today:
        return "te-laat"
    if day == today:
        return "vandaag"
    return "deze-week" if day <= today + timedelta(days=DEZE_WEEK) else "later"


def term_in_words(
    day: date | None, code: str, today: date, *, wettelijk: bool = False
) -> Termijntekst | None:
    if day is None:
        return None
    label = TERMIJN_LABELS.get(code, code)
    return Termijntekst(urgency(day, today), terms.in_words(day, today), in_full(day), label, wettelijk)


def action_of(zaak: Zaak) -> Transition | None:
    """The next action on the way on."""
    return LIFECYCLE.by_verb.get(zaak.volgende_actie)


def waiting_label(action: Transition) -> str:
    """The next action, for who waits for somebody else to do it."""
    return WACHT_OP_LABELS.get(action.verb, action.label)


def due_action_of(zaak: Zaak) -> Transition | None:
    """What a term asks of who looks (``with_turns``), when that is something else than the way on."""
    verb = TERMIJN_ACTIES.get(zaak.mijn_termijn or "", "")
    if not verb or verb == zaak.volgende_actie:
        return None
    t = LIFECYCLE.by_verb[verb]
    return t if zaak.status in t.sources else None


def with_turns(zaken: QuerySet[Zaak], access: Access) -> QuerySet[Zaak]:
    """With ``mijn_stap`` (the next action is this person's) and ``mijn_termijn`` (the code of the first
    term that asks something of this person now)."""
    running = ZaakTermijn.objects.filter(zaak=OuterRef("pk"), gestopt_op=None, opgeschort_op=None)
    asks_now = Q(waarschuwen_op__lte=timezone.localdate()) | ~Q(code__in=GEPLAND)
    # what the law asks and is late goes before the rest
    late_by_law = Case(When(wettelijk=True, verloopt_op__lt=timezone.localdate(), then=0), default=Value(1))
    mine = running.filter(permissions.asked_by_term(access), asks_now)
    mine = mine.order_by(late_by_law, "verloopt_op", "pk")
    return zaken.annotate(
        mijn_stap=Case(When(permissions.asked_by_step(access), then=True), default=False),
        mijn_termijn=Subquery(mine.values("code")[:1]),
    )


@dataclass(frozen=True)
class Stap:
    """What somebody can click to get a zaak further."""

    verb: str
    label: str
    vraag: str = ""


def step_of(zaak: Zaak) -> Stap | None:
    """The next action as a link; where nobody has the part that it belongs to, giving somebody that."""
    t = action_of(zaak)
    if t is None:
        return None
    delen = [name for name in t.who if name in permissions.DELEN]
    if delen and lifecycle.COORDINATOR not in t.who and not any(getattr(zaak, f"{d}_id") for d in delen):
        return Stap("toewijzen", f"{WIE[delen[0]].capitalize()} toewijzen")
    return Stap(t.verb, t.label)


def due_step_of(zaak: Zaak) -> Stap | None:
    """What the first term asks for as a link, named after the term."""
    t = due_action_of(zaak)
    if t is None:
        return None
    code = zaak.mijn_termijn
    return Stap(t.verb, TERMIJN_LABELS[code], f"?soort={code}" if code in ContactSoort.values else "")


def waits_for(zaak: Zaak) -> str:
    """Whom the next action waits for, of another person than who looks: "onderzoeker"."""
    action = action_of(zaak)
    if zaak.opgeschort_op and not (action and action.while_suspended):
        return "politie of OM (opgeschort)"
    if action is None:
        return ""
    names = [name for name in action.who if name != lifecycle.COORDINATOR]
    assigned = [name for name in names if getattr(zaak, f"{name}_id", None)]
    first = (assigned or [n for n in names if n == lifecycle.TWEEDE_LEZER] or [lifecycle.COORDINATOR])[0]
    return WIE[first]
