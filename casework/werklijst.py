"""The parts of a list of work: what is due under which heading, how many there are, one page at a time.

What was chosen stands in the address, so that Back and sharing work.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from casework import plaats
from casework.acties.termijntekst import DEZE_WEEK, Termijntekst, term_in_words
from casework.acties.werkstroom import Stap, Werkstroom
from casework.datums import in_full
from casework.models import Case
from organisations.access import Access

PER_PAGINA = 50
MAXIMUM = 1_000  # a larger number is shown as "1000+"
GROEPEN = (
    ("", "Alles"),
    ("te-laat", "Te laat"),
    ("vandaag", "Vandaag"),
    ("deze-week", "Deze week"),
    ("wacht", "Wacht op ander"),
    ("later", "Later"),
)


def in_group(werk: Werkstroom, cases: QuerySet, groep: str, access: Access, today: date) -> QuerySet:
    """By the first term; "wacht" cuts across: whatever the next step of is somebody else's, late or not."""
    week = today + timedelta(days=DEZE_WEEK)
    if groep == "wacht":
        waits = werk.with_turns(cases, access).filter(mijn_stap=False)
        return waits.exclude(volgende_actie="", opgeschort_op=None)
    by_term = {
        "te-laat": Q(termijn_op__lt=today),
        "vandaag": Q(termijn_op=today),
        "deze-week": Q(termijn_op__gt=today, termijn_op__lte=week),
        "later": Q(termijn_op__gt=week) | Q(termijn_op=None),
    }
    return cases.filter(by_term.get(groep, Q()))


# The one group that a case is counted in, in the order of the list.
RANGEN = ("te-laat", "vandaag", "deze-week", "later", "wacht")


def ranked(werk: Werkstroom, cases: QuerySet, access: Access, today: date, *, nu: Q) -> QuerySet:
    """With ``rang``, the place in ``RANGEN``: what is late or of today (or ``nu``) whoever it waits for,
    what waits for another, and the rest by its first term."""
    asks_nothing = Q(volgende_actie="", opgeschort_op=None)
    waits = Q(mijn_stap=False, mijn_termijn=None) & ~asks_nothing
    rules = (
        (Q(termijn_op__lt=today), "te-laat"),
        (Q(termijn_op=today) | nu, "vandaag"),
        (waits, "wacht"),
        (Q(termijn_op__lte=today + timedelta(days=DEZE_WEEK)), "deze-week"),
    )
    return werk.with_turns(cases, access).annotate(
        rang=Choose(
            *(When(rule, then=RANGEN.index(groep)) for rule, groep in rules),
            default=RANGEN.index("later"),
            output_field=IntegerField(),
        )
    )


