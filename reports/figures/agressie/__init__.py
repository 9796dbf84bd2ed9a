"""The figures of the aggression register."""

from reports.counting import Boom
from reports.facts.agressie import IncidentFeiten
from reports.figures.agressie import aftermath, insight, intake, recurrence


def build(facts: IncidentFeiten) -> Boom:
    """Every figure of the contract, in its order, counted over the facts of one period."""
    return {
        "instroom": intake.instroom(facts),
        "hinderlijk_contact": intake.hinderlijk_contact(facts),
        "online": intake.online(facts),
        "politie": aftermath.politie(facts),
        "redenen_geen_aangifte": aftermath.redenen_geen_aangifte(facts),
        "strafbaar": aftermath.strafbaar(facts),
        "afdoening": aftermath.afdoening(facts),
        "maatregelen": aftermath.maatregelen(facts),
        "nazorg": aftermath.nazorg(facts),
        "besproken_met": aftermath.besproken_met(facts),
        "nadelige_gevolgen": aftermath.nadelige_gevolgen(facts),
        "letsel": aftermath.letsel(facts),
        "verzuim": aftermath.verzuim(facts),
        "schade": aftermath.schade(facts),
        "voorraad": intake.voorraad(facts),
        "vergelijking": intake.vergelijking(facts),
    }


def summarise(facts: IncidentFeiten) -> Boom:
    """Those of ``build`` that a dashboard shows; they ask for no more than ``loading.beknopt`` reads."""
    return {
        "instroom": intake.instroom(facts),
        "nazorg": aftermath.nazorg(facts),
        "voorraad": intake.voorraad(facts),
    }


def deepen(facts: IncidentFeiten) -> Boom:
    """What the page and the tables show besides (domain document, section 8)."""
    return {
        "per_afdeling": insight.hoofdcategorie_per_afdeling(facts),
        "per_contactvorm": insight.hoofdcategorie_per_contactvorm(facts),
        "per_functiegroep": insight.hoofdcategorie_per_functiegroep(facts),
        "per_weekdag": insight.weekdag_per_dagdeel(facts),
        "aanleiding": insight.aanleiding_per_afdeling(facts),
        "trechter": insight.trechter(facts),
        "termijnen": insight.termijnen(facts),
        "monitor": insight.monitor(facts),
        "maatregelen": insight.lopende_maatregelen(facts),
        "herhaling": recurrence.herhaling(facts),
    }
