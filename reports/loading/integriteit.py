"""The facts of the integrity register.

The cost grows with the period and with what is open, not with the history: every branch that selects
zaken follows an index on a date or on the status.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from integrity import lifecycle
from integrity.lists import Soort, Strafrecht
from integrity.models import (
    Aangifte,
    Aantijging,
    Lijnbehandeling,
    Maatregel,
    MelderIdentiteit,
    Melding,
    Onderzoek,
    Ordemaatregel,
    Sluiting,
    Terugkoppeling,
    Triagebesluit,
    Verbeteractie,
    VertrouwenspersoonTelling,
    Zaak,
    ZaakTermijn,
)
from organisations.models import Organisation
from organisations.roles import Register
from reports.facts.integriteit import (
    AantijgingFeit,
    Bijfeiten,
    GesprekkenFeit,
    LijnFeit,
    LoopFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    StrafrechtFeit,
    TriageFeit,
    ZaakFeit,
    ZaaktermijnFeit,
    known_facts,
)
from reports.figures.integriteit.terms import STAPPEN, WETTELIJK
from reports.loading import JAREN_TERUG, Geladen, one_of
from reports.loading.gepubliceerd import received_as_published
from reports.periods import Periode, shift_years

# The fields of what is read of every zaak, in the order of its fact.
TRIAGE = ("pk", "genomen_op", "route", "uitstroomreden", "vervallen_op")
SLUITING = ("uitgestroomd_op", "afgesloten_op", "heropend_op")
# A verbeteractie in the rows of what runs; the others are the kinds of ordemaatregel.
VERBETERACTIE = "verbeteractie"


def load(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Zaak] | None = None,
    with_year_earlier: bool = False,
    published_before: datetime | None = None,
    afdelingen: Collection[int] | None = None,
) -> Geladen:
    """Everything the figures of this period are counted from.

    ``countable``: the zaken that may be counted; None: all of the organisation. What belongs to another
    zaak is left out as if it did not exist: its meldingen, and a zaak that was joined to it.
    ``jaar_eerder`` is good for figures of its cohort only. ``published_before``: see
    ``loading.gepubliceerd``. ``afdelingen``: only the meldingen of these, and the zaken that have one of
    them; what is counted for the whole organisation (talks, earlier reports) is left out then.
    """
    now = meldingen_in(organisation, periode, peildatum, afdelingen=afdelingen)
    meldingen = follow_joins(now, peildatum)
    year_earlier = periode.years_earlier(1)
    wanted = {m.zaak for m in meldingen if m.ontvangen_op in periode}
    if with_year_earlier:
        wanted |= {m.zaak for m in meldingen if m.ontvangen_op in year_earlier}
    zaken = _zaken(organisation, periode, peildatum, wanted - {None})
    running = _running(organisation, periode, peildatum)
    if countable is not None:
        meldingen, zaken, running = only_countable(countable, now, meldingen, zaken, running)
    if afdelingen is not None:
        theirs = of_afdelingen(afdelingen, meldingen, {*zaken, *(one.zaak for one, _ in running)})(peildatum)
        zaken = {pk: row for pk, row in zaken.items() if pk in theirs}
        running = [row for row in running if row[0].zaak in theirs]
    in_period = {m.id for m in meldingen if m.ontvangen_op in periode}
    terms = _terms(in_period, zaken)
    meldingen = [replace(m, termijnen=terms["melding", m.id]) if m.id in in_period else m for m in meldingen]
    # a period of years overlaps the earlier ones
    earlier = [periode.years_earlier(years) for years in JAREN_TERUG]
    of_earlier = {m.zaak for m in meldingen if any(m.ontvangen_op in one for one in earlier)} - {None}
    oordelen = _oordelen(of_earlier | zaken.keys())
    facts = _with_parts(zaken, oordelen, terms)
    beside = Bijfeiten(
        oordelen={pk: oordelen[pk] for pk in of_earlier},
        ordemaatregelen=tuple(one for one, _ in running if one.soort != VERBETERACTIE),
        verbeteracties=tuple(one for one, _ in running if one.soort == VERBETERACTIE),
        gesprekken=_talks(organisation, periode) if afdelingen is None else (),
    )
    printed = {}
    if afdelingen is None:
        printed = received_as_published(organisation, Register.INTEGRITEIT, periode, before=published_before)
    feiten = replace(known_facts(periode, peildatum, meldingen, facts, beside), gepubliceerd=printed)
    if not with_year_earlier:
        return Geladen(feiten)
    return Geladen(feiten, known_facts(year_earlier, shift_years(peildatum, -1), meldingen, facts))


# When a zaak was received, and the zaak it was joined to.
ZaakRij = tuple[date, int | None]
# What runs in a zaak, and the zaak into which that one went.
LoopRij = tuple[LoopFeit, int | None]


def only_countable(
    countable: QuerySet[Zaak],
    now: list[MeldingFeit],
    meldingen: list[MeldingFeit],
    zaken: dict[int, ZaakRij],
    running: Iterable[LoopRij] = (),
) -> tuple[list[MeldingFeit], dict[int, ZaakRij], list[LoopRij]]:
    """What belongs to zaken that may be counted, and to no other. ``now``: the meldingen as they belong now,
    ``meldingen`` as they did at the peildatum. An adviesvraag or signaal belongs to what came of it."""
    running = list(running)
    alone = [m.id for m in now if m.zaak is None]
    # asked also when there are none: one statement more would tell that there is one that may not be counted
    made = Melding.objects.filter(omgezet_uit__in=one_of(alone))
    became = dict(made.values_list("omgezet_uit", "zaak"))
    parts = [
        {m.zaak, m.eigen_zaak, then.zaak, became.get(m.id)} - {None}
        for m, then in zip(now, meldingen, strict=True)
    ]
    into = {pk: {pk, joined} - {None} for pk, (_, joined) in zaken.items()}
    of_running = [{one.zaak, joined} - {None} for one, joined in running]
    involved = set().union(*parts, *into.values(), *of_running)
    allowed = set(countable.filter(pk__in=one_of(involved)).values_list("pk", flat=True))
    return (
        [m for m, part in zip(meldingen, parts, strict=True) if part <= allowed],
        {pk: row for pk, row in zaken.items() if into[pk] <= allowed},
        [row for row, part in zip(running, of_running, strict=True) if part <= allowed],
    )


def of_afdelingen(
    afdelingen: Collection[int], meldingen: Collection[MeldingFeit], zaken: Iterable[int]
) -> Callable[[date], set[int]]:
    """Which of these zaken had a melding of these afdelingen on a day: the one they began with, or one that
    was joined to them by then. ``meldingen``: those of these afdelingen that were read already."""
    ids = list(zaken)
    among = Q(zaak_id__in=one_of(ids)) | Q(eigen_zaak_id__in=one_of(ids))
    rows = Melding.objects.filter(among, afdeling_id__in=list(afdelingen)).order_by()
    found = list(rows.values_list("ontvangen_op", "zaak_id", "eigen_zaak_id", "gevoegd_op"))

    def on(day: date) -> set[int]:
        received = [row[1:] for row in found if row[0] <= day]
        theirs = {own or zaak for zaak, own, _ in received}
        theirs |= {zaak for zaak, _, joined in received if joined is None or joined <= day}
        known = (m.known_on(day) for m in meldingen)
        return theirs | {m.zaak for m in known if m and m.zaak}

    return on


def meldingen_in(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    years: Iterable[int] = JAREN_TERUG,
    afdelingen: Collection[int] | None = None,
) -> list[MeldingFeit]:
    """Those of the period, of every soort; those of so many years earlier of soort melding."""
    received = Q(ontvangen_op__range=(periode.van, periode.tot_en_met), soort__in=Soort.values)
    for back in years:
        earlier = periode.years_earlier(back)
        received |= Q(ontvangen_op__range=(earlier.van, earlier.tot_en_met), soort=Soort.MELDING)
    known = Melding.objects.filter(organisation=organisation, ontvangen_op__lte=peildatum)
    if afdelingen is not None:
        known = known.filter(afdeling_id__in=list(afdelingen))
    rows = known.filter(received).values_list(
        "pk",
        "ontvangen_op",
        "soort",
        "kanaal",
        "categorie",
        "betreft",
        "afdeling__naam",
        "zaak_id",
        "eigen_zaak_id",
        "gevoegd_op",
        "melderpositie",
        "melderrelatie",
    )
    return [MeldingFeit(*row[:6], row[6] or "", *row[7:]) for row in rows]


def follow_joins(meldingen: list[MeldingFeit], peildatum: date) -> list[MeldingFeit]:
    """Put meldingen that were joined after the peildatum back in the zaak they belonged to on that day.

    A zaak can have been joined more than once: from the first one on, every join that was known.
    """
    later = {m.eigen_zaak for m in meldingen if m.gevoegd_op and m.gevoegd_op > peildatum} - {None}
    belonged = {pk: pk for pk in later}
    todo = set(later)
    while todo:
        emptied = Zaak.objects.filter(pk__in=todo, opgegaan_in__isnull=False, afgesloten_op__lte=peildatum)
        joined = dict(emptied.values_list("pk", "opgegaan_in_id"))
        belonged = {first: joined.get(now, now) for first, now in belonged.items()}
        todo = set(joined.values())
    return [
        m.in_zaak(belonged[m.eigen_zaak])
        if m.eigen_zaak in belonged and m.gevoegd_op and m.gevoegd_op > peildatum
        else m
        for m in meldingen
    ]


# "melding" or "zaak", and which one.
Waarvan = tuple[str, int]


def _since(periode: Periode, peildatum: date) -> date:
    """With a peildatum before the period, what left between the two was still there."""
    return min(periode.van, peildatum + timedelta(days=1))


def _zaken(
    organisation: Organisation, periode: Periode, peildatum: date, wanted: Iterable[int]
) -> dict[int, ZaakRij]:
    """The zaken of these meldingen, and those that were open or had something happen in the period."""
    end = min(periode.tot_en_met, peildatum)
    since = _since(periode, peildatum)
    within = (periode.van, end)
    rows = Zaak.objects.filter(organisation=organisation, ontvangen_op__lte=peildatum).values_list(
        "pk", "ontvangen_op", "opgegaan_in_id"
    )
    left, *happened = (
        one.order_by().values("zaak_id")
        for one in (
            Sluiting.objects.filter(afgesloten_op__gte=since),
            Sluiting.objects.filter(uitgestroomd_op__gte=since),
            Onderzoek.objects.filter(gestart_op__range=within),
            Onderzoek.objects.filter(afgerond_op__range=within),
            Aantijging.objects.filter(oordeel_op__range=within),
            Maatregel.objects.filter(opgelegd_op__range=within),
            Aangifte.objects.filter(gedaan_op__range=within),
        )
    )
    investigated = Exists(Onderzoek.objects.filter(zaak=OuterRef("pk")))
    found = rows.filter(pk__in=one_of(wanted)).union(
        rows.filter(ontvangen_op__range=(periode.van, periode.tot_en_met)),
        rows.filter(status__in=lifecycle.OPEN),
        # dropped and never closed: an investigation in it still runs
        rows.filter(investigated, status=lifecycle.NIET_IN_BEHANDELING),
        rows.filter(ontvangen_op__lte=end, pk__in=left.union(*happened)),
    )
    return {pk: (received, into) for pk, received, into in found}


def _with_parts(
    zaken: Mapping[int, ZaakRij],
    oordelen: Mapping[int, tuple[AantijgingFeit, ...]],
    terms: Mapping[Waarvan, tuple[ZaaktermijnFeit, ...]],
) -> list[ZaakFeit]:
    """Give each zaak its facts: one query for each kind."""
    triage = per_zaak(Triagebesluit, zaken, TriageFeit, *TRIAGE)
    onderzoeken = per_zaak(
        Onderzoek,
        zaken,
        OnderzoekFeit,
        "soort",
        "gestart_op",
        "afgerond_op",
        "uitkomst",
        "uitvoering",
        "kosten",
        "kosten_bedrag",
    )
    maatregelen = per_zaak(Maatregel, zaken, MaatregelFeit, "betrokkene_id", "maatregel", "opgelegd_op")
    lijn = per_zaak(Lijnbehandeling, zaken, LijnFeit, "pk", "gestart_op", "uitkomst", "afgerond_op")
    sluitingen = per_zaak(Sluiting, zaken, SluitingFeit, *SLUITING)
    strafrecht = per_zaak(Aangifte, zaken, StrafrechtFeit, "soort", "gedaan_op")
    return [
        ZaakFeit(
            id=pk,
            ontvangen_op=received,
            triage=triage[pk],
            onderzoeken=onderzoeken[pk],
            aantijgingen=oordelen[pk],
            maatregelen=maatregelen[pk],
            lijn=lijn[pk],
            sluitingen=sluitingen[pk],
            aangiften=tuple(one.op for one in strafrecht[pk] if one.soort == Strafrecht.AANGIFTE),
            strafrecht=strafrecht[pk],
            termijnen=terms["zaak", pk],
            gevoegd_op=_emptied_on(sluitingen[pk]) if into else None,
        )
        for pk, (received, into) in zaken.items()
    ]


def _emptied_on(sluitingen: Iterable[SluitingFeit]) -> date | None:
    """A zaak that was emptied into another one can't be reopened: its last closing is that."""
    return max((s.afgesloten_op for s in sluitingen if s.afgesloten_op), default=None)


