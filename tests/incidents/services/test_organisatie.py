"""Damage and lessons: amounts with their day, and a track that ends when there is nothing (more) to do."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.lists import Letsel, Spoorsoort, Spoorstatus
from incidents.services import schade, sporen, verbeteren
from incidents.services.schade import Schaderegel, Verhaal
from tests.conftest import access_of

VANDAAG = timezone.localdate


@pytest.fixture
def leider(leidinggevende):
    return access_of(leidinggevende)


def line(incident, *, lijder: str = "medewerker", bedrag: str = "249.95") -> Schaderegel:
    return Schaderegel(
        lijder=lijder,
        omschrijving="Bril",
        bedrag=Decimal(bedrag),
        geleden_op=incident.voorval_op,
        slachtoffer=incident.slachtoffers.get() if lijder == "medewerker" else None,
        bewijs="bon",
    )


def test_damage_is_added_up_with_what_was_advanced_and_what_came_back(meld, leider):
    incident = meld(days_ago=5)
    glasses = schade.record(incident, line(incident), by=leider)
    schade.record(incident, line(incident, lijder="organisatie", bedrag="1000.05"), by=leider)
    back = Verhaal(
        voorgeschoten=Decimal("249.95"),
        voorgeschoten_op=VANDAAG(),
        verhaal="voegen",
        ontvangen=Decimal("100"),
        ontvangen_op=VANDAAG(),
    )
    schade.update(incident, glasses, back, by=leider)
    total = schade.total(incident)
    assert (total.bedrag, total.voorgeschoten, total.ontvangen) == (
        Decimal("1250.00"),
        Decimal("249.95"),
        Decimal("100"),
    )


def test_an_amount_has_a_day_and_a_day_an_amount(meld, leider):
    incident = meld(days_ago=5)
    glasses = schade.record(incident, line(incident), by=leider)
    for wrong, field in (
        (Verhaal(ontvangen=Decimal(5)), "ontvangen_op"),
        (Verhaal(voorgeschoten_op=VANDAAG()), "voorgeschoten"),
        (Verhaal(ontvangen=Decimal(5), ontvangen_op=VANDAAG() - timedelta(days=9)), "ontvangen_op"),
    ):
        with pytest.raises(ValidationError) as refused:
            schade.update(incident, glasses, wrong, by=leider)
        assert list(refused.value.message_dict) == [field]


def test_the_employer_does_not_advance_its_own_damage(meld, leider):
    incident = meld(days_ago=5)
    window = schade.record(incident, line(incident, lijder="organisatie"), by=leider)
    with pytest.raises(ValidationError, match="schade van een medewerker"):
        own = Verhaal(voorgeschoten=Decimal(5), voorgeschoten_op=VANDAAG())
        schade.update(incident, window, own, by=leider)


def test_damage_is_not_dated_before_the_incident(meld, leider):
    incident = meld()
    early = Schaderegel("organisatie", "Ruit", Decimal(80), VANDAAG() - timedelta(days=1))
    with pytest.raises(ValidationError, match="voor het voorval"):
        schade.record(incident, early, by=leider)


def test_nothing_to_learn_ends_the_track(meld, leider):
    incident = meld()
    sporen.finish(incident, Spoorsoort.ORGANISATIE, by=leider)
    assert incident.sporen.get(soort=Spoorsoort.ORGANISATIE).status == Spoorstatus.GEDAAN


def test_a_lesson_ends_the_track_in_the_same_click_and_is_done_later(meld, leider):
    incident = meld()
    action = verbeteren.add(incident, "alarmknop", "Een knop onder de balie.", by=leider, klaar=True)
    assert incident.sporen.get(soort=Spoorsoort.ORGANISATIE).status == Spoorstatus.GEDAAN
    with pytest.raises(ValidationError, match="wie dit oppakt"):
        verbeteren.update(incident, action, eigenaar="", by=leider)
    verbeteren.update(incident, action, eigenaar="Facilitair", gereed_op=VANDAAG(), by=leider)
    action.refresh_from_db()
    assert (action.eigenaar, action.gereed_op) == ("Facilitair", VANDAAG())


def test_the_track_does_not_end_with_a_duty_of_the_arbowet_open(meld, leider):
    incident = meld(over={"letsel": Letsel.ZIEKENHUISOPNAME})
    with pytest.raises(ValidationError, match="Arbeidsinspectie"):
        verbeteren.add(incident, "training", "Oefenen.", by=leider, klaar=True)
    assert not incident.verbeteracties.exists()
