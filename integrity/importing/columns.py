"""The columns of the exchange contract for the integrity register, and what each may hold."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from casework.importing.faults import one_of
from integrity.lists import (
    Betreft,
    Kanaal,
    Kosten,
    LijnUitkomst,
    Melderpositie,
    Melderrelatie,
    OordeelCode,
    Route,
    Soort,
    Uitstroomreden,
    Uitvoering,
    VooronderzoekUitkomst,
)

ONBEKEND = "onbekend"


class Unreadable(ValueError):
    """The value is not one of this column; the text says what is."""


@dataclass(frozen=True)
class Onderzoekskosten:
    """The column ``kosten``: one of the three, and the amount when there is one."""

    soort: str
    bedrag: Decimal | None = None


Reader = Callable[[str], Any]


def code(values: Iterable[str]) -> Reader:
    allowed = tuple(str(value) for value in values)

    def read(text: str) -> str:
        if text not in allowed:
            raise Unreadable(f"onbekende code; {one_of(text, allowed)}")
        return text

    return read


def text(longest: int) -> Reader:
    def read(value: str) -> str:
        if len(value) > longest:
            raise Unreadable(f"de tekst is {len(value)} tekens; het mogen er hooguit {longest} zijn")
        return value

    return read


def one_line(value: str) -> str:
    """As it is seen: in one spelling, without what is invisible (Unicode's Cf), its spaces made single.

    Else one kenmerk, typed on another machine or copied from a page, would be two meldingen.
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


def cost(value: str) -> Onderzoekskosten:
    if value in (Kosten.GEEN, Kosten.ONBEKEND):
        return Onderzoekskosten(value)
    if not re.fullmatch(r"\d{1,10}(\.\d{1,2})?", value, re.ASCII):
        raise Unreadable("geen bedrag; schrijf bijvoorbeeld 1234.50, of geen, of onbekend")
    return Onderzoekskosten(Kosten.BEDRAG, Decimal(value).quantize(Decimal("0.01")))


def person(value: str) -> int | None:
    """The number of a betrokkene; None for ``onbekend``."""
    if value == ONBEKEND:
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII):
        raise Unreadable("geen betrokkene; nummer ze 1, 2, 3 en zo verder, of schrijf onbekend")
    return int(value)


def parts(value: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in value.split("|"))
    if not all(found):
        raise Unreadable("tussen twee | staat niets")
    return found


def days(value: str) -> tuple[date, ...]:
    return tuple(day(part) for part in parts(value))


# Columns whose codes depend on the day (categorie, maatregel) are read as text here and looked up later.
MELDING: dict[str, Reader] = {
    "kenmerk": line(100),
    "ontvangen_op": day,
    "soort": code(Soort),
    "kanaal": code(Kanaal),
    "melderpositie": code(Melderpositie),
    "melderrelatie": code(Melderrelatie),
    "afdeling": line(200),
    "categorie": str,
    "betreft": code(Betreft),
    "misstand": yes_or_no,
}
GEVOEGD: dict[str, Reader] = {"gevoegd_bij": line(100)}
VERLOOP: dict[str, Reader] = {
    "uitstroomreden": code(Uitstroomreden),
    "uitgestroomd_op": day,
    "route": code(Route),
    "route_op": day,
    "lijn_uitkomst": code(LijnUitkomst),
    "vooronderzoek_start": day,
    "vooronderzoek_eind": day,
    "vooronderzoek_uitkomst": code(VooronderzoekUitkomst),
    "feitenonderzoek_start": day,
    "feitenonderzoek_eind": day,
    "uitvoering": code(Uitvoering),
    "kosten": cost,
    "aangifte_op": day,
    "afgesloten_op": day,
}
AANTIJGING: dict[str, Reader] = {
    "betrokkene": person,
    "oordeel": code(OordeelCode),
    "oordeel_op": day,
    "vastgestelde_categorie": str,
    "maatregel": parts,
    "maatregel_op": days,
    "maatregel_reden": text(4000),
}
ZAAK = MELDING | GEVOEGD | VERLOOP
KOLOMMEN = ZAAK | AANTIJGING
VERPLICHT = ("kenmerk", "ontvangen_op")
# A signaal or adviesvraag has none of these.
ALLEEN_MET_ZAAK = GEVOEGD | VERLOOP | AANTIJGING
