"""How many activities and promises a report tells of. Not of cases, so no part of the exchange contract, and
there is nothing in them to protect: the report names each one."""

from collections.abc import Iterable
from enum import StrEnum

from organisations.roles import Register
from reports.facts.vastgelegd import ActiviteitFeit, Vastgelegd
from reports.models import Activiteit, Toezegging


class Activiteitstand(StrEnum):
    """Where an activity stands at the end of a report."""

    GEDAAN = "gedaan"
    AANGEKONDIGD = "aangekondigd"
    VERVALLEN = "vervallen"


def stand_of(one: ActiviteitFeit) -> Activiteitstand:
    """Done or dropped on a day that is known by then; else announced, also when its planned day is over."""
    if one.gedaan_op:
        return Activiteitstand.GEDAAN
    return Activiteitstand.VERVALLEN if one.vervallen_op else Activiteitstand.AANGEKONDIGD


def soorten_of(register: str) -> list[str]:
    """The kinds of activities of a register, in order; an oath or promise is one of integrity."""
    return [
        soort
        for soort in Activiteit.Soort.values
        if register == Register.INTEGRITEIT or soort != Activiteit.Soort.EED_BELOFTE
    ]


def activiteiten(facts: Vastgelegd, register: str) -> dict[str, dict[str, int]]:
    """Activities of the report (``Vastgelegd``) by where they stand at its end and by kind, with zeros."""
    found = facts.activiteiten
    return {
        stand: _per_code((one.soort for one in found if stand_of(one) == stand), soorten_of(register))
        for stand in Activiteitstand
    }


def toezeggingen(facts: Vastgelegd) -> dict[str, int]:
    """Promises of the report (``Vastgelegd``) by what had come of them at its end, zeros included."""
    return _per_code((one.afloop for one in facts.toezeggingen), Toezegging.Afloop.values)


def _per_code(found: Iterable[str], codes: Iterable[str]) -> dict[str, int]:
    counts = dict.fromkeys(codes, 0)
    for code in found:
        counts[code] = counts.get(code, 0) + 1
    return counts
