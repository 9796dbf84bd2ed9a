"""Care, consequences, damage, insights and the survey in a real browser, as on a phone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from incidents.models import Incident
from incidents.services import gevolgen, opvang, peiling, schade, sporen, verbeteren
from incidents.services.gevolgen import Gevolgen
from incidents.services.intake import NieuwSlachtoffer
from tests.browser.test_agressie_werk import address
from tests.conftest import access_of
from tests.incidents.conftest import (  # noqa: F401 - the cast of this register
    afdeling,
    agressiecoordinator,
    collega,
    meld,
    melder,
)

VERBS = (
    "nazorg_vastleggen",
    "slachtoffer_toevoegen",
    "slachtoffer_bijwerken",
    "arbeidsinspectie_melden",
    "ongevallenregister_bijwerken",
    "schade_vastleggen",
    "schade_bijwerken",
    "verbeteractie_toevoegen",
    "verbeteractie_afronden",
)


@pytest.fixture
def zwaar(meld, collega, leidinggevende) -> Incident:  # noqa: F811
    """Two slachtoffers, letsel, damage and a lesson."""
    incident = meld(days_ago=6, over={"mag_bellen": True, "telefoon": "06 12345678"})
    by, day = access_of(leidinggevende), timezone.localdate() - timedelta(days=5)
    sporen.take_up(incident, by=by, on=day)
    hurt = incident.slachtoffers.get()
    worse = Gevolgen(
        letsel="ziekenhuisopname",
        verzuim="meer_dan_3_dagen",
        ernst_beleving=4,
        nadelige_gevolgen=("werkplezier", "veiligheid"),
        besproken_met=("collega", "thuis"),
    )
    gevolgen.update(incident, hurt, worse, by=by, on=day)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega, doelwit="medewerker"), by=by, on=day)
    gesprek = opvang.Gesprek("gehouden", day, met="leidinggevende", vervolg="volgend_gesprek")
    opvang.record(incident, hurt, gesprek, by=by)
    regel = schade.Schaderegel("medewerker", "Bril", Decimal("420"), incident.voorval_op, hurt, "Bon")
    line = schade.record(incident, regel, by=by)
    schade.update(
        incident,
        line,
        schade.Verhaal(voorgeschoten=Decimal("420"), voorgeschoten_op=day, verhaal="voegen"),
        by=by,
    )
    verbeteren.add(incident, "alarmknop", "Een knop onder de balie.", by=by, eigenaar="Facilitair")
    return incident


def test_the_sections_and_their_forms_have_no_fault(
    venster,
    check_page,
    zwaar,
    agressiecoordinator,  # noqa: F811
    leidinggevende,
):
    page = venster(leidinggevende)
    page.goto(address(zwaar))
    check_page(page, "agressie-zorg-zaak")
    page = venster(agressiecoordinator)
    for verb in VERBS:
        page.goto(address(zwaar, verb))
        check_page(page, f"agressie-zorg-{verb}")
    page.goto(address(zwaar, "nazorg_vastleggen") + f"?rij={zwaar.slachtoffers.first().pk}")
    check_page(page, "agressie-zorg-nazorg-een")
    page.goto(address(zwaar, "slachtoffer_bijwerken") + f"?rij={zwaar.slachtoffers.first().pk}")
    check_page(page, "agressie-zorg-gevolgen-een")


def test_a_leidinggevende_records_a_talk_on_a_phone_without_scripts(venster, zwaar, leidinggevende, collega):  # noqa: F811
    page = venster(leidinggevende, javascript=False)
    page.goto(address(zwaar))
    page.get_by_role("link", name="Gesprek vastleggen met Cor Collega").click()
    expect(page.get_by_label("Met wie was het gesprek?")).to_be_hidden()
    page.get_by_label("Er is gesproken").check()
    page.get_by_label("Met wie was het gesprek?").select_option("collega_bot")
    page.get_by_label("Niets meer nodig").check()
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("De nazorg is klaar.")).to_be_visible()
    assert zwaar.slachtoffers.get(user=collega).nazorggesprekken.count() == 1


def test_nothing_to_learn_is_one_tap(venster, meld, leidinggevende):  # noqa: F811
    incident = meld()
    page = venster(leidinggevende, javascript=False)
    page.goto(address(incident))
    page.get_by_role("button", name="Nee, dit spoor is klaar").click()
    expect(page.get_by_text("Is er iets te leren van dit incident?")).to_have_count(0)
    assert incident.sporen.get(soort="organisatie").status == "gedaan"


def test_the_survey_is_answered_from_the_start_page(
    venster,
    check_page,
    den_haag,
    agressiecoordinator,  # noqa: F811
    melder,  # noqa: F811
):
    peiling.open_survey(den_haag, by=access_of(agressiecoordinator))
    page = venster(melder, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Beantwoord de vragen").click()
    expect(page.get_by_text("Is dat geregistreerd?")).to_be_hidden()
    page.get_by_label("Ja, vaker").check()
    page.get_by_label("Weet ik niet").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("U heeft meegedaan. Bedankt.")).to_be_visible()
    page = venster(agressiecoordinator)
    page.goto("/agressie/peiling/")
    check_page(page, "agressie-peiling")
    page.get_by_role("link", name="Sluit de peiling").click()
    check_page(page, "agressie-peiling-sluiten")


def test_the_insights_have_no_fault(venster, check_page, den_haag, meld, agressiecoordinator):  # noqa: F811
    meld(days_ago=10, aanleiding="wachttijd")
    by = access_of(agressiecoordinator)
    survey = peiling.open_survey(den_haag, by=by)
    survey.antwoorden.filter(meegemaakt="ja", geregistreerd="zeker").update(aantal=4)
    survey.antwoorden.filter(meegemaakt="ja", geregistreerd="nee").update(aantal=12)
    peiling.close_survey(survey, by=by)
    page = venster(agressiecoordinator)
    page.goto("/agressie/inzicht/")
    expect(page.get_by_role("heading", name="Hoeveel wordt er niet gemeld?")).to_be_visible()
    check_page(page, "agressie-inzicht")
