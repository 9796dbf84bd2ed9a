"""The reports that are made to be published: the list, one of them, and the words with its parts."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from casework.forms.gezien import INTUSSEN
from casework.kenmerk import normalise
from casework.lifecycle import LifecycleError, NotAllowed
from casework.typesetting import kleur_of
from organisations import opening
from organisations.access import Access
from organisations.forms import bound_data
from organisations.guards import requires_access
from organisations.menu import KOPPELINGEN
from organisations.roles import Register
from reports import aanbod, lifecycle, periods, permissions
from reports.bestuur import words_of
from reports.forms.periode import PeriodeForm
from reports.forms.rapporten import NieuwRapportForm
from reports.forms.stappen import ToelichtingForm
from reports.kalender import calendar
from reports.models import Rapportage
from reports.pages import PAGINAS
from reports.periods import long_date
from reports.released import is_open_data, open_data_path
from reports.rendering import html
from reports.rendering.cells import text_of
from reports.services import checking, concepts, documents, writing
from reports.verslag import Verslag
from reports.vormen import VOLLEDIG, Rapportvorm, vormen_for

PER_PAGINA = 25


def fetch(access: Access, kenmerk: str) -> Rapportage:
    """A report this person may read; the same 404 when not and when there is none."""
    visible = writing.with_last_step(permissions.visible_to(access))
    found = get_object_or_404(visible, kenmerk=normalise(kenmerk))
    found.organisation = access.organisation
    return found


def title_of(rapportage: Rapportage) -> str:
    periode = periods.parse(rapportage.periode)
    return f"{Register(rapportage.register).label} over {periode.in_words}"


def context_of(rapportage: Rapportage) -> dict:
    """What every page of one report shows."""
    words = words_of(rapportage.organisation)
    return {
        "rapportage": rapportage,
        "naam": title_of(rapportage),
        "status": aanbod.status_of(rapportage, words),
        "kruimels": [
            {"label": "Rapportages", "url": reverse("rapportages")},
            {"label": title_of(rapportage), "url": reverse("rapport", args=[rapportage.kenmerk])},
        ],
    }


@requires_access
def rapportages(request: HttpRequest) -> HttpResponse:
    """The reports, with what is asked of this person; below it the figures of any period."""
    access = request.access
    if not permissions.can_see_list(access):
        raise Http404
    form = _figures_form(request, access)
    if form and form.is_valid():
        chosen = {"periode": form.chosen.naam}
        if form.cleaned_data.get("peildatum"):
            chosen["peildatum"] = form.cleaned_data["peildatum"].isoformat()
        return redirect(f"{reverse(PAGINAS[form.chosen_register].rapport_url)}?{urlencode(chosen)}")
    first = _first_row(request)
    visible = writing.with_last_step(permissions.visible_to(access))
    rows = list(visible[first : first + PER_PAGINA + 1])
    words = words_of(access.organisation)
    here = reverse("rapportages")
    context = {
        "form": form,
        "rijen": [
            {
                "naam": title_of(one),
                "versie": one.versie,
                "url": reverse("rapport", args=[one.kenmerk]),
                "status": aanbod.status_of(one, words),
                "vraag": aanbod.asked(one, access, words),
            }
            for one in rows[:PER_PAGINA]
        ],
        "schrijft": permissions.writes_in(access),
        "opent": permissions.opens(access),
        "vergelijkt": permissions.compares_in(access),
        "koppelt": KOPPELINGEN.is_for(access),
        "volgende_url": f"{here}?vanaf={first + PER_PAGINA}" if len(rows) > PER_PAGINA else "",
        "vorige_url": f"{here}?vanaf={max(first - PER_PAGINA, 0)}" if first else "",
    }
    return render(request, "reports/rapportages.html", context)


def _first_row(request: HttpRequest) -> int:
    since = request.GET.get("vanaf", "")
    return int(since) if since.isascii() and since.isdigit() and len(since) < 7 else 0


def _figures_form(request: HttpRequest, access: Access) -> PeriodeForm | None:
    """None for who sees reports and no live figures."""
    pages = [page for page in PAGINAS.values() if page.can_see_figures(access)]
    if not pages:
        return None
    days = [page.countable(access).order_by().dates("ontvangen_op", "month") for page in pages]
    return PeriodeForm(
        request.GET if "periode" in request.GET else None,
        today=timezone.localdate(),
        running=any(page.can_see_running_figures(access) for page in pages),
        months=days[0].union(*days[1:]),
        registers=[page.register for page in pages],
        asked=request.GET.get("register", ""),
    )


@requires_access
def rapport_nieuw(request: HttpRequest) -> HttpResponse:
    registers = permissions.writes_in(request.access)
    if not registers:
        raise Http404
    form = NieuwRapportForm(bound_data(request), today=timezone.localdate(), registers=registers)
    if request.method == "POST" and form.is_valid():
        try:
            rapportage, made = concepts.make_concept(
                request.access.organisation, form.cleaned_data["register"], form.chosen, by=request.access
            )
        except ValidationError as error:
            form.add_error("periode", error.messages)
        else:
            if not made:
                messages.info(request, "Dit rapport was er al.")
            return redirect("rapport", _latest(rapportage).kenmerk)
    return render(request, "reports/rapport_nieuw.html", {"form": form})


def _latest(rapportage: Rapportage) -> Rapportage:
    same = Rapportage.objects.filter(
        organisation=rapportage.organisation, register=rapportage.register, periode=rapportage.periode
    )
    return same.order_by("-versie").first() or rapportage


def verslag_for(rapportage: Rapportage, access: Access, vorm: Rapportvorm = VOLLEDIG) -> Verslag:
    """The content as it stands: frozen, or of a concept today's figures."""
    if rapportage.is_bevroren:
        return documents.shaped(documents.frozen_verslag(rapportage), rapportage, vorm)
    return documents.concept_verslag(rapportage, access, vorm)


