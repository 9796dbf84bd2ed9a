import datetime

import pytest
from django.utils import timezone

from ledger.actors import SYSTEEM
from organisations import services
from organisations.access import access_for
from organisations.roles import HANDLERS, Rol
from tests.conftest import let_stand_in, toewijzen

DAG = datetime.timedelta(days=1)


def test_somebody_without_a_role_has_no_access(den_haag, hire):
    assert access_for(hire(den_haag)) is None


def test_a_role_counts_from_its_first_day_up_to_the_day_it_ends(den_haag, hire):
    user = hire(den_haag)
    today = timezone.localdate()
    toewijzen(user=user, organisation=den_haag, rol=Rol.GRIFFIER, van=today, tot=today + 2 * DAG)
    assert access_for(user, den_haag, on=today - DAG) is None
    assert access_for(user, den_haag, on=today + DAG).heeft(Rol.GRIFFIER)
    assert access_for(user, den_haag, on=today + 2 * DAG) is None


def test_a_role_in_one_register_is_no_role_in_the_other(den_haag, hire):
    access = access_for(hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, register="agressie"))
    assert access.heeft(Rol.INTEGRITEITSCOORDINATOR, "agressie")
    assert not access.heeft(Rol.INTEGRITEITSCOORDINATOR)


def test_a_role_for_both_registers_counts_in_either(den_haag, hire):
    access = access_for(hire(den_haag, Rol.ONDERZOEKER))
    assert access.heeft(Rol.ONDERZOEKER, "agressie") and access.heeft(Rol.ONDERZOEKER, "integriteit")


def test_a_closed_account_has_no_access(den_haag, hire):
    assert access_for(hire(den_haag, Rol.MEDEWERKER, is_active=False)) is None


def test_an_inactive_organisation_gives_nobody_access(den_haag, hire):
    user = hire(den_haag, Rol.MEDEWERKER)
    den_haag.is_actief = False
    den_haag.save()
    assert access_for(user) is None


def test_a_role_elsewhere_gives_nothing_here(den_haag, waterschap, hire):
    user = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    toewijzen(user=user, organisation=waterschap, rol=Rol.TWEEDE_LEZER)
    there = access_for(user, waterschap)
    assert there.rollen == {("", Rol.TWEEDE_LEZER)}
    assert access_for(user).organisation == den_haag
    assert access_for(user).organisaties == (den_haag, waterschap)


def test_two_queries_give_the_access_of_somebody_with_many_roles(
    den_haag, waterschap, hire, django_assert_num_queries
):
    user = hire(den_haag, *[rol for rol in Rol if rol != Rol.VERTROUWENSPERSOON])
    toewijzen(user=user, organisation=waterschap, rol=Rol.TWEEDE_LEZER)
    with django_assert_num_queries(2):
        access_for(user)


@pytest.fixture
def away(den_haag, hire):
    """A coördinator who is away today, and the colleague who stands in."""
    absent = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, Rol.BEHEERDER, Rol.VERTROUWENSPERSOON)
    colleague = hire(den_haag, Rol.PROCESBEGELEIDER)
    today = timezone.localdate()
    let_stand_in(absent, colleague, den_haag, van=today, tot=today + DAG)
    return absent, colleague


def test_a_replacement_takes_over_the_handler_roles_and_nothing_else(away):
    absent, colleague = away
    access = access_for(colleague)
    assert access.vervangt == {absent.pk} and access.user_ids == {absent.pk, colleague.pk}
    assert access.heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert not access.heeft(Rol.BEHEERDER) and not access.heeft(Rol.VERTROUWENSPERSOON)
    assert access.actor.user_id == colleague.pk


def test_a_replacement_is_over_the_day_after_the_last_day_of_absence(away):
    _, colleague = away
    today = timezone.localdate()
    assert access_for(colleague, on=today + DAG).vervangt
    assert access_for(colleague, on=today + 2 * DAG).vervangt == frozenset()
    assert not access_for(colleague, on=today + 2 * DAG).heeft(Rol.INTEGRITEITSCOORDINATOR)


def test_a_replacement_somewhere_else_gives_nothing_here(den_haag, waterschap, hire):
    absent = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    toewijzen(user=absent, organisation=waterschap, rol=Rol.INTEGRITEITSCOORDINATOR)
    colleague = hire(den_haag, Rol.PROCESBEGELEIDER)
    let_stand_in(absent, colleague, waterschap)
    assert access_for(colleague).vervangt == frozenset()
    assert access_for(colleague, waterschap) is None


def test_a_vertrouwenspersoon_never_takes_over_the_work_of_a_coordinator(den_haag, hire):
    absent = hire(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    vertrouwd = hire(den_haag, Rol.VERTROUWENSPERSOON)
    let_stand_in(absent, vertrouwd, den_haag)
    access = access_for(vertrouwd)
    assert access.vervangt == frozenset() and not access.heeft(Rol.INTEGRITEITSCOORDINATOR)


def test_no_role_that_is_personal_can_be_taken_over():
    assert not HANDLERS & {Rol.BEHEERDER, Rol.VERTROUWENSPERSOON, Rol.IDENTITEITSBEWAARDER, Rol.MEDEWERKER}


def test_the_manager_of_somebody_leads_the_own_afdeling_or_the_one_above(den_haag, hire):
    chief, boss, worker = hire(den_haag), hire(den_haag), hire(den_haag)
    top = services.create_afdeling(organisation=den_haag, naam="Dienst", leidinggevende=chief, by=SYSTEEM)
    team = services.create_afdeling(
        organisation=den_haag, naam="Team", parent=top, leidinggevende=boss, by=SYSTEEM
    )
    worker.afdeling = boss.afdeling = team
    assert worker.leidinggevende() == boss
    assert boss.leidinggevende() == chief
    assert chief.leidinggevende() is None
