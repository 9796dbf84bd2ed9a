"""The quick report: five short steps, kept at every step, sent once.

Without JavaScript every step is a page. With it (static/agressie_melden.js) the steps of that page are
shown one at a time, kept by ``melden_versturen`` in the background, and sent when there is a connection.
"""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from casework import concepten
from casework.datums import with_time
from casework.voordeur import Onverstuurd
from casework.voordeur.toestel import device_key
from casework.voordeur.views import vertrouwenspersonen
from incidents.forms import woorden
from incidents.forms.melden import CONTROLE, STAPPEN, MeldAntwoorden, MeldStap, first_incomplete
from incidents.forms.versturen import OntvangerForm, as_incident, ontvangst_of
from incidents.forms.voor_wie import VoorWieForm
from incidents.models import Incident, IncidentConcept, IncidentTermijn
from incidents.services import intake
from incidents.views.melden_woorden import FOUT_BIJ, answers_to_check, for_whom, help_numbers
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access

STAPNAMEN = [*STAPPEN, CONTROLE]


@requires_access
def melden(request: HttpRequest) -> HttpResponse:
    """The first step, with a token of its own; nothing is written before it is answered."""
    concept = _new(request.access, uuid.uuid4())
    return _page(request, MeldAntwoorden(concept, request.access), STAPNAMEN[0], fresh=True)


@requires_access
def melden_stap(request: HttpRequest, token: uuid.UUID, stap: str) -> HttpResponse:
    if stap not in STAPNAMEN:
        raise Http404
    antwoorden = _begun(request, token)
    if found := _sent(antwoorden):
        return redirect("agressie_melden_verzonden", found.inzending)
    if earlier := first_incomplete(antwoorden, before=stap):
        return redirect("agressie_melden_stap", token, earlier)
    if request.method == "GET":
        return _page(request, antwoorden, stap)
    return _send(request, antwoorden) if stap == CONTROLE else _keep(request, antwoorden, stap)


def _keep(request: HttpRequest, antwoorden: MeldAntwoorden, stap: str) -> HttpResponse:
    form = STAPPEN[stap](request.POST, antwoorden=antwoorden)
    if "voor_wie" in request.POST:
        if form.is_valid():
            concepten.save(antwoorden.concept, form.to_keep())
        where = reverse("agressie_melden_voor_wie", args=[antwoorden.concept.token])
        return redirect(f"{where}?voor=ambt" if request.POST["voor_wie"] == woorden.AMBT else where)
    if not form.is_valid():
        return _page(request, antwoorden, stap, form)
    concepten.save(antwoorden.concept, form.to_keep())
    following = STAPNAMEN[STAPNAMEN.index(stap) + 1]
    to_check = request.GET.get("terug") == CONTROLE
    return redirect("agressie_melden_stap", antwoorden.concept.token, CONTROLE if to_check else following)


