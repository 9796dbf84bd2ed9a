"""The list with a row for each case behind a report: to read first, then to download."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from casework.documents.keeping import attachment
from casework.typesetting import Huisstijl, huisstijl_of
from organisations import opening
from organisations.guards import ask_who_again, requires_access
from organisations.roles import Register
from reports import permissions
from reports.models import Rapportage
from reports.pages import PAGINAS
from reports.rendering.cells import text_of
from reports.rendering.formats import FORMATEN, Formaat
from reports.services import per_zaak
from reports.verslag import Verslag
from reports.views.rapporten import context_of, fetch

BESTANDEN = ("ods", "xlsx", "csv")


def fetch_listable(request: HttpRequest, kenmerk: str, verb: str, **data: str) -> Rapportage:
    """A report of which this person may list the cases, and showed lately who they are; else the 404 of one
    that is not there.

    What is answered with it leaves a read line: ``verb`` and ``data`` say what was opened.
    """
    one = fetch(request.access, kenmerk)
    if not permissions.can_list_cases(request.access, one):
        raise Http404
    ask_who_again(request)
    opening.opens(request, verb, one, rol=permissions.reads_as(request.access, one.register), **data)
    return one


@requires_access
def rapport_per_zaak(request: HttpRequest, kenmerk: str) -> HttpResponse:
    one = fetch_listable(request, kenmerk, opening.LIJST, wat="per_zaak")
    page = PAGINAS[Register(one.register)]
    context = context_of(one) | {
        "lijst": per_zaak.LIJSTEN[Register(one.register)],
        "lees_na": per_zaak.LEES_NA,
        "alleen": per_zaak.ALLEEN_WAT_U_MAG_OPENEN,
        "opmerkingen": page.remarks(request.access)[:1],
        "formaten": [FORMATEN[naam] for naam in BESTANDEN],
    }
    try:
        verslag = per_zaak.list_of(one, request.access)
    except ValidationError as error:
        context["geweigerd"] = " ".join(error.messages)
    else:
        tabel = verslag.delen[0].tabellen[0]
        context |= {
            "verslag": verslag,
            "tabel": tabel,
            "rijen": [
                (rij.label, [(k, text_of(v)) for k, v in zip(tabel.kolommen, rij.vakken, strict=True)])
                for rij in tabel.rijen
            ],
        }
    return render(request, "reports/per_zaak.html", context)


@requires_access
def rapport_per_zaak_bestand(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponse:
    """Always a download; a list that is refused is not there."""
    one = fetch_listable(request, kenmerk, opening.UITVOER, wat="per_zaak", formaat=formaat)
    if formaat not in BESTANDEN:
        raise Http404
    kind = FORMATEN[formaat]
    try:
        verslag = per_zaak.hand_out(one, formaat, by=request.access)
    except ValidationError as error:
        raise Http404 from error
    return as_download(verslag, kind, huisstijl_of(one.organisation), "per-zaak")


def as_download(verslag: Verslag, kind: Formaat, huisstijl: Huisstijl, wat: str) -> HttpResponse:
    response = HttpResponse(kind.render(verslag, huisstijl), content_type=kind.content_type)
    response["Content-Disposition"] = attachment(f"{verslag.filename}-{wat}.{kind.extensie}")
    return response
