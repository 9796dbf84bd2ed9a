"""Categories: which way they went, and whether what was reported was also established."""

from typing import Any

from casework.lists import Lijst
from integrity.lists import Route
from reports.counting import Boom, Teleenheid, per_code, zaken
from reports.facts.integriteit import ZaakFeiten
from reports.facts.integriteit.zaak import established


def themas(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """The meldingen in behandeling by categorie and first route, whatever came later.

    ``totaal`` adds up to ``triage.in_behandeling``, and the routes of ``per_route`` to ``routes``.
    """
    taken_up = [
        (melding.categorie, zaak.eerste_route, melding.id)
        for melding in facts.cohort
        if (zaak := facts.zaak_of(melding)) and zaak.in_behandeling
    ]
    totals = per_code(((code, pk) for code, _, pk in taken_up), categorieen, Teleenheid.MELDINGEN)
    routes = {pk: route for _, route, pk in taken_up}
    return {
        "totaal": totals,
        "per_route": {
            code: per_code(((routes[pk], pk) for pk in total.leden), Route.values, Teleenheid.MELDINGEN)
            for code, total in totals.items()
        },
    }


def vastgesteld_eerder(facts: ZaakFeiten, categorieen: Lijst) -> list[dict[str, Any]]:
    """What ``schendingen`` is of the same stretch one, two and three years earlier, as known at the
    peildatum: over the zaken of the meldingen received then.
    """
    made = []
    for periode, then in facts.eerdere:
        found = {m.zaak: established(facts.bij.oordelen.get(m.zaak, ())) for m in then if m.zaak}
        pairs = [(categorie, pk) for pk in sorted(found) for categorie in found[pk]]
        made.append(
            {
                "periode": periode.naam,
                "totaal": zaken(pk for pk in sorted(found) if found[pk]),
                "per_categorie": per_code(pairs, categorieen, Teleenheid.ZAKEN),
            }
        )
    return made
