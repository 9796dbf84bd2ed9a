"""The public addresses of open data. What is not open does not exist: the same 404 as what never was."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from organisations.models import Organisation
from organisations.roles import Register
from reports import periods
from reports.models import BevrorenRapport, Openstelling
from reports.opendata import dcat, uitgaven
from reports.opendata.antwoorden import MAX_AGE, VORMEN, asked_for, described, given, public
from reports.opendata.uitgaven import BESTANDEN, Uitgave
from reports.periods import long_date
from reports.released import in_path, open_data_path
from reports.rendering.formats import FORMATEN

TITEL = "Open data over integriteit en agressie"
# What each file is, for on the page.
BESTANDSNAMEN = {
    "csv": ("Alle tabellen", "CSV in een zip, met een beschrijving van de kolommen"),
    "json": ("Alle cijfers", "JSON"),
}


@public
def open_data(request: HttpRequest, vorm: str = "") -> HttpResponse:
    """Everything of every organisation that opened a register."""
    if asked := _form(request, vorm):
        return described(request, asked, dcat.catalog_of_all(uitgaven.uitgaven()))
    rows = [
        {"naam": one.naam, "url": reverse("open_data_organisatie", args=[one.slug])}
        for one in uitgaven.organisations()
    ]
    context = {"rijen": rows, "vormen": _forms(reverse("open_data"), "catalogus")}
    return _page(request, "reports/open_data.html", context)


@public
def open_data_organisatie(request: HttpRequest, slug: str, vorm: str = "") -> HttpResponse:
    organisation = get_object_or_404(
        Organisation.objects.filter(pk__in=Openstelling.objects.values("organisation")),
        slug=slug,
        is_actief=True,
    )
    found = uitgaven.uitgaven(organisation__slug=slug)
    opened = list(organisation.openstellingen.all())
    contact, uitgever = opened[0].contact, next((one.uitgever for one in opened if one.uitgever), "")
    if asked := _form(request, vorm):
        return described(request, asked, dcat.catalog_of(organisation, contact, uitgever, found))
    rows = [_row(one) for one in found if one.volgende is None]
    here = reverse("open_data_organisatie", args=[slug])
    context = {
        "van": organisation,
        "contact": contact,
        "rijen": rows,
        "vormen": _forms(here, "catalogus"),
        "kruimels": _crumbs(),
    }
    return _page(request, "reports/open_data_organisatie.html", context)


@public
def open_data_rapport(
    request: HttpRequest, slug: str, register: str, periode: str, versie: int | None = None, vorm: str = ""
) -> HttpResponse:
    """One version; without one the newest."""
    one, same = _one(slug, register, periode, versie)
    if asked := _form(request, vorm):
        return described(request, asked, [dcat.dataset_of(one)])
    here = open_data_path(one.rapportage)
    context = {
        "uitgave": one,
        "contact": one.rapportage.contact,
        "uitgegeven": long_date(one.uitgegeven),
        "bestanden": [_file(here, file) for file in one.inhoud.bestanden],
        "versies": [_row(other) | {"deze": other == one} for other in same],
        "nieuwste": open_data_path(same[0].rapportage) if one.volgende else "",
        "vormen": _forms(here, "beschrijving"),
        "kruimels": _crumbs(one.rapportage.organisation),
    }
    return _page(request, "reports/open_data_rapport.html", context)


@public
def open_data_bestand(
    request: HttpRequest, slug: str, register: str, periode: str, bestand: str, versie: int | None = None
) -> HttpResponse:
    formaat = next((formaat for formaat, naam in BESTANDEN.items() if naam == bestand), None)
    if formaat is None:
        raise Http404
    one, _ = _one(slug, register, periode, versie)
    verslag = uitgaven.checked(BevrorenRapport.objects.get(rapportage=one.rapportage))
    if verslag is None:
        raise Http404
    made = FORMATEN[formaat]
    name = f"{verslag.filename}-v{one.rapportage.versie}.{made.extensie}"
    return given(
        request,
        uitgaven.file_of(verslag, formaat),
        made.content_type,
        naam="" if made.is_text else name,
        # at the address of the period another version can take its place, also on the same day
        sinds=one.uitgegeven if versie else None,
    )


def _form(request: HttpRequest, vorm: str) -> str:
    if vorm and vorm not in VORMEN:
        raise Http404
    return asked_for(request, vorm)


def _one(slug: str, register: str, periode: str, versie: int | None) -> tuple[Uitgave, list[Uitgave]]:
    """The version that is asked for, and all of this report that are out, the newest first."""
    try:
        naam = periods.parse(periode.replace("_", "/")).naam
    except ValueError as error:
        raise Http404 from error
    if in_path(naam) != periode:
        raise Http404
    same = uitgaven.uitgaven(organisation__slug=slug, register=register, periode=naam)
    one = next((one for one in same if versie in (None, one.rapportage.versie)), None)
    if one is None:
        raise Http404
    return one, same


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    # Whoever asks: what was to be told to who is signed in is not for a cache.
    response = render(request, template, context | {"titel": TITEL, "messages": []})
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    patch_vary_headers(response, ["Accept"])
    return response


def _row(one: Uitgave) -> dict[str, Any]:
    return {
        "titel": one.inhoud.titel,
        "versie": one.rapportage.versie,
        "url": open_data_path(one.rapportage),
        "uitgegeven": long_date(one.uitgegeven),
        "register": Register(one.rapportage.register).label,
        "vervangen": one.volgende is not None,
    }


def _file(here: str, file: uitgaven.Opendatabestand) -> dict[str, str]:
    naam, soort = BESTANDSNAMEN[file.formaat]
    return {
        "naam": naam,
        "soort": soort,
        "url": f"{here}{BESTANDEN[file.formaat]}",
        "grootte": filesizeformat(file.grootte),
        "sha256": file.sha256,
    }


def _forms(here: str, naam: str) -> list[dict[str, str]]:
    forms = (("ttl", "Turtle"), ("jsonld", "JSON-LD"))
    return [{"label": label, "url": f"{here}{naam}.{vorm}"} for vorm, label in forms]


def _crumbs(organisation: Organisation | None = None) -> list[dict[str, str]]:
    found = [{"label": "Open data", "url": reverse("open_data")}]
    if organisation:
        url = reverse("open_data_organisatie", args=[organisation.slug])
        found.append({"label": organisation.naam, "url": url})
    return found
