"""Registers in facts with any dates at all, for what holds whatever stands in them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from integrity.lists import (
    Kosten,
    LijnUitkomst,
    MaatregelCode,
    Melderpositie,
    OnderzoekSoort,
    OordeelCode,
    OrdemaatregelCode,
    Route,
    Strafrecht,
    Uitstroomreden,
    Uitvoering,
    VooronderzoekUitkomst,
)
from reports.facts.integriteit import (
    AantijgingFeit,
    Bijfeiten,
    GesprekkenFeit,
    LijnFeit,
    LoopFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    StrafrechtFeit,
    TriageFeit,
    ZaakFeit,
    ZaaktermijnFeit,
)
from reports.figures.integriteit.terms import STAPPEN, WETTELIJK

FIRST = date(2018, 1, 1)
LENGTH = 4 * 365
days = st.integers(0, LENGTH).map(lambda n: FIRST + timedelta(days=n))
maybe = st.none() | days
categories = st.sampled_from(["", "lekken", "pesten", "financieel", "zelf_bedacht"])
of = st.sampled_from


def after(day: date, until: date | None) -> date | None:
    return until if until is None or until >= day else None


def make_onderzoek(soort, van, tot, uitkomst, uitvoering, bedrag) -> OnderzoekFeit:
    kosten = Kosten.BEDRAG if bedrag is not None else Kosten.GEEN
    return OnderzoekFeit(soort, van, after(van, tot), uitkomst, uitvoering, kosten, bedrag)


triage = st.builds(
    lambda pk, op, besluit, vervallen: TriageFeit(
        pk, op, vervallen_op=after(op, vervallen) if "reden" in besluit else None, **besluit
    ),
    st.integers(1, 99),
    days,
    of([{"route": r} for r in Route.values] + [{"reden": r} for r in Uitstroomreden.values]),
    maybe,
)
onderzoek = st.builds(
    make_onderzoek,
    of(OnderzoekSoort.values),
    days,
    maybe,
    of(["", *VooronderzoekUitkomst.values]),
    of(["", *Uitvoering.values]),
    st.none() | st.integers(0, 10**6).map(lambda cents: Decimal(cents) / 100),
)
aantijging = st.builds(
    lambda over, bekend, code, op, categorie: (
        AantijgingFeit(over, bekend, code, op, categorie) if op else AantijgingFeit(over, bekend)
    ),
    st.integers(1, 3),
    st.booleans(),
    of(OordeelCode.values),
    maybe,
    categories,
)
sluiting = st.builds(SluitingFeit, maybe, maybe, maybe)


def make_termijn(code, van, lengte, gedaan, gestopt, opgeschort) -> ZaaktermijnFeit:
    done = after(van, gedaan)
    stopped = done or after(van, gestopt)
    return ZaaktermijnFeit(
        code, van, van + timedelta(days=lengte), done, stopped, None if stopped else after(van, opgeschort)
    )


def termijnen(codes) -> st.SearchStrategy:
    one = st.builds(make_termijn, of(list(codes)), days, st.integers(1, 400), maybe, maybe, maybe)
    return st.lists(one, max_size=3).map(tuple)


strafrecht = st.lists(st.builds(StrafrechtFeit, of(Strafrecht.values), days), max_size=2).map(tuple)
loopt = st.lists(
    st.builds(
        lambda zaak, van, tot, soort: LoopFeit(zaak, van, after(van, tot), soort),
        st.integers(1, 6),
        days,
        maybe,
        of(OrdemaatregelCode.values),
    ),
    max_size=3,
).map(tuple)
bij = st.builds(
    Bijfeiten,
    ordemaatregelen=loopt,
    verbeteracties=loopt,
    gesprekken=st.lists(
        st.builds(
            GesprekkenFeit,
            st.integers(2018, 2021),
            st.integers(1, 4),
            categories.filter(bool),
            st.integers(0, 9),
            st.integers(1, 3),
        ),
        max_size=4,
    ).map(tuple),
)
zaak_parts = {
    "triage": st.lists(triage, max_size=3, unique_by=lambda one: one.id).map(tuple),
    "onderzoeken": st.lists(onderzoek, max_size=3).map(tuple),
    "aantijgingen": st.lists(aantijging, max_size=3).map(tuple),
    "maatregelen": st.lists(
        st.builds(MaatregelFeit, st.integers(1, 3), of(MaatregelCode.values), days), max_size=3
    ).map(tuple),
    "lijn": st.lists(
        st.builds(LijnFeit, st.integers(1, 9), days, of(["", *LijnUitkomst.values]), maybe),
        max_size=2,
        unique_by=lambda one: one.id,
    ).map(tuple),
    "sluitingen": st.lists(sluiting, max_size=3).map(tuple),
    "strafrecht": strafrecht,
}
of_contract = st.fixed_dictionaries(zaak_parts)
of_all = st.fixed_dictionaries(zaak_parts | {"termijnen": termijnen(STAPPEN)})
periodes = of(["2020", "2019-H1", "2020-Q2", "2019-T3", "2020-02", "2018-07-01/2020-02-29", "2022"])


def with_aangiften(zaak: ZaakFeit) -> ZaakFeit:
    return replace(zaak, aangiften=tuple(one.op for one in zaak.strafrecht if one.soort == "aangifte"))


@st.composite
def registers(draw, *, deep: bool = False) -> tuple[list[MeldingFeit], list[ZaakFeit], Bijfeiten]:
    """Meldingen, zaken and what stands beside them; ``deep``: also what only counts beyond the contract."""
    parts = of_all if deep else of_contract
    zaken = [
        with_aangiften(ZaakFeit(pk, draw(days), **draw(parts)))
        for pk in range(1, draw(st.integers(0, 6)) + 1)
    ]
    meldingen = [
        MeldingFeit(
            one.id,
            one.ontvangen_op,
            categorie=draw(categories),
            zaak=one.id,
            positie=draw(of(["", *Melderpositie.values])) if deep else "",
            termijnen=draw(termijnen(WETTELIJK)) if deep else (),
        )
        for one in zaken
    ]
    for n in range(draw(st.integers(0, 3))):
        pk = 100 + n
        if zaken and draw(st.booleans()):
            target, own = draw(of(zaken)), draw(of([None, *zaken]))
            joined = {"eigen_zaak": own.id, "gevoegd_op": draw(days)} if own else {}
            meldingen.append(MeldingFeit(pk, draw(days), zaak=target.id, **joined))
        else:
            meldingen.append(MeldingFeit(pk, draw(days), soort=draw(of(["signaal", "adviesvraag"]))))
    return meldingen, zaken, draw(bij) if deep else Bijfeiten()
