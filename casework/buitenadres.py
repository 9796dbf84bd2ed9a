"""Where a case goes when nobody of the organisation may handle it."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from casework.models import Case
from casework.notifications import notify
from ledger import audit
from ledger.actors import SYSTEEM
from organisations.models import User


def find_somebody(
    case: Case,
    *,
    coordinators: Callable[[], QuerySet[User]],
    watching: Callable[[], QuerySet[User]],
    path: str,
    key: str,
    termijn: date | None = None,
) -> None:
    """When none of the ``coordinators`` may have this locked case, the outside address may, from today on.

    Without one who may see it, it waits; who is ``watching`` hears that something waits, without a word of
    what. A case is never refused for want of somebody. ``coordinators`` is asked again once the day is set,
    as from then on the outside address is one of them. ``path`` opens the case; ``key`` names it in a notice.
    """
    if coordinators().exists():
        return
    if case.buitenadres_op is None:
        case.buitenadres_op = timezone.localdate()
        case.save(update_fields=["buitenadres_op"])
        audit.record(
            actor=SYSTEEM, verb="naar_buitenadres", subject=case, organisation_id=case.organisation_id
        )
    outside = list(coordinators())
    notify(
        outside or list(watching()),
        "nieuw" if outside else "niemand",
        path=path if outside else reverse("start"),
        key=f"buiten:{key}" if outside else key,
        organisation=case.organisation,
        termijn=termijn if outside else None,
    )
