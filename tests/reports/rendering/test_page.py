"""The page of a report shows its charts, each with its numbers as a table."""

import pytest
from django.urls import reverse

from organisations.roles import Rol
from tests.conftest import hire
from tests.reports.rendering.reading import Pagina
from tests.reports.test_acceptance import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def test_the_page_shows_every_chart_with_its_numbers(ingelogd):
    organisation, _ = bring_in("den-haag-2021-h1")
    coordinator = hire(organisation, "Corine", Rol.INTEGRITEITSCOORDINATOR)

    page = Pagina(ingelogd(coordinator).get(reverse("rapportage"), {"periode": "2021-H1"}).content)

    assert [titel for titel, _ in page.beelden] == [
        "Het verloop door de periode",
        "Waar de meldingen over gingen",
        "De weg van de meldingen",
        "Wat werd besloten",
        "Hoe lang het duurde, in dagen",
        "Meldingen door de jaren heen",
    ]
    shown = dict(page.tabellen)["Van melding naar route en uitkomst"]
    assert ["In behandeling genomen → In de lijn", "19"] in shown
    assert page.tekst.count("Toon als tabel") == len(page.beelden)
