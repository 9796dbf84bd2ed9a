"""The quick report of an ambtsdrager, of who is shaken, and of who reports for a colleague."""

import pytest
from django.urls import reverse

from incidents.forms import woorden
from incidents.lists import Dossierdeel
from incidents.models import Incident
from tests.incidents.melden import Meldformulier


@pytest.fixture
def formulier(raadslid, griffier, agressiecoordinator, ingelogd) -> Meldformulier:
    return Meldformulier(ingelogd(raadslid))


def test_who_reported_as_raadslid_does_so_again_without_choosing(formulier, meld_raadslid, griffier):
    meld_raadslid()
    page = formulier.client.get(reverse("agressie_melden")).content.decode()
    assert "U meldt als raadslid" in page
    formulier.fill()
    assert f"<li>{griffier.naam}, griffier</li>" in formulier.get("controle").content.decode()
    formulier.send()
    newest = Incident.objects.latest("pk")
    assert (newest.dossierdeel, newest.leidinggevende) == (Dossierdeel.BESTUURLIJK, griffier)


def test_the_last_own_report_counts_and_what_is_chosen_goes_before(formulier, meld_raadslid):
    meld_raadslid()
    url = reverse("agressie_melden_voor_wie", args=[formulier.token])
    formulier.client.post(url, {"voor": "zelf"})
    formulier.fill()
    formulier.send()
    assert Incident.objects.latest("pk").dossierdeel == Dossierdeel.AMBTELIJK
    assert "U meldt voor uzelf" in formulier.client.get(reverse("agressie_melden")).content.decode()


def test_the_first_step_leads_an_ambtsdrager_to_the_choice(formulier):
    answer = formulier.post("gebeurd", voor_wie="ambt")
    page = formulier.client.get(answer.url)
    assert page.context["form"]["voor"].value() == "ambt"


def test_an_ambtsdrager_reads_nothing_of_the_direction_and_where_help_is(formulier, meld_raadslid):
    meld_raadslid()
    formulier.fill()
    check = formulier.get("controle").content.decode()
    confirmed = formulier.client.get(formulier.send().url).content.decode()
    assert "hoort ook de directie het" not in check
    for page in (check, confirmed):
        assert "Ondersteuningsteam Weerbaar Bestuur" in page


def test_a_threatened_family_has_a_tile_of_its_own(formulier):
    formulier.fill(gebeurd={"wat": ["dreigen_gezin"]})
    formulier.send()
    assert Incident.objects.get().gedragingen == ["dreigen_gezin"]


@pytest.mark.parametrize(("chosen", "letsel"), [("geschrokken", "geen"), ("psychisch", "psychisch")])
def test_to_be_shaken_is_no_letsel(melder, agressiecoordinator, ingelogd, chosen, letsel):
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill(hoe={"letsel": chosen, "ernst_beleving": ""})
    formulier.send()
    hurt = Incident.objects.get().slachtoffers.get()
    assert (hurt.letsel, hurt.ernst_beleving) == (letsel, None)
    assert hurt.geschrokken == (chosen == "geschrokken")
    own = reverse("agressie_mijn_melding", args=[hurt.incident.kenmerk])
    assert woorden.LETSEL[chosen] in formulier.client.get(own).content.decode()


def test_who_was_reported_for_gets_a_mail_and_reads_who_did_it(meld, melder, collega, ingelogd, mails_to):
    incident = meld(over={"user": collega}, namens=True)
    assert mails_to(collega) == ["Er is iets nieuws binnengekomen"] and not mails_to(melder)
    url = reverse("agressie_mijn_melding", args=[incident.kenmerk])
    told = f"Een collega heeft dit voor u gemeld: {melder.naam}."
    assert told in ingelogd(collega).get(url).content.decode()
    assert told not in ingelogd(melder).get(url).content.decode()


def test_the_confirmation_names_who_knows_it(melder, leidinggevende, agressiecoordinator, ingelogd):
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill()
    page = formulier.client.get(formulier.send().url).content.decode()
    assert f"{leidinggevende.naam} weet het nu en neemt zo snel mogelijk contact op met u" in page
