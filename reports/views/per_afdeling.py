"""The cards of the afdelingen behind a report: to read, and to download."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from casework.typesetting import huisstijl_of
from organisations.guards import requires_access
from organisations.roles import Register
from reports.pages import PAGINAS
from reports.rendering import html
from reports.rendering.formats import FORMATEN
from reports.services import per_afdeling
from reports.views.per_zaak import as_download, fetch_listable
from reports.views.rapporten import context_of

BESTANDEN = ("pdf", "odt", "ods")


@requires_access
def rapport_per_afdeling(request: HttpRequest, kenmerk: str) -> HttpResponse:
    one = fetch_listable(request, kenmerk)
    context = context_of(one) | {
        "opmerkingen": PAGINAS[Register(one.register)].remarks(request.access)[:1],
        "formaten": [FORMATEN[naam] for naam in BESTANDEN],
    }
    try:
        verslag = per_afdeling.cards_of(one, request.access)
    except ValidationError as error:
        context["geweigerd"] = " ".join(error.messages)
    else:
        context |= {"verslag": verslag, "onderdelen": html.parts(verslag.delen)}
    return render(request, "reports/per_afdeling.html", context)


@requires_access
def rapport_per_afdeling_bestand(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponse:
    """Always a download; cards that are refused are not there."""
    one = fetch_listable(request, kenmerk)
    if formaat not in BESTANDEN:
        raise Http404
    try:
        verslag = per_afdeling.hand_out(one, formaat, by=request.access)
    except ValidationError as error:
        raise Http404 from error
    return as_download(verslag, FORMATEN[formaat], huisstijl_of(one.organisation), "per-afdeling")
