"""Importing in the browser: upload, look, confirm, wait, result; for the coördinator of the organisation."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from casework.delivery import SLOW, deliver_pending
from casework.importing import jobs, tables
from casework.models import Importopdracht
from casework.tasks import deliver_slow, drop_abandoned_uploads
from integrity.models import Melding
from ledger.models import AuditRegel, OutboxRow
from tests.integrity.importing.files import GESLOTEN, LIJN, MELDING, csv_of, importeer

Status = Importopdracht.Status


@pytest.fixture
def browser(ingelogd, coordinator):
    return ingelogd(coordinator)


def upload(browser, *rows: dict, naam: str = "oud.csv", data: bytes | None = None, **more):
    file = SimpleUploadedFile(naam, csv_of(*rows) if data is None else data)
    return browser.post(reverse("import_start"), {"bestand": file, **more})


def page(browser, response) -> str:
    return browser.get(response["Location"]).content.decode()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_file_is_shown_first_and_imported_when_it_is_confirmed(browser, coordinator, den_haag):
    response = upload(
        browser, GESLOTEN | {"afdeling": "Zorg"}, LIJN | {"kenmerk": "K2", "ontvangen_op": "2021-01-11"}
    )
    shown = text_of(page(browser, response))
    assert "Meldingen 2" in shown and "Zaken 2" in shown and "Nieuwe afdelingen Zorg" in shown
    assert "10 januari 2021 tot en met 11 januari 2021" in shown
    assert not Melding.objects.exists()

    opdracht = Importopdracht.objects.get()
    confirmed = browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    waiting = browser.get(confirmed["Location"])
    assert "staat klaar" in waiting.content.decode() and waiting["Refresh"]

    assert deliver_slow() == 1
    done = browser.get(confirmed["Location"])
    assert "is geïmporteerd" in done.content.decode() and "Refresh" not in done
    assert reverse("rapportage") + "?periode=2021" in done.content.decode()
    assert Melding.objects.filter(organisation=den_haag).count() == 2
    opdracht.refresh_from_db()
    assert opdracht.inhoud is None and opdracht.status == Status.GEREED
    assert AuditRegel.objects.filter(verb="import_bevestigd", user_id=coordinator.pk).count() == 1


def test_confirming_twice_imports_once(browser):
    upload(browser, GESLOTEN)
    url = reverse("import_bevestigen", args=[Importopdracht.objects.get().kenmerk])
    browser.post(url)
    browser.post(url)
    assert OutboxRow.objects.count() == 1
    assert (deliver_slow(), deliver_slow()) == (1, 0)
    browser.post(url)
    assert deliver_slow() == 0 and Melding.objects.count() == 1


def test_a_file_with_faults_can_not_be_confirmed(browser):
    response = upload(
        browser, MELDING | {"kanaal": "fax"}, LIJN | {"kenmerk": "K2", "route_op": "2021-01-09"}
    )
    html = page(browser, response)
    assert "Er staan 2 fouten in oud.csv" in text_of(html)
    assert "Rij 2 kanaal fax Onbekende code; kies uit: portaal" in text_of(html)
    assert reverse("import_bevestigen", args=[Importopdracht.objects.get().kenmerk]) not in html
    opdracht = Importopdracht.objects.get()
    assert opdracht.inhoud is None
    browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    assert not OutboxRow.objects.exists()


def test_what_is_known_already_is_counted_and_not_offered_again(browser, den_haag):
    importeer(den_haag, GESLOTEN)
    html = page(browser, upload(browser, GESLOTEN))
    assert "Alles in dit bestand is al eerder geïmporteerd" in html
    assert reverse("import_bevestigen", args=[Importopdracht.objects.get().kenmerk]) not in html


@pytest.mark.parametrize(
    ("naam", "data", "words"),
    [
        ("leeg.csv", b"", "Dit bestand is leeg"),
        ("oud.csv", "kenmerk;ontvangen_op;afdeling\nA;2021-03-31;Café".encode("latin-1"), "geen UTF-8"),
        ("oud.csv", b"naam;datum\nA;B", "geen kopregel"),
        ("oud.xlsx", b"PK\x03\x04rommel", "beschadigd"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_on_the_same_page(browser, naam, data, words):
    response = upload(browser, naam=naam, data=data)
    assert response.status_code == 200 and words in response.content.decode()
    assert "<title>Fout: " in response.content.decode()
    assert not Importopdracht.objects.exists()


def test_no_file_at_all_is_told_with_the_field(browser):
    assert "Kies een bestand." in browser.post(reverse("import_start"), {}).content.decode()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(browser, monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 1000)
    monkeypatch.setattr(jobs, "upload", lambda *args, **kwargs: pytest.fail("it was read"))
    response = upload(browser, data=b"x" * 1001)
    assert "mag hooguit" in response.content.decode()


def test_a_category_list_comes_along_and_must_be_right(browser):
    row = MELDING | {"categorie": "liegen"}
    lijst = (
        b"lijst;versie;geldig_van;geldig_tot;code;label;rijk_code\neigen;1;2020-01-01;;liegen;Liegen;overig\n"
    )
    wrong = SimpleUploadedFile("lijst.csv", b"lijst;versie\na;1\n")
    assert "De kopregel klopt niet" in upload(browser, row, categorielijst=wrong).content.decode()
    upload(browser, row, categorielijst=SimpleUploadedFile("lijst.csv", lijst))
    browser.post(reverse("import_bevestigen", args=[Importopdracht.objects.get().kenmerk]))
    deliver_slow()
    assert Melding.objects.get().categorie == "liegen"
    assert Importopdracht.objects.get().lijst is None


def test_a_file_can_be_thrown_away_until_it_is_confirmed(browser):
    upload(browser, GESLOTEN)
    url = reverse("import_weggooien", args=[Importopdracht.objects.get().kenmerk])
    assert browser.get(url).status_code == 302 and Importopdracht.objects.exists()
    browser.post(url)
    assert not Importopdracht.objects.exists()
    upload(browser, GESLOTEN)
    opdracht = Importopdracht.objects.get()
    browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    browser.post(reverse("import_weggooien", args=[opdracht.kenmerk]))
    assert Importopdracht.objects.get().status == Status.WACHT


def test_an_upload_that_nobody_confirmed_is_dropped_after_a_day(browser):
    upload(browser, GESLOTEN)
    assert drop_abandoned_uploads() == 0
    Importopdracht.objects.update(created_at="2021-01-01T12:00Z")
    assert drop_abandoned_uploads() == 1


def test_progress_is_shown_while_it_runs(browser):
    upload(browser, GESLOTEN)
    opdracht = Importopdracht.objects.get()
    browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    jobs._progress_of(opdracht)(250, 1000)
    html = browser.get(reverse("import_opdracht", args=[opdracht.kenmerk])).content.decode()
    assert "250 van 1000 rijen" in html and 'value="250"' in html
    assert "Wacht op verwerking" in browser.get(reverse("import_start")).content.decode()


def test_what_became_wrong_after_the_upload_is_told_and_nothing_is_imported(browser, den_haag):
    upload(browser, GESLOTEN, MELDING | {"kenmerk": "K2"})
    importeer(den_haag, GESLOTEN | {"kanaal": "brief"})
    opdracht = Importopdracht.objects.get()
    browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    deliver_slow()
    html = browser.get(reverse("import_opdracht", args=[opdracht.kenmerk])).content.decode()
    assert "Er is niets geïmporteerd" in html and "deze melding is al geïmporteerd".capitalize() in html
    assert Melding.objects.count() == 1


def test_a_fault_of_ours_is_told_as_ours_and_not_tried_for_ever(browser, monkeypatch):
    upload(browser, GESLOTEN)
    opdracht = Importopdracht.objects.get()
    browser.post(reverse("import_bevestigen", args=[opdracht.kenmerk]))
    broken = replace(jobs.IMPORTEURS["integriteit"], replay=lambda *a: 1 / 0)
    monkeypatch.setitem(jobs.IMPORTEURS, "integriteit", broken)
    assert deliver_slow() == 1
    html = browser.get(reverse("import_opdracht", args=[opdracht.kenmerk])).content.decode()
    assert "ligt niet aan uw bestand" in html and opdracht.kenmerk in html
    assert not Melding.objects.exists()


def test_a_database_that_goes_away_halfway_is_tried_again(browser, monkeypatch):
    upload(browser, GESLOTEN)
    browser.post(reverse("import_bevestigen", args=[Importopdracht.objects.get().kenmerk]))

    def gone(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as during:
        broken = replace(jobs.IMPORTEURS["integriteit"], plan=gone)
        during.setitem(jobs.IMPORTEURS, "integriteit", broken)
        assert deliver_slow() == 0
    assert Importopdracht.objects.get().status == Status.WACHT
    OutboxRow.objects.update(next_attempt_at="2021-01-01T12:00Z")
    assert deliver_pending(SLOW) == 1
    assert Melding.objects.count() == 1


PAGES = ["import_opdracht", "import_bevestigen", "import_weggooien"]


@pytest.mark.parametrize("name", PAGES)
def test_an_upload_of_another_organisation_does_not_exist(browser, ingelogd, buitenstaander, name):
    upload(browser, GESLOTEN)
    url = reverse(name, args=[Importopdracht.objects.get().kenmerk])
    other = ingelogd(buitenstaander)
    assert other.get(url).status_code == 404 and other.post(url).status_code == 404
    assert Importopdracht.objects.get().status == Status.VOORBEELD
    assert "oud.csv" not in other.get(reverse("import_start")).content.decode()


@pytest.mark.parametrize(
    "who", ["melder", "onderzoeker", "bevoegd_gezag", "griffier", "auditor", "beheerder"]
)
def test_who_does_not_coordinate_can_not_import(request, ingelogd, who):
    someone = ingelogd(request.getfixturevalue(who))
    for url in (reverse("import_start"), *(reverse(name, args=["K"]) for name in PAGES)):
        assert someone.get(url).status_code == 404 and someone.post(url).status_code == 404


def test_nobody_is_sent_to_the_login_page(client, db):
    assert client.get(reverse("import_start")).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_list(browser, django_assert_max_num_queries):
    for _ in range(3):
        upload(browser, GESLOTEN)
    browser.get(reverse("import_start"))
    with django_assert_max_num_queries(10):
        browser.get(reverse("import_start"))
