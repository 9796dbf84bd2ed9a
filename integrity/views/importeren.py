"""Bringing an existing registration in: upload, look at what was seen in it, confirm, wait, result."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format

from casework.importing import jobs
from casework.importing.faults import ImportFouten
from casework.models import Importopdracht
from integrity import permissions
from integrity.forms.importeren import ImportForm
from integrity.importing.columns import KOLOMMEN, VERPLICHT
from integrity.lifecycle import REGISTER
from organisations.forms import bound_data
from organisations.guards import requires_access

SHOWN = 10
REFRESH_SECONDS = 4
Status = Importopdracht.Status
TONEN = {
    Status.VOORBEELD: "let-op",
    Status.WACHT: "bezig",
    Status.GEREED: "klaar",
    Status.MISLUKT: "stop",
}


def _opdrachten(request: HttpRequest):
    """What this person uploaded here. What was seen in a file is what its owner may see: for a colleague,
    who may be kept out of one of its zaken, the page does not exist."""
    if not permissions.can_import(request.access):
        raise Http404
    return Importopdracht.objects.filter(
        organisation=request.access.organisation, register=REGISTER, door=request.user
    ).select_related("door")


@requires_access
def import_start(request: HttpRequest) -> HttpResponse:
    earlier = _opdrachten(request).defer("inhoud", "lijst", "uitslag").order_by("-pk")[:SHOWN]
    form = ImportForm(bound_data(request), request.FILES if request.method == "POST" else None)
    fouten: list[str] = []
    if request.method == "POST" and form.is_valid():
        file, lijst = form.cleaned_data["bestand"], form.cleaned_data["categorielijst"]
        content = lijst.read() if lijst else None
        try:
            opdracht = jobs.upload(REGISTER, file.name, file.read(), content, by=request.access)
        except ImportFouten as error:
            fouten = [str(fout) for fout in error.fouten]
        else:
            return redirect("import_opdracht", opdracht.kenmerk)
    rows = [{"opdracht": o, "toon": TONEN[o.status], "wanneer": date_format(o.created_at)} for o in earlier]
    context = {
        "form": form,
        "form_errors": bool(fouten),
        "fouten": fouten,
        "eerdere": rows,
        "kolommen": list(KOLOMMEN),
        "verplicht": VERPLICHT,
    }
    return render(request, "integrity/importeren/start.html", context)


@requires_access
def import_opdracht(request: HttpRequest, kenmerk: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request).defer("inhoud"), kenmerk=kenmerk)
    context = {
        "opdracht": opdracht,
        "uitslag": opdracht.uitslag,
        "rijen": _seen(opdracht),
        "niets_nieuws": not opdracht.uitslag.get("meldingen") and not opdracht.lijst,
        "meer_fouten": opdracht.uitslag.get("fouten_totaal", 0) - len(opdracht.uitslag.get("fouten", [])),
        "onzichtbaar": _unseen(opdracht.uitslag.get("onzichtbaar", 0)),
        "jaar": (opdracht.uitslag.get("tot_en_met") or "")[:4],
        "voortgang": jobs.progress_of(opdracht) if opdracht.status == Status.WACHT else None,
    }
    response = render(request, f"integrity/importeren/{opdracht.status}.html", context)
    if opdracht.status == Status.WACHT:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@requires_access
def import_bevestigen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request).defer("inhoud", "lijst"), kenmerk=kenmerk)
    if request.method == "POST":
        try:
            jobs.confirm(opdracht, by=request.access)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("import_opdracht", kenmerk)


@requires_access
def import_weggooien(request: HttpRequest, kenmerk: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request).defer("inhoud", "lijst"), kenmerk=kenmerk)
    if request.method != "POST":
        return redirect("import_opdracht", kenmerk)
    try:
        jobs.discard(opdracht, by=request.access)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import_opdracht", kenmerk)
    messages.success(request, "Het bestand is weggegooid. Er is niets geïmporteerd.")
    return redirect("import_start")


def _seen(opdracht: Importopdracht) -> list[dict]:
    """What was seen in the file, as label and value."""
    found = opdracht.uitslag
    if "meldingen" not in found:
        return []
    rows = [
        ("Bestand", opdracht.bestandsnaam),
        ("Meldingen", found["meldingen"]),
        ("Zaken", found["zaken"]),
        ("Ontvangen", _periode(found)),
        ("Al eerder geïmporteerd (overgeslagen)", found["bekend"]),
        ("Nieuwe afdelingen", ", ".join(found["nieuwe_afdelingen"])),
    ]
    return [{"label": label, "waarde": value} for label, value in rows]


def _unseen(count: int) -> str:
    gaan = "1 melding gaat" if count == 1 else f"{count} meldingen gaan"
    return (
        f"{gaan} over bestuurders. Na het importeren staan die bij de zaken over bestuurders."
        " U kunt ze dan niet openen en niet nog een keer importeren."
    )


def _periode(found: dict) -> str:
    if not found["van"]:
        return ""
    first, last = (date_format(date.fromisoformat(found[name])) for name in ("van", "tot_en_met"))
    return first if first == last else f"{first} tot en met {last}"
