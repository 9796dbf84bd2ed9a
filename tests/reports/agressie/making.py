"""Small registers of incidents in facts, to count over."""

from datetime import date
from decimal import Decimal

from organisations.models import Organisation
from reports import periods
from reports.counting import Boom
from reports.exchange import to_json
from reports.facts.agressie import (
    AfdoeningFeit,
    IncidentFeit,
    NazorgFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SlachtofferFeit,
    SluitingFeit,
    TermijnFeit,
    VeroorzakermaatregelFeit,
    VoorvalFeit,
    known_incidents,
)
from reports.figures import agressie as figures
from reports.report import Rapport


def dag(text: str) -> date:
    return date.fromisoformat(text)


def maybe(text: str) -> date | None:
    return dag(text) if text else None


def incident(pk: int = 1, gemeld: str = "2021-02-01", **parts) -> IncidentFeit:
    """incident(1, "2021-02-01", kenmerken=[…], slachtoffers=[…])."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in parts.items()}
    if decided := given.pop("politiebesluit", None):
        given["politiebesluiten"] = (decided,)
    return IncidentFeit(pk, dag(gemeld), **given)


def slachtoffer(pk: int = 1, *, nazorg: tuple = (), **fields) -> SlachtofferFeit:
    return SlachtofferFeit(pk, nazorg=tuple(NazorgFeit(u, dag(op)) for u, op in nazorg), **fields)


def contact(stap: str, op: str = "2021-02-01") -> PolitiecontactFeit:
    return PolitiecontactFeit(stap, dag(op))


def besluit(op: str = "2021-02-01", *, strafbaar_op: str = "", **fields) -> PolitiebesluitFeit:
    return PolitiebesluitFeit(dag(op), strafbaar_op=maybe(strafbaar_op), **fields)


def afdoening(code: str, op: str = "2021-02-01", pk: int = 1) -> AfdoeningFeit:
    return AfdoeningFeit(pk, dag(op), code)


def maatregel(
    code: str,
    op: str = "2021-02-01",
    *,
    vanaf: str = "",
    tot: str = "",
    beeindigd: str = "",
    persoon: int | None = None,
    bij: int = 0,
) -> VeroorzakermaatregelFeit:
    return VeroorzakermaatregelFeit(code, dag(op), maybe(vanaf), maybe(tot), maybe(beeindigd), persoon, bij)


def voorval(persoon: int, pk: int, op: str, gemeld: str = "") -> VoorvalFeit:
    return VoorvalFeit(persoon, pk, dag(op), dag(gemeld or op))


def schade(bedrag: str, op: str = "2021-02-01", *, ontvangen: str = "", ontvangen_op: str = "") -> SchadeFeit:
    return SchadeFeit(
        Decimal(bedrag), dag(op), Decimal(ontvangen) if ontvangen else None, maybe(ontvangen_op)
    )


def termijn(code: str, voor: str, op: str = "", *, gestopt: str = "") -> TermijnFeit:
    return TermijnFeit(code, dag(voor), maybe(op), maybe(gestopt))


def weg(gesloten: str, heropend: str = "") -> SluitingFeit:
    return SluitingFeit(afgesloten_op=dag(gesloten), heropend_op=maybe(heropend))


def boom(
    found: list[IncidentFeit],
    periode: str = "2021-H1",
    *,
    peildatum: str = "",
    maatregelen: list[VeroorzakermaatregelFeit] | None = None,
    voorvallen: list[VoorvalFeit] | None = None,
) -> Boom:
    """The contract's figures, with below ``verdieping`` what the page shows besides."""
    stretch = periods.parse(periode)
    day = dag(peildatum) if peildatum else stretch.tot_en_met
    facts = known_incidents(stretch, day, found, maatregelen or [], voorvallen or [])
    return figures.build(facts) | {"verdieping": figures.deepen(facts)}


def tel(*args, **kwargs) -> Boom:
    """The figures as numbers."""
    return to_json(boom(*args, **kwargs))


def rapport_of(tree: Boom, periode: str = "2021-H1", *, peildatum: str = "") -> Rapport:
    """A report around a tree, for what is made from it."""
    stretch = periods.parse(periode)
    return Rapport(
        organisation=Organisation(naam="Den Haag", slug="den-haag"),
        register="agressie",
        periode=stretch,
        peildatum=dag(peildatum) if peildatum else stretch.tot_en_met,
        cijfers={key: value for key, value in tree.items() if key != "verdieping"},
        verdieping=tree["verdieping"],
    )
