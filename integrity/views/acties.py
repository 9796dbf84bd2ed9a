"""One view for every action on a zaak: fetch what is visible, check, form, one service, back to the zaak."""

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework import inzending
from casework.forms.acties import ActieForm
from casework.lifecycle import IllegalTransition, Incomplete, LifecycleError, NotAllowed
from integrity.forms.acties import FORMS
from integrity.lifecycle import LIFECYCLE
from integrity.models import MeldingTekst, Zaak, dossier
from integrity.permissions import can_see_meldingen, may
from integrity.services.engine import ENGINE
from integrity.views import aanbod, tijdlijn, weergave
from integrity.views.zaak import visible_zaak, way_back
from organisations import kept_input
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access

TOKEN = "inzending"
AL_VASTGELEGD = "Dit was al vastgelegd."
FORM_MARKS = ("csrfmiddlewaretoken", kept_input.MARK)


@requires_access
def zaak_actie(request: HttpRequest, kenmerk: str, verb: str) -> HttpResponse:
    """A form that can't be used is shown again as it was typed. What can't be done now by its status or
    because something is missing is explained, with status 409."""
    access = request.access
    zaak = visible_zaak(access, kenmerk)
    transition = LIFECYCLE.by_verb.get(verb)
    if verb not in FORMS or transition is None or not may(access, transition, zaak):
        raise Http404
    if request.method != "POST":
        refusal = _refusal(zaak, verb, access)
        if refusal and request.teruggegeven is None:
            return _explain(request, zaak, verb, refusal)
    if request.POST.get(TOKEN) and inzending.is_done(_key(request)):
        messages.info(request, AL_VASTGELEGD)
        return _back(request, zaak, access)
    form = FORMS[verb](bound_data(request), case=zaak, access=access, gekozen=request.GET)
    if request.method == "POST" and form.is_valid() and _perform(form, request):
        return _back(request, zaak, access)
    return render(
        request,
        form.template,
        {
            "form": form,
            "case": zaak,
            "woord": "zaak",
            "zaak_url": reverse("zaak", args=[zaak.kenmerk]),
            "terug": way_back(access),
            "actie": transition,
            "achtergrond": form.background(),
            "meldingen": _words_of_melders(zaak, access) if form.naast_melding else [],
            "status": weergave.status_in_words(zaak),
            "token": request.POST.get(TOKEN) or secrets.token_urlsafe(16),
        },
    )


def _words_of_melders(zaak: Zaak, access: Access) -> list[MeldingTekst]:
    """What the melders told, to read beside the form."""
    if not can_see_meldingen(access, zaak):
        return []
    return list(MeldingTekst.objects.filter(melding__zaak=zaak).select_related("melding").order_by("pk"))


def _perform(form: ActieForm, request: HttpRequest) -> bool:
    """Whether it was done, now or before; if not, the form says why and may be sent again."""
    key = _key(request) if request.POST.get(TOKEN) else secrets.token_hex()
    try:
        done_now = inzending.once(key, form.perform)
    except NotAllowed as error:
        raise Http404 from error
    except LifecycleError as error:
        form.refuse(error.messages)
        return False
    except ValidationError as error:
        form.refuse(error.message_dict if hasattr(error, "error_dict") else error.messages)
        return False
    if done_now:
        messages.success(request, tijdlijn.told_to_who_did(form.verb))
    else:
        messages.info(request, AL_VASTGELEGD)
    return True


def _refusal(zaak: Zaak, verb: str, access: Access) -> LifecycleError | None:
    try:
        ENGINE.check(zaak, verb, by=access)
    except (IllegalTransition, Incomplete) as error:
        return error
    return None


def _explain(request: HttpRequest, zaak: Zaak, verb: str, refusal: LifecycleError) -> HttpResponse:
    """Why this can't be done now, and what can."""
    access, transition = request.access, LIFECYCLE.by_verb[verb]
    dossier.load(zaak)
    offered = aanbod.offer(zaak, access)
    missing = []
    if isinstance(refusal, Incomplete):
        missing = aanbod.what_is_missing(zaak, transition, offered.mogelijk)
    context = {
        "case": zaak,
        "woord": "zaak",
        "met_lidwoord": "de zaak",
        "zaak_url": reverse("zaak", args=[zaak.kenmerk]),
        "terug": way_back(access),
        "actie": transition,
        "status": weergave.status_in_words(zaak),
        "redenen": [] if missing else [aanbod.why_not(zaak, transition)],
        "ontbreekt": missing,
        "volgende": aanbod.next_action(zaak, offered),
    }
    return render(request, "casework/acties/kan_niet.html", context, status=409)


def _key(request: HttpRequest) -> str:
    """The same form with the same content; what was typed anew after Back is something else."""
    sent = [(name, values) for name, values in sorted(request.POST.lists()) if name not in FORM_MARKS]
    return inzending.key_of(request.user.pk, request.path, sent)


def _back(request: HttpRequest, zaak: Zaak, access: Access) -> HttpResponse:
    """To the zaak; or, when it is out of sight after this action, to the list of who acted."""
    if Zaak.objects.visible_to(access).filter(pk=zaak.pk).exists():
        return redirect("zaak", zaak.kenmerk)
    return redirect(way_back(access)["url"])
