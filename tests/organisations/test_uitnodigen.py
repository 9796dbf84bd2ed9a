"""Inviting somebody who has an account at another organisation, which the walls hide from who invites."""

import pytest
from django.urls import reverse

from ledger.actors import SYSTEEM
from organisations import services
from organisations.access import access_for
from organisations.models import Roltoewijzing, User
from organisations.roles import Rol
from tests.organisations.test_rollen import mailed


@pytest.fixture
def buur(waterschap, hire) -> User:
    return hire(waterschap, Rol.MEDEWERKER, naam="Bo Buur", email="buur@example.nl")


def invite(client, email: str, *rollen: str, naam: str = "Iemand"):
    fields = {"naam": naam, "email": email, "rollen": rollen, "register": "beide"}
    return client.post(reverse("gebruiker_nieuw"), fields, follow=True)


def test_the_outside_address_is_invited_confirmed_and_has_its_worklist(
    den_haag, waterschap, buur, beheerder, tweede_beheerder, ingelogd
):
    answer = invite(ingelogd(beheerder), "Buur@example.nl", Rol.BUITENADRES, naam="Naam die ik typte")
    assert answer.status_code == 200 and "De uitnodiging aan buur@example.nl is verstuurd" in answer.text
    row = Roltoewijzing.objects.get(user=buur, organisation=den_haag)
    assert (row.rol, row.bevestigd_op) == (Rol.BUITENADRES, None)
    assert mailed("U heeft toegang tot GIR") == ["buur@example.nl"]
    buur.refresh_from_db()
    assert (buur.naam, buur.home_organisation) == ("Bo Buur", waterschap)
    second = ingelogd(tweede_beheerder)
    assert "Bo Buur" in second.get(reverse("rollen_bevestigen")).text
    assert second.post(reverse("rollen_bevestigen"), {"keuze": [row.pk]}).status_code == 302
    neighbour = ingelogd(buur)
    assert neighbour.get(reverse("werklijst")).status_code == 404
    neighbour.post(reverse("wissel_organisatie"), {"organisatie": den_haag.pk})
    assert neighbour.get(reverse("werklijst")).status_code == 200


def test_the_answer_is_the_same_for_an_address_that_exists_elsewhere(buur, beheerder, ingelogd):
    client = ingelogd(beheerder)
    answers = [invite(client, email, Rol.MEDEWERKER) for email in ("buur@example.nl", "nieuw@example.nl")]
    assert [answer.status_code for answer in answers] == [200, 200]
    told = [[str(one).replace("nieuw@", "buur@") for one in answer.context["messages"]] for answer in answers]
    assert told[0] == told[1]


def test_an_address_that_is_taken_is_refused_in_the_same_words_wherever_it_is_taken(
    den_haag, hire, buur, beheerder, ingelogd
):
    user, client = hire(den_haag, Rol.MEDEWERKER), ingelogd(beheerder)
    colleague = hire(den_haag, Rol.MEDEWERKER, email="collega@example.nl")
    for taken in (buur.email, colleague.email):
        answer = client.post(
            reverse("gebruiker_wijzigen", args=[user.pk]), {"naam": user.naam, "email": taken}
        )
        assert answer.status_code == 200 and "Dit e-mailadres is al in gebruik." in answer.text
    assert User.objects.get(pk=user.pk).email == user.email


def test_the_profile_klein_takes_a_neighbour_who_has_an_account(buur, den_haag, beheerder, ingelogd):
    fields = {}
    for place in ("coordinator", "secretaris", "griffier", "buur", "fg"):
        fields |= {f"{place}_email": f"{place}@example.nl", f"{place}_naam": place.title()}
    assert ingelogd(beheerder).post(reverse("profiel_klein"), fields).status_code == 302
    services.confirm_rollen(Roltoewijzing.objects.waiting(den_haag), organisation=den_haag, by=SYSTEEM)
    assert access_for(buur, den_haag).heeft(Rol.BUITENADRES)
