"""What hangs on one zaak, for ``casework.dossier`` to read together.

Besloten is what tells who the melder is or what they said, and what stays between coördinatoren.
"""

from collections.abc import Iterable

from django.db.models import Q

from casework.dossier import Dossier, Tak, by
from integrity.lists import Melderpositie
from integrity.models.besluit import Aangifte, Contactmoment, Maatregel, Ordemaatregel, Verbeteractie
from integrity.models.melding import Bericht, MelderIdentiteit, Melding, MeldingTekst, Terugkoppeling
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

# Melders that chose to be known.
BEKEND = Q(melding__melderpositie=Melderpositie.OPEN)

TAKKEN = {
    "meldingen": Tak(Melding, "zaak"),
    "identiteit": Tak(MelderIdentiteit, "melding", een="identiteit", kolommen=("id", "melding_id")),
    "melder": Tak(MelderIdentiteit, "melding", een="identiteit", besloten=True, alleen=BEKEND),
    "tekst": Tak(MeldingTekst, "melding", een="tekst", besloten=True),
    "berichten": Tak(Bericht, "melding", besloten=True),
    "terugkoppelingen": Tak(Terugkoppeling, "melding", sort=by("gegeven_op", "pk"), besloten=True),
    "termijnen": Tak(ZaakTermijn, "zaak", sort=by("verloopt_op", "pk")),
    "uitsluitingen": Tak(Uitsluiting, "zaak"),
    "triagebesluiten": Tak(Triagebesluit, "zaak", sort=by("genomen_op", "pk")),
    "uitstroomvoorstellen": Tak(Uitstroomvoorstel, "zaak"),
    "lijnbehandelingen": Tak(Lijnbehandeling, "zaak"),
    "sluitingen": Tak(Sluiting, "zaak"),
    "notities": Tak(Notitie, "zaak", sort=lambda row: (-row.pk,), besloten=True),
    "betrokkenen": Tak(Betrokkene, "zaak", sort=lambda row: (row.nummer is None, row.nummer)),
    "aantijgingen": Tak(Aantijging, "zaak"),
    "onderzoeken": Tak(Onderzoek, "zaak", sort=by("gestart_op", "pk")),
    "basiseisen": Tak(BasiseisAntwoord, "onderzoek"),
    "verklaringen": Tak(Onafhankelijkheidsverklaring, "onderzoek"),
    "wederhoren": Tak(Wederhoor, "zaak"),
    "maatregelen": Tak(Maatregel, "zaak", sort=by("opgelegd_op", "pk")),
    "ordemaatregelen": Tak(Ordemaatregel, "zaak", sort=by("ingegaan_op", "pk")),
    "aangiften": Tak(Aangifte, "zaak", sort=by("gedaan_op", "pk")),
    "contactmomenten": Tak(Contactmoment, "zaak", sort=by("gehouden_op", "pk"), besloten=True),
    "verbeteracties": Tak(Verbeteractie, "zaak"),
}
DOSSIER = Dossier(Zaak, TAKKEN)


def load(zaak: Zaak, *, besloten: Iterable[str] = ()) -> None:
    """Read the relations of this zaak together; of what is besloten only what is named.

    That a melder is known is always read; who it is only of those that chose to be known, and only when
    "melder" is named: the caller asked ``permissions.can_see_melders``.
    """
    DOSSIER.load(zaak, besloten=besloten)
