"""What is answered about each zaak by itself: what it was about, how it went and what came of it."""

from casework.lists import NIET_GEREGISTREERD
from reports.facts.integriteit import ZaakFeit, ZaakFeiten
from reports.figures.integriteit.cohort import uitkomst_of

NOG_NIET_BEOORDEELD = "nog_niet_beoordeeld"


def per_zaak(facts: ZaakFeiten) -> list[dict[str, tuple[str, ...]]]:
    """Each distinct zaak of the meldingen received in the period, once, in codes and in no telling order.

    ``categorie``: of its meldingen of the period. ``route``: the first one. ``uitkomst``: that of
    ``cohort.uitkomst``; of what was not taken up the reason, or that it is not judged yet. ``vastgesteld``:
    the established categories. ``maatregel``: its decisions, one as often as it was taken.
    """
    about: dict[int, set[str]] = {}
    for one in facts.cohort:
        if one.zaak is not None:
            about.setdefault(one.zaak, set()).add(one.categorie or NIET_GEREGISTREERD)
    rows = [
        {
            "categorie": tuple(sorted(about[zaak.id])),
            "route": (zaak.eerste_route,) if zaak.in_behandeling and zaak.eerste_route else (),
            "uitkomst": (_outcome(zaak),),
            "vastgesteld": tuple(sorted(zaak.categorieen())),
            "maatregel": tuple(sorted(m.maatregel for m in zaak.maatregelen)),
        }
        for zaak in facts.cohort_zaken
    ]
    return sorted(rows, key=lambda row: list(row.values()))


def _outcome(zaak: ZaakFeit) -> str:
    if zaak.in_behandeling:
        return uitkomst_of(zaak)
    return zaak.besluit.reden if zaak.besluit else NOG_NIET_BEOORDEELD
