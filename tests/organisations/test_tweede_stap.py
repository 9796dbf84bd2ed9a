"""The second step: who must have one, how it is added, shown, lost and taken away."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from ledger.models import AuditRegel, OutboxRow
from organisations.mfa.secrets import seal, unseal
from organisations.middleware import ZONDER_TWEEDE_STAP
from organisations.models import Sessie, User
from organisations.roles import Rol
from tests.conftest import WACHTWOORD, let_stand_in, sign_in, toewijzen
from tests.organisations.codes import SECRET, code, give_app, give_recovery_codes
from tests.test_urls import names

VRAGEN = "/account/login/tweede-stap/"


def with_password(user: User, client: Client | None = None, **fields) -> tuple[Client, str]:
    """A browser in which this password was typed, and where that leads."""
    client = client or Client()
    answer = client.post(
        reverse("account_login"), {"login": user.email, "password": WACHTWOORD} | fields, follow=False
    )
    assert answer.status_code == 302
    return client, answer["Location"]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def verbs() -> list[str]:
    return list(AuditRegel.objects.order_by("pk").values_list("verb", flat=True))


def mails() -> list[dict]:
    return [row.payload for row in OutboxRow.objects.filter(kind="mail").order_by("pk")]


# Who must


def test_who_has_more_than_the_role_of_medewerker_must_turn_it_on_first(den_haag, waterschap, hire):
    stand_in = hire(den_haag, Rol.MEDEWERKER)
    away = hire(den_haag, Rol.MEDEWERKER, Rol.ONDERZOEKER)
    today = timezone.localdate()
    let_stand_in(away, stand_in, den_haag, van=today, tot=today + timedelta(days=1))
    elsewhere = hire(den_haag, Rol.MEDEWERKER)
    toewijzen(user=elsewhere, organisation=waterschap, rol=Rol.LEIDINGGEVENDE)
    root = User.objects.create_superuser("root@example.nl", "Root")
    everybody = [hire(den_haag, Rol.MEDEWERKER, rol) for rol in Rol if rol not in _NOT_HERE]
    for user in (*everybody, stand_in, elsewhere, root):
        client = sign_in(Client(), user, second_step=False)
        for address in (reverse("werklijst"), reverse("start"), reverse("zaak", args=["AAAA-BBBB-CCCC"])):
            answer = client.get(address)
            assert answer.status_code == 302, (user, address)
            assert answer["Location"] == f"{reverse('mfa_index')}?next={address.replace('/', '%2F')}"
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Zet een tweede stap aan" in page and "melden" in page


# The role that everybody has, and that of a koepel, which exists nowhere else.
_NOT_HERE = (Rol.MEDEWERKER, Rol.KOEPELRAPPORTEUR)


def test_who_only_is_medewerker_may_turn_it_on_and_need_not(collega):
    client = sign_in(Client(), collega, second_step=False)
    assert client.get(reverse("start")).status_code == 200
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Zet een tweede stap aan" not in page and reverse("mfa_add_webauthn") in page


def test_meanwhile_they_file_and_read_what_they_filed(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    for name in ("melden", "mijn_meldingen", "agressie_melden"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("melden_integriteit"))["Location"].startswith("/melden/")


def test_what_is_open_without_it_exists():
    known = set(names(get_resolver()))
    assert ZONDER_TWEEDE_STAP - known == set()


def test_the_technical_pages_and_the_api_are_shut_without_it(coordinator):
    root = User.objects.create_superuser("root@example.nl", "Root")
    assert sign_in(Client(), root, second_step=False).get(reverse("admin:index")).status_code == 302
    assert sign_in(Client(), root).get(reverse("admin:index")).status_code == 200
    client, url = sign_in(Client(), coordinator, second_step=False), reverse("api_rapportages")
    assert client.get(url).status_code == 403
    assert sign_in(Client(), coordinator).get(url).status_code == 200


def test_what_was_typed_comes_back_after_it_was_turned_on(beheerder):
    from organisations import kept_input

    client, url = sign_in(Client(), beheerder, second_step=False), reverse("afdeling_nieuw")
    sent = {"naam": "Handhaving", kept_input.MARK: kept_input.mark_for(beheerder)}
    answer = client.post(url, sent)
    assert answer["Location"].startswith(reverse("mfa_index"))
    assert "Wat u schreef is bewaard" in client.get(answer["Location"]).content.decode()
    add_app(client)
    assert client.get(url).context["form"]["naam"].value() == "Handhaving"


def test_in_the_demonstration_nobody_is_asked_and_the_login_page_says_so(coordinator, settings):
    settings.GIR_DEMO = True
    client, _ = with_password(coordinator)
    assert client.get(reverse("werklijst")).status_code == 200
    words = "In de demonstratie is een tweede stap niet nodig."
    assert words in Client().get(reverse("account_login")).content.decode()


def test_a_second_step_at_the_provider_counts_when_the_provider_says_so(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    from tests.conftest import show

    show(client, coordinator, "socialaccount")
    assert client.get(reverse("werklijst")).status_code == 302
    session = client.session
    session["sso_tweede_stap"] = True
    session.save()
    assert client.get(reverse("werklijst")).status_code == 200


# Adding one


def add_app(client: Client) -> str:
    """Turns on an app with codes; the secret that the page showed."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_turning_on_an_app_opens_the_pages_and_is_told(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    before = client.session.session_key
    secret = add_app(client)
    assert client.session.session_key != before
    assert client.get(reverse("werklijst")).status_code == 200
    assert verbs() == ["tweede_stap_toegevoegd"]
    (mail,) = mails()
    assert mail["to"] == [coordinator.email] and "een app met codes" in mail["subject"]
    row = Authenticator.objects.get(user=coordinator, type="totp")
    assert secret not in str(row.data) and unseal(row.data["secret"]) == secret


