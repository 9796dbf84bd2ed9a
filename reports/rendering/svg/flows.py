"""Rows “from → to” as flows from left to right, as thick as their number. A row without an arrow tells the
number of where it all begins."""

from dataclasses import dataclass, field

from reports.rendering.cells import text_of
from reports.rendering.svg.drawing import REGEL, Tekening, lighter, wrapped
from reports.verslag import Tabelrij, Verslagtabel
from reports.verslag.grafieken.describing import amount

KOLOM = 142
BALK = 9
HOOG = 190
TUSSEN = 10
PIJL = " → "


@dataclass
class Knoop:
    """A point that flows come from and go to; ``uit`` and ``erin``: how much has been drawn of either."""

    naam: str
    kolom: int = 0
    komt: float = 0.0
    gaat: float = 0.0
    tekst: str = ""
    top: float = 0.0
    uit: float = field(default=0.0, compare=False)
    erin: float = field(default=0.0, compare=False)

    @property
    def dikte(self) -> float:
        return max(self.komt, self.gaat)


def flows(tabel: Verslagtabel, kleur: str) -> Tekening:
    rows = [
        (*rij.label.split(PIJL, 1), rij) for rij in tabel.rijen if PIJL in rij.label and amount(rij.vakken[0])
    ]
    nodes = _nodes(rows)
    for rij in tabel.rijen:
        if rij.label in nodes:
            nodes[rij.label].tekst = text_of(rij.vakken[0])
    columns = [
        [one for one in nodes.values() if one.kolom == n]
        for n in range(max((one.kolom for one in nodes.values()), default=0) + 1)
    ]
    made = Tekening(KOLOM * len(columns))
    scale = HOOG / (max(sum(one.dikte for one in column) for column in columns) or 1)
    words = {naam: [*wrapped(naam, KOLOM - BALK - 14)] for naam in nodes}
    for column in columns:
        y = 0.0
        for node in column:
            node.top = y
            y += max(node.dikte * scale, (len(words[node.naam]) + 1) * REGEL) + TUSSEN
    for start, end, rij in rows:
        thick = amount(rij.vakken[0]) * scale
        a, b = nodes[start], nodes[end]
        made.band(
            a.kolom * KOLOM + BALK,
            a.top + a.uit,
            b.kolom * KOLOM,
            b.top + b.erin,
            thick,
            lighter(kleur, 0.8),
        )
        a.uit += thick
        b.erin += thick
    for node in nodes.values():
        x = node.kolom * KOLOM
        made.rect(x, node.top, BALK, max(node.dikte * scale, 1), kleur)
        made.text(x + BALK + 5, node.top + 12, node.tekst, vet=True)
        for n, line in enumerate(words[node.naam]):
            made.text(x + BALK + 5, node.top + 12 + REGEL * (n + 1), line)
    return made


def _nodes(rows: list[tuple[str, str, Tabelrij]]) -> dict[str, Knoop]:
    """Each one a column further than what flows into it, with the number of that flow."""
    nodes: dict[str, Knoop] = {}
    for start, end, rij in rows:
        a = nodes.setdefault(start, Knoop(start))
        b = nodes.setdefault(end, Knoop(end))
        b.kolom = max(b.kolom, a.kolom + 1)
        a.gaat += amount(rij.vakken[0])
        b.komt += amount(rij.vakken[0])
        b.tekst = text_of(rij.vakken[0])
    return nodes
