"""Who looked, and what who supervises this register sees of it."""

from django.http import HttpRequest, HttpResponse

from casework.lezen import pages
from casework.lezen.pages import to_supervision
from incidents.models import Incident
from incidents.views.werkstroom import WERK
from incidents.views.zaak import page_of
from incidents.views.zicht import Incidentzicht
from organisations.guards import requires_access


@requires_access
def agressie_wie_keek(request: HttpRequest, kenmerk: str) -> HttpResponse:
    return pages.wie_keek(request, WERK, kenmerk)


@requires_access
def agressie_toezicht(request: HttpRequest) -> HttpResponse:
    return pages.toezicht(request, WERK)


@requires_access
def agressie_inzage(request: HttpRequest, kenmerk: str) -> HttpResponse:
    return pages.inzage(request, WERK, kenmerk, _content)


def _content(request: HttpRequest, case: Incident) -> HttpResponse:
    return page_of(request, case, Incidentzicht.of_overseer(request.access, to_supervision(WERK)))
