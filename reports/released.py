"""Which reports are out: the same for the API and for whoever else may read what is public."""

from django.db.models import Q, QuerySet

from organisations.models import Organisation
from reports import lifecycle
from reports.models import Rapportage

IS_OUT = Q(status=lifecycle.GEPUBLICEERD) | Q(
    status=lifecycle.AANGEBODEN, openbaarheid=Rapportage.Openbaarheid.OPENBAAR
)


def released(organisation: Organisation) -> QuerySet[Rapportage]:
    """Published, or offered to the raad in public (Gemeentewet 23: what lies there is open to all)."""
    return Rapportage.objects.filter(IS_OUT, organisation=organisation)


def is_released(one: Rapportage) -> bool:
    """The same of one report that was read already."""
    in_public = one.status == lifecycle.AANGEBODEN and one.openbaarheid == Rapportage.Openbaarheid.OPENBAAR
    return in_public or one.status == lifecycle.GEPUBLICEERD
