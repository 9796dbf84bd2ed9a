"""The tasks of a leidinggevende: three for each incident of the own team; and what waits for a decision."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident
from incidents.services import intake, sporen
from incidents.services import veroorzaker as daders
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


def test_a_task_opens_what_its_term_asks(meld, ingelogd, leidinggevende):
    incident, client = meld(), ingelogd(leidinggevende)
    by = access_of(leidinggevende)

    def second():
        task = card_of(client, incident).taken[1]
        assert client.get(task.url).status_code == 200
        return task.termijn.label, task.url.split("?")[0]

    assert second() == ("Reactie naar de veroorzaker (24 uur)", url_of(incident, "reactie_vastleggen"))
    daders.react(incident, "Aangesproken.", by=by)
    assert second() == ("Opvanggesprek (72 uur)", url_of(incident, "nazorg_vastleggen"))


def test_a_term_of_the_coordinator_leads_to_the_page_of_the_incident(meld, ingelogd, leidinggevende):
    incident, client = meld(over={"letsel": "ziekenhuisopname"}), ingelogd(leidinggevende)
    task = card_of(client, incident).taken[2]
    assert (task.termijn.label, task.url) == ("Melden bij de Arbeidsinspectie", url_of(incident))


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


def test_sending_it_back_to_the_coordinator_asks_first_and_ends_on_the_list(
    meld, ingelogd, doe, leidinggevende, agressiecoordinator, mails_to
):
    incident = meld()
    client = ingelogd(leidinggevende)
    card, before = card_of(client, incident), len(mails_to(agressiecoordinator))
    asked = client.get(card.weg_url).content.decode()
    assert incident.kenmerk in asked and "Daarna ziet u dit incident niet meer." in asked
    answer = doe(leidinggevende, incident, "niet_mijn_medewerker", query="?terug=taken")
    assert answer["Location"] == TAKEN
    assert incident.leidinggevende is None
    assert client.get(url_of(incident)).status_code == 404
    assert len(mails_to(agressiecoordinator)) == before + 1


def test_of_an_ambtsdrager_nobody_says_that_it_is_not_their_employee(
    meld_raadslid, meld, ingelogd, griffier, leidinggevende
):
    meld_raadslid()
    meld()
    page = ingelogd(griffier).get(url_of(Incident.objects.get(dossierdeel="bestuurlijk"))).content.decode()
    own = ingelogd(leidinggevende).get(url_of(Incident.objects.get(dossierdeel="ambtelijk")))
    assert "niet-mijn-medewerker" not in page and "niet_mijn_medewerker" not in page
    assert "niet_mijn_medewerker" in own.content.decode()


def test_who_was_not_spoken_to_stands_first_and_what_the_mail_is_about_before_that(
    meld, ingelogd, leidinggevende
):
    spoken, first, second = meld(days_ago=3), meld(), meld()
    sporen.take_up(spoken, by=access_of(leidinggevende))
    client = ingelogd(leidinggevende)

    def order(**query):
        return [card.kenmerk for card in client.get(TAKEN, query).context["eigen"]]

    assert order() == [first.kenmerk, second.kenmerk, spoken.kenmerk]
    assert order(incident=spoken.kenmerk)[0] == spoken.kenmerk


def test_the_card_offers_to_close_what_is_light_and_says_whether_charges_are_wanted(
    meld, ingelogd, leidinggevende
):
    light, wish = (meld(gedragingen=("schelden",), over={"aangifte_gewenst": w}) for w in ("", "ja"))
    client = ingelogd(leidinggevende)
    assert client.get(card_of(client, light).licht_url).status_code == 200
    assert card_of(client, wish).licht_url == "" and card_of(client, wish).aangifte == "ja"
    assert "Aangifte gewenst: <strong>ja</strong>" in client.get(TAKEN).content.decode()


def test_who_said_to_be_shaken_is_asked_after_before_it_is_closed(meld, ingelogd, leidinggevende):
    incident = meld(gedragingen=("schelden",), over={"letsel": "geen", "geschrokken": True})
    client, asked = ingelogd(leidinggevende), "Is geschrokken of van slag. Vraag hoe het gaat."
    card = card_of(client, incident)
    assert card.geschrokken == [asked]
    for url in (TAKEN, url_of(incident), url_of(incident, "contact_opnemen")):
        assert asked in client.get(url).content.decode()
    page = client.get(card.licht_url).content.decode()
    question = "Meral Melder was geschrokken of van slag. Heeft u elkaar gesproken?"
    assert page.index(question) < page.index("Doe licht af</button>")
    calm = meld(gedragingen=("schelden",), over={"letsel": "geen"})
    assert card_of(client, calm).geschrokken == []
    assert "van slag" not in client.get(url_of(calm, "licht_afdoen")).content.decode()


def test_saving_from_the_list_leads_back_to_it_and_to_no_other_page(meld, ingelogd, doe, leidinggevende):
    incident = meld()
    task = card_of(ingelogd(leidinggevende), incident).taken[0].url
    query = "?" + task.partition("?")[2]
    assert doe(leidinggevende, incident, "contact_opnemen", query=query)["Location"] == TAKEN
    answer = doe(leidinggevende, incident, "notitie_maken", query="?terug=https://elders.nl", tekst="Let op.")
    assert answer["Location"] == url_of(incident)


def test_who_decides_sees_the_term_of_the_decision_not_the_first_of_the_incident(
    meld, ingelogd, beslisser, leidinggevende
):
    incident = meld()
    day = timezone.localdate() + timedelta(days=5)
    measure = incident.maatregelen.create(
        maatregel="toegangsontzegging", status="voorgelegd", beslisser=beslisser, voorgelegd_op=day
    )
    incident.termijnen.create(
        organisation=incident.organisation,
        code="maatregel_besluit",
        gestart_op=incident.ontvangen_op,
        waarschuwen_op=day,
        verloopt_op=day,
        maatregel=measure,
    )
    Incident.objects.filter(pk=incident.pk).update(
        bevoegd_gezag=beslisser, volgende_actie="maatregel_besluiten"
    )
    row = ingelogd(beslisser).get(TAKEN).context["nu"][0]
    assert (row["termijn"].label, row["termijn"].tekst) == ("Besluiten over de maatregel", "nog 5 dagen")


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
