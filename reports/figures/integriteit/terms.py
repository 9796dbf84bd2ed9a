"""Whether it was done in time: the terms that ran in GIR. An old registration that was imported has none."""

from collections.abc import Iterable, Sequence
from typing import Any

from reports.counting import Boom, meldingen, percentage, zaken
from reports.facts.integriteit import ZaakFeiten, ZaaktermijnFeit

WETTELIJK = ("bevestigen", "terugkoppelen")
# The code of a term -> the step it belongs to.
STAPPEN = {
    "beoordelen": "beoordelen",
    "in_de_lijn": "in_de_lijn",
    "vooronderzoek": "vooronderzoek",
    "vooronderzoek_bestuurder": "vooronderzoek",
    "feitenonderzoek": "feitenonderzoek",
    "wederhoor": "wederhoor",
    "oordeel": "oordeel",
    "maatregel": "maatregel",
}


def stand_of(terms: Iterable[ZaaktermijnFeit], facts: ZaakFeiten) -> str:
    """Of several terms (after reopening): late when one was late, else running when one runs.

    "" when none of them was met, missed or runs.
    """
    found = {term.stand(facts.peildatum) for term in terms}
    return next((stand for stand in ("te_laat", "lopend", "gehaald") if stand in found), "")


def wettelijk(facts: ZaakFeiten) -> Boom:
    """The terms towards the melder, of the meldingen of the cohort, up to the peildatum.

    ``bevestigen``: the receipt confirmed within 7 days. ``terugkoppelen``: told what was done within 3
    months of the receipt, or of the reopening. The last day is in time. ``te_laat``: done after it, or
    not done yet when it is over. ``van``: gehaald and te_laat together; ``procent``: gehaald of those, not
    given on a base under 10. ``niet_bekend``: no such term is known here: an imported melding, or for
    terugkoppelen a melder who is not known.
    """
    made = {}
    for code in WETTELIJK:
        stands = [(stand_of((t for t in m.termijnen if t.code == code), facts), m.id) for m in facts.cohort]
        made[code] = _split(stands, meldingen) | {
            "niet_bekend": meldingen(pk for stand, pk in stands if not stand)
        }
    return made


def stappen(facts: ZaakFeiten) -> Boom:
    """The terms of the steps, of the zaken of the cohort in which they ran, up to the peildatum.

    A step is done when the zaak leaves it, by whatever way. A term counts as it was lengthened; while a
    zaak stands still no days pass. That of a feitenonderzoek ends when the wederhoor begins. For the rest
    as ``wettelijk``.
    """
    stands: dict[str, list[tuple[str, int]]] = {step: [] for step in STAPPEN.values()}
    for zaak in facts.cohort_zaken:
        ran: dict[str, list[ZaaktermijnFeit]] = {}
        for term in zaak.termijnen:
            ran.setdefault(STAPPEN[term.code], []).append(term)
        for step, terms in ran.items():
            stands[step].append((stand_of(terms, facts), zaak.id))
    return {step: _split(found, zaken) for step, found in stands.items()}


def _split(stands: Sequence[tuple[str, int]], counted) -> dict[str, Any]:
    def those(*wanted: str) -> list[int]:
        return [pk for stand, pk in stands if stand in wanted]

    met, decided = those("gehaald"), those("gehaald", "te_laat")
    return {
        "gehaald": counted(met),
        "te_laat": counted(those("te_laat")),
        "lopend": counted(those("lopend")),
        "van": counted(decided),
        "procent": percentage(len(met), len(decided)),
    }
