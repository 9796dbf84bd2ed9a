"""Care for a slachtoffer: three talks, each with a clock, and nothing of what was said."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete, NotAllowed
from incidents.lists import NazorgDoor, NazorgUitkomst, NazorgVervolg, Spoorsoort, Spoorstatus
from incidents.models import Incident, Nazorggesprek
from incidents.services import gevolgen, opvang, sporen
from incidents.services.intake import NieuwSlachtoffer
from incidents.services.opvang import Gesprek
from ledger.models import AuditRegel
from tests.conftest import access_of

GEHOUDEN, GEWEIGERD, AANGEBODEN = (
    NazorgUitkomst.GEHOUDEN,
    NazorgUitkomst.GEWEIGERD,
    NazorgUitkomst.AANGEBODEN,
)


def day(days_ago: int):
    return timezone.localdate() - timedelta(days=days_ago)


def talk(days_ago: int, vervolg: str = NazorgVervolg.VOLGEND_GESPREK, **more) -> Gesprek:
    return Gesprek(GEHOUDEN, day(days_ago), met=NazorgDoor.LEIDINGGEVENDE, vervolg=vervolg, **more)


def clocks(incident: Incident) -> list[tuple[str, int]]:
    """The clocks of care that run: code and days from its start to its end."""
    running = incident.termijnen.filter(code__in=opvang.KLOKKEN, gestopt_op=None).order_by("pk")
    return [(t.code, (t.verloopt_op - t.gestart_op).days) for t in running]


@pytest.fixture
def leider(leidinggevende):
    return access_of(leidinggevende)


def test_a_talk_within_72_hours_stops_the_clock_and_starts_that_of_two_weeks(meld, leider):
    incident = meld(days_ago=3)
    assert clocks(incident) == [("opvanggesprek", 3)]
    opvang.record(incident, incident.slachtoffers.get(), talk(2), by=leider)
    assert clocks(incident) == [("opvang_vervolg", 14)]
    assert incident.termijnen.get(code="opvanggesprek").gestopt_op == day(2)


def test_the_third_talk_is_warned_of_six_weeks_after_the_first_and_late_at_eight(meld, leider):
    incident = meld(days_ago=40)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, talk(38), by=leider)
    opvang.record(incident, hurt, talk(24), by=leider)
    assert clocks(incident) == [("opvang_nazorg", 56)]
    term = incident.termijnen.get(code="opvang_nazorg")
    assert (term.gestart_op, term.waarschuwen_op, term.verloopt_op) == (day(38), day(-4), day(-18))


def test_who_first_refused_has_the_later_talks_counted_from_the_first_that_was_held(meld, leider):
    incident = meld(days_ago=60)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, Gesprek(GEWEIGERD, day(58)), by=leider)
    opvang.record(incident, hurt, talk(44), by=leider)
    opvang.record(incident, hurt, talk(20), by=leider)
    assert incident.termijnen.get(code="opvang_nazorg").gestart_op == day(44)


def test_a_second_talk_long_after_the_first_makes_no_clock_that_is_late_at_once(meld, leider):
    incident = meld(days_ago=200)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, talk(199), by=leider)
    opvang.record(incident, hurt, talk(10), by=leider)
    assert incident.termijnen.get(code="opvang_nazorg").gestart_op == day(10)


def test_the_third_talk_refers_or_ends_it(meld, leider):
    incident = meld(days_ago=90)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, talk(89), by=leider)
    opvang.record(incident, hurt, talk(75), by=leider)
    with pytest.raises(ValidationError, match="verwijs door"):
        opvang.record(incident, hurt, talk(30), by=leider)
    with pytest.raises(ValidationError, match="naar wie u doorverwijst"):
        opvang.record(incident, hurt, talk(30, NazorgVervolg.DOORVERWEZEN), by=leider)
    referred = talk(30, NazorgVervolg.DOORVERWEZEN, doorverwezen_naar=NazorgDoor.BEDRIJFSARTS)
    opvang.record(incident, hurt, referred, by=leider)
    assert clocks(incident) == []


def test_an_offer_alone_leaves_the_clock_running(meld, leider):
    incident = meld(days_ago=1)
    opvang.record(incident, incident.slachtoffers.get(), Gesprek(AANGEBODEN, day(0)), by=leider)
    assert clocks(incident) == [("opvanggesprek", 3)]


def test_who_refuses_is_asked_again_after_two_weeks_and_once_only(meld, leider):
    incident = meld(days_ago=20)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, Gesprek(GEWEIGERD, day(18)), by=leider)
    assert clocks(incident) == [("opvang_opnieuw", 14)]
    opvang.record(incident, hurt, Gesprek(GEWEIGERD, day(4)), by=leider, klaar=True)
    assert clocks(incident) == []
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.GEDAAN


def test_a_second_refusal_counts_only_when_it_was_offered_again(meld, leider):
    incident = meld(days_ago=20)
    hurt = incident.slachtoffers.get()
    for days_ago in (18, 18, 5):
        opvang.record(incident, hurt, Gesprek(GEWEIGERD, day(days_ago)), by=leider, klaar=True)
        assert clocks(incident) == [("opvang_opnieuw", 14)]
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.OPEN
    assert incident.termijnen.get(code="opvang_opnieuw").verloopt_op == day(4)
    opvang.record(incident, hurt, Gesprek(GEWEIGERD, day(4)), by=leider, klaar=True)
    assert clocks(incident) == []
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.GEDAAN


def test_the_track_ends_in_the_same_click_when_nothing_follows_for_anybody(meld, leider):
    incident = meld(days_ago=1)
    opvang.record(incident, incident.slachtoffers.get(), talk(0, NazorgVervolg.KLAAR), by=leider, klaar=True)
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.GEDAAN


def test_the_track_stays_open_as_long_as_somebody_waits(meld, leider, collega):
    incident = meld(days_ago=1)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega), by=leider)
    first = incident.slachtoffers.first()
    opvang.record(incident, first, talk(0, NazorgVervolg.KLAAR), by=leider, klaar=True)
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.OPEN
    with pytest.raises(ValidationError, match="Cor Collega"):
        sporen.finish(incident, Spoorsoort.OPVANG, by=leider)


def test_each_slachtoffer_has_a_clock_of_their_own(meld, leider, collega):
    incident = meld(days_ago=2)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega), by=leider)
    opvang.record(incident, incident.slachtoffers.first(), talk(0), by=leider)
    assert clocks(incident) == [("opvanggesprek", 3), ("opvang_vervolg", 14)]


def test_a_talk_before_the_report_counts_and_one_before_the_incident_can_not_be(meld, leider):
    incident = meld(voorval_op=day(5), gemeld_op=day(3))
    hurt = incident.slachtoffers.get()
    with pytest.raises(ValidationError, match="toen gebeurde het"):
        opvang.record(incident, hurt, talk(6), by=leider)
    opvang.record(incident, hurt, talk(4), by=leider)
    assert incident.termijnen.get(code="opvanggesprek").gestopt_op == day(4)


def test_a_talk_can_not_be_dated_before_the_one_it_follows(meld, leider):
    incident = meld(days_ago=9)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, talk(5), by=leider)
    with pytest.raises(ValidationError, match="Het vorige gesprek"):
        opvang.record(incident, hurt, talk(7), by=leider)


def test_a_talk_is_recorded_by_who_handles_it_while_the_track_is_open(meld, leider, collega):
    incident = meld(days_ago=1)
    hurt = incident.slachtoffers.get()
    with pytest.raises(NotAllowed):
        opvang.record(incident, hurt, talk(0), by=access_of(collega))
    sporen.skip(incident, Spoorsoort.OPVANG, "Er was geen mens bij.", by=leider)
    with pytest.raises(Incomplete):
        opvang.record(incident, hurt, talk(0), by=leider)


def test_nothing_of_what_was_said_can_be_kept(meld, leider):
    free_text = {"TextField", "JSONField"}
    assert not [f.name for f in Nazorggesprek._meta.fields if f.get_internal_type() in free_text]
    assert all(f.choices for f in Nazorggesprek._meta.fields if f.get_internal_type() == "CharField")
    incident = meld(days_ago=1)
    hurt = incident.slachtoffers.get()
    opvang.record(incident, hurt, talk(0), by=leider)
    line = AuditRegel.objects.get(verb="nazorg_vastleggen")
    assert line.data == {"slachtoffer": hurt.pk, "uitkomst": GEHOUDEN}
