"""Roles that wait for a second beheerder, and who may see zaken."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format

from organisations import services
from organisations.forms import BevestigingForm, bound_data
from organisations.guards import requires_recht
from organisations.models import Roltoewijzing
from organisations.permissions import may
from organisations.roles import ZONDER_INZAGE, Register

WEIGEREN = "weigeren"


@requires_recht(may, "beheren", koepel=True)
def rollen_bevestigen(request: HttpRequest) -> HttpResponse:
    """What waits. One button confirms what is ticked, the other refuses it; what this beheerder gave or
    would receive is only shown."""
    access = request.access
    waiting = list(
        Roltoewijzing.objects.waiting(access.organisation)
        .select_related("user", "gegeven_door")
        .order_by("user__naam", "user_id", "pk")
    )
    own = [row for row in waiting if access.user.pk in (row.user_id, row.gegeven_door_id)]
    form = BevestigingForm(bound_data(request), rollen=[row for row in waiting if row not in own])
    if request.method == "POST" and form.is_valid():
        refuse = WEIGEREN in request.POST
        decide = services.refuse_rollen if refuse else services.confirm_rollen
        try:
            decide(form.chosen(), organisation=access.organisation, by=access)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Geweigerd." if refuse else "Bevestigd: de rollen gelden nu.")
            return redirect("rollen_bevestigen")
    context = {
        "form": form,
        "eigen": [{"rol": row, "van_mij": row.user_id == access.user.pk} for row in own],
        "kan_beslissen": len(own) < len(waiting),
        "anderen": list(services.confirmers(access.organisation).exclude(pk=access.user.pk)),
    }
    return render(request, "organisations/rollen_bevestigen.html", context)


@requires_recht(may, "inzage_bekijken")
def wie_heeft_inzage(request: HttpRequest) -> HttpResponse:
    """Everybody who may see something of zaken today, newest first, for who coordinates those zaken: of
    the registers in which this person does."""
    access = request.access
    registers = [one for one in Register if may(access, "inzage_bekijken", one)]
    rows = (
        Roltoewijzing.objects.current()
        .filter(organisation=access.organisation, register__in=["", *registers], user__is_active=True)
        .exclude(rol__in=ZONDER_INZAGE)
        .select_related("user", "gegeven_door", "bevestigd_door")
        .order_by("-bevestigd_op", "user__naam", "pk")
    )
    context = {
        "rijen": [
            {
                "rol": row,
                "sinds": date_format(row.bevestigd_op, "j F Y"),
                "door": ", ".join(one.naam for one in (row.gegeven_door, row.bevestigd_door) if one) or "–",
            }
            for row in rows
        ]
    }
    return render(request, "organisations/wie_heeft_inzage.html", context)
