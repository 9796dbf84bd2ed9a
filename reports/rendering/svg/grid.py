"""Rows by columns, each cell with its number and a shade: the more, the darker."""

from reports.rendering.cells import text_of
from reports.rendering.svg.drawing import REGEL, Tekening, lighter, wrapped
from reports.verslag import Verslagtabel
from reports.verslag.grafieken.describing import amount

BREED = 400
WOORDEN = 76
HOOG = 28
# No darker than ink can be read on, whatever the colour of the organisation.
DONKERST = 0.45


def grid(tabel: Verslagtabel, kleur: str) -> Tekening:
    made = Tekening(BREED)
    rows = [rij for rij in tabel.rijen if rij.soort not in ("subtotaal", "totaal")]
    step = (BREED - WOORDEN) / len(tabel.kolommen)
    headings = [wrapped(kolom, step) for kolom in tabel.kolommen]
    top = max(map(len, headings)) * REGEL + 2
    for n, words in enumerate(headings):
        for at, line in enumerate(words):
            y = top - (len(words) - at - 1) * REGEL - 5
            made.text(WOORDEN + step * (n + 0.5), y, line, anker="middle")
    most = max((amount(vak) for rij in rows for vak in rij.vakken), default=0) or 1
    for row, rij in enumerate(rows):
        y = top + row * HOOG
        made.text(0, y + HOOG / 2 + 4, wrapped(rij.label, WOORDEN - 4)[0])
        for n, vak in enumerate(rij.vakken):
            part = amount(vak) / most
            x = WOORDEN + step * n
            made.rect(x, y, step - 2, HOOG - 2, lighter(kleur, 0.97 - DONKERST * part))
            made.text(x + step / 2 - 1, y + HOOG / 2 + 4, text_of(vak), anker="middle", vet=part > 0)
    return made
