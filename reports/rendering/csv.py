"""A report as CSV files that open well in a Dutch spreadsheet, with what they hold as “CSV on the Web”."""

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from casework.typesetting import Huisstijl
from casework.typesetting.packing import packed
from reports.rendering.cells import VERBORGEN, caption, text_of
from reports.rendering.cijfers import KOPPEN, figures_in, named_tables
from reports.verslag import Vak, Verslag, Verslagtabel

BOM = "\ufeff"
CIJFERS = "cijfers.csv"
METADATA = "metadata.json"
ONBEKEND = "onbekend"
# What stands where no number can stand: nothing to tell, a share of nothing, held back.
LEEG = ["", ONBEKEND, VERBORGEN]
DECIMAAL = {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}}
SOORT_RIJ = "Soort rij"
NAME = 60


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    """A zip file: one CSV per table, ``cijfers.csv`` with every figure and its path, and ``metadata.json``.

    Semicolons and a byte order mark, for Excel; amounts with a decimal comma.
    """
    taken = (CIJFERS.removesuffix(".csv"),)
    named = [(f"{name}.csv", tabel) for name, tabel in named_tables(verslag, NAME, taken)]
    files = {CIJFERS: _csv(KOPPEN, _figures(verslag))}
    files |= {name: _csv(_headings(tabel), _rows(tabel)) for name, tabel in named}
    files[METADATA] = json.dumps(_metadata(verslag, named), ensure_ascii=False, indent=1).encode() + b"\n"
    return packed(files, verslag.peildatum)


def _csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(map(safe, headings))
    for row in rows:
        write(row)
    return (BOM + out.getvalue()).encode()


def safe(text: str) -> str:
    """Text that a spreadsheet would take for a formula starts with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def _figures(verslag: Verslag) -> Iterable[list[str]]:
    for *texts, vak in figures_in(verslag):
        yield [*map(safe, texts), "" if vak.soort == ONBEKEND else _value(vak)]


def _headings(tabel: Verslagtabel) -> tuple[str, ...]:
    return (tabel.kop, *tabel.kolommen, SOORT_RIJ)


def _rows(tabel: Verslagtabel) -> Iterable[list[str]]:
    return ([safe(rij.label), *map(_value, rij.vakken), rij.soort] for rij in tabel.rijen)


def _value(vak: Vak) -> str:
    match vak.waarde:
        case _ if vak.soort == "verborgen":
            return VERBORGEN
        case str():
            return safe(text_of(vak))
        case None:
            return ONBEKEND if vak.soort == "onbekend" else ""
        case value if vak.soort == "bedrag":
            return f"{Decimal(value):.2f}".replace(".", ",")
        case value:
            return str(value)


def _metadata(verslag: Verslag, named: list[tuple[str, Verslagtabel]]) -> dict[str, Any]:
    """https://www.w3.org/TR/tabular-metadata/; the period is what it is about, and the peildatum when that
    was known."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "dc:identifier": verslag.filename,
        "dc:title": verslag.titel,
        "dc:description": " ".join(filter(None, (*verslag.reikwijdte, verslag.bescherming))),
        "dc:language": "nl",
        "dc:publisher": {"schema:name": verslag.organisatie},
        "dc:temporal": f"{verslag.van.isoformat()}/{verslag.tot_en_met.isoformat()}",
        "dc:valid": verslag.peildatum.isoformat(),
        "schema:version": str(verslag.definities),
        "dialect": {
            "delimiter": ";",
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": ["\r\n"],
            "doubleQuote": True,
        },
        "tables": [_all_figures(), *(_described(name, tabel) for name, tabel in named)],
    }


def _all_figures() -> dict[str, Any]:
    columns = [_column(naam, naam, "string") for naam in KOPPEN[:-1]]
    return {
        "url": CIJFERS,
        "dc:title": "Alle cijfers",
        "dc:description": "Elk cijfer met het pad van zijn definitie.",
        "tableSchema": {"columns": [*columns, _column(KOPPEN[-1], KOPPEN[-1], DECIMAAL)]},
    }


def _described(name: str, tabel: Verslagtabel) -> dict[str, Any]:
    columns = [_column("rij", safe(tabel.kop), "string")]
    columns += [
        _column(f"kolom_{at + 1}", safe(kolom), _datatype(tabel, at))
        for at, kolom in enumerate(tabel.kolommen)
    ]
    return {
        "url": name,
        "dc:title": caption(tabel),
        "dc:description": tabel.uitleg,
        "tableSchema": {"columns": [*columns, _column("soort", SOORT_RIJ, "string")]},
    }


def _datatype(tabel: Verslagtabel, at: int) -> str | dict[str, Any]:
    if at in tabel.text_columns():
        return "string"
    return DECIMAAL if any(rij.vakken[at].soort == "bedrag" for rij in tabel.rijen) else "integer"


def _column(name: str, title: str, datatype: str | dict[str, Any]) -> dict[str, Any]:
    column = {"name": name, "titles": title, "datatype": datatype}
    return column if datatype == "string" else column | {"null": LEEG}
