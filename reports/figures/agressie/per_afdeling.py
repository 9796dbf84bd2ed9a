"""The figures of each afdeling by itself, beside those of the whole."""

from dataclasses import replace

from reports.counting import Boom, in_order
from reports.facts.agressie import IncidentFeit, IncidentFeiten
from reports.figures.agressie import aftermath, intake


def card(facts: IncidentFeiten) -> Boom:
    """What an afdeling is told of its incidents: counted as in the report, over these facts."""
    return {
        "instroom": intake.instroom(facts),
        "politie": aftermath.politie(facts),
        "nazorg": aftermath.nazorg(facts),
        "maatregelen": aftermath.maatregelen(facts),
    }


def per_afdeling(facts: IncidentFeiten) -> dict[str, Boom]:
    """``card`` of every afdeling with an incident reported in the period, alphabetical; last, under "", that
    of the incidents without one. They add up to the whole."""
    parts: dict[str, list[IncidentFeit]] = {}
    for one in facts.cohort:
        parts.setdefault(one.afdeling, []).append(one)
    names = [*in_order(parts.keys() - {""}), *([""] if "" in parts else [])]
    return {naam: card(replace(facts, incidenten={one.id: one for one in parts[naam]})) for naam in names}
