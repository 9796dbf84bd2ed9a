"""A report as a document: the same blocks for PDF, ODT and DOCX."""

from collections.abc import Iterator
from dataclasses import replace

from casework.typesetting import (
    Afbeelding,
    Alinea,
    Blok,
    Document,
    Gegevens,
    Huisstijl,
    Kop,
    Opsomming,
    Tabel,
)
from reports.rendering.cells import account_of, caption, signs_of, text_of
from reports.rendering.svg import size_of, svg_of
from reports.verslag import Grafiek, Tabelrij, Verslag, Verslagdeel, Verslagtabel

# How many characters of a table fit on a line, and what the words of a row get at least.
REGEL = 80
WOORDEN = 24
# Beside other words: from where on it makes no difference how long they are, and the least they get.
LANG, SMAL = 60, 11
# From so many rows on, a table of nothing but zeros is told in short.
VEEL = 5
# So wide is a chart that fills the page; its letters are then as big as those of a table.
PAGINA = 629


def document_of(verslag: Verslag, huisstijl: Huisstijl) -> Document:
    """Everything that stands in the report. What people wrote stays what they wrote, to the character."""
    return Document(
        titel=verslag.titel,
        huisstijl=huisstijl,
        inhoud=tuple(_blocks(verslag, huisstijl.kleur)),
        datum=verslag.peildatum,
        # a shape begins with words of its own
        inhoudsopgave=not verslag.vorm,
        opening=account_of(verslag)[:3],
    )


def _blocks(verslag: Verslag, kleur: str) -> Iterator[Blok]:
    if verslag.bescherming:
        yield Alinea(verslag.bescherming)
    # a shape has an opening of its own
    if not verslag.vorm:
        yield from _scope(verslag)
    for deel in verslag.delen:
        yield from _part(deel, kleur)
    if verslag.kort:
        return
    if verslag.vorm:
        yield from _scope(verslag)
    yield Kop("Verantwoording")
    yield Gegevens(account_of(verslag))
    if signs := signs_of(verslag):
        yield Kop("Tekens in de tabellen", 2)
        yield Gegevens(signs)


def _scope(verslag: Verslag) -> Iterator[Blok]:
    if verslag.reikwijdte:
        yield Kop("Wat hierin staat")
        yield Opsomming(verslag.reikwijdte)


def _part(deel: Verslagdeel, kleur: str) -> Iterator[Blok]:
    if deel.titel:
        yield Kop(deel.titel, deel.niveau)
    if deel.woorden:
        yield Alinea(deel.woorden)
    shown = {tabel.naam for tabel in deel.tabellen}
    for grafiek in deel.grafieken:
        if grafiek.tabel.naam not in shown:
            yield picture_of(grafiek, kleur)
            yield table_of(grafiek.tabel)
            yield Alinea(grafiek.tabel.uitleg, klein=True)
    for tabel in deel.tabellen:
        yield from (picture_of(one, kleur) for one in deel.grafieken if one.tabel.naam == tabel.naam)
        yield table_of(tabel)
        yield Alinea(tabel.uitleg, klein=True)


def in_short(tabel: Verslagtabel) -> Verslagtabel:
    """A long table that says the same nothing in every row has one row that names them all, and its totals:
    every zero is still there, by name. A hidden number is not nothing."""
    rows = [rij for rij in tabel.rijen if rij.soort not in ("subtotaal", "totaal")]
    said = {tuple(map(text_of, rij.vakken)) for rij in rows}
    tells = any(
        vak.waarde or vak.soort in ("verborgen", "tekst") for rij in tabel.rijen for vak in rij.vakken
    )
    if len(rows) < VEEL or len(said) > 1 or tells:
        return tabel
    named = Tabelrij("; ".join(rij.label for rij in rows), rows[0].vakken)
    return replace(tabel, rijen=(named, *(rij for rij in tabel.rijen if rij not in rows)))


def table_of(tabel: Verslagtabel) -> Tabel:
    tabel = in_short(tabel)
    words = tabel.text_columns()
    numbers = tuple(at + 1 for at in range(len(tabel.kolommen)) if at not in words)
    koppen = (tabel.kop, *tabel.kolommen)
    rijen = tuple((rij.label, *map(text_of, rij.vakken)) for rij in tabel.rijen)
    return Tabel(
        koppen=koppen,
        rijen=rijen,
        breedtes=_widths(koppen, rijen, numbers),
        rechts=numbers,
        titel=caption(tabel),
        rijkoppen=True,
        ingesprongen=tuple(n for n, rij in enumerate(tabel.rijen) if rij.soort == "deel"),
        vet=tuple(n for n, rij in enumerate(tabel.rijen) if rij.soort in ("subtotaal", "totaal")),
    )


def _widths(
    koppen: tuple[str, ...], rijen: tuple[tuple[str, ...], ...], numbers: tuple[int, ...]
) -> tuple[int, ...]:
    """Numbers get what they need, words the rest: a column of long ones more than one of short ones."""
    columns = tuple(zip(koppen, *rijen, strict=True))
    needed = {at: max(len(word) for text in columns[at] for word in text.split()) + 5 for at in numbers}
    words = {at: min(max(map(len, column)), LANG) for at, column in enumerate(columns) if at not in needed}
    rest = max(REGEL - sum(needed.values()), WOORDEN)
    total = sum(words.values())
    shared = {
        at: max(rest * length // total, SMAL) if len(words) > 1 else rest for at, length in words.items()
    }
    return tuple((needed | shared)[at] for at in range(len(columns)))


def picture_of(grafiek: Grafiek, kleur: str) -> Afbeelding:
    width, height = size_of(grafiek)
    return Afbeelding(
        svg=svg_of(grafiek, kleur),
        alt=grafiek.alt,
        titel=grafiek.titel,
        verhouding=round(height / width, 4),
        breedte=round(min(width / PAGINA, 1), 4),
    )
