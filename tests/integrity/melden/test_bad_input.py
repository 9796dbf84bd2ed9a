"""Whatever is typed: a clear message in the right place, nothing lost, nothing executed."""

import html
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from integrity.models import Melding, MeldingConcept
from organisations.models import Afdeling
from tests.conftest import WACHTWOORD
from tests.integrity.melden.conftest import ANTWOORDEN

EMOJI = "Hij zei 🤐 en 👨‍👩‍👧 – “stil” ﷽ \u202e om"
SCRIPT = "<script>alert('x')</script><b>vet</b> {{ 7|add:7 }} & ' \""
LANG = "Ik zag het. " * 90_000


def up_to(formulier, stap: str) -> None:
    for earlier, answers in ANTWOORDEN.items():
        if earlier == stap:
            return
        formulier.post(earlier, **answers)


@pytest.mark.parametrize(
    ("stap", "messages"),
    [
        ("positie", ["Kies hoe u wilt melden: open of vertrouwelijk."]),
        (
            "waarover",
            [
                "Kies wat u wilt doen: melden, vragen of laten weten.",
                "Kies waar het over gaat.",
                "Kies om wie het gaat.",
            ],
        ),
        ("verhaal", ["Schrijf op wat u weet. Een paar zinnen is genoeg."]),
    ],
)
def test_an_empty_step_says_what_to_do_at_the_field_and_on_top(melder, coordinator, begin, stap, messages):
    formulier = begin(melder)
    up_to(formulier, stap)
    page = formulier.post(stap)
    text = html.unescape(page.content.decode())
    assert page.status_code == 200
    assert "<title>Fout: " in text
    for message in messages:
        assert text.count(message) >= 2


def test_only_spaces_are_no_story(melder, coordinator, begin):
    formulier = begin(melder)
    up_to(formulier, "verhaal")
    assert "Schrijf op wat u weet" in formulier.post("verhaal", beschrijving=" \n\t ").content.decode()


@pytest.mark.parametrize(
    ("stap", "field", "value"),
    [
        ("positie", "melderpositie", "anoniem"),
        ("positie", "melderpositie", "\x00"),
        ("waarover", "soort", "klacht"),
        ("waarover", "categorie", "bestaat_niet"),
        ("waarover", "categorie", "seksuele_intimidatie'--"),
        ("waarover", "betreft", "dijkgraaf"),
        ("omstandigheden", "afdeling", "999999"),
        ("omstandigheden", "afdeling", "99999999999999999999999"),
        ("omstandigheden", "afdeling", "x"),
        ("omstandigheden", "uitgesloten", "999999"),
    ],
)
def test_a_forged_choice_is_refused(den_haag, melder, coordinator, begin, stap, field, value):
    Afdeling.objects.create(organisation=den_haag, naam="ICT")
    formulier = begin(melder)
    up_to(formulier, stap)
    page = formulier.post(stap, **(ANTWOORDEN[stap] | {field: value}))
    assert page.status_code == 200
    assert "Fout: " in page.content.decode()
    assert field not in MeldingConcept.objects.get().antwoorden


def test_somebody_of_another_organisation_can_not_be_excluded(melder, coordinator, buitenstaander, begin):
    formulier = begin(melder)
    up_to(formulier, "omstandigheden")
    assert formulier.post("omstandigheden", uitgesloten=[str(buitenstaander.pk)]).status_code == 200


def test_a_department_of_another_organisation_is_refused(den_haag, waterschap, melder, coordinator, begin):
    Afdeling.objects.create(organisation=den_haag, naam="ICT")
    theirs = Afdeling.objects.create(organisation=waterschap, naam="Dijken")
    formulier = begin(melder)
    up_to(formulier, "omstandigheden")
    page = formulier.post("omstandigheden", afdeling=str(theirs.pk))
    assert "Deze afdeling bestaat niet" in page.content.decode()


@pytest.mark.parametrize("text", [EMOJI, SCRIPT])
def test_emoji_and_html_are_kept_as_they_are_and_shown_as_text(melder, coordinator, begin, ingelogd, text):
    formulier = begin(melder)
    formulier.fill(waarover={"soort": "adviesvraag"}, verhaal={"beschrijving": text})
    check = formulier.get("controle").content.decode()
    formulier.send()
    melding = Melding.objects.get()
    assert melding.tekst.beschrijving == text
    pages = [
        check,
        formulier.client.get(reverse("mijn_melding", args=[melding.kenmerk])).content.decode(),
        ingelogd(coordinator).get(reverse("melding", args=[melding.kenmerk])).content.decode(),
    ]
    for page in pages:
        assert "<script>alert" not in page and "<b>vet" not in page
        assert text in html.unescape(page)


def test_a_megabyte_is_refused_with_the_limit_and_comes_back_whole(melder, coordinator, begin):
    formulier = begin(melder)
    up_to(formulier, "verhaal")
    page = formulier.post("verhaal", beschrijving=LANG).content.decode()
    assert "Uw tekst is te lang. Er passen 20.000 tekens." in page
    assert LANG.strip() in page


def test_the_limit_counts_a_line_end_once(melder, coordinator, begin):
    formulier = begin(melder)
    up_to(formulier, "verhaal")
    assert formulier.post("verhaal", beschrijving="a\r\n" * 10_000).status_code == 302
    assert MeldingConcept.objects.get().antwoorden["beschrijving"].count("\r") == 0


