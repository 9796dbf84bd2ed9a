"""Koppelingen: the beheerder makes and withdraws them; who is answerable for figures lets them read these."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from organisations import services
from organisations.access import Access
from organisations.forms import KoppelingForm, bound_data
from organisations.guards import requires_recht
from organisations.models import Koppeling, Koppelingsrecht
from organisations.permissions import may
from organisations.roles import Register

# The rest was withdrawn long ago.
HOOGSTENS = 200


def _day(day: datetime.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


@requires_recht(may, "beheren")
def koppelingen(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    found = Koppeling.objects.filter(organisation=request.access.organisation)
    rows = [
        {
            "koppeling": one,
            "stand": _state(one, today),
            "gebruikt": _day(one.laatst_gebruikt_op) or "nog niet",
            "tot": _day(one.geldig_tot) or "tot u het intrekt",
            "rechten": [_in_words(recht) for recht in one.rechten.all()],
        }
        for one in found.order_by(F("ingetrokken_op").desc(nulls_first=True), "naam", "-pk").prefetch_related(
            "rechten__borg"
        )[:HOOGSTENS]
    ]
    return render(request, "organisations/koppelingen.html", {"rijen": rows})


def _state(one: Koppeling, today: datetime.date) -> tuple[str, str]:
    if one.ingetrokken_op:
        return "ingetrokken", "stop"
    if one.geldig_tot and one.geldig_tot < today:
        return "voorbij", "stop"
    return "werkt", "klaar"


def _in_words(recht: Koppelingsrecht) -> str:
    what = f"cijfers {recht.get_register_display().lower()}"
    if recht.geweigerd_op:
        return f"{what}: niet"
    if recht.borg is None:
        return f"{what}: aangevraagd"
    return f"{what}: {recht.borg.naam} staat ervoor in"


@requires_recht(may, "beheren")
def koppeling_nieuw(request: HttpRequest) -> HttpResponse:
    """The answer to a good form is the token itself: it is kept nowhere, so there is no page to go on to."""
    form = KoppelingForm(bound_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, token = services.make_koppeling(
                organisation=request.access.organisation, by=request.access, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            asked = [Register(one).label.lower() for one in form.cleaned_data["registers"]]
            context = {"koppeling": made, "token": token, "gevraagd": " en ".join(asked)}
            return render(request, "organisations/koppeling_token.html", context)
    context = {
        "form": form,
        "paginatitel": "Koppeling maken",
        "inleiding": "Een ander systeem leest dan de rapporten die zijn aangeboden of gepubliceerd.",
        "knop": "Koppeling maken",
        "terug": "koppelingen",
    }
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren")
def koppeling_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    running = Koppeling.objects.filter(organisation=request.access.organisation, ingetrokken_op=None)
    found = get_object_or_404(running, pk=pk)
    if request.method == "POST":
        services.withdraw_koppeling(koppeling=found, by=request.access)
        messages.success(request, f"De koppeling {found.naam} is ingetrokken.")
        return redirect("koppelingen")
    context = {
        "paginatitel": "Koppeling intrekken",
        "tekst": f"Het token van {found.naam} werkt dan meteen niet meer. U kunt dit niet terugdraaien:"
        " voor een nieuw token maakt u een nieuwe koppeling.",
        "knop": "Intrekken",
        "terug": "koppelingen",
    }
    return render(request, "organisations/bevestigen.html", context)


def _rechten(access: Access) -> QuerySet[Koppelingsrecht]:
    """Those that this person may give or refuse: of the registers they are answerable for, in person."""
    theirs = [one for one in Register if may(access, "instaan_voor_cijfers", one)]
    found = Koppelingsrecht.objects.filter(koppeling__organisation=access.organisation, register__in=theirs)
    return found.filter(koppeling__ingetrokken_op=None).select_related("koppeling", "borg")


@requires_recht(may, "instaan_voor_cijfers")
def koppelingsrechten(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "recht": recht,
            "stand": _in_words(recht).partition(": ")[2],
            "toon": "stop" if recht.geweigerd_op else ("klaar" if recht.borg_id else "let-op"),
            "gebruikt": _day(recht.koppeling.laatst_gebruikt_op) or "nog niet",
            "kan_geven": recht.geweigerd_op is None and recht.borg_id != request.user.pk,
            "kan_weigeren": recht.geweigerd_op is None,
        }
        for recht in _rechten(request.access).order_by("koppeling__naam", "register")
    ]
    return render(request, "organisations/koppelingsrechten.html", {"rijen": rows})


@requires_recht(may, "instaan_voor_cijfers")
def koppelingsrecht_geven(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_rechten(request.access).filter(geweigerd_op=None), pk=pk)
    context = {
        "paginatitel": "Instaan voor een koppeling",
        "tekst": f"{found.koppeling.naam} leest dan de cijfers van het register"
        f" {found.get_register_display().lower()} zoals u die ziet, ook als er geen rapport is. Er staan geen"
        " namen in, maar ook kleine aantallen staan er gewoon. Wie het token heeft, ook de beheerder die het"
        " maakte, kan die cijfers lezen. Dit stopt als u deze cijfers zelf niet meer mag zien.",
        "knop": "Ik sta hiervoor in",
        "terug": "koppelingsrechten",
    }
    if request.method == "POST":
        try:
            services.give_recht(recht=found, by=request.access)
        except ValidationError as error:
            context["fouten"] = error.messages
        else:
            messages.success(request, f"{found.koppeling.naam} kan de cijfers nu lezen.")
            return redirect("koppelingsrechten")
    return render(request, "organisations/bevestigen.html", context)


@requires_recht(may, "instaan_voor_cijfers")
def koppelingsrecht_weigeren(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_rechten(request.access).filter(geweigerd_op=None), pk=pk)
    if request.method == "POST":
        services.refuse_recht(recht=found, by=request.access)
        messages.success(request, f"{found.koppeling.naam} leest deze cijfers niet.")
        return redirect("koppelingsrechten")
    context = {
        "paginatitel": "Cijfers niet laten lezen",
        "tekst": f"{found.koppeling.naam} leest de cijfers van het register"
        f" {found.get_register_display().lower()} dan niet, of vanaf nu niet meer. Rapporten die zijn"
        " uitgebracht blijven leesbaar. U kunt dit niet terugdraaien.",
        "knop": "Niet laten lezen",
        "terug": "koppelingsrechten",
    }
    return render(request, "organisations/bevestigen.html", context)