def capped_counts(named: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each of these holds, in one query; no more than one over the maximum is counted."""
    queries = [
        rows.order_by().values_list(Value(name, output_field=CharField()))[: MAXIMUM + 1]
        for name, rows in named.items()
    ]
    counted = dict.fromkeys(named, 0)
    for (name,) in queries[0].union(*queries[1:], all=True):
        counted[name] += 1
    return counted


def capped(number: int) -> str:
    return f"{MAXIMUM}+" if number > MAXIMUM else str(number)


def tabs(
    werk: Werkstroom,
    cases: QuerySet,
    chosen: str,
    access: Access,
    today: date,
    request: HttpRequest,
    *,
    groups: Mapping[str, QuerySet] | None = None,
) -> Iterator[dict]:
    """The groups (``groups``, or ``in_group``) with how many each holds, counted in one query up to the
    maximum."""
    counted = capped_counts(
        groups or {code: in_group(werk, cases, code, access, today) for code, _ in GROEPEN}
    )
    for code, label in GROEPEN:
        number = counted[code]
        yield {
            "label": label,
            "aantal": capped(number),
            "url": url_with(request, groep=code, na="", voor=""),
            "actief": code == chosen,
        }


def with_terms(
    werk: Werkstroom, cases: QuerySet, access: Access, today: date, *, never: Iterable[str] = ()
) -> QuerySet:
    """With whose turn it is, and the late term that matters most: by law first, ``never`` these."""
    running = werk.running_terms()
    late = running.filter(verloopt_op__lt=today).exclude(code__in=list(never))
    shown = JSONObject(code="code", op="verloopt_op", wettelijk="wettelijk")
    return werk.with_turns(cases, access).annotate(
        te_laat=Subquery(late.order_by("-wettelijk", "verloopt_op", "pk").values(t=shown)[:1]),
        eerste_wettelijk=Exists(running.filter(code=OuterRef("termijn_code"), wettelijk=True)),
    )


def term_of_next_action(werk: Werkstroom) -> Subquery:
    """The first running term that the next action of the case ends, as code, op and wettelijk."""
    by_verb: dict[str, list[str]] = {}
    for code, definition in werk.definities.items():
        by_verb.setdefault(definition.verb, []).append(code)
    ends = Choose(
        *(When(code__in=codes, then=Value(verb)) for verb, codes in by_verb.items() if verb),
        default=Value(""),
        output_field=CharField(),
    )
    own = werk.running_terms().alias(eindigt_door=ends).filter(eindigt_door=OuterRef("volgende_actie"))
    shown = JSONObject(code="code", op="verloopt_op", wettelijk="wettelijk")
    return Subquery(own.exclude(eindigt_door="").order_by("verloopt_op", "pk").values(t=shown)[:1])


def terms_of(case: Any, today: date) -> tuple[Termijntekst | None, Termijntekst | None]:
    """The late term that matters most (``with_terms``), else the first; and the first, when that is
    another one."""
    register = case.REGISTER
    first = term_in_words(
        register, case.termijn_op, case.termijn_code, today, wettelijk=case.eerste_wettelijk
    )
    if not case.te_laat or case.te_laat["code"] == case.termijn_code:
        return first, None
    day, law = date.fromisoformat(case.te_laat["op"]), case.te_laat["wettelijk"]
    return term_in_words(register, day, case.te_laat["code"], today, wettelijk=law), first


def steps_of(werk: Werkstroom, case: Any, *, own_first: Iterable[str] = ()) -> list[Stap]:
    """What is asked of who looks: by a term, and the next action; with these terms the last goes first."""
    mine = [werk.due_step_of(case), werk.step_of(case) if case.mijn_stap else None]
    if case.mijn_termijn in own_first:
        mine.reverse()
    return [step for step in mine if step]


def blocks(rows: Iterable[Any], *, by_term: bool, today: date) -> list[dict]:
    """The rows under a heading per group (``row.groep``); a list of closed cases has none."""
    if not by_term:
        rows = list(rows)
        return [{"kop": "", "rijen": rows}] if rows else []
    week = in_full(today + timedelta(days=DEZE_WEEK))
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

    By the first term, none last; closed cases by receipt, the newest first. ``na`` and ``voor`` in the
    address hold the day and the id of the row next to the page, sealed (``plaats``). ``by_rang``: first
    by the group of ``ranked``, which the address holds too.
    """

    def __init__(self, request: HttpRequest, *, newest_first: bool, by_rang: bool = False) -> None:
        self.by_rang = by_rang and not newest_first
        self.request = request
        self.newest_first = newest_first
        self.field = "ontvangen_op" if newest_first else "termijn_op"
        self.after = self._cursor("na")
        self.before = None if self.after else self._cursor("voor")
        self.cases: list[Any] = []
        self.previous_url = self.next_url = ""

    def read(self, cases: QuerySet) -> None:
        backwards = self.before is not None
        edge = self.before or self.after
        down = self.newest_first != backwards
        if edge:
            cases = cases.filter(self._further(edge, down))
        day = F(self.field).desc(nulls_first=True) if down else F(self.field).asc(nulls_last=True)
        rang = ["-rang" if down else "rang"] if self.by_rang else []
        found = list(cases.order_by(*rang, day, "-pk" if down else "pk")[: PER_PAGINA + 1])
        more = len(found) > PER_PAGINA
        self.cases = found[:PER_PAGINA][:: -1 if backwards else 1]
        if self.cases and (more if backwards else edge):
            self.previous_url = url_with(self.request, na="", voor=self._mark(self.cases[0]))
        if self.cases and (edge if backwards else more):
            self.next_url = url_with(self.request, voor="", na=self._mark(self.cases[-1]))

    def _mark(self, case: Case) -> str:
        day = getattr(case, self.field)
        rang = case.rang if self.by_rang else 0
        return plaats.mark(self._lijst, rang, day.isoformat() if day else "", case.pk)

    def _cursor(self, name: str) -> tuple[int, date | None, int] | None:
        """What the address says; nonsense is the first page."""
        found = plaats.place(self._lijst, self.request.GET.get(name, ""))
        if found is None:
            return None
        rang, day, pk = found
        return int(rang), date.fromisoformat(day) if day else None, int(pk)

    @property
    def _lijst(self) -> str:
        """Each order has marks of its own."""
        return f"werklijst {self.field} {self.by_rang}"

    def _further(self, edge: tuple[int, date | None, int], down: bool) -> Q:
        rang, *within = edge
        if not self.by_rang:
            return self._beyond(tuple(within), down)
        return Q(**{f"rang__{'lt' if down else 'gt'}": rang}) | Q(rang=rang) & self._beyond(within, down)

    def _beyond(self, edge: tuple[date | None, int], down: bool) -> Q:
        day, pk = edge
        next_pk = Q(pk__lt=pk) if down else Q(pk__gt=pk)
        same = Q(**{self.field: day}) & next_pk
        if day is None:
            return same | Q(**{f"{self.field}__isnull": False}) if down else same
        further = Q(**{f"{self.field}__{'lt' if down else 'gt'}": day})
        return same | further if down else same | further | Q(**{f"{self.field}__isnull": True})
