"""Care for who was hurt or threatened: three talks by default, each with a clock of its own.

Only when, with whom and what follows is kept, never what was said (medical). Source: the domain document,
section 4.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from casework import terms
from casework.lifecycle import By
from incidents.lists import NazorgUitkomst, NazorgVervolg, Spoorsoort, Spoorstatus
from incidents.models import Incident, Nazorggesprek, Slachtoffer
from incidents.services import requirements, sporen
from incidents.services.engine import ENGINE, user_of
from incidents.services.requirements import care_is_done

KLOKKEN = ("opvanggesprek", "opvang_vervolg", "opvang_nazorg", "opvang_opnieuw")
GESPREKKEN = 3  # the last one ends the care, or refers


@dataclass(frozen=True)
class Gesprek:
    """An offer of a talk and what came of it. ``vervolg`` and ``doorverwezen_naar``: of a talk that was
    held."""

    uitkomst: str
    op: date
    met: str = ""
    vervolg: str = ""
    doorverwezen_naar: str = ""


def record(
    incident: Incident, slachtoffer: Slachtoffer, gesprek: Gesprek, *, by: By, klaar: bool = False
) -> Nazorggesprek:
    """An offer, a talk or a refusal, with one slachtoffer. ``klaar``: end the track too when nothing follows
    for anybody any more.

    A talk ends the clock and starts the next; who refuses is asked again after two weeks, once: a second
    refusal before that day leaves the clock as it is. Raises
    ValidationError when it is dated before the talk it follows, or when the third talk leaves open
    what follows.
    """
    with ENGINE.perform(incident, "nazorg_vastleggen", by=by, on=gesprek.op) as step:
        hurt = step.case.slachtoffers.get(pk=slachtoffer.pk)
        _refuse_impossible(hurt, gesprek)
        row = Nazorggesprek.objects.create(slachtoffer=hurt, door=user_of(by), **vars(gesprek))
        _wind(step.case, hurt, gesprek)
        step.data |= {"slachtoffer": hurt.pk, "uitkomst": gesprek.uitkomst}
        if klaar and not requirements.unfinished(step.case, Spoorsoort.OPVANG):
            sporen.end_track(step.case, Spoorsoort.OPVANG, Spoorstatus.GEDAAN, by=by, on=step.on)
    return row


def _refuse_impossible(hurt: Slachtoffer, gesprek: Gesprek) -> None:
    last = hurt.nazorggesprekken.last()
    if last and gesprek.op < last.op:
        raise ValidationError({"op": f"Het vorige gesprek was op {last.op:%d-%m-%Y}. Kijk de datum na."})
    if gesprek.uitkomst != NazorgUitkomst.GEHOUDEN:
        return
    if not gesprek.vervolg:
        raise ValidationError({"vervolg": "Kies wat er volgt."})
    if gesprek.vervolg == NazorgVervolg.DOORVERWEZEN and not gesprek.doorverwezen_naar:
        raise ValidationError({"doorverwezen_naar": "Kies naar wie u doorverwijst."})
    if gesprek.vervolg == NazorgVervolg.VOLGEND_GESPREK and held(hurt) + 1 >= GESPREKKEN:
        raise ValidationError(
            {"vervolg": "Na het derde gesprek: verwijs door bij ernstige klachten, of sluit de nazorg af."}
        )


def held(slachtoffer: Slachtoffer) -> int:
    """How many talks there were with this slachtoffer."""
    return sum(t.uitkomst == NazorgUitkomst.GEHOUDEN for t in slachtoffer.nazorggesprekken.all())


def _wind(incident: Incident, hurt: Slachtoffer, gesprek: Gesprek) -> None:
    """The clocks of one slachtoffer. An offer alone changes nothing: the talk is still to come."""
    if gesprek.uitkomst == NazorgUitkomst.AANGEBODEN or _is_asked_again_later(incident, hurt, gesprek):
        return
    terms.stop_terms(incident, KLOKKEN, on=gesprek.op, slachtoffer=hurt)
    if following := _next_clock(hurt, gesprek):
        begin = _begin(incident, hurt, following, gesprek)
        terms.start_term(incident, following, start=begin, slachtoffer=hurt)


def _begin(incident: Incident, hurt: Slachtoffer, following: str, gesprek: Gesprek) -> date:
    """The second and the third talk count from the first that was held; the third from this one when its
    day by that has passed, as in what was opened again."""
    if following != "opvang_nazorg":
        return gesprek.op
    first = hurt.nazorggesprekken.filter(uitkomst=NazorgUitkomst.GEHOUDEN).first()
    definition = terms.effective(incident.organisation, incident.REGISTER, following)
    return first.op if terms.deadline(first.op, definition.duur) > gesprek.op else gesprek.op


def _is_asked_again_later(incident: Incident, hurt: Slachtoffer, gesprek: Gesprek) -> bool:
    """Refused once more, before the day on which it is offered again."""
    waits = incident.termijnen.filter(code="opvang_opnieuw", slachtoffer=hurt, gestopt_op=None).exists()
    return gesprek.uitkomst == NazorgUitkomst.GEWEIGERD and waits and not care_is_done(hurt)


def _next_clock(hurt: Slachtoffer, gesprek: Gesprek) -> str:
    if care_is_done(hurt):
        return ""
    if gesprek.uitkomst == NazorgUitkomst.GEWEIGERD:
        return "opvang_opnieuw"
    return "opvang_vervolg" if held(hurt) == 1 else "opvang_nazorg"
