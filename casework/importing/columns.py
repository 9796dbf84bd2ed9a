"""Reading what stands in a cell: a reader per kind of column, and the cells of a row by those."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from casework.importing.faults import Importfout, cut, one_of
from casework.importing.tables import Bestandsrij


class Unreadable(ValueError):
    """The value is not one of this column; the text says what is."""


Reader = Callable[[str], Any]


def code(values: Iterable[str]) -> Reader:
    allowed = tuple(str(value) for value in values)

    def read(text: str) -> str:
        if text not in allowed:
            raise Unreadable(f"onbekende code; {one_of(text, allowed)}")
        return text

    return read


def several(values: Iterable[str]) -> Reader:
    """Codes in one cell, as they stand there."""
    allowed = tuple(str(value) for value in values)

    def read(value: str) -> tuple[str, ...]:
        found = parts(value)
        for part in found:
            if part not in allowed:
                raise Unreadable(f"onbekende code ‘{cut(part)}’; {one_of(part, allowed)}")
        return found

    return read


def codes(values: Iterable[str]) -> Reader:
    """Codes in one cell, each once, in the order of their list: that in the cell says nothing."""
    allowed = tuple(str(value) for value in values)
    read_all = several(allowed)

    def read(value: str) -> tuple[str, ...]:
        found = read_all(value)
        return tuple(one for one in allowed if one in found)

    return read


def text(longest: int) -> Reader:
    def read(value: str) -> str:
        if len(value) > longest:
            raise Unreadable(f"de tekst is {len(value)} tekens; het mogen er hooguit {longest} zijn")
        return value

    return read


def one_line(value: str) -> str:
    """As it is seen: in one spelling, without what is invisible (Unicode's Cf), its spaces made single.

    Else one kenmerk, typed on another machine or copied from a page, would be two registrations.
    """
    if not value.isascii():
        seen = "".join(char for char in value if unicodedata.category(char) != "Cf")
        value = unicodedata.normalize("NFKC", seen)
    return " ".join(value.split())


def line(longest: int) -> Reader:
    def read(value: str) -> str:
        found = one_line(value)
        if not found:
            raise Unreadable("er staan alleen onzichtbare tekens in deze cel")
        return text(longest)(found)

    return read


@lru_cache(maxsize=20_000)
def day(value: str) -> date:
    """A date, written in one way only: 3-4-2021 means another day to another reader."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise Unreadable("geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2021-03-31")
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise Unreadable("deze datum bestaat niet") from error
    if found.year < 1900:
        raise Unreadable("deze datum ligt voor 1900")
    return found


def yes_or_no(value: str) -> bool:
    return code(("ja", "nee"))(value) == "ja"


def amount(value: str) -> Decimal:
    """Euros and cents."""
    if not re.fullmatch(r"\d{1,10}(\.\d{1,2})?", value, re.ASCII):
        raise Unreadable("geen bedrag; schrijf bijvoorbeeld 1234.50")
    return Decimal(value).quantize(Decimal("0.01"))


def parts(value: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in value.split("|"))
    if not all(found):
        raise Unreadable("tussen twee | staat niets")
    return found


def days(value: str) -> tuple[date, ...]:
    return tuple(day(part) for part in parts(value))


def read_cells(row: Bestandsrij, columns: Mapping[str, Reader]) -> tuple[dict[str, Any], list[Importfout]]:
    """The values of these columns, None where a cell is empty or can't be read; and what can't be read."""
    values: dict[str, Any] = dict.fromkeys(columns)
    faults = []
    for name, reader in columns.items():
        if row.cellen[name]:
            try:
                values[name] = reader(row.cellen[name])
            except Unreadable as error:
                faults.append(row.fout(name, str(error)))
    return values, faults


def with_their_days(
    row: Bestandsrij, what: str, when: str, values: dict[str, Any]
) -> tuple[tuple[tuple[str, date], ...], list[Importfout]]:
    """The codes of column ``what``, each with its day of column ``when``: one for all, or as many as codes.

    Nothing where one of both can't be read: that is a fault already.
    """
    if not row.cellen[what]:
        if row.cellen[when]:
            return (), [row.fout(when, f"er staat geen {what} bij; vul die in of maak deze cel leeg")]
        return (), []
    if not row.cellen[when]:
        return (), [row.fout(when, f"is verplicht als {what} is ingevuld")]
    found, on = values[what], values[when]
    if found is None or on is None:
        return (), []
    if len(on) not in (1, len(found)):
        uitleg = (
            f"er staan {len(on)} datums bij {len(found)} {what}(en); geef één datum, of voor elke {what} een"
        )
        return (), [row.fout(when, uitleg)]
    return tuple(zip(found, on if len(on) > 1 else on * len(found), strict=True)), []
