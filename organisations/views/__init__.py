from organisations.views.absence import (
    afwezigheden,
    afwezigheid_beeindigen,
    afwezigheid_nieuw,
    mijn_afwezigheid,
    mijn_afwezigheid_beeindigen,
)
from organisations.views.formatie import formatie
from organisations.views.koppelingen import (
    koppeling_intrekken,
    koppeling_nieuw,
    koppelingen,
    koppelingsrecht_geven,
    koppelingsrecht_weigeren,
    koppelingsrechten,
)
from organisations.views.rollen import rollen_bevestigen, wie_heeft_inzage
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
    "formatie",
    "gebruiker",
    "gebruiker_nieuw",
    "gebruiker_openen",
    "gebruiker_sluiten",
    "gebruiker_wijzigen",
    "gebruikers",
    "koppeling_intrekken",
    "koppeling_nieuw",
    "koppelingen",
    "koppelingsrecht_geven",
    "koppelingsrecht_weigeren",
    "koppelingsrechten",
    "mijn_afwezigheid",
    "mijn_afwezigheid_beeindigen",
    "organisatie_instellingen",
    "profiel_klein",
    "rol_beeindigen",
    "rol_geven",
    "rollen_bevestigen",
    "uitnodiging_herhalen",
    "wie_heeft_inzage",
    "wissel_organisatie",
]
