"""How many people work somewhere, as figures ask for it."""

from collections.abc import Iterable
from decimal import Decimal

from organisations.models import Afdeling, Formatie, Organisation


def fte_of(organisation: Organisation, afdeling: Afdeling | None, jaar: int) -> Decimal | None:
    """The fte of that year: of the whole organisation (``afdeling`` None), or of one afdeling.

    A figure over a period takes the year in which the period ends. None when it was not filled in for that
    year: never that of another year, never a sum of parts, and a rate over it is then not known.
    """
    found = Formatie.objects.filter(organisation=organisation, afdeling=afdeling, jaar=jaar)
    return found.values_list("fte", flat=True).first()


def fte_of_organisations(organisations: Iterable[Organisation], jaar: int) -> dict[int, Decimal]:
    """``fte_of`` of several whole organisations, by their id, in one query; who has none is not there."""
    found = Formatie.objects.filter(organisation__in=list(organisations), afdeling=None, jaar=jaar)
    return dict(found.values_list("organisation_id", "fte"))


def fte_by_naam(organisation: Organisation, jaar: int) -> dict[str, Decimal | None]:
    """``fte_of`` of every afdeling by its name, and under "" of the whole organisation; two queries.

    Figures tell afdelingen apart by name: those of one name are taken together, and are not known as long
    as one of them is not.
    """
    known = Formatie.objects.filter(organisation=organisation, jaar=jaar)
    by_id = dict(known.values_list("afdeling_id", "fte"))
    found: dict[str, Decimal | None] = {"": by_id.get(None)}
    for pk, naam in Afdeling.objects.filter(organisation=organisation).values_list("pk", "naam"):
        here, so_far = by_id.get(pk), found.get(naam, Decimal(0))
        found[naam] = None if here is None or so_far is None else so_far + here
    return found
