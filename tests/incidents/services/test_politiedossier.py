"""The police file: what the police need, nothing of who must stay safe, and every version kept."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from incidents.models import (
    Incident,
    IncidentTekst,
    Politiedossier,
    Schade,
    Veroorzaker,
    VeroorzakerPersoon,
    dossier,
)
from incidents.services import bewijs, politiedossier
from incidents.services.bewijs import Herkomst, NieuweUiting
from incidents.services.politiedossier import Aanvraag, what_is_missing
from incidents.services.politiedossier.afschermen import Afscherming
from ledger.models import AuditRegel
from tests.casework.files import PNG
from tests.conftest import access_of

AANVRAAG = Aanvraag("Agnes Agressie", "070 353 00 00", "agressie@example.nl")
TELEFOON = "06-12345678"
W = ["wie", "wat", "waar", "waarmee", "op_welke_wijze", "wanneer", "waarom"]
KEYS = {
    *("formaat", "kenmerk", "versie", "gemaakt_op", "werkgever", "contactpersoon", "aangever"),
    *("privacyvorm", "privacyvorm_betekenis", "verzoek_vpt", "w", "citaten", "slachtoffers"),
    *("veroorzakers", "getuigen", "bewijs", "online", "schade", "politie", "ontbreekt"),
}


@pytest.fixture
def regie(agressiecoordinator):
    return access_of(agressiecoordinator)


@pytest.fixture
def chef(leidinggevende):
    return access_of(leidinggevende)


@pytest.fixture
def vol(meld, den_haag, chef) -> Incident:
    """An incident of which everything is known, in which the texts say more than the police may read."""
    den_haag.adres, den_haag.postcode, den_haag.plaats = "Spui 70", "2511 BT", "Den Haag"
    den_haag.save()
    incident = meld(
        over={"telefoon": TELEFOON, "letsel": "licht"},
        gedragingen=("dreigen_geweld", "slaan_schoppen"),
        voorval_tijd=time(0, 1),
        locatie="Publiekshal, balie 4",
        aanleiding="afgewezen_besluit",
    )
    IncidentTekst.objects.filter(incident=incident).update(
        beschrijving=(
            "Meral Melder hielp een bezoeker. Meral werd geslagen. Haar nummer +31 6 1234 5678 en"
            f" {incident.melder.email.upper()} stonden op zijn briefje. 😀"
        ),
        citaten="Ik weet je te vinden!\n\nWacht maar tot na je werk.",
        waarmee="Met de vlakke hand.",
        werkwijze="Over de balie heen.",
        waarom="Zijn aanvraag was afgewezen.",
    )
    person = VeroorzakerPersoon.objects.create(
        organisation=den_haag,
        naam="Karel Klant",
        geboortedatum=date(1980, 5, 6),
        adres="Verweg 1",
        bewaren_tot=timezone.localdate(),
    )
    Veroorzaker.objects.create(
        incident=incident,
        bekend="ja",
        type="client",
        signalement="Lange man met een rode jas.",
        persoon=person,
        doel="aangifte",
    )
    bewijs.add_witness(incident, "Wim Wacht", by=chef, bereikbaar="beveiliging", verklaring="Ik zag de klap.")
    bewijs.add(
        incident,
        [SimpleUploadedFile("balie.png", PNG)],
        Herkomst("Foto van de balie", "Meral Melder", timezone.localdate(), "Publiekshal"),
        by=chef,
    )
    bewijs.add(
        incident, [SimpleUploadedFile("notitie.png", PNG)], Herkomst("Intern", voor_politie=False), by=chef
    )
    bewijs.record_online(incident, NieuweUiting("Voorbeeldplein", "https://voorbeeld.nl/1"), [], by=chef)
    for what, amount in (("Bril", "250.00"), ("Jas", "1000.50")):
        Schade.objects.create(
            incident=incident,
            lijder="medewerker",
            omschrijving=what,
            bedrag=Decimal(amount),
            geleden_op=timezone.localdate(),
        )
    return incident


def fresh(incident: Incident) -> Incident:
    return Incident.objects.get(pk=incident.pk)


def text_of(made: Politiedossier) -> str:
    reader = PdfReader(io.BytesIO(bytes(made.pdf.inhoud.inhoud)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def data_of(made: Politiedossier) -> dict:
    return json.loads(bytes(made.gegevens.inhoud.inhoud))


def test_everything_that_the_police_ask_stands_in_it(vol, regie):
    made = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    text = text_of(made)
    for part in (
        *("Wie", "Wat", "Waar", "Waarmee", "Op welke wijze", "Wanneer", "Waarom"),
        *("Ik weet je te vinden!", "Wacht maar tot na je werk.", "Lange man met een rode jas."),
        *("Wim Wacht", "Ik zag de klap.", "Foto van de balie", hashlib.sha256(PNG).hexdigest()),
        *("Bril", "€ 250,00", "€ 1.250,50", "code VPT", "Agnes Agressie", "070 353 00 00"),
        *("Spui 70", "2511 BT Den Haag", "Karel Klant", "6 mei 1980", "00.01 uur", "Licht"),
        *("Publiekshal, balie 4", "afgewezen besluit", "https://voorbeeld.nl/1", "[grinning face]"),
    ):
        assert part in text, part
    assert "Nog niet bekend" not in text and "notitie.png" not in text


def test_its_data_have_the_keys_that_are_agreed(vol, regie):
    found = data_of(politiedossier.make(fresh(vol), AANVRAAG, by=regie))
    assert set(found) == KEYS and list(found["w"]) == W
    assert found["formaat"] == "pif/1" and found["ontbreekt"] == []
    assert [one["sha256"] for one in found["bewijs"]] == [hashlib.sha256(PNG).hexdigest()]
    assert found["schade"]["totaal"] == "1250.50"
    assert set(found["bewijs"][0]) == {
        *("omschrijving", "bestand", "soort", "grootte", "sha256", "gemaakt_door", "gemaakt_op"),
        *("gemaakt_waar", "toegevoegd_op"),
    }


@pytest.mark.parametrize("vorm", ["domicilie_werkgever", "onder_nummer", "op_naam"])
def test_no_private_detail_of_the_slachtoffer_gets_in(vol, regie, vorm):
    made = politiedossier.make(fresh(vol), Aanvraag("Agnes", privacyvorm=vorm), by=regie)
    everything = text_of(made) + json.dumps(data_of(made), ensure_ascii=False)
    for private in ("12345678", "1234 5678", vol.melder.email, vol.melder.email.upper(), "Verweg"):
        assert private not in everything, private
    assert ("Melder" in everything) == (vorm == "op_naam")
    assert ("Meral" in everything) == (vorm == "op_naam")


def test_a_home_is_no_place_in_a_police_file(vol, regie):
    vol.contactvormen, vol.locatie = ["bij_woning"], "Dorpsstraat 12"
    vol.save()
    IncidentTekst.objects.filter(incident=vol).update(beschrijving="Hij stond voor Dorpsstraat 12 te roepen.")
    made = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    everything = text_of(made) + json.dumps(data_of(made))
    assert "Dorpsstraat" not in everything and "Bij de woning van het slachtoffer" in everything


def test_an_ambt_is_as_good_as_a_name(meld_raadslid, griffier):
    incident = meld_raadslid()
    found = data_of(politiedossier.make(incident, AANVRAAG, by=access_of(griffier)))
    assert found["slachtoffers"][0]["wie"] == "Politieke ambtsdrager"
    open_ = Aanvraag("Greet", privacyvorm="op_naam")
    found = data_of(politiedossier.make(incident, open_, by=access_of(griffier)))
    assert found["slachtoffers"][0]["wie"] == "Raf Raadslid, raadslid"


def test_the_name_of_the_veroorzaker_needs_a_maker_who_may_know_it_and_the_right_purpose(vol, regie, chef):
    by_chef = politiedossier.make(fresh(vol), AANVRAAG, by=chef)
    assert not by_chef.met_identiteit and "Karel" not in text_of(by_chef)
    assert "naam is bekend bij de werkgever" in text_of(by_chef)
    assert "Karel" not in json.dumps(data_of(by_chef))
    assert politiedossier.make(fresh(vol), AANVRAAG, by=regie).met_identiteit
    vol.veroorzakers.update(doel="claim")
    other = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    assert not other.met_identiteit and "Karel" not in text_of(other)


def test_each_version_is_kept_with_its_hash(vol, regie):
    first = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    before = bytes(first.pdf.inhoud.inhoud)
    IncidentTekst.objects.filter(incident=vol).update(waarmee="Met een stoel.")
    second = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    assert [one.versie for one in vol.politiedossiers.all()] == [1, 2]
    first.refresh_from_db()
    assert bytes(first.pdf.inhoud.inhoud) == before and "stoel" not in text_of(first)
    assert "stoel" in text_of(second)
    for made in (first, second):
        for kept in (made.pdf, made.gegevens):
            assert kept.sha256 == hashlib.sha256(bytes(kept.inhoud.inhoud)).hexdigest()
    assert second.pdf.naam == f"PIF-{vol.kenmerk}-versie-2.pdf"


def test_it_is_accessible_and_lasting(vol, regie):
    made = politiedossier.make(fresh(vol), AANVRAAG, by=regie)
    about = PdfReader(io.BytesIO(bytes(made.pdf.inhoud.inhoud))).xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about and "<pdfaid:part>2</pdfaid:part>" in about


def test_what_is_missing_is_told_and_stops_nothing(meld, chef, den_haag):
    den_haag.adres = den_haag.postcode = den_haag.plaats = ""
    den_haag.save()
    incident = meld(beschrijving="")
    missing = what_is_missing(incident)
    assert [one.tekst.split(":")[0] for one in missing] == [
        *("Wie", "Wat", "Wat", "Waarmee", "Op welke wijze", "Wanneer", "Waarom"),
        "Het adres van uw organisatie is niet ingevuld. Vraag de beheerder om dit te doen bij Organisatie.",
    ]
    assert {one.verb for one in missing} == {"veroorzaker_toevoegen", "feiten_aanvullen", ""}
    made = politiedossier.make(incident, replace(AANVRAAG, privacyvorm="onder_nummer"), by=chef)
    assert made.ontbreekt == [one.tekst for one in missing[:-1]]
    text = text_of(made)
    assert "Nog niet bekend" in text and "Waarmee: het middel" in text
    assert "Vraag de beheerder" not in text


def test_domicilie_at_the_organisation_needs_its_address(meld, chef, den_haag):
    den_haag.adres = den_haag.postcode = den_haag.plaats = ""
    den_haag.save()
    incident = meld()
    with pytest.raises(ValidationError, match="niet ingevuld") as refused:
        politiedossier.make(incident, AANVRAAG, by=chef)
    assert "privacyvorm" in refused.value.message_dict
    assert not incident.politiedossiers.exists()


def test_the_address_of_the_own_building_stands_at_where(meld, chef):
    inside = politiedossier.make(meld(locatie="Balie 4", locatietype="eigen_gebouw"), AANVRAAG, by=chef)
    outside = politiedossier.make(meld(locatie="Op straat", locatietype="buiten"), AANVRAAG, by=chef)
    address = "Adres van de werkgever: Raadhuisplein 1, 2500 AA Den Haag"
    assert address in data_of(inside)["w"]["waar"]
    assert address not in data_of(outside)["w"]["waar"]


def test_an_identity_kept_for_a_measure_is_used_for_the_aangifte_when_who_may_know_it_says_so(
    vol, regie, chef
):
    vol.veroorzakers.update(doel="maatregel")
    also = replace(AANVRAAG, identiteit_ook=True)
    for made in (
        politiedossier.make(fresh(vol), AANVRAAG, by=regie),
        politiedossier.make(fresh(vol), also, by=chef),
    ):
        assert "Karel Klant" not in text_of(made) and "ander doel" not in text_of(made)
    assert not vol.veroorzakers.get().voor_aangifte
    assert "Karel Klant" in text_of(politiedossier.make(fresh(vol), also, by=regie))
    one = vol.veroorzakers.get()
    assert (one.doel, one.voor_aangifte) == ("maatregel", True)
    assert AuditRegel.objects.filter(verb="identiteit_ook_voor_aangifte", subject_id=vol.pk).count() == 1


def test_nothing_is_missing_when_everything_is_there(vol):
    found = fresh(vol)
    dossier.load(found, besloten=politiedossier.BESLOTEN)
    assert what_is_missing(found) == []


def test_a_number_is_found_however_it_is_written_and_a_name_where_it_is_a_name(meld, den_haag):
    den_haag.telefoon = "070 353 00 00"
    incident = meld(over={"user": None, "naam": "Jan de Boer", "telefoon": TELEFOON})
    hide = Afscherming.of(incident, "onder_nummer").text
    for written in ("06-12345678", "0612345678", "+31 6 12 34 56 78", "0031612345678", "(06) 1234 5678"):
        assert hide(f"Bel {written} of 070 353 00 00.") == "Bel [weggelaten] of 070 353 00 00."
    assert hide("De Boer en Jan, met een boer.") == "De [slachtoffer 1] en [slachtoffer 1], met een boer."
