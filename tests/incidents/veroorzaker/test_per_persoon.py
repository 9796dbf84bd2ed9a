"""What runs for one person leaves another person in the same incident alone, and nobody waits forever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from casework.terms import add_months
from incidents.models import Incident, VeroorzakerPersoon
from incidents.services import bewaren, correctie, feiten, veroorzaker, verwijderen
from incidents.services.feiten import Feiten
from incidents.services.veroorzaker import Identiteit, Kenschets
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM

DAG = timedelta(days=1)


def running(incident: Incident, code: str) -> set[int]:
    return set(incident.termijnen.filter(code=code, gestopt_op=None).values_list("persoon", flat=True))


@pytest.fixture
def two(meld, ken, agnes):
    """An incident with two people of whom the identity is known."""
    incident = meld()
    first = ken(incident)
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    other = Identiteit("Iemand Anders", GEBOREN)
    return incident, first, veroorzaker.identify(incident, row, other, "maatregel", by=agnes)


def test_informing_one_person_leaves_the_month_of_the_other(two, agnes):
    incident, first, second = two
    assert running(incident, "veroorzaker_informeren") == {first.pk, second.pk}
    veroorzaker.inform(incident, first, by=agnes)
    assert running(incident, "veroorzaker_informeren") == {second.pk}
    until = timezone.localdate() + 30 * DAG
    veroorzaker.postpone_informing(incident, second, until, "De politie vroeg het.", by=agnes)
    assert running(incident, "veroorzaker_informeren") == set()
    assert running(incident, "informeren_uitgesteld") == {second.pk}


def test_removing_one_person_leaves_the_month_of_the_other(two, agnes, bert, beslisser):
    incident, first, second = two
    asked = verwijderen.ask(incident, first, by=agnes, beslisser=beslisser)
    verwijderen.decide(incident, asked, "toegewezen", "Terecht.", by=bert)
    assert running(incident, "veroorzaker_informeren") == {second.pk}


def test_deciding_on_one_request_leaves_the_month_of_the_other(two, agnes, bert, beslisser):
    incident, first, second = two
    asked = [verwijderen.ask(incident, p, by=agnes, beslisser=beslisser) for p in (first, second)]
    verwijderen.decide(incident, asked[0], "afgewezen", "Nog nodig.", by=bert)
    assert running(incident, "verwijderverzoek") == {second.pk}
    verwijderen.decide(incident, asked[1], "afgewezen", "Nog nodig.", by=bert)
    assert running(incident, "verwijderverzoek") == set()


def test_after_an_identity_went_the_list_shows_the_term_that_is_left(two):
    incident, first, second = two
    incident.sporen.update(status="gedaan", afgerond_op=timezone.localdate())
    incident.termijnen.exclude(code="veroorzaker_informeren").update(gestopt_op=timezone.localdate())
    assert bewaren.forget_expired(timezone.localdate() + 800 * DAG) == 2
    incident.refresh_from_db()
    assert (incident.termijn_op, incident.termijn_code) == (None, "")


def test_who_lost_the_last_incident_is_forgotten_at_once(meld, ken, agnes):
    known = ken(meld())
    incident = meld()
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    short = veroorzaker.identify(
        incident, row, Identiteit(NAAM, None, "Dorpsstraat 1"), "maatregel", by=agnes
    )
    verwijderen.hold(incident, short, timezone.localdate() + 500 * DAG, "Strafzaak.", by=agnes)
    again = Identiteit(NAAM, GEBOREN)
    veroorzaker.identify(incident, row, again, "maatregel", by=agnes, zelfde_als=known)
    short.refresh_from_db()
    known.refresh_from_db()
    assert (short.naam, short.adres, short.verwijderd_op) == ("", "", timezone.localdate())
    assert known.naam and known.bewaarplicht_tot == timezone.localdate() + 500 * DAG
    assert running(incident, "veroorzaker_informeren") == {known.pk}


def test_a_person_is_not_merged_away_from_under_a_request(meld, ken, agnes, beslisser):
    known = ken(meld())
    incident = meld()
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    short = veroorzaker.identify(incident, row, Identiteit(NAAM), "maatregel", by=agnes)
    verwijderen.ask(incident, short, by=agnes, beslisser=beslisser)
    again = Identiteit(NAAM, GEBOREN)
    with pytest.raises(ValidationError, match="Beslis daar eerst op"):
        veroorzaker.identify(incident, row, again, "maatregel", by=agnes, zelfde_als=known)


def test_who_is_in_no_incident_goes_tonight(meld, ken):
    incident = meld()
    person = ken(incident)
    incident.veroorzakers.update(persoon=None, doel="")
    assert bewaren.day_for(person) == timezone.localdate()
    assert bewaren.forget_expired() == 1


def test_an_identity_stays_while_a_measure_is_to_be_decided_but_not_beyond_two_years(pad):
    way = pad()
    m = way.prepare()
    person = way.incident.veroorzakers.get().persoon
    year_later = add_months(way.incident.voorval_op, 12)
    assert bewaren.forget_expired(year_later) == 0
    way.care(m)
    way.lay_before(m)
    assert bewaren.forget_expired(year_later + DAG) == 0
    assert bewaren.forget_expired(add_months(way.incident.voorval_op, 24)) == 1
    person.refresh_from_db()
    assert not person.naam


def test_a_request_to_be_removed_makes_nobody_be_kept_longer(meld, ken, agnes, beslisser):
    incident = meld()
    person = ken(incident)
    verwijderen.ask(incident, person, by=agnes, beslisser=beslisser)
    assert bewaren.forget_expired(add_months(incident.voorval_op, 12)) == 1


def light(meld, days_ago: int, **more) -> Incident:
    return meld(days_ago=days_ago, gedragingen=("schelden",), **more)


def state(incident: Incident) -> tuple[int, bool]:
    incident.refresh_from_db()
    return incident.ernst_objectief, incident.herhaling


def test_correcting_the_day_weighs_what_is_a_repetition_again(meld, ken, agnes):
    later, first = light(meld, 0), light(meld, 3)
    for incident in (later, first):
        ken(incident)
    assert (state(later), state(first)) == ((2, True), (1, False))
    day = timezone.localdate() - 9 * DAG
    correctie.correct(later, "voorval_op", day, reden="Verkeerd gelezen.", by=agnes)
    assert (state(later), state(first)) == ((1, False), (2, True))


def test_another_kind_weighs_later_incidents_of_the_person_again(meld, ken, agnes):
    contact = light(meld, 10, soort="hinderlijk_contact")
    later = light(meld, 0)
    for incident in (contact, later):
        ken(incident)
    assert state(later) == (1, False)
    for soort, expected in (("incident", (2, True)), ("hinderlijk_contact", (1, False))):
        contact.refresh_from_db()
        known = {k: tuple(v) if isinstance(v, list) else v for k, v in feiten.of_incident(contact).items()}
        feiten.complete(
            contact, Feiten(**(known | {"soort": soort, "hindergronden": ("te_vaak",)})), by=agnes
        )
        assert state(later) == expected


def test_a_measure_is_not_dated_before_it_was_laid_before(pad, agnes):
    way = pad(days_ago=9)
    m = way.impose()
    with pytest.raises(ValidationError, match="Hoor en wederhoor"):
        correctie.correct(
            way.incident, f"maatregel-{m.pk}", timezone.localdate() - DAG, reden="Fout.", by=agnes
        )


def test_two_people_who_identify_the_same_person_never_wait_for_each_other(committed, meld, ken, agnes):
    known = ken(meld(days_ago=20))
    incidents = [meld(soort="hinderlijk_contact") for _ in range(2)]
    rows = [veroorzaker.add(incident, Kenschets("ja"), by=agnes) for incident in incidents]
    together = Barrier(2)

    def identify(nr: int) -> int:
        try:
            together.wait(10)
            incident = Incident.objects.get(pk=incidents[nr].pk)
            again = Identiteit(NAAM, GEBOREN)
            person = veroorzaker.identify(incident, rows[nr], again, "maatregel", by=agnes, zelfde_als=known)
            return person.pk
        finally:
            connection.close()

    for _ in range(5):
        with ThreadPoolExecutor(2) as people:
            assert list(people.map(identify, range(2))) == [known.pk] * 2
        Incident.objects.update(herhaling=False)
        for row in rows:
            row.persoon, row.doel = None, ""
            row.save()
    assert VeroorzakerPersoon.objects.count() == 1