@requires_access
def rapport(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """One report: its content as it will be or as it was frozen, and what comes next."""
    access = request.access
    one = fetch(access, kenmerk)
    words = words_of(one.organisation)
    offered = aanbod.offer(one, access, words)
    verslag = verslag_for(one, access)
    may_write = permissions.may(access, "toelichten", one)
    whole = context_of(one)
    context = whole | {
        "kruimels": whole["kruimels"][:1],
        "verslag": verslag,
        "onderdelen": html.parts(verslag.delen, kleur=kleur_of(one.organisation)),
        "schrijft": may_write and one.status == lifecycle.CONCEPT,
        "volgende": offered.volgende,
        "verder": offered.verder,
        "kalender": calendar(one, words, timezone.localdate()),
        "raad": words.raad,
        "gegevens": _facts(one, words.raad),
        "opmerking": _remark(one),
        "versies": _versions(one, access),
        "controleren": permissions.can_check(access, one),
        "open_data": f"{settings.GIR_BASE_URL}{open_data_path(one)}" if is_open_data(one) else "",
        "per_zaak": PAGINAS[Register(one.register)].gevallen[0]
        if permissions.can_list_cases(access, one)
        else "",
        "vormen": [vorm for vorm in vormen_for(one.register).values() if vorm.delen is not None],
    }
    return render(request, "reports/rapport.html", context)


@requires_access
def rapport_vorm(request: HttpRequest, kenmerk: str, vorm: str) -> HttpResponse:
    """One report in one of its shapes, as its files will have it."""
    one = fetch(request.access, kenmerk)
    shape = vormen_for(one.register).get(vorm)
    if shape is None:
        raise Http404
    verslag = verslag_for(one, request.access, shape)
    context = context_of(one) | {
        "vorm": shape,
        "verslag": verslag,
        "onderdelen": html.parts(verslag.delen, kleur=kleur_of(one.organisation)),
    }
    return render(request, "reports/rapport_vorm.html", context)


def _versions(one: Rapportage, access: Access) -> list[dict]:
    """Every version of this report that this person may read, the last one first."""
    same = permissions.visible_to(access).filter(register=one.register, periode=one.periode)
    return [
        {
            "label": f"Versie {version.versie}",
            "url": reverse("rapport", args=[version.kenmerk]),
            "status": version.get_status_display(),
            "deze": version.pk == one.pk,
            "vervangt": f"Versie {version.versie - 1}" if version.corrigeert_id else "",
        }
        for version in same.order_by("-versie")
    ]


def _remark(one: Rapportage) -> dict[str, str]:
    """What stands in ``opmerking``: of a concept why it came back, else what a new version corrects."""
    if not one.opmerking:
        return {}
    if one.corrigeert_id:
        return {"soort": "info", "titel": "Waarom er een nieuwe versie is, of wat er nog moet veranderen"}
    return {"soort": "warning", "titel": "Teruggestuurd. Dit moet veranderen:"}


def _facts(one: Rapportage, raad: str) -> list[dict]:
    days = (
        ("Peildatum", one.peildatum),
        ("Akkoord gegeven op", one.akkoord_op),
        ("Vastgesteld op", one.vastgesteld_op),
        ("Aangeboden op", one.aangeboden_op),
        ("Gepubliceerd op", one.gepubliceerd_op),
        (f"Vergadering van {raad}", one.raad_op),
    )
    found = [(label, long_date(day)) for label, day in days if day]
    found += [("Stuknummer", one.stuknummer), ("Openbaar of geheim", one.get_openbaarheid_display())]
    found.append(("Kleine aantallen", one.get_bescherming_display()))
    return [{"label": label, "waarde": value} for label, value in found if value]


@requires_access
def rapport_toelichting(request: HttpRequest, kenmerk: str, deel: str) -> HttpResponse:
    """The words with one part. The sentences of the figures can be taken over; nothing typed gets lost."""
    access = request.access
    one = fetch(access, kenmerk)
    if not permissions.may(access, "toelichten", one):
        raise Http404
    if request.method != "POST" and one.status != lifecycle.CONCEPT:
        return redirect("rapport", one.kenmerk)
    verslag = verslag_for(one, access)
    part = next((part for part in verslag.delen if part.naam == deel), None)
    if part is None:
        raise Http404
    data = bound_data(request)
    take_over = request.method == "POST" and "overnemen" in request.POST
    if take_over:
        typed = request.POST.get("tekst", "").replace("\x00", "")
        data = {"tekst": "\n\n".join(filter(None, [typed.rstrip(), " ".join(part.zinnen)]))}
    form = ToelichtingForm(data, initial={"tekst": part.toelichting})
    sent = request.POST if request.method == "POST" else data
    shown = writing.mark(part.toelichting) if sent is None else sent.get("gezien", "")
    nu = ""
    if request.method == "POST" and not take_over and form.is_valid():
        try:
            writing.write(one, deel, form.cleaned_data["tekst"], shown=shown, by=access)
        except writing.IntussenGeschreven as error:
            form.add_error(None, INTUSSEN)
            nu, shown = error.nu, writing.mark(error.nu)
        except NotAllowed as error:
            raise Http404 from error
        except LifecycleError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "De toelichting is opgeslagen.")
            return redirect(f"{reverse('rapport', args=[one.kenmerk])}#{deel}")
    context = context_of(one) | {"form": form, "deel": html.parts((part,))[0], "gezien": shown, "nu": nu}
    return render(request, "reports/toelichting.html", context)


