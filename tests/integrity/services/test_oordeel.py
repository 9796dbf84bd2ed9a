"""Investigating, judging, deciding per betrokkene, and keeping order meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete, NotAllowed
from integrity.lists import MaatregelCode, OordeelCode, OrdemaatregelCode
from integrity.services import onderzoek, oordeel, verloop
from integrity.services.oordeel import Besluit, Oordeel

today = timezone.localdate


def besluit(path, *codes, **fields):
    person = fields.pop("betrokkene", None) or path.zaak.betrokkenen.get()
    return oordeel.decide(path.zaak, Besluit(person, codes, **fields), by=path.rollen.bevoegd_gezag)


HEARD = {name: today() for name in ("voornemen_op", "zienswijze_op", "juridisch_advies_op")}


@pytest.fixture
def judged(gang):
    path = gang(days_ago=30, pace=1)
    path.to("maatregel")
    return path


# Wederhoor


def test_who_was_added_while_the_others_were_heard_is_heard_too(gang):
    path = gang()
    path.to("wederhoor")
    path.answer()
    path.accuse(naam="Nog iemand")
    with pytest.raises(Incomplete, match="Nog iemand"):
        path.finish_feitenonderzoek()
    path.hear()
    with pytest.raises(Incomplete, match="Nog iemand"):
        path.finish_feitenonderzoek()
    path.answer()
    path.finish_feitenonderzoek()
    assert path.zaak.status == "oordeel"


def test_a_longer_term_gives_the_betrokkene_longer_to_answer(gang):
    path = gang()
    path.to("wederhoor")
    term = path.zaak.termijnen.get(code="wederhoor")
    assert path.zaak.wederhoren.get().termijn_tot == term.verloopt_op
    later = term.verloopt_op + timedelta(days=30)
    verloop.lengthen(path.zaak, term, later, reden="Vakantie.", by=path.rollen.coordinator)
    assert path.zaak.wederhoren.get().termijn_tot == later


def test_while_the_zaak_stands_still_the_betrokkene_need_not_answer(gang):
    path = gang(days_ago=30, pace=1)
    path.to("wederhoor")
    before = path.zaak.wederhoren.get().termijn_tot
    verloop.suspend(
        path.zaak, reden="Het OM vraagt dit.", by=path.rollen.coordinator, on=today() - timedelta(days=9)
    )
    verloop.resume(path.zaak, by=path.rollen.coordinator)
    assert path.zaak.wederhoren.get().termijn_tot == before + timedelta(days=9)


# Oordeel


def test_an_established_oordeel_names_the_category_and_is_given_once(gang):
    path = gang()
    path.to("oordeel")
    first = path.zaak.aantijgingen.get()
    with pytest.raises(ValidationError, match="categorie"):
        oordeel.judge(path.zaak, [Oordeel(first, OordeelCode.VASTGESTELD)], by=path.rollen.bevoegd_gezag)
    path.accuse(naam="Nog iemand")
    oordeel.judge(path.zaak, [Oordeel(first, OordeelCode.NIET_VASTGESTELD)], by=path.rollen.bevoegd_gezag)
    assert path.zaak.status == "oordeel", "not everything was judged"
    with pytest.raises(ValidationError, match="al geoordeeld"):
        oordeel.judge(path.zaak, [Oordeel(first, OordeelCode.GESTAAKT)], by=path.rollen.bevoegd_gezag)


@pytest.mark.parametrize(
    ("code", "leads_to"),
    [
        (OordeelCode.VASTGESTELD, "maatregel"),
        (OordeelCode.DEELS_VASTGESTELD, "maatregel"),
        (OordeelCode.NIET_VASTGESTELD, "nazorg"),
        (OordeelCode.NIET_TE_ONDERZOEKEN, "nazorg"),
        (OordeelCode.GESTAAKT, "nazorg"),
    ],
)
def test_only_what_was_established_asks_for_a_maatregel(gang, code, leads_to):
    path = gang()
    path.to("oordeel")
    path.judge(code)
    assert path.zaak.status == leads_to
    established = leads_to == "maatregel"
    assert bool(path.zaak.aantijgingen.get().vastgestelde_categorie) is established


def test_nobody_but_the_bevoegd_gezag_judges(gang):
    path = gang()
    path.to("oordeel")
    one = [Oordeel(path.zaak.aantijgingen.get(), OordeelCode.NIET_VASTGESTELD)]
    for other in ("coordinator", "tweede_lezer", "onderzoeker", "leidinggevende"):
        with pytest.raises(NotAllowed):
            oordeel.judge(path.zaak, one, by=getattr(path.rollen, other))


# Maatregel


def test_geen_stands_alone_and_has_a_reason(judged):
    with pytest.raises(ValidationError, match="niet samen"):
        besluit(judged, MaatregelCode.GEEN, MaatregelCode.GESPREK, reden="Zo.")
    with pytest.raises(ValidationError, match="geef de reden"):
        besluit(judged, MaatregelCode.GEEN)
    with pytest.raises(ValidationError, match="Kies een maatregel"):
        besluit(judged)
    (geen,) = besluit(judged, MaatregelCode.GEEN, reden="Te lang geleden.")
    assert (geen.maatregel, geen.reden) == ("geen", "Te lang geleden.")
    with pytest.raises((ValidationError, Incomplete), match="al besloten"):
        besluit(judged, MaatregelCode.GESPREK)


@pytest.mark.parametrize("missing", HEARD)
def test_a_sanction_needs_advice_a_voornemen_and_a_zienswijze(judged, missing):
    with pytest.raises(ValidationError) as refused:
        besluit(judged, MaatregelCode.ONTSLAG, **(HEARD | {missing: None}))
    assert set(refused.value.message_dict) == {missing}
    assert not judged.zaak.maatregelen.exists()


@pytest.mark.parametrize("code", [MaatregelCode.GESPREK, MaatregelCode.WERKAFSPRAKEN])
def test_a_talk_is_no_sanction(judged, code):
    besluit(judged, code)
    assert judged.zaak.maatregelen.get().maatregel == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"zienswijze_op": today() - timedelta(days=3)},
        {"voornemen_op": today() + timedelta(days=1), "zienswijze_op": today() + timedelta(days=1)},
        {"juridisch_advies_op": today() + timedelta(days=1)},
    ],
    ids=["answered before the voornemen", "voornemen after the decision", "advice after the decision"],
)
def test_voornemen_zienswijze_and_decision_come_in_that_order(judged, wrong):
    with pytest.raises(ValidationError):
        besluit(judged, MaatregelCode.BERISPING, **(HEARD | wrong))
    assert not judged.zaak.maatregelen.exists()


def test_nothing_is_decided_about_somebody_of_whom_nothing_was_established(gang):
    path = gang()
    path.to("oordeel")
    path.accuse(naam="Onschuldig")
    guilty, innocent = path.zaak.betrokkenen.all()
    oordeel.judge(
        path.zaak,
        [
            Oordeel(guilty.aantijgingen.get(), OordeelCode.VASTGESTELD, "lekken"),
            Oordeel(innocent.aantijgingen.get(), OordeelCode.NIET_VASTGESTELD),
        ],
        by=path.rollen.bevoegd_gezag,
    )
    with pytest.raises(ValidationError, match="niets vastgesteld"):
        besluit(path, MaatregelCode.GESPREK, betrokkene=innocent)
    besluit(path, MaatregelCode.GESPREK, betrokkene=guilty)
    oordeel.finish(path.zaak, by=path.rollen.bevoegd_gezag)
    assert path.zaak.status == "nazorg"


def test_the_zaak_goes_on_when_everybody_was_decided_about(gang):
    path = gang()
    path.to("oordeel")
    path.accuse(naam="Nog iemand")
    path.judge()
    first, second = path.zaak.betrokkenen.all()
    besluit(path, MaatregelCode.GESPREK, betrokkene=first)
    with pytest.raises(Incomplete, match="Nog iemand is nog niet besloten"):
        oordeel.finish(path.zaak, by=path.rollen.bevoegd_gezag)
    with pytest.raises(ValidationError, match="al besloten"):
        besluit(path, MaatregelCode.WERKAFSPRAKEN, betrokkene=first)
    besluit(path, MaatregelCode.GESPREK, betrokkene=second)
    oordeel.finish(path.zaak, by=path.rollen.bevoegd_gezag)


def test_after_the_oordeel_nobody_is_added_who_could_not_be_judged_any_more(gang):
    """Otherwise the zaak could never be closed."""
    path = gang()
    path.to("maatregel")
    with pytest.raises(Incomplete, match="al geoordeeld"):
        path.accuse(naam="Te laat")
    path.decide()
    with pytest.raises(Incomplete, match="al geoordeeld"):
        path.accuse(naam="Te laat")
    path.close()


def test_in_the_line_somebody_can_be_added_until_it_closes(gang):
    path = gang()
    path.to("in_de_lijn")
    path.finish_lijn()
    path.accuse(naam="Besproken")
    path.close()
    assert path.zaak.status == "gesloten"


def test_a_reopened_zaak_can_establish_more_of_somebody_who_was_decided_about(gang):
    path = gang(days_ago=60, pace=1)
    path.to("gesloten")
    person = path.zaak.betrokkenen.get()
    verloop.reopen(path.zaak, reden="Er is meer gebeurd.", by=path.rollen.coordinator)
    path.route("feitenonderzoek")
    onderzoek.add_person(
        path.zaak, betrokkene=person, vermoede_categorie="lekken", by=path.rollen.coordinator
    )
    path.start_onderzoek("feitenonderzoek")
    path.meet_demands()
    path.finish_feitenonderzoek()
    new = path.zaak.aantijgingen.get(oordeel="")
    oordeel.judge(path.zaak, [Oordeel(new, OordeelCode.VASTGESTELD, "lekken")], by=path.rollen.bevoegd_gezag)
    with pytest.raises(Incomplete, match="nog niet besloten"):
        oordeel.finish(path.zaak, by=path.rollen.bevoegd_gezag)
    besluit(path, MaatregelCode.BERISPING, betrokkene=person, **HEARD)
    oordeel.finish(path.zaak, by=path.rollen.bevoegd_gezag)
    path.close()


# Ordemaatregel


@pytest.fixture
def order(gang):
    """keep_order(days_ago): an ordemaatregel in a zaak of two months."""
    path = gang(days_ago=60, pace=1)
    path.to("feitenonderzoek")

    def keep(days_ago, soort=OrdemaatregelCode.OP_NON_ACTIEF):
        return oordeel.keep_order(
            path.zaak,
            path.zaak.betrokkenen.get(),
            soort,
            reden="Rust.",
            by=path.rollen.bevoegd_gezag,
            on=today() - timedelta(days=days_ago),
        )

    def review(measure, days_ago, *, continues):
        oordeel.review_order(
            path.zaak,
            measure,
            continues=continues,
            reden="Bekeken.",
            by=path.rollen.bevoegd_gezag,
            on=today() - timedelta(days=days_ago),
        )

    def due():
        term = path.zaak.termijnen.filter(code="ordemaatregel", gestopt_op=None).first()
        return term and (term.verloopt_op - today()).days

    return keep, review, due


def test_an_ordemaatregel_is_looked_at_every_28_days_until_it_ends(order):
    keep, review, due = order
    measure = keep(50)
    assert due() == -22
    review(measure, 25, continues=True)
    assert due() == 3
    review(measure, 0, continues=True)
    assert due() == 28
    review(measure, 0, continues=False)
    assert due() is None
    assert measure.beeindigd_op == today()
    assert measure.reden.count("Bekeken.") == 3


def test_of_two_ordemaatregelen_the_one_that_was_looked_at_longest_ago_sets_the_term(order):
    keep, review, due = order
    first = keep(30)
    second = keep(20, OrdemaatregelCode.TOEGANGSONTZEGGING)
    assert due() == -2
    review(first, 2, continues=True)
    assert due() == 8, "28 days after the second began"
    review(second, 0, continues=False)
    assert due() == 26


def test_an_outcome_of_a_maatregel_is_not_before_it(judged):
    besluit(judged, MaatregelCode.GESPREK)
    measure = judged.zaak.maatregelen.get()
    with pytest.raises(ValidationError, match="afloop"):
        oordeel.record_outcome(
            judged.zaak,
            measure,
            by=judged.rollen.coordinator,
            afloop="ingetrokken",
            afloop_op=measure.opgelegd_op - timedelta(days=1),
        )


def test_a_decision_is_not_dated_before_the_oordeel_about_that_betrokkene(gang):
    path = gang(days_ago=40, pace=1)
    path.to("maatregel")
    path.zaak.aantijgingen.update(oordeel_op=timezone.localdate())
    with pytest.raises(ValidationError, match="voor het oordeel"):
        path.decide()
