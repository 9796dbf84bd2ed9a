"""What a report tells beside its figures, for who writes it: a list of each kind, and a form."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from casework.forms import gezien
from casework.lifecycle import NotAllowed
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.roles import Register
from reports import permissions
from reports.forms.vastleggen import (
    ActiviteitForm,
    LesForm,
    OntwikkelingForm,
    ToezeggingForm,
    VastleggingForm,
)
from reports.models import Activiteit, Les, Ontwikkeling, Toezegging, Vastlegging
from reports.periods import long_date
from reports.services import vastleggen

PER_PAGINA = 25


@dataclass(frozen=True)
class Vastlegsoort:
    """A kind: its name in the address, what it is called, and its form."""

    slug: str
    label: str
    een: str
    form: type[VastleggingForm]


SOORTEN = {
    one.slug: one
    for one in (
        Vastlegsoort("activiteiten", "Activiteiten", "Activiteit", ActiviteitForm),
        Vastlegsoort("toezeggingen", "Toezeggingen", "Toezegging", ToezeggingForm),
        Vastlegsoort("ontwikkelingen", "Ontwikkelingen", "Ontwikkeling", OntwikkelingForm),
        Vastlegsoort("lessen", "Lessen", "Les", LesForm),
    )
}


def _allowed(request: HttpRequest, register: str, soort: str) -> Vastlegsoort:
    if soort not in SOORTEN or not permissions.may_record(request.access, register):
        raise Http404
    return SOORTEN[soort]


def _list_url(register: str, soort: str) -> str:
    return reverse("vastleggingen", args=[register, soort])


@requires_access
def vastleggingen_start(request: HttpRequest) -> HttpResponse:
    """The first register of which this person writes the reports."""
    registers = permissions.writes_in(request.access)
    if not registers:
        raise Http404
    return redirect(_list_url(registers[0], "activiteiten"))


@requires_access
def vastleggingen(request: HttpRequest, register: str, soort: str) -> HttpResponse:
    """One kind, what was recorded last first; a page further by its last row."""
    kind = _allowed(request, register, soort)
    rows = permissions.recorded(request.access, kind.form.model, register).select_related(*_joined(kind))
    before = request.GET.get("voor", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PER_PAGINA + 1])
    here = _list_url(register, soort)
    registers = permissions.writes_in(request.access)
    context = {
        "kind": kind,
        "register": Register(register),
        "registers": [
            {"label": one.label, "url": _list_url(one, soort), "actief": one == register} for one in registers
        ]
        if len(registers) > 1
        else [],
        "soorten": [
            {"label": one.label, "url": _list_url(register, one.slug), "actief": one == kind}
            for one in SOORTEN.values()
        ],
        "rijen": [
            {
                "tekst": str(one),
                "stand": _stand(one),
                "url": reverse("vastlegging", args=[register, soort, one.pk]),
            }
            for one in found[:PER_PAGINA]
        ],
        "nieuw_url": reverse("vastlegging_nieuw", args=[register, soort]),
        "volgende_url": f"{here}?{urlencode({'voor': found[PER_PAGINA - 1].pk})}"
        if len(found) > PER_PAGINA
        else "",
        "vorige_url": here if before else "",
    }
    return render(request, "reports/vastleggingen.html", context)


def _joined(kind: Vastlegsoort) -> tuple[str, ...]:
    return ("rapportage",) if kind.form.model is Toezegging else ()


def _stand(one: Vastlegging) -> str:
    """Where it stands, in a few words."""
    match one:
        case Activiteit(gedaan_op=day) if day:
            return f"{one.get_soort_display()}: gedaan op {long_date(day)}"
        case Activiteit(vervallen_op=day) if day:
            return f"{one.get_soort_display()}: vervallen op {long_date(day)}"
        case Activiteit():
            planned = f", gepland op {long_date(one.gepland_op)}" if one.gepland_op else ""
            return f"{one.get_soort_display()}: aangekondigd{planned}"
        case Toezegging(afloop_op=day) if day:
            return f"{one.get_afloop_display()} op {long_date(day)}"
        case Toezegging():
            due = f", voor {long_date(one.uiterlijk_op)}" if one.uiterlijk_op else ""
            return f"{one.get_afloop_display()}{due}"
        case Ontwikkeling() | Les():
            return long_date(one.op)
        case _:
            return ""


@requires_access
def vastlegging_nieuw(request: HttpRequest, register: str, soort: str) -> HttpResponse:
    kind = _allowed(request, register, soort)
    form = kind.form(bound_data(request), organisation=request.access.organisation, register=register)
    if request.method == "POST" and form.is_valid():
        try:
            vastleggen.add(kind.form.model, register, form.cleaned_data, by=request.access)
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, f"{kind.een} vastgelegd.")
            return redirect(_list_url(register, soort))
    return render(request, "reports/vastlegging.html", _context(register, kind, form))


@requires_access
def vastlegging(request: HttpRequest, register: str, soort: str, pk: int) -> HttpResponse:
    """Change one. What somebody else changed meanwhile is not overwritten."""
    kind, row = _fetch(request, register, soort, pk)
    form = kind.form(
        bound_data(request), organisation=request.access.organisation, register=register, row=row
    )
    shown = form.data.get(gezien.NAAM) or gezien.mark(form)
    if request.method == "POST" and form.is_valid():
        if gezien.changed(form, shown):
            form.add_error(None, gezien.INTUSSEN)
            shown = gezien.mark(form)
        else:
            try:
                vastleggen.change(row, form.cleaned_data, by=request.access)
            except ValidationError as error:
                _refuse(form, error)
            except NotAllowed as error:
                raise Http404 from error
            else:
                messages.success(request, f"{kind.een} gewijzigd.")
                return redirect(_list_url(register, soort))
    context = _context(register, kind, form) | {
        "gezien": shown,
        "verwijder_url": reverse("vastlegging_verwijderen", args=[register, soort, pk]),
    }
    return render(request, "reports/vastlegging.html", context)


@requires_access
def vastlegging_verwijderen(request: HttpRequest, register: str, soort: str, pk: int) -> HttpResponse:
    kind, row = _fetch(request, register, soort, pk)
    if request.method == "POST":
        try:
            vastleggen.remove(row, by=request.access)
        except NotAllowed as error:
            raise Http404 from error
        messages.success(request, f"{kind.een} verwijderd.")
        return redirect(_list_url(register, soort))
    context = _context(register, kind, None) | {
        "tekst": str(row),
        "terug_url": reverse("vastlegging", args=[register, soort, pk]),
    }
    return render(request, "reports/vastlegging_verwijderen.html", context)


def _fetch(request: HttpRequest, register: str, soort: str, pk: int) -> tuple[Vastlegsoort, Vastlegging]:
    kind = _allowed(request, register, soort)
    visible = permissions.recorded(request.access, kind.form.model, register).select_related(*_joined(kind))
    return kind, get_object_or_404(visible, pk=pk)


def _refuse(form: VastleggingForm, error: ValidationError) -> None:
    for name, texts in error.message_dict.items():
        form.add_error(name, texts)


def _context(register: str, kind: Vastlegsoort, form: VastleggingForm | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "form": form,
        "kruimels": [
            {"label": "Rapportages", "url": reverse("rapportages")},
            {
                "label": f"{kind.label} ({Register(register).label.lower()})",
                "url": _list_url(register, kind.slug),
            },
        ],
        "terug_url": _list_url(register, kind.slug),
    }
