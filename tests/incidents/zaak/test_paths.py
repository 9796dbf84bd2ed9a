"""Shorter routes to closed, through the pages: a light one, one of an ambtsdrager, hinderlijk contact."""

from datetime import date

import pytest
from django.urls import reverse

from incidents.models import Incident
from tests.incidents.melden import Meldformulier
from tests.incidents.zaak.conftest import url_of
from tests.incidents.zaak.travelling import Jaarcijfers, Klok

BEGIN = date(2025, 3, 3)
LICHT = {
    "gebeurd": {"wat": ["schelden"], "kenmerken": []},
    "hoe": {"letsel": "geen", "mag_bellen": "nee", "aangifte_gewenst": "nee", "ernst_beleving": "1"},
}


@pytest.fixture(autouse=True)
def klok(monkeypatch) -> Klok:
    return Klok(monkeypatch, BEGIN)


@pytest.fixture
def cijfers(den_haag) -> Jaarcijfers:
    return Jaarcijfers(den_haag, BEGIN.year)


@pytest.fixture
def gemeld(ingelogd, agressiecoordinator):
    """gemeld(user, **by_step): the incident that this person reported in an own browser."""

    def _gemeld(user, voor_wie: dict | None = None, **by_step) -> Incident:
        formulier = Meldformulier(ingelogd(user))
        if voor_wie:
            url = reverse("agressie_melden_voor_wie", args=[formulier.token])
            assert formulier.client.post(url, voor_wie).status_code == 302
        formulier.fill(**by_step)
        assert formulier.send().status_code == 302
        return Incident.objects.get(inzending=formulier.token)

    return _gemeld


@pytest.fixture
def leest(ingelogd):
    """leest(user, incident): what this reporter reads in the own view."""

    def _leest(user, incident: Incident) -> str:
        answer = ingelogd(user).get(reverse("agressie_mijn_melding", args=[incident.kenmerk]))
        return answer.content.decode()

    return _leest


def test_a_light_one_closes_in_one_click(
    gemeld, doe, leest, cijfers, mails_to, ingelogd, melder, leidinggevende
):
    incident = gemeld(melder, **LICHT)
    assert cijfers.verschil()["instroom.per_ernst.1"] == 1
    assert "Licht afdoen" in ingelogd(leidinggevende).get(url_of(incident)).content.decode()
    doe(leidinggevende, incident, "licht_afdoen", bericht="Wij hebben het gelezen. Dank u.")
    assert incident.status == "gesloten"
    assert {spoor.status for spoor in incident.sporen.all()} == {"overgeslagen"}
    assert not incident.termijnen.filter(gestopt_op=None).exists()
    page = leest(melder, incident)
    assert "Gesloten" in page and "Wij hebben het gelezen. Dank u." in page
    assert len(mails_to(melder)) == 1
    moved = cijfers.verschil()
    assert (moved["voorraad.uitstroom"], moved["voorraad.eind"]) == (1, -1)
    assert "instroom.totaal" not in moved


def test_what_is_not_light_says_why_and_stays_open(gemeld, ingelogd, melder, leidinggevende):
    incident = gemeld(melder)
    client, url = ingelogd(leidinggevende), url_of(incident, "licht_afdoen")
    page = client.get(url)
    assert page.status_code == 409 and "Licht afdoen kan alleen bij ernst 1." in page.content.decode()
    assert client.post(url, {"bericht": "Klaar."}).status_code == 200
    incident.refresh_from_db()
    assert incident.status == "gemeld" and not incident.berichten.exists()


def test_of_an_ambtsdrager_through_griffier_and_secretaris(
    gemeld,
    doe,
    leest,
    cijfers,
    klok,
    mails_to,
    ingelogd,
    raadslid,
    griffier,
    secretaris,
    agressiecoordinator,
    leidinggevende,
    beslisser,
):
    incident = gemeld(raadslid, voor_wie={"voor": "ambt", "ambt": "raadslid"})
    assert (incident.dossierdeel, incident.leidinggevende) == ("bestuurlijk", griffier)
    assert mails_to(griffier) and mails_to(secretaris)
    for user in (agressiecoordinator, leidinggevende, beslisser):
        assert ingelogd(user).get(url_of(incident)).status_code == 404
        assert mails_to(user) == [], user
    moved = cijfers.verschil()
    assert moved["instroom.per_ambt.raadslid"] == moved["instroom.per_doelwit.ambtsdrager"] == 1

    doe(griffier, incident, "contact_opnemen", besproken_met=["collega"])
    doe(griffier, incident, "reactie_vastleggen", keuze="gegeven", wijze="Gebeld.", klaar="on")
    doe(griffier, incident, "toewijzen", leidinggevende=secretaris.pk)
    assert incident.leidinggevende == secretaris
    klok.na(1)
    doe(
        secretaris,
        incident,
        "politie_besluiten",
        besluit="geen",
        reden_geen_aangifte="niet_ernstig",
    )
    doe(
        secretaris,
        incident,
        "nazorg_vastleggen",
        uitkomst="gehouden",
        met="vertrouwenslijn",
        vervolg="klaar",
    )
    doe(secretaris, incident, "spoor_overslaan", soort="organisatie", reden="Niets te leren.")
    doe(secretaris, incident, "sluiten", bericht="Alles is nu afgerond.")
    assert incident.status == "gesloten" and "Alles is nu afgerond." in leest(raadslid, incident)
    moved = cijfers.verschil()
    assert moved["politie.geen"] == moved["redenen_geen_aangifte.niet_ernstig"] == 1
    assert moved["nazorg.gehouden"] == moved["voorraad.uitstroom"] == 1
    for user in (agressiecoordinator, leidinggevende, beslisser):
        assert ingelogd(user).get(url_of(incident)).status_code == 404


def test_hinderlijk_contact_has_measures_of_its_own_and_is_counted_apart(
    gemeld, doe, leest, cijfers, klok, ingelogd, melder, leidinggevende
):
    only = {"wat": ["hinderlijk_contact"], "kenmerken": []}
    incident = gemeld(melder, gebeurd=only, hoe=LICHT["hoe"] | {"letsel": "geschrokken"})
    moved = cijfers.verschil()
    assert moved["hinderlijk_contact"] == 1 and "instroom.totaal" not in moved
    page = ingelogd(leidinggevende).get(url_of(incident, "maatregel_voorbereiden")).content.decode()
    assert "?maatregel=contactbeperking" in page and "?maatregel=toegangsontzegging" not in page
    doe(leidinggevende, incident, "contact_opnemen")
    doe(
        leidinggevende,
        incident,
        "maatregel_voorbereiden",
        query="?maatregel=aanspreken",
        reden="Gebeld.",
        klaar="on",
    )
    for _ in range(2):
        doe(leidinggevende, incident, "nazorg_vastleggen", uitkomst="geweigerd")
        klok.na(14)
    assert incident.spoor("opvang").status == "gedaan", "asked again once, and no more"
    assert incident.spoor("politie").status == "overgeslagen", "from the start"
    doe(leidinggevende, incident, "spoor_overslaan", soort="organisatie", reden="Niet nodig.")
    doe(leidinggevende, incident, "sluiten", bericht="Alles is nu afgerond.")
    assert "Alles is nu afgerond." in leest(melder, incident)
    assert cijfers.verschil() == {}, "no measure, talk or closing of it is a figure of aggression"
