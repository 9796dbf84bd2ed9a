"""The reporter's view: progress in plain words up to the verdict, for who may read which part."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.datums import in_full
from incidents import lifecycle
from incidents.models import (
    Incident,
    IncidentBericht,
    IncidentVerbeteractie,
    Nazorggesprek,
    Politiebesluit,
    Politiecontact,
    Reactie,
    Strafverloop,
    Veroorzaker,
    Veroorzakermaatregel,
)
from incidents.services import contact, intake, politie, sporen
from incidents.views import mijn
from incidents.views.voortgang import STATUS
from ledger.models import OutboxRow
from tests.conftest import access_of, toewijzen

OVERHEAD = 5  # session, user, sessie and access (two)


def page_of(client, incident: Incident) -> str:
    answer = client.get(reverse("agressie_mijn_melding", args=[incident.kenmerk]))
    assert answer.status_code == 200
    return answer.content.decode()


def today() -> str:
    return in_full(timezone.localdate())


@pytest.fixture
def voor_collega(meld, melder, collega):
    """An incident of the collega, reported by the melder."""
    return meld(over={"user": collega, "letsel": "psychisch", "mag_bellen": True}, namens=True)


def test_every_status_has_its_sentence():
    assert set(STATUS) == {code for code, _ in lifecycle.STATUSSEN}


def test_a_new_report_tells_what_happens_by_when(meld, melder, ingelogd):
    page = page_of(ingelogd(melder), meld())
    for days in (1, 3):
        assert in_full(timezone.localdate() + timedelta(days=days)) in page
    assert "Iemand neemt contact met u op" in page
    assert "De organisatie reageert naar de veroorzaker" in page
    assert "De organisatie besluit over de politie" in page


def test_each_track_tells_what_was_done_and_when(meld, melder, ingelogd, agressiecoordinator):
    incident = meld()
    hurt = incident.slachtoffers.get()
    sporen.take_up(incident, by=access_of(agressiecoordinator))
    day = timezone.localdate()
    Nazorggesprek.objects.create(slachtoffer=hurt, uitkomst="gehouden", op=day, met="collega_bot")
    Reactie.objects.create(incident=incident, gegeven_op=day, wijze="brief")
    Politiebesluit.objects.create(incident=incident, besloten_op=day, besluit="aangifte")
    Politiecontact.objects.create(incident=incident, stap="aangifte", gedaan_op=day)
    IncidentVerbeteractie.objects.create(incident=incident, soort="camera", omschrijving="Camera bij balie 3")
    page = page_of(ingelogd(melder), incident)
    for sentence in (
        f"Op {today()} heeft iemand contact met u opgenomen.",
        f"Er was een gesprek op {today()}.",
        f"Op {today()} heeft de organisatie gereageerd.",
        f"Op {today()} is besloten om aangifte te doen.",
        f"Op {today()} is aangifte gedaan.",
        "De organisatie werkt aan 1 verbetering. Klaar: 0.",
    ):
        assert sentence in page, sentence


@pytest.mark.parametrize(
    ("stap", "afdoening", "sentence"),
    [
        ("aanhouding", "", "is iemand aangehouden."),
        ("om_beslissing", "sepot", "Er komt geen strafzaak."),
        ("om_beslissing", "gedagvaard", "De zaak komt voor de rechter."),
        ("zitting", "", "is de zitting bij de rechter."),
        ("vonnis", "vonnis", "heeft de rechter uitspraak gedaan."),
        ("betaling", "", "is er schade betaald."),
        ("", "halt", "De zaak gaat naar Halt."),
    ],
)
def test_every_step_of_justice_is_told_up_to_the_payment(meld, melder, ingelogd, stap, afdoening, sentence):
    incident = meld()
    Strafverloop.objects.create(incident=incident, stap=stap, afdoening=afdoening, op=timezone.localdate())
    assert sentence in page_of(ingelogd(melder), incident)


def impose(incident, code, *, days=90, **fields):
    day = timezone.localdate()
    return Veroorzakermaatregel.objects.create(
        incident=incident,
        maatregel=code,
        status="opgelegd",
        opgelegd_op=day,
        ingaat_op=day - timedelta(days=1),
        eindigt_op=day + timedelta(days=days),
        **fields,
    )


def test_a_running_measure_is_told_with_its_end_and_nothing_of_the_veroorzaker(meld, melder, ingelogd):
    incident = meld()
    who = Veroorzaker.objects.create(incident=incident, signalement="lange man met een rode jas")
    impose(incident, "toegangsontzegging", veroorzaker=who)
    impose(incident, "uitkering_afstemmen", veroorzaker=who)
    impose(incident, "contactbeperking", days=-1)
    Veroorzakermaatregel.objects.create(incident=incident, maatregel="gebiedsverbod", feiten="Hij spuugde")
    page = page_of(ingelogd(melder), incident)
    end = in_full(timezone.localdate() + timedelta(days=90))
    assert f"De veroorzaker mag tot en met {end} niet in het gebouw komen." in page
    assert f"Op {today()} is een maatregel genomen. Die geldt tot en met {end}." in page
    assert f"Die gold tot en met {in_full(timezone.localdate() - timedelta(days=1))}." in page
    for secret in ("rode jas", "itkering", "gebied", "spuugde", "afgesproken manier"):
        assert secret not in page


def close(incident, by, *, done=(), message="Het is klaar. Sterkte."):
    access = access_of(by)
    sporen.take_up(incident, by=access)
    for soort in ("opvang", "veroorzaker", "politie", "organisatie"):
        if soort in done:
            incident.sporen.filter(soort=soort).update(status="gedaan", afgerond_op=timezone.localdate())
        else:
            sporen.skip(incident, soort, "Geheime reden", by=access)
    incident.refresh_from_db()
    sporen.close(incident, message, by=access)


def test_a_closed_incident_says_never_that_help_is_not_needed(meld, melder, ingelogd, agressiecoordinator):
    incident = meld()
    close(incident, agressiecoordinator, done=("veroorzaker",))
    client = ingelogd(melder)
    page = page_of(client, incident)
    assert "Wilt u met iemand praten? Dat kan altijd." in page and "niet nodig" not in page
    assert f"Gesloten op {today()}." in page and f"{agressiecoordinator.naam} schreef u:" in page
    assert page.count("Het is klaar. Sterkte.") == 2, "at the top and with the messages"
    assert "Geheime reden" not in page and "Melding intrekken" not in page
    assert client.get(reverse("agressie_melding_intrekken", args=[incident.kenmerk])).status_code == 302


def test_news_of_justice_does_not_take_the_place_of_the_closing_words(
    meld, melder, ingelogd, agressiecoordinator
):
    incident = meld()
    by = access_of(agressiecoordinator)
    charged = politie.NieuwContact(
        "aangifte", timezone.localdate(), aangever="werkgever", privacyvorm="domicilie_werkgever"
    )
    politie.record_contact(incident, charged, by=by)
    close(incident, agressiecoordinator, done=("veroorzaker", "politie"))
    verdict = politie.NieuweStap(
        "vonnis", timezone.localdate(), afdoening="vonnis", toelichting="Een taakstraf van 40 uur."
    )
    politie.record_step(incident, verdict, by=by)
    page = page_of(ingelogd(melder), incident)
    assert page.index("Het is klaar. Sterkte.") < page.index("Een taakstraf van 40 uur.")
    assert page.count("Een taakstraf van 40 uur.") == 2, "under Politie and with the messages"


def test_of_an_incident_closed_without_steps_one_warm_sentence_is_left(
    meld, melder, ingelogd, agressiecoordinator
):
    incident = meld(gedragingen=("schelden",), over={"letsel": "geen"})
    sporen.close_lightly(incident, "Goed dat u het zei.", by=access_of(agressiecoordinator))
    page = page_of(ingelogd(melder), incident)
    assert "Dank u dat u dit meldde." in page and "Goed dat u het zei." in page
    for heading in ("Hulp voor u", "<h2>Politie</h2>", "Wat de organisatie ervan leert", "niet nodig"):
        assert heading not in page


def test_closing_does_not_end_what_still_runs(meld, melder, ingelogd, agressiecoordinator):
    incident = meld()
    Politiecontact.objects.create(incident=incident, stap="aangifte", gedaan_op=timezone.localdate())
    impose(incident, "toegangsontzegging")
    close(incident, agressiecoordinator, done=("veroorzaker", "politie"))
    client = ingelogd(melder)
    page = page_of(client, incident)
    assert "Wat nog loopt, leest u hieronder." in page
    assert "De aangifte loopt; u hoort de uitkomst." in page
    url = reverse("agressie_mijn_melding", args=[incident.kenmerk])
    stands = {deel.titel: deel.stand for deel in client.get(url).context["delen"]}
    assert stands["Politie"] == stands["Wat er met de veroorzaker gebeurt"] == "Loopt"
    Strafverloop.objects.create(incident=incident, stap="vonnis", op=timezone.localdate())
    assert "De aangifte loopt" not in page_of(client, incident)


# Who reads what


def test_who_reported_for_a_colleague_reads_the_progress_and_not_the_care(voor_collega, melder, ingelogd):
    Nazorggesprek.objects.create(
        slachtoffer=voor_collega.slachtoffers.get(), uitkomst="gehouden", op=timezone.localdate()
    )
    page = page_of(ingelogd(melder), voor_collega)
    assert "Politie" in page and "De organisatie besluit over de politie" in page
    for of_the_colleague in ("Hulp voor u", "Er was een gesprek", "van slag", "Mag iemand u bellen"):
        assert of_the_colleague not in page


def test_the_colleague_reads_all_of_it_and_can_not_withdraw_it(voor_collega, collega, ingelogd):
    client = ingelogd(collega)
    page = page_of(client, voor_collega)
    for own in ("Hulp voor u", "Psychische klachten", "Mag iemand u bellen"):
        assert own in page
    assert "Melding intrekken" not in page
    url = reverse("agressie_melding_intrekken", args=[voor_collega.kenmerk])
    assert client.get(url).status_code == client.post(url, {"reden": "x"}).status_code == 404
    assert voor_collega.kenmerk in client.get(reverse("mijn_meldingen")).content.decode()


def test_two_slachtoffers_read_nothing_of_each_others_care(meld, melder, collega, ingelogd):
    incident = meld()
    other = incident.slachtoffers.create(user=collega, letsel="behandeling")
    Nazorggesprek.objects.create(slachtoffer=other, uitkomst="geweigerd", op=timezone.localdate())
    page = page_of(ingelogd(melder), incident)
    assert "geen gesprek" not in page and "arts nodig" not in page
    assert "geen gesprek" in page_of(ingelogd(collega), incident)


def test_two_slachtoffers_read_not_what_the_other_added(meld, melder, collega, ingelogd, agressiecoordinator):
    incident = meld()
    incident.slachtoffers.create(user=collega)
    intake.add(incident, "Ik slaap slecht.", by=access_of(melder))
    intake.add(incident, "Ik durf niet meer.", by=access_of(collega))
    contact.send(incident, "Wij bellen u.", by=access_of(agressiecoordinator))
    first, second = page_of(ingelogd(melder), incident), page_of(ingelogd(collega), incident)
    assert "Ik slaap slecht." in first and "Ik durf niet meer." not in first
    assert "Ik durf niet meer." in second and "Ik slaap slecht." not in second
    assert "Wij bellen u." in first and "Wij bellen u." in second


def test_a_message_that_one_reader_saw_is_new_to_the_other(
    meld, melder, collega, ingelogd, agressiecoordinator
):
    incident = meld()
    incident.slachtoffers.create(user=collega)
    contact.send(incident, "Wij bellen u.", by=access_of(agressiecoordinator))
    assert "Aan u, nieuw" in page_of(ingelogd(melder), incident)
    assert mijn.count_unread(access_of(melder)) == 0 and mijn.count_unread(access_of(collega)) == 1
    assert [row.nieuw for row in mijn.own_rows(access_of(collega), 5)] == [1]
    assert "Aan u, nieuw" in page_of(ingelogd(collega), incident)
    assert "Aan u, nieuw" not in page_of(ingelogd(collega), incident)


def test_it_is_there_for_nobody_else(
    meld, collega, leidinggevende, agressiecoordinator, beslisser, buitenstaander, beheerder, ingelogd
):
    incident = meld()
    for other in (collega, leidinggevende, agressiecoordinator, beslisser, buitenstaander, beheerder):
        client = ingelogd(other)
        for name in ("agressie_mijn_melding", "agressie_melding_intrekken"):
            url = reverse(name, args=[incident.kenmerk])
            assert client.get(url).status_code == client.post(url, {"tekst": "x"}).status_code == 404
        assert incident.kenmerk not in client.get(reverse("mijn_meldingen")).content.decode()


def test_it_is_not_there_in_another_organisation(meld, melder, waterschap, ingelogd):
    incident = meld()
    toewijzen(user=melder, organisation=waterschap, rol="medewerker")
    client = ingelogd(melder)
    client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    assert client.get(reverse("agressie_mijn_melding", args=[incident.kenmerk])).status_code == 404


# Adding and withdrawing


def test_the_help_of_the_organisation_itself_stands_first(meld, melder, den_haag, ingelogd):
    incident, client = meld(), ingelogd(melder)
    page = page_of(client, incident)
    assert 'href="tel:09000101"' in page
    den_haag.opvang_naam, den_haag.opvang_telefoon = "Bedrijfsopvangteam", "070 - 353 00 00"
    den_haag.save()
    page = page_of(client, incident)
    assert "Bedrijfsopvangteam" in page
    assert page.index('href="tel:0703530000"') < page.index('href="tel:09000101"')


def test_something_can_be_added_and_who_handles_it_is_told(meld, melder, leidinggevende, ingelogd):
    incident = meld()
    OutboxRow.objects.all().delete()
    client = ingelogd(melder)
    url = reverse("agressie_mijn_melding", args=[incident.kenmerk])
    assert "Schrijf op wat u wilt toevoegen." in client.post(url, {"tekst": " "}).content.decode()
    assert client.post(url, {"tekst": "Er was een getuige."}).status_code == 302
    assert "Er was een getuige." in page_of(client, incident)
    assert leidinggevende.email in {to for row in OutboxRow.objects.all() for to in row.payload["to"]}


def test_it_is_withdrawn_with_a_reason_and_goes_on(meld, melder, ingelogd):
    incident = meld()
    client = ingelogd(melder)
    url = reverse("agressie_melding_intrekken", args=[incident.kenmerk])
    assert "Schrijf kort op waarom u intrekt." in client.post(url, {"reden": ""}).content.decode()
    client.post(url, {"reden": "Het was een misverstand."})
    incident.refresh_from_db()
    assert (incident.ingetrokken_op, incident.intrekreden) == (
        timezone.localdate(),
        "Het was een misverstand.",
    )
    assert incident.status == lifecycle.GEMELD
    page = page_of(client, incident)
    assert "Ingetrokken" in page and "Iemand neemt contact met u op" in page
    assert client.post(url, {"reden": "Nog eens."}).status_code == 302
    incident.refresh_from_db()
    assert incident.intrekreden == "Het was een misverstand."


def test_a_message_is_new_once_and_stands_first_in_the_list(meld, melder, agressiecoordinator, ingelogd):
    old = meld(days_ago=5)
    new = meld()
    sporen.tell_reporter(old, "Kunt u ons bellen?", by=access_of(agressiecoordinator))
    client = ingelogd(melder)
    for name in ("start", "mijn_meldingen"):
        rows = client.get(reverse(name)).context["rijen"]
        assert [row.kenmerk for row in rows] == [old.kenmerk, new.kenmerk]
        assert "U heeft 1 nieuw bericht." in client.get(reverse(name)).content.decode()
    assert "U heeft een nieuw bericht." in page_of(client, old)
    assert "Er is geen nieuw bericht." in page_of(client, old)


# The database


def test_the_page_takes_the_same_few_queries_however_much_was_said(meld, melder, ingelogd):
    incident = meld()
    client = ingelogd(melder)
    counts = []
    for more in (0, 25, 75):
        for _ in range(more):
            intake.add(incident, "…", by=access_of(melder))
            IncidentBericht.objects.create(incident=incident, van_melder=False, tekst="…")
        page_of(client, incident)  # what is new is read once
        with CaptureQueriesContext(connection) as captured:
            page_of(client, incident)
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
    assert counts[0] - OVERHEAD <= 8


@pytest.mark.parametrize("name", ["mijn_meldingen", "start"])
def test_the_lists_take_the_same_few_queries_however_many_there_are(meld, melder, ingelogd, name):
    client = ingelogd(melder)
    counts = []
    for more in (0, 20, 30):
        for _ in range(more):
            meld()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
    assert counts[0] - OVERHEAD <= 6
