"""What is confidential asks again who somebody is; what is not there asks nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from integrity import permissions
from integrity.lists import Compartiment, Melderpositie
from organisations import kept_input
from tests.conftest import WACHTWOORD, access_of, sign_in
from tests.organisations.codes import code, give_app, show_long_ago


@pytest.fixture
def zaak(dien_in):
    return dien_in(melderpositie=Melderpositie.VERTROUWELIJK).zaak


@pytest.fixture
def later(coordinator) -> Client:
    """A browser of the coördinator, who signed in more than a quarter of an hour ago and was busy since."""
    give_app(coordinator)
    client = sign_in(Client(), coordinator)
    show_long_ago(client)
    return client


def test_a_confidential_zaak_asks_again_and_opens_after_the_code(later, zaak):
    url = reverse("zaak", args=[zaak.kenmerk])
    asks = later.get(url)
    assert asks["Location"] == f"{reverse('mfa_reauthenticate')}?next={url.replace('/', '%2F')}"
    page = later.get(asks["Location"]).content.decode()
    assert "Bevestig dat u het bent" in page and zaak.kenmerk not in page.split("<form")[0]
    before = later.session.session_key
    answer = later.post(reverse("mfa_reauthenticate"), {"code": code(), "next": url})
    assert answer["Location"] == url and later.session.session_key != before
    assert later.get(url).status_code == 200


def test_signing_in_a_moment_ago_is_enough(coordinator, zaak):
    assert sign_in(Client(), coordinator).get(reverse("zaak", args=[zaak.kenmerk])).status_code == 200


def test_how_long_it_is_enough_is_a_setting(later, zaak, settings):
    settings.GIR_STEP_UP_MINUTES = 30
    assert later.get(reverse("zaak", args=[zaak.kenmerk])).status_code == 200


def test_a_wrong_code_opens_nothing(later, zaak):
    url = reverse("zaak", args=[zaak.kenmerk])
    assert later.post(reverse("mfa_reauthenticate"), {"code": "123456", "next": url}).status_code == 200
    assert later.get(url).status_code == 302


def test_who_has_a_second_step_is_not_let_through_by_the_password(later, zaak):
    url = reverse("zaak", args=[zaak.kenmerk])
    answer = later.post(reverse("account_reauthenticate"), {"password": WACHTWOORD, "next": url})
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert later.get(url).status_code == 302


def test_what_is_not_there_for_somebody_asks_nothing(dien_in, later, coordinator, tweede_coordinator):
    hidden = dien_in(melderpositie=Melderpositie.VERTROUWELIJK, uitgesloten=(coordinator,)).zaak
    for name, args in (("zaak", ()), ("zaak_actie", ("notitie_maken",))):
        for method in ("get", "post"):
            found = [
                getattr(later, method)(reverse(name, args=[kenmerk, *args]))
                for kenmerk in (hidden.kenmerk, "AAAA-BBBB-CCCC")
            ]
            assert [answer.status_code for answer in found] == [404, 404]
            assert len(found[0].content) == len(found[1].content)


def test_a_form_that_was_sent_too_late_comes_back_and_is_not_sent_for_them(later, coordinator, zaak):
    url = reverse("zaak_actie", args=[zaak.kenmerk, "notitie_maken"])
    sent = {"tekst": "Morgen bellen met P&O.", kept_input.MARK: kept_input.mark_for(coordinator)}
    asks = later.post(url, sent)
    assert asks["Location"].startswith(reverse("mfa_reauthenticate"))
    assert "Wat u schreef is bewaard" in later.get(asks["Location"]).content.decode()
    assert later.get(url).status_code == 302  # going back by oneself loses nothing either
    later.post(reverse("mfa_reauthenticate"), {"code": code(), "next": url})
    page = later.get(url)
    assert "Morgen bellen met P&amp;O." in page.content.decode()
    assert "U liet zien dat u het bent. Controleer en verstuur opnieuw." in page.content.decode()
    assert not zaak.notities.exists()
    assert "Morgen bellen" not in later.get(url).content.decode()


def test_what_was_sent_does_not_stand_in_the_session(later, coordinator, zaak):
    url = reverse("zaak_actie", args=[zaak.kenmerk, "notitie_maken"])
    later.post(url, {"tekst": "Morgen bellen.", kept_input.MARK: kept_input.mark_for(coordinator)})
    assert "Morgen bellen" not in str(dict(later.session.items()))


def test_who_signs_in_with_a_password_only_confirms_with_it(collega):
    client = sign_in(Client(), collega, second_step=False)
    show_long_ago(client)
    url = reverse("mfa_activate_totp")
    asks = client.get(url)
    assert asks["Location"].startswith(reverse("account_reauthenticate"))
    assert (
        client.post(reverse("account_reauthenticate"), {"password": "fout", "next": url}).status_code == 200
    )
    assert client.get(url).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": WACHTWOORD, "next": url})
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", ["tweede_stap_weghalen"])
def test_a_beheerder_confirms_before_taking_away_a_second_step(beheerder, coordinator, name):
    client = sign_in(Client(), beheerder)
    show_long_ago(client)
    asks = client.post(reverse(name, args=[coordinator.pk]))
    assert asks["Location"].startswith(reverse("account_reauthenticate"))


def test_exports_and_the_cases_behind_a_figure_ask(later):
    begin = "?periode=2025-H1"
    for url in (
        reverse("rapportage_download", args=["csv"]) + begin,
        reverse("rapportage_zaken") + f"{begin}&figuur=triage.in_behandeling",
        reverse("rapportage_download", args=["json"]) + begin,
    ):
        assert later.get(url)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert later.get(reverse("rapportage") + begin).status_code == 200


def test_lists_ask_nothing(later, zaak):
    for name in ("werklijst", "meldingen", "dashboard"):
        assert later.get(reverse(name)).status_code == 200


def test_which_zaken_are_confidential_and_where_a_name_stands(dien_in, coordinator, griffier, bevoegd_gezag):
    def confidential(**fields) -> bool:
        return permissions.is_confidential(dien_in(**fields).zaak)

    assert confidential(melderpositie=Melderpositie.VERTROUWELIJK)
    assert confidential(melderpositie=Melderpositie.ANONIEM, melder=None)
    assert confidential(betreft="burgemeester")
    plain = dien_in().zaak
    assert plain.compartiment == Compartiment.AMBTELIJK and not permissions.is_confidential(plain)
    assert permissions.asks_who_again(access_of(coordinator), plain)
    assert not permissions.asks_who_again(access_of(bevoegd_gezag), plain)


def test_an_adviesvraag_with_a_name_asks(dien_in, later):
    vraag = dien_in(soort="adviesvraag")
    assert vraag.zaak is None and vraag.ontvangen_op == timezone.localdate()
    assert later.get(reverse("melding", args=[vraag.kenmerk])).status_code == 302
