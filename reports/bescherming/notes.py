"""What a protected report says about itself, and what an attacker reads from it."""

import re

from reports.verslag import Verslag

HIDDEN = (
    "Aantallen boven de 0 en onder de {k} zijn weggelaten, net als aantallen, bedragen en percentages waaruit"
    " zo'n aantal is af te leiden. Wat is weggelaten, is geen 0. Alleen in een lijst waarin geen enkele 0 te"
    " zien is, kan dat wel."
)
ROUNDED = (
    "Elk aantal is apart afgerond op een veelvoud van {k}. Daardoor tellen aantallen niet altijd op tot hun"
    " totaal. Verschillen en percentages komen uit de afgeronde aantallen. Weggelaten is wat ook na het"
    " afronden nog te veel vertelt."
)
ALT = "De aantallen staan in de tabel bij deze grafiek. {why}"
ALT_HIDDEN = "Kleine aantallen zijn weggelaten en staan er niet in."
ALT_ROUNDED = "Ze zijn afgerond."


def hidden_below(verslag: Verslag) -> int | None:
    """Below which number counts are held back; None when they aren't."""
    found = re.match(r"Aantallen boven de 0 en onder de (\d+) zijn weggelaten", verslag.bescherming)
    return int(found[1]) if found else None


def rounded_to(verslag: Verslag) -> int | None:
    """To a multiple of which number counts are rounded; None when they aren't."""
    found = re.match(r"Elk aantal is apart afgerond op een veelvoud van (\d+)", verslag.bescherming)
    return int(found[1]) if found else None
