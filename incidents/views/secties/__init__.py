"""The sections of the page of an incident, in their order.

A section is a function of the incident and what this person sees of it; it gives what its template
(``templates/incidents/zaak/<name>.html``) needs as ``sectie``, and {} when there is nothing to show.
"""

from collections.abc import Callable

from incidents.models import Incident
from incidents.views.secties import (
    bewijs,
    feiten,
    gevolgen,
    maatregelen,
    opvang,
    organisatie,
    politie,
    verloop,
    veroorzaker,
)
from incidents.views.zicht import Incidentzicht

Sectie = Callable[[Incident, Incidentzicht], dict]

SECTIES: dict[str, Sectie] = {
    "feiten": feiten.section,
    "opvang": opvang.section,
    "gevolgen": gevolgen.section,
    "veroorzaker": veroorzaker.section,
    "maatregelen": maatregelen.section,
    "politie": politie.section,
    "bewijs": bewijs.section,
    "organisatie": organisatie.section,
    "verloop": verloop.section,
}


# The actions that a section shows itself; the page shows them nowhere else.
ACTIES: dict[str, tuple[str, ...]] = {
    "feiten": ("feiten_aanvullen",),
    "opvang": ("nazorg_vastleggen", "slachtoffer_toevoegen"),
    "gevolgen": ("slachtoffer_bijwerken",),
    "veroorzaker": ("veroorzaker_toevoegen", "identiteit_vastleggen"),
    "maatregelen": (
        "maatregel_voorbereiden",
        "zorgvuldigheid_vastleggen",
        "maatregel_voorleggen",
        "maatregel_besluiten",
        "brief_maken",
        "maatregel_evalueren",
        "maatregel_verlengen",
        "maatregel_beeindigen",
    ),
    "politie": ("politie_besluiten", "politie_vastleggen", "strafverloop_vastleggen", "pif_maken"),
    "bewijs": ("bewijs_toevoegen", "getuige_toevoegen", "online_vastleggen", "online_bijwerken"),
    "organisatie": (
        "arbeidsinspectie_melden",
        "ongevallenregister_bijwerken",
        "schade_vastleggen",
        "schade_bijwerken",
        "verbeteractie_toevoegen",
        "verbeteractie_afronden",
    ),
    "verloop": ("bericht_sturen", "notitie_maken"),
}


def sections_of(incident: Incident, zicht: Incidentzicht) -> list[dict]:
    """The sections this person sees, each with its template."""
    found = ((name, section(incident, zicht)) for name, section in SECTIES.items())
    return [
        {"template": f"incidents/zaak/{name}.html", "sectie": shown, "acties": ACTIES[name]}
        for name, shown in found
        if shown
    ]
