"""A file of an incident, given to who may have it; for anybody else it does not exist."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework import documents
from casework.models import Bestand
from incidents import permissions
from incidents.models import Bewijsstuk, Incident, Politiedossier
from incidents.services import bewijs
from incidents.views.werkstroom import WERK
from organisations import opening
from organisations.access import Access
from organisations.guards import ask_who_again, requires_access


@requires_access
def agressie_bestand(request: HttpRequest, kenmerk: str, bestand: str) -> HttpResponse:
    """Evidence, a document or a police file of this incident, always as a download."""
    incident = WERK.fetch(request, kenmerk, opening.BESTAND, bestand=bestand)
    found = _file_of(incident, bestand, request.access)
    ask_who_again(request)
    bewijs.hand_out(incident, found, by=request.access)
    return documents.as_download(found)


def _file_of(incident: Incident, kenmerk: str, access: Access) -> Bestand:
    if not permissions.can_see_bewijs(access, incident):
        raise Http404
    evidence = Bewijsstuk.objects.filter(incident=incident).values("bestand")
    made = Politiedossier.objects.filter(incident=incident, verwijderd_op=None)
    if not permissions.can_see_identiteit(access, incident):
        made = made.filter(met_identiteit=False)
    of_incident = Q(pk__in=evidence) | Q(pk__in=made.values("pdf")) | Q(pk__in=made.values("gegevens"))
    return get_object_or_404(Bestand.objects.filter(of_incident), kenmerk=kenmerk)
