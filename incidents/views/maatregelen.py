"""The board of measures: what waits for a decision, what must be evaluated, what ends and what runs."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, CharField, DateField, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.acties.termijntekst import Termijntekst, term_in_words
from casework.datums import in_full
from incidents import permissions
from incidents.lifecycle import COORDINATOR, REGISTER
from incidents.lists import VeroorzakerMaatregelCode
from incidents.models import Incident, IncidentTermijn, Veroorzakermaatregel
from incidents.services.maatregel import EVALUATIE
from organisations import opening
from organisations.access import Access
from organisations.guards import ask_who_again, requires_access

Status = Veroorzakermaatregel.Status
BINNENKORT = timedelta(weeks=4)
MEEST = 500  # rows; more is for the reports
GROEPEN = (
    ("besluit", "Wacht op een besluit"),
    ("evaluatie", "Evaluatie nodig"),
    ("eindigt", "Eindigt binnen 4 weken"),
    ("loopt", "Loopt"),
)


@requires_access
def agressie_maatregelen(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    if not permissions.can_see_board(access):
        raise Http404
    rows = list(measures(access, today)[:MEEST])
    kind = request.GET.get("soort", "")
    shown = [m for m in rows if m.maatregel == kind] if kind in VeroorzakerMaatregelCode else rows
    if named := {m.incident_id for m in shown if m.wie}:
        ask_who_again(request)
        opening.opens(
            request,
            opening.NAMEN,
            access.organisation,
            rol=COORDINATOR,
            register=REGISTER,
            namen="veroorzaker",
            gevallen=sorted(named),
        )
    context = {
        "groepen": grouped(shown, today),
        "soorten": kinds(rows, kind),
        "gekozen": kind if kind in VeroorzakerMaatregelCode else "",
        "meer": len(rows) == MEEST,
        "kan_brieven": permissions.can_edit_letters(access),
    }
    return render(request, "incidents/maatregelen/maatregelen.html", context)


def measures(access: Access, today: date) -> QuerySet[Veroorzakermaatregel]:
    """What was laid before or runs, in the incidents this person may open, in one query; the name of the
    veroorzaker only where they coordinate in person."""
    due = IncidentTermijn.objects.filter(maatregel=OuterRef("pk"), code=EVALUATIE, gestopt_op=None)
    first = due.values("maatregel").annotate(day=Min("verloopt_op")).values("day")
    named = When(
        permissions.coordinates(access.in_person, "incident__"), then=F("veroorzaker__persoon__naam")
    )
    running = Q(status=Status.OPGELEGD, eindigt_op__gte=today)
    return (
        Veroorzakermaatregel.objects.filter(incident__in=Incident.objects.visible_to(access))
        .filter(running | Q(status=Status.VOORGELEGD))
        .select_related("incident")
        .annotate(
            evaluatie_op=Subquery(first, output_field=DateField()),
            wie=Case(named, default=Value(""), output_field=CharField()),
        )
        .order_by("eindigt_op", "pk")
    )


def group_of(m: Veroorzakermaatregel, today: date) -> str:
    if m.status == Status.VOORGELEGD:
        return "besluit"
    if m.evaluatie_op and m.evaluatie_op <= today + timedelta(days=3):
        return "evaluatie"
    return "eindigt" if m.eindigt_op <= today + BINNENKORT else "loopt"


def grouped(rows: Iterable[Veroorzakermaatregel], today: date) -> list[dict]:
    found: dict[str, list[dict]] = {code: [] for code, _ in GROEPEN}
    for m in rows:
        found[group_of(m, today)].append(_row(m, today))
    return [{"code": code, "label": label, "rijen": found[code]} for code, label in GROEPEN if found[code]]


def _row(m: Veroorzakermaatregel, today: date) -> dict:
    return {
        "kenmerk": m.incident.kenmerk,
        "wat": m.get_maatregel_display(),
        "wie": m.wie or "",
        "verlenging": bool(m.verlengt_id),
        "ingaat": in_full(m.ingaat_op),
        "eindigt": in_full(m.eindigt_op),
        "evaluatie": _evaluation(m, today),
        "voorgelegd": in_full(m.voorgelegd_op) if m.status == Status.VOORGELEGD else "",
    }


def _evaluation(m: Veroorzakermaatregel, today: date) -> Termijntekst | None:
    return term_in_words(REGISTER, m.evaluatie_op, EVALUATIE, today) if m.evaluatie_op else None


def kinds(rows: Iterable[Veroorzakermaatregel], chosen: str) -> list[dict]:
    """How many of each kind, in the order of the ladder."""
    counts = Counter(m.maatregel for m in rows)
    return [
        {"code": code.value, "label": code.label, "aantal": counts[code], "actief": code == chosen}
        for code in VeroorzakerMaatregelCode
        if counts[code]
    ]
