from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from integrity.lifecycle import LOPEND
from integrity.models import Zaak
from integrity.views.melden import unfinished, vertrouwenspersonen
from integrity.views.mijn import own_rows, unread_in_words
from organisations.access import Access
from organisations.guards import requires_access
from organisations.menu import TAKEN_ROLLEN
from organisations.roles import Rol

ALLEEN_BEHEER = {Rol.BEHEERDER, Rol.MEDEWERKER}


@requires_access
def start(request: HttpRequest) -> HttpResponse:
    """The first page: for who works here, their work; for everybody else, somewhere to tell it."""
    access = request.access
    if elsewhere := first_page(access):
        return redirect(elsewhere)
    context = {
        "concepten": unfinished(access),
        "rijen": own_rows(access, 3),
        "ongelezen": unread_in_words(access),
        "vertrouwenspersonen": vertrouwenspersonen(access),
    }
    return render(request, "integrity/melden/start.html", context)


def first_page(access: Access) -> str:
    """The URL name of the page somebody works on, or "" for the start page."""
    if access.heeft(Rol.INTEGRITEITSCOORDINATOR):
        return "werklijst"
    if has_tasks(access):
        return "taken"
    if access.heeft(Rol.GRIFFIER):
        return "rapportages"
    if access.heeft(Rol.BURGEMEESTER):
        return "werklijst"
    if access.heeft(Rol.BEHEERDER) and {rol for _, rol in access.rollen} <= ALLEEN_BEHEER:
        return "beheer"
    return ""


def has_tasks(access: Access) -> bool:
    """Whether a zaak waits in which this person has a part now."""
    if not any(access.heeft(rol) for rol in TAKEN_ROLLEN):
        return False
    return Zaak.objects.visible_to(access).filter(status__in=LOPEND).exists()
