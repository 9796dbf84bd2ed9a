"""Roles and addresses that wait for a second beheerder, and who may see zaken."""

from collections import defaultdict
from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from organisations import services
from organisations.access import Access
from organisations.forms import BevestigingForm, bound_data
from organisations.guards import requires_recht
from organisations.models import Afwezigheid, Roltoewijzing, User
from organisations.permissions import may
from organisations.roles import HANDLERS, ZONDER_INZAGE, Register, holds

WEIGEREN = "weigeren"


@requires_recht(may, "beheren", koepel=True)
def rollen_bevestigen(request: HttpRequest) -> HttpResponse:
    """What waits. One button confirms what is ticked, the other refuses it; what this beheerder gave, asked
    or would receive is only shown."""
    access = request.access
    waiting = list(
        Roltoewijzing.objects.waiting(access.organisation)
        .select_related("user", "gegeven_door")
        .order_by("user__naam", "user_id", "pk")
    )
    own = [row for row in waiting if access.user.pk in (row.user_id, row.gegeven_door_id)]
    adressen = list(
        User.objects.with_nieuw_email(access.organisation)
        .select_related("email_gevraagd_door")
        .order_by("naam", "pk")
    )
    own_adressen = [one for one in adressen if access.user.pk in (one.pk, one.email_gevraagd_door_id)]
    form = BevestigingForm(
        bound_data(request),
        rollen=[row for row in waiting if row not in own],
        adressen=[one for one in adressen if one not in own_adressen],
    )
    if request.method == "POST" and form.is_valid():
        refuse = WEIGEREN in request.POST
        try:
            _decide(form, access, refuse=refuse)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Geweigerd." if refuse else "Bevestigd: dit geldt nu.")
            return redirect("rollen_bevestigen")
    eigen = [{"rol": row, "van_mij": row.user_id == access.user.pk} for row in own]
    eigen_adressen = [{"gebruiker": one, "van_mij": one.pk == access.user.pk} for one in own_adressen]
    context = {
        "form": form,
        "eigen": eigen,
        "eigen_adressen": eigen_adressen,
        "gaf_of_vroeg": not all(row["van_mij"] for row in [*eigen, *eigen_adressen]),
        # The form says it when what was ticked is decided by now.
        "kan_beslissen": form.errors or len(own) + len(own_adressen) < len(waiting) + len(adressen),
        "anderen": list(services.confirmers(access.organisation).exclude(pk=access.user.pk)),
    }
    return render(request, "organisations/rollen_bevestigen.html", context)


@transaction.atomic
def _decide(form: BevestigingForm, access: Access, *, refuse: bool) -> None:
    """All that is ticked, or nothing."""
    adres = services.refuse_adres if refuse else services.confirm_adres
    for user in form.adressen():
        adres(user=user, adres=user.nieuw_email, by=access)
    rollen = services.refuse_rollen if refuse else services.confirm_rollen
    rollen(form.rollen(), organisation=access.organisation, by=access)


def _stand_ins(access: Access, registers: list[str]) -> Iterator[dict]:
    """Who stands in for somebody now or later, with the roles by which zaken of these registers are seen."""
    held = defaultdict(list)
    roles = Roltoewijzing.objects.current().filter(organisation=access.organisation, rol__in=HANDLERS)
    for row in roles.filter(register__in=["", *registers], user__is_active=True):
        held[row.user_id].append(row)
    coming = Afwezigheid.objects.filter(organisation=access.organisation, tot__gte=timezone.localdate())
    for one in coming.filter(vervanger__is_active=True).select_related("user", "vervanger"):
        own = {(row.register, row.rol) for row in held[one.vervanger_id]}
        taken_over = [
            row for row in held[one.user_id] if one.zelf_gekozen or holds(own, row.rol, row.register)
        ]
        if taken_over:
            yield {
                "afwezigheid": one,
                "rollen": ", ".join(map(str, taken_over)),
                "periode": f"{date_format(one.van, 'j F Y')} t/m {date_format(one.tot, 'j F Y')}",
            }


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
        "vervangers": list(_stand_ins(access, registers)),
        "rijen": [
            {
                "rol": row,
                "sinds": date_format(row.bevestigd_op, "j F Y"),
                "door": ", ".join(one.naam for one in (row.gegeven_door, row.bevestigd_door) if one) or "–",
            }
            for row in rows
        ],
    }
    return render(request, "organisations/wie_heeft_inzage.html", context)
