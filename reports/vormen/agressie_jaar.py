"""The year report on aggression: what happened, what was done, and the indicators of the Monitor."""

from organisations.roles import Register
from reports.vormen.describing import Rapportvorm, Tabelkeuze, Vormdeel

AGRESSIE_JAAR = Rapportvorm(
    naam="agressie-jaar",
    titel="Jaarrapport agressie en geweld",
    uitleg="De indicatoren van de Monitor, wat er gebeurde en wat de organisatie deed. Voor het bestuur en de"
    " ondernemingsraad.",
    kop="Agressie en geweld in {periode}",
    registers=(Register.AGRESSIE,),
    delen=(
        Vormdeel("kort", "In het kort", woorden=("instroom",), tabellen=(Tabelkeuze("vergelijking"),)),
        Vormdeel(
            "monitor",
            "De indicatoren van de Monitor Integriteit en Veiligheid",
            voor="Zo kunt u uw organisatie naast de landelijke Monitor leggen.",
            tabellen=(Tabelkeuze("monitor"),),
        ),
        Vormdeel(
            "gebeurtenissen",
            "Wat er gebeurde",
            tabellen=(
                Tabelkeuze("instroom-hoofdcategorie"),
                Tabelkeuze("instroom-contactvorm"),
                Tabelkeuze("instroom-kenmerk"),
                Tabelkeuze("instroom-ernst"),
                Tabelkeuze("vergelijking-hoofdcategorie"),
            ),
            grafieken=("trend", "hoofdcategorieen", "contactvormen", "week"),
        ),
        Vormdeel(
            "wie",
            "Wie het overkwam",
            woorden=("slachtoffers",),
            tabellen=(
                Tabelkeuze("instroom-afdeling"),
                Tabelkeuze("instroom-functiegroep"),
                Tabelkeuze("instroom-doelwit"),
                Tabelkeuze("letsel"),
                Tabelkeuze("verzuim"),
            ),
        ),
        Vormdeel(
            "politie",
            "Van incident tot aangifte",
            woorden=("politie",),
            tabellen=(Tabelkeuze("trechter"), Tabelkeuze("redenen"), Tabelkeuze("afdoening")),
            grafieken=("trechter",),
        ),
        Vormdeel(
            "maatregelen",
            "Maatregelen en herhaling",
            woorden=("maatregel",),
            tabellen=(Tabelkeuze("maatregelen"), Tabelkeuze("herhaling")),
            grafieken=("maatregelen",),
        ),
        Vormdeel(
            "zorg",
            "Zorg, en op tijd",
            woorden=("termijnen",),
            tabellen=(Tabelkeuze("nazorg"), Tabelkeuze("besproken"), Tabelkeuze("termijnen")),
            grafieken=("op-tijd",),
        ),
        Vormdeel("activiteiten", "Wat eraan is gedaan", woorden=("activiteiten",)),
    ),
)
