"""The tasks of a leidinggevende: three for each incident of the own team; and what waits for a decision."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Incident
from incidents.services import intake, sporen
from tests.conftest import access_of
from tests.incidents.zaak.conftest import url_of

TAKEN = reverse("agressie_taken")


def card_of(client, incident: Incident):
    cards = client.get(TAKEN).context["eigen"]
    return next((card for card in cards if card.kenmerk == incident.kenmerk), None)


def test_each_incident_asks_three_things_each_with_one_link(meld, ingelogd, leidinggevende):
    incident = meld()
    client = ingelogd(leidinggevende)
    card = card_of(client, incident)
    assert card.wie == "Meral Melder"
    assert [(t.label, t.klaar) for t in card.taken] == [
        ("Contact met uw medewerker", False),
        ("Nazorg en maatregelen", False),
        ("Aangifte en schade", False),
    ]
    assert all(client.get(task.url).status_code == 200 for task in card.taken)
    assert card.taken[1].termijn.label == "Reactie naar de veroorzaker (24 uur)"


def test_a_task_is_done_when_its_tracks_are(meld, ingelogd, leidinggevende):
    incident = meld()
    by = access_of(leidinggevende)
    sporen.take_up(incident, by=by)
    for soort in ("opvang", "veroorzaker"):
        sporen.skip(incident, soort, "Niet nodig, samen besproken.", by=by)
    card = card_of(ingelogd(leidinggevende), incident)
    assert [t.klaar for t in card.taken] == [True, True, False]


def test_only_the_own_team_is_there(meld, ingelogd, andere_leidinggevende):
    incident = meld()
    client = ingelogd(andere_leidinggevende)
    assert card_of(client, incident) is None
    assert "Er is nu niets voor uw team" in client.get(TAKEN).content.decode()


def test_one_click_sends_it_back_to_the_coordinator(
    meld, ingelogd, leidinggevende, agressiecoordinator, mails_to
):
    incident = meld()
    client = ingelogd(leidinggevende)
    before = len(mails_to(agressiecoordinator))
    answer = client.post(card_of(client, incident).weg_url)
    assert (answer.status_code, answer["Location"]) == (302, TAKEN)
    incident.refresh_from_db()
    assert incident.leidinggevende is None
    assert client.get(url_of(incident)).status_code == 404
    assert len(mails_to(agressiecoordinator)) == before + 1


def test_who_decides_sees_what_waits_and_what_is_serious(meld, ingelogd, beslisser, leidinggevende):
    light, serious = meld(), meld(gedragingen=("slaan_schoppen",))
    asked = meld()
    Incident.objects.filter(pk=asked.pk).update(bevoegd_gezag=beslisser, volgende_actie="maatregel_besluiten")
    answer = ingelogd(beslisser).get(TAKEN)
    assert [row["kenmerk"] for row in answer.context["nu"]] == [asked.kenmerk]
    assert [row["kenmerk"] for row in answer.context["anders"]] == [serious.kenmerk]
    page = answer.content.decode()
    assert light.kenmerk not in page and "Meral Melder" not in page


def test_the_list_costs_the_same_with_many(meld, ingelogd, leidinggevende):
    client = ingelogd(leidinggevende)
    counts = []
    for more in (0, 1, 9):
        for _ in range(more):
            meld()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(TAKEN).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2] and counts[2] - 4 <= 6, counts


def test_the_mail_about_what_is_added_after_closing_opens_for_the_receiver(
    meld, ingelogd, doe, leidinggevende, melder
):
    incident = meld(gedragingen=("schelden",))
    sporen.close_lightly(incident, "Dank u wel.", by=access_of(leidinggevende))
    intake.add(incident, "Ik slaap er slecht van.", by=access_of(melder))
    client = ingelogd(leidinggevende)
    assert card_of(client, incident) is None
    assert "Ik slaap er slecht van." in client.get(url_of(incident)).content.decode()
    doe(leidinggevende, incident, "bericht_sturen", tekst="Ik bel u vandaag.")
    assert client.get(url_of(incident, "notitie_maken")).status_code == 404
