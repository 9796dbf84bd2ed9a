"""Reporting for a colleague, or as an ambtsdrager."""

import pytest
from django.urls import reverse

from incidents.models import Incident
from organisations.models import User
from tests.conftest import hire
from tests.incidents.melden import Meldformulier


@pytest.fixture
def formulier(melder, agressiecoordinator, ingelogd) -> Meldformulier:
    return Meldformulier(ingelogd(melder))


def voor_wie(formulier: Meldformulier, **answers):
    return formulier.client.post(reverse("agressie_melden_voor_wie", args=[formulier.token]), answers)


def asked_of(page) -> list[str]:
    return [str(label) for _, label in page.context["form"].fields["collega"].choices]


def test_the_first_step_leads_to_it_and_keeps_what_was_ticked(formulier):
    answer = formulier.post("gebeurd", wat=["spugen"], voor_wie="1")
    assert answer["Location"] == reverse("agressie_melden_voor_wie", args=[formulier.token])
    assert voor_wie(formulier, voor="zelf")["Location"] == formulier.url("wanneer")


def test_a_colleague_is_found_by_name_and_gets_the_incident(formulier, collega, leidinggevende, afdeling):
    found = voor_wie(formulier, voor="collega", collega_naam="cor")
    assert asked_of(found) == ["Cor Collega, Publiekszaken", "Geen van deze mensen"]
    assert voor_wie(formulier, voor="collega", collega_naam="cor", collega=str(collega.pk)).status_code == 302
    page = formulier.get("gebeurd").content.decode()
    assert "U meldt voor Cor Collega." in page
    formulier.fill()
    assert "Hoe gaat het met uw collega?" in formulier.get("hoe").content.decode()
    assert "Hoe erg was het voor u?" not in formulier.get("hoe").content.decode()
    formulier.send()
    incident = Incident.objects.get()
    hurt = incident.slachtoffers.get()
    assert (incident.namens, hurt.user, hurt.ernst_beleving) == (True, collega, None)
    assert (incident.leidinggevende, incident.afdeling) == (leidinggevende, afdeling)


def test_a_colleague_without_an_account_goes_by_name(formulier):
    assert voor_wie(formulier, voor="collega", collega_naam="Ingrid Ingehuurd").status_code == 302
    formulier.fill()
    formulier.send()
    hurt = Incident.objects.get().slachtoffers.get()
    assert (hurt.user, hurt.naam) == (None, "Ingrid Ingehuurd")


@pytest.mark.parametrize(
    ("soort", "offered", "not_offered", "said"),
    [
        ("gemeente", "Raadslid", "Dijkgraaf", "Ik ben raadslid, wethouder of bestuurder"),
        ("provincie", "Statenlid", "Wethouder", "Ik ben statenlid, gedeputeerde of bestuurder"),
        ("waterschap", "Dijkgraaf", "Raadslid", "zoals lid van het algemeen bestuur"),
        ("overig", "Wethouder", "Kiezer", "Ik ben politiek ambtsdrager"),
    ],
)
def test_the_offices_are_those_of_this_kind_of_organisation(
    formulier, den_haag, soort, offered, not_offered, said
):
    den_haag.soort = soort
    den_haag.save()
    assert said in formulier.get("gebeurd").content.decode()
    page = formulier.client.get(reverse("agressie_melden_voor_wie", args=[formulier.token]))
    labels = [label for _, label in page.context["form"].fields["ambt"].choices]
    assert offered in labels and not_offered not in labels


def test_none_of_those_found_goes_by_name_too(formulier, collega):
    voor_wie(formulier, voor="collega", collega_naam="Cor", collega="geen")
    formulier.fill()
    formulier.send()
    hurt = Incident.objects.get().slachtoffers.get()
    assert (hurt.user, hurt.naam) == (None, "Cor")


@pytest.mark.parametrize("naam", ["", "c", " co ", "%%%", "___"])
def test_the_search_is_no_list_of_everybody(formulier, collega, naam):
    page = voor_wie(formulier, voor="collega", collega_naam=naam)
    found = page.context["form"].fields if page.context else {}
    assert "collega" not in found


def test_the_search_shows_eight_at_most_and_nobody_elsewhere(formulier, den_haag, waterschap, melder):
    for number in range(12):
        hire(den_haag, f"Jan Jansen {number}")
    hire(waterschap, "Jan Jansen Elders")
    User.objects.filter(naam="Jan Jansen 0").update(is_active=False)
    labels = asked_of(voor_wie(formulier, voor="collega", collega_naam="jansen"))
    assert len(labels) == 9
    assert not any("Elders" in label or label == "Jan Jansen 0" for label in labels)
    nobody = voor_wie(formulier, voor="collega", collega_naam=melder.naam)
    assert nobody.status_code == 302, "oneself is not found"