def _oordelen(zaken: Iterable[int]) -> defaultdict[int, tuple]:
    return per_zaak(
        Aantijging,
        zaken,
        lambda who, nummer, *rest: AantijgingFeit(who, nummer is not None, *rest),
        "betrokkene_id",
        "betrokkene__nummer",
        "oordeel",
        "oordeel_op",
        "vastgestelde_categorie",
    )


def per_zaak(model, zaken: Iterable[int], make, *fields: str) -> defaultdict[int, tuple]:
    rows = model.objects.filter(zaak_id__in=one_of(zaken)).order_by().values_list("zaak_id", *fields)
    found: defaultdict[int, list] = defaultdict(list)
    for pk, *values in rows:
        found[pk].append(make(*values))
    return defaultdict(tuple, {pk: tuple(facts) for pk, facts in found.items()})


def _terms(meldingen: Iterable[int], zaken: Iterable[int]) -> defaultdict[Waarvan, tuple]:
    """The terms towards the melder of these meldingen, and those of the steps of these zaken.

    A melder who is not known can't be told anything: there the term of the terugkoppeling is left out. The
    first row is asked for, not whether there is any: for that PostgreSQL may read the whole table at once.
    """
    fields = ("code", "gestart_op", "verloopt_op", "gedaan", "gestopt_op", "opgeschort_op")
    told = Terugkoppeling.objects.filter(melding=OuterRef("melding"), gegeven_op=OuterRef("gestopt_op"))
    known = MelderIdentiteit.objects.filter(melding=OuterRef("melding"))
    towards_melder = (
        ZaakTermijn.objects.filter(melding_id__in=one_of(meldingen), code__in=WETTELIJK)
        .alias(bekend=Subquery(known.values("pk")[:1]))
        .filter(~Q(code="terugkoppelen") | Q(bekend__isnull=False))
        .annotate(
            waarvan=Value("melding", output_field=CharField()),
            welke=F("melding_id"),
            gedaan=Case(
                When(code="bevestigen", then=F("melding__bevestigd_op")),
                default=Subquery(told.values("gegeven_op")[:1]),
            ),
        )
    )
    of_steps = ZaakTermijn.objects.filter(zaak_id__in=one_of(zaken), melding=None, code__in=STAPPEN).annotate(
        waarvan=Value("zaak", output_field=CharField()), welke=F("zaak_id"), gedaan=F("gestopt_op")
    )
    rows = towards_melder.order_by().values_list("waarvan", "welke", *fields)
    found: defaultdict[Waarvan, list] = defaultdict(list)
    for what, pk, *values in rows.union(
        of_steps.order_by().values_list("waarvan", "welke", *fields), all=True
    ):
        found[what, pk].append(ZaaktermijnFeit(*values))
    return defaultdict(tuple, {key: tuple(terms) for key, terms in found.items()})