def test_it_is_told_to_who_manages_the_account_also_when_one_works_elsewhere(den_haag, waterschap, hire):
    user = hire(den_haag)
    user.roltoewijzingen.create(organisation=waterschap, rol=Rol.LEIDINGGEVENDE)
    client = sign_in(Client(), user, second_step=False)
    sign_in(Client(), user)
    add_app(client)
    client.post(reverse("andere_sessies_beeindigen"))
    lines = AuditRegel.objects.values_list("verb", "organisation_id")
    assert set(lines) == {("tweede_stap_toegevoegd", den_haag.pk), ("sessies_beeindigd", den_haag.pk)}


def test_a_wrong_code_turns_nothing_on(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert page.status_code == 200 and "Dat klopt niet" in page.content.decode()
    assert not Authenticator.objects.exists() and not mails() and not verbs()


def test_the_picture_stands_in_the_page_as_the_policy_of_the_pages_wants(coordinator):
    page = (
        sign_in(Client(), coordinator, second_step=False).get(reverse("mfa_activate_totp")).content.decode()
    )
    assert '<svg role="img" aria-label="QR-code voor uw app" ' in page and "data:" not in page


def test_recovery_codes_are_shown_once_and_new_ones_end_the_old(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    add_app(client)
    url = reverse("mfa_view_recovery_codes")
    shown = re.findall(r"<code>(\d{8})</code>", client.get(url).content.decode())
    assert len(shown) == 10
    assert not re.findall(r"<code>\d{8}</code>", client.get(url).content.decode())
    assert client.post(reverse("mfa_generate_recovery_codes"))["Location"] == url
    renewed = re.findall(r"<code>(\d{8})</code>", client.get(url).content.decode())
    assert len(renewed) == 10 and not set(shown) & set(renewed)
    assert verbs()[-1] == "herstelcodes_gemaakt" and "herstelcodes" in mails()[-1]["subject"]


# Signing in with one


def test_a_password_alone_does_not_sign_in_who_has_a_second_step(coordinator):
    give_app(coordinator)
    client, to = with_password(coordinator)
    assert to == VRAGEN and not is_signed_in(client)
    before = client.session.session_key
    assert client.post(VRAGEN, {"code": "123456"}).status_code == 200 and not is_signed_in(client)
    assert client.post(VRAGEN, {"code": code()}).status_code == 302 and is_signed_in(client)
    assert client.session.session_key != before
    assert client.get(reverse("werklijst")).status_code == 200


def test_a_code_is_right_once_and_no_earlier_one_after_it(coordinator):
    """A code holds for a minute and a half in all; who looked over a shoulder has that long."""
    give_app(coordinator)
    client, _ = with_password(coordinator)
    seen = code(later=1)
    assert client.post(VRAGEN, {"code": seen}).status_code == 302 and is_signed_in(client)
    from django.core.cache import cache

    cache.clear()  # where allauth remembers for half a minute
    for again in (seen, code()):
        client, _ = with_password(coordinator)
        page = client.post(VRAGEN, {"code": again})
        assert page.status_code == 200 and not is_signed_in(client)
        assert "Dat klopt niet" in page.content.decode()


def test_the_code_that_turned_an_app_on_signs_nobody_in(coordinator):
    client = sign_in(Client(), coordinator, second_step=False)
    page = client.get(reverse("mfa_activate_totp"))
    used = code(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": used})
    other, _ = with_password(coordinator)
    other.post(VRAGEN, {"code": used})
    assert not is_signed_in(other)


def test_a_recovery_code_signs_in_once(coordinator):
    give_app(coordinator)
    first = give_recovery_codes(coordinator)[0]
    client, _ = with_password(coordinator)
    assert client.post(VRAGEN, {"code": first}).status_code == 302 and is_signed_in(client)
    client, _ = with_password(coordinator)
    assert client.post(VRAGEN, {"code": first}).status_code == 200 and not is_signed_in(client)


def test_guessing_codes_stops_after_a_few(coordinator):
    give_app(coordinator)
    client, _ = with_password(coordinator)
    for guess in range(5):
        client.post(VRAGEN, {"code": f"{guess:06}"})
    page = client.post(VRAGEN, {"code": code()})
    assert page.status_code == 200 and not is_signed_in(client)
    assert "te vaak geprobeerd" in page.content.decode()


def test_signing_in_leads_to_the_page_that_was_asked_for(coordinator):
    give_app(coordinator)
    client, _ = with_password(coordinator, next=reverse("werklijst"))
    assert client.post(VRAGEN, {"code": code()})["Location"] == reverse("werklijst")


# Losing one


def test_who_takes_the_last_one_away_must_turn_one_on_again(coordinator):
    give_app(coordinator)
    client, elsewhere = sign_in(Client(), coordinator), sign_in(Client(), coordinator)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("werklijst"))["Location"].startswith(reverse("mfa_index"))
    assert not is_at_work(elsewhere)
    assert verbs() == ["tweede_stap_verwijderd", "sessies_beeindigd"]
    assert "weggehaald" in mails()[-1]["subject"]


def is_at_work(client: Client) -> bool:
    return client.get(reverse("werklijst")).status_code == 200


def test_a_beheerder_takes_away_what_somebody_lost(den_haag, coordinator, beheerder):
    give_app(coordinator)
    give_recovery_codes(coordinator)
    at_work, by = sign_in(Client(), coordinator), sign_in(Client(), beheerder)
    url = reverse("tweede_stap_weghalen", args=[coordinator.pk])
    assert "zeker weet" in by.get(url).content.decode() and Authenticator.objects.count() == 2
    assert by.post(url)["Location"] == reverse("gebruiker", args=[coordinator.pk])
    assert not Authenticator.objects.exists() and not is_at_work(at_work)
    assert verbs() == ["tweede_stap_gereset", "sessies_beeindigd", "rol_wacht_opnieuw"]
    line = AuditRegel.objects.get(verb="tweede_stap_gereset")
    assert line.user_id == beheerder.pk and line.organisation_id == den_haag.pk
    assert mails()[-1]["to"] == [coordinator.email] and "weggehaald" in mails()[-1]["subject"]
    assert "heeft geen tweede stap" in by.post(url).content.decode()


def test_a_beheerder_takes_nothing_away_of_themselves_or_of_another_organisation(
    beheerder, buitenstaander, coordinator
):
    by = sign_in(Client(), beheerder)
    for user in (beheerder, buitenstaander):
        for name in ("tweede_stap_weghalen", "gebruiker_uitloggen"):
            url = reverse(name, args=[user.pk])
            assert [by.get(url).status_code, by.post(url).status_code] == [404, 404]
    assert (
        sign_in(Client(), coordinator).post(reverse("tweede_stap_weghalen", args=[beheerder.pk])).status_code
        == 404
    )


def test_a_beheerder_signs_somebody_out_everywhere(coordinator, beheerder):
    at_work, by = sign_in(Client(), coordinator), sign_in(Client(), beheerder)
    url = reverse("gebruiker_uitloggen", args=[coordinator.pk])
    assert by.post(url).status_code == 302 and not is_at_work(at_work)
    assert verbs() == ["sessies_beeindigd"] and mails()[-1]["to"] == [coordinator.email]
    assert "nergens ingelogd" in by.post(url).content.decode()
    assert Sessie.objects.get().user == beheerder


# At rest


def test_what_is_sealed_is_read_back_and_any_change_is_seen(settings):
    sealed = seal(SECRET)
    assert unseal(sealed) == SECRET and seal(SECRET) != sealed
    with pytest.raises(InvalidTag):
        unseal(("B" if sealed[20] == "A" else "A").join((sealed[:20], sealed[21:])))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key" * 5
    assert unseal(sealed) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidTag):
        unseal(sealed)


def test_pages_of_allauth_that_are_not_ours_are_not_there():
    for name in ("mfa_list_webauthn", "mfa_edit_webauthn", "mfa_download_recovery_codes", "mfa_trust"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1])
