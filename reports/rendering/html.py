"""The tables and main numbers of a report, ready for the page, with addresses for who may follow them."""

from collections.abc import Callable, Iterable
from typing import Any

from casework.lists import NIET_GEREGISTREERD
from casework.typesetting.house_style import KLEUR
from reports.counting import Telling, find
from reports.rendering import webpage
from reports.rendering.cells import text_of, unit_beside
from reports.rendering.cijfers import figures_in
from reports.report import Rapport
from reports.tables import dashboard_numbers_of, main_numbers_of, of_dashboard
from reports.tables.shape import Hoofdcijfer
from reports.verslag import (
    Grafiek,
    Tabelrij,
    Vak,
    Verslag,
    Verslagdeel,
    Verslagtabel,
    table_of,
    trend_and_parts,
)
from reports.words.phrases import number

# The address of the zaken behind a figure, by its path; None for who sees numbers only.
Link = Callable[[str], str] | None


def parts(delen: Iterable[Verslagdeel], link: Link = None, kleur: str = KLEUR) -> list[dict[str, Any]]:
    """``kleur``: that of the charts."""
    return [
        {
            "naam": deel.naam,
            "titel": deel.titel,
            "niveau": deel.niveau + 1,
            "zinnen": deel.zinnen,
            "toelichting": deel.toelichting,
            "grafieken": [webpage.chart(one, kleur) for one in deel.grafieken],
            "tabellen": [_table(tabel, link) for tabel in deel.tabellen],
        }
        for deel in delen
    ]


def following(rapport: Rapport, address: Callable[[str], str]) -> Callable[[str], str]:
    """A link for each figure that is a list of cases; a difference or a share opens nothing."""
    return lambda path: address(path) if find(rapport.boom, path) is not None else ""


def _table(tabel: Verslagtabel, link: Link) -> dict[str, Any]:
    rows = [
        {"label": rij.label, "soort": rij.soort, "cellen": [_cell(vak, link) for vak in rij.vakken]}
        for rij in tabel.rijen
    ]
    last = [row for row in rows if row["soort"] == "totaal"]
    return {
        "naam": tabel.naam,
        "titel": tabel.titel,
        "eenheid": unit_beside(tabel),
        "uitleg": tabel.uitleg,
        "kop": tabel.kop,
        "kolommen": webpage.headings_of(tabel),
        "breed": len(tabel.kolommen) > 2,
        "leeg": not any(map(_counts, tabel.rijen)),
        "regels": [row for row in rows if row not in last],
        "totalen": last,
    }


def _counts(rij: Tabelrij) -> bool:
    """Whether a row tells of something, but for what was not registered and the totals: a table without
    such a row stands folded."""
    shown = (vak for vak in rij.vakken if NIET_GEREGISTREERD not in vak.figuur.split("."))
    return rij.soort != "totaal" and any(vak.waarde or vak.soort == "verborgen" for vak in shown)


def _cell(vak: Vak, link: Link) -> dict[str, Any]:
    is_number = vak.waarde and not vak.is_tekst
    return {
        "tekst": text_of(vak),
        "is_tekst": vak.is_tekst,
        "url": link(vak.figuur) if link and is_number else "",
    }


def dashboard(rapport: Rapport, link: Link, kleur: str = KLEUR) -> dict[str, Any]:
    """The four numbers beside those of a year earlier, the charts with their tables, and the afdelingen."""
    months, parts, afdelingen = map(table_of, of_dashboard(rapport))
    trend, about = trend_and_parts((months, parts), f"{rapport.peildatum:%Y-%m}")
    numbers = dashboard_numbers_of(rapport.register)
    return {
        "cijfers": [_main_number(one, rapport, link, "een jaar eerder") for one in numbers],
        "verloop": [_followed(trend, link, kleur)] if trend else [],
        "verdeling": [_followed(about, link, kleur)] if about else [],
        "tabellen": [_table(tabel, link) for tabel in ((afdelingen,) if trend else (months, afdelingen))],
    }


def _followed(grafiek: Grafiek, link: Link, kleur: str) -> dict[str, Any]:
    """A chart of which the numbers in its table can be followed."""
    made = webpage.chart(grafiek, kleur)
    for rij, shown in zip(grafiek.tabel.rijen, made["tabel"]["rijen"], strict=True):
        for vak, cell in zip(rij.vakken, shown["vakken"], strict=True):
            cell["url"] = link(vak.figuur) if link and vak.waarde else ""
    return made


def numbers_in(verslag: Verslag) -> list[dict[str, str]]:
    """The numbers of a dashboard as they stand in a report that was adopted: also those held back."""
    shown = {one.figuur: one.vak for one in figures_in(verslag)}
    return [
        {
            "waarde": text_of(shown[one.pad]),
            "label": one.label[shown[one.pad].waarde != 1],
        }
        for one in dashboard_numbers_of(verslag.register)
        if one.pad in shown
    ]


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
