"""Small registers in facts, to count over."""

from datetime import date

from casework.lists import STANDAARD, Code, Lijst
from organisations.models import Organisation
from reports import periods
from reports.counting import Boom
from reports.exchange import to_json
from reports.facts.integriteit import (
    AantijgingFeit,
    Bijfeiten,
    LijnFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    TriageFeit,
    ZaakFeit,
    ZaaktermijnFeit,
    known_facts,
)
from reports.figures import integriteit as figures
from reports.report import Rapport


def dag(text: str) -> date:
    return date.fromisoformat(text)


def route(naam: str, op: str, *, pk: int = 1) -> TriageFeit:
    return TriageFeit(pk, dag(op), route=naam)


def uitstroom(reden: str, op: str, *, vervallen: str = "", pk: int = 2) -> TriageFeit:
    return TriageFeit(pk, dag(op), reden=reden, vervallen_op=dag(vervallen) if vervallen else None)


def onderzoek(soort: str, van: str, tot: str = "", **more) -> OnderzoekFeit:
    return OnderzoekFeit(soort, dag(van), dag(tot) if tot else None, **more)


def oordeel(
    code: str, op: str = "", *, over: int = 1, bekend: bool = True, categorie: str = ""
) -> AantijgingFeit:
    return AantijgingFeit(over, bekend, code, dag(op) if op else None, categorie)


def maatregel(code: str, op: str, *, over: int = 1) -> MaatregelFeit:
    return MaatregelFeit(over, code, dag(op))


def lijn(uitkomst: str, van: str, tot: str = "", *, pk: int = 1) -> LijnFeit:
    return LijnFeit(pk, dag(van), uitkomst, dag(tot) if tot else None)


def weg(gesloten: str = "", *, uitgestroomd: str = "", heropend: str = "") -> SluitingFeit:
    return SluitingFeit(*(dag(text) if text else None for text in (uitgestroomd, gesloten, heropend)))


def zaak(pk: int, ontvangen: str, *, gevoegd_op: str = "", **parts) -> ZaakFeit:
    """zaak(1, "2021-02-01", triage=[…], onderzoeken=[…])."""
    emptied = dag(gevoegd_op) if gevoegd_op else None
    facts = {name: tuple(facts) for name, facts in parts.items()}
    return ZaakFeit(pk, dag(ontvangen), gevoegd_op=emptied, **facts)


def melding(zaak_: ZaakFeit | None, *, pk: int | None = None, ontvangen: str = "", **more) -> MeldingFeit:
    """The melding of a zaak, received when that was; or one without a zaak."""
    received = dag(ontvangen) if ontvangen else zaak_.ontvangen_op
    return MeldingFeit(pk or zaak_.id, received, **({"zaak": zaak_.id if zaak_ else None} | more))


def termijn(
    code: str, van: str, tot: str, gedaan: str = "", *, gestopt: str = "", opgeschort: str = ""
) -> ZaaktermijnFeit:
    """A term from one day up to and including another; done, or stopped otherwise."""
    days = (dag(text) if text else None for text in (gedaan, gestopt or gedaan, opgeschort))
    return ZaaktermijnFeit(code, dag(van), dag(tot), *days)


def boom(
    periode: str,
    zaken: list[ZaakFeit],
    meldingen: list[MeldingFeit] | None = None,
    *,
    peildatum: str = "",
    **beside,
) -> Boom:
    """The tree of figures of these zaken, each with one melding unless others are given.

    With below ``verdieping`` what the page shows besides. ``beside``: the facts beside the zaken.
    """
    stretch = periods.parse(periode)
    day = dag(peildatum) if peildatum else stretch.tot_en_met
    found = [melding(one) for one in zaken] if meldingen is None else meldingen
    known = {one.id: one.aantijgingen for one in zaken}
    facts = known_facts(stretch, day, found, zaken, Bijfeiten(**({"oordelen": known} | beside)))
    categorieen = STANDAARD["integriteit", "categorie"]
    counted = figures.build(facts, categorieen, STANDAARD["integriteit", "maatregel"])
    return counted | {"verdieping": figures.deepen(facts, categorieen)}


def tel(*args, **kwargs) -> Boom:
    """The figures as they stand in the JSON."""
    return to_json(boom(*args, **kwargs))


def rapport_of(tree: Boom, periode: str, *, peildatum: str = "") -> Rapport:
    """A report around a tree, for what is made from it."""
    stretch = periods.parse(periode)
    return Rapport(
        organisation=Organisation(naam="Den Haag", slug="den-haag"),
        register="integriteit",
        periode=stretch,
        peildatum=dag(peildatum) if peildatum else stretch.tot_en_met,
        cijfers={key: value for key, value in tree.items() if key != "verdieping"},
        verdieping=tree["verdieping"],
        woorden={naam: _by_code(STANDAARD["integriteit", naam]) for naam in ("categorie", "maatregel")},
    )


def _by_code(lijst: Lijst) -> dict[str, Code]:
    return {one.code: one for one in lijst.codes}


def above_zero(counts: dict) -> dict:
    return {key: n for key, n in counts.items() if n}
