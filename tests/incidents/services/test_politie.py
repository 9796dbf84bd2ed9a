"""The track of the police: what is decided, what they were told, and what came of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete
from incidents.lists import Spoorsoort
from incidents.models import Incident, IncidentBericht, Politiebesluit, Politiecontact, Strafverloop
from incidents.services import politie, requirements, sporen
from incidents.services.politie import NieuwContact, NieuweStap, Politiekeuze
from ledger.models import AuditRegel, OutboxRow
from tests.conftest import access_of

AANGIFTE = {"stap": "aangifte", "aangever": "werkgever", "privacyvorm": "domicilie_werkgever"}
THREAT = ("dreigen_geweld",)


@pytest.fixture
def chef(leidinggevende):
    return access_of(leidinggevende)


@pytest.fixture
def regie(agressiecoordinator):
    return access_of(agressiecoordinator)


def today(days_ago: int = 0) -> date:
    return timezone.localdate() - timedelta(days=days_ago)


def track(incident: Incident) -> str:
    return incident.sporen.get(soort=Spoorsoort.POLITIE).status


def faults(raised) -> dict:
    return raised.value.message_dict


def test_a_decision_for_no_police_ends_the_track_and_its_clock(meld, chef):
    incident = meld()
    politie.decide(incident, Politiekeuze("geen", "niet_ernstig"), by=chef)
    assert track(incident) == "gedaan"
    assert incident.termijnen.get(code="politiebesluit").gestopt_op == today()


def test_a_decision_for_an_aangifte_is_done_when_there_is_one(meld, chef):
    incident = meld()
    politie.decide(incident, Politiekeuze("aangifte"), by=chef)
    assert track(incident) == "open"
    politie.record_contact(incident, NieuwContact("melding", today()), by=chef)
    assert track(incident) == "open", "a melding is less than was decided"
    politie.record_contact(incident, NieuwContact(gedaan_op=today(), **AANGIFTE), by=chef)
    assert track(incident) == "gedaan"


def test_what_was_told_before_the_decision_counts(meld, chef):
    incident = meld(over={"aangifte_gewenst": "ja"})
    politie.record_contact(incident, NieuwContact("melding", today()), by=chef)
    assert track(incident) == "open" and not requirements.has_decided(incident)
    politie.decide(incident, Politiekeuze("melding", "niet_ernstig"), by=chef)
    assert track(incident) == "gedaan"


@pytest.mark.parametrize("told", [{"stap": "melding"}, AANGIFTE])
def test_what_was_done_is_the_decision_when_there_was_none(meld, chef, told):
    incident = meld(days_ago=3)
    politie.record_contact(incident, NieuwContact("112", today(3)), by=chef)
    assert not requirements.has_decided(incident), "112 decides nothing"
    contact = NieuwContact(gedaan_op=today(1), **told)
    politie.record_contact(incident, contact, by=chef, strafbaar="ja")
    incident.refresh_from_db()
    besluit = incident.politiebesluit
    assert (besluit.strafbaar, besluit.strafbaar_op) == ("ja", today(1))
    assert (besluit.besluit, besluit.besloten_op, besluit.door) == (told["stap"], today(1), chef.user)
    assert track(incident) == "gedaan"
    assert incident.termijnen.get(code="politiebesluit").gestopt_op <= today()
    lines = AuditRegel.objects.filter(verb__startswith="politie_").order_by("pk")
    verbs = ["politie_vastleggen", "politie_besluiten", "politie_vastleggen"]
    assert list(lines.values_list("verb", flat=True)) == verbs


def test_a_decision_that_was_made_stays_whatever_is_told_later(meld, chef):
    incident = meld()
    politie.decide(incident, Politiekeuze("geen", "angst"), by=chef)
    politie.record_contact(incident, NieuwContact("melding", today()), by=chef)
    assert Incident.objects.get(pk=incident.pk).politiebesluit.besluit == "geen"


def test_the_track_is_not_called_done_before_what_was_decided_was_done(meld, chef):
    incident = meld()
    with pytest.raises(ValidationError, match="nog niet besloten"):
        sporen.finish(incident, Spoorsoort.POLITIE, by=chef)
    politie.decide(incident, Politiekeuze("aangifte"), by=chef)
    with pytest.raises(ValidationError, match="besloten tot een aangifte. Leg vast wanneer"):
        sporen.finish(incident, Spoorsoort.POLITIE, by=chef)
    assert track(incident) == "open"


def test_with_a_threat_no_police_asks_a_reason(meld, chef):
    incident = meld(gedragingen=THREAT)
    with pytest.raises(ValidationError) as raised:
        politie.decide(incident, Politiekeuze("geen"), by=chef)
    assert "geweld of bedreiging" in faults(raised)["reden_geen_aangifte"][0]
    assert not Politiebesluit.objects.exists() and track(incident) == "open"
    politie.decide(incident, Politiekeuze("geen", "angst"), by=chef)


def test_without_violence_no_reason_is_asked(meld, chef):
    politie.decide(meld(), Politiekeuze("geen"), by=chef)


@pytest.mark.parametrize("reden", ["politie_weigert", "niet_strafbaar"])
def test_a_no_of_the_police_points_to_the_hulpofficier_or_to_a_melding(meld, chef, reden):
    incident = meld(gedragingen=THREAT)
    with pytest.raises(ValidationError) as raised:
        politie.decide(incident, Politiekeuze("geen", reden), by=chef)
    assert "hulpofficier van justitie" in faults(raised)["hulpofficier_gevraagd_op"][0]
    with pytest.raises(ValidationError, match="niet voor het voorval"):
        politie.decide(incident, Politiekeuze("geen", reden, hulpofficier_gevraagd_op=today(3)), by=chef)
    politie.decide(incident, Politiekeuze("melding", reden), by=chef)
    other = meld(gedragingen=THREAT)
    politie.decide(other, Politiekeuze("geen", reden, hulpofficier_gevraagd_op=today()), by=chef)
    assert track(other) == "gedaan"


def test_another_reason_is_written_down(meld, chef):
    with pytest.raises(ValidationError, match="Schrijf op wat de reden is"):
        politie.decide(meld(), Politiekeuze("geen", "anders"), by=chef)


def test_it_is_decided_once(meld, chef):
    incident = meld()
    politie.decide(incident, Politiekeuze("geen"), by=chef)
    with pytest.raises(Incomplete, match="al genomen"):
        politie.decide(incident, Politiekeuze("aangifte"), by=chef)


def test_an_aangifte_is_neither_before_the_incident_nor_in_the_future(meld, chef):
    incident = meld(days_ago=2)
    for day, said in ((today(3), "De aangifte kan niet voor het voorval"), (today(-1), "in de toekomst")):
        with pytest.raises(ValidationError) as raised:
            politie.record_contact(incident, NieuwContact(gedaan_op=day, **AANGIFTE), by=chef)
        assert said in faults(raised)["gedaan_op"][0]
    assert not Politiecontact.objects.exists()


def test_the_police_may_have_been_called_before_it_was_reported(meld, chef):
    incident = meld(days_ago=5, gemeld_op=today(1))
    politie.record_contact(incident, NieuwContact("112", today(5)), by=chef)
    assert incident.politiecontacten.get().gedaan_op == today(5)


@pytest.mark.parametrize("name", ["aangever", "privacyvorm"])
def test_an_aangifte_says_by_whom_and_in_what_form(meld, chef, name):
    with pytest.raises(ValidationError) as raised:
        politie.record_contact(meld(), NieuwContact(gedaan_op=today(), **(AANGIFTE | {name: ""})), by=chef)
    assert name in faults(raised)


@pytest.fixture
def reported(meld, chef):
    incident = meld(days_ago=30)
    politie.record_contact(incident, NieuwContact(gedaan_op=today(20), **AANGIFTE), by=chef)
    return incident


STEPS = [
    NieuweStap("aanhouding", today(15)),
    NieuweStap("om_beslissing", today(10), afdoening="gedagvaard"),
    NieuweStap("zitting", today(-20)),
    NieuweStap("vonnis", today(1), afdoening="vonnis", toelichting="Een taakstraf."),
    NieuweStap("betaling", today(), bedrag=Decimal("1250.50")),
]


@pytest.mark.parametrize("new", STEPS, ids=lambda step: step.stap)
def test_each_step_of_justice_is_told_to_who_reported_it(reported, regie, new):
    politie.record_step(reported, new, by=regie)
    told = IncidentBericht.objects.get(incident=reported, van_melder=False)
    assert told.tekst.startswith("Er is nieuws van politie en justitie.\nOp ")
    if new.toelichting:
        assert "heeft de rechter uitspraak gedaan.\nEen taakstraf." in told.tekst
    if new.bedrag:
        assert "€ 1.250,50" in told.tekst
    mail = OutboxRow.objects.get(key__startswith=f"mail:bericht:bericht:{told.pk}:")
    assert mail.payload["to"] == [reported.melder.email] and "taakstraf" not in str(mail.payload)


@pytest.mark.parametrize(
    ("afdoening", "strafbaar"),
    [("gedagvaard", "ja"), ("niet_strafbaar", "nee"), ("sepot", "onbekend")],
)
def test_what_the_om_decides_tells_whether_it_is_punishable(reported, regie, afdoening, strafbaar):
    Politiebesluit.objects.update(strafbaar="onbekend", strafbaar_op=today())
    politie.record_step(reported, NieuweStap("om_beslissing", today(2), afdoening=afdoening), by=regie)
    besluit = Politiebesluit.objects.get()
    assert besluit.strafbaar == strafbaar
    assert besluit.strafbaar_op == (today() if strafbaar == "onbekend" else today(2))


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NieuweStap("aanhouding", today(25)), "op"),
        (NieuweStap("vonnis", today(-1), afdoening="vonnis"), "op"),
        (NieuweStap("om_beslissing", today()), "afdoening"),
        (NieuweStap("vonnis", today()), "afdoening"),
        (NieuweStap("betaling", today()), "bedrag"),
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_field_and_told_to_nobody(reported, regie, new, field):
    with pytest.raises(ValidationError) as raised:
        politie.record_step(reported, new, by=regie)
    assert field in faults(raised)
    assert not Strafverloop.objects.exists() and not IncidentBericht.objects.exists()


def test_without_an_aangifte_there_is_no_course_of_justice(meld, regie):
    with pytest.raises(Incomplete, match="nog geen aangifte"):
        politie.record_step(meld(), STEPS[0], by=regie)


def test_a_verdict_comes_after_the_incident_was_closed(reported, regie, chef):
    Incident.objects.filter(pk=reported.pk).update(status="gesloten", afgesloten_op=today())
    politie.record_step(reported, STEPS[3], by=regie)
    assert reported.strafverlopen.get().afdoening == "vonnis"
