"""What the report shows beyond the contract (domain document, section 8). Counts incidents of the cohort."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from casework.lists import NIET_GEREGISTREERD
from incidents.gedragingen import Hoofdcategorie
from incidents.lists import Aanleiding, Contactvorm, Functiegroep, JaNeeOnbekend, Politiestap
from reports.counting import (
    Boom,
    Teleenheid,
    Telling,
    in_order,
    incidenten,
    percentage,
)
from reports.facts.agressie import IncidentFeit, IncidentFeiten, VeroorzakermaatregelFeit
from reports.figures.agressie.split import over
from reports.figures.stock import day_before

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# From this hour on, until the next one.
DAGDELEN = {"nacht": 0, "ochtend": 6, "middag": 12, "avond": 18}
TERMIJNEN = ("reactie_veroorzaker", "opvanggesprek", "politiebesluit")


def _crossed(
    found: Sequence[IncidentFeit],
    rows_of: Callable[[IncidentFeit], Collection[str]],
    rows: Iterable[str],
    column_of: Callable[[IncidentFeit], str],
    columns: Sequence[str],
) -> dict[str, dict[str, Telling]]:
    """Row -> column -> incidents. What was left empty stands last, where any incident has it."""
    by_row: dict[str, list[IncidentFeit]] = {row: [] for row in rows}
    empty: list[IncidentFeit] = []
    for one in found:
        for row in rows_of(one):
            (by_row.setdefault(row, []) if row else empty).append(one)
        if not rows_of(one):
            empty.append(one)
    all_columns = list(over(found, column_of, columns))
    all_rows = by_row | ({NIET_GEREGISTREERD: empty} if empty else {})
    return {row: over(there, column_of, all_columns) for row, there in all_rows.items()}


def _category(one: IncidentFeit) -> str:
    return one.hoofdcategorie


def hoofdcategorie_per_afdeling(facts: IncidentFeiten) -> Boom:
    """Per afdeling that was registered, alphabetical."""
    return _per_afdeling(facts, _category, Hoofdcategorie.values)


def _per_afdeling(facts: IncidentFeiten, column_of, columns: Sequence[str]) -> Boom:
    names = in_order({one.afdeling for one in facts.cohort} - {""})
    return _crossed(facts.cohort, lambda one: [one.afdeling], names, column_of, columns)


def hoofdcategorie_per_contactvorm(facts: IncidentFeiten) -> Boom:
    """An incident with several contactvormen stands under each."""
    return _crossed(
        facts.cohort, lambda one: set(one.contactvormen), Contactvorm.values, _category, Hoofdcategorie.values
    )


def hoofdcategorie_per_functiegroep(facts: IncidentFeiten) -> Boom:
    """By the functiegroep of the first slachtoffer."""
    return _crossed(
        facts.cohort,
        lambda one: [one.eerste_slachtoffer.functiegroep],
        Functiegroep.values,
        _category,
        Hoofdcategorie.values,
    )


def aanleiding_per_afdeling(facts: IncidentFeiten) -> Boom:
    """Which work processes produce incidents: only the aanleidingen that were registered."""
    found = {one.aanleiding for one in facts.cohort}
    return _per_afdeling(
        facts, lambda one: one.aanleiding, [code for code in Aanleiding.values if code in found]
    )


def weekdag_per_dagdeel(facts: IncidentFeiten) -> Boom:
    """When it happened: ochtend from 6, middag from 12, avond from 18, nacht from 0 o'clock. Without a time
    the part of the day is not registered."""
    return _crossed(
        [one for one in facts.cohort if one.voorval_op],
        lambda one: [WEEKDAGEN[one.voorval_op.weekday()]] if one.voorval_op else [],
        WEEKDAGEN,
        lambda one: dagdeel(one.uur),
        ["ochtend", "middag", "avond", "nacht"],
    )


def dagdeel(uur: int | None) -> str:
    if uur is None:
        return ""
    return max((naam for naam, begin in DAGDELEN.items() if begin <= uur), key=DAGDELEN.__getitem__)


def trechter(facts: IncidentFeiten) -> dict[str, Telling]:
    """From incident to afdoening. Each step counts the incidents of the cohort that reached it, whatever is
    registered of the steps before it.

    Whether it is punishable is not known of most: ``niet_strafbaar`` and ``strafbaar_onbekend`` stand beside
    ``strafbaar``, and the three add up. ``melding``: police were told, by melding or aangifte. ``afdoening``:
    police or justice came to an end with it.
    """
    cohort = facts.cohort
    told = (Politiestap.MELDING, Politiestap.AANGIFTE)
    return {
        "incident": incidenten(one.id for one in cohort),
        "strafbaar": incidenten(one.id for one in cohort if one.is_strafbaar),
        "niet_strafbaar": incidenten(one.id for one in cohort if one.strafbaar == JaNeeOnbekend.NEE),
        "strafbaar_onbekend": incidenten(one.id for one in cohort if one.strafbaar_onbekend),
        "melding": incidenten(one.id for one in cohort if one.politie in told),
        "aangifte": incidenten(one.id for one in cohort if one.aangifte),
        "afdoening": incidenten(one.id for one in cohort if one.afgedaan),
    }


def termijnen(facts: IncidentFeiten) -> Boom:
    """Per term: of the incidents in which it ran and was met or is over, how many were in time.

    With several slachtoffers the talk with each of them must have been in time: one that is overdue makes
    the incident late. ``procent``: not given on a base under 10.
    """
    return {code: _term(facts, code) for code in TERMIJNEN}


def _term(facts: IncidentFeiten, code: str) -> dict[str, Any]:
    done = {one.id: [t.gehaald for t in one.termijnen if t.code == code] for one in facts.cohort}
    known = [pk for pk, found in done.items() if found]
    met = [pk for pk in known if all(done[pk])]
    return {
        "gehaald": incidenten(met),
        "te_laat": incidenten(pk for pk in known if not all(done[pk])),
        "procent": percentage(len(met), len(known)),
    }


def monitor(facts: IncidentFeiten) -> Boom:
    """The indicators of the Monitor Integriteit en Veiligheid; no percentage on a base under 10.

    ``aangifte`` and ``online``: of all incidents of the cohort. ``nadelige_gevolgen``: of those of which the
    consequences are registered. ``besproken``: of those of which is registered whether it was discussed,
    those discussed with somebody.
    """
    cohort = facts.cohort
    asked = [one for one in cohort if one.besproken_met]
    told = [one for one in cohort if one.gevolgen_bekend]
    return {
        "aangifte": _share(cohort, lambda one: one.aangifte),
        "online": _share(cohort, lambda one: one.online),
        "nadelige_gevolgen": _share(told, lambda one: bool(one.nadelige_gevolgen)),
        "besproken": _share(asked, lambda one: one.besproken),
    }


def _share(base: Sequence[IncidentFeit], holds: Callable[[IncidentFeit], bool]) -> dict[str, Any]:
    found = [one.id for one in base if holds(one)]
    return {
        "aantal": incidenten(found),
        "van": incidenten(one.id for one in base),
        "procent": percentage(len(found), len(base)),
    }


def lopende_maatregelen(facts: IncidentFeiten) -> Boom:
    """Measures that run until a day, by their own dates up to the peildatum, whatever the cohort.

    ``lopend_begin`` + ``ingegaan`` - ``geeindigd`` = ``lopend_eind``; the last day counts in full.
    ``zonder_einde``: took effect in the period, and should have had an end.
    """
    known = [m for m in facts.maatregelen if m.werkt_vanaf]
    running = [m for m in known if m.laatste_dag]
    begin = min(day_before(facts.periode), facts.peildatum)
    end = min(facts.periode.tot_en_met, facts.peildatum)
    return {
        "lopend_begin": _decisions(m for m in running if m.werkt_na(begin)),
        "ingegaan": _decisions(m for m in running if begin < m.werkt_vanaf <= end),
        "geeindigd": _decisions(m for m in running if begin < m.laatste_dag <= end),
        "lopend_eind": _decisions(m for m in running if m.werkt_na(end)),
        "zonder_einde": _decisions(m for m in known if m.mist_einde and begin < m.werkt_vanaf <= end),
    }


def _decisions(found: Iterable[VeroorzakermaatregelFeit]) -> Telling:
    return Telling(Teleenheid.BESLUITEN, tuple(m.incident for m in found))
