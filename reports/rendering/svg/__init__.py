"""The charts of a report as SVG: small, without script, the same bytes for the same chart."""

from casework.typesetting.house_style import KLEUR
from reports.rendering.svg.bars import bars
from reports.rendering.svg.drawing import Tekening
from reports.rendering.svg.flows import flows
from reports.rendering.svg.grid import grid
from reports.rendering.svg.lines import lines
from reports.verslag import Grafiek, Grafieksoort

WAYS = {
    Grafieksoort.STAVEN: bars,
    Grafieksoort.LIJN: lines,
    Grafieksoort.STROOM: flows,
    Grafieksoort.RASTER: grid,
}


def svg_of(grafiek: Grafiek, kleur: str = KLEUR) -> bytes:
    """Raises ValueError without a text for who does not see the picture."""
    return _draw(grafiek, kleur).svg(grafiek.titel, grafiek.alt)


def size_of(grafiek: Grafiek) -> tuple[float, float]:
    """The width and height of the picture, in the unit of its letters, which are 13 high."""
    made = _draw(grafiek, KLEUR)
    return made.breedte, made.hoogte + 2


def _draw(grafiek: Grafiek, kleur: str) -> Tekening:
    return WAYS[Grafieksoort(grafiek.soort)](grafiek.tabel, kleur)


__all__ = ["size_of", "svg_of"]
