"""The steps on the path of a report: one form, one service, and back to the report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework.forms import gezien
from casework.lifecycle import LifecycleError, NotAllowed
from organisations.forms import bound_data
from organisations.guards import requires_access
from reports import lifecycle, permissions
from reports.bestuur import words_of
from reports.forms.stappen import FORMULIEREN
from reports.models import Rapportage
from reports.services.steps import check
from reports.views.rapporten import context_of, fetch

# What a step does to a report of a register that is open.
OPEN_DATA = {
    "aanbieden": "Open data staat aan. Is het stuk openbaar, dan staan de tabellen en cijfers meteen voor"
    " iedereen op internet.",
    "publiceren": "Open data staat aan: de tabellen en cijfers staan voor iedereen op internet.",
}


@requires_access
def rapport_stap(request: HttpRequest, kenmerk: str, verb: str) -> HttpResponse:
    """A form that can't be used is shown again as it was typed. What can't be done now is explained, with
    status 409."""
    access = request.access
    one = fetch(access, kenmerk)
    t = lifecycle.LIFECYCLE.by_verb.get(verb)
    if verb not in FORMULIEREN or t is None or not permissions.may(access, verb, one):
        raise Http404
    context = context_of(one) | {
        "actie": t,
        "uitleg": words_of(one.organisation).fill(t.uitleg),
        "open_data": OPEN_DATA.get(verb, "") if one.staat_open else "",
    }
    try:
        check(one, verb, by=access)
    except LifecycleError as error:
        return _can_not(request, context, error.messages)
    form = FORMULIEREN[verb](bound_data(request), rapportage=one, access=access)
    shown = form.data.get(gezien.NAAM) or gezien.mark(form)
    if request.method == "POST" and form.is_valid():
        if gezien.changed(form, shown):
            form.refuse([gezien.INTUSSEN])
            shown = gezien.mark(form)
        else:
            try:
                return _done(request, one, form.perform() or one, form.gedaan)
            except NotAllowed as error:
                raise Http404 from error
            except LifecycleError as error:
                return _can_not(request, context, error.messages)
            except ValidationError as error:
                form.refuse(error.message_dict if hasattr(error, "error_dict") else error.messages)
    return render(request, "reports/stap.html", context | {"form": form, "gezien": shown})


def _can_not(request: HttpRequest, context: dict, reasons: list[str]) -> HttpResponse:
    return render(request, "reports/stap_kan_niet.html", context | {"redenen": reasons}, status=409)


def _done(request: HttpRequest, one: Rapportage, new: Rapportage, told: str) -> HttpResponse:
    """To the report; to the list when it is out of sight after this step."""
    messages.success(request, told)
    if permissions.visible_to(request.access).filter(pk=new.pk).exists():
        return redirect("rapport", new.kenmerk)
    return redirect("rapportages")
