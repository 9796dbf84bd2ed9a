"""What the reports of earlier years had, so that it stands beside what is known of those years now."""

from datetime import datetime

from organisations.models import Organisation
from reports import lifecycle
from reports.loading import JAREN_TERUG
from reports.models import BevrorenRapport, Rapportage
from reports.periods import Periode


def received_as_published(
    organisation: Organisation, register: str, periode: Periode, *, before: datetime | None = None
) -> dict[str, int]:
    """By the name of the same stretch in earlier years ``instroom.totaal`` of the last version of its report.

    Only of named periods, and only where numbers were shown as they are: what a report held back is not
    told here after all. ``before``: as if the reports that were frozen later were not there, for who
    computes an old report again. One query.
    """
    if periode.is_range:
        return {}
    frozen = BevrorenRapport.objects.filter(
        rapportage__organisation=organisation,
        rapportage__register=register,
        rapportage__periode__in=[periode.years_earlier(years).naam for years in JAREN_TERUG],
        rapportage__status__in=lifecycle.BEVROREN,
    )
    if before is not None:
        frozen = frozen.filter(created_at__lt=before)
    rows = frozen.order_by("rapportage__versie").values_list(
        "rapportage__periode", "rapportage__bescherming", "cijfers__instroom__totaal"
    )
    # the last version of a period comes last
    last = {naam: (protection, received) for naam, protection, received in rows}
    return {
        naam: received
        for naam, (protection, received) in last.items()
        if protection == Rapportage.Bescherming.GEEN
    }
