"""The page of one incident: where it stands, the one next action, the four tracks and the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.acties import aanbod
from casework.dossier import attach_people, people_in
from incidents.models import dossier
from incidents.views.secties import sections_of
from incidents.views.werkstroom import WERK, way_back
from incidents.views.zicht import Zicht
from organisations.guards import requires_access
from organisations.models import User


@requires_access
def agressie_zaak(request: HttpRequest, kenmerk: str) -> HttpResponse:
    access = request.access
    case = WERK.fetch(access, kenmerk)
    zicht = Zicht.of(access, case)
    dossier.load(case, besloten=zicht.besloten)
    attach_people(case, User.objects.in_bulk(people_in(case)))
    offered = aanbod.offer(WERK, case, access)
    context = {
        "case": case,
        "terug": way_back(access),
        "zicht": zicht,
        "status": WERK.status_in_words(case),
        "volgende": aanbod.next_action(WERK, case, offered),
        "aanbod": offered,
        "kan": offered.mogelijk,
        "groepen": offered.groups(WERK),
        "secties": sections_of(case, zicht),
    }
    return render(request, "incidents/zaak/zaak.html", context)
