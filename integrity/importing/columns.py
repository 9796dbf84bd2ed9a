"""The columns of the exchange contract for the integrity register, and what each may hold."""

import re
from dataclasses import dataclass
from decimal import Decimal

from casework.importing.columns import (
    Reader,
    Unreadable,
    amount,
    code,
    day,
    days,
    line,
    parts,
    text,
    yes_or_no,
)
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


@dataclass(frozen=True)
class Onderzoekskosten:
    """The column ``kosten``: one of the three, and the amount when there is one."""

    soort: str
    bedrag: Decimal | None = None


def cost(value: str) -> Onderzoekskosten:
    if value in (Kosten.GEEN, Kosten.ONBEKEND):
        return Onderzoekskosten(value)
    try:
        return Onderzoekskosten(Kosten.BEDRAG, amount(value))
    except Unreadable as error:
        raise Unreadable(f"{error}, of geen, of onbekend") from error


def person(value: str) -> int | None:
    """The number of a betrokkene; None for ``onbekend``."""
    if value == ONBEKEND:
        return None
    if not re.fullmatch(r"[1-9]\d{0,3}", value, re.ASCII):
        raise Unreadable("geen betrokkene; nummer ze 1, 2, 3 en zo verder, of schrijf onbekend")
    return int(value)


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
