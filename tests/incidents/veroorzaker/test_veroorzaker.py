"""The reaction, who it is, and what a veroorzaker is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import Incomplete
from casework.terms import add_months
from incidents.models import Incident, Reactie, VeroorzakerPersoon
from incidents.models.veroorzaker import plain_letters
from incidents.services import notices, veroorzaker
from incidents.services.veroorzaker import Identiteit, Kenschets
from ledger import audit
from ledger.models import AuditRegel, OutboxRow
from tests.conftest import access_of
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM

MORGEN = timedelta(days=1)


def running(incident: Incident, code: str):
    return incident.termijnen.filter(code=code, gestopt_op=None).first()


def mails_to(email: str) -> int:
    return sum(email in row.payload.get("to", []) for row in OutboxRow.objects.all())


@pytest.mark.parametrize(
    ("naam", "key"),
    [
        ("Sem van Dreigen", "semvandreigen"),
        ("Sém  VAN-Dreigen.", "semvandreigen"),
        ("Ærøskjold Łuc", "aeroskjoldluc"),
        ("Straße", "strasse"),
        ("Юлия", "юлия"),
        ("123 -", ""),
    ],
)
def test_a_name_is_searched_in_plain_letters(naam, key):
    assert plain_letters(naam) == key


def test_a_reaction_ends_its_clock_and_with_a_tick_the_track(meld, leo):
    incident = meld()
    veroorzaker.react(incident, "Aangesproken", by=leo, klaar=True)
    assert running(incident, "reactie_veroorzaker") is None
    assert incident.spoor("veroorzaker").status == "gedaan"
    with pytest.raises(Incomplete):
        veroorzaker.react(incident, "Nog eens", by=leo)


def test_a_reaction_may_come_later_with_a_reason_and_is_then_asked_again(meld, leo):
    incident, today = meld(), timezone.localdate()
    with pytest.raises(ValidationError, match="waarom"):
        veroorzaker.react_later(incident, today + MORGEN, " ", by=leo)
    with pytest.raises(ValidationError, match="na vandaag"):
        veroorzaker.react_later(incident, today, "De veroorzaker is opgenomen.", by=leo)
    veroorzaker.react_later(incident, today + 5 * MORGEN, "De veroorzaker is opgenomen.", by=leo)
    assert running(incident, "reactie_veroorzaker").verloopt_op == today + 5 * MORGEN
    assert incident.spoor("veroorzaker").status == "open"
    veroorzaker.react(incident, "Gebeld", by=leo)
    assert Reactie.objects.filter(incident=incident).count() == 2


def test_an_identity_is_not_kept_without_a_purpose(meld, agnes):
    incident = meld()
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    with pytest.raises(ValidationError, match="doel"):
        veroorzaker.identify(incident, row, Identiteit(NAAM), "", by=agnes)
    with pytest.raises(ValidationError, match="letters"):
        veroorzaker.identify(incident, row, Identiteit("123"), "aangifte", by=agnes)
    assert not VeroorzakerPersoon.objects.exists()


def test_an_identity_is_not_kept_when_the_incident_is_too_long_ago(meld, agnes):
    incident = meld(days_ago=400)
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    with pytest.raises(ValidationError, match="langer dan 12 maanden"):
        veroorzaker.identify(incident, row, Identiteit(NAAM), "maatregel", by=agnes)


def test_the_same_person_again_is_a_repetition_and_the_direction_hears_when_it_becomes_serious(
    meld, ken, beslisser
):
    first, again = meld(days_ago=30), meld()
    ken(first)
    assert (again.ernst_objectief, again.herhaling, mails_to(beslisser.email)) == (2, False, 0)
    person = ken(again)
    again.refresh_from_db()
    first.refresh_from_db()
    assert VeroorzakerPersoon.objects.get() == person
    assert (again.ernst_objectief, again.herhaling, first.herhaling) == (3, True, False)
    assert mails_to(beslisser.email) == 1


def test_what_the_person_did_later_is_weighed_when_the_earlier_incident_gets_a_name(meld, ken):
    earlier, later = meld(days_ago=30), meld()
    ken(later)
    ken(earlier)
    later.refresh_from_db()
    earlier.refresh_from_db()
    assert (later.herhaling, earlier.herhaling) == (True, False)
    assert audit.history(later).filter(verb="herhaling_vastgesteld").count() == 1


def test_only_the_same_name_and_day_of_birth_are_the_same_person(meld, ken, agnes):
    ken(meld())
    other = meld()
    born = GEBOREN
    found = [
        len(veroorzaker.search(other, Identiteit(*asked), by=agnes))
        for asked in ((NAAM, born), ("SEM VAN DREIGEN", born), (NAAM, born + MORGEN), (NAAM,), ("Sem", born))
    ]
    assert found == [1, 1, 0, 0, 0]
    assert AuditRegel.objects.filter(verb="identiteit_gezocht", subject_id=other.pk).count() == 4
    assert "Dreigen" not in str(list(AuditRegel.objects.values_list("data", flat=True)))


def test_who_may_not_search_gets_no_hint_that_somebody_is_known(meld, meld_raadslid, ken, griffier, raadslid):
    ken(meld())
    incident, by = meld_raadslid(), access_of(griffier)
    assert veroorzaker.search(incident, Identiteit(NAAM, GEBOREN), by=by) == []
    row = veroorzaker.add(incident, Kenschets("ja"), by=by)
    person = veroorzaker.identify(incident, row, Identiteit(NAAM, GEBOREN), "aangifte", by=by)
    incident.refresh_from_db()
    assert not incident.herhaling and VeroorzakerPersoon.objects.count() == 2
    assert person.bewaren_tot == add_months(incident.voorval_op, 12)


def test_who_may_search_finds_nobody_of_incidents_they_may_not_open(meld, meld_raadslid, griffier, agnes):
    hidden, by = meld_raadslid(), access_of(griffier)
    row = veroorzaker.add(hidden, Kenschets("ja"), by=by)
    veroorzaker.identify(hidden, row, Identiteit(NAAM, GEBOREN), "aangifte", by=by)
    assert veroorzaker.search(meld(), Identiteit(NAAM, GEBOREN), by=agnes) == []


def test_one_can_only_be_linked_to_somebody_who_was_found(meld, ken, agnes):
    other = ken(meld(), naam="Iemand Anders")
    incident = meld()
    row = veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    with pytest.raises(ValidationError, match="niet gevonden"):
        veroorzaker.identify(
            incident, row, Identiteit(NAAM, GEBOREN), "maatregel", by=agnes, zelfde_als=other
        )


def test_the_form_asks_whether_it_is_the_same_person_and_shows_the_earlier_incidents(
    meld, ken, agressiecoordinator, agnes, stuur
):
    known, incident = meld(), meld()
    ken(known)
    veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    fields = {"doel": "maatregel", "naam": NAAM, "geboortedatum": f"{GEBOREN:%d-%m-%Y}"}
    asked = stuur(agressiecoordinator, incident, "identiteit_vastleggen", **fields)
    assert asked.status_code == 200 and known.kenmerk in asked.content.decode()
    assert not incident.herhaling
    stuur(agressiecoordinator, incident, "identiteit_vastleggen", **fields, zelfde="ja")
    assert incident.herhaling and VeroorzakerPersoon.objects.count() == 1


def test_somebody_else_with_the_same_name_stays_somebody_else(meld, ken, agressiecoordinator, agnes, stuur):
    ken(meld())
    incident = meld()
    veroorzaker.add(incident, Kenschets("ja"), by=agnes)
    fields = {"doel": "maatregel", "naam": NAAM, "geboortedatum": f"{GEBOREN:%d-%m-%Y}", "zelfde": "nee"}
    stuur(agressiecoordinator, incident, "identiteit_vastleggen", **fields)
    assert not incident.herhaling and VeroorzakerPersoon.objects.count() == 2


def test_the_law_gives_a_month_to_inform_and_a_letter_ends_it(meld, ken, agnes):
    incident = meld()
    person = ken(incident)
    assert running(incident, "veroorzaker_informeren").verloopt_op == add_months(timezone.localdate(), 1)
    veroorzaker.inform(incident, person, by=agnes)
    person.refresh_from_db()
    assert person.geinformeerd_op == timezone.localdate()
    assert person.informatie_pdf.mime == "application/pdf" and person.informatie_odt
    assert running(incident, "veroorzaker_informeren") is None


def test_informing_is_postponed_with_a_reason_and_asked_again_on_that_day(
    meld, ken, agnes, agressiecoordinator
):
    incident, today = meld(), timezone.localdate()
    person = ken(incident)
    with pytest.raises(ValidationError, match="waarom"):
        veroorzaker.postpone_informing(incident, person, today + 30 * MORGEN, "", by=agnes)
    with pytest.raises(ValidationError, match="wordt verwijderd"):
        veroorzaker.postpone_informing(
            incident, person, person.bewaren_tot, "De politie vroeg het.", by=agnes
        )
    veroorzaker.postpone_informing(incident, person, today + 30 * MORGEN, "De politie vroeg het.", by=agnes)
    assert running(incident, "veroorzaker_informeren") is None
    term = running(incident, "informeren_uitgesteld")
    assert term.verloopt_op == today + 30 * MORGEN
    before = mails_to(agressiecoordinator.email)
    notices.remind(today + 31 * MORGEN)
    assert mails_to(agressiecoordinator.email) > before
    veroorzaker.inform(incident, person, by=agnes, brief=False)
    assert running(incident, "informeren_uitgesteld") is None


def test_a_name_is_only_on_the_page_of_who_may_know_it(
    meld, ken, ingelogd, agressiecoordinator, leidinggevende
):
    incident = meld()
    ken(incident)
    url = f"/agressie/incidenten/{incident.kenmerk}/"
    assert NAAM in ingelogd(agressiecoordinator).get(url).content.decode()
    page = ingelogd(leidinggevende).get(url).content.decode()
    assert "Veroorzaker 1" in page and NAAM not in page and "Dorpsstraat" not in page


def test_the_page_says_when_the_identity_is_removed(meld, ken, ingelogd, agressiecoordinator):
    incident = meld(voorval_op=date(2026, 3, 5), gemeld_op=date(2026, 3, 5))
    ken(incident)
    page = ingelogd(agressiecoordinator).get(f"/agressie/incidenten/{incident.kenmerk}/").content.decode()
    assert "Wordt verwijderd op" in page and "5 maart 2027" in page
