"""Of whom something is asked: whose is the next action of an incident, and who ends a term of it."""

from django.apps import apps
from django.db.models import Q, QuerySet

from incidents import lifecycle
from incidents.permissions import DELEN, WACHT, coordinates, with_question, with_request
from organisations.access import Access


def asked_by_step(access: Access) -> Q:
    """The incidents whose next action is this person's: of who has the part that it belongs to; where
    nobody has it, of who coordinates."""
    return _asked(access, "volgende_actie", {verb: verb for verb in lifecycle.LIFECYCLE.by_verb})


def asked_by_term(access: Access) -> Q:
    """The terms (not incidents) that this person ends: every track has a clock of its own."""
    return _asked(access, "code", lifecycle.TERMIJN_ACTIES, "incident__")


def _asked(access: Access, field: str, verbs: dict[str, str], prefix: str = "") -> Q:
    by_who: dict[tuple[str, ...], list[str]] = {}
    for value, verb in verbs.items():
        by_who.setdefault(lifecycle.LIFECYCLE.by_verb[verb].who, []).append(value)
    q = Q(pk__in=[])
    for who, values in by_who.items():
        delen = [name for name in who if name in DELEN]
        theirs = coordinates(access, prefix) & Q(**{f"{prefix}{name}__isnull": True for name in delen})
        for name in delen:
            theirs |= Q(**{f"{prefix}{name}__in": access.user_ids}) & _still_acts(name, prefix)
        if lifecycle.LEIDINGGEVENDE in delen:
            theirs |= coordinates(access, prefix) & ~_still_acts(lifecycle.LEIDINGGEVENDE, prefix)
        q |= Q(**{f"{field}__in": values}) & theirs
    for verb, waiting in _waiting(access).items():
        asked = Q(**{f"{field}__in": [value for value, v in verbs.items() if v == verb]})
        q = (q & ~asked) | (asked & _of_decider(access, verb, waiting, prefix))
    return q


def _still_acts(name: str, prefix: str) -> Q:
    """Where who has this part is asked for anything: the receiver only of what is open."""
    receiver = name == lifecycle.LEIDINGGEVENDE
    return Q(**{f"{prefix}status__in": lifecycle.OPEN if receiver else lifecycle.ALTIJD})


def _waiting(access: Access) -> dict[str, QuerySet]:
    """What is laid before one decider of several: by verb the incidents that wait for this person."""
    return {
        "maatregel_besluiten": with_question(access, WACHT),
        "verwijderverzoek_beslissen": with_request(access),
    }


def _of_decider(access: Access, verb: str, waiting: QuerySet, prefix: str) -> Q:
    """A term of a measure names that measure; else it is the incident that waits. Where nobody was named,
    of who has the part, and where nobody has that, of who coordinates."""
    of_measure = verb == "maatregel_besluiten"
    if of_measure and prefix:
        theirs, unnamed = Q(maatregel__beslisser__in=access.user_ids), Q(maatregel__beslisser=None)
    else:
        theirs = Q(**{f"{prefix}pk__in": waiting})
        unnamed = ~Q(**{f"{prefix}pk__in": _named(of_measure)})
    part = Q(**{f"{prefix}bevoegd_gezag__in": access.user_ids})
    nobody = coordinates(access, prefix) & Q(**{f"{prefix}bevoegd_gezag__isnull": True})
    return theirs | (unnamed & (part | nobody))


def _named(of_measure: bool) -> QuerySet:
    """The ids of the incidents with a question for somebody by name."""
    name, waits = ("Veroorzakermaatregel", Q(status="voorgelegd"))
    if not of_measure:
        name, waits = ("Verwijderverzoek", Q(besloten_op=None))
    return apps.get_model("incidents", name).objects.filter(waits, beslisser__isnull=False).values("incident")
