"""The page of one action on an incident."""

from django.http import HttpRequest, HttpResponse

from casework.acties import uitvoeren
from incidents.views.werkstroom import WERK
from organisations.guards import requires_access


@requires_access
def agressie_actie(request: HttpRequest, kenmerk: str, verb: str) -> HttpResponse:
    return uitvoeren.actie(request, WERK, kenmerk, verb)
