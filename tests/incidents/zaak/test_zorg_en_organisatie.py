"""The forms of care, consequences and the organisation: what they do, and what they say to what can't be."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.lists import Letsel, Spoorsoort, Spoorstatus
from incidents.services import gevolgen, opvang, schade, verbeteren
from incidents.services.intake import NieuwSlachtoffer
from tests.conftest import access_of
from tests.incidents.conftest import sees
from tests.incidents.zaak.conftest import errors_of, url_of

TALK = {"uitkomst": "gehouden", "met": "leidinggevende", "vervolg": "volgend_gesprek"}


@pytest.fixture
def twee(meld, collega, leidinggevende):
    """An incident with two slachtoffers."""
    incident = meld(days_ago=2)
    gevolgen.add(incident, NieuwSlachtoffer(user=collega), by=access_of(leidinggevende))
    return incident


def test_a_talk_is_recorded_with_what_follows(meld, leidinggevende, doe):
    incident = meld()
    doe(leidinggevende, incident, "nazorg_vastleggen", **TALK)
    talk = incident.slachtoffers.get().nazorggesprekken.get()
    assert (talk.uitkomst, talk.met, talk.vervolg) == ("gehouden", "leidinggevende", "volgend_gesprek")


def test_a_talk_asks_with_whom_and_what_follows_and_a_refusal_does_not(meld, leidinggevende, doe, stuur):
    incident = meld()
    answer = stuur(leidinggevende, incident, "nazorg_vastleggen", uitkomst="gehouden")
    assert set(errors_of(answer)) == {"met", "vervolg"}
    referred = TALK | {"vervolg": "doorverwezen"}
    assert set(errors_of(stuur(leidinggevende, incident, "nazorg_vastleggen", **referred))) == {
        "doorverwezen_naar"
    }
    doe(leidinggevende, incident, "nazorg_vastleggen", uitkomst="geweigerd", vervolg="klaar", met="huisarts")
    talk = incident.slachtoffers.get().nazorggesprekken.get()
    assert (talk.met, talk.vervolg) == ("", "")


def test_with_several_slachtoffers_the_page_first_asks_who(twee, leidinggevende, ingelogd, doe, collega):
    client = ingelogd(leidinggevende)
    page = client.get(url_of(twee, "nazorg_vastleggen"))
    assert "Over wie gaat het?" in page.text
    assert 'name="uitkomst"' not in page.text
    assert client.post(url_of(twee, "nazorg_vastleggen"), TALK).status_code == 200
    other = twee.slachtoffers.get(user=collega)
    doe(leidinggevende, twee, "nazorg_vastleggen", query=f"?rij={other.pk}", **TALK)
    assert other.nazorggesprekken.count() == 1


def test_a_slachtoffer_of_another_incident_can_not_be_chosen(twee, meld, leidinggevende, ingelogd):
    stranger = meld().slachtoffers.get()
    page = ingelogd(leidinggevende).post(url_of(twee, "nazorg_vastleggen"), TALK | {"rij": stranger.pk})
    assert page.status_code == 200
    assert not stranger.nazorggesprekken.exists()


def test_the_third_talk_offers_no_next_one(meld, leidinggevende, ingelogd):
    incident = meld(days_ago=60)
    hurt, by = incident.slachtoffers.get(), access_of(leidinggevende)
    for days_ago in (58, 44):
        day = timezone.localdate() - timedelta(days=days_ago)
        gesprek = opvang.Gesprek("gehouden", day, met="collega_bot", vervolg="volgend_gesprek")
        opvang.record(incident, hurt, gesprek, by=by)
    page = ingelogd(leidinggevende).get(url_of(incident, "nazorg_vastleggen")).text
    assert 'value="doorverwezen"' in page
    assert 'value="volgend_gesprek"' not in page


def test_somebody_with_an_account_is_found_by_name_and_chosen(meld, leidinggevende, stuur, doe, collega):
    incident = meld()
    answer = stuur(leidinggevende, incident, "slachtoffer_toevoegen", naam="Cor")
    assert "account" in errors_of(answer)
    chosen = {"naam": "Cor", "account": str(collega.pk)}
    page = leidinggevende, incident, "slachtoffer_toevoegen"
    sent = stuur(*page, **chosen)
    assert sent.status_code == 302
    assert not sees(access_of(collega), incident)
    assert incident.slachtoffers.filter(user=collega, naam="").exists()


def test_somebody_without_an_account_is_added_by_name_with_a_phone_number(meld, leidinggevende, doe):
    incident = meld()
    fields = {"naam": "Bezorger", "telefoon": "06 12345678", "doelwit": "inhuur_beveiliger"}
    doe(leidinggevende, incident, "slachtoffer_toevoegen", **fields)
    hurt = incident.slachtoffers.last()
    assert (hurt.naam, hurt.telefoon, hurt.ambt) == ("Bezorger", "06 12345678", "")


def test_oneself_is_found_too_and_then_hands_it_back(meld, leidinggevende, stuur):
    incident = meld()
    fields = {"naam": "Leo Leider", "account": str(leidinggevende.pk)}
    assert stuur(leidinggevende, incident, "slachtoffer_toevoegen", **fields).status_code == 302
    assert not sees(access_of(leidinggevende), incident)


def test_an_ambtsdrager_is_named_with_the_ambt(meld_raadslid, griffier, stuur):
    incident = meld_raadslid()
    fields = {"naam": "Nog een raadslid", "doelwit": "ambtsdrager"}
    answer = stuur(griffier, incident, "slachtoffer_toevoegen", **fields)
    assert set(errors_of(answer)) == {"ambt"}


def test_the_consequences_are_filled_in_and_shown_again(meld, leidinggevende, doe, ingelogd):
    incident = meld()
    doe(
        leidinggevende,
        incident,
        "slachtoffer_bijwerken",
        letsel="licht",
        verzuim="tot_3_dagen",
        ernst_beleving="3",
        nadelige_gevolgen=["werkplezier", "veiligheid"],
        besproken_met=["niemand"],
        reden_niet_besproken="hoort_erbij",
    )
    page = ingelogd(leidinggevende).get(url_of(incident)).text
    for words in (
        "Licht, zonder behandeling",
        "Minder plezier in het werk",
        "Niemand: het hoort bij het werk",
    ):
        assert words in page
    assert "3: ernstig" in page


def test_the_duty_of_the_arbowet_shows_and_is_met(meld, agressiecoordinator, doe, ingelogd):
    incident = meld(over={"letsel": Letsel.ZIEKENHUISOPNAME})
    doe(agressiecoordinator, incident, "arbeidsinspectie_melden", nummer="AI-77")
    page = ingelogd(agressiecoordinator).get(url_of(incident)).text
    assert "AI-77" in page
    doe(agressiecoordinator, incident, "ongevallenregister_bijwerken", nummer="2026-4")
    assert not incident.arbomeldingen.filter(gedaan_op=None).exists()


def test_damage_is_written_in_dutch_amounts_and_added_up(meld, leidinggevende, doe, ingelogd, stuur):
    incident = meld(days_ago=3)
    bad = stuur(leidinggevende, incident, "schade_vastleggen", bedrag="veel", lijder="organisatie")
    assert errors_of(bad)["bedrag"] == ["Vul een bedrag in, bijvoorbeeld 1250,50."]
    doe(
        leidinggevende,
        incident,
        "schade_vastleggen",
        lijder="organisatie",
        omschrijving="Ruit",
        bedrag="1.250,50",
    )
    doe(
        leidinggevende,
        incident,
        "schade_bijwerken",
        verhaal="voegen",
        ontvangen="€ 250,50",
        ontvangen_op=timezone.localdate().isoformat(),
    )
    line = incident.schades.get()
    assert (line.bedrag, line.ontvangen) == (Decimal("1250.50"), Decimal("250.50"))
    page = ingelogd(leidinggevende).get(url_of(incident)).text
    assert "€ 1.250,50" in page
    assert "€ 250,50" in page


def test_received_without_a_day_is_refused_at_that_field(meld, leidinggevende, stuur):
    incident = meld()
    regel = schade.Schaderegel("organisatie", "Ruit", Decimal(80), incident.voorval_op)
    schade.record(incident, regel, by=access_of(leidinggevende))
    answer = stuur(leidinggevende, incident, "schade_bijwerken", ontvangen="80")
    assert set(errors_of(answer)) == {"ontvangen_op"}


def test_nothing_to_learn_is_one_click_on_the_page(meld, leidinggevende, ingelogd):
    incident = meld()
    client = ingelogd(leidinggevende)
    page = client.get(url_of(incident)).text
    assert "Is er iets te leren van dit incident?" in page
    answer = client.post(url_of(incident, "spoor_afronden"), {"soort": "organisatie"})
    assert answer.status_code == 302
    assert incident.sporen.get(soort=Spoorsoort.ORGANISATIE).status == Spoorstatus.GEDAAN
    assert "Is er iets te leren" not in client.get(url_of(incident)).text


def test_a_lesson_is_added_and_done(meld, leidinggevende, doe):
    incident = meld()
    doe(
        leidinggevende,
        incident,
        "verbeteractie_toevoegen",
        soort="alarmknop",
        omschrijving="Een knop onder de balie.",
        klaar="on",
    )
    assert incident.sporen.get(soort=Spoorsoort.ORGANISATIE).status == Spoorstatus.GEDAAN
    doe(
        leidinggevende,
        incident,
        "verbeteractie_afronden",
        eigenaar="Facilitair",
        gereed_op=timezone.localdate().isoformat(),
    )
    assert incident.verbeteracties.get().gereed_op == timezone.localdate()


def test_who_only_decides_sees_nothing_of_the_people(meld, beslisser, leidinggevende, ingelogd):
    incident = meld(gedragingen=("doodsbedreiging",))
    verbeteren.add(incident, "training", "Oefenen.", by=access_of(leidinggevende))
    page = ingelogd(beslisser).get(url_of(incident))
    assert page.status_code == 200
    for words in ("Opvang en nazorg</h2>", "Wat leren wij hiervan?", "Gevolgen</h2>"):
        assert words not in page.text


def test_who_only_decides_does_not_read_at_whose_door_it_was(meld, beslisser, leidinggevende, ingelogd):
    home = {"contactvormen": ("bij_woning",), "locatie": "Kerkstraat 12", "locatietype": "woning"}
    incident = meld(gedragingen=("doodsbedreiging",), **home)
    assert "Kerkstraat 12" in ingelogd(leidinggevende).get(url_of(incident)).text
    page = ingelogd(beslisser).get(url_of(incident)).text
    assert "Wat is er gebeurd?" in page
    assert "Kerkstraat 12" not in page


def test_who_was_hurt_has_no_page_to_change(meld, melder, ingelogd):
    incident = meld()
    for verb in ("nazorg_vastleggen", "slachtoffer_bijwerken", "schade_vastleggen"):
        address = reverse("agressie_actie", args=[incident.kenmerk, verb])
        assert ingelogd(melder).get(address).status_code == 404


def test_more_people_and_damage_cost_no_more_queries(twee, meld, leidinggevende, ingelogd):
    by, plain = access_of(leidinggevende), meld()
    for hurt in twee.slachtoffers.all():
        regel = schade.Schaderegel("medewerker", "Bril", Decimal(80), twee.voorval_op, hurt)
        schade.record(twee, regel, by=by)
        gesprek = opvang.Gesprek("gehouden", timezone.localdate(), "collega_bot", "volgend_gesprek")
        opvang.record(twee, hurt, gesprek, by=by)
    verbeteren.add(twee, "training", "Oefenen.", by=by)
    client, counts = ingelogd(leidinggevende), []
    for incident in (plain, plain, twee):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(incident)).status_code == 200
        counts.append(len(queries))
    assert counts[2] <= counts[1]
