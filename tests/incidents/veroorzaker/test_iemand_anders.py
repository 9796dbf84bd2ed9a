"""Who it was is corrected in one incident: who they were thought to be stays who they are elsewhere."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.models import Bestandsinhoud
from incidents.models import Maatregelbrief, Veroorzakermaatregel, VeroorzakerPersoon
from incidents.services import balie, brieven, politiedossier, verdeling, veroorzaker
from incidents.services.politiedossier import Aanvraag
from incidents.services.veroorzaker import Identiteit, Kenschets
from ledger import audit
from tests.conftest import access_of
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM, url_of

ANDER = Identiteit("Karel Onschuldig", date(1971, 2, 3), "Kerkweg 9")
VERBETERD = Identiteit("Sem van Dreighen", GEBOREN)
OVER_EEN_MAAND = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def bo(baliemedewerker):
    return access_of(baliemedewerker)


@pytest.fixture
def two(meld, ken):
    """Two incidents of one person."""
    here, there = meld(), meld()
    assert ken(there) == ken(here)
    return here, there


def identify(incident, identiteit, by):
    return veroorzaker.identify(incident, incident.veroorzakers.get(), identiteit, "maatregel", by=by)


def make_police_file(incident, by):
    return politiedossier.make(incident, Aanvraag("Agnes", "070 1234567", "agnes@example.nl"), by=by)


def names_in(*incidents) -> list[str]:
    return [veroorzaker.persons_of(incident).get().naam for incident in incidents]


def test_somebody_else_here_leaves_who_it_was_in_the_other_incident(two, agnes):
    here, there = two
    former = veroorzaker.persons_of(there).get()
    identify(here, ANDER, agnes)
    assert names_in(here, there) == ["Karel Onschuldig", NAAM]
    former.refresh_from_db()
    assert (former.geboortedatum, former.adres) == (GEBOREN, "Dorpsstraat 1\n1234 AB Dorp")


def test_the_signal_of_the_other_incident_never_becomes_that_of_somebody_else(two, agnes, bo):
    here, there = two
    person = veroorzaker.persons_of(there).get()
    balie.set_signal(there, person, "twee_personen", geldig_tot=OVER_EEN_MAAND, by=agnes)
    identify(here, ANDER, agnes)
    assert balie.look_up(ANDER.naam, ANDER.geboortedatum, by=bo) == []
    assert len(balie.look_up(NAAM, GEBOREN, by=bo)) == 1


def test_a_slip_of_the_pen_is_mended_in_every_incident_of_the_person(two, agnes):
    identify(two[0], VERBETERD, agnes)
    assert names_in(*two) == ["Sem van Dreighen", "Sem van Dreighen"]
    assert VeroorzakerPersoon.objects.count() == 1


def test_who_may_not_open_the_other_incident_changes_nothing_in_it(
    two, agnes, stuur, tweede_agressiecoordinator
):
    here, there = two
    verdeling.keep_out(there, tweede_agressiecoordinator, by=agnes)
    fields = {"doel": "maatregel", "naam": ANDER.naam, "geboortedatum": "3-2-1971", "adres": "Kerkweg 9"}
    answer = stuur(tweede_agressiecoordinator, here, "identiteit_vastleggen", **fields)
    assert answer.status_code == 302
    assert names_in(here, there) == ["Karel Onschuldig", NAAM]
    assert veroorzaker.persons_of(there).get().adres == "Dorpsstraat 1\n1234 AB Dorp"


def test_who_may_not_open_the_other_incident_mends_the_name_in_their_own(
    two, agnes, stuur, tweede_agressiecoordinator
):
    here, there = two
    verdeling.keep_out(there, tweede_agressiecoordinator, by=agnes)
    answer = stuur(tweede_agressiecoordinator, here, "identiteit_vastleggen", naam=VERBETERD.naam)
    assert answer.status_code == 302
    assert names_in(here, there) == ["Sem van Dreighen", NAAM]


def test_a_measure_follows_the_name_that_is_mended_in_its_own_incident_only(
    pad, meld, ken, agnes, tweede_agressiecoordinator
):
    way, there = pad(), meld()
    ken(there)
    way.impose()
    verdeling.keep_out(there, tweede_agressiecoordinator, by=agnes)
    mended = identify(way.incident, VERBETERD, access_of(tweede_agressiecoordinator))
    assert names_in(there) == [NAAM]
    assert Veroorzakermaatregel.objects.get().persoon == mended


def test_the_name_of_who_it_was_not_goes_from_the_police_file(meld, ken, agnes):
    incident = meld()
    former = ken(incident, doel="aangifte")
    made = make_police_file(incident, agnes)
    assert NAAM.encode() in bytes(made.gegevens.inhoud.inhoud)
    identify(incident, ANDER, agnes)
    former.refresh_from_db()
    made.refresh_from_db()
    assert not former.naam and made.verwijderd_op == timezone.localdate()
    assert not Bestandsinhoud.objects.filter(bestand__in=(made.pdf, made.gegevens)).exists()


def test_a_letter_that_nobody_got_goes_with_who_it_was_not(pad, agnes):
    way = pad()
    measure = way.prepare()
    way.care(measure)
    concept = brieven.make(way.incident, measure, by=agnes)
    identify(way.incident, VERBETERD, agnes)
    assert Maatregelbrief.objects.get() == concept, "a slip of the pen leaves it"
    identify(way.incident, ANDER, agnes)
    assert not Maatregelbrief.objects.exists()
    assert not Bestandsinhoud.objects.filter(bestand__in=(concept.pdf, concept.odt)).exists()


def test_the_police_file_of_the_other_incident_keeps_the_name(meld, ken, agnes):
    here, there = meld(), meld()
    for incident in (here, there):
        ken(incident, doel="aangifte")
    made = {incident: make_police_file(incident, agnes) for incident in (here, there)}
    identify(here, ANDER, agnes)
    for one in made.values():
        one.refresh_from_db()
    assert made[here].verwijderd_op and made[there].verwijderd_op is None
    assert NAAM.encode() in bytes(made[there].gegevens.inhoud.inhoud)


def test_a_slip_of_the_pen_leaves_the_police_file(meld, ken, agnes):
    incident = meld()
    ken(incident, doel="aangifte")
    made = make_police_file(incident, agnes)
    identify(incident, VERBETERD, agnes)
    made.refresh_from_db()
    assert made.verwijderd_op is None


INGETROKKEN = "Het signaal voor de balie is ingetrokken. Stel het opnieuw in voor deze persoon."


@pytest.fixture
def warned(two, agnes):
    """Two incidents of one person, of whom the desk is told something in each."""
    person = veroorzaker.persons_of(two[0]).get()
    for incident, what in zip(two, ("twee_personen", "beveiliging"), strict=True):
        balie.set_signal(incident, person, what, geldig_tot=OVER_EEN_MAAND, by=agnes)
    return two


def test_the_desk_is_told_no_more_about_who_it_was_not(warned, agnes, bo):
    here, there = warned
    identify(here, ANDER, agnes)
    assert [s.incident for s in balie.look_up(NAAM, GEBOREN, by=bo)] == [there]
    gone = here.signalen.get()
    assert gone.ingetrokken_op == timezone.localdate()
    line = audit.history(here).filter(verb="identiteit_vastleggen").last()
    assert line.data["signalen_ingetrokken"] == [gone.pk]


def test_a_signal_of_one_incident_does_not_pass_to_somebody_else(meld, ken, agnes, bo):
    incident = meld()
    balie.set_signal(incident, ken(incident), "twee_personen", geldig_tot=OVER_EEN_MAAND, by=agnes)
    identify(incident, ANDER, agnes)
    assert balie.look_up(NAAM, GEBOREN, by=bo) == []
    assert balie.look_up(ANDER.naam, ANDER.geboortedatum, by=bo) == []


def test_a_signal_stays_when_the_person_is_still_in_the_incident(warned, agnes, bo):
    here, _ = warned
    again = veroorzaker.add(here, Kenschets("ja"), by=agnes)
    row, person = here.veroorzakers.first(), veroorzaker.persons_of(here).get()
    here.veroorzakers.filter(pk=again.pk).update(persoon=person, doel="maatregel")
    veroorzaker.identify(here, row, ANDER, "maatregel", by=agnes)
    assert len(balie.look_up(NAAM, GEBOREN, by=bo)) == 2


def test_a_slip_of_the_pen_leaves_the_signal(warned, agnes, bo):
    identify(warned[0], VERBETERD, agnes)
    assert len(balie.look_up(VERBETERD.naam, GEBOREN, by=bo)) == 2


def test_the_page_says_that_the_signal_was_withdrawn_until_there_is_a_new_one(
    meld, ken, agnes, stuur, agressiecoordinator, ingelogd
):
    incident = meld()
    balie.set_signal(incident, ken(incident), "twee_personen", geldig_tot=OVER_EEN_MAAND, by=agnes)

    def page() -> str:
        return ingelogd(agressiecoordinator).get(url_of(incident)).content.decode()

    assert INGETROKKEN not in page()
    fields = {"doel": "maatregel", "naam": ANDER.naam, "geboortedatum": "3-2-1971"}
    stuur(agressiecoordinator, incident, "identiteit_vastleggen", **fields)
    assert INGETROKKEN in page()
    person = veroorzaker.persons_of(incident).get()
    balie.set_signal(incident, person, "twee_personen", geldig_tot=OVER_EEN_MAAND, by=agnes)
    assert INGETROKKEN not in page()
