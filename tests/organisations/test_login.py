"""Signing in, inviting, resetting: through the pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from casework.delivery import FAST, deliver_pending
from ledger.actors import SYSTEEM
from ledger.models import OutboxRow
from organisations.models import User
from organisations.roles import Rol
from organisations.services import deactivate_user
from organisations.services.accounts import NEW_PASSWORD
from tests.conftest import WACHTWOORD
from tests.organisations.codes import code


def link_in(row: OutboxRow) -> str:
    return re.search(r"https?://[^/]+(/\S+)", row.payload["body"]).group(1)


def sign_in(client: Client, email: str, password: str):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_in_works_with_an_address_in_capitals(den_haag, hire):
    user = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    client = Client()
    assert sign_in(client, "JAN@Example.NL", WACHTWOORD).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_nobody_can_sign_up(db):
    answer = Client().post(
        "/account/signup/",
        {"email": "ik@example.nl", "password1": WACHTWOORD, "password2": WACHTWOORD},
    )
    assert answer.status_code == 404
    assert not User.objects.exists()


def test_nobody_changes_the_address_they_sign_in_with(den_haag, hire, ingelogd):
    """An invitation to that address would give a role to the wrong person."""
    user = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    for fields in (
        {"action_add": "", "email": "nina@example.nl"},
        {"action_primary": "", "email": "nina@example.nl"},
    ):
        assert ingelogd(user).post("/account/email/", fields).status_code == 404
    assert ingelogd(user).get("/account/email/").status_code == 404
    assert Client().get("/account/confirm-email/onzin/").status_code == 404
    user.refresh_from_db()
    assert user.email == "jan@example.nl" and not EmailAddress.objects.filter(email="nina@example.nl")


def test_a_changed_password_works_and_the_old_one_does_not(den_haag, hire, ingelogd):
    user = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    other = "een-heel-ander-lang-wachtwoord"
    fields = {"oldpassword": WACHTWOORD, "password1": other, "password2": other}
    assert ingelogd(user).post(reverse("account_change_password"), fields).status_code == 302
    assert sign_in(Client(), "jan@example.nl", WACHTWOORD).status_code == 200
    assert sign_in(Client(), "jan@example.nl", other).status_code == 302


def test_an_invited_person_chooses_a_password_and_signs_in(den_haag, beheerder, ingelogd):
    ingelogd(beheerder).post(
        reverse("gebruiker_nieuw"),
        {"naam": "Nina Nieuw", "email": "nina@example.nl", "rollen": ["medewerker"], "register": "beide"},
    )
    path = link_in(OutboxRow.objects.get(kind="mail"))
    client = Client()
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0]
    weak = client.post(form, {"password1": "kort", "password2": "kort"})
    assert weak.status_code == 200
    common = client.post(form, {"password1": "q1w2e3r4t5y6", "password2": "q1w2e3r4t5y6"})
    assert common.status_code == 200
    client.post(form, {"password1": WACHTWOORD, "password2": WACHTWOORD})
    assert sign_in(Client(), "nina@example.nl", WACHTWOORD).status_code == 302
    assert Client().get(path, follow=True).context["token_fail"]


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_a_new_beheerder_gets_from_the_first_mail_to_the_pages_of_the_beheerder(kind, den_haag):
    """Through a second step: a link by mail is no reason to keep somebody from it."""
    call_command("maak_beheerder", "den-haag", "--email", "eef@example.nl", "--naam", "Eef Eerste")
    client = Client()
    form = client.get(link_in(OutboxRow.objects.get(kind="mail")), follow=True).redirect_chain[-1][0]
    assert client.post(form, {"password1": WACHTWOORD, "password2": WACHTWOORD}).status_code == 302
    assert sign_in(client, "eef@example.nl", WACHTWOORD).status_code == 302
    beheer = reverse("beheer")
    assert client.get(beheer)["Location"].startswith(reverse("mfa_index"))
    if kind == "webauthn":
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200
        return
    page = client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(beheer).status_code == 200


def test_no_browser_keeps_a_page_of_somebody_who_is_signed_in(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    client = Client()
    sign_in(client, "jan@example.nl", WACHTWOORD)
    for path in ("/", reverse("mijn_meldingen"), "/bestaat-niet/", reverse("account_logout")):
        assert client.get(path)["Cache-Control"] == "no-store, private", path
    signed_out = client.post(reverse("account_logout"))
    assert signed_out["Cache-Control"] == "no-store, private"
    # the cache only: in the storage something unsent of somebody else may wait
    assert signed_out["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get(reverse("account_login"))


def test_a_reset_says_the_same_for_an_address_that_exists_and_one_that_does_not(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in ("jan@example.nl", "niemand@example.nl")
    ]
    pages = [re.sub(rb'(value|nonce)="[^"]*"|niemand@|jan@', b"", answer.content) for answer in answers]
    assert pages[0] == pages[1]
    deliver_pending({NEW_PASSWORD: FAST[NEW_PASSWORD]})
    assert [row.payload["to"] for row in OutboxRow.objects.filter(kind="mail")] == [["jan@example.nl"]]


def test_nobody_gets_more_than_three_mails_in_an_hour_because_somebody_asks_for_them(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")

    def ask(email: str) -> int:
        return Client().post(reverse("account_reset_password"), {"email": email}).status_code

    assert [ask(email) for email in ("jan@example.nl", "JAN@example.nl") * 2] == [302, 302, 302, 429]
    assert OutboxRow.objects.filter(kind=NEW_PASSWORD).count() == 3
    assert [ask("niemand@example.nl") for _ in range(4)] == [302, 302, 302, 429]


def test_a_wrong_password_says_the_same_as_an_unknown_address(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    answers = [
        sign_in(Client(), email, "verkeerd-wachtwoord") for email in ("jan@example.nl", "niemand@example.nl")
    ]
    pages = [re.sub(rb'(value|nonce)="[^"]*"', b"", answer.content) for answer in answers]
    assert answers[0].status_code == 200 and pages[0] == pages[1]


def test_nobody_hears_whether_an_account_exists_is_closed_or_has_no_password(den_haag, hire, aanbieder):
    """What is typed at the login and for a new password gets one answer, whoever it is of."""
    jan = hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    known = hire(den_haag, Rol.MEDEWERKER, email="bet@example.nl")
    SocialAccount.objects.create(user=known, provider="proef", uid="sub-bet")
    known.set_unusable_password()
    known.save()
    deactivate_user(user=hire(den_haag, Rol.MEDEWERKER, email="wim@example.nl"), by=SYSTEEM)
    for path, field in ((reverse("account_login"), "login"), (reverse("account_reset_password"), "email")):
        answers = set()
        for email in (jan.email, "bet@example.nl", "wim@example.nl", "nie@example.nl"):
            answer = Client().post(path, {field: email, "password": "verkeerd-wachtwoord"})
            page = re.sub(rb'(value|nonce)="[^"]*"', b"", answer.content)
            answers.add((answer.status_code, page, answer.get("Location"), tuple(answer.cookies)))
        assert len(answers) == 1, path


def test_what_is_wrong_at_the_login_is_said_in_plain_words(den_haag, hire):
    hire(den_haag, Rol.MEDEWERKER, email="jan@example.nl")
    wrong = sign_in(Client(), "jan@example.nl", "verkeerd-wachtwoord").content.decode()
    assert "E-mailadres of wachtwoord klopt niet." in wrong
    empty = sign_in(Client(), "", "").content.decode()
    assert "Vul uw e-mailadres in." in empty and "Vul uw wachtwoord in." in empty
    reset = Client().post(reverse("account_reset_password"), {"email": ""}).content.decode()
    assert "Vul uw e-mailadres in." in reset


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"password1": "kort", "password2": "kort"}, "Dit wachtwoord is te kort. Kies minstens 12 tekens."),
        (
            {"password1": "een-lang-wachtwoord-a", "password2": "iets-anders"},
            "niet gelijk. Vul ze opnieuw in.",
        ),
        ({"password1": "", "password2": ""}, "Kies een wachtwoord."),
        ({"oldpassword": "fout"}, "Uw huidige wachtwoord klopt niet."),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_in_plain_words(fields, words, den_haag, hire, ingelogd):
    client = ingelogd(hire(den_haag, Rol.MEDEWERKER))
    page = client.post(reverse("account_change_password"), {"oldpassword": WACHTWOORD} | fields)
    assert words in page.content.decode()


def test_closing_an_account_ends_its_open_session(den_haag, beheerder, hire, ingelogd):
    user = hire(den_haag, Rol.MEDEWERKER)
    theirs = ingelogd(user)
    assert theirs.get(reverse("mijn_afwezigheid")).status_code == 200
    ingelogd(beheerder).post(reverse("gebruiker_sluiten", args=[user.pk]))
    assert theirs.get(reverse("mijn_afwezigheid")).status_code == 302
    assert sign_in(Client(), user.email, WACHTWOORD).status_code == 200
    ingelogd(beheerder).post(reverse("gebruiker_openen", args=[user.pk]))
    assert theirs.get(reverse("mijn_afwezigheid")).status_code == 302


@pytest.mark.parametrize("demo", [True, False])
def test_demo_logins_stand_on_the_login_page_only_in_demo_mode(db, settings, demo):
    settings.GIR_DEMO = demo
    settings.GIR_DEMO_LOGINS = [("Coördinator", "Cora", "cora@demo.example")]
    settings.GIR_DEMO_PASSWORD = "zeg-het-niemand"
    page = Client().get(reverse("account_login"))
    assert (b"cora@demo.example" in page.content) is demo
    assert (b"zeg-het-niemand" in page.content) is demo
