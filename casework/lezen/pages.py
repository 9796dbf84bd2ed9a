"""The pages of who looked and of supervision, the same for every register; ``werk`` says which."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from casework import plaats
from casework.acties.werkstroom import Werkstroom
from casework.datums import in_full
from casework.lezen.forms import InzageForm
from casework.lezen.wie_keek import who_looked
from casework.models import Case
from organisations import opening
from organisations.forms import bound_data
from organisations.roles import Rol

PER_PAGINA = 50


def wie_keek(request: HttpRequest, werk: Werkstroom, kenmerk: str) -> HttpResponse:
    """Who opened this case: for who coordinates it and for who supervises. Nothing of the case is here."""
    access, cases = request.access, werk.cases._default_manager
    case = werk.find(cases.visible_to(access), access, kenmerk)
    if case is None:
        case, back = werk.fetch_overseen(access, kenmerk), to_supervision(werk)
    elif werk.can_see_readers(access, case):
        back = {"url": werk.url_of(case), "label": f"{werk.woord.capitalize()} {case.kenmerk}"}
    else:
        raise Http404
    lijst = f"wie-keek {werk.cases.REGISTER} {case.pk}"
    found = who_looked(werk, case, plaats.row(lijst, request.GET.get("voor", "")))
    context = {
        "case": case,
        "woord": werk.woord,
        "met_lidwoord": werk.met_lidwoord,
        "terug": back,
        "rijen": found.rijen,
        "volgende_url": _from_here(lijst, found.volgende) if found.volgende else "",
        "vorige_url": "?" if "voor" in request.GET else "",
    }
    return render(request, "casework/lezen/wie_keek.html", context)


def toezicht(request: HttpRequest, werk: Werkstroom) -> HttpResponse:
    """What cases there are, last registered first: kenmerk, day and status, and nothing of what was told."""
    if not werk.oversees(request.access):
        raise Http404
    found = werk.cases._default_manager.overseen_by(request.access).order_by("-pk")
    lijst = f"toezicht {werk.cases.REGISTER}"
    if (before := plaats.row(lijst, request.GET.get("voor", ""))) is not None:
        found = found.filter(pk__lt=before)
    page = list(found.only("kenmerk", "status", "ontvangen_op", "opgeschort_op")[: PER_PAGINA + 1])
    shown = page[:PER_PAGINA]
    context = {
        "werk": werk,
        "rijen": [_row(werk, case) for case in shown],
        "volgende_url": _from_here(lijst, shown[-1].pk) if len(page) > PER_PAGINA else "",
        "vorige_url": "?" if "voor" in request.GET else "",
    }
    return render(request, "casework/lezen/toezicht.html", context)


def inzage(
    request: HttpRequest,
    werk: Werkstroom,
    kenmerk: str,
    page_of: Callable[[HttpRequest, Any], HttpResponse],
) -> HttpResponse:
    """The content for who supervises, after a reason, which stands in the read line. Each time anew: no
    address gives it, so that nothing is opened without one."""
    case = werk.fetch_overseen(request.access, kenmerk)
    form = InzageForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reden"]
        opening.opens(request, opening.INZAGE, case, rol=Rol.PRIVACYFUNCTIONARIS, reden=reason)
        return page_of(request, case)
    context = {
        "form": form,
        "case": case,
        "woord": werk.woord,
        "met_lidwoord": werk.met_lidwoord,
        "terug": to_supervision(werk),
    }
    return render(request, "casework/lezen/inzage.html", context)


def to_supervision(werk: Werkstroom) -> dict[str, str]:
    return {"url": reverse(werk.toezicht_url), "label": "Toezicht"}


def _row(werk: Werkstroom, case: Case) -> dict[str, Any]:
    return {
        "kenmerk": case.kenmerk,
        "ontvangen": in_full(case.ontvangen_op),
        "status": werk.status_in_words(case),
        "wie_keek": reverse(werk.wie_keek_url, args=[case.kenmerk]),
        "inzage": reverse(werk.inzage_url, args=[case.kenmerk]),
    }


def _from_here(lijst: str, last: int) -> str:
    return f"?{urlencode({'voor': plaats.mark(lijst, last)})}"
