"""The figures of the integrity register."""

from casework.lists import Lijst
from reports.counting import Boom
from reports.facts.integriteit import ZaakFeiten
from reports.figures.integriteit import beside, cohort, duration, events, intake, people, terms, themes


def build(facts: ZaakFeiten, categorieen: Lijst, maatregelen: Lijst) -> Boom:
    """Every figure of the integrity register, counted over the facts of one period.

    ``categorieen`` and ``maatregelen`` are the lists valid on the last day of the period.
    """
    return {
        "instroom": intake.instroom(facts, categorieen),
        "triage": intake.triage(facts),
        "routes": intake.routes(facts),
        "lijn_uitkomst": intake.lijn_uitkomst(facts),
        "zaken": intake.zaken(facts),
        "vooronderzoek": cohort.vooronderzoek(facts),
        "feitenonderzoek": cohort.feitenonderzoek(facts),
        "uitkomst": cohort.uitkomst(facts),
        "schendingen": cohort.schendingen(facts, categorieen),
        "maatregelen": cohort.maatregelen(facts, maatregelen),
        "eerdere_instroom": events.eerdere_instroom(facts, categorieen, maatregelen),
        "onderzoeken": events.onderzoeken(facts),
        "voorraad": events.voorraad(facts),
        "aangiften": events.aangiften(facts),
        "vergelijking": intake.vergelijking(facts, categorieen),
    }


def summarise(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """Those of ``build`` that a dashboard shows; they ask for no more than ``loading.beknopt`` reads."""
    return {
        "instroom": intake.instroom(facts, categorieen),
        "triage": intake.triage(facts),
        "voorraad": events.voorraad(facts),
    }


def deepen(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """What the report shows besides (domain document, section 6).

    ``categorieen``: the list valid on the last day of the period.
    """
    return {
        "melders": people.melders(facts),
        "adviezen": people.adviezen(facts, categorieen),
        "gesprekken": beside.gesprekken(facts, categorieen),
        "themas": themes.themas(facts, categorieen),
        "betrokkenen": people.besluiten_per_betrokkene(facts),
        "ordemaatregelen": beside.ordemaatregelen(facts),
        "termijnen": {"wettelijk": terms.wettelijk(facts), "stappen": terms.stappen(facts)},
        "doorlooptijd": duration.doorlooptijd(facts),
        "strafrecht": beside.strafrecht(facts),
        "verbeteracties": beside.verbeteracties(facts),
        "vastgesteld_eerder": themes.vastgesteld_eerder(facts, categorieen),
    }
