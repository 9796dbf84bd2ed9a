"""Who was hurt and what it did to them, with the ernst as computed beside the ernst as felt."""

from collections.abc import Iterable
from typing import Any

from incidents.lists import BesprokenMet, Letsel, NadeligGevolg, Verzuim
from incidents.models import Incident, Slachtoffer
from incidents.views.zicht import Incidentzicht


def section(incident: Incident, zicht: Incidentzicht) -> dict:
    if not zicht.slachtoffer or not incident.slachtoffers.all():
        return {}
    return {
        "ernst": incident.get_ernst_objectief_display()
        or ("Geen" if incident.is_hinderlijk else "Nog niet bekend"),
        "herhaling": incident.herhaling and zicht.identiteit,
        "mensen": [
            {"pk": hurt.pk, "naam": str(hurt), "wie": _who(hurt), "rijen": _rows(hurt)}
            for hurt in incident.slachtoffers.all()
        ],
    }


def _who(hurt: Slachtoffer) -> str:
    parts = (hurt.get_doelwit_display(), hurt.get_ambt_display(), hurt.get_functiegroep_display())
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _rows(hurt: Slachtoffer) -> list[dict[str, Any]]:
    discussed = _labels(BesprokenMet, hurt.besproken_met)
    if hurt.reden_niet_besproken:
        discussed = f"{discussed}: {hurt.get_reden_niet_besproken_display().lower()}"
    found = [
        {"label": "Letsel", "waarde": _harm(hurt)},
        {"label": "Verzuim", "waarde": Verzuim(hurt.verzuim).label if hurt.verzuim else ""},
        {"label": "Hoe ernstig vond het slachtoffer het?", "waarde": hurt.get_ernst_beleving_display() or ""},
        {"label": "Gevolgen", "waarde": _labels(NadeligGevolg, hurt.nadelige_gevolgen)},
        {"label": "Besproken met", "waarde": discussed},
    ]
    return [row for row in found if row["waarde"]]


def _harm(hurt: Slachtoffer) -> str:
    said = "geschrokken of van slag" if hurt.geschrokken else ""
    found = Letsel(hurt.letsel).label if hurt.letsel else ""
    return ", ".join(filter(None, (found, said)))


def _labels(lijst: Any, codes: Iterable[str]) -> str:
    return ", ".join(lijst(code).label for code in codes)
