"""The pages of the figures. Who may not see figures gets the 404 of a page that isn't."""

from collections import Counter
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from integrity import permissions
from integrity.models import Melding, Zaak
from organisations.access import Access
from organisations.guards import requires_access
from organisations.roles import Rol
from reports import periods, words
from reports.counting import Bedrag, Teleenheid, Telling, find
from reports.forms import PeriodeForm
from reports.periods import long_date
from reports.rendering import csv, html, json
from reports.report import Rapport, make_report
from reports.tables import tables_of

PER_PAGINA = 100
FORMATEN = {
    "json": (json.render, "application/json"),
    "csv": (csv.render, "text/csv; charset=utf-8"),
}


def _access(request: HttpRequest) -> Access:
    if not permissions.can_see_figures(request.access):
        raise Http404
    return request.access


def _report(request: HttpRequest, access: Access, *, with_year_earlier: bool = False) -> Rapport:
    """The report that the address asks for, as this person may see it.

    Raises ValueError for a period or peildatum that does not exist, or is not for this person.
    """
    today = timezone.localdate()
    periode = periods.parse(request.GET.get("periode", ""))
    peildatum = periods.peildatum_for(periode, request.GET.get("peildatum", ""), today)
    if not permissions.can_see_running_figures(access):
        periods.check_over(periode, peildatum, today)
    return make_report(
        access.organisation,
        periode,
        peildatum,
        countable=Zaak.objects.counted_for(access),
        with_year_earlier=with_year_earlier,
    )


def _query(rapport: Rapport, **more: str) -> str:
    asked = {"periode": rapport.periode.naam}
    if rapport.peildatum != rapport.periode.default_peildatum(timezone.localdate()):
        asked["peildatum"] = rapport.peildatum.isoformat()
    return urlencode(asked | more)


@requires_access
def rapportages(request: HttpRequest) -> HttpResponse:
    """Choose a period."""
    access = _access(request)
    counted = Zaak.objects.counted_for(access).filter(organisation=access.organisation)
    months = counted.dates("ontvangen_op", "month")
    form = PeriodeForm(
        request.GET if "periode" in request.GET else None,
        today=timezone.localdate(),
        running=permissions.can_see_running_figures(access),
        months=months,
    )
    if form.is_valid():
        asked = {"periode": form.chosen.naam}
        if form.cleaned_data.get("peildatum"):
            asked["peildatum"] = form.cleaned_data["peildatum"].isoformat()
        return redirect(f"{reverse('rapportage')}?{urlencode(asked)}")
    return render(request, "reports/rapportages.html", {"form": form})


def _not_now(request: HttpRequest, tekst: str) -> HttpResponse:
    context = {"titel": "Deze periode kan niet", "tekst": tekst}
    return render(request, "reports/niet_nu.html", context, status=400)


@requires_access
def rapportage(request: HttpRequest) -> HttpResponse:
    """The figures of one period, in words, numbers and tables."""
    access = _access(request)
    if not request.GET.get("periode"):
        return redirect("rapportages")
    try:
        rapport = _report(request, access, with_year_earlier=True)
    except ValueError as error:
        return _not_now(request, str(error))
    behind = reverse("rapportage_zaken")

    def link(path: str) -> str:
        return f"{behind}?{_query(rapport, figuur=path)}"

    may_follow = link if permissions.can_see_zaken_behind_figures(access) else None
    return render(
        request,
        "reports/rapportage.html",
        {
            "rapport": rapport,
            "periode": rapport.periode.in_words,
            "van": long_date(rapport.periode.van),
            "tot_en_met": long_date(rapport.periode.tot_en_met),
            "peildatum": long_date(rapport.peildatum),
            "loopt": rapport.peildatum < rapport.periode.tot_en_met,
            "met_bestuurders": access.heeft(Rol.GRIFFIER),
            "woorden": words.summary(rapport),
            "cijfers": html.main_numbers(rapport, may_follow),
            "onderdelen": html.parts(rapport, may_follow),
            "links": may_follow is not None,
            "downloads": [
                (f"{reverse('rapportage_download', args=[formaat])}?{_query(rapport)}", formaat.upper())
                for formaat in FORMATEN
            ],
        },
    )


