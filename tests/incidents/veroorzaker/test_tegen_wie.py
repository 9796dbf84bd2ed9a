"""Towards whom a measure is stands fast from the laying before on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from casework.lifecycle import Incomplete
from incidents.models import Veroorzakermaatregel
from incidents.services import bewaren, brieven, maatregel, veroorzaker
from incidents.services.maatregel import Maatregelbesluit
from incidents.services.veroorzaker import Identiteit
from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM

ANDER = Identiteit("Karel Onschuldig", date(1971, 2, 3))


def identify(way, agnes, identiteit):
    row = way.incident.veroorzakers.get()
    return veroorzaker.identify(way.incident, row, identiteit, "maatregel", by=agnes)


def laid_before(way):
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    return m


def test_a_ban_never_becomes_that_of_somebody_else(pad, agnes):
    way = pad()
    way.impose()
    with pytest.raises(ValidationError, match="iemand anders kiezen niet"):
        identify(way, agnes, ANDER)
    assert veroorzaker.persons_of(way.incident).get().naam == NAAM


def test_who_decides_decides_about_the_person_it_was_laid_before_for(pad, agnes, bert):
    way = pad()
    m = laid_before(way)
    with pytest.raises(ValidationError, match="iemand anders kiezen niet"):
        identify(way, agnes, ANDER)
    maatregel.decide(way.incident, m, Maatregelbesluit(None, "De feiten zijn vaag."), by=bert)
    assert identify(way, agnes, ANDER).naam == "Karel Onschuldig"


def test_a_person_of_a_measure_does_not_change_by_way_of_another_incident(pad, meld, ken, agnes):
    way = pad()
    way.impose()
    other = meld()
    ken(other)
    with pytest.raises(ValidationError, match="iemand anders kiezen niet"):
        veroorzaker.identify(other, other.veroorzakers.get(), ANDER, "maatregel", by=agnes)


def test_a_slip_of_the_pen_in_the_name_is_mended_and_stands_in_the_history(pad, agnes):
    way = pad()
    m = way.impose()
    identify(way, agnes, Identiteit("Sem van Dreighen", GEBOREN))
    m.refresh_from_db()
    assert (m.persoon.naam, m.persoon_naam) == ("Sem van Dreighen", NAAM)
    line = AuditRegel.objects.filter(verb="identiteit_vastleggen").latest("pk")
    assert line.data["verbeterd"] == ["naam"]


def test_small_corrections_do_not_lead_to_somebody_else_step_by_step(pad, agnes):
    way = pad()
    way.impose()
    identify(way, agnes, Identiteit("Tim van Dreigen", GEBOREN))
    with pytest.raises(ValidationError, match="iemand anders kiezen niet"):
        identify(way, agnes, Identiteit("Tim de Reiger", GEBOREN))
    with pytest.raises(ValidationError, match="iemand anders kiezen niet"):
        identify(way, agnes, Identiteit("Tim van Dreigen", date(1999, 1, 1)))


def test_a_letter_made_for_another_name_does_not_go_out(pad, agnes, stuur, agressiecoordinator):
    way = pad()
    m = way.impose()
    brief = brieven.make(way.incident, m, by=agnes)
    identify(way, agnes, Identiteit("Sem van Dreighen", GEBOREN))
    with pytest.raises(ValidationError, match="De naam is veranderd"):
        brieven.send(way.incident, brief, by=agnes)
    brieven.send(way.incident, brieven.make(way.incident, m, by=agnes), by=agnes)


def test_a_letter_does_not_go_out_when_the_veroorzaker_is_somebody_else_after_all(pad, agnes, meld, ken):
    way = pad()
    brief = brieven.make(way.incident, way.impose(), by=agnes)
    other = meld()
    stranger = ken(other, naam=ANDER.naam, geboortedatum=ANDER.geboortedatum)
    way.incident.veroorzakers.update(persoon=stranger)
    with pytest.raises(Incomplete, match="intussen een ander"):
        brieven.send(way.incident, brief, by=agnes)


def test_a_forgotten_name_does_not_stay_on_the_measure_or_its_letter(pad, agnes):
    way = pad()
    m = way.impose()
    brieven.make(way.incident, m, by=agnes)
    person = veroorzaker.persons_of(way.incident).get()
    bewaren.forget(person, by=SYSTEEM, on=m.opgelegd_op, reason="bewaartermijn")
    m = Veroorzakermaatregel.objects.get()
    assert (m.persoon_naam, m.persoon_geboren, m.brieven.get().aan) == ("", None, "")
