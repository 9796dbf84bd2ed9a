"""The forms about police and evidence, what the page of an incident shows of them, and who gets a file."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Bestand
from incidents.models import Bewijsstuk, Incident, Politiedossier, Veroorzaker, VeroorzakerPersoon
from ledger import audit
from tests.casework.files import EXE, PNG
from tests.incidents.zaak.conftest import errors_of, url_of

TODAY = timezone.localdate


def picture(name: str = "foto.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_deciding_about_the_police_says_what_a_no_needs(meld, leidinggevende, stuur, doe):
    incident = meld(gedragingen=("dreigen_geweld",))
    wrong = stuur(leidinggevende, incident, "politie_besluiten", besluit="geen")
    assert "reden_geen_aangifte" in errors_of(wrong)
    wrong = stuur(
        leidinggevende,
        incident,
        "politie_besluiten",
        besluit="geen",
        reden_geen_aangifte="politie_weigert",
        toelichting="De politie belde terug.",
    )
    assert "hulpofficier van justitie" in errors_of(wrong)["hulpofficier_gevraagd_op"][0]
    assert wrong.context["form"]["toelichting"].value() == "De politie belde terug."
    doe(
        leidinggevende,
        incident,
        "politie_besluiten",
        besluit="melding",
        reden_geen_aangifte="politie_weigert",
    )
    assert incident.politiebesluit.besluit == "melding"


def test_an_aangifte_before_the_incident_or_in_the_future_is_refused_at_its_field(
    meld, leidinggevende, stuur, doe
):
    incident = meld(days_ago=3)
    for days, said in ((4, "kan niet voor het voorval"), (-1, "in de toekomst")):
        day = (TODAY() - timedelta(days=days)).isoformat()
        wrong = stuur(
            leidinggevende, incident, "politie_vastleggen", stap="aangifte", gedaan_op=day, nummer="PL15"
        )
        assert said in errors_of(wrong)["gedaan_op"][0]
        assert wrong.context["form"]["nummer"].value() == "PL15"
    assert not incident.politiecontacten.exists()
    doe(leidinggevende, incident, "politie_vastleggen", stap="aangifte", vpt_gevraagd="ja", vpt_code="nee")
    kept = incident.politiecontacten.get()
    assert (kept.aangever, kept.privacyvorm) == ("werkgever", "domicilie_werkgever")
    assert (kept.vpt_gevraagd, kept.vpt_code) == (True, False)


def test_a_call_to_112_has_no_aangever(meld, leidinggevende, doe):
    incident = meld()
    doe(leidinggevende, incident, "politie_vastleggen", stap="112")
    kept = incident.politiecontacten.get()
    assert (kept.aangever, kept.privacyvorm, kept.vpt_code) == ("", "", None)


def test_a_step_of_justice_is_recorded_and_read_by_the_reporter(
    meld, leidinggevende, agressiecoordinator, melder, doe, ingelogd
):
    incident = meld()
    doe(leidinggevende, incident, "politie_vastleggen", stap="aangifte")
    doe(
        agressiecoordinator,
        incident,
        "strafverloop_vastleggen",
        stap="vonnis",
        op=TODAY().isoformat(),
        afdoening="vonnis",
        toelichting="Een taakstraf van 40 uur.",
    )
    page = ingelogd(melder).get(reverse("agressie_mijn_melding", args=[incident.kenmerk]))
    assert "Een taakstraf van 40 uur." in page.content.decode()


def test_files_come_in_with_their_origin_and_a_wrong_one_loses_nothing(meld, leidinggevende, stuur, doe):
    incident = meld()
    words = {"omschrijving": "Foto van de balie", "gemaakt_door": "de beveiliging"}
    for bad in (picture("foto.jpg", EXE), picture("leeg.png", b""), picture("foto.png.jpg")):
        wrong = stuur(leidinggevende, incident, "bewijs_toevoegen", bestanden=bad, **words)
        assert wrong.status_code == 200 and "bestanden" in errors_of(wrong)
        assert wrong.context["form"]["omschrijving"].value() == "Foto van de balie"
    assert 'enctype="multipart/form-data"' in wrong.content.decode()
    assert not Bestand.objects.exists()
    doe(
        leidinggevende,
        incident,
        "bewijs_toevoegen",
        bestanden=[picture("../een.png"), picture("twee.png")],
        **words,
    )
    assert [one.bestand.naam for one in incident.bewijsstukken.all()] == ["een.png", "twee.png"]


def test_when_something_else_is_wrong_the_files_are_asked_again(meld, leidinggevende, stuur):
    incident = meld()
    wrong = stuur(leidinggevende, incident, "bewijs_toevoegen", omschrijving="", bestanden=picture())
    assert errors_of(wrong)["bestanden"] == ["Kies uw bestanden opnieuw: uw browser onthoudt ze niet."]
    later = (TODAY() - timedelta(days=1)).isoformat()
    words = {"platform": "X", "geplaatst_op": TODAY().isoformat(), "verwijderverzoek_op": later}
    wrong = stuur(leidinggevende, incident, "online_vastleggen", schermafdrukken=picture(), **words)
    assert set(errors_of(wrong)) == {"verwijderverzoek_op", "schermafdrukken"}
    mixed = [picture(), picture("leeg.png", b"")]
    wrong = stuur(leidinggevende, incident, "bewijs_toevoegen", omschrijving="Foto", bestanden=mixed)
    assert errors_of(wrong)["bestanden"][1] == "Kies de andere bestanden daarna opnieuw."


def test_the_same_form_sent_again_keeps_one_file_and_another_file_is_another(meld, leidinggevende, ingelogd):
    incident = meld()
    client = ingelogd(leidinggevende)
    url = url_of(incident, "bewijs_toevoegen")
    sent = {"omschrijving": "Foto", "voor_politie": "ja", "inzending": "een-teken"}
    for content in (PNG, PNG, PNG + b"anders"):
        client.post(url, sent | {"bestanden": picture(content=content)})
    assert incident.bewijsstukken.count() == 2


def test_what_is_online_is_recorded_with_its_picture_and_followed_up(meld, leidinggevende, stuur, doe):
    incident = meld()
    wrong = stuur(leidinggevende, incident, "online_vastleggen", platform="X", url="javascript:alert(1)")
    assert "url" in errors_of(wrong)
    doe(
        leidinggevende,
        incident,
        "online_vastleggen",
        platform="Voorbeeldplein",
        url="voorbeeld.nl/bericht",
        schermafdrukken=picture(),
    )
    row = incident.online_uitingen.get()
    assert row.url == "https://voorbeeld.nl/bericht" and row.schermafdrukken.count() == 1
    day = TODAY().isoformat()
    doe(
        leidinggevende,
        incident,
        "online_bijwerken",
        verwijderverzoek_op=day,
        uitkomst="verwijderd",
        uitkomst_op=day,
    )
    row.refresh_from_db()
    assert row.uitkomst == "verwijderd"


def test_before_the_police_file_is_made_it_says_what_is_missing_and_where_to_fill_it(
    meld, leidinggevende, ingelogd, doe
):
    incident = meld()
    page = ingelogd(leidinggevende).get(url_of(incident, "pif_maken")).content.decode()
    assert "Dit ontbreekt nog" in page and "Waarmee: het middel is niet ingevuld" in page
    assert url_of(incident, "feiten_aanvullen") in page and url_of(incident, "veroorzaker_toevoegen") in page
    doe(leidinggevende, incident, "pif_maken")
    made = incident.politiedossiers.get()
    assert (made.versie, made.privacyvorm, made.door) == (1, "domicilie_werkgever", leidinggevende)


@pytest.fixture
def met_naam(meld, den_haag, agressiecoordinator, leidinggevende, beslisser, doe):
    """An incident with evidence, and a police file that names the veroorzaker."""
    incident = meld(gedragingen=("doodsbedreiging",))
    person = VeroorzakerPersoon.objects.create(organisation=den_haag, naam="Karel Klant", bewaren_tot=TODAY())
    Veroorzaker.objects.create(incident=incident, bekend="ja", persoon=person, doel="aangifte")
    doe(leidinggevende, incident, "bewijs_toevoegen", omschrijving="Foto", bestanden=picture("café.png"))
    doe(agressiecoordinator, incident, "pif_maken")
    return incident


def test_only_who_may_know_the_identity_is_asked_to_use_it_for_the_aangifte(
    met_naam, leidinggevende, agressiecoordinator, ingelogd, doe
):
    ask = "Gebruik de identiteit ook voor de aangifte"
    url = url_of(met_naam, "pif_maken")
    assert ask not in ingelogd(agressiecoordinator).get(url).content.decode()
    met_naam.veroorzakers.update(doel="maatregel")
    assert ask in ingelogd(agressiecoordinator).get(url).content.decode()
    page = ingelogd(leidinggevende).get(url).content.decode()
    assert ask not in page and url_of(met_naam, "identiteit_vastleggen") not in page
    doe(agressiecoordinator, met_naam, "pif_maken", identiteit_ook="on")
    assert met_naam.veroorzakers.get().voor_aangifte


def address(incident, bestand: Bestand) -> str:
    return reverse("agressie_bestand", args=[incident.kenmerk, bestand.kenmerk])


def test_a_file_is_a_download_and_who_got_it_is_written_down(met_naam, leidinggevende, ingelogd):
    kept = Bewijsstuk.objects.get().bestand
    answer = ingelogd(leidinggevende).get(address(met_naam, kept))
    assert answer.content == PNG
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "caf%C3%A9.png" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
    assert audit.history(kept).last().user_id == leidinggevende.pk


def test_a_police_file_with_a_name_is_for_who_may_know_the_name(
    met_naam, leidinggevende, agressiecoordinator, ingelogd
):
    made = Politiedossier.objects.get()
    for bestand in (made.pdf, made.gegevens):
        assert ingelogd(agressiecoordinator).get(address(met_naam, bestand)).status_code == 200
        assert ingelogd(leidinggevende).get(address(met_naam, bestand)).status_code == 404
    page = ingelogd(leidinggevende).get(url_of(met_naam)).content.decode()
    assert made.pdf.kenmerk not in page and "De coördinator agressie kan het downloaden" in page
    assert made.pdf.kenmerk in ingelogd(agressiecoordinator).get(url_of(met_naam)).content.decode()


@pytest.mark.parametrize(
    "who",
    ["melder", "collega", "andere_leidinggevende", "beslisser", "integriteitscoordinator", "buitenstaander"],
)
def test_for_anybody_else_no_file_exists(met_naam, who, request, ingelogd):
    user = request.getfixturevalue(who)
    for bestand in Bestand.objects.all():
        assert ingelogd(user).get(address(met_naam, bestand)).status_code == 404


def test_who_only_decides_reads_the_steps_at_the_police_and_not_who_was_hurt(
    met_naam, leidinggevende, beslisser, ingelogd, doe
):
    doe(leidinggevende, met_naam, "politie_vastleggen", stap="aangifte", nummer="PL1500-1")
    doe(leidinggevende, met_naam, "getuige_toevoegen", naam="Wim Wacht", verklaring="Ik zag het.")
    Incident.objects.filter(pk=met_naam.pk).update(bevoegd_gezag=beslisser)
    page = ingelogd(beslisser).get(url_of(met_naam)).content.decode()
    assert "nummer PL1500-1" in page
    for hidden in ("Wim Wacht", "café.png", "Politiedossier", *(s.naam for s in people_of(met_naam))):
        assert hidden not in page, hidden
    for bestand in Bestand.objects.all():
        assert ingelogd(beslisser).get(address(met_naam, bestand)).status_code == 404


def people_of(incident) -> list:
    return [hurt.user for hurt in incident.slachtoffers.select_related("user")]


def test_a_file_of_another_incident_is_not_found_here(met_naam, meld, agressiecoordinator, ingelogd):
    other = meld()
    for bestand in Bestand.objects.all():
        assert ingelogd(agressiecoordinator).get(address(other, bestand)).status_code == 404


def test_the_page_shows_police_evidence_and_hashes(met_naam, leidinggevende, ingelogd, doe):
    doe(leidinggevende, met_naam, "politie_besluiten", besluit="aangifte", strafbaar="ja")
    doe(leidinggevende, met_naam, "politie_vastleggen", stap="aangifte", nummer="PL1500-1")
    doe(leidinggevende, met_naam, "getuige_toevoegen", naam="Wim Wacht", verklaring="Ik zag het.")
    doe(leidinggevende, met_naam, "online_vastleggen", platform="Voorbeeldplein")
    page = ingelogd(leidinggevende).get(url_of(met_naam)).content.decode()
    for part in (
        "nummer PL1500-1",
        "Wim Wacht",
        "Voorbeeldplein",
        "café.png",
        Bewijsstuk.objects.get().bestand.sha256,
    ):
        assert part in page, part


def test_the_page_asks_no_more_for_many_files(met_naam, leidinggevende, ingelogd, doe):
    client = ingelogd(leidinggevende)
    client.get(url_of(met_naam))
    with CaptureQueriesContext(connection) as few:
        client.get(url_of(met_naam))
    pictures = [picture(f"{number}.png") for number in range(8)]
    doe(leidinggevende, met_naam, "bewijs_toevoegen", omschrijving="Meer", bestanden=pictures)
    with CaptureQueriesContext(connection) as many:
        client.get(url_of(met_naam))
    assert len(many) == len(few)


def test_what_a_police_file_leaves_out_is_shown_and_confirmed_before_it_is_made(
    meld, leidinggevende, ingelogd, doe
):
    incident = meld(beschrijving="Hij kwam naar Kerkstraat 12, 2511 ab.")
    client, url = ingelogd(leidinggevende), url_of(incident, "pif_maken")
    page = client.get(url).content.decode()
    assert "Dit wordt weggelaten" in page and "<li>Kerkstraat 12, 2511 ab</li>" in page
    answers = {"aangever": "werkgever", "privacyvorm": "domicilie_werkgever", "contactpersoon": "Leo"}
    assert "Kijk na wat wordt weggelaten" in client.post(url, answers).content.decode()
    assert not incident.politiedossiers.exists()
    doe(leidinggevende, incident, "pif_maken", **answers, nagekeken="on")
    assert incident.politiedossiers.count() == 1
