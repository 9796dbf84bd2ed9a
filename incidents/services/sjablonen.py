"""The text of a letter: filled in with named fields, by us alone. A text of an organisation is never code."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.typesetting import Alinea, Blok, Kop, Opsomming
from incidents import permissions
from incidents.models import Briefsjabloon
from incidents.services.briefteksten import STANDAARD, VELDEN, VERPLICHT, Briefsoort, Brieftekst
from ledger import audit
from organisations.access import Access
from organisations.models import Organisation

_VELD = re.compile(r"\{([^{}]*)\}")


def text_of(organisation: Organisation, soort: str) -> Brieftekst:
    """The text of this kind of letter here: the organisation's own, or the standard one."""
    own = Briefsjabloon.objects.filter(organisation=organisation, soort=soort).first()
    return Brieftekst(own.onderwerp, own.tekst) if own else STANDAARD[Briefsoort(soort)]


def changed(organisation: Organisation) -> set[str]:
    """The kinds of letters of which the organisation has a text of its own."""
    return set(Briefsjabloon.objects.filter(organisation=organisation).values_list("soort", flat=True))


def faults(text: str) -> list[str]:
    """What is wrong with a text, by name: fields that are not there, and braces that are not a pair."""
    unknown = sorted({name for name in _VELD.findall(text) if name not in VELDEN})
    found = [f"Het veld {{{name}}} bestaat niet. Kies een veld uit de lijst." for name in unknown]
    if re.search(r"[{}]", _VELD.sub("", text)):
        found.append("Er staat een losse accolade in de tekst. Een veld schrijft u als {naam}.")
    return found


def unsaid(soort: str, text: str) -> list[str]:
    """What this kind of letter must name and this text does not, one sentence a field."""
    return _must_say(soort, set(_VELD.findall(text)))


def left_out(soort: str, text: str, values: Mapping[str, str]) -> list[str]:
    """What this kind of letter must name and would not once it is filled in: an alinea goes with one
    field in it that is empty. What has no value at all is up to the care for the measure."""
    marks = {name: f"{{{name}}}" for name, value in values.items() if value}
    empty = values.keys() - marks.keys()
    return _must_say(soort, set(_VELD.findall(str(blocks(text, marks)))) | empty)


def fields_of(soort: str) -> list[tuple[str, str, bool]]:
    """The fields that a text can name: name, meaning, and whether this kind of letter must name it. What
    must be named stands first."""
    must = VERPLICHT[Briefsoort(soort)]
    return sorted(
        ((name, means, name in must) for name, means in VELDEN.items()), key=lambda field: not field[2]
    )


def _must_say(soort: str, said: set[str]) -> list[str]:
    return [
        f"De brief moet {{{name}}} noemen: {VELDEN[name]}."
        for name in VERPLICHT[Briefsoort(soort)]
        if name not in said
    ]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Every field once, with its value; what stands in a value is text, also when it looks like a field."""
    return _VELD.sub(lambda found: values.get(found[1], found[0]), text)


def _complete(text: str, values: Mapping[str, str]) -> bool:
    return all(values.get(name) for name in _VELD.findall(text))


def blocks(text: str, values: Mapping[str, str]) -> tuple[Blok, ...]:
    """The content of a letter. The text is split before it is filled in, so that no value makes a heading;
    an alinea or a point with a field without a value is left out, and a heading with nothing below it."""
    found: list[Blok] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        part = part.strip()
        if part.startswith("# "):
            found.append(Kop(fill(part[2:], values)))
        elif part.startswith("- "):
            points = [line.removeprefix("- ") for line in part.split("\n") if _complete(line, values)]
            if points:
                found.append(Opsomming(tuple(fill(point, values) for point in points)))
        elif part and _complete(part, values):
            found.append(Alinea(fill(part, values)))
    return tuple(
        block
        for block, after in zip(found, [*found[1:], Kop("")], strict=True)
        if not (isinstance(block, Kop) and isinstance(after, Kop))
    )


def change(organisation: Organisation, soort: str, tekst: Brieftekst, *, by: Access) -> None:
    """The organisation's own text from now on; letters that were made stay as they are.

    Raises ValidationError that names every field that is not there, or that must be.
    """
    wrong = {
        "onderwerp": faults(tekst.onderwerp),
        "tekst": faults(tekst.tekst) + unsaid(soort, tekst.tekst),
    }
    if any(wrong.values()):
        raise ValidationError({name: lines for name, lines in wrong.items() if lines})
    with transaction.atomic():
        Briefsjabloon.objects.update_or_create(
            organisation=organisation, soort=Briefsoort(soort), defaults=vars(tekst)
        )
        _record(organisation, soort, "brief_sjabloon_gewijzigd", by)


@transaction.atomic
def reset(organisation: Organisation, soort: str, *, by: Access) -> None:
    """Back to the standard text."""
    Briefsjabloon.objects.filter(organisation=organisation, soort=soort).delete()
    _record(organisation, soort, "brief_sjabloon_standaard", by)


def _record(organisation: Organisation, soort: str, verb: str, by: Access) -> None:
    if not permissions.can_edit_letters(by):
        raise PermissionError("only for who may change letters")
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=organisation,
        organisation_id=organisation.pk,
        data={"soort": soort},
    )
