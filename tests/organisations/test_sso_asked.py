"""How often a service is asked what it tells of itself: not at every request that anybody may send."""

from collections import Counter

import jwt
import pytest
import requests
from django.core.cache import cache
from django.test import Client

from organisations.roles import Rol
from organisations.sso import tokens
from tests.organisations.oidc.running import sign_in

UITGELOGD = "/account/sso/proef/uitgelogd/"
DISCOVERY, KEYS = "/.well-known/openid-configuration", "/jwks"


@pytest.fixture
def asked(aanbieder, monkeypatch) -> Counter:
    """How often it was asked for each of its addresses, by us."""
    found, get = Counter(), requests.get

    def counted(address: str, **kwargs):
        found[address.removeprefix(aanbieder.issuer)] += 1
        return get(address, **kwargs)

    monkeypatch.setattr(tokens.requests, "get", counted)
    return found


@pytest.fixture
def jan(den_haag, hire, aanbieder):
    aanbieder.set(account="sub-jan", people={"sub-jan": {"email": "jan@example.nl", "email_verified": True}})
    return hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")


def post(token: str) -> int:
    return Client().post(UITGELOGD, {"logout_token": token}).status_code


def forged(aanbieder, **changes) -> str:
    claims = {"iss": aanbieder.issuer, "aud": "gir", "sub": "sub-jan"} | changes
    return jwt.encode(claims, "een-geheim-van-iemand-anders-lang-genoeg", "HS256", headers={"kid": "x"})


def test_many_sign_ins_ask_for_its_description_and_keys_once(jan, asked):
    for _ in range(3):
        assert Client().get("/account/sso/proef/").status_code == 302
        assert sign_in(Client()).status_code == 302
    assert (asked[DISCOVERY], asked[KEYS]) == (1, 1)


def test_a_token_of_a_wrong_shape_is_refused_without_asking_anything(jan, aanbieder, asked):
    right = aanbieder.token(sub="sub-jan")
    wrong = ["", "onzin", "a.b.c", "é.é.é", "x" * 40_000, right.rpartition(".")[0], forged(aanbieder)]
    wrong += [aanbieder.token(sub="sub-jan", **one) for one in ({"iss": "https://x.example"}, {"aud": "x"})]
    assert {post(token) for token in wrong} == {400}
    assert not asked
    assert post(right) == 200 and asked[KEYS] == 1


def with_an_unknown_key(aanbieder) -> str:
    header, claims, signature = aanbieder.token(sub="sub-jan").split(".")
    other = jwt.utils.base64url_encode(b'{"alg":"RS256","kid":"onbekend"}').decode()
    return f"{other}.{claims}.{signature}"


def test_keys_that_nobody_knows_make_us_ask_once_a_minute(jan, aanbieder, asked):
    assert post(aanbieder.token(sub="sub-jan")) == 200
    assert [post(with_an_unknown_key(aanbieder)) for _ in range(4)] == [400] * 4
    assert asked[KEYS] == 2


def test_a_new_key_of_the_service_is_found_at_once(jan, aanbieder, asked):
    assert sign_in(Client()).status_code == 302
    place = tokens._place(f"{aanbieder.issuer}{KEYS}")
    cache.set(place, {"keys": [one | {"kid": "vorige"} for one in cache.get(place)["keys"]]})
    assert sign_in(Client()).status_code == 302 and asked[KEYS] == 2


def test_a_description_of_another_issuer_is_not_remembered(jan, aanbieder, settings):
    settings.GIR_OIDC = (aanbieder.dienst(server_url=aanbieder.issuer.replace("127.0.0.1", "localhost")),)
    assert Client().get("/account/sso/proef/").status_code == 503
    settings.GIR_OIDC = (aanbieder.dienst(),)
    assert Client().get("/account/sso/proef/").status_code == 302
