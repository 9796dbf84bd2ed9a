"""What holds for any register, whatever stands in it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.lists import STANDAARD
from integrity.lists import (
    Kosten,
    LijnUitkomst,
    MaatregelCode,
    OnderzoekSoort,
    OordeelCode,
    Route,
    Uitstroomreden,
    Uitvoering,
    VooronderzoekUitkomst,
)
from reports import periods
from reports.counting import Bedrag, Telling, find
from reports.exchange import to_json
from reports.facts.integriteit import (
    AantijgingFeit,
    LijnFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    TriageFeit,
    ZaakFeit,
    known_facts,
)
from reports.figures import integriteit as figures

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
zaak_parts = st.fixed_dictionaries(
    {
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
        "aangiften": st.lists(days, max_size=2).map(tuple),
    }
)
periodes = of(["2020", "2019-H1", "2020-Q2", "2019-T3", "2020-02", "2018-07-01/2020-02-29", "2022"])


@st.composite
def registers(draw) -> tuple[list[MeldingFeit], list[ZaakFeit]]:
    zaken = [ZaakFeit(pk, draw(days), **draw(zaak_parts)) for pk in range(1, draw(st.integers(0, 6)) + 1)]
    meldingen = [
        MeldingFeit(one.id, one.ontvangen_op, categorie=draw(categories), zaak=one.id) for one in zaken
    ]
    for n in range(draw(st.integers(0, 3))):
        pk = 100 + n
        if zaken and draw(st.booleans()):
            target, own = draw(of(zaken)), draw(of([None, *zaken]))
            joined = {"eigen_zaak": own.id, "gevoegd_op": draw(days)} if own else {}
            meldingen.append(MeldingFeit(pk, draw(days), zaak=target.id, **joined))
        else:
            meldingen.append(MeldingFeit(pk, draw(days), soort=draw(of(["signaal", "adviesvraag"]))))
    return meldingen, zaken


def tree_of(register, naam: str, peildatum: date):
    periode = periods.parse(naam)
    facts = known_facts(periode, peildatum, *register)
    return figures.build(facts, STANDAARD["integriteit", "categorie"], STANDAARD["integriteit", "maatregel"])


def text_of(register, naam: str, peildatum: date) -> str:
    return json.dumps(to_json(tree_of(register, naam, peildatum)))


@settings(deadline=None, max_examples=300)
@given(registers(), periodes, days)
def test_the_parts_add_up(register, naam, peildatum):
    c = to_json(tree_of(register, naam, peildatum))
    triage, instroom, v, o = c["triage"], c["instroom"], c["voorraad"], c["onderzoeken"]

    assert instroom["totaal"] == (
        triage["in_behandeling"]
        + triage["niet_in_behandeling"]["totaal"]
        + triage["anders_gekwalificeerd"]
        + triage["nog_niet_beoordeeld"]
    )
    assert sum(triage["niet_in_behandeling"]["per_reden"].values()) == triage["niet_in_behandeling"]["totaal"]
    assert instroom["na_kwalificatie"] == instroom["totaal"] - triage["anders_gekwalificeerd"]
    for name in ("per_maand", "per_kanaal", "per_categorie", "per_betreft", "per_afdeling"):
        assert sum(instroom[name].values()) == instroom["totaal"]
    assert instroom["per_soort"]["melding"] == instroom["totaal"]
    assert sum(c["routes"].values()) == triage["in_behandeling"]
    assert c["zaken"] <= triage["in_behandeling"]
    outcomes = dict(c["uitkomst"])
    assert outcomes.pop("dader_onbekend") <= outcomes["gegrond"]
    assert sum(outcomes.values()) == c["zaken"]
    for soort in ("vooronderzoek", "feitenonderzoek"):
        assert c[soort]["gestart"] == c[soort]["afgerond"] + c[soort]["lopend"]
    assert sum(c["vooronderzoek"]["per_uitkomst"].values()) == c["vooronderzoek"]["afgerond"]
    assert c["feitenonderzoek"]["schending_vastgesteld"] <= c["schendingen"]["totaal"]
    measures = c["maatregelen"]
    assert sum(sum(per.values()) for per in measures["per_route"].values()) == sum(
        measures["per_maatregel"].values()
    )
    assert v["begin"] + v["instroom"] + v["heropend"] - v["uitstroom"] == v["eind"]
    assert o["lopend_begin"] + o["gestart"] - o["afgerond"] == o["lopend_eind"]
    assert sum(o["per_uitvoering"].values()) == o["afgerond"]
    assert o["afgerond_eerdere_instroom"] == c["eerdere_instroom"]["onderzoeken_afgerond"]
    assert [one["instroom"] for one in c["vergelijking"]] == [
        sum(one["per_categorie"].values()) for one in c["vergelijking"]
    ]


@settings(deadline=None, max_examples=200)
@given(registers(), periodes, days)
def test_a_comparison_shows_what_the_earlier_report_shows(register, naam, peildatum):
    then = to_json(tree_of(register, naam, peildatum))["vergelijking"]
    for n, one in enumerate(then):
        earlier = periods.parse(naam).years_earlier(n + 1)
        assert one["instroom"] == to_json(tree_of(register, earlier.naam, peildatum))["instroom"]["totaal"]


@settings(deadline=None, max_examples=300)
@given(registers(), periodes, days, st.data())
def test_a_past_peildatum_gives_the_same_whatever_is_dated_later(register, naam, peildatum, data):
    later = st.integers(1, LENGTH).map(lambda n: peildatum + timedelta(days=n))
    meldingen, zaken = register
    grown = [
        replace(
            one,
            triage=(*one.triage, TriageFeit(900, data.draw(later), route="extern")),
            onderzoeken=(
                *one.onderzoeken,
                OnderzoekFeit("feitenonderzoek", data.draw(later), uitvoering="extern"),
            ),
            aantijgingen=tuple(
                a
                if a.oordeel
                else replace(a, oordeel="vastgesteld", oordeel_op=data.draw(later), categorie="lekken")
                for a in one.aantijgingen
            ),
            maatregelen=(*one.maatregelen, MaatregelFeit(9, "ontslag", data.draw(later))),
            sluitingen=tuple(
                replace(s, heropend_op=s.heropend_op or data.draw(later)) for s in one.sluitingen
            )
            + (SluitingFeit(afgesloten_op=data.draw(later)),),
            aangiften=(*one.aangiften, data.draw(later)),
        )
        for one in zaken
    ]
    new = ZaakFeit(1000, data.draw(later), triage=(TriageFeit(1, data.draw(later), route="extern"),))
    joined = [
        replace(m, zaak=1000, eigen_zaak=m.zaak, gevoegd_op=data.draw(later))
        if m.zaak and not m.eigen_zaak and data.draw(st.booleans())
        else m
        for m in meldingen
    ]
    more = [*joined, MeldingFeit(1000, new.ontvangen_op, zaak=1000)]

    assert text_of((more, [*grown, new]), naam, peildatum) == text_of(register, naam, peildatum)


@settings(deadline=None, max_examples=200)
@given(registers(), periodes, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(register, naam, peildatum, random):
    meldingen, zaken = (list(rows) for rows in register)
    random.shuffle(meldingen)
    random.shuffle(zaken)

    def shuffled(facts: tuple) -> tuple:
        return tuple(random.sample(facts, len(facts)))

    mixed = [
        replace(
            one,
            **{
                name: shuffled(getattr(one, name))
                for name in ZaakFeit.__dataclass_fields__
                if name not in ("id", "ontvangen_op", "gevoegd_op")
            },
        )
        for one in zaken
    ]

    assert text_of((meldingen, mixed), naam, peildatum) == text_of(register, naam, peildatum)


@settings(deadline=None, max_examples=50)
@given(registers(), periodes, days)
def test_every_number_is_found_again_by_its_path(register, naam, peildatum):
    tree = tree_of(register, naam, peildatum)

    def check(node, path: str) -> None:
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in pairs:
            here = f"{path}.{key}" if path else str(key)
            if isinstance(value, Telling | Bedrag):
                assert find(tree, here) is value
            elif isinstance(value, dict | list):
                check(value, here)

    check(tree, "")
    assert find(tree, "instroom") is None
    assert find(tree, "instroom.top3.0") is None
    assert find(tree, "nergens.te_vinden") is None
