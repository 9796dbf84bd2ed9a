"""The yearly survey: two questions to everybody, opened and closed by the coördinator."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from casework.datums import in_full
from casework.voordeur import Mededeling
from incidents import permissions
from incidents.forms.peiling import PeilingForm
from incidents.models import Peiling
from incidents.services import peiling
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access

BEDANKT = "Bedankt. Uw antwoorden zijn opgeteld bij de rest. Wie wat antwoordde, bewaren wij niet."
AL_GEDAAN = "U heeft dit jaar al meegedaan. Bedankt."


@requires_access
def agressie_peiling(request: HttpRequest) -> HttpResponse:
    access = request.access
    survey = peiling.running(access.organisation)
    asks = survey is not None and not peiling.took_part(survey, access.user)
    form = _laid_out(PeilingForm(bound_data(request))) if asks else None
    if form and request.method == "POST" and form.is_valid() and _answer(request, survey, form):
        return redirect("agressie_peiling")
    context = {
        "peiling": survey,
        "form": form,
        "leidt": permissions.can_run_survey(access),
        "deelnames": survey.deelnames.count() if survey and permissions.can_run_survey(access) else 0,
        "geweest": peiling.was_held(access.organisation, timezone.localdate().year),
        "geopend": in_full(survey.geopend_op) if survey else "",
        "eerdere": _earlier(access) if permissions.can_run_survey(access) else [],
    }
    return render(request, "incidents/peiling/peiling.html", context)


def _laid_out(form: PeilingForm) -> PeilingForm:
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True
    form.helper.layout = Layout("meegemaakt", Div("geregistreerd", css_class="gir-bij-meegemaakt"))
    return form


def _answer(request: HttpRequest, survey: Peiling, form: PeilingForm) -> bool:
    data = form.cleaned_data
    try:
        done = peiling.answer(survey, data["meegemaakt"], data["geregistreerd"], by=request.access)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, BEDANKT if done else AL_GEDAAN)
    return True


def _earlier(access: Access) -> list[dict[str, str]]:
    closed = Peiling.objects.filter(organisation=access.organisation, gesloten_op__isnull=False)
    return [{"jaar": p.jaar, "gesloten": in_full(p.gesloten_op)} for p in closed.order_by("-jaar")]


@requires_access
def agressie_peiling_openen(request: HttpRequest) -> HttpResponse:
    if not permissions.can_run_survey(request.access):
        raise Http404
    if request.method == "POST":
        _open(request)
    return redirect("agressie_peiling")


def _open(request: HttpRequest) -> None:
    try:
        peiling.open_survey(request.access.organisation, by=request.access)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "De peiling is open. Iedereen krijgt een mail met een link.")


@requires_access
def agressie_peiling_sluiten(request: HttpRequest) -> HttpResponse:
    """Asked once more: it can't be opened again this year."""
    if not permissions.can_run_survey(request.access):
        raise Http404
    survey = peiling.running(request.access.organisation)
    if survey is None:
        return redirect("agressie_peiling")
    if request.method == "POST":
        peiling.close_survey(survey, by=request.access)
        messages.success(request, "De peiling is gesloten. De uitslag staat bij Inzicht.")
        return redirect("agressie_peiling")
    context = {"peiling": survey, "deelnames": survey.deelnames.count()}
    return render(request, "incidents/peiling/sluiten.html", context)


def announcement(access: Access) -> Mededeling | None:
    """The line on the start page while the survey is open, for who did not answer yet."""
    survey = peiling.running(access.organisation)
    if survey is None or peiling.took_part(survey, access.user):
        return None
    return Mededeling(
        "Twee korte vragen over agressie in uw werk. Anoniem, binnen een halve minuut.",
        reverse("agressie_peiling"),
        "Beantwoord de vragen",
    )
