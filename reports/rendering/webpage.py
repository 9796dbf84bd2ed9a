"""The report as one file for a browser: all in it, nothing to fetch, nothing that runs."""

import base64
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from casework.typesetting import Huisstijl
from casework.typesetting.characters import clean
from reports.periods import long_date
from reports.rendering.cells import account_of, caption, signs_of, text_of
from reports.rendering.svg import size_of, svg_of
from reports.verslag import Grafiek, Verslag, Verslagdeel, Verslagtabel

# How much larger a chart is on a screen that has room for it.
OP_SCHERM = 1.25


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    """Every cell names the path of its figure, as the exchange contract has it: ``data-figuur``."""
    context = {
        "verslag": verslag,
        "huisstijl": huisstijl,
        "logo": _logo(huisstijl.logo),
        "peildatum": long_date(verslag.peildatum),
        "delen": [_part(deel, huisstijl.kleur) for deel in verslag.delen],
        "verantwoording": account_of(verslag),
        "tekens": signs_of(verslag),
    }
    return render_to_string("reports/bestand.html", context).encode()


def _part(deel: Verslagdeel, kleur: str) -> dict[str, Any]:
    return {
        "naam": deel.naam,
        "titel": deel.titel,
        "niveau": deel.niveau + 1,
        "woorden": clean(deel.woorden).strip(),
        "grafieken": [chart(grafiek, kleur) for grafiek in deel.grafieken],
        "tabellen": [table(tabel) for tabel in deel.tabellen],
    }


def chart(grafiek: Grafiek, kleur: str) -> dict[str, Any]:
    """A picture and its table, ready for a page; all text in the picture is escaped already."""
    svg, (width, _) = svg_of(grafiek, kleur).decode(), size_of(grafiek)
    return {
        "naam": grafiek.naam,
        "titel": grafiek.titel,
        "soort": str(grafiek.soort),
        "svg": mark_safe(svg.replace("<svg ", f'<svg width="{width * OP_SCHERM:.0f}" ', 1)),
        "tabel": table(grafiek.tabel),
    }


def table(tabel: Verslagtabel) -> dict[str, Any]:
    rows = [
        {
            "label": clean(rij.label),
            "soort": rij.soort,
            "vakken": [
                {"tekst": text_of(vak), "figuur": vak.figuur, "is_tekst": vak.is_tekst} for vak in rij.vakken
            ],
        }
        for rij in tabel.rijen
    ]
    return {
        "naam": tabel.naam,
        "titel": caption(tabel),
        "uitleg": tabel.uitleg,
        "kop": tabel.kop,
        "kolommen": headings_of(tabel),
        "rijen": rows,
    }


def headings_of(tabel: Verslagtabel) -> list[dict[str, Any]]:
    words = tabel.text_columns()
    return [{"tekst": kolom, "is_tekst": at in words} for at, kolom in enumerate(tabel.kolommen)]


def _logo(logo: bytes) -> str:
    if not logo:
        return ""
    kind = "png" if logo.startswith(b"\x89PNG") else "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(logo).decode()}"
