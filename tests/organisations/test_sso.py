"""Signing in through a service: a real OpenID Connect provider, and the way of a browser to it and back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from ledger.models import AuditRegel
from organisations.access import access_for
from organisations.models import Roltoewijzing, Ssobewijs, User
from organisations.roles import Rol
from organisations.services import confirm_rollen, end_rol, reset_tweede_stap
from tests.conftest import toewijzen
from tests.organisations.codes import give_app
from tests.organisations.oidc.running import back_from, sign_in

JAN = {"email": "jan@example.nl", "email_verified": True, "name": "Jan Jansen"}
GEWEIGERD = "U kunt met uw account van Proefstad niet inloggen in GIR."


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def current(user: User) -> set[tuple[str, str, str]]:
    rows = Roltoewijzing.objects.current().filter(user=user)
    return set(rows.values_list("organisation__slug", "register", "rol"))


@pytest.fixture
def jan(den_haag, hire, aanbieder) -> User:
    aanbieder.set(account="sub-jan", people={"sub-jan": JAN})
    return hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")


def test_somebody_comes_in_with_the_account_of_work_and_is_known_from_then_on(jan, aanbieder):
    client = Client()
    answer = sign_in(client)
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert signed_in_as(client) == str(jan.pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid, account.extra_data) == (jan, "proef", "sub-jan", {})
    # another address there, and no verified one: the pair of service and sub is who it is
    aanbieder.set(people={"sub-jan": {"email": "jansen@example.nl"}})
    again = Client()
    sign_in(again)
    assert signed_in_as(again) == str(jan.pk) and SocialAccount.objects.count() == 1
    assert [row.data["dienst"] for row in AuditRegel.objects.filter(verb="sso_gekoppeld")] == ["proef"]


def test_the_way_to_the_service_has_pkce_a_state_and_a_nonce_and_nothing_that_was_asked_for(jan):
    query = "?scope=admin&auth_params=acr_values%3Dlaag&process=connect&next=/melden/"
    asked = parse_qs(urlsplit(Client().get(f"/account/sso/proef/{query}")["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["code_challenge"][0]
    assert len(asked["nonce"][0]) == 32 and asked["state"][0] and asked["response_type"] == ["code"]
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile", "offline_access"}
    assert "acr_values" not in asked
    assert asked["redirect_uri"] == ["http://localhost:8000/account/sso/proef/terug/"]


def test_who_signs_in_comes_where_they_were_going_and_never_on_another_site(jan):
    assert sign_in(Client(), "?next=/melden/")["Location"] == "/melden/"
    assert sign_in(Client(), "?next=https://kwaad.example/")["Location"] == "/"


def test_another_site_can_not_start_a_sign_in(jan):
    answer = Client().get("/account/sso/proef/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 302 and answer["Location"] == reverse("account_login")


def test_a_service_that_does_not_exist_has_no_pages(jan):
    for path in ("/account/sso/geen/", "/account/sso/geen/terug/"):
        assert Client().get(path).status_code == 404
    assert Client().post("/account/sso/geen/uitgelogd/").status_code == 404


@pytest.mark.parametrize(
    "tamper", ["aud", "azp", "iss", "exp", "nonce", "no nonce", "sub", "alg none", "secret", "key"]
)
def test_a_token_that_is_not_right_signs_nobody_in_and_does_not_say_why(tamper, jan, aanbieder):
    aanbieder.set(tamper=tamper)
    client = Client()
    answer = sign_in(client)
    page = answer.content.decode()
    assert answer.status_code == 401 and "Inloggen is niet gelukt" in page
    assert signed_in_as(client) is None and not SocialAccount.objects.exists()
    aanbieder.set(tamper=None)
    assert sign_in(client).status_code == 302


def test_a_state_of_another_browser_signs_nobody_in(jan):
    started, other = Client(), Client()
    way_back = back_from(started.get("/account/sso/proef/")["Location"])
    other.get("/account/sso/proef/")
    assert other.get(way_back).status_code == 401 and signed_in_as(other) is None
    assert started.get(way_back.replace("state=", "state=x")).status_code == 401
    assert signed_in_as(started) is None


def test_a_code_counts_once(jan):
    client = Client()
    way_back = back_from(client.get("/account/sso/proef/")["Location"])
    assert client.get(way_back).status_code == 302
    for browser in (client, Client()):
        browser.logout()
        assert browser.get(way_back).status_code == 401
        assert signed_in_as(browser) is None


def test_whoever_stops_at_the_service_reads_that_nothing_happened(jan, aanbieder):
    aanbieder.set(account=None)
    client = Client()
    answer = sign_in(client)
    assert answer["Location"] == reverse("socialaccount_login_cancelled")
    assert "Er is niets gebeurd." in client.get(answer["Location"]).content.decode()


def test_a_service_that_does_not_answer_is_said_in_words(jan, aanbieder):
    aanbieder.set(down=True)
    answer = Client().get("/account/sso/proef/")
    assert answer.status_code == 503 and "Inloggen is niet gelukt" in answer.content.decode()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "jan@example.nl", "email_verified": False},
        {"email": "jan@example.nl"},
        {"email": "niemand@example.nl", "email_verified": True},
        {"email": "dicht@example.nl", "email_verified": True},
        {"email": "buur@example.nl", "email_verified": True},
        {"email": "root@example.nl", "email_verified": True},
        {"name": "Jan Jansen"},
    ],
    ids=["not verified", "not said", "unknown", "closed", "of another organisation", "of nobody", "without"],
)
def test_who_does_not_come_in_reads_the_same_whatever_the_reason(claims, jan, waterschap, hire, aanbieder):
    hire(jan.home_organisation, Rol.MEDEWERKER, email="dicht@example.nl", is_active=False)
    hire(waterschap, Rol.MEDEWERKER, email="buur@example.nl")
    User.objects.create_superuser("root@example.nl", "Root", home_organisation=jan.home_organisation)
    aanbieder.set(account="sub-x", people={"sub-x": claims})
    client, stranger = Client(), Client()
    answer = sign_in(client)
    assert answer.status_code == 403 and GEWEIGERD in answer.content.decode()
    assert signed_in_as(client) is None and not SocialAccount.objects.exists()
    aanbieder.set(account="sub-y", people={"sub-y": {"email": "ook-niet@example.nl", "email_verified": True}})
    pages = [re.sub(rb'nonce="[^"]*"', b"", page.content) for page in (sign_in(stranger), answer)]
    assert pages[0] == pages[1]


def test_a_second_sub_does_not_get_the_account_of_the_first(jan, aanbieder):
    sign_in(Client())
    aanbieder.set(account="sub-kwaad", people={"sub-kwaad": JAN})
    client = Client()
    assert sign_in(client).status_code == 403 and signed_in_as(client) is None


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_allauth_wrote_down_links_nobody(verified, den_haag, hire, aanbieder):
    """Only the address that a beheerder gave the account counts, whatever stands beside it."""
    nina = hire(den_haag, Rol.MEDEWERKER, email="nina@example.nl")
    EmailAddress.objects.create(user=nina, email="jan@example.nl", verified=verified, primary=True)
    aanbieder.set(account="sub-jan", people={"sub-jan": JAN})
    client = Client()
    assert sign_in(client).status_code == 403 and signed_in_as(client) is None
    aanbieder.set(people={"sub-jan": {"email": "nina@example.nl", "email_verified": False}})
    assert sign_in(client).status_code == 403 and not SocialAccount.objects.exists()


def test_a_service_does_not_answer_any_more_for_an_organisation_it_lost(jan, aanbieder, settings):
    sign_in(Client())
    settings.GIR_OIDC = (aanbieder.dienst(organisaties=["delfland"]),)
    client = Client()
    assert sign_in(client).status_code == 403 and signed_in_as(client) is None


def test_an_address_of_a_domain_that_the_installation_trusts_counts_as_verified(jan, aanbieder, settings):
    """Some services never say that an address is verified. One that says it is not, is believed."""
    settings.GIR_OIDC = (aanbieder.dienst(email_domeinen=["example.nl"]),)
    aanbieder.set(people={"sub-jan": {"email": "jan@example.nl", "email_verified": False}})
    assert sign_in(Client()).status_code == 403
    aanbieder.set(people={"sub-jan": {"email": "Jan@Example.nl"}})
    assert sign_in(Client()).status_code == 302


def test_a_service_that_may_make_accounts_makes_one_for_a_stranger(
    den_haag, waterschap, hire, aanbieder, settings
):
    settings.GIR_OIDC = (aanbieder.dienst(maak_accounts="den-haag"),)
    hire(waterschap, Rol.MEDEWERKER, email="buur@example.nl")
    aanbieder.set(account="sub-jan", people={"sub-jan": JAN, "sub-x": {"email": "x@example.nl"}})
    client = Client()
    assert sign_in(client).status_code == 302
    jan = User.objects.get(email="jan@example.nl")
    assert signed_in_as(client) == str(jan.pk)
    assert (jan.naam, jan.home_organisation, jan.has_usable_password()) == ("Jan Jansen", den_haag, False)
    assert current(jan) == {("den-haag", "", "medewerker")}
    aanbieder.set(account="sub-x")
    assert sign_in(Client()).status_code == 403
    aanbieder.set(people={"sub-x": {"email": "buur@example.nl", "email_verified": True}})
    assert sign_in(Client()).status_code == 403


COORDINATOR = {
    "waarde": "coordinatoren",
    "organisatie": "den-haag",
    "register": "integriteit",
    "rol": "integriteitscoordinator",
}
VERTROUWEN = {"waarde": "vertrouwen", "organisatie": "den-haag", "rol": "vertrouwenspersoon"}
BEHEER = {"waarde": "beheer", "organisatie": "den-haag", "rol": "beheerder"}


def come_in_with(aanbieder, *groups: str) -> Client:
    aanbieder.set(people={"sub-jan": JAN | {"groups": list(groups)}})
    client = Client()
    assert sign_in(client).status_code == 302
    return client


def test_roles_follow_the_claims_at_every_sign_in_and_what_was_given_by_hand_stays(jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[COORDINATOR, BEHEER]),)
    by_hand = ("den-haag", "", "medewerker")
    come_in_with(aanbieder, "coordinatoren", "iets anders")
    assert current(jan) == {by_hand, ("den-haag", "integriteit", "integriteitscoordinator")}
    assert Roltoewijzing.objects.get(rol="integriteitscoordinator").bron == "sso:proef"
    come_in_with(aanbieder, "coordinatoren", "beheer")
    assert ("den-haag", "", "beheerder") in current(jan)
    come_in_with(aanbieder)
    assert current(jan) == {by_hand}
    verbs = AuditRegel.objects.filter(actor_kind="systeem", data__user=jan.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["rol_beeindigd", "rol_beeindigd", "rol_gegeven", "rol_gegeven"]
    come_in_with(aanbieder, "coordinatoren")
    assert ("den-haag", "integriteit", "integriteitscoordinator") in current(jan)


def test_a_claim_without_a_rule_gives_nothing(jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[COORDINATOR]),)
    come_in_with(aanbieder, "beheerder", "admin", "integriteitscoordinator")
    assert current(jan) == {("den-haag", "", "medewerker")}


def test_two_roles_that_may_not_go_together_are_both_not_given_and_the_person_is_told(
    jan, aanbieder, settings
):
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[COORDINATOR, VERTROUWEN]),)
    come_in_with(aanbieder, "vertrouwen")
    assert ("den-haag", "", "vertrouwenspersoon") in current(jan)
    client = come_in_with(aanbieder, "coordinatoren", "vertrouwen")
    assert current(jan) == {("den-haag", "", "medewerker")}
    told = client.get("/").content.decode()
    assert "De rol Vertrouwenspersoon bij Gemeente Den Haag krijgt u niet via Proefstad" in told
    assert "De rol Integriteitscoördinator bij Gemeente Den Haag krijgt u niet via Proefstad" in told


def test_a_claim_does_not_put_a_role_beside_one_given_by_hand_that_forbids_it(jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[COORDINATOR]),)
    toewijzen(user=jan, organisation=jan.home_organisation, rol=Rol.VERTROUWENSPERSOON)
    come_in_with(aanbieder, "coordinatoren")
    assert current(jan) == {("den-haag", "", "medewerker"), ("den-haag", "", "vertrouwenspersoon")}


def test_a_role_that_was_given_by_hand_too_does_not_end_with_the_claim(jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[BEHEER]),)
    toewijzen(user=jan, organisation=jan.home_organisation, rol=Rol.BEHEERDER)
    come_in_with(aanbieder, "beheer")
    come_in_with(aanbieder)
    assert ("den-haag", "", "beheerder") in current(jan)


@pytest.mark.parametrize(
    ("claims", "counts"),
    [({"amr": ["pwd", "mfa"]}, True), ({"amr": ["pwd"]}, False), ({"acr": "hoog"}, True), ({}, False)],
)
def test_a_second_factor_counts_when_the_signed_token_says_so(claims, counts, jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(tweede_stap={"amr": ["mfa", "otp"], "acr": ["hoog"]}),)
    aanbieder.set(people={"sub-jan": JAN | claims})
    client = Client()
    sign_in(client)
    assert client.session["sso_tweede_stap"] is counts
    (record,) = client.session["account_authentication_methods"]
    assert (record["method"], record["provider"]) == ("socialaccount", "proef")


def test_without_a_setting_no_second_factor_counts(jan, aanbieder):
    aanbieder.set(people={"sub-jan": JAN | {"amr": ["mfa"]}})
    client = Client()
    sign_in(client)
    assert client.session["sso_tweede_stap"] is False


def test_the_token_of_the_service_is_not_readable_in_the_database(jan):
    sign_in(Client())
    bewijs = Ssobewijs.objects.get()
    assert bewijs.verversing and not bytes(bewijs.verversing).isascii() and len(bewijs.sids) == 1


def test_a_role_of_the_service_that_waits_is_not_confirmed_by_coming_in(
    jan, aanbieder, settings, beheerder, tweede_beheerder
):
    """Else who comes in by a stolen password has what the sign-in of Jan gave."""
    settings.GIR_OIDC = (aanbieder.dienst(rollen=[COORDINATOR]),)
    come_in_with(aanbieder, "coordinatoren")
    by, only = access_for(beheerder), {("den-haag", "", "medewerker")}
    user = User.objects.get(pk=jan.pk)
    give_app(user)
    reset_tweede_stap(user=user, by=by)
    come_in_with(aanbieder, "coordinatoren")
    assert current(jan) == only
    # Nor by ending it first, so that the service gives it anew.
    end_rol(toewijzing=jan.roltoewijzingen.get(rol="integriteitscoordinator"), by=by)
    come_in_with(aanbieder, "coordinatoren")
    assert current(jan) == only
    waiting = Roltoewijzing.objects.waiting(jan.home_organisation)
    assert [(row.gegeven_door, row.wacht_omdat) for row in waiting] == [(beheerder, "tweede_stap")]
    confirm_rollen(waiting, organisation=jan.home_organisation, by=access_for(tweede_beheerder))
    assert len(current(jan)) == 2
    come_in_with(aanbieder)
    come_in_with(aanbieder, "coordinatoren")
    assert len(current(jan)) == 2
