"""One page: what came in, what was done with it and what came of it, in the words of the figures."""

from collections.abc import Iterator

from reports.verslag import Verslag, Verslagdeel
from reports.vormen.describing import Opbouw, Rapportvorm, Vormdeel, Vormrij

KERN = Opbouw(
    naam="kern",
    titel="De belangrijkste aantallen",
    eenheid="aantal",
    uitleg="Schending vastgesteld: zaken van deze meldingen. Open: alle zaken, ook van eerder.",
    kop="Wat",
    kolommen=("Aantal", "Een jaar eerder", "Verschil"),
    rijen=(
        Vormrij(("instroom.totaal", "vergelijking.0.instroom", "vergelijking.0.verschil"), "Ontvangen"),
        Vormrij(("triage.in_behandeling", "", ""), "In behandeling genomen"),
        Vormrij(("schendingen.totaal", "", ""), "Schending vastgesteld"),
        Vormrij(("politie.aangifte", "", ""), "Aangifte gedaan"),
        Vormrij(("maatregelen.incidenten", "", ""), "Besluit over een maatregel"),
        Vormrij(("voorraad.eind", "", ""), "Open aan het einde"),
    ),
)
# Of these the sentences, in both registers; not what people wrote, which has no end.
ZINNEN = ("instroom", "beoordeling", "verloop", "eerdere", "slachtoffers", "politie", "maatregel", "open")


def _sentences(verslag: Verslag) -> Iterator[Verslagdeel]:
    said = [" ".join(deel.zinnen) for deel in verslag.delen if deel.naam in ZINNEN and deel.zinnen]
    told = [*said, "Hoe dit is geteld, staat in het rapport."]
    yield Verslagdeel("woorden", "Wat eruit kwam", toelichting="\n\n".join(told))


SAMENVATTING = Rapportvorm(
    naam="samenvatting",
    titel="Samenvatting op één bladzijde",
    uitleg="De belangrijkste aantallen en wat eruit kwam. Voor wie maar één bladzijde leest.",
    kop="Samenvatting over {periode}",
    kort=True,
    delen=(
        Vormdeel("kern", "In het kort", tabellen=(KERN,)),
        Vormdeel(maak=_sentences),
    ),
)
