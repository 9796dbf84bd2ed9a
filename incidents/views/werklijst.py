"""The werklijst of who coordinates incidents: what is due, what comes next, and whom it waits for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.permissions import REGIE_ROLLEN
from organisations.guards import requires_rol
from organisations.roles import Register


@requires_rol(*REGIE_ROLLEN, register=Register.AGRESSIE)
def agressie_werklijst(request: HttpRequest) -> HttpResponse:
    return render(request, "incidents/werklijst/werklijst.html", {})
