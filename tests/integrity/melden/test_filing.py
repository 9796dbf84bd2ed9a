"""A medewerker files a melding, step by step, once."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework import terms
from integrity.lists import Compartiment
from integrity.models import MelderIdentiteit, Melding, MeldingConcept, Uitsluiting, Zaak
from integrity.views.melden import as_melding
from ledger.models import OutboxRow, WachtendeRegel
from organisations.models import Afdeling, Afwezigheid
from organisations.roles import Rol
from tests.conftest import access_of, hire, toewijzen
from tests.integrity.melden.conftest import ANTWOORDEN

STAPPEN = list(ANTWOORDEN)


def recipients() -> set[str]:
    return {address for row in OutboxRow.objects.filter(kind="mail") for address in row.payload["to"]}


def test_a_medewerker_files_a_melding_from_start_to_confirmation(melder, coordinator, begin):
    formulier = begin(melder)
    for stap in STAPPEN:
        page = formulier.get(stap)
        assert page.status_code == 200
        assert f"Stap {STAPPEN.index(stap) + 1} van 5" in page.content.decode()
        answer = formulier.post(stap, **ANTWOORDEN[stap])
        following = [*STAPPEN, "controle"][STAPPEN.index(stap) + 1]
        assert answer["Location"] == formulier.url(following)

    check = formulier.get("controle").content.decode()
    assert "Een collega werkt in werktijd voor een eigen bedrijf." in check
    assert "Corine Coordinator" in check
    assert f"{formulier.url('verhaal')}?terug=controle" in check

    done = formulier.client.get(formulier.send()["Location"]).content.decode()
    melding = Melding.objects.get()
    today = timezone.localdate()
    assert melding.kenmerk in done
    for last_day in (today + timedelta(days=7), terms.add_months(today, 3)):
        assert f"{last_day.day} " in done and f"{last_day.year}" in done
    assert melding.zaak.status == "ontvangen"
    assert melding.tekst.wie == "Iemand van ICT"
    assert (melding.kanaal, melding.melderrelatie, melding.categorie) == ("portaal", "medewerker", "positie")
    assert not MeldingConcept.objects.exists()


def test_the_audit_line_does_not_tell_who_filed_it(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    formulier.send()
    line = WachtendeRegel.objects.get(verb="indienen")
    assert (line.actor_kind, line.user_id) == ("melder", None)


def test_every_step_is_kept_and_can_be_gone_on_with_later(melder, coordinator, begin, ingelogd):
    formulier = begin(melder)
    for stap in STAPPEN[:2]:
        formulier.post(stap, **ANTWOORDEN[stap])
    another_day = ingelogd(melder)
    for page in ("melden_integriteit", "melden", "start", "mijn_meldingen"):
        assert formulier.url("controle") in another_day.get(reverse(page)).content.decode()
    assert another_day.get(formulier.url("controle"))["Location"] == formulier.url("verhaal")


def test_half_a_step_is_kept_for_later(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.post("positie", **ANTWOORDEN["positie"])
    answer = formulier.post("waarover", soort="signaal", categorie="", betreft="", later="1")
    assert answer["Location"] == reverse("melden_integriteit")
    page = formulier.get("waarover").content.decode()
    assert page.count(" checked") == 1
    assert MeldingConcept.objects.get().antwoorden["soort"] == "signaal"


def test_a_step_out_of_order_goes_to_the_first_that_is_not_answered(melder, coordinator, begin):
    formulier = begin(melder)
    for stap in ("waarover", "verhaal", "omstandigheden", "controle"):
        assert formulier.get(stap)["Location"] == formulier.url("positie")
        assert formulier.post(stap)["Location"] == formulier.url("positie")
    assert not Melding.objects.exists()
    assert formulier.get("bestaat-niet").status_code == 404


def test_a_change_from_the_check_page_goes_back_to_it(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    answer = formulier.client.post(
        f"{formulier.url('verhaal')}?terug=controle", {"beschrijving": "Het zat anders."}
    )
    assert answer["Location"] == formulier.url("controle")
    assert "Het zat anders." in formulier.get("controle").content.decode()


def test_nothing_is_there_for_somebody_else(melder, collega, coordinator, begin, ingelogd, buitenstaander):
    formulier = begin(melder)
    formulier.fill()
    for other in (collega, coordinator, buitenstaander):
        client = ingelogd(other)
        for url in (
            *(formulier.url(stap) for stap in (*STAPPEN, "controle")),
            reverse("melden_verzonden", args=[formulier.token]),
            reverse("melden_weg", args=[formulier.token]),
        ):
            assert client.get(url).status_code == 404
            assert client.post(url).status_code == 404
    formulier.send()
    assert ingelogd(collega).get(reverse("melden_verzonden", args=[formulier.token])).status_code == 404
    assert ingelogd(collega).post(formulier.url("controle")).status_code == 404


def test_a_concept_belongs_to_the_organisation_it_was_begun_in(melder, waterschap, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    toewijzen(user=melder, organisation=waterschap, rol=Rol.MEDEWERKER)
    formulier.client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    assert formulier.get("controle").status_code == 404


def test_a_concept_is_thrown_away_after_a_question(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    url = reverse("melden_weg", args=[formulier.token])
    assert formulier.client.get(url).status_code == 200
    assert MeldingConcept.objects.exists()
    assert formulier.client.post(url)["Location"] == reverse("melden_integriteit")
    assert not MeldingConcept.objects.exists()
    assert formulier.send().status_code == 404
    assert not Melding.objects.exists()


# Once


def test_sending_again_gives_the_same_melding(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    places = {formulier.send()["Location"] for _ in range(3)}
    assert len(places) == 1
    assert Melding.objects.count() == Zaak.objects.count() == 1
    assert OutboxRow.objects.filter(kind="mail").count() == 1


def test_going_back_after_sending_shows_what_was_sent(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    sent = formulier.send()["Location"]
    for stap in (*STAPPEN, "controle"):
        assert formulier.get(stap)["Location"] == sent
    assert formulier.post("verhaal", beschrijving="Nog iets")["Location"] == sent


@pytest.mark.services
def test_two_browsers_that_send_at_the_same_moment_make_one_melding(
    committed, melder, coordinator, begin, ingelogd
):
    formulier = begin(melder)
    formulier.fill()
    ready, places = threading.Barrier(2), []

    def press_send(client):
        try:
            ready.wait()
            places.append(client.post(formulier.url("controle"))["Location"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press_send, args=[ingelogd(melder)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(places) == 2 and len(set(places)) == 1
    assert Melding.objects.count() == Zaak.objects.count() == 1


# Who reads it


def test_somebody_who_was_excluded_gets_no_mail_and_sees_no_zaak(
    melder, coordinator, tweede_coordinator, begin, ingelogd
):
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    check = formulier.get("controle").content.decode()
    assert "Wie het niet mag zien" in check
    formulier.send()
    assert recipients() == {tweede_coordinator.email}
    zaak = Zaak.objects.get()
    assert not Zaak.objects.visible_to(access_of(coordinator)).exists()
    assert Zaak.objects.visible_to(access_of(tweede_coordinator)).get() == zaak
    assert Uitsluiting.objects.get().user == coordinator


def test_when_nobody_is_left_to_read_it_the_melder_is_told_where_else_to_go(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    html = formulier.get("controle").content.decode()
    assert "Nu mag niemand deze melding lezen" in html and "huisvoorklokkenluiders.nl" in html
    formulier.send()
    assert Zaak.objects.get().buitenadres_op


def test_when_nobody_here_is_left_the_melder_is_told_that_it_goes_outside(
    melder, coordinator, buitenadres, begin
):
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    html = formulier.get("controle").content.decode()
    assert "buiten uw organisatie" in html and buitenadres.naam in html and coordinator.naam in html
    formulier.send()
    assert recipients() == {buitenadres.email}


def test_who_stands_in_for_somebody_is_named_and_can_be_excluded(
    den_haag, melder, coordinator, onderzoeker, begin
):
    today = {"van": timezone.localdate(), "tot": timezone.localdate(), "zelf_gekozen": True}
    Afwezigheid.objects.create(user=coordinator, organisation=den_haag, vervanger=onderzoeker, **today)
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(onderzoeker.pk)]})
    formulier.send()
    assert Uitsluiting.objects.get().user == onderzoeker


def test_a_stand_in_alone_is_not_somebody_who_is_left(den_haag, melder, coordinator, onderzoeker, begin):
    today = {"van": timezone.localdate(), "tot": timezone.localdate(), "zelf_gekozen": True}
    Afwezigheid.objects.create(user=coordinator, organisation=den_haag, vervanger=onderzoeker, **today)
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    assert "Nu mag niemand deze melding lezen" in formulier.get("controle").content.decode()


def test_a_reader_who_came_later_is_asked_about_before_sending(den_haag, melder, coordinator, begin):
    formulier = begin(melder)
    formulier.fill()
    new = hire(den_haag, "Nina Nieuw", Rol.INTEGRITEITSCOORDINATOR)
    assert formulier.send()["Location"] == formulier.url("omstandigheden")
    page = formulier.get("omstandigheden").content.decode()
    assert "Nina Nieuw" in page and "er is intussen iets veranderd" in page.lower()
    formulier.post("omstandigheden", wie="", wanneer="", waar="", uitgesloten=[str(new.pk)])
    formulier.send()
    assert Uitsluiting.objects.get().user == new


def test_other_people_read_a_melding_about_a_bestuurder(
    melder, coordinator, griffier, burgemeester, begin, ingelogd
):
    formulier = begin(melder)
    formulier.fill(waarover={"betreft": "wethouder_gedeputeerde_db"})
    check = formulier.get("controle").content.decode()
    assert griffier.naam in check and burgemeester.naam in check and coordinator.naam not in check
    formulier.send()
    assert Zaak.objects.get().compartiment == Compartiment.BESTUURLIJK
    assert recipients() == {griffier.email, burgemeester.email}
    assert not Zaak.objects.visible_to(access_of(coordinator)).exists()


def test_the_burgemeester_does_not_read_a_melding_about_a_burgemeester(
    melder, coordinator, griffier, burgemeester, begin
):
    formulier = begin(melder)
    formulier.fill(waarover={"betreft": "burgemeester"})
    assert burgemeester.naam not in formulier.get("controle").content.decode()
    formulier.send()
    assert recipients() == {griffier.email}


def test_a_question_that_nobody_may_read_is_stopped_before_the_story(melder, coordinator, begin):
    formulier = begin(melder)
    formulier.post("positie", **ANTWOORDEN["positie"])
    about = {"soort": "adviesvraag", "betreft": "burgemeester"}
    page = formulier.post("waarover", **(ANTWOORDEN["waarover"] | about))
    assert "niemand die meldingen over een bestuurder leest" in page.content.decode()


def test_changing_who_it_is_about_asks_again_who_may_not_see_it(
    melder, coordinator, tweede_coordinator, griffier, begin
):
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    formulier.post("waarover", **(ANTWOORDEN["waarover"] | {"betreft": "wethouder_gedeputeerde_db"}))
    assert formulier.send()["Location"] == formulier.url("omstandigheden")
    page = formulier.get("omstandigheden").content.decode()
    assert griffier.naam in page and coordinator.naam not in page


def test_a_question_tells_who_reads_it_and_excludes_nobody(melder, coordinator, tweede_coordinator, begin):
    formulier = begin(melder)
    formulier.fill(waarover={"soort": "adviesvraag"}, omstandigheden={"uitgesloten": [str(coordinator.pk)]})
    assert "Wie het leest" in formulier.get("controle").content.decode()
    done = formulier.client.get(formulier.send()["Location"]).content.decode()
    assert "Uw vraag is verstuurd" in done and "geen wettelijke termijn" in done
    assert Melding.objects.get().zaak is None
    assert not Uitsluiting.objects.exists()
    assert recipients() == {coordinator.email, tweede_coordinator.email}


def test_a_question_that_becomes_a_melding_asks_whom_to_exclude(melder, coordinator, griffier, begin):
    formulier = begin(melder)
    formulier.fill(waarover={"soort": "signaal"})
    formulier.post("waarover", **ANTWOORDEN["waarover"])
    assert formulier.get("controle")["Location"] == formulier.url("omstandigheden")


# Whose name is known


def test_the_name_of_a_confidential_melder_is_nowhere_for_the_coordinator(
    melder, coordinator, begin, ingelogd
):
    formulier = begin(melder)
    formulier.fill(positie={"melderpositie": "vertrouwelijk"})
    formulier.send()
    melding = Melding.objects.get()
    assert melding.melderpositie == "vertrouwelijk"
    assert MelderIdentiteit.objects.get().naam == melder.naam
    client = ingelogd(coordinator)
    for url in (reverse("werklijst"), reverse("zaak", args=[melding.zaak.kenmerk]), reverse("meldingen")):
        html = client.get(url, follow=True).content.decode()
        assert melder.naam not in html and melder.email not in html
    assert melder.naam not in str(list(OutboxRow.objects.values_list("payload", flat=True)))
    assert melder.naam not in str(list(WachtendeRegel.objects.values_list("data", flat=True)))


def test_a_confidential_question_shows_no_name_either(melder, coordinator, begin, ingelogd):
    formulier = begin(melder)
    formulier.fill(positie={"melderpositie": "vertrouwelijk"}, waarover={"soort": "adviesvraag"})
    formulier.send()
    url = reverse("melding", args=[Melding.objects.get().kenmerk])
    html = ingelogd(coordinator).get(url).content.decode()
    assert melder.naam not in html and melder.email not in html and "Vertrouwelijk" in html


def test_an_open_question_shows_the_name_to_the_coordinator(melder, coordinator, begin, ingelogd):
    formulier = begin(melder)
    formulier.fill(waarover={"soort": "adviesvraag"})
    formulier.send()
    url = reverse("melding", args=[Melding.objects.get().kenmerk])
    assert melder.naam in ingelogd(coordinator).get(url).content.decode()


# Budgets


def test_sending_takes_at_most_ten_statements_in_its_transaction(
    den_haag, melder, coordinator, tweede_coordinator, begin
):
    afdeling = Afdeling.objects.create(organisation=den_haag, naam="ICT")
    formulier = begin(melder)
    formulier.fill(omstandigheden={"uitgesloten": [str(coordinator.pk)], "afdeling": str(afdeling.pk)})
    with CaptureQueriesContext(connection) as captured:
        formulier.send()
    statements = [q["sql"] for q in captured]
    first = next(n for n, sql in enumerate(statements) if sql.startswith(("SAVEPOINT", "BEGIN")))
    last = max(n for n, sql in enumerate(statements) if sql.startswith(("RELEASE", "COMMIT")))
    inside = statements[first + 1 : last]
    assert len(inside) <= 10, "\n".join(inside)
    assert len(statements) <= 25


@pytest.mark.parametrize("stap", [*STAPPEN, "controle"])
def test_no_step_asks_much_of_the_database(den_haag, melder, coordinator, begin, stap):
    for number in range(30):
        Afdeling.objects.create(organisation=den_haag, naam=f"Afdeling {number}")
    formulier = begin(melder)
    formulier.fill(omstandigheden={"afdeling": ""})
    with CaptureQueriesContext(connection) as captured:
        assert formulier.get(stap).status_code == 200
    # session, user and access take four
    assert len(captured) - 5 <= 8, "\n".join(q["sql"] for q in captured)


def test_the_same_answers_make_the_same_melding(melder, coordinator, begin):
    from integrity.forms.melden import Antwoorden

    formulier = begin(melder)
    formulier.fill()
    concept = MeldingConcept.objects.get()
    made = as_melding(Antwoorden(concept), access_of(melder))
    assert made.inzending == uuid.UUID(formulier.token)
    assert made.melder.user == melder
