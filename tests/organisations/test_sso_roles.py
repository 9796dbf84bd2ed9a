"""A role that the service takes away is gone here too, also for who signs in another way."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from integrity.lists import Melderpositie
from ledger.models import AuditRegel
from organisations.access import CONFIRMED_FOR, access_for
from organisations.models import Afwezigheid, Roltoewijzing, Ssobewijs, User
from organisations.roles import Rol
from organisations.sso.asking import PAUSE, ask_all
from tests.conftest import WACHTWOORD, toewijzen
from tests.organisations.codes import code, give_app
from tests.organisations.oidc.running import sign_in

JAN = {"email": "jan@example.nl", "email_verified": True}
COORDINATOR = JAN | {"groups": ["coordinatoren"]}
RULE = {"waarde": "coordinatoren", "organisatie": "den-haag", "rol": "integriteitscoordinator"}


@pytest.fixture
def jan(den_haag, hire, aanbieder, settings) -> User:
    """Has a second step of his own, and came in through the service before."""
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[RULE]),)
    aanbieder.set(account="sub-jan", people={"sub-jan": COORDINATOR})
    jan = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    give_app(jan)
    return jan


@pytest.fixture
def linked(jan) -> User:
    assert sign_in(Client()).status_code == 302
    return jan


def without_the_service(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": WACHTWOORD})
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    return client


def ask() -> int:
    Ssobewijs.objects.update(gevraagd_op=timezone.now() - PAUSE)
    return ask_all()


def unconfirmed() -> None:
    """The service said nothing of anybody since half a day."""
    Ssobewijs.objects.update(beantwoord_op=timezone.now() - CONFIRMED_FOR)


def rollen(user: User) -> set[str]:
    return set(Roltoewijzing.objects.current().filter(user=user).values_list("rol", flat=True))


def works(client: Client) -> bool:
    return client.get(reverse("werklijst")).status_code == 200


def test_a_role_that_was_taken_away_there_ends_here_within_a_quarter(linked, aanbieder):
    client = without_the_service(linked)
    assert works(client)
    aanbieder.set(people={"sub-jan": JAN})
    assert ask() == 1
    assert rollen(linked) == {"medewerker"} and not works(client)
    assert client.get(reverse("mijn_meldingen")).status_code == 200
    line = AuditRegel.objects.get(verb="rol_beeindigd")
    assert (line.actor_kind, line.data["user"]) == ("systeem", linked.pk)


def test_a_role_that_was_given_there_begins_and_what_was_given_by_hand_stays(linked, aanbieder, settings):
    beheer = {"waarde": "beheer", "organisatie": "den-haag", "rol": "beheerder"}
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[RULE, beheer]),)
    toewijzen(user=linked, organisation=linked.home_organisation, rol=Rol.LEIDINGGEVENDE)
    aanbieder.set(people={"sub-jan": JAN | {"groups": ["beheer"]}})
    assert [ask(), ask()] == [1, 1]
    assert rollen(linked) == {"medewerker", "leidinggevende", "beheerder"}


@pytest.mark.parametrize("tamper", ["sub", "key", "iss", "aud", "azp", "alg none", "no id_token"])
def test_what_is_not_right_changes_no_role_and_confirms_nothing(tamper, linked, aanbieder):
    unconfirmed()
    aanbieder.set(people={"sub-jan": JAN}, tamper=tamper)
    # the token for the next time is kept, whatever else was wrong
    assert [ask(), ask()] == [0, 0]
    assert "integriteitscoordinator" in rollen(linked) and not confirmed()
    aanbieder.set(people={"sub-jan": COORDINATOR}, tamper=None)
    assert ask() == 1 and confirmed()


def confirmed() -> bool:
    return Ssobewijs.objects.get().beantwoord_op > timezone.now() - timedelta(minutes=1)


def test_a_service_that_gives_no_id_token_the_second_time_tells_the_roles_in_its_userinfo(linked, aanbieder):
    unconfirmed()
    aanbieder.set(tamper="no id_token")
    assert ask() == 1 and confirmed() and "integriteitscoordinator" in rollen(linked)
    aanbieder.set(people={"sub-jan": JAN | {"groups": []}})
    assert ask() == 1 and rollen(linked) == {"medewerker"}


def test_userinfo_that_gives_no_answer_ends_no_role(linked, aanbieder):
    unconfirmed()
    aanbieder.set(people={"sub-jan": JAN}, down="/me")
    assert ask() == 0
    assert "integriteitscoordinator" in rollen(linked) and not confirmed()


# What nobody confirmed for half a day


def test_a_role_of_a_service_that_said_nothing_for_half_a_day_opens_nothing(linked, dien_in):
    zaak = dien_in(melderpositie=Melderpositie.OPEN).zaak
    unconfirmed()
    client = without_the_service(linked)
    page = client.get("/").content.decode()
    assert "De rollen die u via Proefstad heeft, werken nog niet." in page
    assert not works(client) and client.get(reverse("zaak", args=[zaak.kenmerk])).status_code == 404
    assert ask_all() == 1  # at once: who signed in waits for it
    assert works(client) and client.get(reverse("zaak", args=[zaak.kenmerk])).status_code == 200


def test_signing_in_through_the_service_confirms(linked):
    unconfirmed()
    sign_in(Client())
    assert confirmed()
    client = without_the_service(linked)
    assert works(client) and "werken nog niet" not in client.get("/").content.decode()


def test_the_word_of_another_service_confirms_nothing(linked):
    Roltoewijzing.objects.filter(user=linked, bron="sso:proef").update(bron="sso:proef2")
    access = access_for(linked, in_session=True)
    assert not access.heeft(Rol.INTEGRITEITSCOORDINATOR) and access.heeft(Rol.MEDEWERKER)


def test_who_is_only_told_of_something_keeps_the_role_overnight(linked, den_haag):
    """A melding of the night must find its coördinator."""
    unconfirmed()
    assert access_for(linked).heeft(Rol.INTEGRITEITSCOORDINATOR)
    assert linked in User.objects.holding(den_haag, Rol.INTEGRITEITSCOORDINATOR)
    assert not access_for(linked, in_session=True).heeft(Rol.INTEGRITEITSCOORDINATOR)


def test_who_stands_in_for_somebody_does_so_for_longer_than_half_a_day(linked, den_haag, hire):
    stand_in, today = hire(den_haag, Rol.MEDEWERKER), timezone.localdate()
    days = {"van": today, "tot": today, "zelf_gekozen": True}
    Afwezigheid.objects.create(user=linked, vervanger=stand_in, organisation=den_haag, **days)
    unconfirmed()
    assert access_for(stand_in, in_session=True).heeft(Rol.INTEGRITEITSCOORDINATOR)
