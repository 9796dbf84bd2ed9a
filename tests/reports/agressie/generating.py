"""Any register of incidents, as plain rows and as facts."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from incidents.gedragingen import GEDRAGINGEN
from reports.facts.agressie import (
    AfdoeningFeit,
    IncidentFeit,
    NazorgFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SlachtofferFeit,
    SluitingFeit,
    VeroorzakermaatregelFeit,
)
from tests.reports.agressie.naive import CODES

FIRST = date(2018, 1, 1)
LENGTH = 4 * 365
days = st.integers(0, LENGTH).map(lambda n: FIRST + timedelta(days=n))
periodes = st.sampled_from(
    ["2020", "2019-H1", "2020-Q2", "2019-T3", "2020-02", "2018-07-01/2020-02-29", "2022"]
)
cents = st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)


def code(naam: str):
    return st.sampled_from(["", *CODES[naam]])


def codes(naam: str):
    return st.lists(st.sampled_from(CODES[naam]), max_size=3)


slachtoffers = st.fixed_dictionaries(
    {
        "doelwit": code("doelwit"),
        "ambt": code("ambt"),
        "functiegroep": code("functiegroep"),
        "letsel": code("letsel"),
        "verzuim": code("verzuim"),
        "gevolgen": codes("gevolg"),
        "besproken_met": codes("besproken_met"),
        "nazorg": st.lists(st.tuples(st.sampled_from(CODES["nazorg"]), days), max_size=2),
    }
)
besluiten = st.fixed_dictionaries(
    {"op": days, "besluit": code("politie"), "reden": code("reden"), "strafbaar": code("strafbaar")}
)
schades = st.fixed_dictionaries({"bedrag": cents, "op": days, "ontvangen": cents, "ontvangen_op": days})


@st.composite
def stretches(draw, gemeld_op: date) -> list[tuple[date, date | None]]:
    """Stretches away, one after the other, each on a later day."""
    found, day = [], gemeld_op
    for _ in range(draw(st.integers(0, 2))):
        left = day + timedelta(days=draw(st.integers(1, 400)))
        back = left + timedelta(days=draw(st.integers(1, 400)))
        found.append((left, back))
        day = back
    return [*found[:-1], (found[-1][0], None)] if found and draw(st.booleans()) else found


@st.composite
def rows(draw) -> list[dict]:
    made = []
    for pk in range(1, draw(st.integers(0, 7)) + 1):
        gemeld_op = draw(days)
        made.append(
            {
                "id": pk,
                "gemeld_op": gemeld_op,
                "soort": draw(st.sampled_from(["incident"] * 4 + ["hinderlijk_contact"])),
                "hoofdcategorie": draw(code("hoofdcategorie")),
                "kenmerken": draw(codes("kenmerk")),
                "gedragingen": draw(st.lists(st.sampled_from(list(GEDRAGINGEN)), max_size=3)),
                "contactvormen": draw(codes("contactvorm")),
                "afdeling": draw(st.sampled_from(["", "Afval", "Burgerzaken", "Zorg"])),
                "herhaling": draw(st.booleans()),
                "slachtoffers": draw(st.lists(slachtoffers, max_size=3)),
                "contacten": draw(
                    st.lists(st.tuples(st.sampled_from(["112", "melding", "aangifte"]), days), max_size=3)
                ),
                "besluit": draw(st.none() | besluiten),
                "afdoeningen": draw(
                    st.lists(st.tuples(st.sampled_from(CODES["afdoening"]), days), max_size=2)
                ),
                "maatregelen": draw(
                    st.lists(st.tuples(st.sampled_from(CODES["maatregel"]), days), max_size=3)
                ),
                "schade": draw(st.lists(schades, max_size=2)),
                "weg": draw(stretches(gemeld_op)),
            }
        )
    return made


def fact(row: dict) -> IncidentFeit:
    decided = row["besluit"]
    return IncidentFeit(
        id=row["id"],
        ontvangen_op=row["gemeld_op"],
        soort=row["soort"],
        voorval_op=row["gemeld_op"],
        hoofdcategorie=row["hoofdcategorie"],
        gedragingen=tuple(row["gedragingen"]),
        kenmerken=tuple(row["kenmerken"]),
        contactvormen=tuple(row["contactvormen"]),
        afdeling=row["afdeling"],
        herhaling=row["herhaling"],
        slachtoffers=tuple(victim(n, s) for n, s in enumerate(row["slachtoffers"])),
        politiecontacten=tuple(PolitiecontactFeit(stap, op) for stap, op in row["contacten"]),
        politiebesluiten=(
            PolitiebesluitFeit(decided["op"], decided["besluit"], decided["reden"], decided["strafbaar"]),
        )
        if decided
        else (),
        afdoeningen=tuple(AfdoeningFeit(n, op, one) for n, (one, op) in enumerate(row["afdoeningen"])),
        maatregelen=tuple(VeroorzakermaatregelFeit(one, op) for one, op in row["maatregelen"]),
        schades=tuple(
            SchadeFeit(s["bedrag"], s["op"], s["ontvangen"], s["ontvangen_op"]) for s in row["schade"]
        ),
        sluitingen=tuple(SluitingFeit(afgesloten_op=left, heropend_op=back) for left, back in row["weg"]),
    )


def victim(pk: int, row: dict) -> SlachtofferFeit:
    return SlachtofferFeit(
        pk,
        row["doelwit"],
        row["ambt"],
        row["functiegroep"],
        row["letsel"],
        row["verzuim"],
        tuple(row["gevolgen"]),
        tuple(row["besproken_met"]),
        tuple(NazorgFeit(uitkomst, op) for uitkomst, op in row["nazorg"]),
    )
