"""What one beheerder changes to who can come in under an account opens nothing until another confirms it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations import services
from organisations.access import access_for
from organisations.models import Roltoewijzing, Sessie, User
from organisations.roles import Rol
from tests.conftest import toewijzen
from tests.organisations.codes import give_app
from tests.organisations.test_rollen import confirm, give, mailed

COORDINATOR = Rol.INTEGRITEITSCOORDINATOR


@pytest.fixture
def corine(den_haag, hire) -> User:
    return hire(den_haag, Rol.MEDEWERKER, COORDINATOR, naam="Corine", email="corine@example.nl")


def reset(client, user: User):
    return client.post(reverse("tweede_stap_weghalen", args=[user.pk]))


def coordinates(user: User, organisation=None) -> bool:
    access = access_for(User.objects.get(pk=user.pk), organisation)
    return access is not None and access.heeft(COORDINATOR)


def reopen(client, user: User):
    client.post(reverse("gebruiker_sluiten", args=[user.pk]))
    return client.post(reverse("gebruiker_openen", args=[user.pk]))


@pytest.mark.parametrize("how", [reset, reopen])
def test_one_beheerder_does_not_get_into_the_account_of_somebody_with_a_role(
    how, corine, beheerder, tweede_beheerder, ingelogd
):
    give_app(corine)
    at_work, row = ingelogd(corine), corine.roltoewijzingen.get(rol=COORDINATOR)
    assert at_work.get(reverse("werklijst")).status_code == 200
    client = ingelogd(beheerder)
    assert how(client, corine).status_code == 302
    corine.refresh_from_db()
    assert not coordinates(corine) and access_for(corine).heeft(Rol.MEDEWERKER)
    assert not Sessie.objects.filter(user=corine).exists()
    assert at_work.get(reverse("werklijst")).status_code == 302
    row.refresh_from_db()
    assert (row.bevestigd_op, row.bevestigd_door, row.gegeven_door) == (None, None, beheerder)
    assert AuditRegel.objects.get(verb="rol_wacht_opnieuw").subject_id == row.pk
    assert mailed("wacht op uw bevestiging") == [tweede_beheerder.email]
    # The one who did it can't confirm it.
    client.post(reverse("rollen_bevestigen"), {"keuze": [row.pk]})
    assert not coordinates(corine)
    ingelogd(tweede_beheerder).post(reverse("rollen_bevestigen"), {"keuze": [row.pk]})
    assert coordinates(corine)
    row.refresh_from_db()
    assert row.wacht_omdat == ""


def test_the_pages_say_beforehand_what_happens_and_afterwards_why_it_waits(
    corine, beheerder, tweede_beheerder, ingelogd
):
    give_app(corine)
    client, other = ingelogd(beheerder), ingelogd(tweede_beheerder)
    told = "De rollen van Corine wachten daarna op een tweede beheerder"
    assert told in client.get(reverse("tweede_stap_weghalen", args=[corine.pk])).text
    waits = "geldt pas als een tweede beheerder het bevestigt"
    assert waits in client.get(reverse("gebruiker_wijzigen", args=[corine.pk])).text
    assert waits not in client.get(reverse("gebruiker_wijzigen", args=[beheerder.pk])).text
    reset(client, corine)
    page = other.get(reverse("rollen_bevestigen")).text
    assert "tweede stap weggehaald door Bea Beheerder" in page and "corine@example.nl" in page
    assert "Dat komt door u: tweede stap weggehaald" in client.get(reverse("rollen_bevestigen")).text


def test_an_account_that_is_opened_again_waits_too(corine, beheerder, tweede_beheerder, ingelogd):
    client = ingelogd(beheerder)
    client.post(reverse("gebruiker_sluiten", args=[corine.pk]))
    client.post(reverse("gebruiker_openen", args=[corine.pk]))
    assert access_for(User.objects.get(pk=corine.pk)) and not coordinates(corine)
    assert "account weer geopend door" in ingelogd(tweede_beheerder).get(reverse("rollen_bevestigen")).text


def test_a_beheerder_has_no_more_of_another_beheerder(beheerder, tweede_beheerder, ingelogd):
    give_app(tweede_beheerder)
    reset(ingelogd(beheerder), tweede_beheerder)
    assert not access_for(User.objects.get(pk=tweede_beheerder.pk)).heeft(Rol.BEHEERDER)


def test_the_roles_elsewhere_wait_for_a_beheerder_there(
    waterschap, hire, corine, beheerder, tweede_beheerder, ingelogd
):
    toewijzen(user=corine, organisation=waterschap, rol=COORDINATOR)
    there = hire(waterschap, Rol.BEHEERDER, email="daar@example.nl")
    give_app(corine)
    reset(ingelogd(beheerder), corine)
    assert not coordinates(corine, waterschap)
    assert sorted(mailed("wacht op uw bevestiging")) == ["daar@example.nl", tweede_beheerder.email]
    page = ingelogd(there).get(reverse("rollen_bevestigen"))
    assert page.status_code == 200 and "tweede stap weggehaald door" in page.text
    confirm(corine.roltoewijzingen.get(organisation=waterschap), there)
    assert coordinates(corine, waterschap) and not coordinates(corine)


def test_on_the_command_line_and_for_oneself_nothing_waits(den_haag, corine, beheerder, ingelogd):
    give_app(corine)
    services.change_user(user=corine, email="nieuw@example.nl", naam="Corine", by=SYSTEEM)
    services.reset_tweede_stap(user=corine, by=SYSTEEM)
    assert coordinates(corine)
    fields = {"naam": beheerder.naam, "email": "bea2@example.nl"}
    ingelogd(beheerder).post(reverse("gebruiker_wijzigen", args=[beheerder.pk]), fields)
    own = User.objects.get(pk=beheerder.pk)
    assert own.email == "bea2@example.nl" and access_for(own).heeft(Rol.BEHEERDER)
    services.change_user(user=corine, email="nieuw@example.nl", naam="Corientje", by=access_for(beheerder))
    assert coordinates(corine)


def test_a_role_that_waited_by_the_hand_of_another_lapses(
    den_haag, hire, beheerder, tweede_beheerder, ingelogd
):
    """Else one gives a role to a friend, lets the other take the second step away, and confirms that."""
    nina = hire(den_haag, Rol.MEDEWERKER)
    give_app(nina)
    row = give(nina, beheerder)
    reset(ingelogd(tweede_beheerder), nina)
    assert not Roltoewijzing.objects.waiting(den_haag).exists()
    confirm(row, beheerder)
    assert not coordinates(nina)
    own = give(nina, beheerder)
    give_app(nina)
    reset(ingelogd(beheerder), nina)
    confirm(own, tweede_beheerder)
    assert coordinates(nina)


def test_a_beheerder_changes_nobody_of_another_organisation_nor_the_owner(
    den_haag, waterschap, hire, beheerder
):
    neighbour = hire(waterschap, Rol.MEDEWERKER, email="buur@example.nl")
    toewijzen(user=neighbour, organisation=den_haag, rol=Rol.BUITENADRES)
    owner = hire(den_haag, Rol.MEDEWERKER, is_superuser=True, is_staff=True)
    by = access_for(beheerder)
    for user in (neighbour, owner):
        give_app(user)
        with pytest.raises(ValidationError):
            services.change_user(user=user, email="vriend@example.org", naam=user.naam, by=by)
        with pytest.raises(ValidationError):
            services.reset_tweede_stap(user=user, by=by)
        User.objects.filter(pk=user.pk).update(is_active=False)
        with pytest.raises(ValidationError):
            services.reactivate_user(user=user, by=by)
