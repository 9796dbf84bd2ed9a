"""The afdelingen that a file names: those that are not there yet are made, after the preview named them."""

from collections.abc import Iterable

from ledger.actors import IMPORT
from organisations.models import Afdeling, Organisation
from organisations.services import create_afdeling


def unknown(organisation: Organisation, named: Iterable[str]) -> tuple[str, ...]:
    """The names that this organisation does not have, alphabetically; an empty name is none."""
    wanted = {naam for naam in named if naam}
    known = Afdeling.objects.filter(organisation=organisation, naam__in=wanted)
    return tuple(sorted(wanted - set(known.values_list("naam", flat=True)), key=str.casefold))


def made(organisation: Organisation, new: Iterable[str]) -> dict[str, Afdeling]:
    """All afdelingen by name, after making the new ones; where a name stands in more than one place the
    highest, then the oldest, counts."""
    for naam in new:
        create_afdeling(organisation=organisation, naam=naam, by=IMPORT)
    found = Afdeling.objects.filter(organisation=organisation)
    ordered = sorted(found, key=lambda a: (a.parent_id is not None, a.pk), reverse=True)
    return {afdeling.naam: afdeling for afdeling in ordered}
