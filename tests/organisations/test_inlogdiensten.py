"""What the owner of the installation may write in GIR_OIDC, and what stops the start."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from organisations.sso.inlogdiensten import SCOPES, Rolregel, read
from organisations.sso.sealing import seal, unseal

SERVICE = {
    "id": "entra",
    "naam": "Gemeente Den Haag",
    "server_url": "https://login.example.nl/",
    "client_id": "gir",
    "client_secret": "geheim",
    "organisaties": ["den-haag"],
}
RULE = {"waarde": "x", "organisatie": "den-haag", "rol": "griffier"}


def test_a_service_is_what_the_file_says_and_careful_where_it_says_nothing():
    (dienst,) = read(json.dumps([SERVICE | {"rollen": [RULE | {"register": "agressie"}]}]), development=False)
    assert dienst.server_url == "https://login.example.nl" and dienst.scopes == SCOPES
    assert dienst.maak_accounts == "" and dienst.email_domeinen == ()
    assert not dienst.has_second_factor({"amr": ["mfa"], "acr": "hoog"})
    assert dienst.rollen == (Rolregel("x", "den-haag", "griffier", "agressie"),)
    assert "geheim" not in repr(dienst)
    assert read("", development=False) == ()


def test_the_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("uit-een-bestand\n")
    row = {key: value for key, value in SERVICE.items() if key != "client_secret"}
    (dienst,) = read(json.dumps([row | {"client_secret_file": str(tmp_path / "secret")}]), development=False)
    assert dienst.client_secret == "uit-een-bestand"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"client_secret": ""}, "client_secret is missing"),
        ({"client_secret": None, "client_secret_file": "/bestaat/niet"}, "client_secret is missing"),
        ({"id": "met spatie"}, "id may hold"),
        ({"server_url": "http://login.example.nl"}, "must begin with https://"),
        ({"server_url": "https://login.example.nl/?x=1"}, "must be the issuer"),
        ({"organisaties": []}, "organisaties must name"),
        ({"organisaties": "den-haag"}, "organisaties must be a list"),
        ({"scopes": ["email"]}, "scopes must hold openid"),
        ({"maak_accounts": "delfland"}, "maak_accounts must be one of organisaties"),
        ({"rollen": [RULE | {"rol": "baas"}]}, "the role baas does not exist"),
        ({"rollen": [RULE | {"organisatie": "delfland"}]}, "delfland is not one of organisaties"),
        ({"rollen": [RULE | {"rol": "beheerder", "register": "agressie"}]}, "is not held in a register"),
        ({"rollen": [RULE | {"register": "alles"}]}, "is not held in a register"),
        ({"rollen": [{"waarde": "x"}]}, "each of rollen has"),
        ({"rollen": [RULE | {"waarde": ""}]}, "each of rollen holds words"),
        ({"tweede_stap": {"amr": "mfa"}}, "tweede_stap.amr must be a list"),
        ({"tweede_stap": ["mfa"]}, "tweede_stap holds amr and acr"),
        ({"wachtwoord": "x"}, "does not know the key wachtwoord"),
    ],
)
def test_a_faulty_service_stops_the_start_in_one_line_that_names_it(change, complaint):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(json.dumps([SERVICE | change]), development=False)
    said = str(refusal.value)
    assert said.startswith("GIR_OIDC: service ") and complaint in said
    assert "\n" not in said and "geheim" not in said


@pytest.mark.parametrize("text", ["{", '{"id": "x"}', "[3]"])
def test_what_is_no_list_of_services_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="GIR_OIDC"):
        read(text, development=False)


def test_two_services_do_not_have_one_id():
    with pytest.raises(ImproperlyConfigured, match="the same id"):
        read(json.dumps([SERVICE, SERVICE]), development=False)


def test_what_is_sealed_opens_for_the_same_account_and_key_only(settings):
    sealed = seal("token", about="entra:een")
    assert unseal(sealed, about="entra:een") == "token" and b"token" not in sealed
    assert unseal(sealed, about="entra:twee") is None
    assert unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), about="entra:een") is None
    settings.SECRET_KEY = "een-heel-andere-sleutel-van-minstens-veertig-tekens"
    assert unseal(sealed, about="entra:een") is None
