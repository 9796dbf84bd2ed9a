"""The pages of a koepel: what organisations gave, beside each other and added up."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from casework.typesetting import huisstijl_of, kleur_of
from organisations.access import Access
from organisations.guards import requires_recht
from organisations.models import Organisation
from organisations.roles import Register
from reports import periods, permissions
from reports.koepel import contributions, groepen, rijk_verslag, years_given
from reports.models import Koepeldeelname, Vergelijkingsgroep
from reports.periods import long_date
from reports.rendering import html
from reports.rendering.cells import signs_of
from reports.rendering.formats import FORMATEN
from reports.services import deelname
from reports.verslag import Verslag


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year that is asked for, else the last one. Raises Http404 for one that can't be asked for."""
    asked = request.GET.get("jaar", str(years[0]))
    found = next((jaar for jaar in years if str(jaar) == asked), None)
    if found is None:
        raise Http404
    return found


def _giving(access: Access) -> list[Koepeldeelname]:
    """Who takes part today, of the registers this person reads; nobody else exists here."""
    rows = Koepeldeelname.objects.current().filter(
        koepel=access.organisation, register__in=permissions.reads_for_koepel(access)
    )
    return list(rows.select_related("organisation"))


def _years(rows: list[Koepeldeelname]) -> list[int]:
    """The last year that is over, and every year of which somebody gave a report; the last one first."""
    given = years_given({row.organisation_id for row in rows})
    return sorted({timezone.localdate().year - 1, *given}, reverse=True)


def _organisations(rows: list[Koepeldeelname], register: str) -> list[Organisation]:
    return [row.organisation for row in rows if row.register == register]


@requires_recht(permissions.may, "koepel_lezen", koepel=True)
def koepel(request: HttpRequest) -> HttpResponse:
    """Who takes part, and the table of one year."""
    access = request.access
    rows = _giving(access)
    years = _years(rows)
    jaar = _year(request, years)
    given = {
        register: contributions(_organisations(rows, register), register, jaar)
        for register in permissions.reads_for_koepel(access)
    }
    delivered = {
        (register, one.organisation.pk) for register, found in given.items() for one in found if one.verslag
    }
    context = {
        "jaar": jaar,
        "jaren": years,
        "groepen": _groups(access, jaar),
        "groepen_op": long_date(groepen.made_on(jaar)),
        "minstens": groepen.MINSTENS,
        "deelnames": [
            {
                "deelname": row,
                "register": Register(row.register).label,
                "soort": row.organisation.get_soort_display(),
                "sinds": long_date(row.van),
                "aangeleverd": (row.register, row.organisation_id) in delivered,
            }
            for row in rows
        ],
    }
    if given.get(Register.INTEGRITEIT):
        verslag = rijk_verslag(access.organisation, periods.parse(str(jaar)), given[Register.INTEGRITEIT])
        context |= {
            "verslag": verslag,
            "onderdelen": html.parts(verslag.delen, kleur=kleur_of(access.organisation)),
            "tekens": signs_of(verslag),
            "downloads": [
                {
                    "url": f"{reverse('koepel_download', args=[one.naam])}?{urlencode({'jaar': jaar})}",
                    "label": one.label,
                }
                for one in FORMATEN.values()
            ],
        }
    return render(request, "reports/koepel.html", context)


def _groups(access: Access, jaar: int) -> list[dict]:
    """The groups that were made of a year; of no organisation in them anything."""
    found = Vergelijkingsgroep.objects.filter(
        koepel=access.organisation, jaar=jaar, register__in=permissions.reads_for_koepel(access)
    )
    return [
        {
            "groep": one,
            "register": Register(one.register).label,
            "wie": f"{one.get_soort_display()}, {groepen.klasse_in_words(one.klasse)}",
        }
        for one in found
    ]


def _verslag(request: HttpRequest) -> Verslag:
    """Raises Http404 for who reads no integriteit here, and as long as nobody takes part."""
    access, rows = request.access, _giving(request.access)
    organisations = _organisations(rows, Register.INTEGRITEIT)
    if not organisations:
        raise Http404
    jaar = _year(request, _years(rows))
    given = contributions(organisations, Register.INTEGRITEIT, jaar)
    return rijk_verslag(access.organisation, periods.parse(str(jaar)), given)


@requires_recht(permissions.may, "koepel_lezen", koepel=True)
def koepel_download(request: HttpRequest, formaat: str) -> HttpResponse:
    """The table as a file. It is made at once: it holds no more than a few tables."""
    kind = FORMATEN.get(formaat)
    if kind is None:
        raise Http404
    verslag = _verslag(request)
    made = kind.render(verslag, huisstijl_of(request.access.organisation))
    response = HttpResponse(made, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{verslag.filename}.{kind.extensie}"'
    return response


@requires_recht(permissions.may, "koepel_lezen", koepel=True)
def koepel_deelname_beeindigen(request: HttpRequest, pk: int) -> HttpResponse:
    access = request.access
    rows = Koepeldeelname.objects.current().filter(
        koepel=access.organisation, register__in=permissions.reads_for_koepel(access)
    )
    row = get_object_or_404(rows.select_related("organisation"), pk=pk)
    naam, register = row.organisation.naam, row.get_register_display().lower()
    if request.method == "POST":
        deelname.leave(row, by=access)
        messages.success(request, f"{naam} doet niet meer mee met {register}.")
        return redirect("koepel")
    context = {
        "paginatitel": "Deelname beëindigen",
        "tekst": f"{naam} doet dan niet meer mee met {register}. De cijfers van {naam} staan hier dan niet"
        " meer, ook niet die van eerdere jaren. Alleen de organisatie zelf kan weer meedoen.",
        "knop": "Deelname beëindigen",
        "terug": "koepel",
        "terug_label": "Koepel",
    }
    return render(request, "reports/deelname_bevestigen.html", context)
