"""The pages of the figures. Who may not see the figures of a register gets the 404 of a page that isn't."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from casework import plaats
from casework.typesetting import huisstijl_of, kleur_of
from organisations import opening
from organisations.access import Access
from organisations.guards import ask_who_again, requires_access
from reports import periods, permissions, words
from reports.afdelingen import OnbekendeAfdeling
from reports.asking import afdeling_for, report_for
from reports.counting import Teleenheid, Telling, find
from reports.pages import PAGINAS, Registerpagina
from reports.periods import long_date
from reports.rendering import html
from reports.rendering.formats import FORMATEN
from reports.report import Rapport
from reports.tables import tables_of
from reports.verslag import verslag_of

PER_PAGINA = 100


def _page_of(access: Access, register: str) -> Registerpagina:
    page = PAGINAS[register]
    if not page.can_see_figures(access):
        raise Http404
    return page


def _report(
    request: HttpRequest, page: Registerpagina, access: Access, *, with_year_earlier: bool = False
) -> Rapport:
    """The report that the address asks for, as this person may see it.

    Raises ValueError for a period, peildatum or afdeling that does not exist, or is not for this person.
    """
    today = timezone.localdate()
    periode = periods.parse(request.GET.get("periode", ""))
    peildatum = periods.peildatum_for(periode, request.GET.get("peildatum", ""), today)
    afdeling = afdeling_for(access, page, request.GET.get("afdeling", ""))
    return report_for(
        access,
        page,
        periode,
        peildatum,
        today=today,
        with_year_earlier=with_year_earlier,
        afdeling=afdeling,
    )


def query_of(rapport: Rapport, **more: str) -> str:
    asked = {"periode": rapport.periode.naam}
    if rapport.peildatum != rapport.periode.default_peildatum(timezone.localdate()):
        asked["peildatum"] = rapport.peildatum.isoformat()
    if rapport.afdeling:
        asked["afdeling"] = str(rapport.afdeling.pk)
    return urlencode(asked | more)


def _not_now(request: HttpRequest, error: ValueError) -> HttpResponse:
    elsewhere = isinstance(error, OnbekendeAfdeling)
    context = {
        "titel": "Deze afdeling is er niet" if elsewhere else "Deze periode kan niet",
        "tekst": str(error),
    }
    return render(request, "reports/niet_nu.html", context, status=404 if elsewhere else 400)


@requires_access
def rapportage(request: HttpRequest, register: str) -> HttpResponse:
    """The figures of one period, in words, numbers and tables."""
    access = request.access
    page = _page_of(access, register)
    if not request.GET.get("periode"):
        return redirect(f"{reverse('rapportages')}?{urlencode({'register': register})}")
    try:
        rapport = _report(request, page, access, with_year_earlier=True)
    except ValueError as error:
        return _not_now(request, error)
    behind = reverse(page.gevallen_url)

    def link(path: str) -> str:
        return f"{behind}?{query_of(rapport, figuur=path)}"

    may_follow = html.following(rapport, link) if page.can_see_cases(access) else None
    kleur = kleur_of(access.organisation)
    return render(
        request,
        "reports/rapportage.html",
        {
            "rapport": rapport,
            "register": page.register.label,
            "periode": rapport.periode.in_words,
            "van": long_date(rapport.periode.van),
            "tot_en_met": long_date(rapport.periode.tot_en_met),
            "peildatum": long_date(rapport.peildatum),
            "afdeling": rapport.afdeling,
            "loopt": rapport.peildatum < rapport.periode.tot_en_met,
            "opmerkingen": page.remarks(access),
            "woorden": words.summary(rapport),
            "cijfers": html.main_numbers(rapport, may_follow),
            "onderdelen": html.parts(verslag_of(rapport).delen, may_follow, kleur),
            "gevallen": page.gevallen[1] if may_follow else "",
            "downloads": [
                (f"{reverse(page.download_url, args=[one.naam])}?{query_of(rapport)}", one.naam.upper())
                for one in FORMATEN.values()
                if one.direct
            ],
        },
    )


@requires_access
def rapportage_download(request: HttpRequest, register: str, formaat: str) -> HttpResponse:
    """The same figures as a file."""
    page = _page_of(request.access, register)
    kind = FORMATEN.get(formaat)
    if kind is None or not kind.direct:
        raise Http404
    try:
        rapport = _report(request, page, request.access)
    except ValueError as error:
        return _not_now(request, error)
    ask_who_again(request)
    made = kind.render(verslag_of(rapport), huisstijl_of(rapport.organisation))
    _opens(request, opening.UITVOER, rapport, formaat=formaat)
    response = HttpResponse(made, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{rapport.filename}.{kind.extensie}"'
    return response


@requires_access
def rapportage_gevallen(request: HttpRequest, register: str) -> HttpResponse:
    """The cases behind one number, as far as this person may open them."""
    access = request.access
    page = _page_of(access, register)
    if not page.can_see_cases(access):
        raise Http404
    try:
        rapport = _report(request, page, access)
    except ValueError as error:
        raise Http404 from error
    path = request.GET.get("figuur", "")
    figure = find(rapport.boom, path)
    if figure is None:
        raise Http404
    ask_who_again(request)
    rows, distinct = page.behind(figure, access, rapport)
    first = plaats.row("gevallen", request.GET.get("vanaf", "")) or 0
    rest = [row for row in rows if row["pk"] >= first]
    _opens(request, opening.GEVALLEN, rapport, figuur=path, aantal=len(rest[:PER_PAGINA]))
    more = rest[PER_PAGINA:]
    begin = f"{reverse(page.gevallen_url)}?{query_of(rapport, figuur=path)}"
    one, many = page.gevallen
    return render(
        request,
        page.template,
        {
            "titel": _title(rapport, path),
            "rapport_url": f"{reverse(page.rapport_url)}?{query_of(rapport)}",
            "periode": rapport.periode.in_words,
            "peildatum": long_date(rapport.peildatum),
            "afdeling": rapport.afdeling,
            "aantal": figure.aantal,
            "eenheid": figure.eenheid if isinstance(figure, Telling) else Teleenheid(many),
            "gevallen": one if distinct == 1 else many,
            "niet_alles": f"U ziet hier alleen de {many} die u mag openen. De rest telt wel mee.",
            "niets": f"Dit getal is 0, of u mag deze {many} niet openen.",
            "regels": rest[:PER_PAGINA],
            "zichtbaar": len(rows),
            "totaal": distinct,
            "eerste_url": begin if len(rest) < len(rows) else "",
            "volgende_url": f"{begin}&vanaf={plaats.mark('gevallen', more[0]['pk'])}" if more else "",
        },
    )


def _opens(request: HttpRequest, verb: str, rapport: Rapport, **data: str | int) -> None:
    """Live figures hold back no small number: who takes them along or asks for the cases leaves a line."""
    opening.opens(
        request,
        verb,
        rapport.organisation,
        rol=permissions.reads_as(request.access, rapport.register),
        register=rapport.register,
        periode=rapport.periode.naam,
        peildatum=rapport.peildatum.isoformat(),
        **data,
    )


def _title(rapport: Rapport, path: str) -> str:
    """What the number is called in its table."""
    for part in tables_of(rapport):
        for table in part.tabellen:
            for row in table.regels:
                for column, cell in zip(table.kolommen, row.cellen, strict=True):
                    if cell.figuur == path:
                        which = f", {column}" if len(table.kolommen) > 1 else ""
                        return f"{table.titel}: {row.label}{which}"
    return path
