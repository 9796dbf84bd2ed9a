"""A report goes from concept to published in a real browser, without JavaScript."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from casework.tasks import deliver_slow
from organisations.models import User
from organisations.roles import Rol
from reports import lifecycle
from reports.models import Rapportage
from tests.conftest import hire
from tests.reports.pad.conftest import maak, rapport_in
from tests.reports.rows import add_zaak, one_of_each

__all__ = ["maak", "rapport_in"]


@pytest.fixture
def secretaris(den_haag) -> User:
    return hire(den_haag, "Stef Secretaris", Rol.SECRETARIS)


def test_a_report_goes_from_concept_to_published(
    venster, den_haag, coordinator, secretaris, burgemeester, griffier
):
    one_of_each(den_haag)
    today = timezone.localdate()
    page = venster(coordinator, javascript=False)
    page.goto("/rapportages/")
    page.get_by_role("link", name="Nieuw rapport").click()
    page.get_by_label("Een eigen periode").check()
    page.get_by_label("Eerste dag").fill("2021-01-01")
    page.get_by_label("Laatste dag").fill("2021-06-30")
    page.get_by_role("button", name="Maak het concept").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CONCEPT – Rapportage integriteit")
    page.get_by_role("link", name="Schrijf een toelichting bij ontvangen meldingen").click()
    page.get_by_role("button", name="Neem deze zinnen over").click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("De toelichting is opgeslagen.")).to_be_visible()
    page.get_by_role("link", name="Voorleggen").click()
    page.get_by_role("button", name="Voorleggen").click()
    expect(page.get_by_role("heading", name="Wacht op secretaris")).to_be_visible()

    page = venster(secretaris, javascript=False)
    page.goto("/rapportages/")
    page.get_by_role("link", name="Integriteit over het eerste halfjaar van 2021").click()
    page.get_by_role("link", name="Akkoord geven").click()
    page.get_by_role("button", name="Akkoord geven").click()

    page = venster(burgemeester, javascript=False)
    page.goto("/rapportages/")
    page.get_by_role("link", name="Integriteit over het eerste halfjaar van 2021").click()
    page.get_by_role("link", name="Vaststellen").click()
    page.get_by_role("button", name="Vaststellen").click()
    expect(page.get_by_text("De cijfers en de woorden staan nu vast.")).to_be_visible()

    page = venster(griffier, javascript=False)
    page.goto("/rapportages/")
    page.get_by_role("link", name="Integriteit over het eerste halfjaar van 2021").click()
    page.get_by_role("link", name="Aanbieden").click()
    page.get_by_label("Stuknummer").fill("2021/417")
    page.get_by_label("Openbaar", exact=True).check()
    page.get_by_role("button", name="Aanbieden").click()
    page.get_by_role("link", name="Publiceren").click()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("ontving het meldpunt 7 meldingen").first).to_be_visible()
    assert Rapportage.objects.get().gepubliceerd_op == today

    page.get_by_role("link", name="Bestanden maken en downloaden").click()
    page.get_by_label("JSON").check()
    page.get_by_role("button", name="Maak de bestanden").click()
    expect(page.get_by_role("status")).to_contain_text("Deze pagina ververst zichzelf")
    deliver_slow()
    page.get_by_role("link", name="Ververs nu").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="integriteit-den-haag-2021-H1.json").click()
    assert download.value.suggested_filename == "integriteit-den-haag-2021-H1.json"


def test_no_fault_is_found_on_any_page_of_a_report(venster, den_haag, coordinator, rapport_in, check_page):
    one_of_each(den_haag)
    frozen = rapport_in(lifecycle.VASTGESTELD)
    concept = rapport_in(lifecycle.CONCEPT, "2020")
    meeting = timezone.localdate() + timedelta(days=30)
    Rapportage.objects.filter(pk=concept.pk).update(raad_op=meeting, opmerking="De toon is te stellig.")
    add_zaak(den_haag, "2021-03-01", melding={"categorie": "lekken", "betreft": "medewerker"})
    page = venster(coordinator)
    here, adopted = f"/rapportages/rapport/{concept.kenmerk}/", f"/rapportages/rapport/{frozen.kenmerk}/"
    for name, path in {
        "rapporten": "/rapportages/",
        "rapport-planning": "/rapportages/planning/",
        "rapport-concept": here,
        "rapport-toelichting": f"{here}toelichting/instroom/",
        "rapport-inrichten": f"{here}stap/inrichten/",
        "rapport-controle": f"{adopted}controle/",
    }.items():
        page.goto(path)
        check_page(page, name)
    page.goto(f"{adopted}documenten/")
    page.get_by_label("JSON").check()
    page.get_by_role("button", name="Maak de bestanden").click()
    expect(page.get_by_role("button", name="Stop met JSON")).to_be_visible()
    deliver_slow()
    page.goto(f"{adopted}documenten/")
    check_page(page, "rapport-bestanden-klaar")
