"""A medewerker reports aggression in five short steps, once."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident, IncidentConcept, IncidentUitsluiting
from ledger.models import AuditRegel, OutboxRow
from organisations.models import Roltoewijzing
from organisations.roles import Rol
from tests.conftest import ACCESS, access_of
from tests.incidents.conftest import sees
from tests.incidents.melden import ANTWOORDEN, STAPPEN, Meldformulier


@pytest.fixture
def begin(ingelogd, agressiecoordinator):
    """begin(user): open the form, signed in."""

    def _begin(user, token=None) -> Meldformulier:
        return Meldformulier(ingelogd(user), token)

    return _begin


def recipients() -> set[str]:
    return {address for row in OutboxRow.objects.filter(kind="mail") for address in row.payload["to"]}


def test_a_report_from_the_first_step_to_the_confirmation(melder, leidinggevende, begin, agressiecoordinator):
    formulier = begin(melder)
    for stap in STAPPEN:
        page = formulier.get(stap)
        assert f"Stap {STAPPEN.index(stap) + 1} van 5" in page.content.decode()
        following = [*STAPPEN, "controle"][STAPPEN.index(stap) + 1]
        assert formulier.post(stap, **ANTWOORDEN[stap])["Location"] == formulier.url(following)
    check = formulier.get("controle").content.decode()
    assert "Bedreigen met geweld" in check and "14.30 uur" in check
    assert leidinggevende.naam in check and agressiecoordinator.naam in check
    done = formulier.client.get(formulier.send()["Location"]).content.decode()
    incident = Incident.objects.get()
    assert incident.kenmerk in done
    assert incident.inzending == formulier.token
    assert not IncidentConcept.objects.exists()


def test_what_was_answered_becomes_codes_of_the_lists(melder, leidinggevende, afdeling, begin):
    formulier = begin(melder)
    formulier.fill()
    formulier.send()
    incident = Incident.objects.get()
    assert incident.gedragingen == ["schelden", "dreigen_geweld"]
    assert incident.hoofdcategorie == "bedreiging"
    assert incident.kenmerken == ["groep"]
    assert incident.contactvormen == ["balie"]
    assert (incident.locatietype, incident.locatie) == ("eigen_gebouw", "Balie 3")
    assert incident.voorval_op == timezone.localdate() - timedelta(days=1)
    assert f"{incident.voorval_tijd:%H:%M}" == "14:30"
    assert incident.soort == "incident"
    hurt = incident.slachtoffers.get()
    assert (hurt.user, hurt.doelwit, hurt.letsel, hurt.ernst_beleving) == (
        melder,
        "medewerker",
        "psychisch",
        3,
    )
    assert (hurt.mag_bellen, hurt.telefoon, hurt.aangifte_gewenst) == (True, "06 12345678", "weet_niet")
    assert (incident.melder, incident.afdeling, incident.namens) == (melder, afdeling, False)
    assert incident.leidinggevende == leidinggevende
    assert AuditRegel.objects.get(verb="indienen").user_id == melder.pk


def test_the_least_that_can_be_told_is_enough(melder, begin):
    formulier = begin(melder)
    for stap, answers in {
        "gebeurd": {"wat": ["anders"], "anders_wat": "weet_niet"},
        "wanneer": {"dag": "vandaag"},
        "verhaal": {},
        "hoe": {"letsel": "geen"},
    }.items():
        assert formulier.post(stap, **answers).status_code == 302
    assert formulier.send().status_code == 302
    incident = Incident.objects.get()
    assert (incident.voorval_op, incident.voorval_tijd, incident.contactvormen) == (
        timezone.localdate(),
        None,
        [],
    )
    hurt = incident.slachtoffers.get()
    assert (hurt.mag_bellen, hurt.aangifte_gewenst, hurt.ernst_beleving) == (None, "", None)


def test_somebody_who_keeps_calling_is_hinderlijk_contact_unless_there_was_more(melder, begin):
    alone = begin(melder)
    alone.fill(gebeurd={"wat": ["hinderlijk_contact"], "kenmerken": []})
    alone.send()
    assert Incident.objects.get(inzending=alone.token).soort == "hinderlijk_contact"
    more = begin(melder)
    more.fill(gebeurd={"wat": ["hinderlijk_contact", "schelden"]})
    more.send()
    incident = Incident.objects.get(inzending=more.token)
    assert (incident.soort, incident.gedragingen) == ("incident", ["schelden"])


@pytest.mark.parametrize(
    ("by_step", "kenmerk"),
    [
        ({"gebeurd": {"wat": ["doxing"], "kenmerken": []}}, "doxing"),
        ({"gebeurd": {"wat": ["aanranding"], "kenmerken": []}}, "seksuele_intimidatie"),
        ({"gebeurd": {"wat": ["schelden"], "kenmerken": ["wapen"]}}, "wapen"),
        ({"gebeurd": {"kenmerken": []}, "wanneer": {"plaats": "sociale_media_openbaar"}}, "online"),
        (
            {"gebeurd": {"kenmerken": []}, "wanneer": {"plaats": "anders", "andere_plaats": "bij_woning"}},
            "privesfeer",
        ),
    ],
)
def test_a_kenmerk_follows_from_a_tick_a_tile_or_the_place(melder, begin, by_step, kenmerk):
    formulier = begin(melder)
    formulier.fill(**by_step)
    formulier.send()
    assert Incident.objects.get().kenmerken == [kenmerk]


def test_opening_the_form_writes_nothing(melder, begin, ingelogd):
    formulier = begin(melder)
    client = formulier.client
    first, second = (client.get(reverse("agressie_melden")).context["concept"].token for _ in range(2))
    assert first != second
    formulier.get("gebeurd")
    assert not IncidentConcept.objects.exists()


def test_every_step_is_kept_and_can_be_gone_on_with_later(melder, begin, ingelogd):
    formulier = begin(melder)
    for stap in STAPPEN[:2]:
        formulier.post(stap, **ANTWOORDEN[stap])
    another_day = ingelogd(melder)
    for page in ("melden", "start", "mijn_meldingen"):
        assert formulier.url("controle") in another_day.get(reverse(page)).content.decode()
    assert another_day.get(formulier.url("controle"))["Location"] == formulier.url("verhaal")


def test_a_change_from_the_check_page_goes_back_to_it(melder, begin):
    formulier = begin(melder)
    formulier.fill()
    url = f"{formulier.url('verhaal')}?terug=controle"
    assert formulier.client.post(url, {"beschrijving": "Het zat anders."})["Location"] == formulier.url(
        "controle"
    )
    assert "Het zat anders." in formulier.get("controle").content.decode()


def test_what_was_thrown_away_is_not_sent(melder, begin):
    formulier = begin(melder)
    formulier.fill()
    url = reverse("agressie_melden_weg", args=[formulier.token])
    assert formulier.client.get(url).status_code == 200 and IncidentConcept.objects.exists()
    assert formulier.client.post(url)["Location"] == reverse("melden")
    assert formulier.send()["Location"] == formulier.url("gebeurd")
    assert not Incident.objects.exists()


def test_the_mails_go_to_who_handles_it_and_the_direction_hears_of_serious_ones(
    melder, leidinggevende, beslisser, agressiecoordinator, begin
):
    formulier = begin(melder)
    formulier.fill(gebeurd={"wat": ["schelden"], "kenmerken": []}, hoe={"letsel": "geen"})
    formulier.send()
    assert recipients() == {leidinggevende.email, agressiecoordinator.email}
    heavy = begin(melder)
    heavy.fill()
    heavy.send()
    assert beslisser.email in recipients()


# Once


def test_the_same_report_sent_five_times_is_one(melder, begin):
    formulier = begin(melder)
    formulier.fill()
    places = {formulier.send()["Location"] for _ in range(5)}
    assert len(places) == 1 and Incident.objects.count() == 1


def test_the_same_report_sent_five_times_by_the_script_is_one(melder, begin):
    formulier = begin(melder)
    answers = [formulier.send_by_script() for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert len({answer.json()["klaar"] for answer in answers}) == 1
    assert Incident.objects.count() == 1 and not IncidentConcept.objects.exists()


def test_sending_by_page_and_by_script_gives_one(melder, begin):
    formulier = begin(melder)
    formulier.send_by_script()
    assert formulier.send().status_code == 302
    assert formulier.get("gebeurd")["Location"] == formulier.send_by_script().json()["klaar"]
    assert Incident.objects.count() == 1 and not IncidentConcept.objects.exists()


def test_three_sendings_at_the_same_moment_make_one(committed, melder, begin):
    token = uuid.uuid4()
    formulieren = [begin(melder, token) for _ in range(3)]
    ready, answers = threading.Barrier(3), []

    def send(formulier: Meldformulier) -> None:
        try:
            ready.wait(timeout=10)
            answers.append(formulier.send_by_script().json().get("klaar"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[one]) for one in formulieren]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(answers) == 3 and len(set(answers)) == 1
    assert Incident.objects.count() == 1


def test_the_script_keeps_steps_and_gets_the_lines_of_the_check_page(melder, begin):
    formulier = begin(melder)
    halfway = formulier.send_by_script(tot="wanneer").json()
    assert halfway["rijen"] == []
    kept = IncidentConcept.objects.get().antwoorden
    assert kept["wat"] == ["schelden", "dreigen_geweld"] and "letsel" not in kept
    lines = formulier.send_by_script(tot="hoe").json()["rijen"]
    assert {"Wat er gebeurde", "Wanneer", "Waar"} <= {line["label"] for line in lines}
    assert not Incident.objects.exists()


# Who reads it


def test_another_receiver_is_chosen_and_the_leidinggevende_sees_nothing(
    melder, leidinggevende, andere_leidinggevende, agressiecoordinator, begin
):
    formulier = begin(melder)
    formulier.fill()
    formulier.send(ontvanger=str(andere_leidinggevende.pk))
    incident = Incident.objects.get()
    assert incident.leidinggevende == andere_leidinggevende
    assert IncidentUitsluiting.objects.get().user == leidinggevende
    assert not sees(access_of(leidinggevende), incident)
    assert leidinggevende.email not in recipients() and andere_leidinggevende.email in recipients()


def test_only_the_coordinator_can_be_chosen(melder, leidinggevende, agressiecoordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    formulier.send(ontvanger="coordinator")
    assert Incident.objects.get().leidinggevende is None
    assert recipients() == {agressiecoordinator.email}


def test_a_forged_receiver_is_refused(melder, collega, begin):
    formulier = begin(melder)
    formulier.fill()
    page = formulier.send(ontvanger=str(collega.pk))
    assert "leest geen meldingen (meer)" in page.content.decode()
    assert not Incident.objects.exists()


def test_a_report_that_nobody_reads_says_so_before_it_is_sent_and_waits(melder, ingelogd, leidinggevende):
    Roltoewijzing.objects.filter(rol=Rol.LEIDINGGEVENDE).delete()
    formulier = Meldformulier(ingelogd(melder))
    formulier.fill()
    assert "Nu leest niemand dit" in formulier.get("controle").content.decode()
    assert formulier.send().status_code == 302
    assert Incident.objects.get().buitenadres_op == timezone.localdate()


# The database


@pytest.mark.parametrize("stap", [*STAPPEN, "controle"])
def test_no_step_asks_much_of_the_database(melder, leidinggevende, begin, stap):
    formulier = begin(melder)
    formulier.fill()
    with CaptureQueriesContext(connection) as captured:
        assert formulier.get(stap).status_code == 200
    assert len(captured) - ACCESS <= 10, [query["sql"][:90] for query in captured]
