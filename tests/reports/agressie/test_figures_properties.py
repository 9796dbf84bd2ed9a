"""What holds for any register of incidents, whatever stands in it."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports import periods
from reports.counting import Bedrag, Telling, find
from reports.exchange import to_json
from reports.facts.agressie import (
    AfdoeningFeit,
    IncidentFeit,
    NazorgFeit,
    PolitiebesluitFeit,
    PolitiecontactFeit,
    SchadeFeit,
    SluitingFeit,
    TermijnFeit,
    VeroorzakermaatregelFeit,
    VoorvalFeit,
    known_incidents,
)
from reports.figures import agressie as figures
from tests.reports.agressie import naive
from tests.reports.agressie.generating import LENGTH, days, fact, periodes, rows

of = st.sampled_from
measures = st.lists(
    st.builds(
        VeroorzakermaatregelFeit,
        of(["aanspreken", "toegangsontzegging", "geen"]),
        days,
        st.none() | days,
        st.none() | days,
        st.none() | days,
        st.none() | st.integers(1, 3),
        st.integers(1, 7),
    ),
    max_size=5,
)
voorvallen = st.lists(st.builds(VoorvalFeit, st.integers(1, 3), st.integers(1, 9), days, days), max_size=5)


def tree_of(found, naam: str, peildatum, measures=(), voorvallen=()) -> dict:
    facts = known_incidents(periods.parse(naam), peildatum, found, measures, voorvallen)
    return figures.build(facts) | {"verdieping": figures.deepen(facts)}


def text_of(*args) -> str:
    return json.dumps(to_json(tree_of(*args)))


@settings(deadline=None, max_examples=150)
@given(rows(), periodes, days)
def test_the_figures_are_what_the_words_of_the_contract_say(found, naam, peildatum):
    periode = periods.parse(naam)
    earlier = [periode.years_earlier(n) for n in (1, 2, 3)]
    counted = to_json(tree_of(map(fact, found), naam, peildatum))
    del counted["verdieping"]

    expected = naive.figures(
        found,
        periode.van,
        periode.tot_en_met,
        peildatum,
        [(one.naam, one.van, one.tot_en_met) for one in earlier],
    )

    assert counted == to_json(
        {**expected, "schade": {k: Bedrag(Decimal(v)) for k, v in expected["schade"].items()}}
    )


@settings(deadline=None, max_examples=100)
@given(rows(), periodes, days, measures)
def test_the_parts_add_up(found, naam, peildatum, measures):
    c = to_json(tree_of(map(fact, found), naam, peildatum, measures))
    total, v, m = c["instroom"]["totaal"], c["voorraad"], c["verdieping"]["maatregelen"]

    for per in ("maand", "hoofdcategorie", "afdeling", "functiegroep", "doelwit", "ambt", "ernst"):
        assert sum(c["instroom"][f"per_{per}"].values()) == total
    for per in ("kenmerk", "gedraging", "contactvorm"):
        assert sum(c["instroom"][f"per_{per}"].values()) >= total
    for figure in ("politie", "strafbaar", "afdoening", "nazorg", "letsel", "verzuim"):
        assert sum(c[figure].values()) == total
    assert sum(c["redenen_geen_aangifte"].values()) == total - c["politie"]["aangifte"]
    assert v["begin"] + v["instroom"] + v["heropend"] - v["uitstroom"] == v["eind"]
    assert v["instroom"] == total
    assert m["lopend_begin"] + m["ingegaan"] - m["geeindigd"] == m["lopend_eind"]
    assert c["maatregelen"]["incidenten"] <= sum(c["maatregelen"]["per_maatregel"].values())
    assert sum(sum(per.values()) for per in c["verdieping"]["per_weekdag"].values()) == total
    for naam in ("afdeling", "contactvorm", "functiegroep"):
        crossed = c["verdieping"][f"per_{naam}"]
        assert {row: sum(per.values()) for row, per in crossed.items()} == c["instroom"][f"per_{naam}"]
    assert [one["instroom"] for one in c["vergelijking"]] == [
        sum(one["per_hoofdcategorie"].values()) for one in c["vergelijking"]
    ]


@settings(deadline=None, max_examples=150)
@given(rows(), periodes, days, measures, voorvallen, st.data())
def test_a_past_peildatum_gives_the_same_whatever_is_dated_later(
    found, naam, peildatum, measures, voorvallen, data
):
    """But an aangifte: one that comes later counts as a melding (exchange contract)."""
    later = st.integers(1, LENGTH).map(lambda n: peildatum + timedelta(days=n))
    before = [fact(row) for row in found]
    grown = [
        replace(
            one,
            slachtoffers=tuple(
                replace(s, nazorg=(*s.nazorg, NazorgFeit("gehouden", data.draw(later))))
                for s in one.slachtoffers
            ),
            politiecontacten=(*one.politiecontacten, PolitiecontactFeit("melding", data.draw(later))),
            politiebesluiten=(
                *one.politiebesluiten,
                PolitiebesluitFeit(data.draw(later), "geen", "angst", "ja"),
            ),
            afdoeningen=(*one.afdoeningen, AfdoeningFeit(900, data.draw(later), "vonnis")),
            maatregelen=(*one.maatregelen, VeroorzakermaatregelFeit("geen", data.draw(later))),
            schades=(*one.schades, SchadeFeit(Decimal(5), data.draw(later))),
            termijnen=(*one.termijnen, TermijnFeit("opvanggesprek", data.draw(later), data.draw(later))),
            sluitingen=tuple(
                replace(s, heropend_op=s.heropend_op or data.draw(later)) for s in one.sluitingen
            )
            + (SluitingFeit(afgesloten_op=data.draw(later)),),
        )
        for one in before
    ]
    grown.append(IncidentFeit(1000, data.draw(later)))
    more = [
        *(
            replace(m, beeindigd_op=m.beeindigd_op or data.draw(later)) if not m.eindigt_op else m
            for m in measures
        ),
        VeroorzakermaatregelFeit("aanspreken", data.draw(later), persoon=1),
    ]
    again = [*voorvallen, VoorvalFeit(1, 1000, data.draw(days), data.draw(later))]

    assert text_of(grown, naam, peildatum, more, again) == text_of(
        before, naam, peildatum, measures, voorvallen
    )


@settings(deadline=None, max_examples=100)
@given(rows(), periodes, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found, naam, peildatum, random):
    facts = [fact(row) for row in found]
    mixed = list(facts)
    random.shuffle(mixed)
    mixed = [
        replace(one, slachtoffers=one.slachtoffers[::-1], politiecontacten=one.politiecontacten[::-1])
        for one in mixed
    ]

    assert text_of(mixed, naam, peildatum) == text_of(facts, naam, peildatum)


@settings(deadline=None, max_examples=50)
@given(rows(), periodes, days, measures)
def test_every_number_is_found_again_by_its_path(found, naam, peildatum, measures):
    tree = tree_of(map(fact, found), naam, peildatum, measures)

    def check(node, path: str) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            here = f"{path}.{key}" if path else str(key)
            if isinstance(value, Telling | Bedrag):
                assert find(tree, here) is value
            elif isinstance(value, dict | list):
                check(value, here)

    check(tree, "")
