"""The werklijst of who coordinates: what is due, what comes next, and whom it waits for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from casework.acties.termijntekst import Termijntekst, urgency
from casework.acties.werkstroom import Stap
from casework.datums import in_full
from casework.kenmerk import normalise
from casework.lists import Lijsten
from casework.werklijst import GROEPEN, Bladzijde, blocks, in_group, steps_of, tabs, terms_of, with_terms
from integrity import lifecycle, permissions
from integrity.forms.werklijst import WerklijstFilter
from integrity.lifecycle import REGISTER
from integrity.models import Bericht, Melding, Zaak
from integrity.views.werkstroom import WERK
from organisations.access import Access
from organisations.guards import requires_recht

ZOEKEN_VANAF = 3  # characters of a kenmerk
CONTROLE_OP_MELDER = "benadelingscheck"  # never goes before the zaak itself


@dataclass(frozen=True)
class Rij:
    """One zaak in a list, every word of it made already."""

    kenmerk: str
    onderwerp: str
    merken: list[str]
    status: dict[str, str]
    acties: list[Stap]
    wacht: str
    wacht_op: str
    termijn: Termijntekst | None
    ook: Termijntekst | None
    coordinator: str
    ontvangen: str
    groep: str


@requires_recht(permissions.may, "werklijst_openen")
def werklijst(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    lijsten = Lijsten(access.organisation, REGISTER)
    form = WerklijstFilter(request.GET, lijst=lijsten.on(today))
    form.is_valid()
    wanted = form.cleaned_data
    zaken = listed(access, wanted, today)
    if wanted.get("zoek"):
        found = list(zaken.values_list("kenmerk", flat=True)[:2])
        if len(found) == 1:
            return redirect("zaak", found[0])
    groups = in_groups(zaken, access, today)
    page = Bladzijde(request, newest_first=wanted.get("status") == lifecycle.GESLOTEN)
    page.read(with_words(groups[wanted.get("groep", "")], access, today))
    rows = [row_of(zaak, lijsten, today) for zaak in page.cases]
    return render(
        request,
        "integrity/werklijst/werklijst.html",
        {
            "form": form,
            "werk": WERK,
            "groepen": list(
                tabs(WERK, zaken, wanted.get("groep", ""), access, today, request, groups=groups)
            ),
            "blokken": blocks(rows, by_term=not page.newest_first, today=today),
            "gefilterd": any(wanted.values()),
            "vorige_url": page.previous_url,
            "volgende_url": page.next_url,
        },
    )


def in_groups(zaken: QuerySet[Zaak], access: Access, today: date) -> dict[str, QuerySet[Zaak]]:
    return {groep: in_group(WERK, zaken, groep, access, today) for groep, _ in GROEPEN}


def listed(access: Access, wanted: dict, today: date) -> QuerySet[Zaak]:
    """What was asked for, the group apart: without a status what runs or still has a term. A search looks at
    closed zaken too, and at old references."""
    zaken = Zaak.objects.visible_to(access)
    if not wanted.get("zoek") and not wanted.get("status"):
        zaken = zaken.filter(Q(termijn_op__isnull=False) | Q(status__in=lifecycle.LOPEND))
    if wanted.get("termijn") or wanted.get("stand"):
        zaken = WERK.with_term(zaken, wanted.get("termijn", ""), wanted.get("stand", ""), today)
    typed = (wanted.get("zoek") or "").strip()
    if typed:
        code = normalise(typed)
        meldingen = Melding.objects.filter(zaak=OuterRef("pk")).filter(
            Q(kenmerk=code) | Q(bron_kenmerk=typed)
        )
        starts = Q(kenmerk__startswith=code) if len(typed) >= ZOEKEN_VANAF else Q(kenmerk=code)
        zaken = zaken.filter(starts | Exists(meldingen))
    if wanted.get("status"):
        zaken = zaken.filter(status=wanted["status"])
    if wanted.get("categorie"):
        about = Melding.objects.filter(zaak=OuterRef("pk"), categorie=wanted["categorie"])
        zaken = zaken.filter(Exists(about))
    if wanted.get("mijn"):
        zaken = zaken.filter(coordinator__in=access.user_ids)
    return zaken


def with_words(zaken: QuerySet[Zaak], access: Access, today: date) -> QuerySet[Zaak]:
    """With what a row needs: the category of the first melding (of an emptied zaak: the one it began
    with), whose turn it is, whether the melder wrote something that nobody read yet or withdrew, and the
    late term that matters most: by law first, a check on the melder never."""
    first = Melding.objects.filter(zaak=OuterRef("pk")).order_by("pk")
    began = Melding.objects.filter(eigen_zaak=OuterRef("pk")).order_by("pk")
    withdrawn = Melding.objects.filter(zaak=OuterRef("pk"), ingetrokken_op__isnull=False)
    unread = Bericht.objects.filter(melding__zaak=OuterRef("pk"), van_melder=True, gelezen_at=None)
    return (
        with_terms(WERK, zaken, access, today, never=[CONTROLE_OP_MELDER])
        .select_related("coordinator")
        .annotate(
            categorie=Coalesce(
                Subquery(first.values("categorie")[:1]), Subquery(began.values("categorie")[:1])
            ),
            nieuw_bericht=Exists(unread),
            ingetrokken=Exists(withdrawn),
        )
    )


def row_of(zaak: Zaak, lijsten: Lijsten, today: date) -> Rij:
    action = WERK.action_of(zaak)
    termijn, ook = terms_of(zaak, today)
    marks = (
        (zaak.ingetrokken, "ingetrokken"),
        (zaak.opgegaan_in_id, "gevoegd"),
        (zaak.nieuw_bericht, "nieuw bericht"),
        (zaak.heropend and zaak.status != lifecycle.GESLOTEN, "heropend"),
        (zaak.misstand, "misstand"),
        (zaak.ondermijning, "ondermijning"),
    )
    categorie = lijsten.on(zaak.ontvangen_op).label(zaak.categorie) if zaak.categorie else "Onbekend"
    return Rij(
        kenmerk=zaak.kenmerk,
        onderwerp=categorie,
        merken=[word for holds, word in marks if holds],
        status=WERK.status_in_words(zaak),
        acties=steps_of(WERK, zaak, own_first=[CONTROLE_OP_MELDER]),
        wacht=WERK.waiting_label(action) if action and not zaak.mijn_stap else "",
        wacht_op="" if zaak.mijn_stap else WERK.waits_for(zaak),
        termijn=termijn,
        ook=ook,
        coordinator=zaak.coordinator.naam if zaak.coordinator else "",
        ontvangen=in_full(zaak.ontvangen_op),
        groep=urgency(zaak.termijn_op, today) if zaak.termijn_op else "later",
    )
