"""Making the reports of a register open data, and stopping that."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ledger import audit
from organisations.access import Access
from organisations.models import Organisation
from reports import permissions
from reports.models import Openstelling


@dataclass(frozen=True)
class Openbaarmaking:
    """As in ``Openstelling``."""

    contact: str
    uitgever: str = ""


@transaction.atomic
def open_register(register: str, wanted: Openbaarmaking, *, by: Access) -> Openstelling:
    """From now on every public report of this register that is out is open data, those of before too; of a
    register that is open the contact is changed.

    Raises PermissionDenied for who is not answerable, ValidationError for what is no address.
    """
    _check(register, by)
    row = _row(register, by) or Openstelling(organisation=by.organisation, register=register)
    was_open = row.pk is not None
    row.contact, row.uitgever = wanted.contact.strip(), wanted.uitgever.strip()
    row.full_clean()
    row.save()
    _record(row, "open_data_gewijzigd" if was_open else "open_data_aan", by)
    return row


@transaction.atomic
def close_register(register: str, *, by: Access) -> None:
    """None of it is open data any more, at once; whoever fetched it keeps what they have. A second time
    changes nothing. Raises PermissionDenied for who is not answerable."""
    _check(register, by)
    row = _row(register, by)
    if row is not None:
        _record(row, "open_data_uit", by)
        row.delete()


def _check(register: str, by: Access) -> None:
    if register not in permissions.opens(by):
        raise PermissionDenied("only who is answerable for the figures of this register")


def _row(register: str, by: Access) -> Openstelling | None:
    # A double click: the second waits for the first.
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    return Openstelling.objects.filter(organisation=by.organisation, register=register).first()


def _record(row: Openstelling, verb: str, by: Access) -> None:
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=row,
        organisation_id=row.organisation_id,
        data={"register": row.register},
    )
