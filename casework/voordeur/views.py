"""The three pages everybody begins at: start, melden, mijn meldingen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import voordeur
from organisations.access import Access
from organisations.guards import requires_access, requires_access_anywhere
from organisations.menu import menu_for
from organisations.models import User
from organisations.permissions import may
from organisations.roles import Rol

PER_PAGINA = 25
ALLES = 1000
OP_START = 3
ALLEEN_BEHEER = {Rol.BEHEERDER, Rol.MEDEWERKER}


@requires_access_anywhere
def start(request: HttpRequest) -> HttpResponse:
    """For who works here, their work; for everybody else, somewhere to tell it. In a koepel there is nothing
    to tell: there it is the first page of the menu."""
    access = request.access
    if access.organisation.is_koepel:
        for entry in menu_for(access, request.path):
            return redirect(entry["url"])
        raise Http404
    if elsewhere := voordeur.first_page(access) or _beheer(access):
        return redirect(elsewhere)
    rows, waiting = voordeur.own_rows(access, OP_START)
    context = {
        "deuren": voordeur.doors(),
        "mededelingen": voordeur.announcements(access),
        "concepten": voordeur.unsent(access),
        "rijen": rows,
        "ongelezen": voordeur.unread_in_words(waiting),
        "vertrouwenspersonen": vertrouwenspersonen(access),
    }
    return render(request, "casework/voordeur/start.html", context)


def _beheer(access: Access) -> str:
    only_beheer = {rol for _, rol in access.rollen} <= ALLEEN_BEHEER
    return "beheer" if may(access, "beheren") and only_beheer else ""


@requires_access
def melden(request: HttpRequest) -> HttpResponse:
    """Which kind it is: the one choice before a form."""
    context = {
        "deuren": voordeur.doors(),
        "concepten": voordeur.unsent(request.access),
        "vertrouwenspersonen": vertrouwenspersonen(request.access),
    }
    return render(request, "casework/voordeur/melden.html", context)


@requires_access
def mijn_meldingen(request: HttpRequest) -> HttpResponse:
    alles = "alles" in request.GET
    rows, waiting = voordeur.own_rows(request.access, ALLES if alles else PER_PAGINA + 1)
    context = {
        "rijen": rows if alles else rows[:PER_PAGINA],
        "ongelezen": voordeur.unread_in_words(waiting),
        "meer": not alles and len(rows) > PER_PAGINA,
        "concepten": voordeur.unsent(request.access),
    }
    return render(request, "casework/voordeur/mijn_meldingen.html", context)


def vertrouwenspersonen(access: Access) -> list[dict]:
    people = User.objects.holding(access.organisation, Rol.VERTROUWENSPERSOON).order_by("naam")
    return list(people.values("naam", "email"))
