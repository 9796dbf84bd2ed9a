"""Whether somebody did it again after a measure."""

from datetime import date, timedelta

from incidents.lists import VeroorzakerMaatregelCode
from reports.counting import Boom, Teleenheid, Telling, percentage
from reports.facts.agressie import IncidentFeiten, VeroorzakermaatregelFeit, VoorvalFeit
from reports.periods import shift_years

MAATREGELEN = [code for code in VeroorzakerMaatregelCode.values if code != VeroorzakerMaatregelCode.GEEN]


def herhaling(facts: IncidentFeiten) -> Boom:
    """Repetition within 12 months after a measure, per kind of measure.

    ``ingegaan``: measures that took effect in the period towards a person whose identity is kept, in whatever
    incident. ``herhaald``: of those, followed by a new incident of the same person within 12 months: it
    happened after the day on which the measure took effect, up to and including the same day a year later.
    ``loopt_nog``: of the others, those whose 12 months are not over on the peildatum, so repetition may still
    come. ``procent``: herhaald of ingegaan, not given on a base under 10.
    """
    started = [m for m in facts.maatregelen if m.persoon and _took_effect(m, facts)]
    again: dict[int, list[VoorvalFeit]] = {}
    for one in facts.voorvallen:
        again.setdefault(one.persoon, []).append(one)
    kinds = {code: [m for m in started if m.maatregel == code] for code in MAATREGELEN}
    return {code: _count(there, again, facts.peildatum) for code, there in kinds.items()}


def _took_effect(measure: VeroorzakermaatregelFeit, facts: IncidentFeiten) -> bool:
    began = measure.werkt_vanaf
    return began is not None and began in facts.periode and began <= facts.peildatum


def _count(
    measures: list[VeroorzakermaatregelFeit], again: dict[int, list[VoorvalFeit]], peildatum: date
) -> Boom:
    repeated, not_yet = [], []
    for m in measures:
        (repeated if is_repeated(m, again.get(m.persoon or 0, [])) else not_yet).append(m)
    open_still = [m for m in not_yet if _until(m) > peildatum]
    return {
        "ingegaan": _decisions(measures),
        "herhaald": _decisions(repeated),
        "loopt_nog": _decisions(open_still),
        "procent": percentage(len(repeated), len(measures)),
    }


def is_repeated(measure: VeroorzakermaatregelFeit, voorvallen: list[VoorvalFeit]) -> bool:
    """Whether one of these, of the same person, is a new incident within 12 months."""
    return any(
        one.incident != measure.incident and _after(measure) <= one.voorval_op <= _until(measure)
        for one in voorvallen
    )


def _after(measure: VeroorzakermaatregelFeit) -> date:
    return (measure.werkt_vanaf or measure.opgelegd_op) + timedelta(days=1)


def _until(measure: VeroorzakermaatregelFeit) -> date:
    return shift_years(measure.werkt_vanaf or measure.opgelegd_op, 1)


def _decisions(measures: list[VeroorzakermaatregelFeit]) -> Telling:
    return Telling(Teleenheid.BESLUITEN, tuple(m.incident for m in measures))
