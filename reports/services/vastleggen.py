"""Recording what a report tells beside its figures: activities, changes, promises and lessons.

A frozen report has its own copy: what is changed or removed here is told otherwise by a later report only.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.lifecycle import NotAllowed
from ledger import audit
from organisations.access import Access
from reports import permissions
from reports.models import Activiteit, Les, Ontwikkeling, Toezegging, Vastlegging
from reports.periods import long_date

TOEKOMST = "De datum ligt in de toekomst. Vul een datum tot en met vandaag in."
Afloop = Toezegging.Afloop
# What the audit keeps of a row; never a text.
ONTHOUDEN = (
    *("soort", "thema", "aangekondigd_op", "gepland_op", "gedaan_op", "vervallen_op"),
    *("toegezegd_op", "uiterlijk_op", "afloop", "afloop_op", "rapportage_id", "op"),
)


def add(model: type[Vastlegging], register: str, values: Mapping[str, Any], *, by: Access) -> Vastlegging:
    """Raises NotAllowed for who does not write the reports of this register, and ValidationError, by field,
    for days that can't be."""
    if not permissions.may_record(by, register):
        raise NotAllowed("Deze pagina bestaat niet.")
    with transaction.atomic():
        row = model(organisation=by.organisation, register=register, **values)
        _check(row)
        row.save()
        _record(row, "vastgelegd", by)
    return row


def change(row: Vastlegging, values: Mapping[str, Any], *, by: Access) -> Vastlegging:
    """As ``add``. The row as it is stored now is changed, whatever the page was made with."""
    with transaction.atomic():
        locked = _lock(row, by)
        for name, value in values.items():
            setattr(locked, name, value)
        _check(locked)
        locked.save()
        _record(locked, "vastlegging_gewijzigd", by)
    return locked


def remove(row: Vastlegging, *, by: Access) -> None:
    """For what was recorded by mistake: it is gone, and the audit tells what it was. What was announced and
    does not go on is ``vervallen``."""
    with transaction.atomic():
        locked = _lock(row, by)
        _record(locked, "vastlegging_verwijderd", by)
        locked.delete()


def _lock(row: Vastlegging, by: Access) -> Vastlegging:
    """Raises NotAllowed when it is not there any more, or not for this person."""
    visible = permissions.recorded(by, type(row), row.register)
    found = visible.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise NotAllowed("Deze pagina bestaat niet.")
    return found


def _record(row: Vastlegging, verb: str, by: Access) -> None:
    values = {name: getattr(row, name) for name in ONTHOUDEN if hasattr(row, name)}
    data = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    audit.record(
        actor=by.actor,
        verb=verb,
        subject=row,
        organisation_id=row.organisation_id,
        data=data | {"register": row.register},
    )


def _check(row: Vastlegging) -> None:
    """What can't be, by field. Raises ValidationError."""
    match row:
        case Activiteit():
            faults = _faults_of_activity(row)
        case Toezegging():
            faults = _faults_of_promise(row)
        case Ontwikkeling() | Les():
            faults = _in_future(row, "op")
        case _:
            raise TypeError(f"not recorded here: {row!r}")
    if faults:
        raise ValidationError(faults)


def _in_future(row: Vastlegging, *names: str) -> dict[str, str]:
    today = timezone.localdate()
    return {name: TOEKOMST for name in names if (day := getattr(row, name)) and day > today}


def _faults_of_activity(one: Activiteit) -> dict[str, str]:
    faults = _in_future(one, "aangekondigd_op", "gedaan_op", "vervallen_op")
    begun = one.aangekondigd_op
    if not begun and not one.gedaan_op:
        faults["aangekondigd_op"] = "Vul in wanneer dit is aangekondigd, of wanneer het is gedaan."
        return faults
    if one.gedaan_op and one.vervallen_op:
        faults["vervallen_op"] = "Dit is gedaan of vervallen, niet allebei. Maak een van de twee leeg."
    for name in ("gepland_op", "gedaan_op", "vervallen_op"):
        day = getattr(one, name)
        if begun and day and day < begun and name not in faults:
            faults[name] = f"Deze dag ligt voor de aankondiging op {long_date(begun)}."
    return faults


def _faults_of_promise(one: Toezegging) -> dict[str, str]:
    faults = _in_future(one, "toegezegd_op", "afloop_op")
    if one.afloop == Afloop.OPEN and one.afloop_op:
        faults["afloop_op"] = "De toezegging staat nog open. Maak deze datum leeg, of kies een afloop."
    if one.afloop != Afloop.OPEN and not one.afloop_op:
        faults["afloop_op"] = "Vul de dag in waarop de afloop bekend was."
    if one.afloop in (Afloop.DEELS, Afloop.NIET_NAGEKOMEN) and not one.uitleg.strip():
        faults["uitleg"] = "Leg uit waarom de toezegging niet of maar deels is nagekomen."
    for name in ("uiterlijk_op", "afloop_op"):
        day = getattr(one, name)
        if day and day < one.toegezegd_op and name not in faults:
            faults[name] = f"Deze dag ligt voor de toezegging op {long_date(one.toegezegd_op)}."
    return faults
