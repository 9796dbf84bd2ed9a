"""Which reports are made by themselves: for who writes them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.roles import Register
from reports import permissions
from reports.forms.rapporten import PlanningForm
from reports.models import Rapportplanning
from reports.periods import long_date
from reports.services import planning


def _plans(request: HttpRequest):
    registers = permissions.writes_in(request.access)
    if not registers:
        raise Http404
    found = Rapportplanning.objects.filter(organisation=request.access.organisation, register__in=registers)
    return registers, found


@requires_access
def rapportplanning(request: HttpRequest) -> HttpResponse:
    registers, plans = _plans(request)
    form = PlanningForm(bound_data(request), registers=registers)
    if request.method == "POST" and form.is_valid():
        try:
            planning.plan(planning.Planning(**form.cleaned_data), by=request.access)
        except ValidationError as error:
            for name, texts in error.message_dict.items():
                form.add_error(name, texts)
        else:
            messages.success(request, "De planning is opgeslagen.")
            return redirect("rapportplanning")
    rows = [
        {
            "plan": row,
            "register": Register(row.register).label,
            "vanaf": long_date(row.vanaf),
        }
        for row in plans
    ]
    return render(request, "reports/planning.html", {"form": form, "rijen": rows})


@requires_access
def rapportplanning_stoppen(request: HttpRequest, pk: int) -> HttpResponse:
    _, plans = _plans(request)
    row = get_object_or_404(plans, pk=pk)
    if request.method == "POST":
        planning.stop_planning(row, by=request.access)
        messages.success(request, "Deze rapporten worden niet meer vanzelf gemaakt.")
        return redirect("rapportplanning")
    context = {"plan": row, "register": Register(row.register).label}
    return render(request, "reports/planning_stoppen.html", context)
