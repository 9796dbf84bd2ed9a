"""Who was hurt, and what it did to them: more of them, and what shows later."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from casework import terms
from casework.lifecycle import By
from incidents.lists import BesprokenMet, Spoorsoort
from incidents.models import Incident, Slachtoffer
from incidents.services import arbo, notices, sporen, weging
from incidents.services.apart import find_somebody
from incidents.services.engine import ENGINE
from incidents.services.intake import NieuwSlachtoffer
from incidents.services.people import DELEN


@dataclass(frozen=True)
class Gevolgen:
    """What is known now of one slachtoffer. ``reden_niet_besproken``: only when it was discussed with
    nobody."""

    letsel: str = ""
    verzuim: str = ""
    ernst_beleving: int | None = None
    nadelige_gevolgen: tuple[str, ...] = ()
    besproken_met: tuple[str, ...] = ()
    reden_niet_besproken: str = ""


def add(incident: Incident, new: NieuwSlachtoffer, *, by: By, on: date | None = None) -> Slachtoffer:
    """One more slachtoffer, with a clock of their own; the track of care is open for them.

    From now on the page of this incident does not exist for them: they follow it as reporters do, and a
    part they had in it goes back to who coordinates. Raises ValidationError for somebody who is there
    already, or who has no name.
    """
    if not (new.user or new.naam):
        raise ValidationError({"naam": "Vul in om wie het gaat."})
    with ENGINE.perform(incident, "slachtoffer_toevoegen", by=by, on=on) as step:
        if new.user and step.case.slachtoffers.filter(user=new.user).exists():
            raise ValidationError({"naam": f"{new.user} staat er al bij."})
        values = vars(new) | {
            "nadelige_gevolgen": list(new.nadelige_gevolgen),
            "besproken_met": list(new.besproken_met),
        }
        hurt = Slachtoffer.objects.create(incident=step.case, **values)
        sporen.open_again(step.case, [Spoorsoort.OPVANG], on=step.on)
        terms.start_term(step.case, "opvanggesprek", start=step.on, slachtoffer=hurt)
        _free(step.case, hurt)
        find_somebody(step.case)
        step.data |= {"slachtoffer": hurt.pk} | _follow(step.case, hurt, on=step.on)
    return hurt


def _free(incident: Incident, hurt: Slachtoffer) -> None:
    """Nobody handles an incident of which they are a slachtoffer."""
    parts = [deel for deel in DELEN if hurt.user_id and getattr(incident, f"{deel}_id") == hurt.user_id]
    for deel in parts:
        setattr(incident, deel, None)
    if parts:
        notices.ask(incident, notices.coordinators(incident), because=f":slachtoffer:{hurt.pk}")


def update(
    incident: Incident, slachtoffer: Slachtoffer, gevolgen: Gevolgen, *, by: By, on: date | None = None
) -> None:
    """What is known of the harm; also when it shows after the incident was closed.

    It makes the duties of the Arbowet, and the ernst is weighed again. Raises ValidationError when it
    was discussed with nobody and with somebody.
    """
    _refuse_contradiction(gevolgen)
    with ENGINE.perform(incident, "slachtoffer_bijwerken", by=by, on=on) as step:
        hurt = step.case.slachtoffers.get(pk=slachtoffer.pk)
        changed = _write(hurt, gevolgen)
        step.data |= {"slachtoffer": hurt.pk, "velden": changed} | _follow(step.case, hurt, on=step.on)


def _refuse_contradiction(gevolgen: Gevolgen) -> None:
    nobody = BesprokenMet.NIEMAND in gevolgen.besproken_met
    if nobody and len(gevolgen.besproken_met) > 1:
        raise ValidationError({"besproken_met": "Kies “Niemand”, of met wie wel. Niet allebei."})
    if nobody and not gevolgen.reden_niet_besproken:
        raise ValidationError({"reden_niet_besproken": "Kies waarom het niet is besproken."})


def _write(hurt: Slachtoffer, gevolgen: Gevolgen) -> list[str]:
    """The names of the fields that changed. What they were is nobody's business: it may be medical."""
    nobody = BesprokenMet.NIEMAND in gevolgen.besproken_met
    values = vars(gevolgen) | {
        "nadelige_gevolgen": list(gevolgen.nadelige_gevolgen),
        "besproken_met": list(gevolgen.besproken_met),
        "reden_niet_besproken": gevolgen.reden_niet_besproken if nobody else "",
    }
    changed = [name for name, value in values.items() if getattr(hurt, name) != value]
    for name in changed:
        setattr(hurt, name, values[name])
    hurt.save(update_fields=changed)
    return changed


def _follow(incident: Incident, hurt: Slachtoffer, *, on: date) -> dict:
    """The duties and the ernst that this harm brings; what changed, for the audit."""
    hurt.incident = incident
    gevolg = arbo.follow(hurt, on=on)
    if gevolg.nieuw:
        _tell_at_once(incident, gevolg)
    gone = {"meldplicht_vervallen": list(gevolg.vervallen)} if gevolg.vervallen else {}
    return gone | weging.weigh(incident)


def _tell_at_once(incident: Incident, gevolg: arbo.Gevolg) -> None:
    """A duty of the law that shows later doesn't wait until somebody opens the page."""
    ENGINE.refresh(incident)
    notices.ask(incident, verb="arbeidsinspectie_melden", because=f":arbo:{gevolg.nieuw[0].pk}")
