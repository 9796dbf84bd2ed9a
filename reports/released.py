"""Which reports are out: the same for the API and for whoever else may read what is public."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from organisations.models import Organisation
from reports import lifecycle
from reports.models import Openstelling, Rapportage

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


def is_open() -> Exists:
    """Whether the register of a report is open data, as an annotation."""
    here = {"organisation": OuterRef("organisation"), "register": OuterRef("register")}
    return Exists(Openstelling.objects.filter(**here))


def open_data() -> QuerySet[Rapportage]:
    """What is open data, of whatever organisation: out, public, and of a register that was opened."""
    return Rapportage.objects.filter(
        IS_OUT, is_open(), openbaarheid=Rapportage.Openbaarheid.OPENBAAR, organisation__is_actief=True
    )


def is_open_data(one: Rapportage) -> bool:
    """The same of one report that was read with ``staat_open``."""
    is_public = one.openbaarheid == Rapportage.Openbaarheid.OPENBAAR
    return one.staat_open and is_public and is_released(one)


def open_data_path(one: Rapportage) -> str:
    """Where a version of a report is open data, or would be; it stays there after a correction."""
    args = [one.organisation.slug, one.register, in_path(one.periode), one.versie]
    return reverse("open_data_rapport", args=args)


def in_path(periode: str) -> str:
    """The name of a period as one part of an address."""
    return periode.replace("/", "_")
