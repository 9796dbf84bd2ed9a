"""Taking over an old registration where the steps people take don't fit: it did not keep every step.

Only for the actor import. Nothing of the past starts a term, and nothing is made up to fill a gap. What
hangs on the incidents is written for a number of them together: one by one it takes twice as long.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Model, OuterRef, Subquery

from casework.lists import NIET_GEREGISTREERD_IMPORT
from incidents.lists import Politiestap, Spoorstatus
from incidents.models import (
    Incident,
    Nazorggesprek,
    Politiebesluit,
    Politiecontact,
    Schade,
    Spoor,
    Strafverloop,
    Veroorzaker,
    Veroorzakermaatregel,
)
from incidents.services import sporen
from incidents.services.engine import ENGINE
from ledger import audit
from ledger.actors import IMPORT


@dataclass(frozen=True)
class OudeFeiten:
    """What an old registration holds beside the report itself; only the aangifte has a day of its own."""

    veroorzaker_bekend: str = ""
    veroorzakertype: str = ""
    politie: str = ""
    aangifte_op: date | None = None
    reden_geen_aangifte: str = ""
    strafbaar: str = ""
    afdoening: str = ""
    nazorg: str = ""
    schade: Decimal | None = None

    @property
    def known(self) -> list[str]:
        """The names of what was registered, for the audit: not what it says."""
        return [name for name, value in vars(self).items() if value not in ("", None)]


@dataclass
class Stapel:
    """What is taken over of a number of incidents, until ``write``."""

    rows: defaultdict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))
    done: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    closed: list[int] = field(default_factory=list)
    still_open: list[Incident] = field(default_factory=list)

    def add(self, row: Model) -> None:
        self.rows[type(row)].append(row)

    def take_over(self, incident: Incident, feiten: OudeFeiten, *, on: date) -> None:
        """Everything that was known with the report. The aangifte has a day of its own."""
        if feiten.veroorzaker_bekend or feiten.veroorzakertype:
            bekend, kind = feiten.veroorzaker_bekend, feiten.veroorzakertype
            self.add(Veroorzaker(incident=incident, bekend=bekend, type=kind))
        self._police(incident, feiten, on)
        if feiten.afdoening:
            self.add(Strafverloop(incident=incident, op=on, afdoening=feiten.afdoening))
        if feiten.nazorg:
            hurt = incident.slachtoffers.get()
            self.add(Nazorggesprek(slachtoffer=hurt, uitkomst=feiten.nazorg, op=on))
        if feiten.schade is not None:
            text = NIET_GEREGISTREERD_IMPORT
            self.add(Schade(incident=incident, omschrijving=text, bedrag=feiten.schade, geleden_op=on))
        _record(incident, "overnemen", on, {"bekend": feiten.known})

    def _police(self, incident: Incident, feiten: OudeFeiten, on: date) -> None:
        """The furthest step and what was decided, which may have been the aangifte of a later day; a
        reason for none is known with the report, so then nothing was decided yet."""
        if feiten.politie in (Politiestap.NOOD_112, Politiestap.MELDING):
            self.add(Politiecontact(incident=incident, stap=feiten.politie, gedaan_op=on))
        if not (feiten.politie or feiten.reden_geen_aangifte or feiten.strafbaar):
            return
        later = feiten.aangifte_op is not None and feiten.aangifte_op > on
        decided = feiten.politie if not (later and feiten.reden_geen_aangifte) else ""
        self.add(
            Politiebesluit(
                incident=incident,
                besloten_op=(feiten.aangifte_op or on) if decided else None,
                besluit=decided,
                reden_geen_aangifte=feiten.reden_geen_aangifte,
                strafbaar=feiten.strafbaar,
                strafbaar_op=on if feiten.strafbaar else None,
            )
        )

    def report_to_police(self, incident: Incident, *, on: date) -> None:
        """The aangifte, on its own day."""
        self.add(Politiecontact(incident=incident, stap=Politiestap.AANGIFTE, gedaan_op=on))
        _record(incident, "politie_vastleggen", on, {"stap": Politiestap.AANGIFTE.value})

    def impose(self, incident: Incident, maatregelen: Iterable[str], *, on: date) -> None:
        """What was decided on one day. An old registration has no end of a measure, so none is running."""
        codes = list(maatregelen)
        towards = next((v for v in reversed(self.rows[Veroorzaker]) if v.incident is incident), None)
        for maatregel in codes:
            self.add(
                Veroorzakermaatregel(
                    incident=incident,
                    veroorzaker=towards,
                    maatregel=maatregel,
                    status=Veroorzakermaatregel.Status.OPGELEGD,
                    opgelegd_op=on,
                    reden=NIET_GEREGISTREERD_IMPORT,
                )
            )
        _record(incident, "maatregel_besluiten", on, {"maatregelen": codes})

    def close(self, incident: Incident, done: Iterable[str], *, on: date) -> None:
        """Close with every track: ``done`` are those of which something is known, the rest was skipped."""
        sporen.close(incident, "", by=IMPORT, on=on)
        self.closed.append(incident.pk)
        for soort in done:
            self.done[soort].append(incident.pk)

    def leave_open(self, incident: Incident) -> None:
        """It shows what has to be done next, from now on."""
        self.still_open.append(incident)

    def write(self) -> None:
        """Everything that was taken over until now; what refers to another row comes after it."""
        for model in sorted(self.rows, key=lambda model: model is Veroorzakermaatregel):
            model._default_manager.bulk_create(self.rows[model])
        self._end_tracks()
        for incident in self.still_open:
            ENGINE.refresh(incident)
            incident.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
        for taken in (self.rows, self.done, self.closed, self.still_open):
            taken.clear()

    def _end_tracks(self) -> None:
        own = Incident.objects.filter(pk=OuterRef("incident_id"))
        ended = Subquery(own.values("afgesloten_op")[:1])
        tracks = Spoor.objects.filter(incident__in=self.closed, status=Spoorstatus.OPEN)
        for soort, ids in self.done.items():
            known = tracks.filter(soort=soort, incident__in=ids)
            known.update(status=Spoorstatus.GEDAAN, afgerond_op=ended)
        tracks.update(status=Spoorstatus.OVERGESLAGEN, afgerond_op=ended, reden=NIET_GEREGISTREERD_IMPORT)


def _record(incident: Incident, verb: str, on: date, data: dict) -> None:
    audit.record(
        actor=IMPORT,
        verb=verb,
        subject=incident,
        organisation_id=incident.organisation_id,
        on=on,
        data=data,
    )
