"""An account that is gone at the service is gone here, and who signed out there is signed out here."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations.models import Roltoewijzing, Sessie, Ssobewijs, User
from organisations.roles import Rol
from organisations.services import deactivate_user
from organisations.services.sso import LONGEST, close_gone
from organisations.sso.asking import PATIENCE, PAUSE, ask_all
from organisations.tasks import ask_services
from tests.conftest import WACHTWOORD
from tests.organisations.oidc.running import sign_in

JAN = {"email": "jan@example.nl", "email_verified": True, "groups": ["coordinatoren"]}
RULE = {"waarde": "coordinatoren", "organisatie": "den-haag", "rol": "integriteitscoordinator"}
UITGELOGD = "/account/sso/proef/uitgelogd/"


@pytest.fixture
def jan(den_haag, hire, aanbieder, settings) -> User:
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[RULE]),)
    aanbieder.set(account="sub-jan", people={"sub-jan": JAN})
    return hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")


@pytest.fixture
def client(jan) -> Client:
    client = Client()
    assert sign_in(client).status_code == 302
    return client


def is_in(client: Client) -> bool:
    """What needs no second step."""
    return client.get(reverse("mijn_meldingen")).status_code == 200


def later(**changes) -> None:
    """As if the last question was a while ago."""
    Ssobewijs.objects.update(gevraagd_op=timezone.now() - PAUSE, **changes)


def rollen(user: User) -> set[str]:
    return set(Roltoewijzing.objects.current().filter(user=user).values_list("rol", flat=True))


def test_whoever_is_still_there_stays_signed_in_however_often_it_is_asked(client, jan):
    for _ in range(3):
        later(beantwoord_op=timezone.now() - PATIENCE)
        assert ask_all() == 1
        assert Ssobewijs.objects.get().beantwoord_op > timezone.now() - timedelta(minutes=1)
    assert ask_all() == 0
    assert is_in(client)


def test_an_account_that_is_gone_there_is_closed_here_on_the_next_click(client, jan, aanbieder, ingelogd):
    by_password = ingelogd(jan)
    aanbieder.set(people={})
    later()
    assert ask_services() == 1
    assert not is_in(client) and not is_in(by_password)
    jan.refresh_from_db()
    assert not jan.is_active and rollen(jan) == {"medewerker"}
    assert Ssobewijs.objects.get().verversing is None
    assert AuditRegel.objects.filter(verb="sso_account_weg", subject_id=jan.pk).count() == 1
    assert ask_all() == 0


def test_an_account_that_comes_back_there_is_open_again_and_one_that_a_beheerder_closed_is_not(
    client, jan, aanbieder
):
    aanbieder.set(people={})
    later()
    ask_all()
    aanbieder.set(people={"sub-jan": JAN})
    again = Client()
    assert sign_in(again).status_code == 302 and is_in(again)
    assert rollen(jan) == {"medewerker", "integriteitscoordinator"}
    jan.refresh_from_db()
    deactivate_user(user=jan, by=SYSTEEM)
    assert sign_in(Client()).status_code == 403


def test_who_was_gone_and_is_then_closed_by_a_beheerder_stays_closed(client, jan, aanbieder):
    aanbieder.set(people={})
    later()
    ask_all()
    jan.refresh_from_db()
    deactivate_user(user=jan, by=SYSTEEM)
    aanbieder.set(people={"sub-jan": JAN})
    assert sign_in(Client()).status_code == 403


def test_a_service_that_does_not_answer_is_no_sign_that_somebody_is_gone_for_a_day(client, jan, aanbieder):
    aanbieder.set(down=True)
    later()
    assert ask_all() == 0 and is_in(client)
    later(beantwoord_op=timezone.now() - PATIENCE + timedelta(minutes=1))
    ask_all()
    assert is_in(client)
    later(beantwoord_op=timezone.now() - PATIENCE)
    ask_all()
    assert not is_in(client)
    jan.refresh_from_db()
    assert jan.is_active and "integriteitscoordinator" in rollen(jan)
    aanbieder.set(down=False)
    assert sign_in(Client()).status_code == 302


def test_a_session_of_a_linked_account_ends_after_half_a_day(client, jan):
    later(tot=timezone.now() + timedelta(minutes=1))
    ask_all()
    assert is_in(client)
    later(tot=timezone.now())
    ask_all()
    assert not is_in(client)


def test_whoever_signs_in_with_a_password_is_asked_about_too_once_the_account_is_linked(
    client, jan, aanbieder
):
    Ssobewijs.objects.update(tot=None)
    other = Client()
    other.post(reverse("account_login"), {"login": jan.email, "password": WACHTWOORD})
    assert is_in(other)
    assert Ssobewijs.objects.get().tot > timezone.now() + LONGEST - timedelta(minutes=1)
    aanbieder.set(people={})
    later()
    ask_all()
    assert not is_in(other)


def test_a_new_sign_in_while_the_service_answers_about_the_old_one_is_left_alone(client, jan, aanbieder):
    old = bytes(Ssobewijs.objects.get().verversing)
    again = Client()
    sign_in(again)
    close_gone(Ssobewijs.objects.get(), aanbieder.dienst(), asked_with=old)
    assert is_in(again)


def test_a_token_sealed_under_another_key_is_not_asked_with(client, jan, settings):
    settings.SECRET_KEY = "een-heel-andere-sleutel-van-minstens-veertig-tekens"
    later()
    assert ask_all() == 0
    jan.refresh_from_db()
    assert jan.is_active


def test_one_account_that_can_not_be_asked_about_does_not_keep_others_from_it(
    client, jan, den_haag, hire, aanbieder
):
    nina = hire(den_haag, Rol.MEDEWERKER, email="nina@example.nl")
    aanbieder.set(account="sub-nina", people={"sub-nina": JAN | {"email": nina.email}})
    hers = Client()
    sign_in(hers)
    Ssobewijs.objects.filter(account__user=jan).update(verversing=b"onleesbaar, en lang genoeg")
    later()
    Ssobewijs.objects.filter(account__user=jan).update(gevraagd_op=timezone.now() - 2 * PAUSE)
    aanbieder.set(people={})
    assert ask_all() == 1
    assert is_in(client) and not is_in(hers)


def sid() -> str:
    return Ssobewijs.objects.get().sids[-1]


def post(token: str) -> int:
    return Client().post(UITGELOGD, {"logout_token": token}).status_code


def test_who_signs_out_there_is_signed_out_here(client, jan, aanbieder):
    assert post(aanbieder.token(sub="sub-jan")) == 200
    assert not is_in(client)
    jan.refresh_from_db()
    assert jan.is_active and Ssobewijs.objects.get().verversing is None


def test_a_session_there_is_enough_to_know_who_signed_out(client, aanbieder):
    assert post(aanbieder.token(sid="een-andere-sessie")) == 200
    assert is_in(client)
    assert post(aanbieder.token(sid=sid())) == 200
    assert not is_in(client)


def test_a_message_that_somebody_signed_out_counts_once(client, jan, aanbieder):
    token = aanbieder.token(sub="sub-jan")
    assert [post(token), post(token)] == [200, 400]
    again = Client()
    sign_in(again)
    assert post(token) == 400 and is_in(again)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://een-ander.example"},
        {"aud": "een-ander"},
        {"exp": 1},
        {"iat": None},
        {"iat": 1},
        {"iat": 32503680000},
        {"jti": None},
        {"nonce": "x"},
        {"events": None},
        {"events": {"iets-anders": {}}},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": "ja"}},
        {"sub": None},
    ],
    ids=lambda claims: "".join(claims),
)
def test_a_message_that_is_not_right_signs_nobody_out(claims, client, aanbieder):
    assert post(aanbieder.token(**{"sub": "sub-jan"} | claims)) == 400
    assert is_in(client)


def test_nobody_else_can_sign_somebody_out(client, aanbieder):
    header, _, signature = aanbieder.token(sub="sub-x").split(".")
    _, payload, _ = aanbieder.token(sub="sub-jan").split(".")
    for token in ("", "onzin", f"{header}.{payload}.{signature}", f"eyJhbGciOiJub25lIn0.{payload}."):
        assert post(token) == 400
    assert Client().get(UITGELOGD).status_code == 405
    assert is_in(client)


def test_the_service_itself_tells_it(committed, live_server, client, aanbieder):
    """The message as a provider really sends it, to a server that really listens."""
    aanbieder.sign_out(sub="sub-jan", sid=sid(), to=f"{live_server.url}{UITGELOGD}")
    assert not Sessie.objects.exists() and not is_in(client)
