"""Who looked at unusually much, and from how much on that is told: for who supervises, of either register."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.datums import in_full
from casework.lezen.forms import LeesgrensForm
from casework.lezen.veel import DAGEN, much_read
from organisations import services
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_recht
from organisations.models import User
from organisations.permissions import may


@requires_recht(may, "lezen_bewaken")
def veel_gelezen(request: HttpRequest) -> HttpResponse:
    organisation = request.access.organisation
    form = LeesgrensForm(bound_data(request), initial={"grens": organisation.leesgrens})
    if request.method == "POST" and form.is_valid():
        grens = form.cleaned_data["grens"]
        services.set_leesgrens(organisation=organisation, grens=grens, by=request.access)
        messages.success(request, "De grens is bewaard.")
        return redirect("veel_gelezen")
    context = {"form": form, "rijen": _rows(request.access), "dagen": DAGEN, "grens": organisation.leesgrens}
    return render(request, "casework/lezen/veel.html", context)


def _rows(access: Access) -> list[dict]:
    since = timezone.localdate() - timedelta(days=DAGEN)
    found = much_read(access, since)
    people = User.objects.in_bulk({row.user_id for row in found})
    return [
        {"wie": people[row.user_id].naam, "op": in_full(row.op), "aantal": row.aantal}
        for row in found
        if row.user_id in people
    ]
