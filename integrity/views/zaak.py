"""The page of one zaak: where it stands, the one next action, and what everybody may see of the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from casework.acties import aanbod
from casework.acties.termijntekst import Termijntekst, term_in_words
from casework.datums import in_full
from casework.dossier import attach_people, people_in
from casework.lists import Lijsten
from casework.tijdlijn import people_in_history
from integrity import permissions
from integrity.lifecycle import REGISTER
from integrity.models import Melding, Zaak, dossier
from integrity.services import zorg
from integrity.services.people import DELEN
from integrity.views import secties, tijdlijn
from integrity.views.werkstroom import WERK, way_back
from integrity.views.zicht import TERMIJNEN_MELDER, Zicht
from ledger import audit
from organisations import opening
from organisations.access import Access
from organisations.guards import ask_who_again, requires_access
from organisations.models import Afdeling, User

DAGEN = 5  # of the history shown at once; the earlier ones fold out


@requires_access
def zaak(request: HttpRequest, kenmerk: str) -> HttpResponse:
    found = WERK.fetch(request, kenmerk)
    return page_of(request, found, Zicht.of(request.access, found))


def page_of(request: HttpRequest, found: Zaak, zicht: Zicht) -> HttpResponse:
    """What ``zicht`` gives of this zaak, which was fetched for who asks."""
    access, today = request.access, timezone.localdate()
    dossier.load(found, besloten=zicht.besloten)
    if permissions.asks_who_again(access, found):
        ask_who_again(request)
    lines = audit.timeline(found) if zicht.geschiedenis else []
    people = User.objects.in_bulk(people_in(found) | people_in_history(lines, DELEN))
    attach_people(found, people)
    woorden = _words(found, zicht)
    offered = aanbod.offer(WERK, found, access)
    context = {
        "zaak": found,
        "terug": zicht.terug or way_back(access),
        "wie_keek": reverse("zaak_wie_keek", args=[found.kenmerk]) if zicht.lezers else "",
        "zicht": zicht,
        "status": WERK.status_in_words(found),
        "merken": secties.marks(found, zicht),
        "termijn": _term(found, zicht),
        "kenmerken": _references(found, zicht),
        "deel": WERK.part_of(found, access),
        "volgende": aanbod.next_action(WERK, found, offered),
        "aanbod": offered,
        "kan": offered.mogelijk,
        "groepen": offered.groups(WERK),
        "termijnen": secties.termijn_section(found, zicht, today),
        "mensen": secties.people_section(found, zicht) if not zicht.lijn or zicht.dossier else [],
        "onderwerp": _subject(found, woorden) if zicht.dossier or zicht.meldingen else "",
        "ontvangen": in_full(found.ontvangen_op),
    }
    context |= _sections(found, zicht, access, woorden)
    joined = tijdlijn.joined_in_history(lines) | ({found.opgegaan_in_id} - {None})
    references = _references_of(joined, access)
    context["gevoegd_bij"] = references.get(found.opgegaan_in_id, "")
    if zicht.geschiedenis:
        days = tijdlijn.timeline(lines, people, woorden.categorieen, references)
        context |= {"tijdlijn": days[:DAGEN], "eerder": days[DAGEN:]}
    if any(m["naam_getoond"] for m in context["meldingen"]):
        opening.tells(request, namen="melder")
    unread = any(b["nieuw"] for m in context["meldingen"] for b in m["eerder"] + m["berichten"])
    if unread and zicht.zorg and request.method == "GET":
        zorg.read_by_handler(found)
    return render(request, "integrity/zaak/zaak.html", context)


def _sections(found: Zaak, zicht: Zicht, access: Access, woorden: secties.Woorden) -> dict:
    meldingen = list(found.meldingen.all()) if zicht.meldingen else []
    seen = {
        "meldingen": [secties.melding_section(m, zicht, access, woorden) for m in meldingen],
        "voorstellen": secties.voorstel_section(found) if zicht.meldingen else [],
        "notities": found.notities.all() if zicht.notities else [],
        "zorg": secties.zorg_section(found, woorden.today) if zicht.zorg else {},
    }
    if zicht.dossier:
        seen |= {
            "beoordelingen": secties.beoordeling_section(found, zicht),
            "lijn": secties.lijn_section(found),
            "heropeningen": secties.heropen_section(found),
            "onderzoeken": secties.onderzoek_section(found),
            "ordes": secties.order_section(found),
            "verbeteracties": secties.verbeter_section(found),
        }
    elif zicht.lijn:
        seen["lijn"] = [part for part in secties.lijn_section(found) if part["loopt"]]
    if zicht.dossier or zicht.lijn:
        seen["betrokkenen"] = secties.betrokkene_section(found, woorden)
    return seen


def _words(found: Zaak, zicht: Zicht) -> secties.Woorden:
    lijsten = Lijsten.all_of(found.organisation, REGISTER)
    wanted = {m.afdeling_id for m in found.meldingen.all()} - {None} if zicht.meldingen else set()
    names = dict(Afdeling.objects.filter(pk__in=wanted).values_list("pk", "naam")) if wanted else {}
    return secties.Woorden(
        categorieen=lijsten["categorie"].on(found.ontvangen_op),
        maatregelen=lijsten["maatregel"].on(found.ontvangen_op),
        afdelingen=names,
        today=timezone.localdate(),
    )


def _subject(found: Zaak, woorden: secties.Woorden) -> str:
    """The category of the first melding; of an emptied zaak that of the one that it began with."""
    first = min(found.meldingen.all(), key=lambda m: m.pk, default=None)
    if first is None and found.opgegaan_in_id:
        first = Melding.objects.filter(eigen_zaak=found).only("categorie").order_by("pk").first()
    return woorden.categorie(first.categorie) if first else ""


def _references_of(ids: set[int], access: Access) -> dict[int, str]:
    """The references of other zaken, of those alone that this person may open."""
    if not ids:
        return {}
    return dict(Zaak.objects.visible_to(access).filter(pk__in=ids).values_list("pk", "kenmerk"))


def _term(found: Zaak, zicht: Zicht) -> Termijntekst | None:
    """The first term; for who may not read the melding, that of the step."""
    today = timezone.localdate()
    if zicht.meldingen:
        return term_in_words(REGISTER, found.termijn_op, found.termijn_code, today)
    running = [
        t
        for t in found.termijnen.all()
        if t.gestopt_op is None and t.opgeschort_op is None and t.code not in TERMIJNEN_MELDER
    ]
    first = min(running, key=lambda t: (t.verloopt_op, t.pk), default=None)
    return term_in_words(REGISTER, first.verloopt_op, first.code, today) if first else None


def _references(found: Zaak, zicht: Zicht) -> list[str]:
    """The references of the meldingen; an imported one has its old one beside it."""
    if not zicht.meldingen:
        return []
    return [m.bron_kenmerk or m.kenmerk for m in found.meldingen.all()]
