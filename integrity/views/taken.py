"""What is asked of somebody who has a part in zaken without coordinating them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.taken import tasks
from integrity import permissions
from integrity.lifecycle import TWEEDE_LEZER
from integrity.models import Zaak
from integrity.views.werkstroom import WERK, WIE
from integrity.views.zicht import TERMIJNEN_MELDER
from organisations.guards import requires_recht


@requires_recht(permissions.may, "taken_openen")
def taken(request: HttpRequest) -> HttpResponse:
    """The zaken in which this person has a part: first those that wait for them, by term."""
    access, today = request.access, timezone.localdate()
    zaken = Zaak.objects.visible_to(access).filter(permissions.has_part(access))
    found = tasks(WERK, zaken, access, today, never=TERMIJNEN_MELDER, anders=WIE[TWEEDE_LEZER])
    return render(request, "casework/taken.html", found)
