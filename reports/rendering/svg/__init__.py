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


def ratio_of(grafiek: Grafiek) -> float:
    """The height of the picture as a part of its width."""
    made = _draw(grafiek, KLEUR)
    return round(made.hoogte / made.breedte, 4)


def _draw(grafiek: Grafiek, kleur: str) -> Tekening:
    return WAYS[Grafieksoort(grafiek.soort)](grafiek.tabel, kleur)


__all__ = ["ratio_of", "svg_of"]
