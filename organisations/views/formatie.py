"""How many people work there, in one table per year."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize

from organisations import services
from organisations.formatie_form import FormatieForm
from organisations.forms import afdeling_tree, bound_data
from organisations.guards import requires_recht
from organisations.models import Formatie
from organisations.permissions import may
from organisations.services.formatie import Omvang, sizes_of, years


@requires_recht(may, "formatie_invullen")
def formatie(request: HttpRequest) -> HttpResponse:
    """``?jaar=2025``, by default this year. A year of which nothing is stored suggests the year before.

    The form says of which year it is: what was typed on New Year's Eve is not stored for the next year.
    """
    organisation = request.access.organisation
    possible = years(timezone.localdate())
    asked = request.GET.get("jaar", str(possible[0]))
    if request.method == "POST" and asked not in map(str, possible):
        raise Http404
    jaar = next((one for one in possible if str(one) == asked), possible[0])
    stored = sizes_of(organisation, jaar)
    suggested = {} if stored else sizes_of(organisation, jaar - 1)
    form = FormatieForm(
        bound_data(request), afdelingen=afdeling_tree(organisation), omvang=stored or suggested
    )
    if request.method == "POST" and form.is_valid():
        sizes = form.sizes()
        try:
            services.set_formatie(organisation=organisation, jaar=jaar, omvang=sizes, by=request.access)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"De formatie van {jaar} is bewaard.")
            if remark := _too_many(sizes):
                messages.warning(request, remark)
            return redirect(f"{reverse('formatie')}?jaar={jaar}")
    filled = set(Formatie.objects.filter(organisation=organisation).values_list("jaar", flat=True))
    context = {
        "form": form,
        "jaar": jaar,
        "voorstel": _suggestion(jaar) if suggested and not form.is_bound else "",
        "terug": "" if may(request.access, "beheren") else "formatie",
        "jaren": [{"jaar": one, "ingevuld": one in filled, "gekozen": one == jaar} for one in possible],
    }
    return render(request, "organisations/formatie.html", context)


def _suggestion(jaar: int) -> str:
    return f"Van {jaar} is nog niets bewaard. U ziet de getallen van {jaar - 1}. Kijk ze na en bewaar ze."


def _too_many(sizes: dict[int | None, Omvang | None]) -> str:
    """A remark when the afdelingen together are larger than the organisation; "" when they are not."""
    whole = sizes.get(None)
    parts = sum((size.fte for pk, size in sizes.items() if pk is not None and size), Decimal(0))
    if whole is None or parts <= whole.fte:
        return ""
    return (
        f"De afdelingen zijn samen {localize(parts)} fte, meer dan de hele organisatie"
        f" ({localize(whole.fte)} fte). Kijk na of iemand dubbel telt."
    )
