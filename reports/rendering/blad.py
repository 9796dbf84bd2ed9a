"""The content of a report, ready for its page: the same shape of tables as those of the live figures."""

from typing import Any

from casework.bedragen import in_euros
from casework.lists import NIET_GEREGISTREERD
from reports.rendering.html import signed
from reports.verslag import Tabelrij, Vak, Verslagdeel, Verslagtabel
from reports.words.phrases import number


def parts(delen: tuple[Verslagdeel, ...]) -> list[dict[str, Any]]:
    return [
        {
            "naam": deel.naam,
            "titel": deel.titel,
            "zinnen": deel.zinnen,
            "toelichting": deel.toelichting,
            "tabellen": [_table(tabel) for tabel in deel.tabellen],
        }
        for deel in delen
    ]


def _table(tabel: Verslagtabel) -> dict[str, Any]:
    rows = [
        {"label": rij.label, "soort": rij.soort, "cellen": [{"tekst": text_of(vak)} for vak in rij.vakken]}
        for rij in tabel.rijen
    ]
    last = [row for row in rows if row["soort"] == "totaal"]
    return {
        "naam": tabel.naam,
        "titel": tabel.titel,
        "eenheid": tabel.eenheid if tabel.eenheid.capitalize() not in tabel.kolommen else "",
        "uitleg": tabel.uitleg,
        "kop": tabel.kop,
        "kolommen": tabel.kolommen,
        "breed": len(tabel.kolommen) > 2,
        "leeg": not any(map(_counts, tabel.rijen)),
        "regels": [row for row in rows if row not in last],
        "totalen": last,
    }


def _counts(rij: Tabelrij) -> bool:
    """Whether a row tells of something, but for what was not registered and the totals."""
    shown = (vak for vak in rij.vakken if NIET_GEREGISTREERD not in vak.figuur.split("."))
    return rij.soort != "totaal" and any(vak.waarde or vak.soort == "verborgen" for vak in shown)


def text_of(vak: Vak) -> str:
    """A cell as people read it."""
    if vak.soort == "verborgen":
        return "verborgen"
    if vak.waarde is None:
        return "onbekend" if vak.soort == "onbekend" else "–"
    match vak.soort:
        case "bedrag":
            return in_euros(vak.waarde)
        case "aandeel":
            return f"{vak.waarde}%"
        case "procent":
            return f"{signed(int(vak.waarde))}%"
        case "verschil":
            return signed(int(vak.waarde))
        case _:
            return number(int(vak.waarde))
