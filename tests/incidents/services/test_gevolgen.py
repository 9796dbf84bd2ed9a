"""Who was hurt and what it did to them: more slachtoffers, harm that shows later, the duties it brings."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete, NotAllowed
from incidents import permissions
from incidents.lists import (
    Ambt,
    BesprokenMet,
    Doelwit,
    Letsel,
    RedenNietBesproken,
    Spoorsoort,
    Spoorstatus,
    Verzuim,
)
from incidents.services import arbo, gevolgen, sporen
from incidents.services.gevolgen import Gevolgen
from incidents.services.intake import NieuwSlachtoffer
from ledger.models import AuditRegel, OutboxRow
from tests.conftest import access_of
from tests.incidents.conftest import sees


@pytest.fixture
def leider(leidinggevende):
    return access_of(leidinggevende)


@pytest.fixture
def coordinator(agressiecoordinator):
    return access_of(agressiecoordinator)


def told(user) -> int:
    return OutboxRow.objects.filter(key__startswith="mail:nieuw:ernstig", key__endswith=f":{user.pk}").count()


def close(incident, by) -> None:
    sporen.take_up(incident, by=by)
    for spoor in Spoorsoort:
        sporen.skip(incident, spoor, "Niet nodig.", by=by)
    sporen.close(incident, "Wij sluiten dit af.", by=by)


def test_one_more_slachtoffer_gets_a_clock_and_no_longer_sees_the_page(meld, leider, andere_leidinggevende):
    incident = meld(days_ago=2, ontvanger=andere_leidinggevende)
    new = NieuwSlachtoffer(user=leider.user, doelwit=Doelwit.MEDEWERKER)
    gevolgen.add(incident, new, by=access_of(andere_leidinggevende))
    assert incident.termijnen.filter(code="opvanggesprek", gestopt_op=None).count() == 2
    assert not sees(leider, incident)


def test_a_leidinggevende_who_was_hurt_too_hands_it_back(meld, leider, coordinator):
    incident = meld()
    gevolgen.add(incident, NieuwSlachtoffer(user=leider.user), by=leider)
    incident.refresh_from_db()
    assert incident.leidinggevende is None
    assert permissions.is_coordinator(coordinator, incident)
    assert OutboxRow.objects.filter(key__contains=":slachtoffer:").exists()


def test_the_family_of_an_ambtsdrager_is_named_with_the_ambt(meld_raadslid, griffier):
    incident = meld_raadslid()
    new = NieuwSlachtoffer(naam="Partner", doelwit=Doelwit.GEZIN, ambt=Ambt.RAADSLID)
    hurt = gevolgen.add(incident, new, by=access_of(griffier))
    assert (hurt.doelwit, hurt.ambt) == (Doelwit.GEZIN, Ambt.RAADSLID)


def test_the_same_person_is_a_slachtoffer_once_and_needs_a_name(meld, leider, melder):
    incident = meld()
    with pytest.raises(ValidationError, match="staat er al bij"):
        gevolgen.add(incident, NieuwSlachtoffer(user=melder), by=leider)
    with pytest.raises(ValidationError, match="om wie het gaat"):
        gevolgen.add(incident, NieuwSlachtoffer(), by=leider)


def test_a_new_slachtoffer_opens_the_track_of_care_again(meld, leider):
    incident = meld()
    sporen.skip(incident, Spoorsoort.OPVANG, "Er was niemand bij.", by=leider)
    gevolgen.add(incident, NieuwSlachtoffer(naam="Bezorger"), by=leider)
    assert incident.sporen.get(soort=Spoorsoort.OPVANG).status == Spoorstatus.OPEN


def test_letsel_makes_it_heavier_and_the_direction_is_told_once(meld, leider, beslisser):
    incident = meld()
    assert (incident.ernst_objectief, told(beslisser)) == (2, 0)
    hurt = incident.slachtoffers.get()
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.LICHT), by=leider)
    assert (incident.ernst_objectief, told(beslisser)) == (3, 1)
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.BEHANDELING), by=leider)
    assert told(beslisser) == 1
    assert AuditRegel.objects.filter(verb="slachtoffer_bijwerken").first().data["ernst_naar"] == 3


def test_harm_that_shows_after_closing_is_reported_to_the_arbeidsinspectie(meld, leider, coordinator):
    incident = meld(days_ago=10)
    close(incident, leider)
    hurt = incident.slachtoffers.get()
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.BLIJVEND), by=coordinator)
    assert incident.volgende_actie == "arbeidsinspectie_melden"
    assert incident.termijn_op == timezone.localdate()
    arbo.tell_inspection(incident, by=coordinator, on=timezone.localdate(), nummer="AI-1")
    assert incident.volgende_actie == ""
    assert incident.arbomeldingen.get(soort="arbeidsinspectie").nummer == "AI-1"


def test_the_inspection_is_not_told_before_the_incident(meld, leider, coordinator):
    incident = meld(days_ago=1, over={"letsel": Letsel.ZIEKENHUISOPNAME})
    with pytest.raises(ValidationError):
        arbo.tell_inspection(
            incident, by=coordinator, on=timezone.localdate() - timedelta(days=2), nummer="AI-1"
        )


def test_absence_over_three_days_goes_into_the_accident_register(meld, leider, coordinator):
    incident = meld()
    hurt = incident.slachtoffers.get()
    with pytest.raises(Incomplete):
        arbo.write_in_register(incident, by=coordinator, on=timezone.localdate())
    gevolgen.update(incident, hurt, Gevolgen(verzuim=Verzuim.MEER_DAN_3_DAGEN), by=leider)
    with pytest.raises(ValidationError, match="ongevallenregister"):
        sporen.finish(incident, Spoorsoort.ORGANISATIE, by=leider)
    arbo.write_in_register(incident, by=coordinator, on=timezone.localdate(), nummer="12")
    sporen.finish(incident, Spoorsoort.ORGANISATIE, by=leider)
    assert incident.arbomeldingen.get().gedaan_op == timezone.localdate()


def test_discussed_with_nobody_says_why_and_with_nobody_else(meld, leider):
    incident = meld()
    hurt = incident.slachtoffers.get()
    nobody = (BesprokenMet.NIEMAND,)
    with pytest.raises(ValidationError, match="waarom"):
        gevolgen.update(incident, hurt, Gevolgen(besproken_met=nobody), by=leider)
    with pytest.raises(ValidationError, match="Niet allebei"):
        both = Gevolgen(besproken_met=(*nobody, BesprokenMet.COLLEGA))
        gevolgen.update(incident, hurt, both, by=leider)
    why = RedenNietBesproken.HOORT_ERBIJ
    gevolgen.update(incident, hurt, Gevolgen(besproken_met=nobody, reden_niet_besproken=why), by=leider)
    gevolgen.update(
        incident, hurt, Gevolgen(besproken_met=(BesprokenMet.THUIS,), reden_niet_besproken=why), by=leider
    )
    hurt.refresh_from_db()
    assert (hurt.besproken_met, hurt.reden_niet_besproken) == (["thuis"], "")


def test_what_was_medical_does_not_stand_in_the_audit(meld, leider):
    incident = meld()
    gevolgen.update(incident, incident.slachtoffers.get(), Gevolgen(letsel=Letsel.PSYCHISCH), by=leider)
    line = AuditRegel.objects.get(verb="slachtoffer_bijwerken")
    assert line.data["velden"] == ["letsel"]
    assert "psychisch" not in str(line.data)


def test_who_does_not_handle_it_changes_nothing(meld, melder, collega):
    incident = meld()
    for nobody in (melder, collega):
        with pytest.raises(NotAllowed):
            gevolgen.update(incident, incident.slachtoffers.get(), Gevolgen(), by=access_of(nobody))
