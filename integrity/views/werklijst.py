"""The werklijst of who coordinates: what is due, what comes next, and whom it waits for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from casework.datums import in_full
from casework.kenmerk import normalise
from casework.lists import Lijsten
from integrity import lifecycle
from integrity.forms.werklijst import GROEPEN, WerklijstFilter
from integrity.lifecycle import REGISTER
from integrity.models import Bericht, Melding, Zaak, ZaakTermijn
from integrity.views import weergave
from organisations.access import Access
from organisations.guards import requires_rol
from organisations.roles import COORDINEERT

PER_PAGINA = 50
MAXIMUM = 1_000  # a larger number is shown as "1000+"
ZOEKEN_VANAF = 3  # characters of a kenmerk


@dataclass(frozen=True)
class Rij:
    """One zaak in a list, every word of it made already."""

    kenmerk: str
    onderwerp: str
    merken: list[str]
    status: dict[str, str]
    acties: list[weergave.Stap]
    wacht: str
    wacht_op: str
    termijn: weergave.Termijntekst | None
    ook: weergave.Termijntekst | None
    coordinator: str
    ontvangen: str
    groep: str


@requires_rol(*COORDINEERT)
def werklijst(request: HttpRequest) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    lijsten = Lijsten(access.organisation, REGISTER)
    form = WerklijstFilter(request.GET, lijst=lijsten.on(today))
    form.is_valid()
    wanted = form.cleaned_data
    zaken = filtered(Zaak.objects.visible_to(access), wanted, access)
    if wanted.get("zoek"):
        found = list(zaken.values_list("kenmerk", flat=True)[:2])
        if len(found) == 1:
            return redirect("zaak", found[0])
    elif not wanted.get("status"):
        zaken = zaken.filter(Q(termijn_op__isnull=False) | Q(status__in=lifecycle.LOPEND))
    page = Bladzijde(request, newest_first=wanted.get("status") == lifecycle.GESLOTEN)
    page.read(with_words(zaken_in_group(zaken, wanted.get("groep", ""), access, today), access))
    rows = [row_of(zaak, lijsten, today) for zaak in page.zaken]
    return render(
        request,
        "integrity/werklijst/werklijst.html",
        {
            "form": form,
            "groepen": list(groups(zaken, wanted.get("groep", ""), access, today, request)),
            "blokken": blocks(rows, by_term=not page.newest_first, today=today),
            "gefilterd": any(wanted.values()),
            "vorige_url": page.previous_url,
            "volgende_url": page.next_url,
        },
    )


def filtered(zaken: QuerySet[Zaak], wanted: dict, access: Access) -> QuerySet[Zaak]:
    """What was asked for, the group apart. A search looks at closed zaken too, and at old references."""
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


def zaken_in_group(zaken: QuerySet[Zaak], groep: str, access: Access, today: date) -> QuerySet[Zaak]:
    """By the first term; "wacht" cuts across: whatever the next step of is somebody else's, late or not."""
    week = today + timedelta(days=weergave.DEZE_WEEK)
    if groep == "wacht":
        waits = weergave.with_turns(zaken, access).filter(mijn_stap=False)
        return waits.exclude(volgende_actie="", opgeschort_op=None)
    by_term = {
        "te-laat": Q(termijn_op__lt=today),
        "vandaag": Q(termijn_op=today),
        "deze-week": Q(termijn_op__gt=today, termijn_op__lte=week),
        "later": Q(termijn_op__gt=week) | Q(termijn_op=None),
    }
    return zaken.filter(by_term.get(groep, Q()))


def groups(
    zaken: QuerySet[Zaak], chosen: str, access: Access, today: date, request: HttpRequest
) -> Iterator[dict]:
    """The tabs with how many each holds, counted in one query up to the maximum."""
    queries = [
        zaken_in_group(zaken, code, access, today)
        .order_by()
        .values_list(Value(code, output_field=CharField()))[: MAXIMUM + 1]
        for code, _ in GROEPEN
    ]
    counted: dict[str, int] = {}
    for (code,) in queries[0].union(*queries[1:], all=True):
        counted[code] = counted.get(code, 0) + 1
    for code, label in GROEPEN:
        number = counted.get(code, 0)
        yield {
            "label": label,
            "aantal": f"{MAXIMUM}+" if number > MAXIMUM else str(number),
            "url": url_with(request, groep=code, na="", voor=""),
            "actief": code == chosen,
        }


def with_words(zaken: QuerySet[Zaak], access: Access) -> QuerySet[Zaak]:
    """With what a row needs: the category of the first melding (of an emptied zaak: the one it began
    with), whether it is this person's turn, whether the melder wrote something that nobody read yet or
    withdrew, and the late term that matters most: by law first, a check on the melder never."""
    first = Melding.objects.filter(zaak=OuterRef("pk")).order_by("pk")
    began = Melding.objects.filter(eigen_zaak=OuterRef("pk")).order_by("pk")
    withdrawn = Melding.objects.filter(zaak=OuterRef("pk"), ingetrokken_op__isnull=False)
    running = ZaakTermijn.objects.filter(zaak=OuterRef("pk"), gestopt_op=None, opgeschort_op=None)
    late = running.filter(verloopt_op__lt=timezone.localdate()).exclude(code="benadelingscheck")
    shown = JSONObject(code="code", op="verloopt_op", wettelijk="wettelijk")
    unread = Bericht.objects.filter(melding__zaak=OuterRef("pk"), van_melder=True, gelezen_at=None)
    return (
        weergave.with_turns(zaken, access)
        .select_related("coordinator")
        .annotate(
            categorie=Coalesce(
                Subquery(first.values("categorie")[:1]), Subquery(began.values("categorie")[:1])
            ),
            nieuw_bericht=Exists(unread),
            ingetrokken=Exists(withdrawn),
            te_laat=Subquery(late.order_by("-wettelijk", "verloopt_op", "pk").values(t=shown)[:1]),
            eerste_wettelijk=Exists(running.filter(code=OuterRef("termijn_code"), wettelijk=True)),
        )
    )


