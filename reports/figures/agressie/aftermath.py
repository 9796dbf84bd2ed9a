"""What became of the incidents reported in the period, up to the peildatum."""

from decimal import Decimal

from incidents.lists import (
    Afdoening,
    BesprokenMet,
    JaNeeOnbekend,
    Letsel,
    NadeligGevolg,
    Politiestap,
    RedenGeenAangifte,
    VeroorzakerMaatregelCode,
    Verzuim,
)
from reports.counting import Bedrag, Boom, Teleenheid, Telling, incidenten, per_code
from reports.facts.agressie import IncidentFeiten
from reports.facts.agressie.incident import NAZORG
from reports.figures.agressie.split import over, over_several


def politie(facts: IncidentFeiten) -> dict[str, Telling]:
    """Each incident once, at its furthest step: aangifte > melding > 112 > geen.

    ``geen`` when that was decided; as long as nothing was decided or done it is not registered. An aangifte
    dated after the peildatum counts as melding.
    """
    return over(facts.cohort, lambda one: one.politie, Politiestap.values)


def redenen_geen_aangifte(facts: IncidentFeiten) -> dict[str, Telling]:
    """Why not, of every incident without aangifte; also of those about which nothing was decided yet."""
    without = [one for one in facts.cohort if not one.aangifte]
    return over(without, lambda one: one.reden_geen_aangifte, RedenGeenAangifte.values)


def strafbaar(facts: IncidentFeiten) -> dict[str, Telling]:
    """Whether police and OM found it punishable; ``onbekend`` was registered as such."""
    return over(facts.cohort, lambda one: one.strafbaar, JaNeeOnbekend.values)


def afdoening(facts: IncidentFeiten) -> dict[str, Telling]:
    """How the criminal case stands: the last afdoening of each incident."""
    return over(facts.cohort, lambda one: one.afdoening, Afdoening.values)


def maatregelen(facts: IncidentFeiten) -> Boom:
    """``incidenten``: with a decision about a measure, ``geen`` included. ``per_maatregel`` counts decisions:
    an incident can have several."""
    decisions = [(m.maatregel, one.id) for one in facts.cohort for m in one.maatregelen]
    return {
        "incidenten": incidenten(sorted({pk for _, pk in decisions})),
        "per_maatregel": per_code(decisions, VeroorzakerMaatregelCode.values, Teleenheid.BESLUITEN),
    }


def nazorg(facts: IncidentFeiten) -> dict[str, Telling]:
    """Each incident once. Of each slachtoffer a talk that was held, else the last outcome so far;
    of the incident the furthest of those: gehouden > aangeboden > geweigerd > geen."""
    return over(facts.cohort, lambda one: one.nazorg, reversed(NAZORG))


def besproken_met(facts: IncidentFeiten) -> dict[str, Telling]:
    """With whom the slachtoffers discussed it, together; an incident stands under each."""
    return over_several(facts.cohort, lambda one: one.besproken_met, BesprokenMet.values)


def nadelige_gevolgen(facts: IncidentFeiten) -> dict[str, Telling]:
    """What it did to the slachtoffers, together; an incident stands under each."""
    return over_several(facts.cohort, lambda one: one.nadelige_gevolgen, NadeligGevolg.values)


def letsel(facts: IncidentFeiten) -> dict[str, Telling]:
    """The heaviest letsel of the slachtoffers of each incident."""
    return over(facts.cohort, lambda one: one.letsel, Letsel.values)


def verzuim(facts: IncidentFeiten) -> dict[str, Telling]:
    """The longest verzuim of the slachtoffers of each incident."""
    return over(facts.cohort, lambda one: one.verzuim, Verzuim.values)


def schade(facts: IncidentFeiten) -> dict[str, Bedrag]:
    """In euros. ``bedrag``: the damage of these incidents. ``ontvangen``: what came back of it up to the
    peildatum."""
    lines = [(one.id, line) for one in facts.cohort for line in one.schades]
    received = [(pk, line.ontvangen) for pk, line in lines if line.ontvangen]
    return {
        "bedrag": _sum((pk, line.bedrag) for pk, line in lines),
        "ontvangen": _sum(received),
    }


def _sum(amounts) -> Bedrag:
    found = list(amounts)
    return Bedrag(sum((n for _, n in found), Decimal(0)), tuple(sorted({pk for pk, _ in found})))
