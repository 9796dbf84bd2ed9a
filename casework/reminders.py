"""Warnings of terms, for every register that registers its source here."""

from collections.abc import Callable
from datetime import date

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from casework import terms
from casework.lifecycle import Engine
from casework.models import Case, Termijn
from casework.notifications import notify
from organisations.models import User

# Each register adds a function that queues its notices for a day and returns how many it looked at.
SOURCES: list[Callable[[date], int]] = []


def remind(today: date | None = None) -> int:
    """Queue every warning that is due; each goes once, because its key names the term and its end."""
    today = today or timezone.localdate()
    return sum(source(today) for source in SOURCES)


def remind_of(
    model: type[Termijn],
    today: date,
    *,
    engine: Engine,
    asked: Callable[[models.Model, str], list[User]],
    url_name: str,
) -> int:
    """Queue the warnings of running terms that are due, and the notices of those that have passed.

    Each goes once per term and end, to whoever must act then (``asked``, of the case and the verb that
    ends the term, or ""): a term that was given a later end warns again. Returns how many terms were
    looked at.
    """
    to_case = next(f for f in model._meta.fields if f.is_relation and issubclass(f.related_model, Case))
    due = model._default_manager.filter(gestopt_op=None, opgeschort_op=None, waarschuwen_op__lte=today)
    seen = 0
    # In that of the table, the place of a mail would tell of cases that its reader may not know of.
    for termijn in due.select_related(f"{to_case.name}__organisation").order_by("pk").iterator():
        seen += 1
        case = getattr(termijn, to_case.name)
        with transaction.atomic():
            _bring_up_to_date(case, engine)
            notify(
                asked(case, terms.DEFINITIES[case.REGISTER][termijn.code].verb),
                "te_laat" if termijn.verloopt_op < today else "waarschuwing",
                path=reverse(url_name, args=[case.kenmerk]),
                key=f"termijn:{case.REGISTER}:{termijn.pk}:{termijn.verloopt_op}",
                organisation=case.organisation,
                termijn=termijn.verloopt_op,
            )
    return seen


def _bring_up_to_date(case: Case, engine: Engine) -> None:
    """What was planned for later asks for something from its warning on: the lists must show it."""
    locked = type(case)._default_manager.select_for_update().get(pk=case.pk)
    engine.refresh(locked)
    locked.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
    case.volgende_actie = locked.volgende_actie
