"""The documents of a report: ask for them, see how far they are, download them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime

from casework.documents.keeping import attachment
from organisations.guards import requires_access
from reports.forms.rapporten import DocumentenForm
from reports.models import Rapportage, Rapportdocument
from reports.rendering.formats import FORMATEN, Formaat
from reports.services import documents
from reports.views.rapporten import context_of, fetch

REFRESH_SECONDS = 4
OPEN_FIRST = ("odt", "ods")
Status = Rapportdocument.Status
TONEN = {Status.WACHT: "bezig", Status.BEZIG: "bezig", Status.KLAAR: "klaar", Status.MISLUKT: "stop"}


@requires_access
def rapport_documenten(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Every format with how far it is. Can be left and found again; refreshes itself while one is made."""
    one = fetch(request.access, kenmerk)
    if request.method == "POST":
        try:
            documents.ask(one, request.POST.getlist("formaat"), by=request.access)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("rapport_documenten", one.kenmerk)
    made = {row.formaat: row for row in documents.documents_for(request.access, one)}
    rows = [_row(made.get(naam), FORMATEN[naam]) for naam in in_order()]
    waits = any(row["loopt"] for row in rows)
    context = context_of(one) | {
        "bestanden": [row for row in rows if row["document"]],
        "form": DocumentenForm([row["formaat"] for row in rows if row["kan"]]),
        "loopt": waits,
        "concept": not one.is_bevroren,
    }
    response = render(request, "reports/documenten.html", context)
    if waits:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


def in_order() -> list[str]:
    """The names of the formats: what everybody can open and change first."""
    return sorted(FORMATEN, key=lambda naam: naam not in OPEN_FIRST)


def _row(document: Rapportdocument | None, formaat: Formaat) -> dict:
    """``kan``: it can be asked for (again)."""
    row = {"formaat": formaat, "document": document, "loopt": False, "kan": True}
    if document is None:
        return row
    status = Status(document.status)
    row["loopt"] = status == Status.WACHT
    frozen_and_ready = document.rapportage.is_bevroren and status == Status.KLAAR
    row["kan"] = not row["loopt"] and not frozen_and_ready
    shown = Status.BEZIG if documents.is_busy(document) else status
    row["status"] = {"tekst": shown.label, "toon": TONEN.get(shown, "")}
    if status == Status.KLAAR:
        row["grootte"] = filesizeformat(document.grootte)
        row["naam"] = filename(document.rapportage, formaat.extensie)
        row["wanneer"] = date_format(localtime(document.klaar_at), "j F Y, H:i")
    return row


def filename(rapportage: Rapportage, extensie: str) -> str:
    parts = [
        rapportage.register,
        rapportage.organisation.slug,
        rapportage.periode.replace("/", "_"),
        *([f"versie-{rapportage.versie}"] if rapportage.versie > 1 else []),
        *([] if rapportage.is_bevroren else ["concept"]),
    ]
    return f"{'-'.join(parts)}.{extensie}"


@requires_access
def rapport_document(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponse:
    """Always a download, never shown by the browser."""
    one = fetch(request.access, kenmerk)
    ready = documents.documents_for(request.access, one).filter(formaat=formaat, status=Status.KLAAR)
    document = ready.defer(None).first()
    if document is None or formaat not in FORMATEN:
        raise Http404
    kind = FORMATEN[formaat]
    response = HttpResponse(bytes(document.bestand), content_type=kind.content_type)
    response["Content-Disposition"] = attachment(filename(one, kind.extensie))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@requires_access
def rapport_document_stoppen(request: HttpRequest, kenmerk: str, formaat: str) -> HttpResponse:
    one = fetch(request.access, kenmerk)
    document = get_object_or_404(documents.documents_for(request.access, one), formaat=formaat)
    if request.method == "POST":
        try:
            documents.cancel(document, by=request.access)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Het bestand wordt niet meer gemaakt.")
    return redirect("rapport_documenten", one.kenmerk)
