"""The facts of the integrity register.

The cost grows with the period and with what is open, not with the history: every branch that selects
zaken follows an index on a date or on the status.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from integrity import lifecycle
from integrity.lists import Soort, Strafrecht
from integrity.models import (
    Aangifte,
    Aantijging,
    Lijnbehandeling,
    Maatregel,
    Melding,
    Onderzoek,
    Sluiting,
    Triagebesluit,
    Zaak,
)
from organisations.models import Organisation
from organisations.roles import Register
from reports.facts.integriteit import (
    AantijgingFeit,
    LijnFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    TriageFeit,
    ZaakFeit,
    known_facts,
)
from reports.loading import JAREN_TERUG, Geladen, one_of
from reports.loading.gepubliceerd import received_as_published
from reports.periods import Periode, shift_years


def load(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Zaak] | None = None,
    with_year_earlier: bool = False,
    published_before: datetime | None = None,
) -> Geladen:
    """Everything the figures of this period are counted from.

    ``countable``: the zaken that may be counted; None: all of the organisation. What belongs to another
    zaak is left out as if it did not exist: its meldingen, and a zaak that was joined to it.
    ``jaar_eerder`` is good for figures of its cohort only. ``published_before``: see
    ``loading.gepubliceerd``.
    """
    now = _meldingen(organisation, periode, peildatum)
    meldingen = _follow_joins(now, peildatum)
    year_earlier = periode.years_earlier(1)
    wanted = {m.zaak for m in meldingen if m.ontvangen_op in periode}
    if with_year_earlier:
        wanted |= {m.zaak for m in meldingen if m.ontvangen_op in year_earlier}
    zaken = _zaken(organisation, periode, peildatum, wanted - {None})
    if countable is not None:
        parts = [{m.zaak, m.eigen_zaak, then.zaak} - {None} for m, then in zip(now, meldingen, strict=True)]
        into = {pk: {pk, joined} - {None} for pk, (_, joined) in zaken.items()}
        involved = set().union(*parts, *into.values())
        allowed = set(countable.filter(pk__in=one_of(involved)).values_list("pk", flat=True))
        meldingen = [m for m, part in zip(meldingen, parts, strict=True) if part <= allowed]
        zaken = {pk: row for pk, row in zaken.items() if into[pk] <= allowed}
    facts = _with_parts(zaken)
    printed = received_as_published(organisation, Register.INTEGRITEIT, periode, before=published_before)
    feiten = replace(known_facts(periode, peildatum, meldingen, facts), gepubliceerd=printed)
    if not with_year_earlier:
        return Geladen(feiten)
    return Geladen(feiten, known_facts(year_earlier, shift_years(peildatum, -1), meldingen, facts))


def _meldingen(organisation: Organisation, periode: Periode, peildatum: date) -> list[MeldingFeit]:
    """Those of the period, of every soort; those of earlier years of soort melding."""
    received = Q(ontvangen_op__range=(periode.van, periode.tot_en_met), soort__in=Soort.values)
    for years in JAREN_TERUG:
        earlier = periode.years_earlier(years)
        received |= Q(ontvangen_op__range=(earlier.van, earlier.tot_en_met), soort=Soort.MELDING)
    known = Melding.objects.filter(organisation=organisation, ontvangen_op__lte=peildatum)
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
    )
    return [MeldingFeit(*row[:6], row[6] or "", *row[7:]) for row in rows]


def _follow_joins(meldingen: list[MeldingFeit], peildatum: date) -> list[MeldingFeit]:
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


# When a zaak was received, and the zaak it was joined to.
ZaakRij = tuple[date, int | None]


def _zaken(
    organisation: Organisation, periode: Periode, peildatum: date, wanted: Iterable[int]
) -> dict[int, ZaakRij]:
    """The zaken of these meldingen, and those that were open or had something happen in the period."""
    end = min(periode.tot_en_met, peildatum)
    # with a peildatum before the period, what left between the two was still there
    since = min(periode.van, peildatum + timedelta(days=1))
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


def _with_parts(zaken: Mapping[int, ZaakRij]) -> list[ZaakFeit]:
    """Give each zaak its facts: one query for each kind."""
    triage = _per_zaak(
        Triagebesluit, zaken, TriageFeit, "pk", "genomen_op", "route", "uitstroomreden", "vervallen_op"
    )
    onderzoeken = _per_zaak(
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
    aantijgingen = _per_zaak(
        Aantijging,
        zaken,
        lambda who, nummer, *rest: AantijgingFeit(who, nummer is not None, *rest),
        "betrokkene_id",
        "betrokkene__nummer",
        "oordeel",
        "oordeel_op",
        "vastgestelde_categorie",
    )
    maatregelen = _per_zaak(Maatregel, zaken, MaatregelFeit, "betrokkene_id", "maatregel", "opgelegd_op")
    lijn = _per_zaak(Lijnbehandeling, zaken, LijnFeit, "pk", "gestart_op", "uitkomst", "afgerond_op")
    sluitingen = _per_zaak(Sluiting, zaken, SluitingFeit, "uitgestroomd_op", "afgesloten_op", "heropend_op")
    aangiften = _per_zaak(Aangifte, zaken, lambda day: day, "gedaan_op", soort=Strafrecht.AANGIFTE)
    return [
        ZaakFeit(
            id=pk,
            ontvangen_op=received,
            triage=triage[pk],
            onderzoeken=onderzoeken[pk],
            aantijgingen=aantijgingen[pk],
            maatregelen=maatregelen[pk],
            lijn=lijn[pk],
            sluitingen=sluitingen[pk],
            aangiften=aangiften[pk],
        )
        for pk, (received, _) in zaken.items()
    ]


def _per_zaak(
    model, zaken: Mapping[int, ZaakRij], make, *fields: str, **only: str
) -> defaultdict[int, tuple]:
    rows = model.objects.filter(zaak_id__in=one_of(zaken), **only).order_by().values_list("zaak_id", *fields)
    found: defaultdict[int, list] = defaultdict(list)
    for pk, *values in rows:
        found[pk].append(make(*values))
    return defaultdict(tuple, {pk: tuple(facts) for pk, facts in found.items()})
