"""Who a letter comes from: the organisation with its address, and the function of who signs for it."""

import pytest
from django.core.exceptions import ValidationError

from casework.lifecycle import Incomplete
from incidents.models import Maatregelbrief
from incidents.services import brieven, sjablonen, veroorzaker
from incidents.services.briefteksten import STANDAARD, Briefsoort, Brieftekst
from tests.incidents.veroorzaker.test_brieven import words_of

ADRES = "Gemeente Den Haag, Raadhuisplein 1, 2500 AA Den Haag"


def test_a_letter_names_the_function_of_who_signs_and_where_to_write_to(pad, agnes, beslisser):
    way = pad()
    m = way.impose()
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert "Namens Gemeente Den Haag, gemeentesecretaris" in text and beslisser.naam not in text
    # once: where an answer goes stands in the text already
    assert text.count(ADRES) == 1 and "Ons adres" not in text
    values = brieven.values_of(m, m.veroorzaker.persoon, on=m.opgelegd_op)
    assert f"stuur uw bezwaar naar {ADRES}." in values["rechtsmiddel"]


def test_an_organisation_says_who_signs(den_haag, pad, agnes):
    den_haag.ondertekenaar = "algemeen directeur"
    den_haag.save()
    way = pad()
    assert "algemeen directeur" in words_of(brieven.make(way.incident, way.impose(), by=agnes).pdf)


def test_the_name_of_who_decided_stands_there_when_the_own_text_asks_for_it(den_haag, pad, agnes, beslisser):
    standard = STANDAARD[Briefsoort.TOEGANGSONTZEGGING].tekst
    own = Brieftekst("Verbod", standard.replace("{functie}", "{beslisser}, {functie}"))
    sjablonen.change(den_haag, "toegangsontzegging", own, by=agnes)
    way = pad()
    text = words_of(brieven.make(way.incident, way.impose(), by=agnes).pdf)
    assert f"{beslisser.naam}, gemeentesecretaris" in text


def test_a_text_that_does_not_name_the_address_gets_it_at_the_end():
    blocks = brieven.content_of("Dag {naam}", {"naam": "Sem", "postadres": ADRES})
    assert blocks[-1].tekst == f"Ons adres: {ADRES}"


def test_the_letter_about_what_is_kept_says_where_a_question_goes(pad, agnes):
    way = pad()
    person = veroorzaker.persons_of(way.incident).get()
    veroorzaker.inform(way.incident, person, by=agnes)
    person.refresh_from_db()
    assert f"Stuur uw vraag naar {ADRES}" in words_of(person.informatie_pdf)


def test_without_an_address_of_the_organisation_no_letter_goes_out(den_haag, pad, agnes):
    way = pad()
    m = way.impose()
    brief = brieven.make(way.incident, m, by=agnes)
    den_haag.adres = den_haag.postcode = den_haag.plaats = ""
    den_haag.save()
    way.incident.organisation.refresh_from_db()
    with pytest.raises(Incomplete, match="Het adres van uw organisatie is nog niet ingevuld"):
        brieven.send(way.incident, brief, by=agnes)
    with pytest.raises(ValidationError, match="Het adres van uw organisatie is nog niet ingevuld"):
        brieven.make(way.incident, m, by=agnes)
    assert Maatregelbrief.objects.get().verzonden_op is None
