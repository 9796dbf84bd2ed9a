"""The overview that the Rijk publishes each year: per type what was reported, taken up and established."""

from organisations.roles import Register
from reports.vormen.describing import Opbouw, Rapportvorm, Tabelkeuze, Vormdeel, Vormrij

PER_TYPE = Opbouw(
    naam="rijk-typen",
    titel="Meldingen, vermoedens en schendingen per type",
    eenheid="aantal",
    uitleg="Meldingen: ontvangen in de periode, naar waar ze over gingen. Vermoedens: de meldingen daarvan"
    " die in behandeling zijn genomen. Schendingen: de zaken van deze meldingen, naar wat er tot en met de"
    " peildatum is vastgesteld; een zaak met twee vastgestelde typen staat bij allebei.",
    kop="Type",
    kolommen=("Meldingen", "Vermoedens", "Schendingen (zaken)"),
    rijen=(
        Vormrij(
            ("instroom.per_categorie", "verdieping.themas.totaal", "schendingen.per_categorie"), elk=True
        ),
        Vormrij(("instroom.totaal", "triage.in_behandeling", "schendingen.totaal"), "Totaal", "totaal"),
    ),
)

RIJKSOVERZICHT = Rapportvorm(
    naam="rijksoverzicht",
    titel="Jaaroverzicht van het Rijk",
    uitleg="Per type de meldingen, vermoedens en schendingen, en de maatregelen. Voor wie de aantallen van"
    " alle organisaties naast elkaar zet.",
    kop="Overzicht integriteit over {periode}",
    registers=(Register.INTEGRITEIT,),
    delen=(
        Vormdeel("typen", "Meldingen, vermoedens en schendingen", tabellen=(PER_TYPE,)),
        Vormdeel("uitkomst", "Wat eruit kwam", tabellen=(Tabelkeuze("uitkomst"),)),
        Vormdeel(
            "maatregelen", "Maatregelen", tabellen=(Tabelkeuze("betrokkenen"), Tabelkeuze("maatregelen"))
        ),
        Vormdeel(
            "eerder",
            "Zaken uit eerdere perioden",
            tabellen=(Tabelkeuze("eerder"), Tabelkeuze("eerder-categorie"), Tabelkeuze("eerder-maatregelen")),
        ),
    ),
)
