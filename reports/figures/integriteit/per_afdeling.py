"""The figures of each afdeling by itself, beside those of the whole."""

from dataclasses import replace

from casework.lists import Lijst
from reports.counting import Boom, in_order
from reports.facts.integriteit import MeldingFeit, ZaakFeiten
from reports.figures.integriteit import cohort, intake


def card(facts: ZaakFeiten, categorieen: Lijst, maatregelen: Lijst) -> Boom:
    """What an afdeling is told of its meldingen: counted as in the report, over these facts."""
    return {
        "instroom": intake.instroom(facts, categorieen),
        "routes": intake.routes(facts),
        "uitkomst": cohort.uitkomst(facts),
        "maatregelen": cohort.maatregelen(facts, maatregelen),
    }


def per_afdeling(facts: ZaakFeiten, categorieen: Lijst, maatregelen: Lijst) -> dict[str, Boom]:
    """``card`` of every afdeling with a melding received in the period, alphabetical; last, under "", that of
    the meldingen without one.

    Meldingen add up to those of the whole. A zaak with meldingen of two afdelingen stands with both.
    """
    parts: dict[str, list[MeldingFeit]] = {}
    for one in facts.cohort:
        parts.setdefault(one.afdeling, []).append(one)
    names = [*in_order(parts.keys() - {""}), *([""] if "" in parts else [])]
    return {
        naam: card(replace(facts, meldingen=tuple(parts[naam])), categorieen, maatregelen) for naam in names
    }
