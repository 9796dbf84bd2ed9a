"""How many people work there: filled in per year, for figures per 100 fte."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ledger import audit
from ledger.actors import Actor
from organisations.access import Access
from organisations.models import Afdeling, Formatie, Organisation
from organisations.services.acting import actor_of

AANTAL_JAREN = 15


@dataclass(frozen=True)
class Omvang:
    """The size of an organisation or an afdeling in one year: fte, and heads when they are known."""

    fte: Decimal
    medewerkers: int | None = None

    def as_data(self) -> list:
        return [str(self.fte), self.medewerkers]


def years(today: date) -> list[int]:
    """This year and those before it, newest first; sizes can be filled in for these."""
    return list(range(today.year, today.year - AANTAL_JAREN, -1))


def sizes_of(organisation: Organisation, jaar: int) -> dict[int | None, Omvang]:
    """What was filled in for a year, by the id of the afdeling; None is the whole organisation."""
    rows = Formatie.objects.filter(organisation=organisation, jaar=jaar).order_by()
    return {
        afdeling: Omvang(fte, heads)
        for afdeling, fte, heads in rows.values_list("afdeling_id", "fte", "medewerkers")
    }


@transaction.atomic
def set_formatie(
    *,
    organisation: Organisation,
    jaar: int,
    omvang: Mapping[int | None, Omvang | None],
    by: Actor | Access,
) -> None:
    """Set the sizes of one year; an Omvang of None takes one away, what is not named keeps what it has.

    One audit line with the old and new numbers, none when nothing changes. Raises ValidationError for a
    year that is not one of ``years``, a size that is not above zero or has more than one decimal, and an
    afdeling of another organisation.
    """
    if jaar not in years(timezone.localdate()):
        raise ValidationError("Voor dit jaar kunt u geen formatie (meer) invullen.")
    named = {pk for pk in omvang if pk is not None}
    if named - set(
        Afdeling.objects.filter(organisation=organisation, pk__in=named).values_list("pk", flat=True)
    ):
        raise ValidationError("Die afdeling hoort bij een andere organisatie.")
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = sizes_of(organisation, jaar)
    changed = {pk: size for pk, size in omvang.items() if before.get(pk) != size}
    if not changed:
        return
    rows = [
        Formatie(
            organisation=organisation, afdeling_id=pk, jaar=jaar, fte=size.fte, medewerkers=size.medewerkers
        )
        for pk, size in changed.items()
        if size is not None
    ]
    for row in rows:
        row.clean_fields(exclude=["organisation", "afdeling"])
        row.validate_constraints(exclude=["organisation", "afdeling", "jaar"])
    rows_of_year = Formatie.objects.filter(organisation=organisation, jaar=jaar)
    # the whole organisation has no afdeling, and NULL is in no list
    gone = [pk for pk in changed if pk is not None]
    rows_of_year.filter(afdeling__in=gone).delete()
    if None in changed:
        rows_of_year.filter(afdeling=None).delete()
    Formatie.objects.bulk_create(rows)
    audit.record(
        actor=actor_of(by),
        verb="formatie_vastleggen",
        subject=organisation,
        organisation_id=organisation.pk,
        data={
            "jaar": jaar,
            "oud": {_key(pk): before[pk].as_data() for pk in changed if pk in before},
            "nieuw": {_key(pk): size.as_data() for pk, size in changed.items() if size is not None},
        },
    )


def _key(afdeling: int | None) -> str:
    return "organisatie" if afdeling is None else str(afdeling)
