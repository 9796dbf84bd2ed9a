"""What the Arbowet (article 9) asks after an incident: computed from letsel and verzuim, at once."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Gevolg:
    """What a change of letsel or verzuim did to the duties: those that are new, and the kinds that went."""

    nieuw: tuple[Arbomelding, ...] = ()
    vervallen: tuple[str, ...] = ()


def follow(slachtoffer: Slachtoffer, *, on: date) -> Gevolg:
    """Make the duties that letsel and verzuim bring now, and let their terms run; also when the harm shows
    later. One that was not met and is there no more (it was written down wrong) goes, and its term stops;
    one that was met stays."""
    due = duties_of(slachtoffer.letsel, slachtoffer.verzuim)
    gone = _withdraw(slachtoffer, due, on=on)
    incident, found = slachtoffer.incident, []
    for soort in due:
        duty, new = Arbomelding.objects.get_or_create(
            slachtoffer=slachtoffer, soort=soort, defaults={"incident": incident, "verplicht_op": on}
        )
        if new:
            terms.start_term(incident, soort, start=on, slachtoffer=slachtoffer)
            found.append(duty)
    return Gevolg(tuple(found), gone)


def _withdraw(slachtoffer: Slachtoffer, due: list[str], *, on: date) -> tuple[str, ...]:
    unmet = Arbomelding.objects.filter(slachtoffer=slachtoffer, gedaan_op=None).exclude(soort__in=due)
    gone = tuple(unmet.values_list("soort", flat=True))
    unmet.delete()
    terms.stop_terms(slachtoffer.incident, gone, on=on, slachtoffer=slachtoffer)
    return gone


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
