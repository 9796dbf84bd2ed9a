"""Where somebody is signed in: how long it lasts, what the list says, and ending it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import AuditRegel
from organisations import services, toestel
from organisations.models import Sessie
from tests.conftest import WACHTWOORD, access_of, sign_in
from tests.organisations.codes import leave_alone


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("sessies")).status_code == 200


def test_who_has_a_role_is_signed_out_after_a_quarter_of_an_hour_without_doing_anything(coordinator, collega):
    at_work, colleague = sign_in(Client(), coordinator), sign_in(Client(), collega)
    for user in (coordinator, collega):
        leave_alone(user, minutes=14)
    assert is_signed_in(at_work) and is_signed_in(colleague)
    for user in (coordinator, collega):
        leave_alone(user, minutes=16)
    assert not is_signed_in(at_work) and is_signed_in(colleague)
    assert "_auth_user_id" not in at_work.session
    page = at_work.get(reverse("account_login")).content.decode()
    assert "U bent uitgelogd" in page


def test_how_long_is_a_setting(coordinator, settings):
    settings.GIR_IDLE_MINUTES = 30
    client = sign_in(Client(), coordinator)
    leave_alone(coordinator, minutes=29)
    assert is_signed_in(client)


def test_after_eight_hours_it_is_over_whatever_was_done(coordinator, collega):
    for user in (coordinator, collega):
        client = sign_in(Client(), user)
        begun = Sessie.objects.filter(user=user)
        assert begun.update(begonnen_op=begun.get().begonnen_op - services.sessies.longest()) == 1
        assert not is_signed_in(client)


def test_being_active_is_written_at_most_once_in_a_minute(coordinator):
    client = sign_in(Client(), coordinator)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("mfa_index"))
    assert not [q for q in captured if q["sql"].startswith('UPDATE "organisations_sessie"')]
    leave_alone(coordinator, seconds=61)
    before = Sessie.objects.get().actief_op
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("mfa_index"))
    assert len([q for q in captured if q["sql"].startswith('UPDATE "organisations_sessie"')]) == 1
    assert Sessie.objects.get().actief_op > before


def test_a_page_that_refreshes_itself_is_no_activity(coordinator, den_haag):
    from casework.models import Importopdracht

    client = sign_in(Client(), coordinator)
    about = {"organisation": den_haag, "register": "integriteit", "door": coordinator}
    job = Importopdracht.objects.create(bestandsnaam="oud.csv", inhoud=b"x", status="wacht", **about)
    leave_alone(coordinator, minutes=10)
    before = Sessie.objects.get().actief_op
    assert "Refresh" in client.get(reverse("import_opdracht", args=[job.kenmerk]))
    assert Sessie.objects.get().actief_op == before


def test_the_list_says_where_since_when_and_which_one_is_here(coordinator):
    here, _ = sign_in(Client(), coordinator), sign_in(Client(), coordinator)
    Sessie.objects.filter(pk=here.session["sessie"]).update(toestel="Safari op iPhone")
    page = here.get(reverse("sessies")).content.decode()
    assert "Safari op iPhone (dit apparaat)" in page and "Firefox op Linux<" in page
    assert page.count("Ingelogd sinds") == 2


def test_signing_in_by_password_makes_a_row_without_what_the_browser_said(collega):
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko Firefox/140.0"})
    client.post(reverse("account_login"), {"login": collega.email, "password": WACHTWOORD})
    assert Sessie.objects.get().toestel == "Firefox op Windows"
    client.post(reverse("account_logout"))
    assert not Sessie.objects.exists()


def test_one_session_is_ended_and_the_others_stay(coordinator, collega):
    here, lost, other = (sign_in(Client(), coordinator) for _ in range(3))
    colleague = sign_in(Client(), collega)
    here.post(reverse("sessie_beeindigen", args=[lost.session["sessie"]]))
    assert [is_signed_in(c) for c in (here, lost, other)] == [True, False, True]
    assert AuditRegel.objects.get().verb == "sessies_beeindigd"
    here.post(reverse("sessie_beeindigen", args=[colleague.session["sessie"]]))
    here.post(reverse("sessie_beeindigen", args=[here.session["sessie"]]))
    assert is_signed_in(colleague) and is_signed_in(here) and AuditRegel.objects.count() == 1


def test_all_others_are_ended_at_once(coordinator):
    here, *others = (sign_in(Client(), coordinator) for _ in range(3))
    here.post(reverse("andere_sessies_beeindigen"))
    assert is_signed_in(here) and not any(is_signed_in(c) for c in others)
    assert AuditRegel.objects.get().data == {"aantal": 2}


def test_a_new_password_ends_the_others_and_not_this_one(coordinator):
    here, other = sign_in(Client(), coordinator), sign_in(Client(), coordinator)
    new = "een-heel-ander-lang-wachtwoord"
    fields = {"oldpassword": WACHTWOORD, "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), fields).status_code == 302
    assert is_signed_in(here) and not is_signed_in(other)
    assert list(Sessie.objects.values_list("pk", flat=True)) == [here.session["sessie"]]


def test_a_closed_account_is_signed_in_nowhere(coordinator, beheerder):
    client = sign_in(Client(), coordinator)
    services.deactivate_user(user=coordinator, by=access_of(beheerder))
    assert not is_signed_in(client) and not Sessie.objects.exists()


def test_a_session_without_a_row_is_nobodys(coordinator):
    client = sign_in(Client(), coordinator)
    session = client.session
    del session["sessie"]
    session.save()
    assert not is_signed_in(client)


def test_rows_of_sessions_that_are_over_do_not_stay(coordinator, collega):
    sign_in(Client(), coordinator)
    Sessie.objects.update(begonnen_op=Sessie.objects.get().begonnen_op - 2 * services.sessies.longest())
    sign_in(Client(), collega)
    assert Sessie.objects.get().user == collega


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/140.0 Safari/537.36", "Chrome op Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari op iPhone"),
        (
            "Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28 Chrome/130",
            "Samsung Internet op Android",
        ),
        ("curl/8", "Een browser op een onbekend apparaat"),
        ("", "Een browser op een onbekend apparaat"),
    ],
)
def test_a_browser_in_words(user_agent, words):
    assert toestel.in_words(user_agent) == words
