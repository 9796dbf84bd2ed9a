"""What somebody registered on behalf of a melder, read back by who did.

Read for them: a vertrouwenspersoon opens no zaak, so the database shows them none.
"""

import uuid
from datetime import date

from integrity.models import Melding, ZaakTermijn
from ledger import audit
from ledger.rowsecurity import granted
from organisations.access import Access


def registered(access: Access, inzending: uuid.UUID) -> Melding | None:
    """The melding this person registered with that form, and nobody else's; never of a zaak that does not
    exist for them."""
    with granted("geregistreerd", organisations=[access.organisation.pk]):
        melding = (
            Melding.objects.filter(organisation=access.organisation, inzending=inzending, namens=True)
            .not_hidden_from(access.user)
            .select_related("zaak", "eigen_zaak")
            .first()
        )
        if melding is None:
            return None
        subjects = [one for one in (melding, melding.zaak, melding.eigen_zaak) if one]
        lines = audit.history(*subjects).filter(verb="indienen", data__melding=melding.pk)
        return melding if lines.filter(user_id=access.user.pk).exists() else None


def terms_of(melding: Melding) -> dict[str, date]:
    """When this melding must be acknowledged and answered, by code; the caller has it of ``registered``."""
    with granted("geregistreerd", organisations=[melding.organisation_id]):
        rows = ZaakTermijn.objects.filter(melding=melding, code__in=("bevestigen", "terugkoppelen"))
        return {t.code: t.verloopt_op for t in rows}
