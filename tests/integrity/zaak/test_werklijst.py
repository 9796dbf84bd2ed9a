"""The werklijst: what is due first, whose turn it is, filters in the address, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework import werklijst
from casework.kenmerk import new_kenmerk
from integrity import lifecycle
from integrity.models import Melding, Zaak
from integrity.services import intake, verloop
from tests.conftest import ACCESS, access_of

URL = reverse("werklijst")
# session, user, absence and roles: not counted


def rows_of(answer) -> list:
    return [row for block in answer.context["blokken"] for row in block["rijen"]]


def kenmerken(answer) -> list[str]:
    return [row.kenmerk for row in rows_of(answer)]


def counts(answer) -> dict[str, str]:
    return {group["label"]: group["aantal"] for group in answer.context["groepen"]}


@pytest.fixture
def bulk(den_haag):
    """bulk(n): n open zaken with a melding each, with and without a term."""

    def _bulk(number: int, **fields) -> None:
        today = timezone.localdate()
        zaken = Zaak.objects.bulk_create(
            Zaak(
                organisation=den_haag,
                kenmerk=new_kenmerk(),
                ontvangen_op=today,
                status_sinds=today,
                volgende_actie="beoordelen",
                termijn_op=today + timedelta(days=i % 7 - 3) if i % 5 else None,
                termijn_code="beoordelen" if i % 5 else "",
                **({"status": lifecycle.BEOORDELING} | fields),
            )
            for i in range(number)
        )
        Melding.objects.bulk_create(
            Melding(
                organisation=den_haag, kenmerk=new_kenmerk(), ontvangen_op=today, zaak=z, categorie="overig"
            )
            for z in zaken
        )

    return _bulk


@pytest.mark.parametrize("number", [0, 25, 100])
def test_at_most_six_queries_however_many_rows(ingelogd, bulk, coordinator, number):
    bulk(number)
    client = ingelogd(coordinator)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(URL)
    assert len(rows_of(answer)) == min(number, werklijst.PER_PAGINA)
    assert len(queries) - ACCESS == 3


def test_late_comes_first_under_its_own_heading(ingelogd, gang, dien_in, coordinator):
    late = dien_in(ontvangen_op=timezone.localdate() - timedelta(days=9)).zaak
    due = dien_in(ontvangen_op=timezone.localdate() - timedelta(days=7)).zaak
    soon = dien_in().zaak
    answer = ingelogd(coordinator).get(URL)
    assert [block["kop"].split(" (")[0] for block in answer.context["blokken"]] == [
        "Te laat",
        "Vandaag",
        "Deze week",
    ]
    assert kenmerken(answer) == [late.kenmerk, due.kenmerk, soon.kenmerk]
    assert counts(answer) == {
        "Alles": "3",
        "Te laat": "1",
        "Vandaag": "1",
        "Deze week": "1",
        "Wacht op ander": "0",
        "Later": "0",
    }
    page = answer.content.decode()
    assert "2 dagen te laat" in page and "nog 7 dagen" in page
    assert kenmerken(ingelogd(coordinator).get(URL, {"groep": "vandaag"})) == [due.kenmerk]


def test_what_is_somebody_elses_turn_says_whom_it_waits_for(
    ingelogd, zaak_in, coordinator, tweede_coordinator
):
    zaak = zaak_in(lifecycle.VOORONDERZOEK)
    mine = zaak_in(lifecycle.BEOORDELING)
    answer = ingelogd(coordinator).get(URL, {"groep": "wacht"})
    assert kenmerken(answer) == [zaak.kenmerk]
    assert rows_of(answer)[0].wacht_op == "onderzoeker"
    assert rows_of(answer)[0].acties == []
    by_kenmerk = {row.kenmerk: row for row in rows_of(ingelogd(coordinator).get(URL))}
    assert [step.verb for step in by_kenmerk[mine.kenmerk].acties] == ["beoordelen"]


def test_a_proposal_waits_for_the_second_reader_and_not_for_who_made_it(
    ingelogd, gang, coordinator, tweede_coordinator
):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    assert rows_of(ingelogd(coordinator).get(URL))[0].wacht_op == "tweede lezer"
    theirs = rows_of(ingelogd(tweede_coordinator).get(URL))[0]
    assert [step.verb for step in theirs.acties] == ["uitstroom_bevestigen"]


def test_a_part_that_nobody_has_yet_is_to_be_given_by_the_coordinator(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.VOORONDERZOEK)
    Zaak.objects.filter(pk=zaak.pk).update(onderzoeker=None)
    step = rows_of(ingelogd(coordinator).get(URL))[0].acties[0]
    assert (step.verb, step.label) == ("toewijzen", "Onderzoeker toewijzen")


def test_a_check_on_the_melder_is_asked_while_somebody_else_judges(ingelogd, gang, coordinator):
    path = gang(days_ago=40, pace=1)
    path.to(lifecycle.OORDEEL)
    row = rows_of(ingelogd(coordinator).get(URL))[0]
    assert [(step.label, step.vraag) for step in row.acties] == [
        ("Benadelingscheck", "?soort=benadelingscheck")
    ]
    assert (row.wacht_op, row.wacht) == ("bevoegd gezag", "Oordeel vastleggen")


def test_a_suspended_zaak_waits(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.EXTERN)
    verloop.suspend(zaak, reden="Het OM.", by=access_of(coordinator))
    row = rows_of(ingelogd(coordinator).get(URL))[0]
    assert row.wacht_op == "politie of OM (opgeschort)"


def test_a_message_of_the_melder_is_marked_until_it_was_read(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    intake.add(zaak.meldingen.get(), "Ik weet nog iets.")
    client = ingelogd(coordinator)
    assert rows_of(client.get(URL))[0].merken == ["nieuw bericht"]
    page = client.get(reverse("zaak", args=[zaak.kenmerk])).content.decode()
    assert "Nieuw" in page and "Ik weet nog iets." in page
    assert rows_of(client.get(URL))[0].merken == []


def test_filters_by_status_category_and_own_zaken(
    ingelogd, zaak_in, dien_in, coordinator, tweede_coordinator
):
    judged = zaak_in(lifecycle.BEOORDELING)
    fresh = dien_in(categorie="lekken").zaak
    client = ingelogd(coordinator)
    assert kenmerken(client.get(URL, {"status": "beoordeling"})) == [judged.kenmerk]
    assert kenmerken(client.get(URL, {"categorie": "lekken"})) == [fresh.kenmerk]
    assert kenmerken(client.get(URL, {"mijn": "on"})) == [judged.kenmerk]
    assert kenmerken(ingelogd(tweede_coordinator).get(URL, {"mijn": "on"})) == []
    assert "Geen zaken gevonden" in client.get(URL, {"status": "extern"}).content.decode()


def test_closed_zaken_on_request_the_newest_first(ingelogd, bulk, coordinator, den_haag):
    bulk(2, status=lifecycle.GESLOTEN, afgesloten_op=timezone.localdate())
    older, newer = Zaak.objects.order_by("pk")
    Zaak.objects.update(termijn_op=None, volgende_actie="")
    Zaak.objects.filter(pk=older.pk).update(ontvangen_op=timezone.localdate() - timedelta(days=30))
    client = ingelogd(coordinator)
    assert kenmerken(client.get(URL)) == []
    assert kenmerken(client.get(URL, {"status": "gesloten"})) == [newer.kenmerk, older.kenmerk]


def test_a_kenmerk_leads_straight_to_the_zaak(ingelogd, zaak_in, coordinator):
    """Of the zaak or the melding, closed too, however it is typed; or the one from before the import."""
    zaak = zaak_in(lifecycle.GESLOTEN)
    zaak_in(lifecycle.BEOORDELING)
    melding = zaak.meldingen.get()
    Melding.objects.filter(pk=melding.pk).update(bron_kenmerk="INT/2020-17")
    client = ingelogd(coordinator)
    typed = (zaak.kenmerk, zaak.kenmerk.lower().replace("-", " "), zaak.kenmerk[:9], melding.kenmerk)
    for text in (*typed, "INT/2020-17"):
        assert client.get(URL, {"zoek": text})["Location"] == reverse("zaak", args=[zaak.kenmerk]), text


@pytest.mark.parametrize("odd", ["\x00", "x" * 500, "<script>", "%", "' OR 1=1"])
def test_an_odd_search_finds_nothing(ingelogd, zaak_in, coordinator, odd):
    zaak_in(lifecycle.ONTVANGEN)
    answer = ingelogd(coordinator).get(
        URL, {"zoek": odd, "groep": odd, "status": odd, "na": odd, "voor": odd}
    )
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main")[1]


def test_pages_follow_each_other_without_gap_or_overlap_and_back(ingelogd, bulk, coordinator, monkeypatch):
    monkeypatch.setattr(werklijst, "PER_PAGINA", 10)
    bulk(37)
    client = ingelogd(coordinator)
    url, pages = URL, []
    while url:
        answer = client.get(url)
        pages.append(kenmerken(answer))
        previous, url = answer.context["vorige_url"], URL + answer.context["volgende_url"]
        url = url if answer.context["volgende_url"] else ""
    assert [len(page) for page in pages] == [10, 10, 10, 7]
    assert len({kenmerk for page in pages for kenmerk in page}) == 37
    for page in reversed(pages[:-1]):
        answer = client.get(URL + previous)
        assert kenmerken(answer) == page
        previous = answer.context["vorige_url"]
    assert previous == ""


def test_large_numbers_are_not_counted_out(ingelogd, bulk, coordinator, monkeypatch):
    monkeypatch.setattr(werklijst, "MAXIMUM", 20)
    bulk(30)
    assert counts(ingelogd(coordinator).get(URL))["Alles"] == "20+"


def test_nothing_of_another_organisation_stands_in_the_list(ingelogd, dien_in, waterschap, coordinator):
    dien_in(organisation=waterschap)
    answer = ingelogd(coordinator).get(URL)
    assert kenmerken(answer) == []
    assert counts(answer)["Alles"] == "0"
    assert "Er wacht niets op u" in answer.content.decode()


@pytest.mark.parametrize("who", ["onderzoeker", "bevoegd_gezag", "leidinggevende", "beheerder", "melder"])
def test_who_does_not_coordinate_has_no_werklijst(request, ingelogd, who):
    assert ingelogd(request.getfixturevalue(who)).get(URL).status_code == 404
