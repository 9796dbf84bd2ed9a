"""The letters: given out to who may know the veroorzaker, and their texts changed by the coördinator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from casework import documents
from casework.datums import in_full
from casework.models import Bestand
from casework.typesetting import Alinea, Document, Kop, Opsomming, as_pdf, huisstijl_of
from incidents import permissions
from incidents.forms.brieven import BriefsjabloonForm
from incidents.models import Incident, Maatregelbrief
from incidents.services import bewijs, brieven, sjablonen, veroorzaker
from incidents.services.briefteksten import VOORBEELD, Briefsoort, Brieftekst
from incidents.views.werkstroom import WERK
from organisations import opening
from organisations.forms import bound_data
from organisations.guards import ask_who_again, requires_access
from organisations.models import Organisation

VORMEN = ("pdf", "odt")


def _incident(request: HttpRequest, kenmerk: str, vorm: str) -> Incident:
    """The incident, for who may know who the veroorzaker is; a letter says it on its first line."""
    incident = WERK.fetch(request, kenmerk, opening.BESTAND, namen="veroorzaker")
    if vorm not in VORMEN or not permissions.can_see_identiteit(request.access, incident):
        raise Http404
    return incident


def _given(request: HttpRequest, incident: Incident, bestand: Bestand | None) -> HttpResponse:
    if bestand is None:
        raise Http404
    ask_who_again(request)
    opening.tells(request, bestand=bestand.kenmerk)
    bewijs.hand_out(incident, bestand, by=request.access)
    return documents.as_download(bestand)


@requires_access
def agressie_brief(request: HttpRequest, kenmerk: str, pk: int, vorm: str) -> HttpResponse:
    incident = _incident(request, kenmerk, vorm)
    brief = get_object_or_404(
        Maatregelbrief.objects.select_related(vorm), pk=pk, maatregel__incident=incident
    )
    return _given(request, incident, getattr(brief, vorm))


@requires_access
def agressie_informatiebrief(request: HttpRequest, kenmerk: str, pk: int, vorm: str) -> HttpResponse:
    incident = _incident(request, kenmerk, vorm)
    persoon = get_object_or_404(veroorzaker.persons_of(incident), pk=pk)
    return _given(request, incident, getattr(persoon, f"informatie_{vorm}"))


def _may_edit(request: HttpRequest) -> Organisation:
    if not permissions.can_edit_letters(request.access):
        raise Http404
    return request.access.organisation


@requires_access
def agressie_brieven(request: HttpRequest) -> HttpResponse:
    """Every kind of letter, with whether the organisation changed it."""
    own = sjablonen.changed(_may_edit(request))
    rows = [{"soort": s.value, "label": s.label, "eigen": s.value in own} for s in Briefsoort]
    return render(request, "incidents/brieven/brieven.html", {"rijen": rows})


@requires_access
def agressie_briefsjabloon(request: HttpRequest, soort: str) -> HttpResponse:
    """Change a text, look at it before it is kept, or go back to the standard one."""
    organisation = _may_edit(request)
    if soort not in Briefsoort:
        raise Http404
    text = sjablonen.text_of(organisation, soort)
    form = BriefsjabloonForm(bound_data(request), initial=vars(text))
    if request.method == "POST" and "standaard" in request.POST:
        sjablonen.reset(organisation, soort, by=request.access)
        messages.success(request, "De standaardtekst geldt weer.")
        return redirect("agressie_briefsjabloon", soort=soort)
    preview = text
    if request.method == "POST" and form.is_valid():
        preview = Brieftekst(**form.cleaned_data)
        if "bekijk" not in request.POST and _change(request, form, soort, preview):
            messages.success(request, "De tekst van de brief is gewijzigd.")
            return redirect("agressie_brieven")
    context = {
        "form": form,
        "soort": Briefsoort(soort),
        "velden": sjablonen.fields_of(soort),
        "eigen": soort in sjablonen.changed(organisation),
        "voorbeeld": _preview(organisation, preview),
        "bekeken": "bekijk" in request.POST,
    }
    return render(request, "incidents/brieven/sjabloon.html", context)


def _change(request: HttpRequest, form: BriefsjabloonForm, soort: str, text: Brieftekst) -> bool:
    try:
        sjablonen.change(request.access.organisation, soort, text, by=request.access)
    except ValidationError as error:
        for name, lines in error.message_dict.items():
            form.add_error(name, lines)
        return False
    return True


def _example(organisation: Organisation) -> dict[str, str]:
    return VOORBEELD | {
        "organisatie": organisation.naam,
        "postadres": brieven.postadres(organisation),
        "datum": in_full(timezone.localdate()),
    }


def _preview(organisation: Organisation, text: Brieftekst) -> dict:
    """The letter with example values, as blocks that the template writes."""
    values = _example(organisation)
    kinds = {Kop: "kop", Alinea: "alinea", Opsomming: "punten"}
    blocks = [{"soort": kinds[type(b)], "blok": b} for b in sjablonen.blocks(text.tekst, values)]
    return {"onderwerp": sjablonen.fill(text.onderwerp, values), "blokken": blocks}


@requires_access
def agressie_briefvoorbeeld(request: HttpRequest, soort: str) -> HttpResponse:
    """The text that is kept, as a PDF with example values; nothing of it is stored."""
    organisation = _may_edit(request)
    if soort not in Briefsoort:
        raise Http404
    text, values = sjablonen.text_of(organisation, soort), _example(organisation)
    stuk = Document(
        titel=sjablonen.fill(text.onderwerp, values),
        huisstijl=huisstijl_of(organisation),
        inhoud=brieven.content_of(text.tekst, values),
        datum=timezone.localdate(),
        aan=(values["naam"], "Voorbeeldstraat 1", "1234 AB Voorbeeldstad"),
        merking="VOORBEELD",
    )
    response = HttpResponse(as_pdf(stuk), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="voorbeeld-{soort}.pdf"'
    return response
