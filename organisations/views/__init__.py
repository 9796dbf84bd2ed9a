from organisations.views.absence import (
    afwezigheden,
    afwezigheid_beeindigen,
    afwezigheid_nieuw,
    mijn_afwezigheid,
    mijn_afwezigheid_beeindigen,
)
from organisations.views.session import csrf_failure, wissel_organisatie
from organisations.views.structure import (
    afdeling,
    afdeling_nieuw,
    afdelingen,
    beheer,
    organisatie_instellingen,
    profiel_klein,
)
from organisations.views.users import (
    gebruiker,
    gebruiker_nieuw,
    gebruiker_openen,
    gebruiker_sluiten,
    gebruiker_wijzigen,
    gebruikers,
    rol_beeindigen,
    rol_geven,
    uitnodiging_herhalen,
)

__all__ = [
    "afdeling",
    "afdeling_nieuw",
    "afdelingen",
    "afwezigheden",
    "afwezigheid_beeindigen",
    "afwezigheid_nieuw",
    "beheer",
    "csrf_failure",
    "gebruiker",
    "gebruiker_nieuw",
    "gebruiker_openen",
    "gebruiker_sluiten",
    "gebruiker_wijzigen",
    "gebruikers",
    "mijn_afwezigheid",
    "mijn_afwezigheid_beeindigen",
    "organisatie_instellingen",
    "profiel_klein",
    "rol_beeindigen",
    "rol_geven",
    "uitnodiging_herhalen",
    "wissel_organisatie",
]
