"""Measures: light ones at once, burdening ones with care, and never longer than decided."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete, NotAllowed
from casework.terms import add_months
from incidents.lists import BIJ_HINDERLIJK_CONTACT, VeroorzakerMaatregelCode
from incidents.models import Signaal
from incidents.services import balie, brieven, correctie, dagtekening, looptijd, maatregel, veroorzaker
from incidents.services.maatregel import Maatregelbesluit, Voornemen
from incidents.services.zorgvuldigheid import evaluatiedagen, ontbreekt
from ledger.models import OutboxRow
from organisations.roles import Register, Rol
from tests.conftest import access_of, toewijzen
from tests.incidents.veroorzaker.conftest import Pad

DAG = timedelta(days=1)


def open_terms(incident, code):
    return sorted(t.verloopt_op for t in incident.termijnen.filter(code=code, gestopt_op=None))


def test_a_light_measure_is_done_in_one_step_and_may_end_the_track(meld, leo):
    incident = meld()
    m = maatregel.take_light(incident, Voornemen("aanspreken"), by=leo, klaar=True)
    assert (m.status, m.opgelegd_op, m.eindigt_op) == ("opgelegd", timezone.localdate(), None)
    assert m.besloten_door == leo.user and incident.spoor("veroorzaker").status == "gedaan"


def test_a_talk_on_the_day_itself_counts_when_the_report_came_later(meld, leo):
    today = timezone.localdate()
    incident = meld(voorval_op=today - 3 * DAG)
    m = maatregel.take_light(incident, Voornemen("aanspreken"), by=leo, on=today - 3 * DAG)
    assert m.opgelegd_op == incident.voorval_op < incident.ontvangen_op
    with pytest.raises(ValidationError, match="toen gebeurde het"):
        maatregel.take_light(incident, Voornemen("aanspreken"), by=leo, on=today - 4 * DAG)


def test_a_track_never_ends_before_the_report(meld, leo):
    incident = meld(voorval_op=timezone.localdate() - 3 * DAG)
    maatregel.take_light(incident, Voornemen("aanspreken"), by=leo, on=incident.voorval_op, klaar=True)
    assert incident.sporen.get(soort="veroorzaker").afgerond_op == incident.ontvangen_op
    assert list(dagtekening.impossible(incident)) == []


def test_no_measure_needs_a_reason(meld, leo):
    with pytest.raises(ValidationError, match="waarom"):
        maatregel.take_light(meld(), Voornemen("geen"), by=leo)


def test_a_burdening_measure_is_never_done_in_one_step(meld, leo):
    with pytest.raises(ValidationError, match="zorgvuldigheid"):
        maatregel.take_light(meld(), Voornemen("toegangsontzegging"), by=leo)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"eindigt_op": None}, "zonder einddatum"),
        ({"ingaat_op": None}, "ingaat"),
        ({"eindigt_op": timezone.localdate() - DAG}, "voor de begindatum"),
        ({"eindigt_op": add_months(timezone.localdate(), 24) + DAG}, "hooguit 24 maanden"),
        ({"reden": " "}, "nodig"),
    ],
)
def test_a_measure_without_an_end_or_too_long_is_refused(pad, changed, told):
    way = pad()
    with pytest.raises(ValidationError, match=told):
        way.prepare(**changed)
    assert not way.incident.maatregelen.exists()


def test_a_measure_of_exactly_the_longest_length_is_possible(pad):
    assert pad().prepare(eindigt_op=add_months(timezone.localdate(), 24)).pk


def test_a_burdening_measure_is_meant_for_somebody_in_this_incident(meld, pad, leo):
    today = timezone.localdate()
    days = {"reden": "Nodig.", "ingaat_op": today, "eindigt_op": today}
    with pytest.raises(ValidationError, match="voor wie"):
        maatregel.prepare(meld(), Voornemen("contactbeperking", **days), by=leo)
    other = pad().incident.veroorzakers.get()
    with pytest.raises(ValidationError, match="hoort niet bij"):
        maatregel.prepare(meld(), Voornemen("contactbeperking", other, **days), by=leo)


def test_hinderlijk_contact_has_measures_of_its_own(pad):
    way = pad(soort="hinderlijk_contact", gedragingen=())
    offered = {code for code, _ in maatregel.choices_for(way.incident)}
    assert offered == set(BIJ_HINDERLIJK_CONTACT) < set(VeroorzakerMaatregelCode)
    with pytest.raises(ValidationError, match="hinderlijk contact"):
        way.prepare("toegangsontzegging")


def test_the_mail_to_who_decides_names_the_term_of_that_decision(pad, beslisser):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    term = way.incident.termijnen.get(code="maatregel_besluit")
    first = way.incident.termijnen.get(code="reactie_veroorzaker")
    assert first.verloopt_op < term.verloopt_op
    mail = [row for row in OutboxRow.objects.order_by("pk") if beslisser.email in row.payload.get("to", [])][
        -1
    ]
    assert f"De termijn is {term.verloopt_op:%d-%m-%Y}." in mail.payload["body"]


GATE = [
    ({"eerder_gesprek_op": None}, "geen gesprek of waarschuwing"),
    ({"gehoord_op": None}, "hoor en wederhoor"),
    ({"feiten": ""}, "precies is gebeurd"),
    ({"inhoud": ""}, "precies inhoudt"),
    ({"bereikbaar_via": ""}, "blijven bereiken"),
    ({"basisdienst": ""}, "dienstverlening doorgaat"),
    ({"rechtsmiddel": ""}, "bezwaar of klacht"),
]


@pytest.mark.parametrize(("left_out", "told"), GATE)
def test_an_access_ban_goes_nowhere_as_long_as_one_point_of_care_is_missing(pad, left_out, told, leo, bert):
    way = pad()
    m = way.prepare()
    missing = way.care(m, **left_out)
    assert len(missing) == 1 and told in missing[0]
    with pytest.raises(Incomplete, match=told):
        way.lay_before(m)
    m.refresh_from_db()
    assert m.status == "voorbereiding" and way.incident.status == "gemeld"


def test_acute_danger_with_its_reason_stands_in_for_an_earlier_talk(pad):
    way = pad()
    assert way.care(way.prepare(), eerder_gesprek_op=None, acuut_gevaar="Er was een mes.") == []


def test_a_warning_needs_no_earlier_warning(pad):
    way = pad()
    m = way.prepare("waarschuwingsbrief")
    assert way.care(m, eerder_gesprek_op=None, inhoud="") == []


def test_facts_of_more_than_six_months_ago_carry_no_new_measure(pad):
    way = pad(days_ago=200)
    missing = way.care(way.prepare())
    assert len(missing) == 1 and "6 maanden geleden" in missing[0]


def test_without_an_identity_there_is_nobody_to_write_to(meld, leo, bert):
    incident = meld()
    veroorzaker.add(incident, veroorzaker.Kenschets("ja"), by=leo)
    way = Pad(incident, leo, bert)
    assert any("wie de veroorzaker is" in point for point in way.care(way.prepare()))


def test_a_claim_needs_damage_of_the_organisation(pad, leo):
    way = pad()
    m = way.prepare("schade_verhalen", ingaat_op=None, eindigt_op=None)
    assert any("geen schade" in point for point in ontbreekt(m))
    way.incident.schades.create(
        lijder="organisatie", omschrijving="Ruit", bedrag=250, geleden_op=timezone.localdate()
    )
    m = way.incident.maatregelen.get()
    assert not any("geen schade" in point for point in ontbreekt(m))


def test_what_was_said_is_written_down_and_not_from_before_the_incident(pad):
    way = pad()
    m = way.prepare()
    with pytest.raises(ValidationError, match="geen reactie kwam"):
        way.care(m, zienswijze="")
    with pytest.raises(ValidationError, match="voor het incident"):
        way.care(m, gehoord_op=timezone.localdate() - DAG)


def test_a_former_talk_of_the_same_person_is_found_by_who_may_search(meld, ken, pad, leo, agnes):
    earlier = meld(days_ago=20)
    ken(earlier)
    said = timezone.localdate() - 10 * DAG
    maatregel.take_light(earlier, Voornemen("ordegesprek", earlier.veroorzakers.get()), by=leo, on=said)
    m = pad().prepare()
    assert maatregel.earlier_talk(m, agnes) == said
    assert maatregel.earlier_talk(m, leo) is None


def test_who_prepared_it_does_not_decide(pad, leo, leidinggevende, den_haag):
    way = pad()
    m = way.prepare()
    way.care(m)
    toewijzen(user=leidinggevende, organisation=den_haag, rol=Rol.BEVOEGD_GEZAG, register=Register.AGRESSIE)
    both = access_of(leidinggevende)
    assert leidinggevende not in maatregel.deciders(way.incident, m, way.bert)
    with pytest.raises(ValidationError, match="iemand anders"):
        maatregel.lay_before(way.incident, m, leidinggevende, by=both)
    way.lay_before(m)
    way.incident.maatregelen.update(beslisser=leidinggevende)
    with pytest.raises(ValidationError, match="zelf voorbereid"):
        maatregel.decide(way.incident, m, Maatregelbesluit(True), by=both)


def test_only_the_bevoegd_gezag_of_this_incident_decides(pad, agnes, leo):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    for by in (agnes, leo):
        with pytest.raises(NotAllowed):
            maatregel.decide(way.incident, m, Maatregelbesluit(True), by=by)


def test_a_refusal_needs_a_reason_and_gives_no_measure(pad, bert):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    for answer in (False, None):
        with pytest.raises(ValidationError, match="reden"):
            maatregel.decide(way.incident, m, Maatregelbesluit(answer), by=bert)
    maatregel.decide(way.incident, m, Maatregelbesluit(None, "De feiten zijn te vaag."), by=bert)
    m.refresh_from_db()
    assert (m.status, m.opgelegd_op) == ("voorbereiding", None)
    way.lay_before(m)
    maatregel.decide(way.incident, m, Maatregelbesluit(False, "Een gesprek is genoeg."), by=bert)
    m.refresh_from_db()
    assert (m.status, m.opgelegd_op) == ("afgewezen", None)
    assert open_terms(way.incident, "maatregel_besluit") == []


def test_a_decision_is_blocked_when_a_point_of_care_is_missing_after_all(pad, bert):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    way.incident.maatregelen.update(rechtsmiddel="")
    with pytest.raises(ValidationError, match="bezwaar of klacht"):
        maatregel.decide(way.incident, m, Maatregelbesluit(True), by=bert)


def test_no_measure_begins_before_it_is_decided(pad, bert):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    way.incident.maatregelen.update(ingaat_op=timezone.localdate() - DAG)
    with pytest.raises(ValidationError, match="voor de dag van het besluit"):
        maatregel.decide(way.incident, m, Maatregelbesluit(True), by=bert)
    maatregel.decide(way.incident, m, Maatregelbesluit(True, ingaat_op=timezone.localdate()), by=bert)


def test_it_is_evaluated_halfway_and_four_weeks_before_the_end(pad, agnes):
    way = pad()
    m = way.impose()
    today = timezone.localdate()
    assert evaluatiedagen(today, today + 180 * DAG) == [today + 90 * DAG, today + 152 * DAG]
    assert evaluatiedagen(today, today + 30 * DAG) == [today + 15 * DAG]
    assert open_terms(way.incident, "maatregel_evaluatie") == [today + 90 * DAG, today + 152 * DAG]
    way.incident.maatregelen.update(
        ingaat_op=today - 80 * DAG, opgelegd_op=today - 80 * DAG, eindigt_op=today + 100 * DAG
    )
    for term in way.incident.termijnen.filter(code="maatregel_evaluatie"):
        term.verloopt_op -= 80 * DAG
        term.save()
    looptijd.evaluate(way.incident, m, "handhaven", "Nog nodig.", by=agnes)
    assert open_terms(way.incident, "maatregel_evaluatie") == [today + 72 * DAG]


def test_ending_early_stops_what_it_asked_and_the_instruction_that_rests_on_it(pad, agnes, bert):
    way = pad()
    m = way.impose()
    person = veroorzaker.persons_of(way.incident).get()
    for aanwijzing in ("geen_toegang", "twee_personen"):
        balie.set_signal(
            way.incident, person, aanwijzing, geldig_tot=timezone.localdate() + 90 * DAG, by=agnes
        )
    with pytest.raises(ValidationError, match="reden"):
        looptijd.end(way.incident, m, "", by=bert)
    looptijd.end(way.incident, m, "Het gaat goed.", by=bert)
    m.refresh_from_db()
    assert (m.status, m.beeindigd_op) == ("beeindigd", timezone.localdate())
    assert open_terms(way.incident, "maatregel_evaluatie") == []
    assert [s.aanwijzing for s in Signaal.objects.filter(ingetrokken_op=None)] == ["twee_personen"]


def test_an_extension_is_a_new_measure_with_its_own_gate_and_decision(pad, agnes, bert, leo):
    way = pad()
    m = way.impose(eindigt_op=timezone.localdate() + 60 * DAG)
    until = m.eindigt_op + 90 * DAG
    new = looptijd.extend(way.incident, m, "De dreiging is er nog.", until, by=leo)
    assert (new.status, new.verlengt, new.ingaat_op) == ("voorbereiding", m, m.eindigt_op + DAG)
    assert (new.gehoord_op, new.feiten, new.politie_ingelicht_op) == (None, "", None)
    with pytest.raises(Incomplete):
        way.lay_before(new)
    assert any("Evalueer eerst" in point for point in ontbreekt(new))
    looptijd.evaluate(way.incident, m, "verlengen", "Er was weer een dreigmail.", by=agnes)
    new = way.incident.maatregelen.get(pk=new.pk)
    assert way.care(new, ingaat_op=new.ingaat_op, eindigt_op=until) == []
    way.lay_before(new)
    maatregel.decide(way.incident, new, Maatregelbesluit(True), by=bert)
    m.refresh_from_db()
    assert m.eindigt_op == new.ingaat_op - DAG


def test_an_imposed_measure_is_never_made_longer_by_changing_it(pad, bert):
    way = pad()
    m = way.impose()
    later = m.eindigt_op + 90 * DAG
    with pytest.raises((ValidationError, Incomplete)):
        way.care(m, eindigt_op=later)
    with pytest.raises((ValidationError, Incomplete)):
        maatregel.decide(way.incident, m, Maatregelbesluit(True, eindigt_op=later), by=bert)
    with pytest.raises(ValidationError, match="hooguit 24"):
        looptijd.extend(way.incident, m, "Nodig.", add_months(m.eindigt_op, 25), by=way.leo)
    m.refresh_from_db()
    assert m.eindigt_op < later


def test_a_measure_that_is_over_asks_for_nothing_any_more(pad):
    way = pad()
    m = way.impose()
    assert looptijd.stop_terms_of_ended(m.eindigt_op) == 0
    assert looptijd.stop_terms_of_ended(m.eindigt_op + DAG) == 2
    assert open_terms(way.incident, "maatregel_evaluatie") == []


def test_the_track_is_not_done_as_long_as_a_measure_waits(pad, leo):
    way = pad()
    m = way.prepare()
    with pytest.raises(ValidationError, match="nog niet besloten"):
        maatregel.take_light(way.incident, Voornemen("aanspreken"), by=leo, klaar=True)
    assert m.status == "voorbereiding"


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("ingaat_op", "Toegangsontzegging gaat in op"),
        ("brief", "Toegangsontzegging: brief verzonden op"),
        ("evaluatie", "Toegangsontzegging: evaluatie"),
        ("beeindigd_op", "Toegangsontzegging beëindigd op"),
    ],
)
def test_a_decision_is_not_corrected_to_after_what_rests_on_it(pad, agnes, later, told):
    way = pad(days_ago=20)
    m = way.impose()
    today = timezone.localdate()
    rest = today - 4 * DAG
    way.incident.maatregelen.update(
        opgelegd_op=today - 8 * DAG, voorgelegd_op=today - 9 * DAG, gehoord_op=today - 9 * DAG
    )
    if later == "brief":
        brief = brieven.make(way.incident, m, by=agnes)
        way.incident.maatregelen.get().brieven.filter(pk=brief.pk).update(verzonden_op=rest)
    elif later == "evaluatie":
        m.evaluaties.create(gehouden_op=rest, uitkomst="handhaven", toelichting="Het is nog nodig.")
    else:
        way.incident.maatregelen.update(**{later: rest})
    key = f"maatregel-{m.pk}"
    with pytest.raises(ValidationError, match=f"“{told}” ligt dan voor “Toegangsontzegging opgelegd op”"):
        correctie.correct(way.incident, key, rest + DAG, reden="Anders.", by=agnes)
    correctie.correct(way.incident, key, rest, reden="Verkeerd ingevoerd.", by=agnes)
    m.refresh_from_db()
    assert m.opgelegd_op == rest


def test_the_day_of_a_talk_is_corrected_both_ways(meld, leo, agnes):
    incident = meld(days_ago=5)
    today = timezone.localdate()
    m = maatregel.take_light(incident, Voornemen("aanspreken"), by=leo, on=today - 2 * DAG)
    for day in (today - 1 * DAG, today - 3 * DAG):
        correctie.correct(incident, f"maatregel-{m.pk}", day, reden="Verkeerd ingevoerd.", by=agnes)
        m.refresh_from_db()
        assert m.opgelegd_op == day
