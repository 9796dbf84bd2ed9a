"""The names of the people of the own organisation, found in a text that others get to read."""

import re

from incidents.models import Incident, Veroorzakermaatregel
from organisations.models import User

_SMALLEST_PART = 3
_WORD = re.compile(r"[^\W\d_]+")


def in_text(text: str, names: set[str], *, but_not: str = "") -> str:
    """The first of these names that stands in a text, as it is written there, or "".

    The whole name however it is written, or a part of it that begins with a capital, each as words of
    their own: "Jan" is not found in "januari". ``but_not``: the name of who the text is meant for, of
    which the parts may stand in it.
    """
    own = {part.casefold() for part in _WORD.findall(but_not)}
    for name in sorted(filter(None, map(str.strip, names))):
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            return found.group()
        parts = {part for part in _WORD.findall(name) if part[0].isupper() and len(part) >= _SMALLEST_PART}
        theirs = {part.casefold() for part in parts} - own
        for word in _WORD.findall(text):
            if word.casefold() in theirs and word[0].isupper():
                return word
    return ""


def of_employees(incident: Incident, maatregel: Veroorzakermaatregel) -> set[str]:
    """Everybody in the file: who was hurt, saw it, told it or handles it, and who worked on the measure."""
    m = maatregel
    ids = {incident.melder_id, incident.leidinggevende_id, incident.coordinator_id, incident.bevoegd_gezag_id}
    ids |= {m.voorbereid_door_id, m.voorgelegd_door_id, m.beslisser_id, m.besloten_door_id}
    ids |= set(m.schrijvers.values_list("pk", flat=True))
    ids |= set(incident.slachtoffers.values_list("user", flat=True))
    names = set(User.objects.filter(pk__in=ids - {None}).values_list("naam", flat=True))
    names |= set(incident.slachtoffers.values_list("naam", flat=True))
    return names | set(incident.getuigen.values_list("naam", flat=True))
