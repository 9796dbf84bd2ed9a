"""What was reported in the period, and how much of it is open. Counts incidents."""

from typing import Any

from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import Ambt, Contactvorm, Doelwit, Functiegroep, IncidentKenmerk
from reports.counting import Boom, Teleenheid, Telling, incidenten, per_afdeling, per_code
from reports.facts.agressie import IncidentFeiten
from reports.figures import stock
from reports.figures.agressie.split import over, over_several

INCIDENTEN = Teleenheid.INCIDENTEN
ERNST = ("1", "2", "3", "4")


def instroom(facts: IncidentFeiten) -> Boom:
    """Incidents of soort incident reported in the period, by what happened, where and to whom.

    An incident with several kenmerken, gedragingen or contactvormen stands under each. ``per_functiegroep``,
    ``per_doelwit`` and ``per_ambt``: of its first slachtoffer. ``per_ernst``: as computed; without a
    gedraging it is not registered.
    """
    cohort = facts.cohort
    return {
        "totaal": incidenten(one.id for one in cohort),
        "per_maand": per_code(
            ((f"{one.ontvangen_op:%Y-%m}", one.id) for one in cohort), facts.periode.months(), INCIDENTEN
        ),
        "per_hoofdcategorie": over(cohort, lambda one: one.hoofdcategorie, Hoofdcategorie.values),
        "per_kenmerk": over_several(cohort, lambda one: one.kenmerken, IncidentKenmerk.values),
        "per_gedraging": over_several(cohort, lambda one: one.gedragingen, GEDRAGINGEN),
        "per_contactvorm": over_several(cohort, lambda one: one.contactvormen, Contactvorm.values),
        "per_afdeling": per_afdeling(((one.afdeling, one.id) for one in cohort), INCIDENTEN),
        "per_functiegroep": over(
            cohort, lambda one: one.eerste_slachtoffer.functiegroep, Functiegroep.values
        ),
        "per_doelwit": over(cohort, lambda one: one.eerste_slachtoffer.doelwit, Doelwit.values),
        "per_ambt": over(cohort, lambda one: one.eerste_slachtoffer.ambt, Ambt.values),
        "per_ernst": over(cohort, lambda one: one.ernst, ERNST),
    }


def hinderlijk_contact(facts: IncidentFeiten) -> Telling:
    """Hinderlijk contact reported in the period: no aggression, and in no other figure of the cohort."""
    return incidenten(one.id for one in facts.hinderlijk)


def online(facts: IncidentFeiten) -> Telling:
    """Incidents with the kenmerk online, or with a contactvorm of sociale media."""
    return incidenten(one.id for one in facts.cohort if one.online)


def voorraad(facts: IncidentFeiten) -> dict[str, Telling]:
    """Open incidents of soort incident, by the rule of ``stock.voorraad``."""
    return stock.voorraad(facts.alle, facts.periode, incidenten)


def vergelijking(facts: IncidentFeiten) -> list[dict[str, Any]]:
    """Incidents reported in the same stretch of earlier years: see ``stock.vergelijking``."""
    return stock.vergelijking(
        facts.cohort,
        facts.eerdere,
        "hoofdcategorie",
        Hoofdcategorie.values,
        INCIDENTEN,
        facts.gepubliceerd,
    )