def _send(request: HttpRequest, antwoorden: MeldAntwoorden) -> HttpResponse:
    form = _ontvanger_form(request, antwoorden)
    if form.is_valid():
        try:
            incident = _submit(antwoorden, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("agressie_melden_stap", antwoorden.concept.token, _stap_of(error))
        return redirect("agressie_melden_verzonden", incident.inzending)
    return _page(request, antwoorden, CONTROLE, form)


def _submit(antwoorden: MeldAntwoorden, form: OntvangerForm) -> Incident:
    """Raises 404 when it was thrown away meanwhile, ValidationError for what can't be."""
    new = as_incident(antwoorden, form.ontvangst, form.cleaned_data["ontvanger"])
    try:
        return intake.submit(antwoorden.concept, new, by=antwoorden.access)
    except Incident.DoesNotExist:
        raise Http404 from None


def _ontvanger_form(request: HttpRequest, antwoorden: MeldAntwoorden) -> OntvangerForm:
    return OntvangerForm(bound_data(request), antwoorden=antwoorden, ontvangst=ontvangst_of(antwoorden))


def _stap_of(error: ValidationError) -> str:
    fields = getattr(error, "error_dict", {})
    return next((FOUT_BIJ[name] for name in fields if name in FOUT_BIJ), CONTROLE)


@requires_access
def melden_versturen(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Keep what was typed up to the step ``tot``; with ``tot=controle`` send it. Answers in JSON.

    The same token gives the same incident, however often it is sent.
    """
    tot = request.POST.get("tot", "")
    if tot not in STAPNAMEN:
        raise Http404
    antwoorden = _begun(request, token)
    if found := _sent(antwoorden):
        return _done(found)
    faults = []
    for stap in STAPNAMEN[: STAPNAMEN.index(tot) + 1]:
        if stap != CONTROLE:
            faults += _kept_or_faults(request, antwoorden, stap)
    if faults:
        return JsonResponse({"fouten": faults}, status=422)
    return _send_as_json(request, antwoorden) if tot == CONTROLE else _check_as_json(antwoorden)


def _kept_or_faults(request: HttpRequest, antwoorden: MeldAntwoorden, stap: str) -> list[dict]:
    form = STAPPEN[stap](request.POST, antwoorden=antwoorden)
    if form.is_valid():
        concepten.save(antwoorden.concept, form.to_keep())
        return []
    return [
        {"stap": stap, "veld": veld, "tekst": str(tekst)}
        for veld, teksten in form.errors.items()
        for tekst in teksten
    ]


def _check_as_json(antwoorden: MeldAntwoorden) -> JsonResponse:
    """Kept. When everything was answered: with the lines of the check page."""
    complete = first_incomplete(antwoorden) is None
    return JsonResponse({"rijen": answers_to_check(antwoorden) if complete else []})


def _send_as_json(request: HttpRequest, antwoorden: MeldAntwoorden) -> JsonResponse:
    form = _ontvanger_form(request, antwoorden)
    if not form.is_valid():
        texts = [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"fouten": [_fault(text) for text in texts]}, status=422)
    try:
        return _done(_submit(antwoorden, form))
    except ValidationError as error:
        stap = _stap_of(error)
        return JsonResponse({"fouten": [_fault(text, stap) for text in error.messages]}, status=422)


def _fault(tekst: str, stap: str = CONTROLE) -> dict:
    return {"stap": stap, "veld": "", "tekst": tekst}


def _done(incident: Incident) -> JsonResponse:
    return JsonResponse({"klaar": reverse("agressie_melden_verzonden", args=[incident.inzending])})


@requires_access
def melden_voor_wie(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """For oneself, a colleague, or as an ambtsdrager."""
    antwoorden = _begun(request, token)
    if found := _sent(antwoorden):
        return redirect("agressie_melden_verzonden", found.inzending)
    form = VoorWieForm(bound_data(request), antwoorden=antwoorden)
    if request.GET.get("voor") == woorden.AMBT:
        form.initial["voor"] = woorden.AMBT
    if request.method == "POST" and form.is_valid():
        concepten.save(antwoorden.concept, form.to_keep())
        return redirect("agressie_melden_stap", token, first_incomplete(antwoorden) or CONTROLE)
    terug = reverse("agressie_melden_stap", args=[token, STAPNAMEN[0]])
    return render(request, "incidents/melden/voor_wie.html", {"form": form, "terug": terug})


@requires_access
def melden_verzonden(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """What was sent, its kenmerk, and what happens when."""
    incident = get_object_or_404(_own_sent(request.access), inzending=token)
    until = dict(IncidentTermijn.objects.filter(incident=incident).values_list("code", "verloopt_op"))
    context = {
        "incident": incident,
        "opvang_op": until.get("opvanggesprek"),
        "reactie_op": until.get("reactie_veroorzaker"),
        "politie_op": until.get("politiebesluit"),
        "hulp": help_numbers(request.access.organisation, alleen_eigen=incident.is_hinderlijk),
        "vertrouwenspersonen": vertrouwenspersonen(request.access),
    }
    return render(request, "incidents/melden/verzonden.html", context)


@requires_access
def melden_weg(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Throw an unfinished report away; asks first."""
    concept = concepten.own(IncidentConcept, request.access, token)
    if concept is None:
        raise Http404
    if request.method == "POST":
        concepten.drop(concept)
        messages.success(request, "Uw antwoorden zijn weggegooid. Er is niets verstuurd.")
        return redirect("melden")
    return render(request, "casework/voordeur/weg.html", {"begonnen_op": with_time(concept.updated_at)})


def unfinished(access: Access) -> list[Onverstuurd]:
    return [
        Onverstuurd(
            wat="Agressie en bedreiging",
            bewaard=with_time(concept.updated_at),
            url=reverse("agressie_melden_stap", args=[concept.token, CONTROLE]),
            weg_url=reverse("agressie_melden_weg", args=[concept.token]),
        )
        for concept in concepten.unfinished(IncidentConcept, access)
    ]


def _own_sent(access: Access) -> QuerySet[Incident]:
    return Incident.objects.filter(organisation=access.organisation, melder=access.user)


def _begun(request: HttpRequest, token: uuid.UUID) -> MeldAntwoorden:
    """The answers so far. Only a POST makes a concept of a new token, and is refused (404) when somebody else
    began it; to a GET that one looks as new as a token of nobody."""
    access = request.access
    own = {"melder": access.user, "organisation": access.organisation}
    if Incident.objects.filter(inzending=token).exclude(**own).exists():
        raise Http404
    if request.method == "POST":
        concept = concepten.open_with(IncidentConcept, access, token)
    else:
        concept = concepten.own(IncidentConcept, access, token) or _new(access, token)
    if concept is None:
        raise Http404
    return MeldAntwoorden(concept, access)


def _sent(antwoorden: MeldAntwoorden) -> Incident | None:
    """The incident that was made of it. Looked up after the concept was opened: in this order who sends at
    the same moment as somebody else finds what the other made."""
    concept = antwoorden.concept
    found = _own_sent(antwoorden.access).filter(inzending=concept.token).first()
    if found and concept.pk:
        concepten.drop(concept)
    return found


def _new(access: Access, token: uuid.UUID) -> IncidentConcept:
    return IncidentConcept(token=token, user=access.user, organisation=access.organisation)


def _page(
    request: HttpRequest,
    antwoorden: MeldAntwoorden,
    stap: str,
    form: MeldStap | OntvangerForm | None = None,
    *,
    fresh: bool = False,
) -> HttpResponse:
    """All steps, of which one is shown; ``form`` is the one that was sent and found wanting."""
    concept, nummer = antwoorden.concept, STAPNAMEN.index(stap)
    forms = {
        name: form if name == stap and form else made(None, antwoorden=antwoorden)
        for name, made in STAPPEN.items()
    }
    if stap in forms and request.method == "GET" and bound_data(request) is not None:
        forms[stap] = STAPPEN[stap](bound_data(request), antwoorden=antwoorden)
    ontvanger = form if isinstance(form, OntvangerForm) else _ontvanger_form(request, antwoorden)
    context = {
        "stappen": [
            {"naam": name, "form": made, "titel": made.titel, "open": name == stap}
            for name, made in forms.items()
        ],
        "form": forms.get(stap, ontvanger),
        "ontvanger": ontvanger,
        "controle": stap == CONTROLE,
        "titel": forms[stap].titel if stap in forms else "Controleer en verstuur",
        "concept": concept,
        "nummer": nummer + 1,
        "totaal": len(STAPNAMEN),
        "terug": reverse("agressie_melden_stap", args=[concept.token, STAPNAMEN[nummer - 1]])
        if nummer
        else reverse("melden"),
        "actie": reverse("agressie_melden_stap", args=[concept.token, stap])
        + ("?terug=controle" if request.GET.get("terug") == CONTROLE else ""),
        "nieuw": fresh,
        "toestel": device_key(request.access),
        "voor_wie": for_whom(antwoorden),
        "ik_ben": woorden.i_am(request.access.organisation.soort),
        "ontvangst": ontvanger.ontvangst,
        "vertrouwenspersonen": [] if ontvanger.ontvangst.kan_anders else vertrouwenspersonen(request.access),
        "rijen": answers_to_check(antwoorden) if stap == CONTROLE else [],
    }
    return render(request, "incidents/melden/melden.html", context)
