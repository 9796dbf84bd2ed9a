"""What holds for any register, whatever stands in it."""

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.lists import STANDAARD
from reports import periods
from reports.counting import Bedrag, Telling, find
from reports.exchange import to_json
from reports.facts.integriteit import (
    Bijfeiten,
    GesprekkenFeit,
    LoopFeit,
    MaatregelFeit,
    MeldingFeit,
    OnderzoekFeit,
    SluitingFeit,
    StrafrechtFeit,
    TriageFeit,
    ZaakFeit,
    ZaakFeiten,
    ZaaktermijnFeit,
    known_facts,
)
from reports.figures import integriteit as figures
from tests.reports.generating import LENGTH, days, periodes, registers

CATEGORIEEN = STANDAARD["integriteit", "categorie"]


def facts_of(register, naam: str, peildatum: date) -> ZaakFeiten:
    meldingen, zaken, beside = register
    # an aantijging is loaded with its zaak, which was received before its meldingen
    judged = {one.id: one.aantijgingen for one in zaken if one.ontvangen_op <= peildatum}
    return known_facts(periods.parse(naam), peildatum, meldingen, zaken, replace(beside, oordelen=judged))


def contract_of(register, naam: str, peildatum: date):
    facts = facts_of(register, naam, peildatum)
    return figures.build(facts, CATEGORIEEN, STANDAARD["integriteit", "maatregel"])


def tree_of(register, naam: str, peildatum: date):
    """The figures of the contract, and below ``verdieping`` the others."""
    facts = facts_of(register, naam, peildatum)
    return contract_of(register, naam, peildatum) | {"verdieping": figures.deepen(facts, CATEGORIEEN)}


def text_of(register, naam: str, peildatum: date) -> str:
    return json.dumps(to_json(tree_of(register, naam, peildatum)))


@settings(deadline=None, max_examples=300)
@given(registers(), periodes, days)
def test_the_parts_add_up(register, naam, peildatum):
    c = to_json(contract_of(register, naam, peildatum))
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


@settings(deadline=None, max_examples=150)
@given(registers(deep=True), periodes, days)
def test_the_parts_beyond_the_contract_add_up(register, naam, peildatum):
    c = to_json(tree_of(register, naam, peildatum))
    v, total = c["verdieping"], c["instroom"]["totaal"]

    for term in v["termijnen"]["wettelijk"].values():
        assert term["van"] + term["lopend"] + term["niet_bekend"] == total
    for term in (*v["termijnen"]["wettelijk"].values(), *v["termijnen"]["stappen"].values()):
        assert term["gehaald"] + term["te_laat"] == term["van"]
    for split in v["melders"].values():
        assert sum(per["aantal"] for per in split.values()) == total
    themas = v["themas"]
    assert sum(themas["totaal"].values()) == c["triage"]["in_behandeling"]
    for code, per in themas["per_route"].items():
        assert sum(per.values()) == themas["totaal"][code]
    for route, n in c["routes"].items():
        assert sum(per.get(route, 0) for per in themas["per_route"].values()) == n
    for soort, n in v["adviezen"]["totaal"].items():
        assert n == c["instroom"]["per_soort"][soort]
        for name in ("per_kanaal", "per_categorie"):
            assert sum(per[soort] for per in v["adviezen"][name].values()) == n
    assert v["betrokkenen"]["een"] + v["betrokkenen"]["meer"] == c["maatregelen"]["betrokkenen"]
    o, a = v["ordemaatregelen"], v["verbeteracties"]
    assert o["lopend_begin"] + o["ingegaan"] - o["beeindigd"] == o["lopend_eind"]
    assert sum(o["per_soort"].values()) == o["ingegaan"]
    assert a["open_begin"] + a["vastgelegd"] - a["gereed"] == a["open_eind"]
    assert v["strafrecht"]["aangifte"] == c["aangiften"]
    for stap, one in v["doorlooptijd"].items():
        assert stap == "sluiten" or one["op_tijd"] <= one["met_termijn"] <= one["aantal"]
        assert (one["mediaan"] is None) == (one["aantal"] < 5)
        assert (one["p90"] is None) == (one["aantal"] < 10)
    talks = v["gesprekken"]
    for per in (
        [one["gesprekken"] for one in talks["per_kwartaal"].values()],
        [one["totaal"] for one in talks["per_categorie"].values()],
    ):
        assert sum(n or 0 for n in per) == (talks["totaal"] or 0)


@settings(deadline=None, max_examples=80)
@given(registers(), periodes, days)
def test_what_was_established_of_earlier_years_is_what_their_own_report_shows(register, naam, peildatum):
    then = to_json(tree_of(register, naam, peildatum))["verdieping"]["vastgesteld_eerder"]
    for n, one in enumerate(then):
        earlier = periods.parse(naam).years_earlier(n + 1)
        found = to_json(contract_of(register, earlier.naam, peildatum))["schendingen"]
        assert {"periode": earlier.naam} | found == one


@settings(deadline=None, max_examples=200)
@given(registers(), periodes, days)
def test_a_comparison_shows_what_the_earlier_report_shows(register, naam, peildatum):
    then = to_json(contract_of(register, naam, peildatum))["vergelijking"]
    for n, one in enumerate(then):
        earlier = periods.parse(naam).years_earlier(n + 1)
        assert (
            one["instroom"] == to_json(contract_of(register, earlier.naam, peildatum))["instroom"]["totaal"]
        )


@settings(deadline=None, max_examples=150)
@given(registers(deep=True), periodes, days, st.data())
def test_a_past_peildatum_gives_the_same_whatever_is_dated_later(register, naam, peildatum, data):
    later = st.integers(1, LENGTH).map(lambda n: peildatum + timedelta(days=n))
    meldingen, zaken, beside = register
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
            strafrecht=(*one.strafrecht, StrafrechtFeit("niet", data.draw(later))),
            termijnen=(*later_done(one.termijnen, data.draw(later)), began_later(data.draw(later))),
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
    told = [replace(m, termijnen=later_done(m.termijnen, data.draw(later))) for m in joined]
    more = [*told, MeldingFeit(1000, new.ontvangen_op, zaak=1000)]
    end = data.draw(later)
    known = Bijfeiten(
        ordemaatregelen=(*ended_later(beside.ordemaatregelen, end), LoopFeit(1, end, soort="schorsing")),
        verbeteracties=(*ended_later(beside.verbeteracties, end), LoopFeit(1, end)),
        gesprekken=(*beside.gesprekken, GesprekkenFeit(end.year + 1, 1, "lekken", 7, 1)),
    )

    assert text_of((more, [*grown, new], known), naam, peildatum) == text_of(register, naam, peildatum)


def later_done(terms, day: date) -> tuple:
    return tuple(t if t.gestopt_op else replace(t, gedaan_op=day, gestopt_op=day) for t in terms)


def began_later(day: date) -> ZaaktermijnFeit:
    return ZaaktermijnFeit("beoordelen", day, day, day, day)


def ended_later(found, day: date) -> tuple:
    return tuple(one if one.tot else replace(one, tot=day) for one in found)


@settings(deadline=None, max_examples=100)
@given(registers(deep=True), periodes, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(register, naam, peildatum, random):
    meldingen, zaken = (list(rows) for rows in register[:2])
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

    beside = register[2]
    around = replace(
        beside, **{name: shuffled(getattr(beside, name)) for name in ("ordemaatregelen", "gesprekken")}
    )

    assert text_of((meldingen, mixed, around), naam, peildatum) == text_of(register, naam, peildatum)


@settings(deadline=None, max_examples=50)
@given(registers(deep=True), periodes, days)
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
