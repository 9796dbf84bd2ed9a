"""How long an identity is kept, and that it is gone when its day has come."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.models import Bestand
from casework.terms import add_months
from incidents.models import Maatregelbrief, Signaal
from incidents.services import balie, bewaren, brieven, correctie, looptijd, veroorzaker, verwijderen
from incidents.services.bewaren import removal_day
from incidents.tasks import forget_identities
from ledger import audit
from ledger.models import AuditRegel

DAG = timedelta(days=1)


@pytest.mark.parametrize(
    ("measure", "hold", "expected"),
    [
        (None, None, date(2027, 1, 10)),
        (date(2026, 7, 10), None, date(2027, 7, 10)),
        (date(2026, 1, 20), None, date(2027, 1, 20)),
        (date(2027, 1, 10), None, date(2028, 1, 10)),
        (date(2027, 6, 10), None, date(2028, 1, 10)),
        (date(2028, 1, 31), None, date(2028, 2, 1)),
        (None, date(2030, 5, 1), date(2030, 5, 2)),
        (None, date(2026, 5, 1), date(2027, 1, 10)),
    ],
)
def test_the_day_of_removal_follows_the_last_incident_the_measure_and_the_law(measure, hold, expected):
    assert removal_day(date(2026, 1, 10), maatregel_tot=measure, bewaarplicht_tot=hold) == expected


def test_the_clock_follows_a_measure_that_is_imposed_and_ended(pad, bert):
    way = pad()
    person, today = veroorzaker.persons_of(way.incident).get(), timezone.localdate()
    assert person.bewaren_tot == add_months(today, 12)
    m = way.impose()
    person.refresh_from_db()
    assert person.bewaren_tot == add_months(m.eindigt_op, 12)
    looptijd.end(way.incident, m, "Het gaat weer goed.", by=bert)
    person.refresh_from_db()
    assert person.bewaren_tot == add_months(today, 12)


def test_the_clock_starts_again_with_a_new_incident(meld, ken):
    first = meld(days_ago=100)
    person = ken(first)
    assert person.bewaren_tot == add_months(first.voorval_op, 12)
    ken(meld())
    person.refresh_from_db()
    assert person.bewaren_tot == add_months(timezone.localdate(), 12)


def test_the_clock_follows_a_day_that_was_corrected(meld, ken, agnes):
    incident = meld(days_ago=10)
    person = ken(incident)
    earlier = incident.voorval_op - 30 * DAG
    correctie.correct(incident, "voorval_op", earlier, reden="Verkeerde maand", by=agnes)
    person.refresh_from_db()
    assert person.bewaren_tot == add_months(earlier, 12)


def test_keeping_longer_needs_a_reason_and_an_end(meld, ken, agnes):
    incident, today = meld(), timezone.localdate()
    person = ken(incident)
    with pytest.raises(ValidationError, match="reden"):
        verwijderen.hold(incident, person, today + 500 * DAG, "", by=agnes)
    for day in (today, add_months(today, 61)):
        with pytest.raises(ValidationError, match="einddatum"):
            verwijderen.hold(incident, person, day, "De strafzaak loopt nog.", by=agnes)
    verwijderen.hold(incident, person, today + 500 * DAG, "De strafzaak loopt nog.", by=agnes)
    person.refresh_from_db()
    assert person.bewaren_tot == today + 501 * DAG


def test_when_the_day_has_come_the_identity_goes_once_and_the_incident_stays(pad, agnes):
    way = pad()
    person = veroorzaker.persons_of(way.incident).get()
    way.impose()
    m = way.incident.maatregelen.get()
    brieven.make(way.incident, m, by=agnes)
    veroorzaker.inform(way.incident, person, by=agnes)
    balie.set_signal(way.incident, person, "twee_personen", geldig_tot=timezone.localdate() + DAG, by=agnes)
    person.refresh_from_db()
    assert Bestand.objects.count() == 4
    assert bewaren.forget_expired(person.bewaren_tot - DAG) == 0
    assert bewaren.forget_expired(person.bewaren_tot) == 1
    assert bewaren.forget_expired(person.bewaren_tot + DAG) == 0
    gone = person.bewaren_tot
    person.refresh_from_db()
    assert (person.naam, person.zoeknaam, person.geboortedatum, person.adres) == ("", "", None, "")
    assert person.verwijderd_op == gone
    assert not Bestand.objects.exists() and not Signaal.objects.exists()
    assert Maatregelbrief.objects.get().pdf is None
    assert way.incident.veroorzakers.get().persoon == person
    assert AuditRegel.objects.filter(verb="identiteit_verwijderd").count() == 2
    assert audit.history(person).get(verb="identiteit_verwijderd").actor_kind == "systeem"


def test_a_clock_that_was_not_set_again_removes_nothing_too_early(meld, ken):
    person = ken(meld())
    person.bewaren_tot = timezone.localdate() - DAG
    person.save()
    assert forget_identities() == 0
    person.refresh_from_db()
    assert person.naam and person.bewaren_tot > timezone.localdate()


@pytest.fixture
def verzoek(meld, ken, agnes, beslisser):
    incident = meld()
    person = ken(incident)
    balie.set_signal(incident, person, "twee_personen", geldig_tot=timezone.localdate() + DAG, by=agnes)
    return verwijderen.ask(incident, person, by=agnes, toelichting="Wis alles.", beslisser=beslisser)


def test_a_request_goes_to_who_decides_and_the_law_gives_a_month(verzoek, beslisser, agnes):
    incident = verzoek.incident
    incident.refresh_from_db()
    assert incident.bevoegd_gezag == beslisser
    term = incident.termijnen.get(code="verwijderverzoek")
    assert term.wettelijk and term.verloopt_op == add_months(timezone.localdate(), 1)
    with pytest.raises(ValidationError, match="al een verzoek"):
        verwijderen.ask(incident, verzoek.persoon, by=agnes)


@pytest.mark.parametrize("besluit", ["toegewezen", "deels", "afgewezen"])
def test_every_decision_on_a_request_needs_a_reason(verzoek, besluit, bert):
    with pytest.raises(ValidationError, match="reden"):
        verwijderen.decide(verzoek.incident, verzoek, besluit, " ", by=bert)


@pytest.mark.parametrize(
    ("besluit", "naam", "adres", "signals"),
    [("toegewezen", False, False, 0), ("deels", True, False, 0), ("afgewezen", True, True, 1)],
)
def test_a_decision_removes_what_it_says(verzoek, besluit, naam, adres, signals, bert):
    verwijderen.decide(verzoek.incident, verzoek, besluit, "Dit weegt het zwaarst.", by=bert)
    person = verzoek.persoon
    person.refresh_from_db()
    verzoek.refresh_from_db()
    assert (bool(person.naam), bool(person.adres), Signaal.objects.count()) == (naam, adres, signals)
    assert (verzoek.besluit, verzoek.door) == (besluit, bert.user)
    assert verzoek.incident.termijnen.get(code="verwijderverzoek").gestopt_op


def test_nobody_is_removed_while_a_measure_runs_or_the_law_asks_to_keep_it(pad, agnes, bert, beslisser):
    way = pad()
    way.impose()
    person = veroorzaker.persons_of(way.incident).get()
    asked = verwijderen.ask(way.incident, person, by=agnes, beslisser=beslisser)
    with pytest.raises(ValidationError, match="loopt een maatregel"):
        verwijderen.decide(way.incident, asked, "toegewezen", "Akkoord.", by=bert)
    looptijd.end(way.incident, way.incident.maatregelen.get(), "Niet meer nodig.", by=bert)
    verwijderen.hold(way.incident, person, timezone.localdate() + 30 * DAG, "Strafzaak.", by=agnes)
    with pytest.raises(ValidationError, match="De wet vraagt"):
        verwijderen.decide(way.incident, asked, "toegewezen", "Akkoord.", by=bert)
    person.refresh_from_db()
    assert person.naam
