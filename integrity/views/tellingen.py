"""The own counts of a vertrouwenspersoon."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from integrity import permissions
from integrity.forms.registreren import TellingForm
from integrity.services import tellingen as service
from organisations.forms import bound_data
from organisations.guards import requires_recht


@requires_recht(permissions.may, "tellen")
def tellingen(request: HttpRequest) -> HttpResponse:
    """Choose a quarter, fill in how often; ``?kwartaal=2026-3``, by default the quarter that runs."""
    access = request.access
    possible = service.quarters(timezone.localdate())
    jaar, kwartaal = _chosen(request.GET.get("kwartaal", ""), possible)
    here = f"{reverse('tellingen')}?kwartaal={jaar}-{kwartaal}"
    form = TellingForm(
        bound_data(request),
        lijst=service.list_of(access, jaar, kwartaal),
        tellingen=service.counts_of(access, jaar, kwartaal),
    )
    if request.method == "POST" and form.is_valid():
        try:
            service.record(access, jaar, kwartaal, form.counts())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"De aantallen van het {kwartaal}e kwartaal van {jaar} zijn bewaard.")
            return redirect(here)
    totals = service.totals_of(access)
    context = {
        "form": form,
        "titel": f"{kwartaal}e kwartaal van {jaar}",
        "kwartalen": [
            {
                "naam": f"{k}e kwartaal {j}",
                "url": f"?kwartaal={j}-{k}",
                "totaal": totals.get((j, k)),
                "gekozen": (j, k) == (jaar, kwartaal),
            }
            for j, k in possible
        ],
    }
    return render(request, "integrity/registreren/tellingen.html", context)


def _chosen(asked: str, possible: list[tuple[int, int]]) -> tuple[int, int]:
    """The quarter in the address; the running one when it is not one of those offered."""
    return next((q for q in possible if f"{q[0]}-{q[1]}" == asked), possible[0])
