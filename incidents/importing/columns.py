"""The columns of the exchange contract for the aggression register, and what each may hold."""

from casework.importing.columns import Reader, amount, code, codes, day, days, line, several
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.lists import (
    Afdoening,
    Ambt,
    BesprokenMet,
    Contactvorm,
    Doelwit,
    Functiegroep,
    IncidentKenmerk,
    Incidentsoort,
    JaNeeOnbekend,
    Letsel,
    NadeligGevolg,
    NazorgUitkomst,
    Politiestap,
    RedenGeenAangifte,
    VeroorzakerBekend,
    VeroorzakerMaatregelCode,
    Veroorzakertype,
    Verzuim,
)

_graad = code(("1", "2", "3", "4"))


def graad(value: str) -> int:
    return int(_graad(value))


# One row is one incident. A gedraging may be of any hoofdcategorie: the row says which one it counts for.
KOLOMMEN: dict[str, Reader] = {
    "kenmerk": line(100),
    "voorval_op": day,
    "gemeld_op": day,
    "soort": code(Incidentsoort),
    "hoofdcategorie": code(Hoofdcategorie),
    "kenmerken": codes(IncidentKenmerk),
    "gedraging": codes(GEDRAGINGEN),
    "contactvorm": codes(Contactvorm),
    "afdeling": line(200),
    "functiegroep": code(Functiegroep),
    "doelwit": code(Doelwit),
    "ambt": code(Ambt),
    "ernst_beleving": graad,
    "letsel": code(Letsel),
    "verzuim": code(Verzuim),
    "nadelige_gevolgen": codes(NadeligGevolg),
    "besproken_met": codes(BesprokenMet),
    "veroorzaker_bekend": code(VeroorzakerBekend),
    "veroorzakertype": code(Veroorzakertype),
    "politie": code(Politiestap),
    "aangifte_op": day,
    "reden_geen_aangifte": code(RedenGeenAangifte),
    "strafbaar": code(JaNeeOnbekend),
    "afdoening": code(Afdoening),
    "maatregel": several(VeroorzakerMaatregelCode),
    "maatregel_op": days,
    "nazorg": code(NazorgUitkomst),
    "schade": amount,
    "afgesloten_op": day,
}
VERPLICHT = ("kenmerk", "voorval_op", "hoofdcategorie")
