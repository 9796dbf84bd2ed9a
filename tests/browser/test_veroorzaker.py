"""The veroorzaker, a measure with its letters, the desk and the board, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.services import balie, brieven, maatregel, veroorzaker
from incidents.services.maatregel import Voornemen
from tests.incidents.conftest import (
    afdeling,
    agressiecoordinator,
    baliemedewerker,
    beslisser,
    meld,
    melder,
)
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM, Pad, agnes, bert, ken, leo, pad, url_of

__all__ = [
    "afdeling",
    "agnes",
    "agressiecoordinator",
    "baliemedewerker",
    "bert",
    "beslisser",
    "ken",
    "leo",
    "meld",
    "melder",
    "pad",
]


@pytest.fixture
def known(server, pad, agnes) -> Pad:
    """An incident of somebody who is known, with an access ban that runs and a warning in preparation."""
    way = pad()
    person = veroorzaker.persons_of(way.incident).get()
    m = way.impose()
    brieven.make(way.incident, m, by=agnes)
    veroorzaker.react(way.incident, "Gebeld en uitgelegd wat er volgt.", by=way.leo)
    veroorzaker.inform(way.incident, person, by=agnes)
    until = timezone.localdate() + timedelta(days=90)
    balie.set_signal(
        way.incident, person, "vast_contact", geldig_tot=until, by=agnes, contactpersoon="Team Zorg"
    )
    way.prepare("waarschuwingsbrief")
    maatregel.take_light(way.incident, Voornemen("aanspreken"), by=way.leo)
    return way


def test_the_incident_and_the_forms_of_a_measure(known, venster, check_page, agressiecoordinator):
    page = venster(agressiecoordinator)
    page.goto(url_of(known.incident))
    check_page(page, "veroorzaker-incident")
    for verb in (
        "identiteit_vastleggen",
        "veroorzaker_informeren",
        "veroorzaker_toevoegen",
        "signaal_instellen",
        "verwijderverzoek_vastleggen",
        "maatregel_voorbereiden",
        "maatregel_voorbereiden?maatregel=toegangsontzegging",
        "zorgvuldigheid_vastleggen",
        "maatregel_evalueren",
    ):
        page.goto(url_of(known.incident, verb.partition("?")[0]) + "?" + verb.partition("?")[2])
        check_page(page, f"veroorzaker-{verb.replace('?', '-').replace('=', '-')}")


def test_the_desk_the_board_and_the_letters(known, venster, check_page, agressiecoordinator, baliemedewerker):
    page = venster(baliemedewerker)
    page.goto("/agressie/balie/")
    check_page(page, "balie")
    page.get_by_label("Voornaam of voorletter, en achternaam").fill(NAAM)
    page.get_by_label("Geboortedatum").fill(GEBOREN.isoformat())
    page.get_by_role("button", name="Zoek").click()
    page.get_by_text("Verwijs naar de vaste contactpersoon. Dat is: Team Zorg.").wait_for()
    assert NAAM not in page.content()
    check_page(page, "balie-antwoord")
    page = venster(agressiecoordinator)
    for name in ("maatregelen", "brieven", "brieven/toegangsontzegging"):
        page.goto(f"/agressie/{name}/")
        check_page(page, f"veroorzaker-{name.replace('/', '-')}")


def test_who_decides_reads_everything_on_one_page(server, pad, venster, check_page, beslisser):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    page = venster(beslisser)
    page.goto(url_of(way.incident, "maatregel_besluiten"))
    check_page(page, "maatregel-besluiten")
    page.get_by_label("De maatregel opleggen").check()
    page.get_by_role("button", name="Leg het besluit vast").click()
    page.get_by_text("Er is besloten over een maatregel.").first.wait_for()
    check_page(page, "maatregel-opgelegd")