def _running(organisation: Organisation, periode: Periode, peildatum: date) -> list[LoopRij]:
    """The ordemaatregelen and verbeteracties that ran in the period or after it, in whatever zaak; with the
    zaak into which that one went."""
    since = _since(periode, peildatum)

    def rows(model, begun: str, ended: str, soort: Any) -> QuerySet:
        ran = Q(**{f"{ended}__gte": since}) | Q(**{ended: None})
        known = {f"{begun}__lte": periode.tot_en_met, "zaak__organisation": organisation}
        fields = ("pk", "zaak_id", begun, ended, "wat", "zaak__opgegaan_in")
        return model.objects.filter(ran, **known).order_by().annotate(wat=soort).values_list(*fields)

    orders = rows(Ordemaatregel, "ingegaan_op", "beeindigd_op", F("soort"))
    action = Value(VERBETERACTIE, output_field=CharField())
    found = orders.union(rows(Verbeteractie, "vastgelegd_op", "gereed_op", action), all=True)
    return [(LoopFeit(*fact), into) for _, *fact, into in sorted(found, key=lambda row: row[0])]


def _talks(organisation: Organisation, periode: Periode) -> tuple[GesprekkenFeit, ...]:
    """What the vertrouwenspersonen counted in the years of the period."""
    years = (periode.van.year, periode.tot_en_met.year)
    rows = VertrouwenspersoonTelling.objects.filter(organisation=organisation, jaar__range=years)
    fields = ("jaar", "kwartaal", "categorie", "aantal", "vertrouwenspersoon_id")
    return tuple(GesprekkenFeit(*row) for row in rows.order_by().values_list(*fields))
