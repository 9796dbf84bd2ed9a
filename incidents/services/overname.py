"""Taking over an old registration where the steps people take don't fit: it did not keep every step.

Only for the actor import. Nothing of the past starts a term, and nothing is made up to fill a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.lists import NIET_GEREGISTREERD_IMPORT
from incidents import lifecycle
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


def take_over(incident: Incident, feiten: OudeFeiten, *, handled: bool, on: date) -> None:
    """Everything that was known with the report. ``handled``: somebody did something about it.

    An aangifte on a later day is taken over by ``report_to_police``.
    """
    to = lifecycle.IN_BEHANDELING if handled else None
    with ENGINE.perform(incident, "overnemen", by=IMPORT, on=on, to=to, live=False) as step:
        case = step.case
        if feiten.veroorzaker_bekend or feiten.veroorzakertype:
            Veroorzaker.objects.create(
                incident=case, bekend=feiten.veroorzaker_bekend, type=feiten.veroorzakertype
            )
        _police(case, feiten, on)
        if feiten.afdoening:
            Strafverloop.objects.create(incident=case, op=on, afdoening=feiten.afdoening)
        if feiten.nazorg:
            Nazorggesprek.objects.create(slachtoffer=case.slachtoffers.get(), uitkomst=feiten.nazorg, op=on)
        if feiten.schade is not None:
            Schade.objects.create(
                incident=case,
                omschrijving=NIET_GEREGISTREERD_IMPORT,
                bedrag=feiten.schade,
                geleden_op=on,
            )
        step.data["bekend"] = feiten.known


def _police(incident: Incident, feiten: OudeFeiten, on: date) -> None:
    """The furthest step and what was decided. What has another day than the aangifte keeps its own."""
    if feiten.politie in (Politiestap.NOOD_112, Politiestap.MELDING):
        Politiecontact.objects.create(incident=incident, stap=feiten.politie, gedaan_op=on)
    if not (feiten.politie or feiten.reden_geen_aangifte or feiten.strafbaar):
        return
    later = feiten.aangifte_op is not None and feiten.aangifte_op > on
    decided = feiten.politie if not (later and feiten.reden_geen_aangifte) else ""
    Politiebesluit.objects.create(
        incident=incident,
        besloten_op=(feiten.aangifte_op or on) if decided else None,
        besluit=decided,
        reden_geen_aangifte=feiten.reden_geen_aangifte,
        strafbaar=feiten.strafbaar,
        strafbaar_op=on if feiten.strafbaar else None,
    )


def report_to_police(incident: Incident, *, on: date) -> None:
    """The aangifte, on its own day."""
    with ENGINE.perform(incident, "politie_vastleggen", by=IMPORT, on=on, live=False) as step:
        Politiecontact.objects.create(incident=step.case, stap=Politiestap.AANGIFTE, gedaan_op=on)
        step.data["stap"] = Politiestap.AANGIFTE.value


def impose(incident: Incident, maatregelen: Iterable[str], *, on: date) -> None:
    """What was decided on one day. An old registration has no end of a measure, so none is running."""
    codes = list(maatregelen)
    with ENGINE.perform(incident, "maatregel_besluiten", by=IMPORT, on=on, live=False) as step:
        veroorzaker = step.case.veroorzakers.first()
        Veroorzakermaatregel.objects.bulk_create(
            Veroorzakermaatregel(
                incident=step.case,
                veroorzaker=veroorzaker,
                maatregel=maatregel,
                status=Veroorzakermaatregel.Status.OPGELEGD,
                opgelegd_op=on,
                reden=NIET_GEREGISTREERD_IMPORT,
            )
            for maatregel in codes
        )
        step.data["maatregelen"] = codes


def close(incident: Incident, done: Iterable[str], *, on: date) -> None:
    """Close with every track: ``done`` are those of which something is known, the rest was skipped."""
    open_ones = Spoor.objects.filter(incident=incident, status=Spoorstatus.OPEN)
    open_ones.filter(soort__in=list(done)).update(status=Spoorstatus.GEDAAN, afgerond_op=on)
    open_ones.update(status=Spoorstatus.OVERGESLAGEN, afgerond_op=on, reden=NIET_GEREGISTREERD_IMPORT)
    sporen.close(incident, "", by=IMPORT, on=on)


def settle(incident: Incident) -> None:
    """An old incident that is still open shows what has to be done next, from now on."""
    if incident.status in lifecycle.OPEN:
        ENGINE.refresh(incident)
        incident.save(update_fields=["volgende_actie", "termijn_op", "termijn_code"])
