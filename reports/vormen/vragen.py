"""Questions that can be expected, with the answer of the figures.

The numbers are those of the report as it may be shown: what is held back there is not told here either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from organisations.roles import Register
from reports.verslag import Vak, Verslag, Verslagdeel
from reports.vormen.describing import Rapportvorm, Vormdeel
from reports.vormen.reading import Verslaglezer
from reports.words.phrases import lower_first, number

VERBORGEN = "dat aantal laten wij niet zien"


@dataclass(frozen=True)
class Antwoordregel:
    """“Label: 58.” With ``per`` a list of what is below that path and is not 0, in the order of the
    report."""

    label: str
    pad: str = ""
    per: str = ""


@dataclass(frozen=True)
class Raadsvraag:
    """``tabel``: the table of which the definition stands below the answer."""

    naam: str
    vraag: str
    regels: tuple[Antwoordregel, ...]
    tabel: str


EERDER = Antwoordregel("Dezelfde periode een jaar eerder", "vergelijking.0.instroom")
VERSCHIL = Antwoordregel("Verschil", "vergelijking.0.verschil")
OPEN = (
    Antwoordregel("Open aan het begin van de periode", "voorraad.begin"),
    Antwoordregel("Open aan het einde van de periode, ook van eerder", "voorraad.eind"),
)

INTEGRITEIT = (
    Raadsvraag(
        "meer-of-minder",
        "Zijn er meer of minder meldingen dan een jaar eerder?",
        (Antwoordregel("Ontvangen meldingen", "instroom.totaal"), EERDER, VERSCHIL),
        "vergelijking",
    ),
    Raadsvraag(
        "niet-in-behandeling",
        "Hoeveel meldingen zijn niet in behandeling genomen, en waarom niet?",
        (
            Antwoordregel("Niet in behandeling genomen", "triage.niet_in_behandeling.totaal"),
            Antwoordregel("Redenen", per="triage.niet_in_behandeling.per_reden"),
        ),
        "triage",
    ),
    Raadsvraag(
        "lopend",
        "Hoeveel zaken lopen nog?",
        (Antwoordregel("Zaken van deze meldingen die nog lopen", "uitkomst.lopend"), *OPEN),
        "voorraad",
    ),
    Raadsvraag(
        "vastgesteld",
        "Wat is er vastgesteld?",
        (
            Antwoordregel("Zaken met een schending", "schendingen.totaal"),
            Antwoordregel("Categorieën", per="schendingen.per_categorie"),
        ),
        "schendingen",
    ),
    Raadsvraag(
        "maatregelen",
        "Welke maatregelen volgden?",
        (
            Antwoordregel("Betrokkenen over wie is besloten", "maatregelen.betrokkenen"),
            Antwoordregel("Besluiten", per="maatregelen.per_maatregel"),
        ),
        "maatregelen",
    ),
    Raadsvraag(
        "termijnen",
        "Zijn de wettelijke termijnen gehaald?",
        (
            Antwoordregel("Ontvangst op tijd bevestigd", "verdieping.termijnen.wettelijk.bevestigen.gehaald"),
            Antwoordregel("Te laat bevestigd", "verdieping.termijnen.wettelijk.bevestigen.te_laat"),
            Antwoordregel(
                "Niet bekend of op tijd is bevestigd", "verdieping.termijnen.wettelijk.bevestigen.niet_bekend"
            ),
            Antwoordregel("Op tijd teruggekoppeld", "verdieping.termijnen.wettelijk.terugkoppelen.gehaald"),
            Antwoordregel("Te laat teruggekoppeld", "verdieping.termijnen.wettelijk.terugkoppelen.te_laat"),
            Antwoordregel(
                "Niet bekend of op tijd is teruggekoppeld",
                "verdieping.termijnen.wettelijk.terugkoppelen.niet_bekend",
            ),
        ),
        "termijnen-wet",
    ),
    Raadsvraag(
        "eerdere-zaken",
        "Wat gebeurde er met zaken van eerder?",
        (
            Antwoordregel("Onderzoeken afgerond", "eerdere_instroom.onderzoeken_afgerond"),
            Antwoordregel("Zaken met een schending", "eerdere_instroom.schending_vastgesteld"),
            Antwoordregel("Besluiten", per="eerdere_instroom.per_maatregel"),
        ),
        "eerder",
    ),
    Raadsvraag(
        "aangiften",
        "Is er aangifte gedaan?",
        (Antwoordregel("Zaken met een aangifte in de periode", "aangiften"),),
        "aangiften",
    ),
)

AGRESSIE = (
    Raadsvraag(
        "meer-of-minder",
        "Zijn er meer of minder incidenten dan een jaar eerder?",
        (Antwoordregel("Gemelde incidenten", "instroom.totaal"), EERDER, VERSCHIL),
        "vergelijking",
    ),
    Raadsvraag(
        "waarover",
        "Waar ging het om?",
        (Antwoordregel("Incidenten", per="instroom.per_hoofdcategorie"),),
        "instroom-hoofdcategorie",
    ),
    Raadsvraag(
        "aangifte",
        "Is er aangifte gedaan?",
        (
            Antwoordregel("Incidenten met een aangifte", "politie.aangifte"),
            Antwoordregel("Redenen om dat niet te doen", per="redenen_geen_aangifte"),
        ),
        "politie",
    ),
    Raadsvraag(
        "maatregelen",
        "Welke maatregelen volgden?",
        (
            Antwoordregel("Incidenten met een besluit", "maatregelen.incidenten"),
            Antwoordregel("Besluiten", per="maatregelen.per_maatregel"),
        ),
        "maatregelen",
    ),
    Raadsvraag(
        "nazorg",
        "Kregen de slachtoffers nazorg?",
        (Antwoordregel("Incidenten", per="nazorg"),),
        "nazorg",
    ),
    Raadsvraag("lopend", "Hoeveel incidenten zijn nog open?", OPEN, "voorraad"),
)


def _questions(verslag: Verslag) -> Iterator[Verslagdeel]:
    """A question that the report has no figure for is not asked."""
    lezer = Verslaglezer(verslag)
    asked = INTEGRITEIT if verslag.register == Register.INTEGRITEIT else AGRESSIE
    yield Verslagdeel("uitleg", "", toelichting=lezer.fill(VOORAF))
    for one in asked:
        lines = [line for regel in one.regels if (line := _line(lezer, regel))]
        tabel = lezer.tabellen.get(one.tabel)
        if lines:
            defined = [f"Hoe dit is geteld: {tabel.uitleg}"] if tabel else []
            yield Verslagdeel(one.naam, one.vraag, toelichting="\n".join([*lines, *defined]))


def _line(lezer: Verslaglezer, regel: Antwoordregel) -> str:
    if not regel.per:
        return f"{regel.label}: {_number(lezer.vak(regel.pad))}." if lezer.rij(regel.pad) else ""
    found = [f"{regel.per}.{code}" for code in lezer.codes(regel.per)]
    named = [
        f"{lower_first(rij.label)} ({_number(vak)})"
        for path in found
        if (rij := lezer.rij(path)) and (vak := lezer.vak(path)) and (vak.waarde or vak.soort == "verborgen")
    ]
    if not found:
        return ""
    return f"{regel.label}: {', '.join(named)}." if named else f"{regel.label}: geen."


def _number(vak: Vak) -> str:
    """As it is shown; a difference in words."""
    if vak.soort == "verborgen":
        return VERBORGEN
    if vak.waarde is None:
        return "dat is niet bekend"
    n = int(vak.waarde)
    if vak.soort == "verschil":
        return f"{number(abs(n))} {'meer' if n > 0 else 'minder'}" if n else "geen"
    return number(n)


VOORAF = (
    "Deze vragen kunt u verwachten als u het rapport over {periode} bespreekt. De antwoorden zijn de"
    " aantallen uit het rapport, met wat daarin meetelt."
)

VRAGEN = Rapportvorm(
    naam="vragen",
    titel="Vragen die u kunt verwachten",
    uitleg="Vragen met het antwoord uit de cijfers. Voor wie het rapport in de vergadering toelicht.",
    kop="Vragen die u kunt verwachten over {periode}",
    delen=(Vormdeel(maak=_questions),),
)
