"""What is asked of somebody who has a part in incidents without coordinating them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.permissions import TAKEN_ROLLEN
from organisations.guards import requires_rol
from organisations.roles import Register


@requires_rol(*TAKEN_ROLLEN, register=Register.AGRESSIE)
def agressie_taken(request: HttpRequest) -> HttpResponse:
    return render(request, "incidents/taken/taken.html", {})
