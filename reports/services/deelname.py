"""Giving the figures of a register to a koepel, and no longer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ledger import audit
from ledger.rowsecurity import granted
from organisations.access import Access
from organisations.models import Organisation
from reports import permissions
from reports.models import Koepeldeelname


def koepels() -> QuerySet[Organisation]:
    """To which an organisation can give its figures."""
    return Organisation.objects.filter(soort=Organisation.Soort.KOEPEL, is_actief=True)


@transaction.atomic
def join(koepel: Organisation, register: str, *, by: Access) -> Koepeldeelname:
    """Give the koepel the released reports of this register, from today on.

    Raises PermissionDenied for who is not answerable for these figures, ValidationError when the
    organisation gives them to a koepel already, or when this is none.
    """
    if register not in permissions.answers_for(by):
        raise PermissionDenied("only who is answerable for the figures of this register")
    if not koepels().filter(pk=koepel.pk).exists():
        raise ValidationError("Deze koepel bestaat niet (meer).")
    # A double click: the second waits, and then sees that there is one.
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    now = Koepeldeelname.objects.filter(organisation=by.organisation, register=register, tot=None)
    if running := now.select_related("koepel").first():
        raise ValidationError(f"Uw organisatie doet al mee met {running.koepel.naam}.")
    row = Koepeldeelname.objects.create(organisation=by.organisation, koepel=koepel, register=register)
    _record(row, "koepeldeelname_begonnen", by)
    return row


def leave(deelname: Koepeldeelname, *, by: Access) -> None:
    """Nothing more, from now on: the koepel sees none of these reports any longer, of whatever year.

    By who is answerable for the figures, or by the rapporteur of the koepel. A second time changes nothing.
    Raises PermissionDenied for anybody else.
    """
    gives = by.organisation.pk == deelname.organisation_id and deelname.register in permissions.answers_for(
        by
    )
    gets = by.organisation.pk == deelname.koepel_id and deelname.register in permissions.reads_for_koepel(by)
    if not (gives or gets):
        raise PermissionDenied("only who gives these figures, or who gets them")
    # The koepel sees the row, and may change nothing of who gives: this one thing is done for both.
    with granted("koepeldeelname", organisations=[deelname.organisation_id]), transaction.atomic():
        row = Koepeldeelname.objects.select_for_update().get(pk=deelname.pk)
        if row.tot is None:
            row.tot = max(timezone.localdate(), row.van)
            row.save(update_fields=["tot"])
            _record(row, "koepeldeelname_beeindigd", by)


def _record(row: Koepeldeelname, verb: str, by: Access) -> None:
    """On the log of both: who gives must be able to read that it was ended by the other."""
    both = (row.organisation_id, row.koepel_id)
    with granted("koepeldeelname", organisations=both, rooms=("ledger",)):
        for organisation_id in both:
            audit.record(
                actor=by.actor,
                verb=verb,
                subject=row,
                organisation_id=organisation_id,
                data={"organisatie": row.organisation_id, "koepel": row.koepel_id, "register": row.register},
            )
