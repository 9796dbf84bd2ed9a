"""The facts of two stretches at once, this period and the same one a year earlier, for what a dashboard
shows: what came in, what was decided first, and what was open. The rest of the cases is not read.

Of both stretches the stock is right too: what was closed since the earlier one began is read.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from incidents.models import Incident
from integrity import lifecycle
from integrity.models import Sluiting, Triagebesluit, Zaak
from organisations.models import Organisation
from reports.facts.agressie import known_incidents
from reports.facts.integriteit import SluitingFeit, TriageFeit, ZaakFeit, known_facts
from reports.loading import Geladen, one_of
from reports.loading import agressie as van_agressie
from reports.loading import integriteit as van_integriteit
from reports.periods import Periode, shift_years


def load_zaken(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Zaak],
    afdelingen: Collection[int] | None = None,
) -> Geladen:
    """See ``loading.integriteit.load``."""
    year_earlier, then = periode.years_earlier(1), shift_years(peildatum, -1)
    now = van_integriteit.meldingen_in(organisation, periode, peildatum, years=(1,), afdelingen=afdelingen)
    meldingen = van_integriteit.follow_joins(now, peildatum)
    wanted = {m.zaak for m in meldingen} - {None}
    zaken = _zaken(organisation, _since(year_earlier, then), peildatum, wanted)
    meldingen, zaken, _ = van_integriteit.only_countable(countable, now, meldingen, zaken)
    triage = van_integriteit.per_zaak(Triagebesluit, zaken, TriageFeit, *van_integriteit.TRIAGE)
    closings = van_integriteit.per_zaak(Sluiting, zaken, SluitingFeit, *van_integriteit.SLUITING)
    facts = [
        ZaakFeit(id=pk, ontvangen_op=received, triage=triage[pk], sluitingen=closings[pk])
        for pk, (received, _) in zaken.items()
    ]
    of_both = [facts, facts]
    if afdelingen is not None:
        on = van_integriteit.of_afdelingen(afdelingen, meldingen, zaken)
        of_both = [[one for one in facts if one.id in theirs] for theirs in (on(peildatum), on(then))]
    return Geladen(
        known_facts(periode, peildatum, meldingen, of_both[0]),
        known_facts(year_earlier, then, meldingen, of_both[1]),
    )


def _since(year_earlier: Periode, then: date) -> date:
    """With a peildatum before the period, what left between the two was still there."""
    return min(year_earlier.van, then + timedelta(days=1))


def _zaken(
    organisation: Organisation, since: date, peildatum: date, wanted: Collection[int]
) -> dict[int, van_integriteit.ZaakRij]:
    """The zaken of these meldingen, those received since that day, those that are open and those that left
    since."""
    known = Zaak.objects.filter(organisation=organisation, ontvangen_op__lte=peildatum)
    rows = known.values_list("pk", "ontvangen_op", "opgegaan_in_id")
    left = [
        Sluiting.objects.filter(**{f"{day}__gte": since}).order_by().values("zaak_id")
        for day in ("afgesloten_op", "uitgestroomd_op")
    ]
    found = rows.filter(pk__in=one_of(wanted)).union(
        rows.filter(ontvangen_op__gte=since),
        rows.filter(status__in=lifecycle.OPEN),
        rows.filter(pk__in=left[0].union(left[1])),
    )
    return {pk: (received, into) for pk, received, into in found}


def load_incidents(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Incident],
    afdelingen: Collection[int] | None = None,
) -> Geladen:
    """See ``loading.agressie.load``."""
    year_earlier, then = periode.years_earlier(1), shift_years(peildatum, -1)
    allowed = van_agressie.allowed_of(organisation, peildatum, countable, afdelingen)
    both = (periode, year_earlier)
    found = van_agressie.incidents_in(allowed, both, _since(year_earlier, then))
    cohort = [pk for pk, one in found.items() if any(one.ontvangen_op in stretch for stretch in both)]
    victims, _ = van_agressie.slachtoffers_of(cohort)
    closings = van_agressie.closings_of(found)
    facts = [
        replace(one, slachtoffers=tuple(victims[pk]), sluitingen=tuple(closings[pk]))
        for pk, one in found.items()
    ]
    return Geladen(known_incidents(periode, peildatum, facts), known_incidents(year_earlier, then, facts))
