"""A role that a beheerder gives opens nothing until a second beheerder confirmed it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel, OutboxRow
from organisations import services
from organisations.access import Access, access_for
from organisations.models import Roltoewijzing, User
from organisations.roles import Rol


def give(user: User, by: User, rol: str = Rol.INTEGRITEITSCOORDINATOR, **fields) -> Roltoewijzing:
    here = access_for(by).organisation
    return services.give_rol(user=user, organisation=here, rol=rol, by=access_for(by), **fields)


def confirm(row: Roltoewijzing, by: User | Access) -> None:
    by = by if isinstance(by, Access) else access_for(by)
    services.confirm_rollen([row], organisation=row.organisation, by=by)


def mailed(key: str = "") -> list[str]:
    rows = OutboxRow.objects.filter(kind="mail", payload__subject__icontains=key)
    return [to for row in rows for to in row.payload["to"]]


def test_a_role_that_was_given_opens_nothing_until_it_is_confirmed(
    den_haag, hire, beheerder, tweede_beheerder, ingelogd
):
    user = hire(den_haag, Rol.MEDEWERKER)
    client = ingelogd(user)
    row = give(user, beheerder)
    assert not access_for(user).heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert user not in User.objects.holding(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    assert client.get(reverse("werklijst")).status_code == 404
    confirm(row, tweede_beheerder)
    assert client.get(reverse("werklijst")).status_code == 200
    assert user in User.objects.holding(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    assert AuditRegel.objects.get(verb="rol_bevestigd").user_id == tweede_beheerder.pk


def test_the_role_of_a_medewerker_needs_no_second_person(den_haag, hire, beheerder):
    user = hire(den_haag)
    give(user, beheerder, Rol.MEDEWERKER)
    assert access_for(user).heeft(Rol.MEDEWERKER)


def test_who_gave_a_role_or_receives_it_cannot_confirm_it(den_haag, hire, beheerder, tweede_beheerder):
    theirs = give(hire(den_haag, Rol.MEDEWERKER), beheerder)
    own = give(tweede_beheerder, beheerder)
    for row, who in ((theirs, beheerder), (own, tweede_beheerder)):
        with pytest.raises(ValidationError):
            confirm(row, who)
        row.refresh_from_db()
        assert row.bevestigd_op is None


def test_the_database_refuses_it_too(den_haag, hire, beheerder):
    row = give(hire(den_haag, Rol.MEDEWERKER), beheerder)
    for wrong in ({"bevestigd_door": beheerder}, {"bevestigd_door": row.user}, {"gegeven_door": row.user}):
        with pytest.raises(IntegrityError, match="by_two_others"), transaction.atomic():
            Roltoewijzing.objects.filter(pk=row.pk).update(bevestigd_op=timezone.localdate(), **wrong)


def test_a_beheerder_of_elsewhere_confirms_nothing_here(den_haag, waterschap, hire, beheerder):
    row = give(hire(den_haag, Rol.MEDEWERKER), beheerder)
    stranger = access_for(hire(waterschap, Rol.BEHEERDER))
    services.confirm_rollen([row], organisation=waterschap, by=stranger)
    row.refresh_from_db()
    assert row.bevestigd_op is None


def test_a_neighbour_who_is_beheerder_here_confirms(den_haag, waterschap, hire, beheerder):
    neighbour = hire(waterschap, Rol.BEHEERDER)
    services.give_rol(user=neighbour, organisation=den_haag, rol=Rol.BEHEERDER, by=SYSTEEM)
    user = hire(den_haag, Rol.MEDEWERKER)
    confirm(give(user, beheerder), access_for(neighbour, den_haag))
    assert access_for(user).heeft(Rol.INTEGRITEITSCOORDINATOR)


def test_a_beheerder_made_by_a_beheerder_waits_too_so_one_person_does_not_become_two(
    den_haag, hire, beheerder
):
    stooge = hire(den_haag, Rol.MEDEWERKER)
    give(stooge, beheerder, Rol.BEHEERDER)
    assert not access_for(stooge).heeft(Rol.BEHEERDER)


def test_the_command_line_makes_a_second_beheerder_and_confirms_one_that_waits(den_haag, hire, beheerder):
    user = hire(den_haag, Rol.MEDEWERKER, email="tweede@example.nl")
    row = give(user, beheerder, Rol.BEHEERDER)
    call_command("maak_beheerder", den_haag.slug, email="tweede@example.nl", naam="Tweede")
    row.refresh_from_db()
    assert row.bevestigd_op == timezone.localdate() and row.bevestigd_door is None
    assert access_for(user).heeft(Rol.BEHEERDER)


def test_a_role_confirmed_later_was_not_in_force_before(den_haag, hire, beheerder, tweede_beheerder):
    user, yesterday = hire(den_haag, Rol.MEDEWERKER), timezone.localdate() - datetime.timedelta(days=1)
    confirm(give(user, beheerder, van=yesterday - datetime.timedelta(days=9)), tweede_beheerder)
    assert access_for(user).heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert access_for(user, on=yesterday) is None


def test_the_other_beheerders_hear_that_a_role_waits_and_who_gave_it_does_not(
    den_haag, hire, beheerder, tweede_beheerder
):
    give(hire(den_haag, Rol.MEDEWERKER, naam="Nina Nieuw"), beheerder)
    assert mailed("wacht op uw bevestiging") == [tweede_beheerder.email]
    body = OutboxRow.objects.get(kind="mail").payload["body"]
    assert reverse("rollen_bevestigen") in body and "Nina" not in body


def test_who_coordinates_hears_of_a_new_pair_of_eyes_in_the_own_register(
    den_haag, hire, beheerder, tweede_beheerder
):
    hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, register="integriteit", email="i@example.nl")
    hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, register="agressie", email="a@example.nl")
    new = hire(den_haag, Rol.MEDEWERKER, naam="Nina Nieuw", email="nina@example.nl")
    confirm(give(new, beheerder, Rol.ONDERZOEKER, register="integriteit"), tweede_beheerder)
    assert mailed("Er is iemand bij gekomen") == ["i@example.nl"]
    assert mailed("is bevestigd") == ["nina@example.nl"]
    confirm(give(new, beheerder, Rol.BEHEERDER), tweede_beheerder)
    assert len(mailed("Er is iemand bij gekomen")) == 1


def test_who_coordinates_sees_who_may_see_zaken_and_who_let_them(
    den_haag, hire, beheerder, tweede_beheerder, ingelogd
):
    client = ingelogd(hire(den_haag, Rol.INTEGRITEITSCOORDINATOR, register="integriteit"))
    new = hire(den_haag, Rol.MEDEWERKER, naam="Nina Nieuw")
    row = give(new, beheerder, Rol.ONDERZOEKER, register="integriteit")
    hire(den_haag, Rol.GRIFFIER, register="agressie", naam="Gerda Griffier")
    assert "Nina Nieuw" not in client.get(reverse("wie_heeft_inzage")).text
    confirm(row, tweede_beheerder)
    page = client.get(reverse("wie_heeft_inzage")).text
    assert "Nina Nieuw" in page and f"{beheerder.naam}, {tweede_beheerder.naam}" in page
    assert "Gerda Griffier" not in page
    assert ingelogd(new).get(reverse("wie_heeft_inzage")).status_code == 404


def test_the_page_confirms_and_refuses_what_is_ticked(den_haag, hire, beheerder, tweede_beheerder, ingelogd):
    one, other = (hire(den_haag, Rol.MEDEWERKER) for _ in range(2))
    yes, no = give(one, beheerder), give(other, beheerder)
    client, url = ingelogd(tweede_beheerder), reverse("rollen_bevestigen")
    assert "Er wachten 2 rollen of e-mailadressen op uw bevestiging" in client.get(reverse("beheer")).text
    assert "Kruis minstens één rol of adres aan" in client.post(url, {}).text
    assert client.post(url, {"keuze": [yes.pk]}).status_code == 302
    assert client.post(url, {"keuze": [no.pk], "weigeren": "ja"}).status_code == 302
    assert access_for(one).heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert not access_for(other).heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert not Roltoewijzing.objects.waiting(den_haag).exists()
    assert AuditRegel.objects.get(verb="rol_geweigerd").subject_id == no.pk


def test_the_page_has_no_box_for_what_one_gave_oneself(den_haag, hire, beheerder, ingelogd):
    row = give(hire(den_haag, Rol.MEDEWERKER, naam="Nina Nieuw"), beheerder)
    client, url = ingelogd(beheerder), reverse("rollen_bevestigen")
    page = client.get(url).text
    assert "Nina Nieuw" in page and f'value="{row.pk}"' not in page
    assert "U bent de enige beheerder" in page and "maak_beheerder" in page
    assert client.post(url, {"keuze": [row.pk]}).status_code == 200
    row.refresh_from_db()
    assert row.bevestigd_op is None


def test_who_gave_a_role_that_waits_takes_it_back(den_haag, hire, beheerder):
    row = give(hire(den_haag, Rol.MEDEWERKER), beheerder)
    services.end_rol(toewijzing=row, by=access_for(beheerder))
    assert not Roltoewijzing.objects.waiting(den_haag).exists()