def row_of(zaak: Zaak, lijsten: Lijsten, today: date) -> Rij:
    action = weergave.action_of(zaak)
    mine = [weergave.due_step_of(zaak), weergave.step_of(zaak) if zaak.mijn_stap else None]
    if zaak.mijn_termijn == "benadelingscheck":
        mine.reverse()  # the step of the zaak itself first
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
        status=weergave.status_in_words(zaak),
        acties=[step for step in mine if step],
        wacht=weergave.waiting_label(action) if action and not zaak.mijn_stap else "",
        wacht_op="" if zaak.mijn_stap else weergave.waits_for(zaak),
        termijn=termijn,
        ook=ook,
        coordinator=zaak.coordinator.naam if zaak.coordinator else "",
        ontvangen=in_full(zaak.ontvangen_op),
        groep=weergave.urgency(zaak.termijn_op, today) if zaak.termijn_op else "later",
    )


def terms_of(zaak: Zaak, today: date) -> tuple[weergave.Termijntekst | None, weergave.Termijntekst | None]:
    """The late term that matters most, else the first; and the first, when that is another one."""
    first = weergave.term_in_words(zaak.termijn_op, zaak.termijn_code, today, wettelijk=zaak.eerste_wettelijk)
    if not zaak.te_laat or zaak.te_laat["code"] == zaak.termijn_code:
        return first, None
    day = date.fromisoformat(zaak.te_laat["op"])
    most = weergave.term_in_words(day, zaak.te_laat["code"], today, wettelijk=zaak.te_laat["wettelijk"])
    return most, first


def blocks(rows: Iterable[Rij], *, by_term: bool, today: date) -> list[dict]:
    """The rows under a heading per group; a list of closed zaken has none."""
    if not by_term:
        rows = list(rows)
        return [{"kop": "", "rijen": rows}] if rows else []
    week = in_full(today + timedelta(days=weergave.DEZE_WEEK))
    headings = dict(GROEPEN) | {"deze-week": f"Deze week (tot en met {week})"}
    return [
        {"kop": headings[groep], "rijen": list(of_group)}
        for groep, of_group in groupby(rows, key=lambda row: row.groep)
    ]


def url_with(request: HttpRequest, **changes: str) -> str:
    """This address with other values; an empty value disappears."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


class Bladzijde:
    """One page of a long list, found by where the last one ended (keyset), not by counting rows.

    By the first term, none last; closed zaken by receipt, the newest first. ``na`` and ``voor`` in the
    address hold the day and the id of the row next to the page.
    """

    def __init__(self, request: HttpRequest, *, newest_first: bool) -> None:
        self.request = request
        self.newest_first = newest_first
        self.field = "ontvangen_op" if newest_first else "termijn_op"
        self.after = self._cursor("na")
        self.before = None if self.after else self._cursor("voor")
        self.zaken: list[Zaak] = []
        self.previous_url = self.next_url = ""

    def read(self, zaken: QuerySet[Zaak]) -> None:
        backwards = self.before is not None
        edge = self.before or self.after
        down = self.newest_first != backwards
        if edge:
            zaken = zaken.filter(self._beyond(edge, down))
        day = F(self.field).desc(nulls_first=True) if down else F(self.field).asc(nulls_last=True)
        found = list(zaken.order_by(day, "-pk" if down else "pk")[: PER_PAGINA + 1])
        more = len(found) > PER_PAGINA
        self.zaken = found[:PER_PAGINA][:: -1 if backwards else 1]
        if self.zaken and (more if backwards else edge):
            self.previous_url = url_with(self.request, na="", voor=self._mark(self.zaken[0]))
        if self.zaken and (edge if backwards else more):
            self.next_url = url_with(self.request, voor="", na=self._mark(self.zaken[-1]))

    def _mark(self, zaak: Zaak) -> str:
        day = getattr(zaak, self.field)
        return f"{day.isoformat() if day else ''}_{zaak.pk}"

    def _cursor(self, name: str) -> tuple[date | None, int] | None:
        """What the address says; nonsense is the first page."""
        day, _, pk = self.request.GET.get(name, "").partition("_")
        if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            return None
        try:
            return (parse_date(day) if day else None, int(pk))
        except ValueError:
            return None

    def _beyond(self, edge: tuple[date | None, int], down: bool) -> Q:
        day, pk = edge
        next_pk = Q(pk__lt=pk) if down else Q(pk__gt=pk)
        same = Q(**{self.field: day}) & next_pk
        if day is None:
            return same | Q(**{f"{self.field}__isnull": False}) if down else same
        further = Q(**{f"{self.field}__{'lt' if down else 'gt'}": day})
        return same | further if down else same | further | Q(**{f"{self.field}__isnull": True})
