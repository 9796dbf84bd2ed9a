"""What the Arbowet (article 9) asks after an incident: computed from letsel and verzuim, at once."""

from datetime import date

from django.core.exceptions import ValidationError

from casework import terms
from casework.lifecycle import By
from incidents.lists import MELDPLICHTIG, Verzuim
from incidents.models import Arbomelding, Incident, Slachtoffer
from incidents.services.engine import ENGINE

Soort = Arbomelding.Soort


def duties_of(letsel: str, verzuim: str) -> list[str]:
    """Death, admission to hospital or permanent injury goes to the Arbeidsinspectie; that and absence over
    three working days stand in the accident register."""
    found = []
    if letsel in MELDPLICHTIG:
        found.append(Soort.ARBEIDSINSPECTIE)
    if letsel in MELDPLICHTIG or verzuim == Verzuim.MEER_DAN_3_DAGEN:
        found.append(Soort.ONGEVALLENREGISTER)
    return found


def follow(slachtoffer: Slachtoffer, *, on: date) -> None:
    """Make the duties that letsel and verzuim bring now, and let their terms run; also when the harm shows
    later. A duty that was there stays: it may have been met."""
    incident = slachtoffer.incident
    for soort in duties_of(slachtoffer.letsel, slachtoffer.verzuim):
        _, new = Arbomelding.objects.get_or_create(
            slachtoffer=slachtoffer, soort=soort, defaults={"incident": incident, "verplicht_op": on}
        )
        if new:
            terms.start_term(incident, soort, start=on, slachtoffer=slachtoffer)


def tell_inspection(incident: Incident, *, by: By, on: date, nummer: str = "") -> None:
    """The Arbeidsinspectie was told, of every slachtoffer for whom it had to be."""
    _fulfil(incident, "arbeidsinspectie_melden", Soort.ARBEIDSINSPECTIE, by, on, nummer)


def write_in_register(incident: Incident, *, by: By, on: date, nummer: str = "") -> None:
    """It stands in the accident register, for every slachtoffer for whom it had to."""
    _fulfil(incident, "ongevallenregister_bijwerken", Soort.ONGEVALLENREGISTER, by, on, nummer)


def _fulfil(incident: Incident, verb: str, soort: str, by: By, on: date, nummer: str) -> None:
    with ENGINE.perform(incident, verb, by=by, on=on) as step:
        todo = step.case.arbomeldingen.filter(soort=soort, gedaan_op=None)
        if on < step.case.voorval_op:
            raise ValidationError({"op": "De melding kan niet voor het voorval liggen."})
        todo.update(gedaan_op=step.on, nummer=nummer)
