"""Of whom something is asked: whose is the next action of a zaak, and who ends a term of it."""

from django.db.models import Q

from integrity import lifecycle
from integrity.permissions import DELEN, coordinates
from organisations.access import Access


def asked_by_step(access: Access) -> Q:
    """The zaken whose next action is this person's.

    It is asked of whoever has the part that the action belongs to; where nobody has it yet, of who
    coordinates; a proposal to drop, of everybody who may read it but who made it. While a zaak is
    suspended only what may go on meanwhile is asked.
    """
    return _asked(access, "volgende_actie", {verb: verb for verb in lifecycle.LIFECYCLE.by_verb})


def asked_by_term(access: Access) -> Q:
    """The terms (not zaken) that this person ends: a check on the melder while somebody else judges."""
    return _asked(access, "code", lifecycle.TERMIJN_ACTIES, "zaak__")


def _asked(access: Access, field: str, verbs: dict[str, str], prefix: str = "") -> Q:
    """The rows whose ``field`` names, by ``verbs``, an action on a zaak that is asked of this person."""
    by_who: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for value, verb in verbs.items():
        t = lifecycle.LIFECYCLE.by_verb[verb]
        by_who.setdefault((t.who, t.while_suspended), []).append(value)
    q = Q(pk__in=[])
    for (who, while_suspended), values in by_who.items():
        delen = [name for name in who if name in DELEN]
        if lifecycle.TWEEDE_LEZER in who:
            proposed = f"{prefix}voorgesteld_door"
            theirs = Q(**{f"{proposed}__isnull": False}) & ~Q(**{f"{proposed}__in": access.user_ids})
        else:
            theirs = coordinates(access, prefix) & Q(**{f"{prefix}{name}__isnull": True for name in delen})
        for name in delen:
            theirs |= Q(**{f"{prefix}{name}__in": access.user_ids})
        running = Q() if while_suspended else Q(**{f"{prefix}opgeschort_op": None})
        q |= Q(**{f"{field}__in": values}) & theirs & running
    return q
