"""The dashboard: what is due, the terms that run, and the figures of a period; each number opens its cases.

Nothing is counted here, and nobody sees here what is not theirs to see on the pages it leads to.
"""

import logging
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from casework import terms
from casework.acties.termijntekst import term_label, urgency
from casework.typesetting import kleur_of
from casework.werklijst import GROEPEN, capped, capped_counts
from organisations.access import Access
from organisations.guards import requires_access
from organisations.roles import Register
from reports import aanbod, lifecycle, permissions
from reports.afdelingen import choices_of
from reports.asking import brief_report_for
from reports.bestuur import words_of
from reports.forms.dashboard import DashboardForm
from reports.kalender import calendar
from reports.models import Rapportage
from reports.pages import PAGINAS, Registerpagina
from reports.periods import long_date, shift_years
from reports.rendering import html
from reports.services import documents, writing
from reports.views.cijfers import query_of
from reports.views.rapporten import title_of
from reports.words.phrases import number

logger = logging.getLogger(__name__)

GETOOND = ("te-laat", "vandaag", "deze-week", "wacht")
RAPPORTEN = 5


@requires_access
def dashboard(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    registers = [one for one in Register if permissions.can_see_dashboard(access, one)]
    asked = request.GET.get("register") or next(iter(registers), "")
    if asked not in registers:
        raise Http404
    page = PAGINAS[asked]
    form = _form(request, page, access, today) if page.can_see_figures(access) else None
    context = {
        "register": page.register,
        "registers": [
            {"label": one.label, "url": f"?{urlencode({'register': one})}", "gekozen": one == asked}
            for one in registers
            if len(registers) > 1
        ],
        "form": form,
        "gevallen": page.gevallen[1],
        **_work(page, access, today),
        "rapporten": _reports(access, page, today),
    }
    if form is None:
        return render(request, "reports/dashboard.html", context | _adopted(access, page))
    if form.is_bound and not form.is_valid():
        status = 404 if "afdeling" in form.errors else 200
        return render(request, "reports/dashboard.html", context, status=status)
    if form.is_bound and form.own_days:
        return redirect(f"{reverse('dashboard')}?{urlencode(form.address())}")
    return render(request, "reports/dashboard.html", context | _figures(page, access, form, today))


def _form(request: HttpRequest, page: Registerpagina, access: Access, today: date) -> DashboardForm:
    running = page.can_see_running_figures(access)
    asked = any(request.GET.get(naam) for naam in ("periode", "afdeling", "van", "tot_en_met"))
    return DashboardForm(
        request.GET if asked else None,
        today=today,
        running=running,
        register=page.register,
        afdelingen=choices_of(access.organisation) if page.can_see_cases(access) else (),
        months=() if running else page.countable(access).order_by().dates("ontvangen_op", "month"),
    )


def _figures(page: Registerpagina, access: Access, form: DashboardForm, today: date) -> dict[str, Any]:
    periode, afdeling = form.chosen_or_first, form.chosen_afdeling
    rapport = brief_report_for(access, page, periode, today=today, afdeling=afdeling)
    earlier, then = periode.years_earlier(1), shift_years(rapport.peildatum, -1)

    def link(path: str) -> str:
        return f"{reverse(page.gevallen_url)}?{query_of(rapport, figuur=path)}"

    follow = html.following(rapport, link) if page.can_see_cases(access) else None
    kleur = kleur_of(access.organisation)
    return html.dashboard(rapport, follow, kleur) | {
        "periode": dict(form.fields["periode"].choices)[periode.naam],
        "dagen": f"{long_date(periode.van)} tot en met {long_date(periode.tot_en_met)}",
        "afdeling": afdeling,
        "opmerkingen": page.remarks(access)[:1],
        "peildatum": long_date(rapport.peildatum),
        "eerder": f"{long_date(earlier.van)} tot en met {long_date(min(earlier.tot_en_met, then))}",
        "alle_url": f"{reverse(page.rapport_url)}?{query_of(rapport)}",
        "kan_openen": follow is not None,
    }


def _work(page: Registerpagina, access: Access, today: date) -> dict[str, Any]:
    """What is due in the list of work of this person, and the terms that run in the cases of that list."""
    if not page.works(access):
        return {}
    cases = page.listed(access, {}, today)
    groups = page.in_groups(cases, access, today)
    counted = capped_counts({groep: groups[groep] for groep in GETOOND})
    here, labels = reverse(page.werklijst_url), dict(GROEPEN)

    def shown(found: int, tekst: str, **wanted: str) -> dict[str, str]:
        return {"tekst": tekst, "url": f"{here}?{urlencode(wanted)}" if found else ""}

    return {
        "werklijst_url": here,
        "te_doen": [
            shown(counted[groep], capped(counted[groep]), groep=groep)
            | {"urgentie": groep, "label": labels[groep]}
            for groep in GETOOND
        ],
        "standen": [label for _, label in terms.STANDEN],
        "termijnen": [
            {
                "label": term_label(page.register, code),
                "cellen": [
                    shown(counts[stand], number(counts[stand]), termijn=code, stand=stand) | {"kop": kop}
                    for stand, kop in (("", "Loopt"), *terms.STANDEN)
                ],
            }
            for code, counts in page.werk.term_counts(cases, today).items()
        ],
    }


def _reports(access: Access, page: Registerpagina, today: date) -> list[dict[str, Any]]:
    """The reports that are on their way, with what they wait for and the first day that is not met yet."""
    words = words_of(access.organisation)
    on_their_way = writing.with_last_step(permissions.visible_to(access)).filter(register=page.register)
    found = []
    for one in on_their_way.exclude(status=lifecycle.GEPUBLICEERD)[:RAPPORTEN]:
        one.organisation = access.organisation
        asked = aanbod.asked(one, access, words)
        if not asked:
            continue
        ahead = next((day for day in calendar(one, words, today) if not day.gedaan), None)
        found.append(
            {
                "naam": title_of(one),
                "url": reverse("rapport", args=[one.kenmerk]),
                "vraag": asked,
                "status": aanbod.status_of(one, words),
                "raad_op": long_date(one.raad_op) if one.raad_op else "",
                "raad": words.raad,
                "dag": ahead
                and {
                    "label": ahead.label,
                    "urgentie": urgency(ahead.op, today),
                    "tekst": terms.in_words(ahead.op, today),
                    "datum": long_date(ahead.op),
                },
            }
        )
    return found


def _adopted(access: Access, page: Registerpagina) -> dict[str, Any]:
    """For who has no live figures: those of the last report that was adopted, as it stands. One that is not
    what was frozen any more is told and logged; the rest of the page is still of use."""
    adopted = permissions.visible_to(access).filter(register=page.register, status__in=lifecycle.BEVROREN)
    latest = adopted.select_related("bevroren").order_by("-tot_en_met", "-van", "-versie")
    one: Rapportage | None = latest.first()
    if one is None:
        return {}
    named = {"vastgesteld": {"naam": title_of(one), "url": reverse("rapport", args=[one.kenmerk])}}
    try:
        verslag = documents.frozen_verslag(one)
    except ValueError:
        logger.exception("report %s can't be read", one.pk)
        return named
    kleur = kleur_of(access.organisation)
    parts = {part["naam"]: part for part in html.parts(verslag.delen, kleur=kleur)}
    return named | {
        "cijfers": html.numbers_in(verslag),
        "peildatum": long_date(verslag.peildatum),
        "bescherming": verslag.bescherming,
        "verloop": parts["vergeleken"]["grafieken"],
        "verdeling": parts["instroom"]["grafieken"],
    }
