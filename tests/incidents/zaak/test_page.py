"""The page of one incident: what it says, what it offers, and what it costs."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Incident
from incidents.services import contact, intake, sporen
from tests.conftest import ACCESS, LEESREGEL, access_of
from tests.incidents.zaak.conftest import url_of


def track(answer, soort: str):
    return next(card for card in answer.context["sporen"] if card.soort == soort)


def test_the_page_says_where_it_stands_and_shows_the_four_tracks(meld, ingelogd, leidinggevende):
    incident = meld()
    answer = ingelogd(leidinggevende).get(url_of(incident))
    page = answer.content.decode()
    assert "(Non-)verbale agressie" in page and "U bent leidinggevende" in page
    assert "Ernst 2: matig (berekend). Het slachtoffer zelf: niet ingevuld." in page
    assert [s.label for s in answer.context["sporen"]] == [
        "Opvang en nazorg",
        "Veroorzaker",
        "Politie",
        "Organisatie",
    ]
    assert answer.context["volgende"].knop.verb == "contact_opnemen"


def test_of_an_ambtsdrager_nobody_is_called_leidinggevende(meld_raadslid, ingelogd, griffier, burgemeester):
    incident = meld_raadslid()
    page = ingelogd(griffier).get(url_of(incident)).content.decode()
    assert "U bent behandelaar" in page and "Politieke ambtsdrager" in page
    assert "eidinggevende" not in page.partition("Toewijzen</a>")[0]
    other = ingelogd(burgemeester).get(url_of(incident)).content.decode()
    assert "Wacht op behandelaar: contact leggen met het slachtoffer" in other


def test_each_track_has_its_own_clock_in_words(meld, ingelogd, leidinggevende):
    incident = meld(days_ago=4)
    answer = ingelogd(leidinggevende).get(url_of(incident))
    assert track(answer, "opvang").klokken[0].tekst == "1 dag te laat"
    assert track(answer, "veroorzaker").klokken[0].tekst == "3 dagen te laat"
    tomorrow = timezone.localdate() + timedelta(days=1)
    incident.termijnen.filter(code="politiebesluit").update(verloopt_op=tomorrow)
    answer = ingelogd(leidinggevende).get(url_of(incident))
    assert track(answer, "politie").klokken[0].tekst == "nog 1 dag"
    assert [k.label for k in track(answer, "organisatie").klokken] == ["Lessen en verbeteracties"]


def test_a_track_is_skipped_from_its_own_card_and_opened_again(meld, ingelogd, doe, leidinggevende):
    incident = meld()
    client = ingelogd(leidinggevende)
    ends = track(client.get(url_of(incident)), "politie").einde
    assert [link["label"] for link in ends] == ["Spoor afronden", "Overslaan"]
    query = ends[1]["url"].partition("?")[2]
    doe(leidinggevende, incident, "spoor_overslaan", query=f"?{query}", reden="De melder wil dit niet.")
    card = track(client.get(url_of(incident)), "politie")
    assert (card.status["tekst"], card.reden, card.klokken) == ("Overgeslagen", "De melder wil dit niet.", [])
    assert card.klaar.endswith("Leo Leider")
    doe(leidinggevende, incident, "spoor_heropenen", query="?soort=politie")
    assert track(client.get(url_of(incident)), "politie").status["tekst"] == "Open"


def test_when_all_is_done_closing_is_the_next_action(meld, ingelogd, leidinggevende):
    incident = meld()
    by = access_of(leidinggevende)
    sporen.take_up(incident, by=by)
    for soort in ("opvang", "veroorzaker", "politie", "organisatie"):
        sporen.skip(incident, soort, "Samen besproken, niet nodig.", by=by)
    following = ingelogd(leidinggevende).get(url_of(incident)).context["volgende"]
    assert (following.knop.verb, following.ontbreekt) == ("sluiten", [])


def test_what_can_not_be_done_yet_is_explained(meld, ingelogd, leidinggevende):
    incident = meld()
    answer = ingelogd(leidinggevende).get(url_of(incident, "sluiten"))
    assert answer.status_code == 409 and "In behandeling" in answer.content.decode()
    sporen.take_up(incident, by=access_of(leidinggevende))
    answer = ingelogd(leidinggevende).get(url_of(incident, "sluiten"))
    assert answer.status_code == 409 and "Het spoor “Politie” staat nog open." in answer.content.decode()


def test_what_the_reporter_reads_looks_different_from_what_stays_inside(
    meld, ingelogd, leidinggevende, melder
):
    incident = meld()
    by = access_of(leidinggevende)
    contact.send(incident, "Wij bellen u.", by=by)
    contact.write_note(incident, "Overleg met de wijkagent.", by=by)
    intake.add(incident, "Hij was er weer.", by=access_of(melder))
    page = ingelogd(leidinggevende).get(url_of(incident)).content.decode()
    outside, _, inside = page.partition('<h2 id="notities">')
    assert 'class="gir-bericht"' in outside and "Dit leest de melder" in outside
    assert "Wij bellen u." in outside and "Hij was er weer." in outside
    assert 'class="gir-notitie"' in inside and "de melder leest dit niet" in inside
    assert "Overleg met de wijkagent." in inside and "Wij bellen u." not in inside


def test_the_history_tells_what_happened_by_day(meld, ingelogd, leidinggevende, agressiecoordinator):
    incident = meld(days_ago=2)
    by = access_of(leidinggevende)
    sporen.take_up(incident, by=by, on=timezone.localdate() - timedelta(days=1))
    sporen.skip(incident, "politie", "Niet nodig.", by=by)
    days = ingelogd(agressiecoordinator).get(url_of(incident)).context["tijdlijn"]
    told = [f"{g.wat} {g.uitleg}".strip() for day in days for g in day.gebeurtenissen]
    assert told == [
        "Een spoor is overgeslagen. Politie.",
        "Er is contact gelegd met het slachtoffer. Nieuwe status: In behandeling.",
        "Het incident is gemeld.",
    ]


def test_a_withdrawn_incident_stays_and_says_so(meld, ingelogd, leidinggevende, melder):
    incident = meld()
    intake.withdraw(incident, "Ik wil er geen gedoe over.", by=access_of(melder))
    answer = ingelogd(leidinggevende).get(url_of(incident))
    assert "Ingetrokken" in [mark["tekst"] for mark in answer.context["merken"]]
    assert "De melder heeft de melding ingetrokken" in answer.content.decode()


def test_the_page_costs_the_same_whatever_hangs_on_it(
    meld, ingelogd, agressiecoordinator, leidinggevende, melder
):
    client, small, large = ingelogd(agressiecoordinator), meld(), meld()
    Incident.objects.filter(pk=large.pk).update(coordinator=agressiecoordinator)
    by = access_of(leidinggevende)
    for number in range(12):
        contact.send(large, f"Bericht {number}", by=by)
        contact.write_note(large, f"Notitie {number}", by=by)
        intake.add(large, f"Antwoord {number}", by=access_of(melder))
        large.schades.create(omschrijving=f"Bril {number}", bedrag=10, geleden_op=large.voorval_op)
        large.getuigen.create(naam=f"Getuige {number}", user=leidinggevende)
    sporen.skip(large, "politie", "Niet nodig.", by=by)
    client.get(url_of(large))  # now its messages are read
    counts = []
    for incident in (small, large):
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(incident))
        counts.append(len(queries))
    assert counts[0] == counts[1] and counts[1] - ACCESS - LEESREGEL <= 8, counts


def test_each_action_stands_on_the_page_once(meld, ingelogd, leidinggevende, agressiecoordinator):
    light = meld(gedragingen=("schelden",))
    for user in (leidinggevende, agressiecoordinator):
        page = ingelogd(user).get(url_of(light))
        offered = page.context["aanbod"].mogelijk
        links = re.findall(r'href="([^"]+)"', page.content.decode())
        for verb in set(offered) - {"spoor_afronden", "spoor_overslaan"}:
            found = [link for link in links if link.partition("?")[0] == offered[verb].url]
            assert len(found) == 1, (verb, found)
    page = ingelogd(leidinggevende).get(url_of(light)).content.decode()
    assert "Licht afdoen</a>" in page.partition('id="sporen"')[0]


def test_a_new_message_stands_on_top_until_it_is_read(meld, ingelogd, leidinggevende, melder):
    incident = meld()
    intake.add(incident, "Hij belde weer.", by=access_of(melder))
    client = ingelogd(leidinggevende)
    top = client.get(url_of(incident)).content.decode().partition('id="sporen"')[0]
    assert "Nieuw bericht van de melder" in top and "Hij belde weer." in top
    assert "Nieuw bericht" not in client.get(url_of(incident)).content.decode()


def test_the_wish_for_charges_stands_at_the_police(meld, ingelogd, leidinggevende):
    incident = meld(over={"aangifte_gewenst": "ja"})
    answer = ingelogd(leidinggevende).get(url_of(incident))
    assert track(answer, "politie").wens == "ja" and track(answer, "opvang").wens == ""
    assert "Aangifte gewenst door Meral Melder" in answer.content.decode()


def test_what_is_missing_for_a_measure_is_mended_where_it_can_be_and_each_link_says_what(
    meld, ingelogd, agressiecoordinator, leidinggevende
):
    incident = meld()
    incident.veroorzakers.create()
    incident.maatregelen.create(maatregel="toegangsontzegging", status="voorbereiding")
    page = ingelogd(agressiecoordinator).get(url_of(incident, "maatregel_voorleggen"))
    lines = page.context["ontbreekt"]
    assert page.status_code == 409 and lines[0].tekst.startswith("Leg vast wie de veroorzaker is")
    assert [line.actie.verb for line in lines[:2]] == ["identiteit_vastleggen", "zorgvuldigheid_vastleggen"]
    links = re.findall(r'vastleggen/">(.*?)</a>', page.content.decode().partition("</ul>")[0])
    links = [link for link in links if "gir-verborgen" in link]
    assert len(links) == len(set(links))
