"""Rows as points of a line, from left to right; a point that is not known breaks the line."""

from reports.rendering.cells import text_of
from reports.rendering.svg.drawing import BREEDTE, REGEL, Tekening, wide, wrapped
from reports.verslag import Verslagtabel
from reports.verslag.grafieken.describing import amount

HOOG = 130
BOVEN = 24
# Where points stand so close, the year is said only where it changes.
SMAL = 40


def lines(tabel: Verslagtabel, kleur: str) -> Tekening:
    made = Tekening()
    rows = tabel.rijen
    step = BREEDTE / max(len(rows), 1)
    most = max((amount(rij.vakken[0]) for rij in rows), default=0) or 1
    floor = BOVEN + HOOG
    made.line(0, floor, BREEDTE, floor)
    points = []
    for n, rij in enumerate(rows):
        known = rij.vakken[0].waarde is not None and rij.vakken[0].soort != "verborgen"
        points.append((step * (n + 0.5), floor - amount(rij.vakken[0]) / most * HOOG, known))
    for (x1, y1, first), (x2, y2, second) in zip(points, points[1:], strict=False):
        if first and second:
            made.line(x1, y1, x2, y2, kleur, 2.5)
    for (x, y, _), rij in zip(points, rows, strict=True):
        room = min(wide(text_of(rij.vakken[0])) + 4, step)
        # a line behind a number keeps off it; an outline of letters is drawn over them by some programs
        made.rect(x - room / 2, y - 20, room, 14, "#ffffff")
    under = ""
    labels = [wrapped(rij.label, step) for rij in rows]
    followed = [*(words[-1] for words in labels[1:]), ""]
    for (x, y, known), rij, words, after in zip(points, rows, labels, followed, strict=True):
        if known:
            made.circle(x, y, 4, kleur)
        made.text(x, y - 9, text_of(rij.vakken[0]), anker="middle", vet=True)
        for n, line in enumerate(words):
            # of a year of one point only there is no room to say which it was
            if n == 0 or step >= SMAL or (line != under and after in ("", line)):
                made.text(x, floor + REGEL * (n + 1), line, anker="middle")
        under = words[-1]
    return made
