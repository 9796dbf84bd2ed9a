"""The days of an incident that count in figures, and the order in which they can have been."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from incidents.models import Incident, Veroorzakermaatregel
from incidents.services.zorgvuldigheid import BELASTEND

SLUITDAG = "Gesloten op"


@dataclass(frozen=True)
class Dagtekening:
    """One day of an incident that can be corrected: where it is stored, and which days (by ``sleutel``)
    it can't be before; ``vast``: the same of days that can't be corrected themselves, with their labels;
    ``niet_na``: such days that it can't be after."""

    sleutel: str
    label: str
    object: models.Model
    veld: str
    niet_voor: tuple[str, ...] = ()
    vast: tuple[tuple[str, date | None], ...] = ()
    niet_na: tuple[tuple[str, date | None], ...] = ()

    @property
    def waarde(self) -> date:
        return getattr(self.object, self.veld)


def correctable(incident: Incident) -> list[Dagtekening]:
    """Every day of this incident that counts in figures, as far as it is filled in."""
    return [one for one in _every_day(incident) if one.waarde is not None]


def _every_day(incident: Incident) -> Iterator[Dagtekening]:
    voorval, gemeld = ("voorval_op",), ("ontvangen_op",)
    yield Dagtekening("voorval_op", "Dag van het voorval", incident, "voorval_op")
    yield Dagtekening("ontvangen_op", "Gemeld op", incident, "ontvangen_op", voorval)
    yield Dagtekening("contact_op", "Contact met het slachtoffer", incident, "contact_op", voorval)
    if besluit := getattr(incident, "politiebesluit", None):
        yield Dagtekening("besloten_op", "Besluit over de politie", besluit, "besloten_op", voorval)
    for row in incident.politiecontacten.all():
        yield Dagtekening(f"politie-{row.pk}", row.get_stap_display(), row, "gedaan_op", voorval)
    for row in incident.reacties.all():
        yield Dagtekening(f"reactie-{row.pk}", "Reactie naar de veroorzaker", row, "gegeven_op", voorval)
    imposed = []
    for row in incident.maatregelen.all():
        what = f"{row.get_maatregel_display()} opgelegd op"
        before = (("Hoor en wederhoor", row.gehoord_op), ("Voorgelegd", row.voorgelegd_op))
        yield Dagtekening(
            f"maatregel-{row.pk}", what, row, "opgelegd_op", voorval, before, _from_decision(row)
        )
    for row in incident.schades.all():
        yield Dagtekening(f"schade-{row.pk}", f"Schade: {row.omschrijving}", row, "geleden_op", voorval)
    ended = []
    for row in incident.sporen.all():
        ended.append(f"spoor-{row.soort}")
        yield Dagtekening(ended[-1], f"Spoor {row.get_soort_display()} klaar", row, "afgerond_op", gemeld)
    earlier = (*gemeld, "contact_op", *ended, *imposed)
    yield Dagtekening("afgesloten_op", SLUITDAG, incident, "afgesloten_op", earlier)


def _from_decision(m: Veroorzakermaatregel) -> tuple[tuple[str, date | None], ...]:
    """What rests on the decision on a measure, so that the decision can't be dated after it.
    A light measure is done on the day it begins, which is the day that is corrected."""
    what = m.get_maatregel_display()
    return (
        (f"{what} gaat in op", m.ingaat_op if m.maatregel in BELASTEND else None),
        (f"{what}: brief verzonden op", _first(b.verzonden_op for b in m.brieven.all())),
        (f"{what}: evaluatie", _first(e.gehouden_op for e in m.evaluaties.all())),
        (f"{what} beëindigd op", m.beeindigd_op),
    )


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def impossible(case: Incident) -> list[tuple[str, str]]:
    """The pairs of days that stand in the wrong order, by their labels: what came first, and what is
    dated before it."""
    days = {one.sleutel: one for one in correctable(case)}
    pairs = [
        (days[earlier].label, days[earlier].waarde, one)
        for one in days.values()
        for earlier in one.niet_voor
        if earlier in days
    ]
    pairs += [(label, day, one) for one in days.values() for label, day in one.vast if day]
    found = [(label, one.label) for label, day, one in pairs if one.waarde < day]
    later = [(one, label, day) for one in days.values() for label, day in one.niet_na if day]
    return found + [(one.label, label) for one, label, day in later if day < one.waarde]
