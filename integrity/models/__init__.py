"""Melding, Zaak and what hangs on it, by subject."""

from integrity.models.besluit import Aangifte, Contactmoment, Maatregel, Ordemaatregel, Verbeteractie
from integrity.models.melding import (
    Bericht,
    MelderIdentiteit,
    Melding,
    MeldingConcept,
    MeldingTekst,
    Terugkoppeling,
    VertrouwenspersoonTelling,
)
from integrity.models.onderzoek import (
    Aantijging,
    BasiseisAntwoord,
    Betrokkene,
    Onafhankelijkheidsverklaring,
    Onderzoek,
    Wederhoor,
)
from integrity.models.zaak import (
    Lijnbehandeling,
    Notitie,
    Sluiting,
    Triagebesluit,
    Uitsluiting,
    Uitstroomvoorstel,
    Zaak,
    ZaakTermijn,
)

__all__ = [
    "Aangifte",
    "Aantijging",
    "BasiseisAntwoord",
    "Bericht",
    "Betrokkene",
    "Contactmoment",
    "Lijnbehandeling",
    "Maatregel",
    "MelderIdentiteit",
    "Melding",
    "MeldingConcept",
    "MeldingTekst",
    "Notitie",
    "Onafhankelijkheidsverklaring",
    "Onderzoek",
    "Ordemaatregel",
    "Sluiting",
    "Terugkoppeling",
    "Triagebesluit",
    "Uitsluiting",
    "Uitstroomvoorstel",
    "Verbeteractie",
    "VertrouwenspersoonTelling",
    "Wederhoor",
    "Zaak",
    "ZaakTermijn",
]
