"""Who sees which incident, what of it, and who may do what in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents import permissions
from incidents.lifecycle import LIFECYCLE
from incidents.models import Incident, IncidentUitsluiting
from incidents.permissions.asked import asked_by_step
from incidents.services import sporen, verdeling
from incidents.services.notices import whose_turn
from organisations.models import Roltoewijzing
from organisations.roles import Register, Rol
from tests.conftest import access_of, hire, let_stand_in, toewijzen
from tests.incidents.conftest import may, sees

ERNSTIG = ("slaan_schoppen",)
STATUSES = ("gemeld", "in_behandeling", "gesloten")


def put(incident: Incident, status: str) -> Incident:
    closed = incident.ontvangen_op if status == "gesloten" else None
    Incident.objects.filter(pk=incident.pk).update(status=status, afgesloten_op=closed)
    incident.refresh_from_db()
    return incident


def who_sees(cast, incident) -> set[str]:
    return {name for name, access in cast.items() if sees(access, incident)}


@pytest.mark.parametrize("status", STATUSES)
def test_who_sees_the_incident_of_an_employee(cast, meld, status):
    assert who_sees(cast, put(meld(), status)) == {"agressiecoordinator", "leidinggevende"}


@pytest.mark.parametrize("status", STATUSES)
def test_a_serious_one_is_seen_by_the_direction_until_it_is_closed(cast, meld, status):
    open_ = set() if status == "gesloten" else {"beslisser"}
    both = {"agressiecoordinator", "leidinggevende"}
    assert who_sees(cast, put(meld(gedragingen=ERNSTIG), status)) == both | open_


@pytest.mark.parametrize("status", STATUSES)
def test_the_incident_of_an_ambtsdrager_is_for_griffier_burgemeester_and_secretaris(
    cast, meld_raadslid, status
):
    incident = put(meld_raadslid(gedragingen=ERNSTIG), status)
    assert who_sees(cast, incident) == {"griffier", "burgemeester", "secretaris"}


def test_without_griffier_burgemeester_or_secretaris_it_goes_to_the_coordinator(
    meld, raadslid, agressiecoordinator
):
    incident = meld(door=raadslid, over={"doelwit": "ambtsdrager", "ambt": "raadslid", "functiegroep": ""})
    assert sees(access_of(agressiecoordinator), incident)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("gedragingen", [("schelden",), ERNSTIG])
def test_who_does_not_see_it_can_do_nothing_in_it(cast, meld, meld_raadslid, status, gedragingen):
    """A verb that could be done by who can't open the incident would be a hole."""
    for incident in (put(meld(gedragingen=gedragingen), status), put(meld_raadslid(), status)):
        for access in cast.values():
            if not sees(access, incident):
                assert not {
                    t.verb for t in LIFECYCLE.from_status(status) if permissions.may(access, t.verb, incident)
                }, access.user


def looks(access, incident) -> set[str]:
    names = ("slachtoffer", "identiteit", "bewijs", "politie", "timeline", "notities")
    return {name for name in names if getattr(permissions, f"can_see_{name}")(access, incident)}


def test_what_each_sees_of_it(cast, meld):
    incident = meld(gedragingen=ERNSTIG)
    everything = {"slachtoffer", "identiteit", "bewijs", "politie", "timeline", "notities"}
    assert looks(cast["agressiecoordinator"], incident) == everything
    assert looks(cast["leidinggevende"], incident) == everything - {"identiteit"}
    assert looks(cast["beslisser"], incident) == set()
    Incident.objects.filter(pk=incident.pk).update(bevoegd_gezag=cast["beslisser"].user)
    incident.refresh_from_db()
    assert looks(cast["beslisser"], incident) == {"identiteit", "politie"}


def test_what_each_may_do(cast, meld):
    incident = meld()
    coordinator, leader = (may(cast[name], incident) for name in ("agressiecoordinator", "leidinggevende"))
    assert leader - coordinator == {"niet_mijn_medewerker"}
    assert {"toewijzen", "uitsluiten", "corrigeren", "heropenen", "identiteit_vastleggen"} <= coordinator
    assert not leader & {"toewijzen", "uitsluiten", "corrigeren", "heropenen", "identiteit_vastleggen"}
    Incident.objects.filter(pk=incident.pk).update(bevoegd_gezag=cast["beslisser"].user)
    incident.refresh_from_db()
    decides = may(cast["beslisser"], incident)
    assert "maatregel_besluiten" in decides and "contact_opnemen" not in decides
    for name in ("melder", "collega", "baliemedewerker", "integriteitscoordinator", "buitenstaander"):
        assert not may(cast[name], incident)


# Slachtoffer, excluded, another register, another organisation


def test_for_a_slachtoffer_the_working_page_does_not_exist_whatever_their_role(
    meld, agressiecoordinator, tweede_agressiecoordinator
):
    incident = meld(door=agressiecoordinator)
    assert not sees(access_of(agressiecoordinator), incident)
    assert not may(access_of(agressiecoordinator), incident)
    assert sees(access_of(tweede_agressiecoordinator), incident)
    assert incident in Incident.objects.reported_by(access_of(agressiecoordinator))


