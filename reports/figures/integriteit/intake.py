"""What came in and what was decided about it first. Counts meldingen; a joined melding follows its zaak."""

from typing import Any

from casework.lists import NIET_GEREGISTREERD, Lijst
from integrity.lists import Betreft, Kanaal, LijnUitkomst, Route, Soort, Uitstroomreden
from reports import counting
from reports.counting import Boom, Teleenheid, Telling, meldingen, per_afdeling, per_code
from reports.facts.integriteit import MeldingFeit, ZaakFeiten
from reports.figures import stock

MELDINGEN = Teleenheid.MELDINGEN
REDENEN = [reden for reden in Uitstroomreden.values if reden != Uitstroomreden.ANDERS_GEKWALIFICEERD]


def instroom(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """Meldingen of soort melding received in the period, by what was registered at intake.

    ``na_kwalificatie`` leaves out those that turned out not to be about integrity. ``per_soort`` alone
    counts signalen and adviesvragen too. ``per_categorie`` and ``top3`` are over ``totaal`` and count the
    registered code only, not its parent.
    """
    cohort = facts.cohort
    per_categorie = per_code(((m.categorie, m.id) for m in cohort), categorieen, MELDINGEN)
    return {
        "totaal": meldingen(m.id for m in cohort),
        "na_kwalificatie": meldingen(m.id for m in cohort if _group(facts, m) != "anders_gekwalificeerd"),
        "per_soort": per_code(((m.soort, m.id) for m in facts.meldingen), Soort.values, MELDINGEN),
        "per_maand": per_code(
            ((f"{m.ontvangen_op:%Y-%m}", m.id) for m in cohort), facts.periode.months(), MELDINGEN
        ),
        "per_kanaal": per_code(((m.kanaal, m.id) for m in cohort), Kanaal.values, MELDINGEN),
        "per_categorie": per_categorie,
        "top3": top3(per_categorie),
        "per_betreft": per_code(((m.betreft, m.id) for m in cohort), Betreft.values, MELDINGEN),
        "per_afdeling": per_afdeling(((m.afdeling, m.id) for m in cohort), MELDINGEN),
    }


def top3(per_categorie: dict[str, Telling]) -> list[str]:
    """The codes of the three most registered categories, most first, ties in the order of the list.

    Shorter when fewer than three were registered.
    """
    registered = [code for code, t in per_categorie.items() if t.aantal and code != NIET_GEREGISTREERD]
    return sorted(registered, key=lambda code: -per_categorie[code].aantal)[:3]


def _group(facts: ZaakFeiten, melding: MeldingFeit) -> str:
    """Which part of the triage a melding belongs to: a reason to drop, or one of three words."""
    zaak = facts.zaak_of(melding)
    if zaak is None or zaak.besluit is None:
        return "nog_niet_beoordeeld"
    return "in_behandeling" if zaak.besluit.route else zaak.besluit.reden


def triage(facts: ZaakFeiten) -> Boom:
    """What the latest decision in force says of each melding received in the period.

    The parts add up to ``instroom.totaal``. ``anders_gekwalificeerd`` was registered and turned out not to
    be about integrity: it stands apart from the reasons not to take something up.
    """
    groups = [(_group(facts, m), m.id) for m in facts.cohort]
    apart = ("in_behandeling", "anders_gekwalificeerd", "nog_niet_beoordeeld")
    dropped = [(group, pk) for group, pk in groups if group not in apart]

    def in_group(name: str) -> Telling:
        return meldingen(pk for group, pk in groups if group == name)

    return {
        "in_behandeling": in_group("in_behandeling"),
        "niet_in_behandeling": {
            "totaal": meldingen(pk for _, pk in dropped),
            "per_reden": per_code(dropped, REDENEN, MELDINGEN),
        },
        "anders_gekwalificeerd": in_group("anders_gekwalificeerd"),
        "nog_niet_beoordeeld": in_group("nog_niet_beoordeeld"),
    }


def routes(facts: ZaakFeiten) -> dict[str, Telling]:
    """The first route of each melding in behandeling, whatever came later; adds up to ``in_behandeling``."""
    with_zaak = ((facts.zaak_of(m), m.id) for m in facts.cohort)
    taken_up = ((zaak.eerste_route, pk) for zaak, pk in with_zaak if zaak and zaak.in_behandeling)
    return per_code(taken_up, Route.values, MELDINGEN)


def lijn_uitkomst(facts: ZaakFeiten) -> dict[str, Telling]:
    """What came of the meldingen in behandeling that were handled in the line; counts with the closing.

    A closed one whose first route was the line and that has no outcome is not registered.
    """
    found = []
    for m in facts.cohort:
        zaak = facts.zaak_of(m)
        if zaak is None or not zaak.in_behandeling or not zaak.gesloten:
            continue
        if zaak.lijn_uitkomst or zaak.eerste_route == Route.IN_DE_LIJN:
            found.append((zaak.lijn_uitkomst, m.id))
    return per_code(found, LijnUitkomst.values, MELDINGEN)


def zaken(facts: ZaakFeiten) -> Telling:
    """The distinct zaken of the meldingen in behandeling."""
    return counting.zaken(zaak.id for zaak in facts.behandelde_zaken)


def vergelijking(facts: ZaakFeiten, categorieen: Lijst) -> list[dict[str, Any]]:
    """Meldingen received in the same stretch of earlier years: see ``stock.vergelijking``."""
    return stock.vergelijking(
        facts.cohort, facts.eerdere, "categorie", categorieen, MELDINGEN, facts.gepubliceerd
    )
