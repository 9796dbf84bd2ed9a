"""The tables and main numbers of a report, ready for the page, with addresses for who may follow them."""

from collections.abc import Callable
from typing import Any

from casework.lists import NIET_GEREGISTREERD
from casework.typesetting.house_style import KLEUR
from reports.counting import Bedrag, Telling
from reports.rendering import webpage
from reports.rendering.cells import text_of
from reports.report import Rapport
from reports.tables import main_numbers_of, tables_of
from reports.tables.shape import Cel, Hoofdcijfer, Rapporttabel, Waarde
from reports.verslag import vak_of, verslag_of
from reports.words.phrases import number

# The address of the zaken behind a figure, by its path; None for who sees numbers only.
Link = Callable[[str], str] | None


def parts(rapport: Rapport, link: Link, kleur: str = KLEUR) -> list[dict[str, Any]]:
    """``kleur``: that of the charts."""
    charts = {deel.naam: deel.grafieken for deel in verslag_of(rapport).delen}
    return [
        {
            "naam": part.naam,
            "titel": part.titel,
            "grafieken": [webpage.chart(one, kleur) for one in charts[part.naam]],
            "tabellen": [_table(table, link) for table in part.tabellen],
        }
        for part in tables_of(rapport)
    ]


def _table(table: Rapporttabel, link: Link) -> dict[str, Any]:
    rows = [
        {
            "label": row.label,
            "soort": row.soort,
            "cellen": [_cell(cell, link) for cell in row.cellen],
        }
        for row in table.regels
    ]
    last = [row for row in rows if row["soort"] == "totaal"]
    return {
        "naam": table.naam,
        "titel": table.titel,
        # the columns of most tables are named after the unit; what has others says it in the caption
        "eenheid": table.eenheid if table.eenheid.capitalize() not in table.kolommen else "",
        "uitleg": table.uitleg,
        "kop": table.kop,
        "kolommen": table.kolommen,
        "breed": len(table.kolommen) > 2,
        "leeg": counts_nothing(table),
        "regels": [row for row in rows if row not in last],
        "totalen": last,
    }


def counts_nothing(table: Rapporttabel) -> bool:
    """It holds only zeros, but for what was not registered and its totals: it stands folded."""
    rows = (row for row in table.regels if row.soort != "totaal")
    cells = (cell for row in rows for cell in row.cellen)
    return not any(_amount(cell.waarde) for cell in cells if NIET_GEREGISTREERD not in cell.figuur.split("."))


def _amount(value: Waarde) -> int:
    return value.aantal if isinstance(value, Telling | Bedrag) else value or 0


def _cell(cell: Cel, link: Link) -> dict[str, str]:
    value = cell.waarde
    behind = link(cell.figuur) if link and isinstance(value, Telling | Bedrag) and value.aantal else ""
    return {"tekst": text_of(vak_of(cell)), "url": behind}


def main_numbers(rapport: Rapport, link: Link) -> list[dict[str, str]]:
    """The four numbers people look at first, with their change in words."""
    earlier = rapport.periode.years_earlier(1)
    complete = rapport.peildatum == rapport.periode.tot_en_met and not earlier.is_range
    since = f"in {earlier.in_words}" if complete else "een jaar eerder op dezelfde dag"
    return [_main_number(one, rapport, link, since) for one in main_numbers_of(rapport)]


def _main_number(one: Hoofdcijfer, rapport: Rapport, link: Link, since: str) -> dict[str, str]:
    now = _follow(rapport.cijfers, one.pad)
    if one.begin:
        compared, when = _follow(rapport.cijfers, one.begin), "aan het begin"
    else:
        compared = _follow(rapport.jaar_eerder, one.pad) if rapport.jaar_eerder else None
        when = since
    return {
        "waarde": number(now.aantal),
        "label": one.label[now.aantal != 1],
        "uitleg": change(now.aantal, compared.aantal, when) if compared else "",
        "url": link(one.pad) if link and now.aantal else "",
    }


def _follow(tree: dict[str, Any], path: str) -> Telling:
    found: Any = tree
    for part in path.split("."):
        found = found[part]
    return found


def change(now: int, then: int, when: str) -> str:
    """ "4 meer dan in 2020-H1"."""
    if now == then:
        return f"evenveel als {when}"
    return f"{number(abs(now - then))} {'meer' if now > then else 'minder'} dan {when}"
