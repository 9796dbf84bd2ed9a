"""Which registers are open data: for who is answerable for their figures."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.roles import Register
from reports import permissions
from reports.forms.rapporten import OpenstellingForm
from reports.models import Openstelling
from reports.periods import long_date
from reports.services import opening


def _opened(request: HttpRequest) -> dict[Register, Openstelling | None]:
    """The registers of this person, with what is open of them."""
    registers = permissions.opens(request.access)
    if not registers:
        raise Http404
    rows = Openstelling.objects.filter(organisation=request.access.organisation, register__in=registers)
    found = {row.register: row for row in rows}
    return {one: found.get(one) for one in registers}


def _of(request: HttpRequest, register: str) -> tuple[Register, Openstelling | None]:
    opened = _opened(request)
    if register not in opened:
        raise Http404
    return Register(register), opened[Register(register)]


@requires_access
def openstellingen(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "register": register,
            "stand": row,
            "sinds": long_date(row.sinds) if row else "",
        }
        for register, row in _opened(request).items()
    ]
    path = reverse("open_data_organisatie", args=[request.access.organisation.slug])
    context = {"rijen": rows, "url": path, "adres": f"{settings.GIR_BASE_URL}{path}"}
    return render(request, "reports/openstellingen.html", context)


@requires_access
def openstelling_aan(request: HttpRequest, register: str) -> HttpResponse:
    """Open a register, or change whom the public can write to."""
    which, row = _of(request, register)
    form = OpenstellingForm(
        bound_data(request), initial={"contact": row.contact, "uitgever": row.uitgever} if row else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            opening.open_register(which, opening.Openbaarmaking(**form.cleaned_data), by=request.access)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            done = "De gegevens zijn gewijzigd." if row else "De openbare rapporten staan nu als open data."
            messages.success(request, done)
            return redirect("openstellingen")
    return render(request, "reports/openstelling_aan.html", {"form": form, "register": which, "stand": row})


@requires_access
def openstelling_uit(request: HttpRequest, register: str) -> HttpResponse:
    which, _ = _of(request, register)
    if request.method == "POST":
        opening.close_register(which, by=request.access)
        messages.success(request, f"Open data van het register {which.label.lower()} staat uit.")
        return redirect("openstellingen")
    return render(request, "reports/openstelling_uit.html", {"register": which})
