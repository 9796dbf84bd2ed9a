"""What a page opens of something confidential, told by who fetches it and written before it leaves.

A view does not write its read line itself: whatever it fetched the case with says so here, and
``organisations.middleware.ReadingMiddleware`` writes it, or gives no content.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse

from ledger import reading
from organisations.access import Access

# What was opened: the verbs of the read log. A page of a case, the page of an action on it, one of its
# files, its content by who supervises, names in a list, the cases behind a figure, a list with a row for
# each case, and what was taken out as a file.
PAGINA, STAP, BESTAND, INZAGE = "pagina", "stap", "bestand", "inzage"
NAMEN, GEVALLEN, LIJST, UITVOER = "namen", "gevallen", "lijst", "uitvoer"


@dataclass
class Opening:
    """What one answer shows. ``rol`` is asked when the page is made, for then everything it needs is read.

    ``namen``: whose name stands on it, in one word. ``data``: codes and ids.
    """

    verb: str
    subject: models.Model
    rol: Callable[[], str]
    access: Access
    data: dict[str, Any] = field(default_factory=dict)


def opens(
    request: HttpRequest,
    verb: str,
    subject: models.Model,
    *,
    rol: Callable[[], str] | str,
    access: Access | None = None,
    **data: Any,
) -> None:
    """This answer shows something of ``subject``: a read line is written before it leaves.

    There is one line for each answer; told again, the last holds, with what was told before in ``data``.
    ``access``: of who answers for it, when that is not the person who is signed in.
    """
    earlier = request.opening.data if request.opening else {}
    as_asked = rol if callable(rol) else lambda: rol
    request.opening = Opening(verb, subject, as_asked, access or request.access, earlier | data)


def tells(request: HttpRequest, **data: Any) -> None:
    """More of what this answer shows: ``namen="melder"``."""
    request.opening.data |= data


def write(request: HttpRequest, response: HttpResponse) -> None:
    """The read line of this answer, when it gives what was opened. An answer that leads elsewhere, that says
    it does not exist or that something failed gives nothing."""
    opening = request.opening
    status = response.status_code
    if opening is None or 300 <= status < 400 or status == 404 or status >= 500:
        return
    access, rol = opening.access, opening.rol()
    reading.record(
        actor=access.actor,
        rol=rol,
        verb=opening.verb,
        subject=opening.subject,
        organisation_id=access.organisation.pk,
        data=opening.data,
    )
