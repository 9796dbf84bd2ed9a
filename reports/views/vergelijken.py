"""The own organisation beside others, and whether it takes part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organisations.access import Access
from organisations.formatie import fte_of
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.roles import Register
from reports import permissions
from reports.counting import per_100_fte
from reports.forms.koepel import MeedoenForm
from reports.koepel import contributions, groepen
from reports.models import Koepeldeelname, Vergelijkingslid
from reports.periods import long_date
from reports.services import deelname

GEEFT = (
    "De koepel leest dan de rapporten over een heel jaar van het register {register} die zijn aangeboden of"
    " gepubliceerd, met kleine aantallen zoals u die hebt beschermd. Zaken ziet de koepel nooit."
    " U kunt hier altijd weer mee stoppen."
)


TE_WEINIG = (
    f"Er zijn te weinig deelnemers van uw soort en grootte: minstens {groepen.MINSTENS}, waarvan er niet één"
    " veel groter is dan de rest."
)
EENHEDEN = {Register.INTEGRITEIT: "Meldingen", Register.AGRESSIE: "Incidenten"}


def _own(access: Access) -> dict[str, Koepeldeelname]:
    rows = Koepeldeelname.objects.current().filter(organisation=access.organisation)
    return {row.register: row for row in rows.select_related("koepel")}


@requires_access
def vergelijken(request: HttpRequest) -> HttpResponse:
    access = request.access
    registers = permissions.compares_in(access)
    if not registers:
        raise Http404
    running, decides, beside = _own(access), permissions.answers_for(access), _beside(access)
    today = timezone.localdate()
    jaar = today.year - (1 if groepen.made_on(today.year - 1) <= today else 2)
    context = {
        "registers": [
            {
                "register": register,
                "koepel": running[register].koepel.naam if register in running else "",
                "sinds": long_date(running[register].van) if register in running else "",
                "beslist": register in decides,
                "eenheid": EENHEDEN[register],
                "rijen": beside.get(register, []),
                "waarom": _why_not(access, register, jaar, beside) if register in running else "",
            }
            for register in registers
        ],
        "jaar": jaar,
        "volgende": long_date(groepen.made_on(jaar + 1)),
    }
    return render(request, "reports/vergelijken.html", context)


def _beside(access: Access) -> dict[str, list[dict]]:
    """By register the groups in which the own organisation was counted, the last year first."""
    rows = Vergelijkingslid.objects.filter(organisation=access.organisation).select_related("groep")
    found: dict[str, list[dict]] = {}
    for one in rows:
        found.setdefault(one.register, []).append(
            {
                "jaar": one.jaar,
                "groep": one.groep,
                "wie": f"{one.groep.get_soort_display()}, {groepen.klasse_in_words(one.groep.klasse)}",
                "eigen": per_100_fte(one.aantal, one.fte),
            }
        )
    return found


def _why_not(access: Access, register: str, jaar: int, beside: dict[str, list[dict]]) -> str:
    """Why the organisation is in no group of the last year of which groups were made; "" when it is."""
    if any(row["jaar"] == jaar for row in beside.get(register, [])):
        return ""
    (own,) = contributions([access.organisation], register, jaar)
    return groepen.reason_not_to_count(own, fte_of(access.organisation, None, jaar)) or TE_WEINIG


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
