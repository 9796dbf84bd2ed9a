"""What became of the meldingen received in the period, up to the peildatum. Counts zaken."""

from casework.lists import NIET_GEREGISTREERD, Lijst
from integrity.lists import OnderzoekSoort, OordeelCode, Route, VooronderzoekUitkomst
from reports import counting
from reports.counting import Boom, Teleenheid, Telling, per_code
from reports.facts.integriteit import ZaakFeit, ZaakFeiten

VOORONDERZOEK, FEITENONDERZOEK = OnderzoekSoort.VOORONDERZOEK, OnderzoekSoort.FEITENONDERZOEK
GEEN_OORDEEL_MOGELIJK = (OordeelCode.NIET_TE_ONDERZOEKEN, OordeelCode.GESTAAKT)
UITKOMSTEN = ("gegrond", "ongegrond", "afgedaan_in_de_lijn", "onbekend", "lopend")


def _zaken(found: list[ZaakFeit]) -> Telling:
    return counting.zaken(zaak.id for zaak in found)


def _split(facts: ZaakFeiten, soort: str) -> tuple[list[ZaakFeit], list[ZaakFeit], list[ZaakFeit]]:
    """The zaken of the cohort with such an investigation: started, completed, running."""
    started = [zaak for zaak in facts.cohort_zaken if zaak.delen(soort)]
    running = [zaak for zaak in started if zaak.loopt(soort)]
    return started, [zaak for zaak in started if not zaak.loopt(soort)], running


def vooronderzoek(facts: ZaakFeiten) -> Boom:
    """Zaken of the cohort in which a vooronderzoek started, whatever the first route.

    ``afgerond`` + ``lopend`` = ``gestart``; closing the zaak ends what still ran. ``per_uitkomst``: of those
    completed, the outcome of the last one.
    """
    started, completed, running = _split(facts, VOORONDERZOEK)
    outcomes = ((zaak.delen(VOORONDERZOEK)[-1].uitkomst, zaak.id) for zaak in completed)
    return {
        "gestart": _zaken(started),
        "afgerond": _zaken(completed),
        "lopend": _zaken(running),
        "per_uitkomst": per_code(outcomes, VooronderzoekUitkomst.values, Teleenheid.ZAKEN),
    }


def feitenonderzoek(facts: ZaakFeiten) -> Boom:
    """Zaken of the cohort in which a feitenonderzoek started, whatever the first route.

    ``schending_vastgesteld``: of those started, with at least one aantijging (partly) established.
    """
    started, completed, running = _split(facts, FEITENONDERZOEK)
    return {
        "gestart": _zaken(started),
        "afgerond": _zaken(completed),
        "lopend": _zaken(running),
        "schending_vastgesteld": _zaken([zaak for zaak in started if zaak.gegrond]),
    }


def uitkomst_of(zaak: ZaakFeit) -> str:
    """The outcome of one zaak in behandeling; the first of these that holds.

    ``gegrond``: at least one aantijging is (partly) established. ``lopend``: not closed, and not every
    aantijging is judged, or there is none. ``onbekend``: an aantijging could not be investigated or its
    investigation was stopped, or the zaak was closed without an oordeel after another body had it.
    ``afgedaan_in_de_lijn``: the first route or the vooronderzoek led to the line, and nothing was judged.
    ``ongegrond``: the rest.
    """
    oordelen = [a.oordeel for a in zaak.aantijgingen]
    judged = any(oordelen)
    if zaak.gegrond:
        return "gegrond"
    if not zaak.gesloten and not (oordelen and all(oordelen)):
        return "lopend"
    if any(o in GEEN_OORDEEL_MOGELIJK for o in oordelen):
        return "onbekend"
    if zaak.gesloten and zaak.was_extern and not judged:
        return "onbekend"
    if zaak.kwam_in_de_lijn and not judged:
        return "afgedaan_in_de_lijn"
    return "ongegrond"


def uitkomst(facts: ZaakFeiten) -> dict[str, Telling]:
    """The zaken in behandeling by outcome; the first five add up to ``zaken``.

    ``dader_onbekend``: of the gegronde, those whose established aantijgingen have no known betrokkene.
    """
    outcomes = [(uitkomst_of(zaak), zaak) for zaak in facts.behandelde_zaken]
    split = per_code(((outcome, zaak.id) for outcome, zaak in outcomes), UITKOMSTEN, Teleenheid.ZAKEN)
    unknown = [
        zaak
        for outcome, zaak in outcomes
        if outcome == "gegrond" and not any(a.bekend for a in zaak.vastgesteld)
    ]
    return split | {"dader_onbekend": _zaken(unknown)}


def schendingen(facts: ZaakFeiten, categorieen: Lijst) -> Boom:
    """Zaken of the cohort with at least one aantijging (partly) established, and per established category.

    A zaak with two established categories stands under both.
    """
    found = [zaak for zaak in facts.cohort_zaken if zaak.gegrond]
    pairs = ((categorie, zaak.id) for zaak in found for categorie in zaak.categorieen())
    return {"totaal": _zaken(found), "per_categorie": per_code(pairs, categorieen, Teleenheid.ZAKEN)}


def maatregelen(facts: ZaakFeiten, lijst: Lijst) -> Boom:
    """Decisions in the zaken of the cohort, and the betrokkenen they are about.

    ``betrokkenen``: distinct persons per zaak. ``per_maatregel`` counts decisions: a person can have two,
    and ``geen`` is one. ``per_route``: the same decisions by the first route of their zaak.
    """
    found = [(zaak, m) for zaak in facts.cohort_zaken for m in zaak.maatregelen]
    persons = sorted({(zaak.id, m.betrokkene) for zaak, m in found})
    routes: dict[str, list[tuple[str, int]]] = {route: [] for route in Route.values}
    for zaak, m in found:
        routes.setdefault(zaak.eerste_route or NIET_GEREGISTREERD, []).append((m.maatregel, zaak.id))
    return {
        "betrokkenen": Telling(Teleenheid.BETROKKENEN, tuple(zaak for zaak, _ in persons)),
        "per_maatregel": per_code(((m.maatregel, zaak.id) for zaak, m in found), lijst, Teleenheid.BESLUITEN),
        "per_route": {route: per_code(pairs, lijst, Teleenheid.BESLUITEN) for route, pairs in routes.items()},
    }
