"""Who looked, and what who supervises this register sees of it."""

from django.http import HttpRequest, HttpResponse

from casework.lezen import pages
from casework.lezen.pages import to_supervision
from integrity.models import Zaak
from integrity.views.werkstroom import WERK
from integrity.views.zaak import page_of
from integrity.views.zicht import Zicht
from organisations.guards import requires_access


@requires_access
def zaak_wie_keek(request: HttpRequest, kenmerk: str) -> HttpResponse:
    return pages.wie_keek(request, WERK, kenmerk)


@requires_access
def toezicht(request: HttpRequest) -> HttpResponse:
    return pages.toezicht(request, WERK)


@requires_access
def inzage(request: HttpRequest, kenmerk: str) -> HttpResponse:
    return pages.inzage(request, WERK, kenmerk, _content)


def _content(request: HttpRequest, case: Zaak) -> HttpResponse:
    return page_of(request, case, Zicht.of_overseer(to_supervision(WERK)))
