"""A term as people read it: how urgent, how long still, which day."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework import terms
from casework.datums import in_full

DEZE_WEEK = 7  # days ahead


@dataclass(frozen=True)
class Termijntekst:
    """A term for ``onderdelen/termijn.html``; ``label``: which term it is."""

    urgentie: str
    tekst: str
    datum: str
    label: str
    wettelijk: bool = False


def urgency(day: date, today: date) -> str:
    if day < today:
        return "te-laat"
    if day == today:
        return "vandaag"
    return "deze-week" if day <= today + timedelta(days=DEZE_WEEK) else "later"


def term_label(register: str, code: str) -> str:
    """The name of a term; a code that is not known (any more) is shown as it was registered."""
    definition = terms.DEFINITIES[register].get(code)
    return definition.label if definition else code


def term_in_words(
    register: str, day: date | None, code: str, today: date, *, wettelijk: bool = False
) -> Termijntekst | None:
    if day is None:
        return None
    label = term_label(register, code)
    return Termijntekst(urgency(day, today), terms.in_words(day, today), in_full(day), label, wettelijk)