def test_somebody_who_was_not_found_can_not_be_chosen(formulier, collega, buitenstaander):
    page = voor_wie(formulier, voor="collega", collega_naam="cor", collega=str(buitenstaander.pk))
    assert "staat er niet (meer) bij" in page.content.decode()


def test_an_ambtsdrager_is_read_by_who_directs_those_and_by_no_line_manager(
    formulier, griffier, leidinggevende, agressiecoordinator
):
    assert "Kies om welk ambt het gaat." in voor_wie(formulier, voor="ambt").content.decode()
    assert voor_wie(formulier, voor="ambt", ambt="raadslid").status_code == 302
    formulier.fill()
    check = formulier.get("controle").content.decode()
    assert griffier.naam in check
    assert leidinggevende.naam not in check and agressiecoordinator.naam not in check
    formulier.send()
    incident = Incident.objects.get()
    hurt = incident.slachtoffers.get()
    assert (incident.dossierdeel, incident.leidinggevende) == ("bestuurlijk", griffier)
    assert (hurt.doelwit, hurt.ambt, incident.namens) == ("ambtsdrager", "raadslid", False)


def test_family_of_an_ambtsdrager_is_named_so(formulier, griffier):
    voor_wie(formulier, voor="ambt", ambt="wethouder", familie="on")
    formulier.fill()
    assert "als familie van een wethouder" in formulier.get("controle").content.decode()
    formulier.send()
    incident = Incident.objects.get()
    assert incident.slachtoffers.get().doelwit == "gezin" and incident.dossierdeel == "bestuurlijk"


def test_a_colleague_who_is_an_ambtsdrager_is_read_by_who_directs_those(
    formulier, raadslid, griffier, leidinggevende, agressiecoordinator
):
    voor_wie(formulier, voor="collega", collega_naam="raf", collega=str(raadslid.pk), ambt_collega="raadslid")
    assert "U meldt voor Raf Raadslid (raadslid)." in formulier.get("gebeurd").content.decode()
    formulier.fill()
    check = formulier.get("controle").content.decode()
    assert "voor Raf Raadslid (raadslid)" in check and f"<li>{griffier.naam}, griffier</li>" in check
    assert leidinggevende.naam not in check and agressiecoordinator.naam not in check
    formulier.send()
    incident = Incident.objects.get()
    hurt = incident.slachtoffers.get()
    assert (incident.dossierdeel, incident.leidinggevende, incident.namens) == ("bestuurlijk", griffier, True)
    assert (hurt.user, hurt.doelwit, hurt.ambt) == (raadslid, "ambtsdrager", "raadslid")


def test_family_of_a_colleague_without_an_account_is_named_so(formulier, griffier):
    office = {"ambt_collega": "wethouder", "familie_collega": "on"}
    voor_wie(formulier, voor="collega", collega_naam="Wilma Wethouder", **office)
    assert "voor Wilma Wethouder (familie van een wethouder)" in formulier.get("gebeurd").content.decode()
    formulier.fill()
    formulier.send()
    hurt = Incident.objects.get().slachtoffers.get()
    assert (hurt.naam, hurt.doelwit, hurt.ambt) == ("Wilma Wethouder", "gezin", "wethouder")


@pytest.mark.parametrize(("said", "deel"), [("", "bestuurlijk"), ("nee", "ambtelijk")])
def test_of_a_colleague_who_was_an_ambtsdrager_before_that_holds_until_it_is_denied(
    formulier, meld_raadslid, raadslid, griffier, said, deel
):
    meld_raadslid()
    voor_wie(formulier, voor="collega", collega_naam="raf", collega=str(raadslid.pk), ambt_collega=said)
    url = reverse("agressie_melden_voor_wie", args=[formulier.token])
    shown = formulier.client.get(url).context["form"]["ambt_collega"].value()
    assert shown == (said or "raadslid"), "so that it can be put right"
    formulier.fill()
    formulier.send()
    assert Incident.objects.latest("pk").dossierdeel == deel


def test_changing_ones_mind_forgets_the_office_of_the_colleague(formulier, griffier, collega):
    voor_wie(formulier, voor="collega", collega_naam="cor", collega=str(collega.pk), ambt_collega="wethouder")
    voor_wie(formulier, voor="zelf")
    formulier.fill()
    formulier.send()
    assert Incident.objects.get().dossierdeel == "ambtelijk"


def test_changing_ones_mind_forgets_the_colleague(formulier, collega):
    voor_wie(formulier, voor="collega", collega_naam="cor", collega=str(collega.pk))
    voor_wie(formulier, voor="zelf")
    formulier.fill()
    formulier.send()
    incident = Incident.objects.get()
    assert (incident.namens, incident.slachtoffers.get().user) == (False, incident.melder)
