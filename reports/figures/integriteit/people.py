"""Who reported, who asked for advice, and what was decided about whom."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from casework.lists import NIET_GEREGISTREERD, Lijst
from integrity.lists import Kanaal, Melderpositie, Melderrelatie, Soort
from reports.counting import Boom, Teleenheid, Telling, meldingen, per_code, percentage
from reports.facts.integriteit import ZaakFeiten

MELDINGEN = Teleenheid.MELDINGEN
ADVIEZEN = (Soort.ADVIESVRAAG, Soort.SIGNAAL)


def melders(facts: ZaakFeiten) -> Boom:
    """The meldingen of the cohort by how the melder is known, and by what the melder is to the organisation.

    Each adds up to ``instroom.totaal``. ``procent``: of the meldingen of which it was registered; not given
    on a base under 10.
    """
    return {
        "positie": _shares(((m.positie, m.id) for m in facts.cohort), Melderpositie.values),
        "relatie": _shares(((m.relatie, m.id) for m in facts.cohort), Melderrelatie.values),
    }


def _shares(pairs: Iterable[tuple[str, int]], codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    counts = per_code(pairs, codes, MELDINGEN)
    base = sum(t.aantal for code, t in counts.items() if code != NIET_GEREGISTREERD)
    return {
        code: {
            "aantal": t,
            "procent": percentage(t.aantal, base) if code != NIET_GEREGISTREERD else None,
        }
        for code, t in counts.items()
    }


def adviezen(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """Adviesvragen and signalen received in the period; they are no meldingen and have no zaak.

    Every split adds up to ``totaal``, which stands in ``instroom.per_soort`` too.
    """
    found = {str(soort): [m for m in facts.meldingen if m.soort == soort] for soort in ADVIEZEN}

    def split(naam: str, codes: Iterable[str]) -> Boom:
        pairs = {soort: [(getattr(m, naam), m.id) for m in there] for soort, there in found.items()}
        rows = per_code((pair for there in pairs.values() for pair in there), codes, MELDINGEN)
        counts = {soort: per_code(there, rows, MELDINGEN) for soort, there in pairs.items()}
        return {code: {soort: per[code] for soort, per in counts.items()} for code in rows}

    return {
        "totaal": {soort: meldingen(m.id for m in there) for soort, there in found.items()},
        "per_kanaal": split("kanaal", Kanaal.values),
        "per_categorie": split("categorie", categorieen),
    }


def besluiten_per_betrokkene(facts: ZaakFeiten) -> dict[str, Telling]:
    """The betrokkenen in the zaken of the cohort of whom something was established or decided, by how many
    decisions were taken about them up to the peildatum; in each zaak a person counts once.

    ``een`` + ``meer`` = ``maatregelen.betrokkenen``: ``geen`` is a decision too. ``nog_geen``: established,
    and nothing decided. ``dader_onbekend``: the same, where it is not known who did it, so that nothing can
    be decided.
    """
    made: dict[str, list[int]] = {"nog_geen": [], "een": [], "meer": [], "dader_onbekend": []}
    for zaak in facts.cohort_zaken:
        decisions = Counter(m.betrokkene for m in zaak.maatregelen)
        known = {a.betrokkene: a.bekend for a in zaak.vastgesteld}
        for who in sorted({*decisions, *known}):
            if decisions[who]:
                group = "een" if decisions[who] == 1 else "meer"
            else:
                group = "nog_geen" if known[who] else "dader_onbekend"
            made[group].append(zaak.id)
    return {group: Telling(Teleenheid.BETROKKENEN, tuple(there)) for group, there in made.items()}
