"""Towards whom a measure is: that stands fast from the laying before on, so that no other person gets it."""

from datetime import date
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from incidents.models import Maatregelbrief, Veroorzaker, Veroorzakermaatregel, VeroorzakerPersoon
from incidents.models.veroorzaker import plain_letters

Status = Veroorzakermaatregel.Status
# How much of two names must be the same letters for one to be a correction of the other.
ZELFDE_NAAM = 0.8
IEMAND_ANDERS = (
    "Voor deze veroorzaker is een maatregel voorgelegd of opgelegd. De naam verbeteren kan,"
    " iemand anders kiezen niet. Voeg een nieuwe veroorzaker toe, en bereid voor die een maatregel voor."
)


def freeze(maatregel: Veroorzakermaatregel) -> None:
    """Keep for whom it is laid before; for the caller to save."""
    persoon = maatregel.veroorzaker.persoon
    maatregel.persoon, maatregel.persoon_naam = persoon, persoon.naam
    maatregel.persoon_geboren = persoon.geboortedatum


def release(maatregel: Veroorzakermaatregel) -> None:
    """It goes back to who prepared it: everything may be changed again."""
    maatregel.persoon, maatregel.persoon_naam, maatregel.persoon_geboren = None, "", None


def _bound() -> QuerySet[Veroorzakermaatregel]:
    """The measures that were laid before or imposed, so that for whom they are stands fast."""
    named = Veroorzakermaatregel.objects.select_for_update(of=("self",)).exclude(persoon_naam="")
    return named.exclude(status__in=(Status.VOORBEREIDING, Status.AFGEWEZEN))


def keep_the_same(veroorzaker: Veroorzaker, naam: str, geboortedatum: date | None) -> None:
    """Refuse another person for whom a measure was laid before or imposed.

    A slip of the pen may be mended (``is_same_person``). It is held against the name at the laying before,
    so that small steps never lead to somebody else.
    """
    whose = Q(veroorzaker=veroorzaker)
    if veroorzaker.persoon_id:
        whose |= Q(persoon=veroorzaker.persoon_id)
    for row in _bound().filter(whose):
        if not is_same_person(row.persoon_naam, row.persoon_geboren, naam, geboortedatum):
            raise ValidationError({"naam": IEMAND_ANDERS})


def follow(veroorzaker: Veroorzaker) -> None:
    """The measures of this veroorzaker are for the row of the same person that they are linked to now."""
    _bound().filter(veroorzaker=veroorzaker).update(persoon=veroorzaker.persoon)


def is_same_person(naam: str, geboren: date | None, wordt_naam: str, wordt_geboren: date | None) -> bool:
    """Whether the second name and date of birth mend those of one person: a name that is almost the same
    with the date of birth as it was, or the same name with another date."""
    was, now = plain_letters(naam), plain_letters(wordt_naam)
    if was == now:
        return True
    alike = SequenceMatcher(None, was, now).ratio() >= ZELFDE_NAAM
    return alike and (geboren is None or geboren == wordt_geboren)


def is_for_another_name(brief: Maatregelbrief) -> bool:
    """Whether the name was changed after this letter was made."""
    persoon = brief.maatregel.veroorzaker and brief.maatregel.veroorzaker.persoon
    return persoon is None or brief.aan != persoon.naam


def forget(persoon: VeroorzakerPersoon) -> None:
    """The name goes from the measures and the letters as well."""
    of_person = Q(persoon=persoon) | Q(veroorzaker__persoon=persoon)
    measures = Veroorzakermaatregel.objects.filter(of_person)
    Maatregelbrief.objects.filter(maatregel__in=measures.values("pk")).update(aan="")
    Veroorzakermaatregel.objects.filter(persoon=persoon).update(persoon_naam="", persoon_geboren=None)
