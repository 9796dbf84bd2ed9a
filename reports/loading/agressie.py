"""The facts of the aggression register.

The cost grows with the period and with what is open, not with the history: every branch that selects
incidents follows an index on a date or on the status.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from incidents import lifecycle
from incidents.lists import Incidentsoort, NazorgUitkomst
from incidents.models import (
    Afsluiting,
    Incident,
    IncidentTermijn,
    Nazorggesprek,
    Politiebesluit,
    Politiecontact,
    Reactie,
    Schade,
    Slachtoffer,
    Strafverloop,
    Veroorzaker,
    Veroorzakermaatregel,
)
from organisations.models import Organisation
from organisations.roles import Register
from reports.facts.agressie import (
    AfdoeningFeit,
    IncidentFeit,
    NazorgFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SlachtofferFeit,
    SluitingFeit,
    TermijnFeit,
    VeroorzakermaatregelFeit,
    VoorvalFeit,
    known_incidents,
)
from reports.figures.agressie.insight import TERMIJNEN
from reports.loading import JAREN_TERUG, Geladen, one_of
from reports.loading.gepubliceerd import received_as_published
from reports.periods import Periode, shift_years

MaatregelStatus = Veroorzakermaatregel.Status
BESLOTEN = (MaatregelStatus.OPGELEGD, MaatregelStatus.BEEINDIGD)
# (term, incident, slachtoffer) -> the first day on which what the term asks was done.
Gedaan = Mapping[tuple[str, int, int | None], date]


def load(
    organisation: Organisation,
    periode: Periode,
    peildatum: date,
    *,
    countable: QuerySet[Incident] | None = None,
    with_year_earlier: bool = False,
    published_before: datetime | None = None,
    afdelingen: Collection[int] | None = None,
) -> Geladen:
    """Everything the figures of this period are counted from.

    ``countable``: the incidents that may be counted; None: all of the organisation. ``jaar_eerder`` is good
    for figures of its cohort only. ``published_before``: see ``loading.gepubliceerd``. ``afdelingen``: only
    the incidents of these; earlier reports, which are of the whole organisation, are left out then.
    """
    allowed = allowed_of(organisation, peildatum, countable, afdelingen)
    found = _incidents(allowed, periode, peildatum)
    year_earlier = periode.years_earlier(1)
    cohort = [pk for pk, one in found.items() if one.ontvangen_op in periode]
    if with_year_earlier:
        cohort += [pk for pk, one in found.items() if one.ontvangen_op in year_earlier]
    whole = _with_parts(found, cohort)
    measures = _measures(allowed, periode)
    printed = {}
    if afdelingen is None:
        printed = received_as_published(organisation, Register.AGRESSIE, periode, before=published_before)
    facts = replace(
        known_incidents(periode, peildatum, whole, measures, _voorvallen(allowed, measures)),
        gepubliceerd=printed,
    )
    if not with_year_earlier:
        return Geladen(facts)
    return Geladen(facts, known_incidents(year_earlier, shift_years(peildatum, -1), whole))


def allowed_of(
    organisation: Organisation,
    peildatum: date,
    countable: QuerySet[Incident] | None,
    afdelingen: Collection[int] | None,
) -> QuerySet[Incident]:
    allowed = Incident.objects.all() if countable is None else countable
    if afdelingen is not None:
        allowed = allowed.filter(afdeling_id__in=list(afdelingen))
    return allowed.filter(organisation=organisation, ontvangen_op__lte=peildatum).order_by()


def _incidents(allowed: QuerySet[Incident], periode: Periode, peildatum: date) -> dict[int, IncidentFeit]:
    """Those of the period and of earlier years, those that are open, and those that left since."""
    # with a peildatum before the period, what left between the two was still there
    since = min(periode.van, peildatum + timedelta(days=1))
    return incidents_in(allowed, [periode, *(periode.years_earlier(years) for years in JAREN_TERUG)], since)


def incidents_in(
    allowed: QuerySet[Incident], stretches: Iterable[Periode], since: date
) -> dict[int, IncidentFeit]:
    """Those of these stretches, those that are open, and those that left since that day."""
    rows = allowed.values_list(
        "pk",
        "ontvangen_op",
        "soort",
        "voorval_op",
        "voorval_tijd",
        "hoofdcategorie",
        "gedragingen",
        "kenmerken",
        "contactvormen",
        "afdeling__naam",
        "aanleiding",
        "herhaling",
    )
    left = Afsluiting.objects.filter(afgesloten_op__gte=since).order_by().values("incident_id")
    branches = [
        rows.filter(soort__in=Incidentsoort.values, ontvangen_op__range=(one.van, one.tot_en_met))
        for one in stretches
    ]
    branches += [rows.filter(status__in=lifecycle.OPEN), rows.filter(pk__in=left)]
    # all: arrays and nulls need not be compared, the dict keeps one of each
    return {row[0]: _incident(*row) for row in branches[0].union(*branches[1:], all=True)}


def _incident(pk, received, soort, day, time, category, acts, marks, contacts, afdeling, why, again):
    return IncidentFeit(
        id=pk,
        ontvangen_op=received,
        soort=soort,
        voorval_op=day,
        uur=time.hour if time else None,
        hoofdcategorie=category,
        gedragingen=tuple(acts),
        kenmerken=tuple(marks),
        contactvormen=tuple(contacts),
        afdeling=afdeling or "",
        aanleiding=why,
        herhaling=again,
    )


def _per_incident(
    rows: QuerySet, ids: Collection[int], make: Callable[..., Any], *fields: str
) -> defaultdict[int, list]:
    """The facts of one kind, by incident: one query."""
    found: defaultdict[int, list] = defaultdict(list)
    of_these = rows.filter(incident_id__in=one_of(ids)).order_by("pk")
    for pk, *values in of_these.values_list("incident_id", *fields):
        found[pk].append(make(*values))
    return found


def _with_parts(found: Mapping[int, IncidentFeit], cohort: Collection[int]) -> list[IncidentFeit]:
    """Everything about the cohort; of the others only when they were closed and reopened."""
    victims, talks = slachtoffers_of(cohort)
    contacts = _per_incident(Politiecontact.objects, cohort, PolitiecontactFeit, "stap", "gedaan_op")
    decided = _politiebesluiten(cohort)
    endings = _per_incident(
        Strafverloop.objects.exclude(afdoening=""), cohort, AfdoeningFeit, "pk", "op", "afdoening"
    )
    measures = _per_incident(
        Veroorzakermaatregel.objects.filter(status__in=BESLOTEN),
        cohort,
        VeroorzakermaatregelFeit,
        *("maatregel", "opgelegd_op"),
    )
    damage = _per_incident(
        Schade.objects, cohort, SchadeFeit, "bedrag", "geleden_op", "ontvangen", "ontvangen_op"
    )
    terms = _terms(cohort, _done(cohort, talks, decided))
    closings = closings_of(found)
    return [
        replace(
            one,
            slachtoffers=tuple(victims[pk]),
            politiecontacten=tuple(contacts[pk]),
            politiebesluiten=tuple(_decision(row, one) for row in decided[pk]),
            afdoeningen=tuple(endings[pk]),
            maatregelen=tuple(measures[pk]),
            schades=tuple(damage[pk]),
            termijnen=tuple(terms[pk]),
            sluitingen=tuple(closings[pk]),
        )
        for pk, one in found.items()
    ]


def closings_of(ids: Collection[int]) -> defaultdict[int, list]:
    return _per_incident(
        Afsluiting.objects,
        ids,
        lambda closed, back: SluitingFeit(afgesloten_op=closed, heropend_op=back),
        *("afgesloten_op", "heropend_op"),
    )


def slachtoffers_of(cohort: Collection[int]) -> tuple[dict[int, list], dict[int, list[NazorgFeit]]]:
    """The slachtoffers by incident, and the talks by slachtoffer."""
    talks: defaultdict[int, list[NazorgFeit]] = defaultdict(list)
    held = Nazorggesprek.objects.filter(slachtoffer__incident_id__in=one_of(cohort)).order_by("pk")
    for victim, uitkomst, op in held.values_list("slachtoffer_id", "uitkomst", "op"):
        talks[victim].append(NazorgFeit(uitkomst, op))

    def make(pk, *values) -> SlachtofferFeit:
        *single, effects, told = values
        return SlachtofferFeit(pk, *single, tuple(effects), tuple(told), tuple(talks[pk]))

    fields = ("doelwit", "ambt", "functiegroep", "letsel", "verzuim", "nadelige_gevolgen", "besproken_met")
    return _per_incident(Slachtoffer.objects, cohort, make, "pk", *fields), talks


def _politiebesluiten(cohort: Collection[int]) -> defaultdict[int, list[tuple]]:
    fields = ("besloten_op", "besluit", "reden_geen_aangifte", "strafbaar", "strafbaar_op")
    return _per_incident(Politiebesluit.objects, cohort, lambda *values: values, *fields)


def _decision(row: tuple, one: IncidentFeit) -> PolitiebesluitFeit:
    """Without a day of its own it is known with the report."""
    return PolitiebesluitFeit(row[0] or one.ontvangen_op, *row[1:])


def _done(
    cohort: Collection[int], talks: Mapping[int, list[NazorgFeit]], decided: Mapping[int, list[tuple]]
) -> Gedaan:
    done: dict[tuple[str, int, int | None], date] = {}
    reactions = Reactie.objects.filter(incident_id__in=one_of(cohort), gegeven_op__isnull=False).order_by()
    for pk, day in (
        reactions.values("incident_id").annotate(eerst=Min("gegeven_op")).values_list("incident_id", "eerst")
    ):
        done["reactie_veroorzaker", pk, None] = day
    for pk, rows in decided.items():
        if days := [row[0] for row in rows if row[0]]:
            done["politiebesluit", pk, None] = min(days)
    for victim, found in talks.items():
        held = [talk.op for talk in found if talk.uitkomst == NazorgUitkomst.GEHOUDEN]
        if held:
            done["opvanggesprek", 0, victim] = min(held)
    return done


def _terms(cohort: Collection[int], done: Gedaan) -> defaultdict[int, list[TermijnFeit]]:
    """The terms that ran, each with the day on which it was done, if it was."""
    found: defaultdict[int, list[TermijnFeit]] = defaultdict(list)
    rows = IncidentTermijn.objects.filter(incident_id__in=one_of(cohort), code__in=TERMIJNEN).order_by("pk")
    fields = ("incident_id", "code", "verloopt_op", "gestopt_op", "slachtoffer_id")
    for pk, code, until, stopped, victim in rows.values_list(*fields):
        key = (code, 0, victim) if victim else (code, pk, None)
        found[pk].append(TermijnFeit(code, until, done.get(key), stopped))
    return found


def _measures(allowed: QuerySet[Incident], periode: Periode) -> list[VeroorzakermaatregelFeit]:
    """The measures that took effect in the period or ran in it, in whatever incident."""
    effective = Veroorzakermaatregel.objects.filter(status__in=BESLOTEN).annotate(
        vanaf=Greatest(Coalesce(F("ingaat_op"), F("opgelegd_op")), F("opgelegd_op")),
    )
    ran = Q(vanaf__gte=periode.van) | Q(eindigt_op__gte=periode.van) | Q(beeindigd_op__gte=periode.van)
    rows = effective.filter(ran, vanaf__lte=periode.tot_en_met, incident_id__in=allowed.values("pk"))
    fields = ("maatregel", "opgelegd_op", "ingaat_op", "eindigt_op", "beeindigd_op")
    return [
        VeroorzakermaatregelFeit(*row)
        for row in rows.order_by("pk").values_list(*fields, "veroorzaker__persoon_id", "incident_id")
    ]


def _voorvallen(
    allowed: QuerySet[Incident], measures: Iterable[VeroorzakermaatregelFeit]
) -> list[VoorvalFeit]:
    """What the persons of these measures did, of soort incident."""
    people = {m.persoon for m in measures if m.persoon}
    incidents = allowed.filter(soort=Incidentsoort.INCIDENT).values("pk")
    rows = Veroorzaker.objects.filter(persoon_id__in=one_of(people), incident_id__in=incidents)
    fields = ("persoon_id", "incident_id", "incident__voorval_op", "incident__ontvangen_op")
    return [VoorvalFeit(*row) for row in rows.order_by("pk").values_list(*fields)]
