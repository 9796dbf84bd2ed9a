import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from organisations import services
from organisations.access import Access
from organisations.forms import AfwezigheidForm, bound_data
from organisations.guards import requires_access, requires_recht
from organisations.models import Afwezigheid, Roltoewijzing, User
from organisations.permissions import may
from organisations.roles import HANDLERS, Rol, apart_per_zaak


def _coming(access: Access):
    """Absences of this organisation that are not over."""
    return Afwezigheid.objects.filter(
        organisation=access.organisation, tot__gte=timezone.localdate()
    ).select_related("user", "vervanger")


def _as_rows(absences) -> list[dict]:
    return [
        {
            "afwezigheid": one,
            "periode": f"{date_format(one.van, 'j F Y')} t/m {date_format(one.tot, 'j F Y')}",
        }
        for one in absences
    ]


@requires_recht(may, "beheren")
def afwezigheden(request: HttpRequest) -> HttpResponse:
    return render(
        request, "organisations/afwezigheden.html", {"rijen": _as_rows(_coming(request.access)[:200])}
    )


@requires_recht(may, "beheren")
def afwezigheid_nieuw(request: HttpRequest) -> HttpResponse:
    form = AfwezigheidForm(bound_data(request), organisation=request.access.organisation)
    if request.method == "POST" and form.is_valid() and _save(request, form, form.cleaned_data["user"]):
        return redirect("afwezigheden")
    context = {
        "form": form,
        "paginatitel": "Afwezigheid toevoegen",
        "knop": "Opslaan",
        "terug": "afwezigheden",
    }
    return render(request, "organisations/formulier.html", context)


@requires_recht(may, "beheren")
def afwezigheid_beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    return _end(request, get_object_or_404(_coming(request.access), pk=pk), "afwezigheden")


@requires_access
def mijn_afwezigheid(request: HttpRequest) -> HttpResponse:
    """One's own absences and whom one stands in for, and a form for the next; for who handles zaken."""
    access = request.access
    handles = User.objects.handlers(access.organisation).filter(pk=access.user.pk).exists()
    form = None
    if handles:
        form = AfwezigheidForm(bound_data(request), organisation=access.organisation, user=access.user)
        if request.method == "POST" and form.is_valid() and _save(request, form, access.user):
            return redirect("mijn_afwezigheid")
    context = {
        "rijen": _as_rows(_coming(access).filter(user=access.user)),
        "vervangt": _as_rows(_coming(access).filter(vervanger=access.user)),
        "form": form,
    }
    return render(request, "organisations/mijn_afwezigheid.html", context)


@requires_access
def mijn_afwezigheid_beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_coming(request.access).filter(user=request.user), pk=pk)
    return _end(request, found, "mijn_afwezigheid")


def _save(request: HttpRequest, form: AfwezigheidForm, user: User) -> bool:
    data = form.cleaned_data
    try:
        services.set_afwezigheid(
            user=user,
            organisation=request.access.organisation,
            van=data["van"],
            tot=data["tot"],
            vervanger=data["vervanger"],
            by=request.access,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, "De afwezigheid is vastgelegd.")
    together = _new_pairs(user, data["vervanger"], request.access, max(data["van"], timezone.localdate()))
    if together:
        pairs = "; ".join(f"{one.label} en {other.label}" for one, other in together)
        messages.warning(
            request,
            f"{data['vervanger'].naam} krijgt rollen die nooit samenkomen in één zaak: {pairs}. "
            "In een zaak waar dat speelt, kan deze vervanger het werk niet overnemen.",
        )
    return True


def _new_pairs(user: User, vervanger: User, access: Access, on: datetime.date) -> list[tuple[Rol, Rol]]:
    """The roles that may not meet in one zaak, and that only meet because of this replacement."""
    held = Roltoewijzing.objects.current(on).filter(organisation=access.organisation)
    own = frozenset(held.filter(user=vervanger).values_list("register", "rol"))
    taken_over = frozenset(held.filter(user=user, rol__in=HANDLERS).values_list("register", "rol"))
    before = apart_per_zaak(own)
    return [pair for pair in apart_per_zaak(own | taken_over) if pair not in before]


def _end(request: HttpRequest, found: Afwezigheid, back: str) -> HttpResponse:
    if request.method == "POST":
        services.end_afwezigheid(afwezigheid=found, by=request.access)
        messages.success(request, "De afwezigheid is beëindigd.")
        return redirect(back)
    context = {
        "paginatitel": "Afwezigheid beëindigen",
        "tekst": f"{found.vervanger.naam} neemt het werk van {found.user.naam} dan niet meer waar.",
        "knop": "Afwezigheid beëindigen",
        "terug": back,
    }
    return render(request, "organisations/bevestigen.html", context)
