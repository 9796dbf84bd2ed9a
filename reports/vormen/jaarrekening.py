"""The page on integrity in the annual accounts: the categories of the organisation over three years."""

from organisations.roles import Register
from reports.vormen.describing import Rapportvorm, Tabelkeuze, Vormdeel

# This period and the two before it.
DRIE_JAAR = (0, 1, 2)

JAARREKENING = Rapportvorm(
    naam="jaarrekening",
    titel="Bladzijde voor de jaarrekening",
    uitleg="De categorieën over drie jaar, en de uitkomst. Voor wie de jaarstukken maakt.",
    kop="Integriteit in {periode}",
    registers=(Register.INTEGRITEIT,),
    delen=(
        Vormdeel("instroom", "Meldingen", woorden=("instroom",)),
        Vormdeel(
            "categorieen",
            "Categorieën over drie jaar",
            tabellen=(Tabelkeuze("vergelijking-categorie", "Meldingen per categorie", kolommen=DRIE_JAAR),),
        ),
        Vormdeel(
            "besluit",
            "Wat erover is besloten",
            voor="Onder het subtotaal staan de meldingen die niet over integriteit bleken te gaan.",
            woorden=("beoordeling",),
            tabellen=(
                Tabelkeuze(
                    "triage",
                    rijen=(
                        "triage.in_behandeling",
                        "triage.niet_in_behandeling.totaal",
                        "triage.nog_niet_beoordeeld",
                        "instroom.na_kwalificatie",
                        "triage.anders_gekwalificeerd",
                        "instroom.totaal",
                    ),
                ),
            ),
        ),
        Vormdeel(
            "uitkomst",
            "Wat eruit kwam",
            woorden=("verloop", "eerdere"),
            tabellen=(Tabelkeuze("uitkomst"), Tabelkeuze("maatregelen")),
        ),
    ),
)