def _case_url(case: dict) -> str:
    """A row of integriteit names its zaak, or none; one of agressie is the incident itself."""
    if "zaak" not in case:
        return reverse("agressie_zaak", args=[case["kenmerk"]])
    return reverse("zaak", args=[case["zaak"]]) if case["zaak"] else ""


@requires_access
def rapport_controle(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """What was published beside what is known now, for who may see running figures."""
    one = fetch(request.access, kenmerk)
    if not permissions.can_check(request.access, one):
        raise Http404
    found = checking.compare(one)
    rows = checking.for_person(found, one, request.access)
    if behind := sum(len(row.gevallen) for row in rows):
        opening.opens(
            request,
            opening.GEVALLEN,
            one,
            rol=permissions.reads_as(request.access, one.register),
            aantal=behind,
        )
    context = context_of(one) | {
        "andere_definities": found.definities is not None,
        "gevallen": PAGINAS[Register(one.register)].gevallen[1],
        "peildatum": long_date(one.peildatum),
        "rijen": [
            {
                "label": row.verschil.label,
                "toen": text_of(row.verschil.toen),
                "nu": text_of(row.verschil.nu),
                "gevallen": [case | {"url": _case_url(case)} for case in row.gevallen],
            }
            for row in rows
        ],
    }
    return render(request, "reports/controle.html", context)
