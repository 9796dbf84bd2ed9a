"""The own organisation beside others, and whether it takes part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.roles import Register
from reports import permissions
from reports.forms.koepel import MeedoenForm
from reports.models import Koepeldeelname
from reports.periods import long_date
from reports.services import deelname

GEEFT = (
    "De koepel leest dan de rapporten van het register {register} die zijn aangeboden of gepubliceerd, met"
    " kleine aantallen zoals u die hebt beschermd. Zaken ziet de koepel nooit. U kunt hier altijd weer mee"
    " stoppen."
)


def _own(access: Access) -> dict[str, Koepeldeelname]:
    rows = Koepeldeelname.objects.current().filter(organisation=access.organisation)
    return {row.register: row for row in rows.select_related("koepel")}


@requires_access
def vergelijken(request: HttpRequest) -> HttpResponse:
    access = request.access
    registers = permissions.compares_in(access)
    if not registers:
        raise Http404
    running, decides = _own(access), permissions.answers_for(access)
    context = {
        "registers": [
            {
                "register": register,
                "koepel": running[register].koepel.naam if register in running else "",
                "sinds": long_date(running[register].van) if register in running else "",
                "beslist": register in decides,
            }
            for register in registers
        ],
    }
    return render(request, "reports/vergelijken.html", context)


def _register(access: Access, register: str) -> Register:
    if register not in permissions.answers_for(access):
        raise Http404
    return Register(register)


@requires_access
def koepel_meedoen(request: HttpRequest, register: str) -> HttpResponse:
    access = request.access
    which = _register(access, register)
    form = MeedoenForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = deelname.join(form.cleaned_data["koepel"], which, by=access)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Uw organisatie doet mee met {row.koepel.naam}.")
            return redirect("vergelijken")
    context = {
        "form": form,
        "paginatitel": f"Meedoen met een koepel: {which.label.lower()}",
        "inleiding": GEEFT.format(register=which.label.lower()),
        "knop": "Meedoen",
        "terug": "vergelijken",
        "terug_label": "Vergelijken",
    }
    return render(request, "reports/deelname_formulier.html", context)


@requires_access
def koepel_stoppen(request: HttpRequest, register: str) -> HttpResponse:
    access = request.access
    which = _register(access, register)
    rows = Koepeldeelname.objects.current().filter(organisation=access.organisation, register=which)
    row = get_object_or_404(rows.select_related("koepel"))
    if request.method == "POST":
        deelname.leave(row, by=access)
        messages.success(request, f"Uw organisatie doet niet meer mee met {row.koepel.naam}.")
        return redirect("vergelijken")
    context = {
        "paginatitel": "Stoppen met meedoen",
        "tekst": f"{row.koepel.naam} ziet uw rapporten van het register {which.label.lower()} dan meteen niet"
        " meer, ook niet die van eerdere jaren. Vergelijkingen die al zijn gemaakt, blijven staan.",
        "knop": "Stoppen",
        "terug": "vergelijken",
        "terug_label": "Vergelijken",
    }
    return render(request, "reports/deelname_bevestigen.html", context)
