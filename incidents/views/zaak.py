"""The page of one incident: where it stands, the one next action, the four tracks and the rest."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework.acties import aanbod
from casework.acties.termijntekst import term_in_words
from casework.datums import in_full, with_time
from casework.dossier import attach_people, people_in
from casework.tijdlijn import people_in_history
from incidents import lifecycle, permissions
from incidents.lists import Dossierdeel
from incidents.models import Incident, dossier
from incidents.services import contact, naamloos
from incidents.services.people import DELEN
from incidents.views import tijdlijn
from incidents.views.secties import sections_of
from incidents.views.secties.feiten import ernst_in_words
from incidents.views.secties.sporen import tracks
from incidents.views.werkstroom import WERK, way_back
from incidents.views.zicht import Incidentzicht
from ledger import audit
from ledger.models import AuditRegel
from organisations import opening
from organisations.guards import ask_who_again, requires_access
from organisations.models import User

# That somebody looked whether this person is known, or found out: a hint of who it is.
OVER_WIE = ("identiteit_gezocht", "identiteit_ook_voor_aangifte", "herhaling_vastgesteld")
DAGEN = 5  # of the history shown at once; the earlier ones fold out


@requires_access
def agressie_zaak(request: HttpRequest, kenmerk: str) -> HttpResponse:
    case = WERK.fetch(request, kenmerk)
    return page_of(request, case, Incidentzicht.of(request.access, case))


def page_of(request: HttpRequest, case: Incident, zicht: Incidentzicht) -> HttpResponse:
    """What ``zicht`` gives of this incident, which was fetched for who asks."""
    access = request.access
    dossier.load(case, besloten=zicht.besloten)
    if permissions.asks_who_again(access, case):
        ask_who_again(request)
    lines = _history(case, zicht)
    people = User.objects.in_bulk(people_in(case) | people_in_history(lines, DELEN))
    attach_people(case, people)
    offered = aanbod.offer(WERK, case, access)
    following = aanbod.next_action(WERK, case, offered)
    secties = sections_of(case, zicht)
    days = tijdlijn.timeline(lines, people, naamloos=case.namen_verwijderd_op is not None)
    context = {
        "case": case,
        "terug": zicht.terug or way_back(access),
        "wie_keek": reverse("agressie_wie_keek", args=[case.kenmerk]) if zicht.lezers else "",
        "zicht": zicht,
        "status": WERK.status_in_words(case),
        "soort": case.get_soort_display(),
        "ernst": ernst_in_words(case),
        "gebeurd": f"Gebeurd {in_full(case.voorval_op)} · Gemeld {in_full(case.ontvangen_op)}",
        "merken": marks(case),
        "namen": _names(case),
        "deel": WERK.part_of(case, access),
        "termijn": term_in_words(lifecycle.REGISTER, case.termijn_op, case.termijn_code, zicht.today),
        "nieuw": new_messages(case) if zicht.slachtoffer else [],
        "volgende": following,
        "aanbod": offered,
        "secties": secties,
        "mensen": _people(case) if zicht.slachtoffer else [],
        "tijdlijn": days[:DAGEN],
        "eerder": days[DAGEN:],
    } | _each_once(case, zicht, offered, following, secties)
    if zicht.identiteit and any(v.persoon_id for v in case.veroorzakers.all()):
        opening.tells(request, namen="veroorzaker")
    if context["nieuw"] and request.method == "GET":
        contact.read_by_handler(case)
    return render(request, "incidents/zaak/zaak.html", context)


def _names(case: Incident) -> str:
    """How long names stand in a closed incident."""
    if day := naamloos.day_for(case):
        return f"Namen en verhalen worden verwijderd op {in_full(day)}."
    if case.namen_verwijderd_op and case.status == lifecycle.GESLOTEN:
        return f"Namen en verhalen zijn verwijderd op {in_full(case.namen_verwijderd_op)}."
    return ""


# Asked for each person, measure or thing: their links stay where those stand.
PER_RIJ = (
    "nazorg_vastleggen",
    "slachtoffer_bijwerken",
    "schade_bijwerken",
    "verbeteractie_afronden",
    "zorgvuldigheid_vastleggen",
    "maatregel_voorleggen",
    "maatregel_besluiten",
    "maatregel_evalueren",
    "brief_maken",
    "spoor_afronden",
    "spoor_overslaan",
)


def _each_once(
    case: Incident,
    zicht: Incidentzicht,
    offered: aanbod.Aanbod,
    following: aanbod.Volgende | None,
    secties: list[dict],
) -> dict[str, Any]:
    """Each action in one place: the button, else its section, else its track, else folded with the rest."""
    kan, button = dict(offered.mogelijk), following.knop if following else None
    beside = kan.pop("licht_afdoen", None) if button and button.verb != "licht_afdoen" else None
    if case.dossierdeel == Dossierdeel.BESTUURLIJK:  # there is no team that somebody is not of
        kan.pop("niet_mijn_medewerker", None)
    if button and button.verb not in PER_RIJ:
        kan.pop(button.verb, None)
    left = {verb: actie for verb, actie in kan.items() if not _shown(verb, secties, zicht)}
    cards = tracks(case, zicht, left)
    in_track = {actie.verb for card in cards for actie in card.acties}
    done = in_track | ({button.verb} if button else set())
    rest = aanbod.Aanbod({verb: actie for verb, actie in left.items() if verb not in done})
    return {"kan": kan, "sporen": cards, "ernaast": beside, "groepen": rest.groups(WERK)}


def _shown(verb: str, secties: list[dict], zicht: Incidentzicht) -> bool:
    return any(verb in deel["acties"] for deel in secties) or (verb == "toewijzen" and zicht.slachtoffer)


def new_messages(case: Incident) -> list[dict[str, str]]:
    """What the reporter wrote and nobody read yet."""
    unread = (b for b in case.berichten.all() if b.van_melder and b.gelezen_at is None)
    return [{"tekst": b.tekst, "wanneer": with_time(b.created_at)} for b in unread]


def _history(case: Incident, zicht: Incidentzicht) -> list[AuditRegel]:
    if not zicht.geschiedenis:
        return []
    return [line for line in audit.timeline(case) if zicht.identiteit or line.verb not in OVER_WIE]


def marks(case: Incident) -> list[dict[str, str]]:
    """What stands beside the status."""
    found = (
        (case.ingetrokken_op, "Ingetrokken", "let-op"),
        (case.heropend and case.status in lifecycle.OPEN, "Heropend", "let-op"),
        (case.namens, "Gemeld voor een ander", ""),
        (case.dossierdeel == Dossierdeel.BESTUURLIJK, "Politieke ambtsdrager", ""),
    )
    return [{"tekst": text, "toon": tone} for holds, text, tone in found if holds]


def _people(case: Incident) -> list[dict[str, Any]]:
    told = (
        ("Gemeld door", case.melder),
        (WERK.who(case, lifecycle.LEIDINGGEVENDE).capitalize(), case.leidinggevende),
        ("Coördinator", case.coordinator),
        ("Bevoegd gezag", case.bevoegd_gezag),
    )
    nobody = {"Coördinator": "Alle coördinatoren samen"}
    return [{"label": label, "waarde": user.naam if user else nobody.get(label, "")} for label, user in told]
