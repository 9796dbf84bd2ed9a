"""Which incidents ask again who somebody is, before they open."""

from django.test import Client
from django.urls import reverse

from incidents import permissions
from incidents.lists import Dossierdeel
from incidents.services import veroorzaker
from tests.conftest import access_of, sign_in
from tests.organisations.codes import give_app, show_long_ago


def test_an_incident_asks_once_the_name_of_a_veroorzaker_stands_in_it(
    meld, agressiecoordinator, leidinggevende
):
    incident = meld()
    clients = {}
    for user in (agressiecoordinator, leidinggevende):
        give_app(user)
        clients[user] = sign_in(Client(), user)
        show_long_ago(clients[user])
    url = reverse("agressie_zaak", args=[incident.kenmerk])
    assert [client.get(url).status_code for client in clients.values()] == [200, 200]

    by = access_of(agressiecoordinator)
    row = veroorzaker.add(incident, veroorzaker.Kenschets("ja"), by=by)
    veroorzaker.identify(incident, row, veroorzaker.Identiteit("S. Dreiger"), "maatregel", by=by)
    asks = clients[agressiecoordinator].get(url)
    assert asks.status_code == 302 and asks["Location"].startswith(reverse("mfa_reauthenticate"))
    # who reads no names
    assert clients[leidinggevende].get(url).status_code == 200


def test_looking_for_a_veroorzaker_among_who_is_known_asks(meld, agressiecoordinator):
    give_app(agressiecoordinator)
    client, incident = sign_in(Client(), agressiecoordinator), meld()
    veroorzaker.add(incident, veroorzaker.Kenschets("ja"), by=access_of(agressiecoordinator))
    url = reverse("agressie_actie", args=[incident.kenmerk, "identiteit_vastleggen"])
    assert client.get(url).status_code == 200
    show_long_ago(client)
    assert client.get(url).status_code == 302


def test_an_incident_of_a_politieke_ambtsdrager_is_confidential_whoever_did_it(meld):
    incident = meld()
    assert not permissions.is_confidential(incident)
    incident.dossierdeel = Dossierdeel.BESTUURLIJK
    assert permissions.is_confidential(incident)
