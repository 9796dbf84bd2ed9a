"""The documents of a report: ask for them, see how far they are, download them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime

from casework.documents.keeping import attachment
from organisations import opening
from organisations.forms import bound_data
from organisations.guards import ask_who_again, requires_access
from reports import permissions
from reports.forms.rapporten import DocumentenForm
from reports.models import Rapportage, Rapportdocument
from reports.rendering.formats import FORMATEN, Formaat
from reports.services import documents
from reports.views.rapporten import context_of, fetch
from reports.vormen import VOLLEDIG, Rapportvorm, vormen_for

REFRESH_SECONDS = 4
OPEN_FIRST = ("odt", "ods")
Status = Rapportdocument.Status
TONEN = {Status.WACHT: "bezig", Status.BEZIG: "bezig", Status.KLAAR: "klaar", Status.MISLUKT: "stop"}


@requires_access
def rapport_documenten(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """Every file with how far it is, and which others can be made. Can be left and found again; refreshes
    itself while one is made."""
    one = fetch(request.access, kenmerk)
    vormen = vormen_for(one.register)
    form = DocumentenForm(
        bound_data(request),
        initial={"vorm": request.GET.get("vorm", VOLLEDIG.naam)},
        formaten=[FORMATEN[naam] for naam in in_order()],
        vormen=vormen.values(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            started = documents.ask(
                one, form.cleaned_data["formaat"], vorm=form.cleaned_data["vorm"], by=request.access
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            if not started:
                messages.info(request, "Die bestanden zijn er al, of worden al gemaakt.")
            return redirect("rapport_documenten", one.kenmerk)
    made = {(row.vorm, row.formaat): row for row in documents.documents_for(request.access, one)}
    rows = [
        _row(made[vorm, formaat], vormen[vorm], FORMATEN[formaat])
        for vorm in vormen
        for formaat in in_order()
        if (vorm, formaat) in made
    ]
    waits = any(row["loopt"] for row in rows)
    context = context_of(one) | {
        "bestanden": rows,
        "form": form,
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


def _row(document: Rapportdocument, vorm: Rapportvorm, formaat: Formaat) -> dict:
    status = Status(document.status)
    named = formaat.label if vorm.naam == VOLLEDIG.naam else f"{vorm.titel}: {formaat.label}"
    row = {
        "label": named,
        "adres": [document.rapportage.kenmerk, vorm.naam, formaat.naam],
        "formaat": formaat,
        "document": document,
        "loopt": status == Status.WACHT,
    }
    shown = Status.BEZIG if documents.is_busy(document) else status
    row["status"] = {"tekst": shown.label, "toon": TONEN.get(shown, "")}
    if status == Status.KLAAR:
        row["grootte"] = filesizeformat(document.grootte)
        row["naam"] = filename(document.rapportage, vorm, formaat.extensie)
        row["wanneer"] = date_format(localtime(document.klaar_at), "j F Y, H:i")
    return row


def filename(rapportage: Rapportage, vorm: Rapportvorm, extensie: str) -> str:
    parts = [
        rapportage.register,
        rapportage.organisation.slug,
        rapportage.periode.replace("/", "_"),
        *([] if vorm.naam == VOLLEDIG.naam else [vorm.naam]),
        *([f"versie-{rapportage.versie}"] if rapportage.versie > 1 else []),
        *([] if rapportage.is_bevroren else ["concept"]),
    ]
    return f"{'-'.join(parts)}.{extensie}"


@requires_access
def rapport_document(request: HttpRequest, kenmerk: str, vorm: str, formaat: str) -> HttpResponse:
    """Always a download, never shown by the browser. A concept holds back no small number, so who takes it
    along shows first who they are."""
    one = fetch(request.access, kenmerk)
    shape = vormen_for(one.register).get(vorm)
    asked = documents.documents_for(request.access, one).filter(vorm=vorm, formaat=formaat)
    document = asked.filter(status=Status.KLAAR).defer(None).first()
    if document is None or shape is None or formaat not in FORMATEN:
        raise Http404
    if not one.is_bevroren:
        ask_who_again(request)
    opening.opens(
        request, opening.UITVOER, one, rol=permissions.reads_as(request.access, one.register), formaat=formaat
    )
    kind = FORMATEN[formaat]
    response = HttpResponse(bytes(document.bestand), content_type=kind.content_type)
    response["Content-Disposition"] = attachment(filename(one, shape, kind.extensie))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@requires_access
def rapport_document_stoppen(request: HttpRequest, kenmerk: str, vorm: str, formaat: str) -> HttpResponse:
    one = fetch(request.access, kenmerk)
    found = documents.documents_for(request.access, one)
    document = get_object_or_404(found, vorm=vorm, formaat=formaat)
    if request.method == "POST":
        try:
            documents.cancel(document, by=request.access)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Het bestand wordt niet meer gemaakt.")
    return redirect("rapport_documenten", one.kenmerk)
