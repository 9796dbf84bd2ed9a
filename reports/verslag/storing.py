"""A report as bytes and back: the same report gives the same bytes, and so the same hash."""

import hashlib
import json
from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reports.verslag.content import (
    Grafiek,
    Grafieksoort,
    Tabelrij,
    Vak,
    Verslag,
    Verslagdeel,
    Verslagtabel,
)


def as_bytes(verslag: Verslag) -> bytes:
    """JSON in UTF-8, keys in a fixed order; amounts as text, so that no cent gets lost."""
    return json.dumps(_plain(verslag), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        stored = (field for field in fields(value) if not _says_nothing(value, field))
        return {field.name: _plain(getattr(value, field.name)) for field in stored}
    match value:
        case tuple() | list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case Decimal():
            return {"bedrag": str(value)}
        case date():
            return value.isoformat()
        case _:
            return value


def _says_nothing(value: Any, field: Field) -> bool:
    return bool(field.metadata.get("later")) and getattr(value, field.name) == field.default


def from_bytes(data: bytes) -> Verslag:
    """Raises ValueError for what is not a report of ours."""
    try:
        read = json.loads(data)
        days = {name: date.fromisoformat(read[name]) for name in ("van", "tot_en_met", "peildatum")}
        return Verslag(
            **(
                read
                | days
                | {
                    "delen": tuple(map(_part, read["delen"])),
                    "reikwijdte": tuple(read["reikwijdte"]),
                    "lijsten": tuple((naam, versie) for naam, versie in read["lijsten"]),
                }
            )
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not a report: {error}") from error


def unchanged(data: bytes, sha256: str) -> Verslag:
    """The report of these bytes. Raises ValueError when they are not those of this hash."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError("this is not what was frozen")
    return from_bytes(data)


def _part(read: dict) -> Verslagdeel:
    lists = {"zinnen": tuple(read["zinnen"]), "tabellen": tuple(map(_table, read["tabellen"]))}
    return Verslagdeel(**(read | lists | {"grafieken": tuple(map(_chart, read["grafieken"]))}))


def _chart(read: dict) -> Grafiek:
    return Grafiek(**(read | {"soort": Grafieksoort(read["soort"]), "tabel": _table(read["tabel"])}))


def _table(read: dict) -> Verslagtabel:
    rows = tuple(
        Tabelrij(row["label"], tuple(map(_cell, row["vakken"])), row["soort"]) for row in read["rijen"]
    )
    return Verslagtabel(**(read | {"kolommen": tuple(read["kolommen"]), "rijen": rows}))


def _cell(read: dict) -> Vak:
    value = read["waarde"]
    amount = Decimal(value["bedrag"]) if isinstance(value, dict) else value
    return Vak(amount, read["soort"], read["figuur"])
