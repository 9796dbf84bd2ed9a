"""How often a vertrouwenspersoon was spoken to: counts per quarter and category, and nothing else."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lists import Lijst, list_on
from integrity.lifecycle import REGISTER
from integrity.models import VertrouwenspersoonTelling
from ledger import audit
from organisations.access import Access

AANTAL_KWARTALEN = 12


def quarters(today: date) -> list[tuple[int, int]]:
    """(year, quarter) of this quarter and those before it, newest first; counts can be given for these."""
    newest = today.year * 4 + (today.month - 1) // 3
    return [(n // 4, n % 4 + 1) for n in range(newest, newest - AANTAL_KWARTALEN, -1)]


def first_day(jaar: int, kwartaal: int) -> date:
    return date(jaar, kwartaal * 3 - 2, 1)


def list_of(access: Access, jaar: int, kwartaal: int) -> Lijst:
    """The categories that were valid when the quarter began."""
    return list_on(access.organisation, REGISTER, first_day(jaar, kwartaal))


def counts_of(access: Access, jaar: int, kwartaal: int) -> dict[str, int]:
    """The own counts of one quarter by category."""
    rows = _own(access).filter(jaar=jaar, kwartaal=kwartaal)
    return dict(rows.values_list("categorie", "aantal"))


def totals_of(access: Access) -> dict[tuple[int, int], int]:
    """The own totals of every quarter for which counts were given."""
    totals: dict[tuple[int, int], int] = {}
    for jaar, kwartaal, aantal in _own(access).values_list("jaar", "kwartaal", "aantal"):
        totals[jaar, kwartaal] = totals.get((jaar, kwartaal), 0) + aantal
    return totals


def record(access: Access, jaar: int, kwartaal: int, counts: dict[str, int]) -> None:
    """Set the own counts of a quarter; a category that is not named keeps its count.

    A zero is kept as a zero: it says that nobody came. The audit line has the old and new numbers.
    Raises ValidationError for a quarter in the future or too long ago, or an unknown category.
    """
    if (jaar, kwartaal) not in quarters(timezone.localdate()):
        raise ValidationError("Voor dit kwartaal kunt u geen aantallen (meer) invullen.")
    before = counts_of(access, jaar, kwartaal)
    unknown = [code for code in counts if code not in list_of(access, jaar, kwartaal)]
    if unknown:
        raise ValidationError(f"Deze categorie geldt niet in dit kwartaal: {unknown[0]}.")
    changed = {code: [before.get(code), n] for code, n in counts.items() if before.get(code) != n}
    if not changed:
        return
    with transaction.atomic():
        VertrouwenspersoonTelling.objects.bulk_create(
            [
                VertrouwenspersoonTelling(
                    organisation=access.organisation,
                    vertrouwenspersoon=access.user,
                    jaar=jaar,
                    kwartaal=kwartaal,
                    categorie=code,
                    aantal=counts[code],
                )
                for code in changed
            ],
            update_conflicts=True,
            unique_fields=["organisation", "vertrouwenspersoon", "jaar", "kwartaal", "categorie"],
            update_fields=["aantal"],
        )
        audit.record(
            actor=access.actor,
            verb="telling_vastleggen",
            subject=access.organisation,
            organisation_id=access.organisation.pk,
            data={"jaar": jaar, "kwartaal": kwartaal, "aantallen": changed},
        )


def _own(access: Access):
    return VertrouwenspersoonTelling.objects.filter(
        organisation=access.organisation, vertrouwenspersoon=access.user
    )
