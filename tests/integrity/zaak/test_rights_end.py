"""Rights end with the role, the absence, the assignment and the closing: on the next click."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from integrity.models import Notitie, Zaak
from integrity.services import verloop
from ledger.actors import SYSTEEM
from organisations import services
from organisations.access import access_for
from organisations.models import Afwezigheid
from organisations.roles import Rol
from tests.conftest import access_of, let_stand_in
from tests.integrity.zaak.conftest import url_of

NOTITIE = {"tekst": "Dit had niemand mogen schrijven."}


class Open:
    """Somebody who is signed in and has the page of a zaak and a form of it open."""

    def __init__(self, client, zaak: Zaak, verb: str = "notitie_maken") -> None:
        self.client, self.zaak, self.verb = client, zaak, verb
        assert client.get(url_of(zaak)).status_code == 200
        page = client.get(url_of(zaak, verb))
        assert page.status_code == 200
        self.data = {"gezien": page.context["form"].gezien} | NOTITIE

    def finds_nothing(self) -> bool:
        """Nothing to read, and what is sent from the open page is not done."""
        found = [
            self.client.post(url_of(self.zaak, self.verb), self.data).status_code,
            self.client.get(url_of(self.zaak)).status_code,
            self.client.get(url_of(self.zaak, self.verb)).status_code,
        ]
        return found == [404, 404, 404] and not Notitie.objects.exists()


def test_when_the_role_ends(ingelogd, zaak_in, coordinator):
    page = Open(ingelogd(coordinator), zaak_in("beoordeling"))
    role = coordinator.roltoewijzingen.get(rol=Rol.INTEGRITEITSCOORDINATOR)
    services.end_rol(toewijzing=role, by=SYSTEEM)
    assert page.finds_nothing()
    assert page.client.get(reverse("werklijst")).status_code == 404


def test_when_the_account_is_closed(ingelogd, zaak_in, coordinator):
    page = Open(ingelogd(coordinator), zaak_in("beoordeling"))
    services.deactivate_user(user=coordinator, by=SYSTEEM)
    answer = page.client.post(url_of(page.zaak, page.verb), page.data)
    assert answer.status_code == 302 and reverse("account_login") in answer["Location"]
    assert not Notitie.objects.exists()


@pytest.mark.parametrize("ends", ["early", "by itself"])
def test_when_the_absence_ends(ingelogd, zaak_in, coordinator, onderzoeker, den_haag, ends):
    today = timezone.localdate()
    zaak = zaak_in("beoordeling")
    away = let_stand_in(coordinator, onderzoeker, den_haag)
    page = Open(ingelogd(onderzoeker), zaak)
    if ends == "early":
        services.end_afwezigheid(afwezigheid=away, by=access_of(coordinator))
    else:
        yesterday = today - timedelta(days=1)
        Afwezigheid.objects.filter(pk=away.pk).update(van=yesterday, tot=yesterday)
    assert page.finds_nothing()


def test_when_somebody_else_is_assigned(ingelogd, zaak_in, onderzoeker, coordinator):
    zaak = zaak_in("vooronderzoek")
    page = Open(ingelogd(onderzoeker), zaak, "vooronderzoek_afronden")
    verloop.hand_out(zaak, by=access_of(coordinator), onderzoeker=None)
    assert page.finds_nothing()
    zaak.refresh_from_db()
    assert zaak.status == "vooronderzoek"


def test_when_the_zaak_is_closed(ingelogd, zaak_in, onderzoeker):
    zaak = zaak_in("nazorg")
    page = Open(ingelogd(onderzoeker), zaak, "terugtrekken")
    Zaak.objects.filter(pk=zaak.pk).update(status="gesloten", afgesloten_op=timezone.localdate())
    assert page.finds_nothing()


def test_when_one_is_kept_out(ingelogd, zaak_in, coordinator, tweede_coordinator):
    zaak = zaak_in("beoordeling")
    page = Open(ingelogd(tweede_coordinator), zaak)
    verloop.keep_out(zaak, tweede_coordinator, by=access_of(coordinator))
    assert page.finds_nothing()


def test_when_the_outside_address_is_no_longer_that(
    ingelogd, zaak_in, coordinator, tweede_coordinator, buitenadres, den_haag
):
    zaak = zaak_in("beoordeling")
    for user in (tweede_coordinator, coordinator):
        verloop.step_back(zaak, by=access_of(user))
    client = ingelogd(buitenadres)
    client.post(reverse("wissel_organisatie"), {"organisatie": den_haag.pk})
    page = Open(client, zaak)
    assert zaak.kenmerk in client.get(reverse("werklijst")).text
    services.end_rol(toewijzing=buitenadres.roltoewijzingen.get(organisation=den_haag), by=SYSTEEM)
    assert page.finds_nothing()
    assert access_for(buitenadres, den_haag) is None
