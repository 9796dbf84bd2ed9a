"""Figures of one part of the organisation: which afdelingen can be chosen, and which one was."""

from collections import defaultdict
from dataclasses import dataclass

from organisations.models import Afdeling, Organisation


class OnbekendeAfdeling(ValueError):
    """There is no such afdeling for this person; the same of one elsewhere and of one that never was."""

    def __init__(self) -> None:
        super().__init__("Deze afdeling is er niet, of u kunt er niet op kiezen. Kies een andere.")


@dataclass(frozen=True)
class Afdelingskeuze:
    """An afdeling with everything below it (``ids``), as the organisation is divided today: what was
    registered before an afdeling was renamed or moved goes with it."""

    pk: int
    naam: str
    ids: frozenset[int]


def choices_of(organisation: Organisation) -> list[Afdelingskeuze]:
    """Every afdeling, called by its way down from the top, in order of that. One query."""
    rows = list(Afdeling.objects.filter(organisation=organisation).values_list("pk", "naam", "parent_id"))
    below: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
    for pk, naam, parent in rows:
        below[parent].append((pk, naam))
    found: list[Afdelingskeuze] = []

    def add(parent: int | None, above: str) -> set[int]:
        ids: set[int] = set()
        for pk, naam in sorted(below[parent], key=lambda one: (one[1].casefold(), one[0])):
            at = len(found)
            whole = {pk} | add(pk, f"{above}{naam} › ")
            found.insert(at, Afdelingskeuze(pk, f"{above}{naam}", frozenset(whole)))
            ids |= whole
        return ids

    add(None, "")
    return found


def chosen(organisation: Organisation, asked: str) -> Afdelingskeuze | None:
    """The afdeling that an address names; None when it names none. Raises OnbekendeAfdeling."""
    if not asked:
        return None
    found = next((one for one in choices_of(organisation) if str(one.pk) == asked), None)
    if found is None:
        raise OnbekendeAfdeling
    return found
