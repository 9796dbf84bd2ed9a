"""Importing incidents in the browser: the pages that every register has, with the words of this one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.importing import jobs
from casework.models import Importopdracht
from casework.tasks import deliver_slow
from incidents.importing.columns import KOLOMMEN
from incidents.models import Incident
from tests.incidents.importing.files import ALLES, GEMELD, csv_of, importeer
from tests.integrity.importing import files as integriteit

PAGES = ["import_opdracht", "import_bevestigen", "import_weggooien"]
RAADSLID = {"kenmerk": "I3", "doelwit": "ambtsdrager", "ambt": "raadslid"}


@pytest.fixture
def browser(ingelogd, agressiecoordinator):
    return ingelogd(agressiecoordinator)


def upload(browser, data: bytes, naam: str = "oud.csv", **more):
    file = SimpleUploadedFile(naam, data)
    return browser.post(reverse("agressie_import_start"), {"bestand": file, **more})


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def opdracht_url(name: str = "opdracht") -> str:
    return reverse(f"agressie_import_{name}", args=[Importopdracht.objects.get().kenmerk])


def test_a_file_is_shown_first_and_imported_when_it_is_confirmed(browser, griffier):
    rows = [ALLES, GEMELD | {"kenmerk": "I2", "soort": "hinderlijk_contact"}, GEMELD | RAADSLID]
    response = upload(browser, csv_of(*rows))
    assert response["Location"] == opdracht_url() and opdracht_url().startswith("/agressie/importeren/")
    shown = text_of(browser.get(response["Location"]))
    assert "Incidenten 2 Hinderlijk contact 1 Gemeld 12 januari 2021" in shown
    assert "Nieuwe afdelingen Publiekszaken" in shown
    assert "1 incident gaat over politieke ambtsdragers" in shown
    assert not Incident.objects.exists()

    browser.post(opdracht_url("bevestigen"))
    assert "staat klaar" in text_of(browser.get(opdracht_url()))
    assert deliver_slow() == 1
    done = browser.get(opdracht_url())
    assert reverse("agressie_rapportage") + "?periode=2021" in done.content.decode()
    assert Incident.objects.count() == 3


def test_the_page_says_how_the_file_must_be_and_asks_no_list(browser):
    shown = text_of(browser.get(reverse("agressie_import_start")))
    assert "Elke rij daaronder is één incident." in shown and "; ".join(KOLOMMEN) in shown
    assert "Verplicht: kenmerk en voorval_op en hoofdcategorie" in shown
    assert "categorielijst" not in shown
    upload(browser, csv_of(GEMELD), categorielijst=SimpleUploadedFile("lijst.csv", b"lijst;versie\n"))
    assert Importopdracht.objects.get().lijst is None


def test_faults_are_told_and_the_file_can_be_thrown_away(browser):
    upload(browser, csv_of(GEMELD | {"letsel": "zwaar"}))
    shown = text_of(browser.get(opdracht_url()))
    assert "Er staat 1 fout in oud.csv" in shown and "Rij 2 letsel zwaar Onbekende code" in shown
    assert browser.post(opdracht_url("weggooien"))["Location"] == reverse("agressie_import_start")
    assert not Importopdracht.objects.exists()


def test_a_file_of_the_other_register_is_refused_by_its_columns(browser):
    upload(browser, integriteit.csv_of(integriteit.GESLOTEN))
    shown = text_of(browser.get(opdracht_url()))
    assert "Rij 1 betrokkene – Deze kolom bestaat niet" in shown
    assert "Rij 1 voorval_op – Deze kolom is verplicht en ontbreekt" in shown


def test_what_is_known_already_is_not_offered_again(browser, den_haag):
    importeer(den_haag, GEMELD)
    upload(browser, csv_of(GEMELD))
    shown = browser.get(opdracht_url()).content.decode()
    assert "Alles in dit bestand is al eerder geïmporteerd" in shown
    assert opdracht_url("bevestigen") not in shown


def test_a_fault_of_ours_leaves_nothing_behind(browser, monkeypatch):
    from incidents.services import sporen

    upload(browser, csv_of(GEMELD, ALLES | {"kenmerk": "I2"}))
    browser.post(opdracht_url("bevestigen"))
    monkeypatch.setattr(sporen, "close", lambda *args, **kwargs: 1 / 0)
    assert deliver_slow() == 1
    assert "ligt niet aan uw bestand" in text_of(browser.get(opdracht_url()))
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    "who",
    [
        *("melder", "leidinggevende", "beslisser", "griffier", "secretaris", "baliemedewerker", "auditor"),
        *("beheerder", "integriteitscoordinator"),
    ],
)
def test_who_does_not_coordinate_this_register_can_not_import(request, ingelogd, who):
    someone = ingelogd(request.getfixturevalue(who))
    start = reverse("agressie_import_start")
    for url in (start, *(reverse(f"agressie_{name}", args=["K"]) for name in PAGES)):
        assert someone.get(url).status_code == 404 and someone.post(url).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_an_upload_of_one_register_does_not_exist_at_the_address_of_the_other(
    browser, ingelogd, coordinator, name
):
    """Also for who coordinates both, and whose file it is."""
    both = ingelogd(coordinator)
    data = integriteit.csv_of(integriteit.MELDING)
    both.post(reverse("import_start"), {"bestand": SimpleUploadedFile("oud.csv", data)})
    kenmerk = Importopdracht.objects.get().kenmerk
    assert both.get(reverse("import_opdracht", args=[kenmerk])).status_code == 200
    for someone in (both, browser):
        assert someone.post(reverse(f"agressie_{name}", args=[kenmerk])).status_code == 404
    assert browser.get(reverse(name, args=[kenmerk])).status_code == 404
    assert Importopdracht.objects.get().status == Importopdracht.Status.VOORBEELD


def test_the_operator_hears_that_a_list_does_not_come_along(den_haag):
    with pytest.raises(jobs.ImportFouten) as caught:
        jobs.IMPORTEURS["agressie"].run(den_haag, csv_of(GEMELD), b"lijst;versie\n")
    assert "geen eigen categorielijst" in str(caught.value.fouten[0])
    assert not Incident.objects.exists()