@requires_access
def rapportage_download(request: HttpRequest, formaat: str) -> HttpResponse:
    """The same figures as a file."""
    access = _access(request)
    if formaat not in FORMATEN:
        raise Http404
    try:
        rapport = _report(request, access)
    except ValueError as error:
        return _not_now(request, str(error))
    make, content_type = FORMATEN[formaat]
    response = HttpResponse(make(rapport), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{rapport.filename}.{formaat}"'
    return response


@requires_access
def rapportage_zaken(request: HttpRequest) -> HttpResponse:
    """The zaken behind one number, as far as this person may open them."""
    access = _access(request)
    if not permissions.can_see_zaken_behind_figures(access):
        raise Http404
    try:
        rapport = _report(request, access)
    except ValueError as error:
        raise Http404 from error
    path = request.GET.get("figuur", "")
    figure = find(rapport.cijfers, path)
    if figure is None:
        raise Http404
    rows, distinct = _behind(figure, access, rapport)
    since = request.GET.get("vanaf", "0")
    first = int(since) if since.isascii() and since.isdigit() and len(since) < 19 else 0
    rest = [row for row in rows if row["pk"] >= first]
    more = rest[PER_PAGINA:]
    address = f"{reverse('rapportage_zaken')}?"
    return render(
        request,
        "reports/zaken.html",
        {
            "titel": _title(rapport, path),
            "rapport_url": f"{reverse('rapportage')}?{_query(rapport)}",
            "periode": rapport.periode.in_words,
            "peildatum": long_date(rapport.peildatum),
            "aantal": figure.aantal,
            "eenheid": figure.eenheid if isinstance(figure, Telling) else Teleenheid.ZAKEN,
            "regels": rest[:PER_PAGINA],
            "zichtbaar": len(rows),
            "totaal": distinct,
            "eerste_url": address + _query(rapport, figuur=path) if len(rest) < len(rows) else "",
            "volgende_url": address + _query(rapport, figuur=path, vanaf=str(more[0]["pk"])) if more else "",
        },
    )


def _behind(figure: Telling | Bedrag, access: Access, rapport: Rapport) -> tuple[list[dict], int]:
    """What this person may open of what was counted, by id; and how many there are."""
    times = Counter(figure.leden)
    visible = Zaak.objects.visible_to(access)
    if isinstance(figure, Telling) and figure.eenheid == Teleenheid.MELDINGEN:
        return _meldingen(times, visible, access, rapport), len(times)
    zaken = visible.filter(pk__in=times).order_by("pk")
    return [
        {
            "pk": zaak.pk,
            "kenmerk": zaak.kenmerk,
            "zaak": zaak.kenmerk,
            "ontvangen_op": long_date(zaak.ontvangen_op),
            "wat": zaak.get_status_display(),
            "keer": times[zaak.pk],
        }
        for zaak in zaken
    ], len(times)


def _meldingen(times: Counter[int], visible, access: Access, rapport: Rapport) -> list[dict]:
    """Meldingen of a zaak that may be opened; adviesvragen and signalen, which have none, by themselves."""
    found = Melding.objects.filter(pk__in=times).select_related("zaak").order_by("pk")
    zaken = set(visible.filter(meldingen__in=list(times)).values_list("pk", flat=True))
    others = set(Melding.objects.visible_to(access).filter(pk__in=times).values_list("pk", flat=True))
    labels = rapport.categorieen
    return [
        {
            "pk": melding.pk,
            "kenmerk": melding.kenmerk,
            "bron": melding.bron_kenmerk,
            "zaak": melding.zaak.kenmerk if melding.zaak else "",
            "ontvangen_op": long_date(melding.ontvangen_op),
            "wat": labels[melding.categorie].label if melding.categorie in labels else melding.categorie,
            "keer": 1,
        }
        for melding in found
        if melding.zaak_id in zaken or melding.pk in others
    ]


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
