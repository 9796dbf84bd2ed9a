"""Emptying what tells of people, so that a line stays that says that it was there."""

from datetime import date

from django.db.models import QuerySet

from casework.models import Bestandsinhoud
from incidents.models import Politiedossier

VERWIJDERD = "verwijderd"


def blank(rows: QuerySet, *fields: str) -> None:
    """What was written in these fields becomes one word; what was empty stays empty."""
    for name in fields:
        rows.exclude(**{name: ""}).update(**{name: VERWIJDERD})


def empty(dossiers: QuerySet[Politiedossier], *, on: date) -> None:
    """The contents of these police files go; that they were made, with their hash, stays."""
    left = dossiers.filter(verwijderd_op=None)
    files = {pk for pair in left.values_list("pdf", "gegevens") for pk in pair}
    left.update(verwijderd_op=on)
    Bestandsinhoud.objects.filter(bestand__in=files).delete()
