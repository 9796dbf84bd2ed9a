"""What happens to a report that was adopted: it is offered, and published."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from organisations.access import Access
from reports.models import Rapportage
from reports.services.steps import perform


@dataclass(frozen=True)
class Aanbieding:
    """``op``: the day it was offered (None: today)."""

    stuknummer: str
    openbaarheid: str
    op: date | None = None


def offer(rapportage: Rapportage, offered: Aanbieding, *, by: Access) -> None:
    if not offered.stuknummer.strip():
        raise ValidationError({"stuknummer": "Vul het stuknummer in."})
    with perform(rapportage, "aanbieden", by=by, on=offered.op) as step:
        one = step.rapportage
        one.aangeboden_op = step.on
        one.stuknummer, one.openbaarheid = offered.stuknummer.strip(), offered.openbaarheid
        step.data = {"stuknummer": one.stuknummer, "openbaarheid": one.openbaarheid}


def publish(rapportage: Rapportage, *, by: Access, op: date | None = None) -> None:
    """Only what is openbaar; Incomplete otherwise."""
    with perform(rapportage, "publiceren", by=by, on=op) as step:
        step.rapportage.gepubliceerd_op = step.on
