"""The four tracks: what skipping, closing and opening again do to the clocks, and what the law keeps open."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import IllegalTransition, Incomplete
from incidents.lists import Letsel, Spoorsoort, Verzuim
from incidents.models import Politiebesluit
from incidents.services import arbo, gevolgen, opvang, politie, sporen, veroorzaker
from incidents.services.engine import ENGINE
from incidents.services.gevolgen import Gevolgen
from incidents.services.intake import NieuwSlachtoffer
from incidents.services.opvang import Gesprek
from incidents.services.politie import Politiekeuze
from ledger.models import AuditRegel, OutboxRow
from tests.conftest import access_of
from tests.incidents.conftest import sees

PLICHTEN = {"arbeidsinspectie", "ongevallenregister"}


def day(days_ago: int = 0):
    return timezone.localdate() - timedelta(days=days_ago)


def running(incident) -> set[str]:
    return set(incident.termijnen.filter(gestopt_op=None).values_list("code", flat=True))


@pytest.fixture
def leider(leidinggevende):
    return access_of(leidinggevende)


@pytest.fixture
def coordinator(agressiecoordinator):
    return access_of(agressiecoordinator)


def skip_all(incident, by, on=None) -> None:
    sporen.take_up(incident, by=by, on=on)
    for soort in Spoorsoort:
        sporen.skip(incident, soort, "Niet nodig.", by=by, on=on)


def test_skipping_the_organisation_does_not_stop_the_clock_of_the_law(meld, leider, coordinator):
    incident = meld(over={"letsel": Letsel.ZIEKENHUISOPNAME})
    skip_all(incident, leider)
    assert running(incident) == PLICHTEN
    arbo.tell_inspection(incident, by=coordinator, on=day())
    assert running(incident) == {"ongevallenregister"}
    with pytest.raises(Incomplete, match="ongevallenregister"):
        sporen.close(incident, "Klaar.", by=leider)
    arbo.write_in_register(incident, by=coordinator, on=day())
    sporen.close(incident, "Klaar.", by=leider)
    assert running(incident) == set()


def test_nothing_is_closed_lightly_while_a_duty_of_the_arbowet_is_open(meld, leider):
    incident = meld(gedragingen=("schelden",), over={"verzuim": Verzuim.MEER_DAN_3_DAGEN})
    assert incident.ernst_objectief == 1
    with pytest.raises(Incomplete, match="Arbowet"):
        sporen.close_lightly(incident, "Dank u.", by=leider)


def test_a_track_that_opens_again_has_its_clock_again_from_that_day(meld, leider, coordinator, collega):
    incident = meld(days_ago=6)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega), by=leider)
    skip_all(incident, leider, on=day(3))
    sporen.close(incident, "Klaar.", by=leider, on=day(3))
    assert running(incident) == set()
    sporen.reopen(incident, ["opvang", "veroorzaker", "politie"], "Er is iets nieuws.", by=coordinator)
    begun = incident.termijnen.filter(gestopt_op=None).order_by("code", "slachtoffer")
    assert [(t.code, t.gestart_op) for t in begun] == [
        ("opvanggesprek", day()),
        ("opvanggesprek", day()),
        ("politiebesluit", day()),
        ("reactie_veroorzaker", day()),
    ]


def test_care_that_opens_again_asks_for_who_still_waits_and_else_for_everybody(meld, leider, collega):
    incident = meld(days_ago=3)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega), by=leider)
    first, second = incident.slachtoffers.order_by("pk")
    done = Gesprek("gehouden", day(), met="leidinggevende", vervolg="klaar")
    opvang.record(incident, first, done, by=leider)
    for waiting in ({second.pk}, {first.pk, second.pk}):
        sporen.skip(incident, Spoorsoort.OPVANG, "Niet nodig.", by=leider)
        sporen.reopen_track(incident, Spoorsoort.OPVANG, by=leider)
        open_terms = incident.termijnen.filter(code="opvanggesprek", gestopt_op=None)
        assert {t.slachtoffer_id for t in open_terms} == waiting
        opvang.record(incident, second, done, by=leider)


def test_a_reopened_track_takes_a_new_decision_on_the_police_and_a_new_reaction(meld, leider):
    incident = meld()
    no = Politiekeuze("geen", reden_geen_aangifte="niet_ernstig", strafbaar="nee")
    politie.decide(incident, no, by=leider)
    veroorzaker.react(incident, "gesprek", by=leider, klaar=True)
    for soort in (Spoorsoort.POLITIE, Spoorsoort.VEROORZAKER):
        sporen.reopen_track(incident, soort, by=leider)
    assert {"politie_besluiten", "reactie_vastleggen"} <= {
        t.verb for t in ENGINE.offered(leider, incident) if not ENGINE.what_is_missing(incident, t.verb)
    }
    politie.decide(incident, Politiekeuze("aangifte"), by=leider)
    veroorzaker.react(incident, "brief", by=leider)
    assert incident.politiebesluit.besluit == "aangifte"
    kept = Politiebesluit.objects.filter(incident=incident).order_by("pk")
    assert [(b.besluit, b.strafbaar) for b in kept] == [("geen", "nee"), ("aangifte", "nee")]
    assert incident.reacties.count() == 2
    for verb in ("politie_besluiten", "reactie_vastleggen"):  # and then no third one
        assert ENGINE.what_is_missing(incident, verb)


def test_letsel_that_was_a_mistake_takes_its_duties_back_but_not_those_that_were_met(
    meld, leider, coordinator
):
    incident = meld(over={"letsel": Letsel.ZIEKENHUISOPNAME})
    hurt = incident.slachtoffers.get()
    arbo.tell_inspection(incident, by=coordinator, on=day())
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.GEEN), by=leider)
    assert [a.soort for a in incident.arbomeldingen.all()] == ["arbeidsinspectie"]
    assert not running(incident) & PLICHTEN
    line = AuditRegel.objects.get(verb="slachtoffer_bijwerken")
    assert line.data["meldplicht_vervallen"] == ["ongevallenregister"]
    gevolgen.update(incident, hurt, Gevolgen(verzuim=Verzuim.MEER_DAN_3_DAGEN), by=leider)
    assert "ongevallenregister" in running(incident)


def test_letsel_that_shows_later_is_told_at_once_to_who_must_tell_the_inspection(
    meld, leider, agressiecoordinator
):
    incident = meld()
    hurt = incident.slachtoffers.get()
    OutboxRow.objects.all().delete()
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.LICHT), by=leider)
    assert not OutboxRow.objects.exists()
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.BLIJVEND), by=leider)
    tasks = OutboxRow.objects.filter(key__startswith="mail:taak:")
    assert [row.payload["to"] for row in tasks] == [[agressiecoordinator.email]]
    gevolgen.update(incident, hurt, Gevolgen(letsel=Letsel.BLIJVEND, ernst_beleving=2), by=leider)
    assert tasks.count() == 1


def test_it_is_not_closed_on_a_day_before_its_tracks_ended(meld, leider):
    incident = meld(days_ago=9)
    sporen.take_up(incident, by=leider, on=day(8))
    for soort in Spoorsoort:
        sporen.skip(incident, soort, "Niet nodig.", by=leider, on=day(2))
    with pytest.raises(ValidationError, match="Spoor Opvang en nazorg klaar"):
        sporen.close(incident, "Klaar.", by=leider, on=day(5))
    sporen.close(incident, "Klaar.", by=leider, on=day(2))


def test_it_is_not_closed_lightly_before_a_track_that_ended(meld, leider):
    incident = meld(days_ago=9, gedragingen=("schelden",))
    sporen.skip(incident, Spoorsoort.POLITIE, "Niet nodig.", by=leider, on=day(2))
    with pytest.raises(ValidationError, match="Spoor Politie klaar"):
        sporen.close_lightly(incident, "Dank u.", by=leider, on=day(5))


@pytest.mark.parametrize("gedraging", ["dreigen_geweld", "spugen"])
def test_after_violence_or_a_threat_the_police_are_not_skipped_before_they_were_decided_on(
    meld, leider, gedraging
):
    incident = meld(gedragingen=("schelden", gedraging))
    with pytest.raises(ValidationError, match="besluit u eerst over de politie"):
        sporen.skip(incident, Spoorsoort.POLITIE, "De melder wil dit niet.", by=leider)
    assert incident.sporen.get(soort="politie").status == "open"
    politie.decide(incident, Politiekeuze("melding"), by=leider)
    sporen.skip(incident, Spoorsoort.POLITIE, "De wijkagent was er al bij.", by=leider)
    assert incident.sporen.get(soort="politie").status == "overgeslagen"


@pytest.mark.parametrize("reden", [".", "x", "- -", "nvt"])
def test_a_reason_to_skip_says_something(meld, leider, reden):
    incident = meld()
    with pytest.raises(ValidationError, match="enkele woorden"):
        sporen.skip(incident, Spoorsoort.OPVANG, reden, by=leider)
    assert not incident.sporen.exclude(status="open").exists()


def test_when_the_only_coordinator_is_a_slachtoffer_the_outside_address_coordinates(
    meld, leider, coordinator, agressiecoordinator
):
    incident = meld()
    gevolgen.add(incident, NieuwSlachtoffer(user=agressiecoordinator), by=leider)
    incident.refresh_from_db()
    assert not sees(coordinator, incident) and incident.buitenadres_op is not None


def test_what_can_not_be_done_any_more_is_said_of_an_incident(meld, leider):
    incident = meld()
    sporen.take_up(incident, by=leider)
    with pytest.raises(IllegalTransition, match="de status van het incident is intussen een andere"):
        sporen.take_up(incident, by=leider)
