"""Where one is signed in, and ending that."""

import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from ledger.actors import Actor
from organisations.mfa.session import current_sessie, needs_second_factor
from organisations.models import Sessie
from organisations.services.sessies import end_sessies, longest


@login_required
def sessies(request: HttpRequest) -> HttpResponse:
    here = current_sessie(request)
    rows = [
        _as_row(one, here) for one in Sessie.objects.filter(user=request.user, actief_op__gt=_since(request))
    ]
    rows.sort(key=lambda row: not row["deze"])
    context = {"sessies": rows, "anderen": len(rows) > 1}
    return render(request, "organisations/sessies.html", context)


def _since(request: HttpRequest) -> datetime.datetime:
    """Who was active before this is signed in there no more."""
    idle = datetime.timedelta(minutes=settings.GIR_IDLE_MINUTES)
    return timezone.now() - (idle if needs_second_factor(request) else longest())


def _as_row(sessie: Sessie, here: int | None) -> dict:
    return {
        "pk": sessie.pk,
        "toestel": sessie.toestel,
        "sinds": _moment(sessie.begonnen_op),
        "actief": _moment(sessie.actief_op),
        "deze": sessie.pk == here,
    }


def _moment(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), r"j F, H.i \u\u\r")


@login_required
@require_POST
def sessie_beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Another session of one's own. One that is over, or is somebody else's, changes nothing."""
    if pk != current_sessie(request):
        end_sessies(request.user, by=Actor("user", request.user.pk), only=pk)
    messages.success(request, "Op dat apparaat bent u uitgelogd.")
    return redirect("sessies")


@login_required
@require_POST
def andere_sessies_beeindigen(request: HttpRequest) -> HttpResponse:
    end_sessies(request.user, by=Actor("user", request.user.pk), but=current_sessie(request))
    messages.success(request, "U bent alleen nog hier ingelogd.")
    return redirect("sessies")
