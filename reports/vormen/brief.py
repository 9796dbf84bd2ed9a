"""The letter with which a report goes to the raad, or who stands in its place: the text, then the tables."""

from collections.abc import Iterator
from dataclasses import replace

from reports.periods import long_date
from reports.verslag import Verslag, Verslagdeel
from reports.vormen.applying import in_vorm
from reports.vormen.describing import Rapportvorm, Tabelkeuze, Vormdeel
from reports.vormen.samenvatting import SAMENVATTING
from reports.vormen.vragen import VRAGEN

KENMERK, DATUM, ONDERWERP = "Kenmerk: {}", "Datum: {}", "Onderwerp: {}"


def _head(verslag: Verslag) -> Iterator[Verslagdeel]:
    head = verslag.brief
    lines = [ONDERWERP.format(verslag.titel)]
    if head and head.kenmerk:
        lines.insert(0, KENMERK.format(head.kenmerk))
    if head and head.datum:
        lines.insert(0, DATUM.format(long_date(head.datum)))
    blocks = ["\n".join(lines)]
    if head:
        blocks = [head.geadresseerde, *blocks, *filter(None, [head.aanhef])]
    yield Verslagdeel("briefhoofd", "", toelichting="\n\n".join(blocks))


def _signed(verslag: Verslag) -> Iterator[Verslagdeel]:
    names = verslag.brief.ondertekenaars if verslag.brief else ()
    closing = "\n\n".join(["Met vriendelijke groet,", *names])
    yield Verslagdeel("ondertekening", "", toelichting=closing)


def _annex(shape: Rapportvorm, verslag: Verslag) -> Iterator[Verslagdeel]:
    """Another shape behind the letter, one heading lower."""
    for deel in in_vorm(verslag, shape).delen:
        yield replace(deel, naam=f"{shape.naam}-{deel.naam}", niveau=2)


BRIEF = Rapportvorm(
    naam="brief",
    titel="Brief",
    uitleg="Een brief met de tekst, een samenvatting, vragen die u kunt verwachten en de tabellen. Voor wie"
    " het rapport aanbiedt.",
    kop="{titel}",
    delen=(
        Vormdeel(maak=_head),
        Vormdeel(
            "opening",
            voor="Met deze brief informeren wij u over {periode}. De cijfers zijn die van {peildatum}.",
        ),
        Vormdeel("meldingen", "Wat er binnenkwam", woorden=("instroom", "beoordeling", "slachtoffers")),
        Vormdeel(
            "vervolg",
            "Wat ermee is gedaan",
            woorden=("verloop", "politie", "maatregel", "termijnen", "open"),
        ),
        Vormdeel("eerder", "Zaken uit eerdere perioden", woorden=("eerdere",)),
        Vormdeel("lessen", "Wat wij ervan leren", woorden=("lessen",), tabellen=(Tabelkeuze("lessen"),)),
        Vormdeel(
            "activiteiten",
            "Wat wij doen om het te voorkomen",
            woorden=("activiteiten", "verbeteren"),
            tabellen=(Tabelkeuze("activiteiten"),),
        ),
        Vormdeel(
            "ontwikkelingen",
            "Wat er in de organisatie veranderde",
            woorden=("ontwikkelingen",),
            tabellen=(Tabelkeuze("ontwikkelingen"),),
        ),
        Vormdeel(
            "toezeggingen",
            "Wat wij u eerder toezegden",
            woorden=("toezeggingen",),
            tabellen=(Tabelkeuze("toezeggingen"),),
        ),
        Vormdeel(maak=_signed),
        Vormdeel("bijlage-samenvatting", "Bijlage 1. Samenvatting", voor="Over {periode}."),
        Vormdeel(maak=lambda verslag: _annex(SAMENVATTING, verslag)),
        Vormdeel("bijlage-vragen", "Bijlage 2. Vragen die u kunt verwachten", voor="Over {periode}."),
        Vormdeel(maak=lambda verslag: _annex(VRAGEN, verslag)),
        Vormdeel(
            "bijlage-tabellen",
            "Bijlage 3. Tabellen",
            tabellen=(
                Tabelkeuze("triage"),
                Tabelkeuze("routes"),
                Tabelkeuze("uitkomst"),
                Tabelkeuze("schendingen"),
                Tabelkeuze("maatregelen"),
                Tabelkeuze("eerder"),
                Tabelkeuze("vergelijking"),
                Tabelkeuze("vergelijking-categorie"),
                Tabelkeuze("instroom-hoofdcategorie"),
                Tabelkeuze("trechter"),
                Tabelkeuze("nazorg"),
                Tabelkeuze("vergelijking-hoofdcategorie"),
            ),
            grafieken=("trend", "stroom", "trechter"),
        ),
    ),
)
