"""What the coördinator of the aggression register learns from: repetition, work processes, the survey.

Every number is one of the report; nothing is counted here.
"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from incidents import permissions
from incidents.models import Peiling
from organisations.access import Access
from organisations.guards import requires_access
from organisations.roles import Register
from reports.figures.agressie.survey import GENOEG, GENOEG_ZEKER, MONITOR_2022, survey
from reports.pages import PAGINAS
from reports.periods import Periode, covering, long_date, shift_years
from reports.rendering import html
from reports.report import make_report
from reports.verslag import verslag_of

VRAGEN = (
    (
        "herhaling",
        "Helpt een maatregel?",
        "Hoe vaak dezelfde persoon binnen 12 maanden na een maatregel toch weer iets deed, per soort"
        " maatregel. Komt herhaling veel voor, kijk dan of de maatregel past en wordt gehandhaafd.",
    ),
    (
        "aanleiding",
        "Welk werk roept agressie op?",
        "De aanleiding per afdeling. Een hoog getal wijst een werkproces aan waar u iets kunt verbeteren:"
        " de brief, de wachttijd, de uitleg bij een besluit.",
    ),
    (
        "weekdag",
        "Wanneer gebeurt het?",
        "De dag van de week en het deel van de dag. Zet hier toezicht of een tweede collega in.",
    ),
)
JAREN = {"0": "Laatste 12 maanden", "1": "De 12 maanden daarvoor"}


def year_until(day: date, years: int = 0) -> Periode:
    """The 12 months up to and including this day, or the same so many years earlier."""
    last = shift_years(day, -years)
    return covering(shift_years(last, -1) + timedelta(days=1), last)


@requires_access
def agressie_inzicht(request: HttpRequest) -> HttpResponse:
    access = request.access
    if not permissions.can_see_insights(access):
        raise Http404
    asked = request.GET.get("jaar", "0")
    asked = asked if asked in JAREN else "0"
    periode = year_until(timezone.localdate(), int(asked))
    context = {
        "vragen": _questions(access, periode),
        "van": long_date(periode.van),
        "tot_en_met": long_date(periode.tot_en_met),
        "jaren": [
            {"label": label, "url": f"?jaar={code}", "gekozen": code == asked}
            for code, label in JAREN.items()
        ],
        "peilingen": [_survey(one, access) for one in _closed(access)],
        "genoeg": GENOEG,
        "genoeg_zeker": GENOEG_ZEKER,
        "monitor": MONITOR_2022,
    }
    return render(request, "reports/inzicht.html", context)


def _questions(access: Access, periode: Periode) -> list[dict[str, Any]]:
    """Each question with its table; a number opens the incidents behind it."""
    page = PAGINAS[Register.AGRESSIE]
    rapport = make_report(
        access.organisation,
        page.register,
        periode,
        periode.tot_en_met,
        countable=page.countable(access),
    )

    def link(path: str) -> str:
        asked = {"periode": periode.naam, "peildatum": periode.tot_en_met.isoformat(), "figuur": path}
        return f"{reverse(page.gevallen_url)}?{urlencode(asked)}"

    follow = html.following(rapport, link) if page.can_see_cases(access) else None
    tables = {
        t["naam"]: t for part in html.parts(verslag_of(rapport).delen, follow) for t in part["tabellen"]
    }
    return [{"titel": titel, "uitleg": uitleg, "tabel": tables[naam]} for naam, titel, uitleg in VRAGEN]


def _closed(access: Access) -> list[Peiling]:
    surveys = Peiling.objects.filter(organisation=access.organisation, gesloten_op__isnull=False)
    return list(surveys.order_by("-jaar").prefetch_related("antwoorden")[:3])


def _survey(one: Peiling, access: Access) -> dict[str, Any]:
    periode = year_until(one.gesloten_op)
    page = PAGINAS[Register.AGRESSIE]
    rapport = make_report(
        access.organisation, page.register, periode, periode.tot_en_met, countable=page.countable(access)
    )
    registered = rapport.cijfers["instroom"]["totaal"].aantal
    answers = {(a.meegemaakt, a.geregistreerd): a.aantal for a in one.antwoorden.all()}
    return {
        "jaar": one.jaar,
        "gesloten": long_date(one.gesloten_op),
        "cijfers": survey(answers, registered),
        "geregistreerd_url": f"{reverse(page.rapport_url)}?{urlencode({'periode': periode.naam})}",
    }