def test_who_was_excluded_sees_nothing_any_more(meld, leidinggevende, agressiecoordinator):
    incident = meld()
    verdeling.keep_out(incident, leidinggevende, by=access_of(agressiecoordinator))
    incident.refresh_from_db()
    assert not sees(access_of(leidinggevende), incident) and not may(access_of(leidinggevende), incident)
    assert incident.leidinggevende is None


def counts(access, incident) -> bool:
    return Incident.objects.counted_for(access).filter(pk=incident.pk).exists()


def test_live_figures_leave_out_what_does_not_exist_for_who_reads_them(
    meld, agressiecoordinator, tweede_agressiecoordinator, auditor, melder, stands_in
):
    """Or a coördinator reads in a number that an incident about them, or of their own, is there."""
    about, own, other = meld(), meld(door=agressiecoordinator), meld()
    verdeling.keep_out(about, agressiecoordinator, by=access_of(tweede_agressiecoordinator))
    theirs = access_of(agressiecoordinator)
    assert [counts(theirs, one) for one in (about, own, other)] == [False, False, True]
    instead = stands_in(agressiecoordinator, melder)
    assert [counts(instead, one) for one in (about, own, other)] == [False, False, False]
    for free in (access_of(tweede_agressiecoordinator), access_of(auditor)):
        assert all(counts(free, one) for one in (about, own, other))


def test_a_role_in_the_other_register_opens_nothing(meld, integriteitscoordinator, cast):
    incident = meld(gedragingen=ERNSTIG)
    assert not sees(access_of(integriteitscoordinator), incident)


def test_a_role_that_ended_opens_nothing(meld, leidinggevende):
    incident = meld()
    yesterday = timezone.localdate() - timedelta(days=1)
    Roltoewijzing.objects.filter(user=leidinggevende, rol=Rol.LEIDINGGEVENDE).update(
        van=yesterday, tot=timezone.localdate()
    )
    assert not sees(access_of(leidinggevende), incident)


# Standing in


@pytest.fixture
def stands_in(den_haag):
    def _stands_in(user, vervanger):
        let_stand_in(user, vervanger, den_haag)
        return access_of(vervanger)

    return _stands_in


@pytest.mark.parametrize("name", ["agressiecoordinator", "leidinggevende"])
def test_who_stands_in_sees_and_does_what_the_absent_person_could(cast, meld, collega, stands_in, name):
    incident = meld(gedragingen=ERNSTIG)
    assert not sees(access_of(collega), incident)
    instead = stands_in(cast[name].user, collega)
    assert sees(instead, incident)
    assert may(instead, incident) == may(cast[name], incident)


def test_standing_in_for_a_slachtoffer_opens_nothing(
    meld, agressiecoordinator, tweede_agressiecoordinator, collega, stands_in
):
    incident = meld(door=agressiecoordinator)
    instead = stands_in(agressiecoordinator, collega)
    assert not sees(instead, incident) and not may(instead, incident)


def test_standing_in_for_somebody_excluded_leaves_what_one_is_in_person(
    meld, agressiecoordinator, tweede_agressiecoordinator, den_haag, stands_in
):
    incident = meld()
    IncidentUitsluiting.objects.create(incident=incident, user=agressiecoordinator)
    instead = stands_in(agressiecoordinator, tweede_agressiecoordinator)
    assert sees(instead, incident) and "toewijzen" in may(instead, incident)
    other = hire(den_haag, "Nico Nieuw")
    toewijzen(user=other, organisation=den_haag, rol=Rol.LEIDINGGEVENDE, register=Register.AGRESSIE)
    assert not sees(stands_in(agressiecoordinator, other), incident)


def test_a_slachtoffer_who_stands_in_for_the_coordinator_still_sees_nothing(
    meld, melder, agressiecoordinator, stands_in
):
    incident = meld()
    instead = stands_in(agressiecoordinator, melder)
    assert not sees(instead, incident) and not may(instead, incident)


def test_after_closing_the_receiver_reads_and_answers_and_who_coordinates_goes_on(
    meld, leidinggevende, andere_leidinggevende, agressiecoordinator
):
    incident = meld(gedragingen=("schelden",))
    sporen.close_lightly(incident, "Dank u wel.", by=access_of(leidinggevende))
    incident.refresh_from_db()
    assert may(access_of(leidinggevende), incident) == {"bericht_sturen", "terugtrekken"}
    read = {"slachtoffer", "bewijs", "politie", "timeline", "notities"}
    assert looks(access_of(leidinggevende), incident) == read
    assert "heropenen" in may(access_of(agressiecoordinator), incident)
    assert "bericht_sturen" in may(access_of(agressiecoordinator), incident)
    verdeling.hand_out(incident, by=access_of(agressiecoordinator), leidinggevende=andere_leidinggevende)
    incident.refresh_from_db()
    assert not sees(access_of(leidinggevende), incident) and sees(access_of(andere_leidinggevende), incident)


def test_what_a_closed_incident_still_asks_is_asked_of_who_coordinates(
    meld, leidinggevende, agressiecoordinator
):
    incident = put(meld(), "gesloten")
    Incident.objects.filter(pk=incident.pk).update(volgende_actie="maatregel_voorleggen")
    incident.refresh_from_db()

    def asked(user):
        return Incident.objects.filter(asked_by_step(access_of(user)), pk=incident.pk).exists()

    assert asked(agressiecoordinator) and not asked(leidinggevende)
    assert [user.pk for user in whose_turn(incident)] == [agressiecoordinator.pk]
