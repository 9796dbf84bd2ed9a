"""Bringing an existing registration in: upload, look at what was seen in it, confirm, wait, result.

Every register has these pages at its own address; ``importeur`` is what it does with a file, and
``prefix`` what its names of addresses begin with.
"""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format

from casework.importing import jobs
from casework.importing.faults import ImportFouten
from casework.importing.forms import ImportForm
from casework.models import Importopdracht
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


def import_urls(register: str, base: str, prefix: str = "") -> list[URLPattern]:
    """The addresses of these pages for one register, below ``base``."""
    passed = {"register": register, "prefix": prefix}
    one = f"{base}importeren/<slug:kenmerk>/"
    return [
        path(f"{base}importeren/", import_start, passed, name=f"{prefix}import_start"),
        path(one, import_opdracht, passed, name=f"{prefix}import_opdracht"),
        path(f"{one}bevestigen/", import_bevestigen, passed, name=f"{prefix}import_bevestigen"),
        path(f"{one}weggooien/", import_weggooien, passed, name=f"{prefix}import_weggooien"),
    ]


def _opdrachten(request: HttpRequest, register: str) -> QuerySet[Importopdracht]:
    """What this person uploaded here. What was seen in a file is what its owner may see: for a colleague,
    who may be kept out of one of its cases, the page does not exist."""
    if not jobs.IMPORTEURS[register].may(request.access):
        raise Http404
    return Importopdracht.objects.filter(
        organisation=request.access.organisation, register=register, door=request.user
    ).select_related("door")


def _addresses(prefix: str, kenmerk: str) -> dict[str, str]:
    """Where the pages of one file lead, for the templates, which serve every register."""
    of_file = {
        name: reverse(f"{prefix}import_{name}", args=[kenmerk])
        for name in ("opdracht", "bevestigen", "weggooien")
    }
    return of_file | {
        "start": reverse(f"{prefix}import_start"),
        "rapportage": reverse(f"{prefix}rapportage"),
    }


@requires_access
def import_start(request: HttpRequest, register: str, prefix: str) -> HttpResponse:
    earlier = _opdrachten(request, register).defer("inhoud", "lijst", "uitslag").order_by("-pk")[:SHOWN]
    importeur = jobs.IMPORTEURS[register]
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(importeur.woorden, bound_data(request), files)
    fouten: list[str] = []
    if request.method == "POST" and form.is_valid():
        file, lijst = form.cleaned_data["bestand"], form.cleaned_data.get("categorielijst")
        content = lijst.read() if lijst else None
        try:
            opdracht = jobs.upload(register, file.name, file.read(), content, by=request.access)
        except ImportFouten as error:
            fouten = [str(fout) for fout in error.fouten]
        else:
            return redirect(f"{prefix}import_opdracht", opdracht.kenmerk)
    context = {
        "form": form,
        "form_errors": bool(fouten),
        "fouten": fouten,
        "eerdere": [_earlier(opdracht, prefix) for opdracht in earlier],
        "importeur": importeur,
    }
    return render(request, "casework/importeren/start.html", context)


def _earlier(opdracht: Importopdracht, prefix: str) -> dict:
    return {
        "opdracht": opdracht,
        "url": reverse(f"{prefix}import_opdracht", args=[opdracht.kenmerk]),
        "toon": TONEN[opdracht.status],
        "wanneer": date_format(opdracht.created_at),
    }


@requires_access
def import_opdracht(request: HttpRequest, kenmerk: str, register: str, prefix: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request, register).defer("inhoud"), kenmerk=kenmerk)
    uitslag = opdracht.uitslag
    context = {
        "opdracht": opdracht,
        "uitslag": uitslag,
        "adres": _addresses(prefix, kenmerk),
        "rijen": _seen(opdracht),
        "waarschuwingen": _warnings(opdracht),
        "niets_nieuws": not uitslag.get("nieuw") and not opdracht.lijst,
        "meer_fouten": uitslag.get("fouten_totaal", 0) - len(uitslag.get("fouten", [])),
        "jaar": (uitslag.get("tot_en_met") or "")[:4],
        "voortgang": jobs.progress_of(opdracht) if opdracht.status == Status.WACHT else None,
    }
    response = render(request, f"casework/importeren/{opdracht.status}.html", context)
    if opdracht.status == Status.WACHT:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@requires_access
def import_bevestigen(request: HttpRequest, kenmerk: str, register: str, prefix: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request, register).defer("inhoud", "lijst"), kenmerk=kenmerk)
    if request.method == "POST":
        try:
            jobs.confirm(opdracht, by=request.access)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(f"{prefix}import_opdracht", kenmerk)


@requires_access
def import_weggooien(request: HttpRequest, kenmerk: str, register: str, prefix: str) -> HttpResponse:
    opdracht = get_object_or_404(_opdrachten(request, register).defer("inhoud", "lijst"), kenmerk=kenmerk)
    if request.method != "POST":
        return redirect(f"{prefix}import_opdracht", kenmerk)
    try:
        jobs.discard(opdracht, by=request.access)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{prefix}import_opdracht", kenmerk)
    messages.success(request, "Het bestand is weggegooid. Er is niets geïmporteerd.")
    return redirect(f"{prefix}import_start")


def _seen(opdracht: Importopdracht) -> list[dict]:
    """What was seen in the file, as label and value."""
    found = opdracht.uitslag
    if "nieuw" not in found:
        return []
    woorden = jobs.IMPORTEURS[opdracht.register].woorden
    rows = [
        ("Bestand", opdracht.bestandsnaam),
        *woorden.gezien(found),
        (woorden.ontvangen, _periode(found)),
        ("Al eerder geïmporteerd (overgeslagen)", found["bekend"]),
        ("Nieuwe afdelingen", ", ".join(found["nieuwe_afdelingen"])),
    ]
    return [{"label": label, "waarde": value} for label, value in rows]


def _warnings(opdracht: Importopdracht) -> list[tuple[str, str]]:
    if opdracht.status != Status.VOORBEELD or "nieuw" not in opdracht.uitslag:
        return []
    return list(jobs.IMPORTEURS[opdracht.register].woorden.waarschuwingen(opdracht.uitslag))


def _periode(found: dict) -> str:
    if not found["van"]:
        return ""
    first, last = (date_format(date.fromisoformat(found[name])) for name in ("van", "tot_en_met"))
    return first if first == last else f"{first} tot en met {last}"
