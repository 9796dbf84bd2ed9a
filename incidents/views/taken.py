"""What is asked of a leidinggevende in the incidents of the own team, and of who decides on measures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from casework.acties.termijntekst import Termijntekst, term_in_words
from casework.datums import in_full
from casework.taken import MAXIMUM, tasks
from incidents import lifecycle, permissions
from incidents.forms.woorden import VRAAG_HOE_HET_GAAT
from incidents.lifecycle import LEIDINGGEVENDE, LIFECYCLE, REGISTER, SPOORTERMIJNEN, TERMIJN_ACTIES
from incidents.lists import Dossierdeel, Spoorsoort, Spoorstatus
from incidents.models import Incident, IncidentBericht, Politiebesluit, Reactie, Slachtoffer, Spoor
from incidents.services import requirements
from incidents.views.werkstroom import WERK
from organisations.guards import requires_recht

NAZORG = (Spoorsoort.OPVANG, Spoorsoort.VEROORZAKER)
AANGIFTE = (Spoorsoort.POLITIE, Spoorsoort.ORGANISATIE)


@dataclass(frozen=True)
class Taak:
    """One of the three tasks of an incident: done, or open with its first term and one link."""

    label: str
    klaar: bool
    termijn: Termijntekst | None
    url: str


@dataclass(frozen=True)
class EigenIncident:
    """An incident of the own team, as its card on the list shows it."""

    kenmerk: str
    url: str
    wie: str
    wat: str
    aangifte: str
    geschrokken: list[str]
    nieuw: bool
    licht_url: str
    weg_url: str
    taken: list[Taak]


@requires_recht(permissions.may, "taken_openen")
def agressie_taken(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    visible = Incident.objects.visible_to(access)
    team = visible.filter(permissions.receives(access), status__in=lifecycle.OPEN)
    own = list(with_clocks(team)[:MAXIMUM])
    _read_for_lightness(own)
    asked = request.GET.get("incident", "")
    own.sort(key=lambda case: (case.kenmerk != asked, case.contact_op is not None, not case.nieuw_bericht))
    others = visible.filter(permissions.decides(access)).exclude(pk__in=[case.pk for case in own])
    context = tasks(WERK, others, access, today, anders="ter informatie")
    context |= {
        "eigen": [card(case, today) for case in own],
        "leidt": permissions.can_receive(access),
        "besluit": permissions.can_decide(access),
    }
    return render(request, "incidents/taken/taken.html", context)


def with_clocks(cases: QuerySet[Incident]) -> QuerySet[Incident]:
    """With the tracks that are open, what was done in them, and the first term of each task."""
    tracks = Spoor.objects.filter(incident=OuterRef("pk"), status=Spoorstatus.OPEN)
    reacted = Reactie.objects.filter(incident=OuterRef("pk"), gegeven_op__isnull=False)
    unread = IncidentBericht.objects.filter(incident=OuterRef("pk"), van_melder=True, gelezen_at=None)
    decided = Politiebesluit.objects.filter(incident=OuterRef("pk"), besloten_op__isnull=False)
    return (
        cases.annotate(
            open_sporen=ArraySubquery(tracks.values("soort")),
            gereageerd=Exists(reacted),
            besloten=Exists(decided),
            nieuw_bericht=Exists(unread),
            klok_nazorg=_first_term(NAZORG),
            klok_aangifte=_first_term(AANGIFTE),
        )
        .prefetch_related(Prefetch("slachtoffers", Slachtoffer.objects.select_related("user")))
        .order_by("termijn_op", "pk")
    )


def _read_for_lightness(cases: list[Incident]) -> None:
    """What decides whether an incident can be closed in one go, of those that are light by themselves."""
    light = [case for case in cases if requirements.is_light(case)]
    prefetch_related_objects(light, "arbomeldingen", "politiecontacten", "maatregelen")


def _is_light(case: Incident) -> bool:
    return requirements.is_light(case) and not requirements.licht(case)


def _first_term(sporen: tuple[str, ...]) -> Subquery:
    codes = [code for soort in sporen for code in SPOORTERMIJNEN[soort]]
    running = WERK.running_terms().filter(code__in=codes).order_by("verloopt_op", "pk")
    return Subquery(running.values(t=JSONObject(code="code", op="verloopt_op"))[:1])


def card(case: Any, today: date) -> EigenIncident:
    what = case.get_hoofdcategorie_display() or case.get_soort_display()
    return EigenIncident(
        kenmerk=case.kenmerk,
        url=WERK.url_of(case),
        wie=", ".join(str(hurt) for hurt in case.slachtoffers.all()),
        wat=f"{what}, {in_full(case.voorval_op)}",
        aangifte=", ".join(
            f"{hurt.get_aangifte_gewenst_display().lower()}"
            for hurt in case.slachtoffers.all()
            if hurt.aangifte_gewenst
        ),
        geschrokken=_shaken(case),
        nieuw=case.nieuw_bericht,
        licht_url=_action(case, "licht_afdoen") if _is_light(case) else "",
        weg_url=_action(case, "niet_mijn_medewerker") if case.dossierdeel == Dossierdeel.AMBTELIJK else "",
        taken=_three(case, today),
    )


def _shaken(case: Any) -> list[str]:
    """As long as the care lasts; whose it is, where there are more."""
    if Spoorsoort.OPVANG not in case.open_sporen:
        return []
    people = list(case.slachtoffers.all())
    return [
        VRAAG_HOE_HET_GAAT if len(people) == 1 else f"{hurt}: {VRAAG_HOE_HET_GAAT}"
        for hurt in people
        if hurt.geschrokken
    ]


def _three(case: Any, today: date) -> list[Taak]:
    """Each with its first term, and the link to what that term asks; without a term, to what is left."""
    care, response = (soort in case.open_sporen for soort in NAZORG)
    police = Spoorsoort.POLITIE in case.open_sporen
    second = "nazorg_vastleggen" if care else "reactie_vastleggen" if not case.gereageerd else ""
    third = "politie_besluiten" if police and not case.besloten else ""
    return [
        Taak(
            "Contact met uw medewerker", case.contact_op is not None, None, _action(case, "contact_opnemen")
        ),
        _task(case, "Nazorg en maatregelen", care or response, case.klok_nazorg, second, today),
        _task(
            case,
            "Aangifte en schade",
            police or Spoorsoort.ORGANISATIE in case.open_sporen,
            case.klok_aangifte,
            third,
            today,
        ),
    ]


def _task(case: Any, label: str, todo: bool, clock: dict | None, otherwise: str, today: date) -> Taak:
    verb = TERMIJN_ACTIES[clock["code"]] if clock else otherwise
    if verb and LEIDINGGEVENDE not in LIFECYCLE.by_verb[verb].who:
        verb = ""  # somebody else ends it; the page of the incident says who
    asked = WERK.vraag_bij(clock["code"]) if clock and verb else ""
    return Taak(label, not todo, _clock(clock, today), _action(case, verb) + asked.replace("?", "&"))


def _action(case: Incident, verb: str) -> str:
    """The page of this action, which leads back here; without one, the page of the incident."""
    return f"{reverse(WERK.actie_url, args=[case.kenmerk, verb])}?terug=taken" if verb else WERK.url_of(case)


def _clock(found: dict | None, today: date) -> Termijntekst | None:
    return term_in_words(REGISTER, date.fromisoformat(found["op"]), found["code"], today) if found else None
