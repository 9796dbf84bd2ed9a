"""The werklijst of who coordinates incidents: what is due, what comes next, and whom it waits for."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.acties.termijntekst import Termijntekst, term_in_words
from casework.acties.werkstroom import Stap
from casework.datums import in_full
from casework.kenmerk import normalise
from casework.werklijst import (
    RANGEN,
    Bladzijde,
    blocks,
    ranked,
    steps_of,
    tabs,
    term_of_next_action,
    terms_of,
    with_terms,
)
from incidents import lifecycle, permissions
from incidents.forms.werklijst import IncidentFilter
from incidents.lifecycle import REGISTER
from incidents.lists import Dossierdeel, Incidentsoort, Spoorsoort, Spoorstatus
from incidents.models import Incident, IncidentBericht, Spoor
from incidents.views.werkstroom import WERK
from organisations.access import Access
from organisations.guards import requires_recht

ZOEKEN_VANAF = 3  # characters of a kenmerk
KORT = {
    Spoorsoort.OPVANG: "opvang",
    Spoorsoort.VEROORZAKER: "veroorzaker",
    Spoorsoort.POLITIE: "politie",
    Spoorsoort.ORGANISATIE: "organisatie",
}


@dataclass(frozen=True)
class IncidentRij:
    """One incident in the list, every word of it made already. ``sporen``: those that are open. ``waar``:
    the day it happened and the afdeling."""

    kenmerk: str
    onderwerp: str
    merken: list[str]
    ernst: str
    status: dict[str, str]
    sporen: str
    acties: list[Stap]
    wacht: str
    wacht_op: str
    termijn: Termijntekst | None
    ook: Termijntekst | None
    groep: str
    waar: str


@requires_recht(permissions.may, "werklijst_openen")
def agressie_werklijst(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    form = IncidentFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    cases = listed(access, wanted, today)
    if wanted.get("zoek"):
        found = list(cases.values_list("kenmerk", flat=True)[:2])
        if len(found) == 1:
            return redirect("agressie_zaak", found[0])
    groups = in_groups(cases, access, today)
    page = Bladzijde(request, newest_first=wanted.get("status") == lifecycle.GESLOTEN, by_rang=True)
    page.read(with_words(groups[wanted.get("groep", "")], access, today))
    return render(
        request,
        "incidents/werklijst/werklijst.html",
        {
            "form": form,
            "werk": WERK,
            "groepen": list(
                tabs(WERK, cases, wanted.get("groep", ""), access, today, request, groups=groups)
            ),
            "blokken": blocks(
                [row_of(case, today) for case in page.cases], by_term=not page.newest_first, today=today
            ),
            "gefilterd": any(wanted.values()),
            "heeft_overzicht": permissions.directs(access),
            "vorige_url": page.previous_url,
            "volgende_url": page.next_url,
        },
    )


def in_groups(cases: QuerySet[Incident], access: Access, today: date) -> dict[str, QuerySet[Incident]]:
    """Each incident in one group; one with a message that nobody read is of today."""
    found = ranked(WERK, cases, access, today, nu=Q(Exists(_unread())))
    return {"": found} | {groep: found.filter(rang=n) for n, groep in enumerate(RANGEN)}


def _unread() -> QuerySet[IncidentBericht]:
    return IncidentBericht.objects.filter(incident=OuterRef("pk"), van_melder=True, gelezen_at=None)


def listed(access: Access, wanted: dict, today: date) -> QuerySet[Incident]:
    """What was asked for, the group apart: without a status what is open or still has a term. A search
    looks at every status."""
    cases = Incident.objects.visible_to(access)
    if wanted.get("zoek"):
        cases = cases.filter(_called(wanted["zoek"].strip()))
    elif not wanted.get("status"):
        cases = cases.filter(Q(termijn_op__isnull=False) | Q(status__in=lifecycle.OPEN))
    for name in ("status", "soort", "hoofdcategorie"):
        if wanted.get(name):
            cases = cases.filter(**{name: wanted[name]})
    if wanted.get("ernst") == "geen":
        cases = cases.filter(ernst_objectief=None)
    elif wanted.get("ernst"):
        cases = cases.filter(ernst_objectief__in=[int(digit) for digit in wanted["ernst"]])
    if wanted.get("spoor"):
        track = Spoor.objects.filter(incident=OuterRef("pk"), soort=wanted["spoor"], status=Spoorstatus.OPEN)
        cases = cases.filter(Exists(track))
    for name, lookup in (("van", "gte"), ("tot", "lte")):
        if wanted.get(name):
            cases = cases.filter(**{f"voorval_op__{lookup}": wanted[name]})
    if wanted.get("afdeling"):
        cases = cases.filter(afdeling__naam__icontains=wanted["afdeling"].strip())
    if wanted.get("termijn") or wanted.get("stand"):
        cases = WERK.with_term(cases, wanted.get("termijn", ""), wanted.get("stand", ""), today)
    if wanted.get("mijn"):
        cases = cases.filter(coordinator__in=access.user_ids)
    return cases


def _called(typed: str) -> Q:
    """By its reference, from its beginning, or by the one it had before it was imported."""
    code = normalise(typed)
    starts = Q(kenmerk__startswith=code) if len(typed) >= ZOEKEN_VANAF else Q(kenmerk=code)
    return starts | Q(bron_kenmerk=typed)


def with_words(cases: QuerySet[Incident], access: Access, today: date) -> QuerySet[Incident]:
    """With what a row needs: whose turn it is, the term of the next action and the late one that matters
    most, the tracks that are open, and whether the reporter wrote something that nobody read yet."""
    tracks = Spoor.objects.filter(incident=OuterRef("pk"), status=Spoorstatus.OPEN).order_by("pk")
    found = with_terms(WERK, cases.select_related("afdeling"), access, today)
    return found.annotate(
        open_sporen=ArraySubquery(tracks.values("soort")),
        nieuw_bericht=Exists(_unread()),
        actie_termijn=term_of_next_action(WERK),
    )


def row_of(case: Incident, today: date) -> IncidentRij:
    action = WERK.action_of(case)
    termijn, ook = _terms_of(case, today)
    marks = (
        (case.dossierdeel == Dossierdeel.BESTUURLIJK, "ambtsdrager"),
        (case.ingetrokken_op, "ingetrokken"),
        (case.nieuw_bericht, "nieuw bericht"),
        (case.heropend and case.status != lifecycle.GESLOTEN, "heropend"),
    )
    return IncidentRij(
        kenmerk=case.kenmerk,
        onderwerp=_subject(case),
        merken=[word for holds, word in marks if holds],
        ernst=str(case.ernst_objectief or ""),
        status=WERK.status_in_words(case),
        sporen=", ".join(KORT[soort] for soort in case.open_sporen),
        acties=steps_of(WERK, case),
        wacht=WERK.waiting_label(action) if action and not case.mijn_stap else "",
        wacht_op="" if case.mijn_stap else WERK.waits_for(case),
        termijn=termijn,
        ook=ook,
        groep=RANGEN[case.rang],
        waar=" · ".join(filter(None, (in_full(case.voorval_op), case.afdeling and case.afdeling.naam))),
    )


def _terms_of(case: Incident, today: date) -> tuple[Termijntekst | None, Termijntekst | None]:
    """That of the next action, when it has one, and beside it what else is late or first."""
    first, also = terms_of(case, today)
    if not case.actie_termijn:
        return first, also
    day, code, law = (case.actie_termijn[name] for name in ("op", "code", "wettelijk"))
    own = term_in_words(REGISTER, date.fromisoformat(day), code, today, wettelijk=law)
    return (first, also) if first == own else (own, first)


def _subject(case: Incident) -> str:
    """The hoofdcategorie; of hinderlijk contact, which is no aggression, that it is that."""
    if case.soort == Incidentsoort.HINDERLIJK_CONTACT:
        return Incidentsoort.HINDERLIJK_CONTACT.label
    return case.get_hoofdcategorie_display() or "Nog niet bekend"
