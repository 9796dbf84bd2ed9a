"""No private address, number or name gets into a police file, through whatever text."""

import json
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from incidents.models import (
    Getuige,
    Incident,
    IncidentTekst,
    OnlineUiting,
    Politiecontact,
    Politiedossier,
    Schade,
    Slachtoffer,
    Veroorzaker,
    VeroorzakerPersoon,
)
from incidents.services import politiedossier
from incidents.services.politiedossier import Aanvraag
from incidents.services.politiedossier.afschermen import WEGGELATEN, Afscherming, Werkgever
from tests.conftest import access_of

WERK = Werkgever("example.nl", frozenset({"703530000"}), frozenset({"spui70", "2511bt", "spui702511bt"}))
STRATEN = [
    "Kerkstraat",
    "kerkstraat",
    "Lange Voorhout",
    "Burgemeester van der Lindenlaan",
    "Spui",
    "'s-Gravenweg",
]
POSTCODES = st.from_regex(r"[1-9][0-9]{3} ?[a-hA-H][b-dB-D]", fullmatch=True)
NUMMERS = st.from_regex(r"[1-9][0-9]{0,2}( ?[a-c]|-[1-9])?", fullmatch=True)
CIJFERS = st.from_regex(r"[1-9][0-9]{8}", fullmatch=True)
OMGEVING = st.sampled_from(["Hij stond bij {}.", "{}", "Let op: {}, zei hij", "({})", "Eerst\n{}\ntoen weg"])


def hide(text: str) -> str:
    return Afscherming((), False, WERK).text(text)


@given(st.sampled_from(STRATEN), NUMMERS, st.sampled_from([", ", " ", "\n", " - "]), POSTCODES, OMGEVING)
def test_an_address_goes_however_it_is_written(straat, nummer, tussen, postcode, omgeving):
    told = hide(omgeving.format(f"{straat} {nummer}{tussen}{postcode}"))
    assert straat not in told and postcode not in told and WEGGELATEN in told


@pytest.mark.parametrize("plaats", ["Dorp", "Den Haag", "'s-Gravenhage", "Wijk bij Duurstede"])
def test_the_town_goes_with_the_address(plaats):
    assert hide(f"Hij weet dat ik op Kerkstraat 12, 2599 ZZ {plaats} woon.") == (
        f"Hij weet dat ik op {WEGGELATEN} woon."
    )


@given(
    CIJFERS,
    st.sampled_from(["0", "+31", "+31 ", "0031", "+31 (0)"]),
    st.sampled_from(["", " ", "-"]),
    OMGEVING,
)
def test_a_number_goes_however_it_is_written(cijfers, voor, tussen, omgeving):
    if cijfers == "703530000":
        return
    written = voor + tussen.join([cijfers[0], cijfers[1:5], cijfers[5:]])
    told = hide(omgeving.format(written))
    assert WEGGELATEN in told and not re.search(r"\d", told), (written, told)


@given(
    st.from_regex(r"[a-z]{1,8}([.+_-][a-z0-9]{1,5})?@[a-z]{2,9}\.(nl|com|co\.uk)", fullmatch=True), OMGEVING
)
def test_a_mail_address_goes_unless_it_is_of_the_employer(mail, omgeving):
    assert "@" not in hide(omgeving.format(mail))
    assert "post@example.nl" in hide(omgeving.format("post@example.nl"))


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 is hij ook geweest, en in 2023 de keer daarvoor.",
        "De schade is 1200 euro, op 2500 km afstand.",
        "Om 14.30 uur, op 01-02-2026 14:30, aan balie 4.",
        "Bel 070 353 00 00 of 112 of 0900-8844.",
        "Spui 70, 2511 BT Den Haag",
        "Zaak PL1500-2026012345-1",
        "Hij was onderweg 2 keer te laat.",
    ],
)
def test_what_is_no_private_detail_stays(text):
    assert hide(text) == text


PRIVE = "Kerkstraat 12, 2511 ab, 06-87654321, m.melder@privepost.nl, Meral Melder"
LEKKEN = ("Kerkstraat", "2511 ab", "87654321", "privepost", "Meral", "Melder")


