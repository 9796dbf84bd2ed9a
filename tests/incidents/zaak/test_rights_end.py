"""Rights in an incident end with the role and the assignment, on the next click, with a page open."""

from django.urls import reverse

from incidents.models import Incident, IncidentUitsluiting
from incidents.services import verdeling
from ledger.actors import SYSTEEM
from ledger.models import OutboxRow
from organisations import services
from organisations.roles import Rol
from tests.conftest import access_of
from tests.incidents.zaak.conftest import url_of


def finds_nothing(client, incident: Incident) -> bool:
    verb = url_of(incident, "notitie_maken")
    found = [client.post(verb, {"tekst": "Nee."}), client.get(verb), client.get(url_of(incident))]
    return [answer.status_code for answer in found] == [404] * 3


def test_when_the_role_of_the_receiver_ends(meld, ingelogd, leidinggevende):
    incident = meld()
    client = ingelogd(leidinggevende)
    assert client.get(url_of(incident, "notitie_maken")).status_code == 200
    services.end_rol(toewijzing=leidinggevende.roltoewijzingen.get(rol=Rol.LEIDINGGEVENDE), by=SYSTEEM)
    assert finds_nothing(client, incident)


def test_when_it_is_handed_to_somebody_else(
    meld, ingelogd, leidinggevende, andere_leidinggevende, agressiecoordinator
):
    incident = meld()
    client = ingelogd(leidinggevende)
    assert client.get(url_of(incident, "notitie_maken")).status_code == 200
    verdeling.hand_out(incident, by=access_of(agressiecoordinator), leidinggevende=andere_leidinggevende)
    assert finds_nothing(client, incident)


def test_who_has_an_interest_withdraws_and_who_handles_it_next_is_told(
    meld, doe, ingelogd, leidinggevende, agressiecoordinator
):
    incident = meld()
    OutboxRow.objects.all().delete()
    doe(leidinggevende, incident, "terugtrekken")
    assert incident.leidinggevende is None
    assert IncidentUitsluiting.objects.get().user == leidinggevende
    assert finds_nothing(ingelogd(leidinggevende), incident)
    assert incident.kenmerk not in ingelogd(leidinggevende).get(reverse("agressie_taken")).text
    told = {to for row in OutboxRow.objects.filter(kind="mail") for to in row.payload["to"]}
    assert told == {agressiecoordinator.email}


def test_when_the_last_withdraws_the_outside_address_has_it(
    meld, doe, leidinggevende, agressiecoordinator, buitenadres, den_haag
):
    incident = meld()
    doe(agressiecoordinator, incident, "terugtrekken")
    outside = access_of(buitenadres, den_haag)
    assert Incident.objects.visible_to(outside).get() == incident
    assert not Incident.objects.visible_to(access_of(agressiecoordinator)).exists()
