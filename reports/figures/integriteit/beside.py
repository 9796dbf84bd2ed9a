"""What goes on beside the path of a zaak: ordemaatregelen, criminal law, verbeteracties, talks."""

from collections.abc import Iterable, Sequence
from datetime import date

from casework.lists import Lijst
from integrity.lists import OrdemaatregelCode, Strafrecht
from reports.counting import Boom, Teleenheid, Telling, per_code
from reports.facts.integriteit import GesprekkenFeit, LoopFeit, ZaakFeiten
from reports.figures.stock import day_before
from reports.periods import Periode


def ordemaatregelen(facts: ZaakFeiten) -> Boom:
    """Ordemaatregelen by their own dates up to the peildatum, whatever the cohort.

    ``lopend_begin`` + ``ingegaan`` - ``beeindigd`` = ``lopend_eind``; on the day it ends it runs no more.
    ``per_soort``: of those that began in the period.
    """
    begun = _begun(facts, facts.bij.ordemaatregelen)
    names = ("lopend_begin", "ingegaan", "beeindigd", "lopend_eind")
    return _stock(facts, facts.bij.ordemaatregelen, names, Teleenheid.ORDEMAATREGELEN) | {
        "per_soort": per_code(
            ((one.soort, one.zaak) for one in begun), OrdemaatregelCode.values, Teleenheid.ORDEMAATREGELEN
        )
    }


def verbeteracties(facts: ZaakFeiten) -> Boom:
    """What the organisation will do better, by its own dates up to the peildatum, whatever the cohort.

    ``open_begin`` + ``vastgelegd`` - ``gereed`` = ``open_eind``.
    """
    names = ("open_begin", "vastgelegd", "gereed", "open_eind")
    return _stock(facts, facts.bij.verbeteracties, names, Teleenheid.VERBETERACTIES)


def _edges(facts: ZaakFeiten) -> tuple[date, date]:
    """The day before the period and its last day; what comes after the peildatum is not known."""
    return min(day_before(facts.periode), facts.peildatum), min(facts.periode.tot_en_met, facts.peildatum)


def _begun(facts: ZaakFeiten, found: Iterable[LoopFeit]) -> list[LoopFeit]:
    begin, end = _edges(facts)
    return [one for one in found if begin < one.van <= end]


def _stock(
    facts: ZaakFeiten, found: Sequence[LoopFeit], names: Sequence[str], eenheid: Teleenheid
) -> dict[str, Telling]:
    begin, end = _edges(facts)
    parts = (
        [one for one in found if one.loopt_op(begin)],
        _begun(facts, found),
        [one for one in found if one.ended_by(end) and not one.ended_by(begin)],
        [one for one in found if one.loopt_op(end)],
    )
    return {
        name: Telling(eenheid, tuple(one.zaak for one in part))
        for name, part in zip(names, parts, strict=True)
    }


def strafrecht(facts: ZaakFeiten) -> dict[str, Telling]:
    """Zaken by what was recorded about criminal law in the period, whatever the cohort.

    A zaak stands once under each. ``aangifte`` is what ``aangiften`` counts.
    """
    pairs = [
        (soort, zaak.id)
        for zaak in facts.alle_zaken
        for soort in sorted({one.soort for one in zaak.strafrecht if one.op in facts.periode})
    ]
    return per_code(pairs, Strafrecht.values, Teleenheid.ZAKEN)


def gesprekken(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """How often vertrouwenspersonen were spoken to, as they counted it themselves: numbers without zaken.

    Only quarters that lie within the period and are over on the peildatum. A number is None where nobody
    gave one, which is something else than 0. ``gaven_op``: how many vertrouwenspersonen gave counts for
    the quarter. Never a part of the meldingen.
    """
    known = [one for one in facts.bij.gesprekken if one.eerste_dag >= facts.periode.van]
    known = [one for one in known if one.laatste_dag <= facts.periode.tot_en_met]
    codes = per_code(((one.categorie, 0) for one in known), categorieen, Teleenheid.MELDINGEN)
    quarters = _quarters(facts.periode)
    per_quarter = {q: [one for one in known if one.naam == q] for q in quarters}
    return {
        "totaal": _total(known),
        "per_kwartaal": {
            q: {"gesprekken": _total(there), "gaven_op": len({one.wie for one in there})}
            for q, there in per_quarter.items()
        },
        "per_categorie": {
            code: {
                "totaal": _total(one for one in known if one.categorie == code),
                **{q: _total(one for one in per_quarter[q] if one.categorie == code) for q in quarters},
            }
            for code in codes
        },
    }


def _total(found: Iterable[GesprekkenFeit]) -> int | None:
    numbers = [one.aantal for one in found]
    return sum(numbers) if numbers else None


def _quarters(periode: Periode) -> list[str]:
    """The quarters that lie within the period, as ``2021-Q1``."""
    quarters = dict.fromkeys((int(month[:4]), (int(month[5:]) + 2) // 3) for month in periode.months())
    made = (GesprekkenFeit(jaar, kwartaal, "", 0, 0) for jaar, kwartaal in quarters)
    return [
        one.naam for one in made if periode.van <= one.eerste_dag and one.laatste_dag <= periode.tot_en_met
    ]