@pytest.fixture
def vol(meld, collega) -> Incident:
    """Every text that anybody can type holds private details."""
    incident = meld(locatie=PRIVE, gedragingen=("schelden",))
    IncidentTekst.objects.filter(incident=incident).update(
        beschrijving=PRIVE, citaten=PRIVE, waarmee=PRIVE, werkwijze=PRIVE, waarom=PRIVE
    )
    Slachtoffer.objects.create(incident=incident, user=collega)
    Veroorzaker.objects.create(incident=incident, bekend="nee", signalement=PRIVE)
    Getuige.objects.create(incident=incident, naam=PRIVE, bereikbaar=PRIVE, verklaring=PRIVE)
    OnlineUiting.objects.create(incident=incident, platform=PRIVE[:50], url=f"https://x.nl/?q={PRIVE}")
    Schade.objects.create(
        incident=incident, omschrijving=PRIVE, bewijs=PRIVE, bedrag=1, geleden_op=timezone.localdate()
    )
    Politiecontact.objects.create(
        incident=incident, stap="melding", gedaan_op=timezone.localdate(), nummer="06-87654321"
    )
    return incident


def everything_in(made: Politiedossier) -> str:
    return json.dumps(json.loads(bytes(made.gegevens.inhoud.inhoud)), ensure_ascii=False)


def test_every_text_of_the_file_is_screened(vol, leidinggevende):
    made = politiedossier.make(vol, Aanvraag("Agnes Agressie"), by=access_of(leidinggevende))
    told = everything_in(made)
    assert [leak for leak in LEKKEN if leak in told] == []
    assert WEGGELATEN in told and "[slachtoffer 1]" in told


def test_the_name_of_every_slachtoffer_goes(vol, collega, leidinggevende):
    IncidentTekst.objects.filter(incident=vol).update(waarom=f"Hij zocht {collega.naam.upper()}.")
    made = politiedossier.make(vol, Aanvraag("Agnes Agressie"), by=access_of(leidinggevende))
    assert collega.naam.upper() not in everything_in(made) and "Hij zocht [slachtoffer 2]." in everything_in(
        made
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contactpersoon", "Meral Melder"),
        ("contactpersoon", "Agnes, Kerkstraat 12"),
        ("contactpersoon", "Agnes, 06 87654321"),
        ("telefoon", "+31 6 1234 5678"),
        ("email", "agnes@gmail.com"),
        ("email", "meral.melder.den-haag@example.nl"),
    ],
)
def test_whom_the_police_may_call_gives_nobody_away(meld, leidinggevende, field, value):
    incident = meld(over={"telefoon": "06-12345678"})
    told = {"contactpersoon": "Agnes Agressie", "telefoon": "06 11112222", "email": "agnes@example.nl"}
    by = access_of(leidinggevende)
    with pytest.raises(ValidationError) as refused:
        politiedossier.make(incident, Aanvraag(**told | {field: value}), by=by)
    assert list(refused.value.error_dict) == [field]
    assert politiedossier.make(incident, Aanvraag(**told), by=by)


def test_the_address_of_the_suspect_stays_where_the_file_names_them(meld, den_haag, agressiecoordinator):
    incident = meld()
    person = VeroorzakerPersoon.objects.create(
        organisation=den_haag,
        naam="Karel Klant",
        geboortedatum=date(1980, 5, 6),
        bewaren_tot=timezone.localdate(),
    )
    known = {"bekend": "ja", "signalement": "Woont Verweg 1, 2512 AB, bij Meral Melder."}
    Veroorzaker.objects.create(incident=incident, persoon=person, doel="aangifte", **known)
    Veroorzaker.objects.create(incident=incident, **known)
    made = politiedossier.make(incident, Aanvraag("Agnes"), by=access_of(agressiecoordinator))
    first, second = json.loads(bytes(made.gegevens.inhoud.inhoud))["veroorzakers"]
    assert first["signalement"] == "Woont Verweg 1, 2512 AB, bij [slachtoffer 1]."
    assert second["signalement"] == "[weggelaten], bij [slachtoffer 1]."


def test_where_the_work_was_outside_stays_and_a_home_does_not(meld, leidinggevende):
    by = access_of(leidinggevende)
    for vormen, stays in ((["huisbezoek"], True), (["balie"], False), (["huisbezoek", "bij_woning"], False)):
        incident = meld(locatie="Verweg 1, 2512 AB", contactvormen=vormen)
        told = everything_in(politiedossier.make(incident, Aanvraag("Agnes"), by=by))
        assert ("Verweg 1" in told) == stays, vormen
