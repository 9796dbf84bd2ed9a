"""Rows by columns, each cell with its number and a shade: the more, the darker."""

from reports.rendering.cells import text_of
from reports.rendering.svg.drawing import BREEDTE, INKT, REGEL, Tekening, lighter, wrapped
from reports.verslag import Vak, Verslagtabel

WOORDEN = 96
HOOG = 28


def grid(tabel: Verslagtabel, kleur: str) -> Tekening:
    made = Tekening()
    rows = [rij for rij in tabel.rijen if rij.soort not in ("subtotaal", "totaal")]
    step = (BREEDTE - WOORDEN) / len(tabel.kolommen)
    headings = [wrapped(kolom, step - 4) for kolom in tabel.kolommen]
    top = max(map(len, headings)) * REGEL + 2
    for n, words in enumerate(headings):
        for at, line in enumerate(words):
            y = top - (len(words) - at - 1) * REGEL - 5
            made.text(WOORDEN + step * (n + 0.5), y, line, anker="middle")
    most = max((_amount(vak) for rij in rows for vak in rij.vakken), default=0) or 1
    for row, rij in enumerate(rows):
        y = top + row * HOOG
        made.text(0, y + HOOG / 2 + 4, wrapped(rij.label, WOORDEN - 4)[0])
        for n, vak in enumerate(rij.vakken):
            part = _amount(vak) / most
            made.rect(WOORDEN + step * n, y, step - 2, HOOG - 2, lighter(kleur, 1 - part * 0.95 - 0.05))
            ink = "#ffffff" if part > 0.6 else INKT
            x = WOORDEN + step * n + step / 2 - 1
            made.text(x, y + HOOG / 2 + 4, text_of(vak), anker="middle", vet=part > 0, kleur=ink)
    return made


def _amount(vak: Vak) -> float:
    return 0.0 if vak.waarde is None or vak.soort == "verborgen" else float(vak.waarde)
