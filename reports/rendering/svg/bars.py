"""Rows as bars: the words above a bar, its number behind it."""

from reports.rendering.cells import text_of
from reports.rendering.svg.drawing import BREEDTE, REGEL, Tekening, wrapped
from reports.verslag import Verslagtabel
from reports.verslag.grafieken.describing import amount

STAAF = 14
AFSTAND = 12
# From so many rows on, those with 0 are told of in one line.
VEEL = 6
RUIMTE = 76


def bars(tabel: Verslagtabel, kleur: str) -> Tekening:
    made = Tekening()
    rows = [rij for rij in tabel.rijen if rij.soort not in ("subtotaal", "totaal")]
    zeros = [rij for rij in rows if rij.vakken[0].waarde == 0]
    if len(rows) >= VEEL:
        rows = [rij for rij in rows if rij not in zeros]
    most = max((amount(rij.vakken[0]) for rij in rows), default=0) or 1
    y = 0.0
    for rij in rows:
        for line in wrapped(rij.label, BREEDTE):
            y += REGEL
            made.text(0, y - 4, line)
        length = amount(rij.vakken[0]) / most * (BREEDTE - RUIMTE)
        if length:
            made.rect(0, y, max(length, 1), STAAF, kleur)
        else:
            made.line(0.5, y, 0.5, y + STAAF)
        made.text(length + 6, y + STAAF - 3, text_of(rij.vakken[0]), vet=True)
        y += STAAF + AFSTAND
    left_out = len([rij for rij in tabel.rijen if rij in zeros and rij not in rows])
    if left_out:
        made.text(0, y + REGEL - 4, f"De andere {left_out}: 0" if left_out > 1 else f"{zeros[0].label}: 0")
    return made