@pytest.mark.parametrize(("stap", "field"), [("verhaal", "beschrijving"), ("omstandigheden", "wie")])
def test_a_character_the_database_refuses_gets_a_clear_message(melder, coordinator, begin, stap, field):
    formulier = begin(melder)
    up_to(formulier, stap)
    for button in ({}, {"later": "1"}):
        page = formulier.post(stap, **{field: "voor\x00na"} | button)
        assert page.status_code == 200
        assert "teken in uw tekst dat wij niet kunnen bewaren" in page.content.decode()


def test_a_later_message_is_checked_like_the_story(melder, dien_in, ingelogd):
    url = reverse("mijn_melding", args=[dien_in().kenmerk])
    client = ingelogd(melder)
    for text, message in (
        ("", "Schrijf op wat u wilt toevoegen."),
        ("a\x00b", "teken in uw tekst"),
        (LANG, "Uw tekst is te lang."),
    ):
        page = client.post(url, {"tekst": text})
        assert page.status_code == 200 and message in page.content.decode()


def test_strange_addresses_are_not_found(melder, ingelogd):
    client = ingelogd(melder)
    for url in (
        "/melden/niet-een-token/positie/",
        "/melden/00000000-0000-4000-8000-000000000000/positie/",
        "/mijn-meldingen/%00/",
        "/mijn-meldingen/" + "A" * 500 + "/",
        "/mijn-meldingen/%F0%9F%A4%90/",
    ):
        assert client.get(url).status_code == 404, url


def test_nothing_typed_is_lost_when_the_session_expired(melder, coordinator, begin):
    formulier = begin(melder)
    up_to(formulier, "verhaal")
    page = formulier.get("verhaal").content.decode()
    mark = page.split('name="formulier_merk" value="')[1].split('"')[0]
    formulier.client.cookies.pop(settings.SESSION_COOKIE_NAME)
    answer = formulier.post("verhaal", beschrijving="Een lang verhaal", formulier_merk=mark)
    assert answer["Location"].startswith(reverse("account_login"))
    formulier.client.post(answer["Location"], {"login": melder.email, "password": WACHTWOORD})
    back = formulier.get("verhaal").content.decode()
    assert "Een lang verhaal" in back and "Uw sessie was verlopen" in back
    cache.clear()


def test_sending_after_the_session_expired_comes_back_to_the_check_page(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    formulier.client.cookies.pop(settings.SESSION_COOKIE_NAME)
    assert formulier.send()["Location"].startswith(reverse("account_login"))
    assert not Melding.objects.exists()
    assert MeldingConcept.objects.exists()


def test_a_visitor_is_sent_to_the_login_page(db):
    for name in ("start", "melden", "mijn_meldingen", "registreren", "meldingen", "tellingen"):
        assert Client().get(reverse(name))["Location"].startswith(reverse("account_login"))


# On behalf

GOED = {
    "soort": "melding",
    "kanaal": "vertrouwenspersoon",
    "ontvangen_op": "5-1-2026",
    "melderpositie": "vertrouwelijk",
    "melder_naam": "Piet Paulusma",
    "melderrelatie": "medewerker",
    "betreft": "medewerker",
    "beschrijving": "De melder zag dat er geld verdween.",
    "verteld": "mondeling",
    "verslag_akkoord": "on",
    "inzending": "3f0d1a8e-8a0f-4a53-9f5c-2f6a37a1a001",
}
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"ontvangen_op": f"{TOMORROW:%d-%m-%Y}"}, "De datum ligt in de toekomst."),
        ({"ontvangen_op": "31-2-2026"}, "Vul een datum in die bestaat, bijvoorbeeld 21-3-2026."),
        ({"ontvangen_op": "gisteren"}, "Vul een datum in die bestaat"),
        ({"ontvangen_op": ""}, "Vul in op welke dag de melder het vertelde."),
        ({"ontvangen_op": "1-1-0001"}, "Controleer het jaar"),
        ({"kanaal": "portaal"}, "Kies uit de lijst."),
        ({"melderpositie": "geheim"}, "geheim"),
        ({"melderpositie": "anoniem"}, "De melder wil anoniem blijven."),
        ({"melder_naam": ""}, "Vul een naam of een telefoonnummer of e-mailadres in"),
        ({"melder_naam": "x" * 201}, "Dit is te lang. Er passen 200 tekens."),
        ({"melder_naam": "a\x00b"}, "teken in uw tekst"),
        ({"verslag_akkoord": ""}, "Lees het verslag voor aan de melder."),
        ({"verteld": ""}, "Kies mondeling of schriftelijk."),
        ({"beschrijving": ""}, "Schrijf op wat de melder heeft verteld."),
        ({"betreft": ""}, "Kies om wie het gaat."),
        ({"categorie": "verzonnen"}, "Deze categorie geldt niet (meer)."),
        ({"inzending": "geen-uuid"}, "UUID"),
    ],
)
def test_a_registration_says_what_is_wrong_and_keeps_the_rest(
    vertrouwenspersoon, coordinator, ingelogd, wrong, message
):
    page = ingelogd(vertrouwenspersoon).post(reverse("registreren"), GOED | wrong)
    text = html.unescape(page.content.decode())
    assert page.status_code == 200
    assert message in text
    assert "beschrijving" in wrong or GOED["beschrijving"] in text
    assert not Melding.objects.exists()
