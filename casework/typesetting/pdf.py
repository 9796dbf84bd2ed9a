"""A document as PDF/UA-1 and PDF/A-2a: readable with a screen reader, and in twenty years."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst
from django.utils.formats import date_format

from casework.typesetting.characters import printable
from casework.typesetting.content import (
    Afbeelding,
    Alinea,
    Blok,
    Citaat,
    Document,
    Gegevens,
    Kop,
    Opsomming,
    Tabel,
)
from casework.typesetting.row_headers import with_row_headers

TEMPLATE = Path(__file__).with_name("document.typ").read_bytes()
STANDARDS = ["ua-1", "a-2a"]


def as_pdf(document: Document) -> bytes:
    """The same document gives the same bytes, on every machine."""
    made = typst.compile(
        TEMPLATE,
        sys_inputs={"document": json.dumps(_data(document))},
        pdf_standards=STANDARDS,
        ignore_system_fonts=True,
        timestamp=datetime.combine(document.datum, time(12), UTC),
    )
    tables = [blok for blok in document.inhoud if isinstance(blok, Tabel)]
    return with_row_headers(made, [tabel.rijkoppen and bool(tabel.rijen) for tabel in tables])


def opening(document: Document) -> tuple[tuple[str, str], ...]:
    """What a document says of itself: its date and its reference, unless it has better."""
    rows = document.opening or (
        ("Datum", date_format(document.datum, "j F Y")),
        ("Kenmerk", document.kenmerk),
    )
    return tuple(row for row in rows if row[1])


def foot(document: Document) -> str:
    """What stands below every page, before its number: whose it is, and its reference."""
    return " · ".join(part for part in (_line(document.huisstijl.naam), _line(document.kenmerk)) if part)


def _data(document: Document) -> dict:
    return {
        "titel": _line(document.titel),
        "naam": _line(document.huisstijl.naam),
        "kleur": document.huisstijl.kleur,
        "logo": list(document.huisstijl.logo),
        "voet": foot(document),
        "merking": _line(document.merking),
        "aan": [_line(regel) for regel in document.aan],
        "kop": _rows(opening(document)),
        "inhoudsopgave": document.inhoudsopgave,
        "inhoud": [_block(blok) for blok in document.inhoud],
    }


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _rows(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[printable(cell) for cell in row] for row in rows]


def _block(blok: Blok) -> dict:
    match blok:
        case Kop(tekst, niveau):
            return {"soort": "kop", "tekst": _line(tekst), "niveau": niveau}
        case Alinea(tekst, vet, klein):
            return {"soort": "alinea", "tekst": printable(tekst), "vet": vet, "klein": klein}
        case Citaat(tekst, van):
            return {"soort": "citaat", "tekst": printable(tekst), "van": _line(van)}
        case Opsomming(punten, genummerd):
            return {"soort": "opsomming", "punten": list(map(printable, punten)), "genummerd": genummerd}
        case Gegevens(rijen):
            return {"soort": "gegevens", "rijen": _rows(rijen)}
        case Tabel():
            return _table(blok)
        case Afbeelding(svg, alt, titel, _, breedte):
            return {
                "soort": "afbeelding",
                "svg": svg.decode(),
                "alt": _line(alt),
                "titel": _line(titel),
                "breedte": breedte,
            }


def _table(tabel: Tabel) -> dict:
    return {
        "soort": "tabel",
        "titel": _line(tabel.titel),
        "koppen": list(map(printable, tabel.koppen)),
        "rijen": _rows(tabel.rijen),
        "breedtes": list(tabel.breedtes or (1 for _ in tabel.koppen)),
        "rechts": list(tabel.rechts),
        "rijkoppen": tabel.rijkoppen,
        "ingesprongen": list(tabel.ingesprongen),
        "vet": list(tabel.vet),
    }
