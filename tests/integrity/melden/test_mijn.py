"""What a melder reads about the own meldingen, and what they can still do."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from integrity import lifecycle
from integrity.models import Bericht, Melding, Terugkoppeling, Uitsluiting, Zaak, ZaakTermijn
from integrity.services import triage, verloop, zorg
from integrity.views import in_words
from ledger.models import OutboxRow, WachtendeRegel
from organisations.models import Roltoewijzing
from organisations.roles import Rol
from tests.conftest import toewijzen

OVERHEAD = 5  # session, user, sessie and access (two)


def page_of(client, melding: Melding) -> str:
    answer = client.get(reverse("mijn_melding", args=[melding.kenmerk]))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split())


def test_every_status_has_its_sentence_and_its_short_word():
    assert set(in_words.STATUS) == {code for code, _ in lifecycle.STATUSSEN}


def test_the_sentences_never_tell_what_was_judged_or_decided():
    oordeel, maatregel = (in_words.STATUS[s] for s in (lifecycle.OORDEEL, lifecycle.MAATREGEL))
    assert oordeel == maatregel
    words = " ".join(text for row in in_words.STATUS.values() for text in row).lower()
    for telling in ("vastgesteld", "maatregel", "betrokkene", "aangifte", "tweede lezer", "ontslag"):
        assert telling not in words


@pytest.mark.parametrize(
    "status",
    [
        lifecycle.ONTVANGEN,
        lifecycle.BEOORDELING,
        lifecycle.IN_DE_LIJN,
        lifecycle.VOORONDERZOEK,
        lifecycle.FEITENONDERZOEK,
        lifecycle.OORDEEL,
        lifecycle.MAATREGEL,
        lifecycle.NAZORG,
        lifecycle.GESLOTEN,
    ],
)
def test_the_page_says_where_it_stands_and_names_nobody(zaak_in, melder, ingelogd, rollen, status):
    zaak = zaak_in(status)
    page = text_of(page_of(ingelogd(melder), zaak.meldingen.get()))
    assert in_words.STATUS[status][1] in page
    for access in (rollen.coordinator, rollen.onderzoeker, rollen.bevoegd_gezag, rollen.leidinggevende):
        assert access.user.naam not in page
    for betrokkene in zaak.betrokkenen.all():
        assert not betrokkene.naam or betrokkene.naam not in page


def test_a_proposal_to_drop_it_can_not_be_noticed(zaak_in, melder, ingelogd, rollen):
    zaak = zaak_in(lifecycle.BEOORDELING)
    client = ingelogd(melder)
    before = text_of(page_of(client, zaak.meldingen.get()))
    triage.propose_drop(
        zaak,
        "geen_vermoeden",
        motivering="Geen feiten.",
        bericht="Wij doen hier niets mee.",
        by=rollen.coordinator,
    )
    assert text_of(page_of(client, zaak.meldingen.get())) == before


def test_waiting_for_somebody_else_is_told_without_saying_for_whom(zaak_in, melder, ingelogd, rollen):
    zaak = zaak_in(lifecycle.VOORONDERZOEK)
    verloop.suspend(zaak, reden="Het OM vraagt te wachten.", by=rollen.coordinator)
    page = text_of(page_of(ingelogd(melder), zaak.meldingen.get()))
    assert in_words.OPGESCHORT in page and "OM" not in page


def test_the_two_dates_are_told_with_how_long_it_still_is(dien_in, melder, ingelogd):
    page = text_of(page_of(ingelogd(melder), dien_in()))
    assert "(nog 7 dagen)" in page
    last_day = timezone.localdate() + timedelta(days=7)
    assert f"Kijk weer op {last_day.day} " in page


def test_a_date_that_passed_is_admitted(dien_in, melder, ingelogd):
    melding = dien_in(ontvangen_op=timezone.localdate() - timedelta(days=9))
    assert "Dat is niet gelukt." in page_of(ingelogd(melder), melding)


def test_a_message_of_the_coordinator_is_new_once(zaak_in, melder, ingelogd, rollen):
    zaak = zaak_in(lifecycle.BEOORDELING)
    melding = zaak.meldingen.get()
    zorg.tell_melder(zaak, melding, "Kunt u vertellen welke week?", by=rollen.coordinator)
    client = ingelogd(melder)
    assert "1 nieuw bericht" in client.get(reverse("mijn_meldingen")).content.decode()
    first = page_of(client, melding)
    assert "Kunt u vertellen welke week?" in first and "U heeft een nieuw bericht." in first
    assert Bericht.objects.get().gelezen_at
    again = page_of(client, melding)
    assert "Er is geen nieuw bericht." in again and "Kunt u vertellen welke week?" in again


@pytest.mark.parametrize("name", ["start", "mijn_meldingen"])
def test_a_melding_with_a_new_message_comes_first_and_the_page_says_so(
    dien_in, melder, ingelogd, rollen, name
):
    old = dien_in()
    for _ in range(4):
        dien_in()
    client = ingelogd(melder)
    assert "U heeft" not in text_of(client.get(reverse(name)).content.decode())
    zorg.tell_melder(old.zaak, old, "Welke week?", by=rollen.coordinator)
    page = client.get(reverse(name))
    assert "U heeft 1 nieuw bericht." in page.content.decode()
    assert page.context["rijen"][0].kenmerk == old.kenmerk
    zorg.tell_melder(old.zaak, old, "En waar?", by=rollen.coordinator)
    assert "U heeft 2 nieuwe berichten." in client.get(reverse(name)).content.decode()


def test_nazorg_is_not_called_ready_before_the_feedback(zaak_in, melder, ingelogd):
    melding = zaak_in(lifecycle.NAZORG).meldingen.get()
    Melding.objects.filter(pk=melding.pk).update(teruggekoppeld_op=None)
    client = ingelogd(melder)
    assert "Bijna klaar U hoort nog van ons wat er is gedaan." in text_of(page_of(client, melding))
    Melding.objects.filter(pk=melding.pk).update(teruggekoppeld_op=timezone.localdate())
    page = text_of(page_of(client, melding))
    assert "Afgerond, met nazorg De behandeling van uw melding is klaar." in page
    assert "nderzoek naar uw melding" not in page


def test_feedback_stands_there_once_under_its_own_name(zaak_in, melder, ingelogd):
    melding = zaak_in(lifecycle.BEOORDELING).meldingen.get()
    triage.give_feedback(
        melding, "Wij spraken met de afdeling.", on=timezone.localdate(), wijze="bericht", door=None
    )
    client = ingelogd(melder)
    for label in ("wat wij met uw melding deden, nieuw", "wat wij met uw melding deden"):
        page = text_of(page_of(client, melding))
        assert page.count("Wij spraken met de afdeling.") == 1
        assert f"Aan u: {label} " in page


def test_something_can_be_added_also_after_closing(zaak_in, melder, ingelogd, coordinator):
    zaak = zaak_in(lifecycle.GESLOTEN)
    melding = zaak.meldingen.get()
    OutboxRow.objects.all().delete()
    client = ingelogd(melder)
    url = reverse("mijn_melding", args=[melding.kenmerk])
    assert client.post(url, {"tekst": "Het is weer gebeurd."})["Location"] == url
    assert "Het is weer gebeurd." in page_of(client, melding)
    assert coordinator.email in str([row.payload["to"] for row in OutboxRow.objects.all()])
    line = WachtendeRegel.objects.get(verb="aanvullen")
    assert (line.actor_kind, line.user_id) == ("melder", None)
    assert "weer gebeurd" not in str(line.data)
    assert "Melding intrekken" not in page_of(client, melding)


def test_a_melding_is_withdrawn_after_a_question_and_the_zaak_stays(zaak_in, melder, ingelogd):
    zaak = zaak_in(lifecycle.BEOORDELING)
    melding = zaak.meldingen.get()
    client = ingelogd(melder)
    url = reverse("melding_intrekken", args=[melding.kenmerk])
    assert "Wat gebeurt er dan?" in client.get(url).content.decode()
    client.post(url, {"reden": "Mijn chef vroeg het."})
    melding.refresh_from_db()
    assert melding.ingetrokken_op and melding.intrekreden == "Mijn chef vroeg het."
    assert Zaak.objects.get().status == lifecycle.BEOORDELING
    page = page_of(client, melding)
    assert f"Ingetrokken U heeft deze melding ingetrokken. {in_words.INGETROKKEN_NU}" in text_of(page)
    assert "U krijgt eerst een bevestiging" not in page
    assert "Iets toevoegen" in page
    assert client.get(url)["Location"] == reverse("mijn_melding", args=[melding.kenmerk])
    assert client.post(url)["Location"] == reverse("mijn_melding", args=[melding.kenmerk])
    assert WachtendeRegel.objects.filter(verb="intrekken").count() == 1


@pytest.mark.parametrize("status", [lifecycle.NIET_IN_BEHANDELING, lifecycle.GESLOTEN])
def test_after_dropping_or_closing_a_withdrawn_melding_does_not_go_on(dien_in, melder, ingelogd, status):
    melding = dien_in()
    Melding.objects.filter(pk=melding.pk).update(ingetrokken_op=timezone.localdate())
    closed = timezone.localdate() if status == lifecycle.GESLOTEN else None
    Zaak.objects.update(status=status, afgesloten_op=closed)
    page = text_of(page_of(ingelogd(melder), melding))
    assert in_words.INGETROKKEN_KLAAR in page and "toch verder kijken" not in page


def test_a_reason_for_withdrawing_is_not_demanded(dien_in, melder, ingelogd):
    melding = dien_in()
    ingelogd(melder).post(reverse("melding_intrekken", args=[melding.kenmerk]), {"reden": ""})
    melding.refresh_from_db()
    assert melding.ingetrokken_op


def test_what_was_told_can_be_read_back(dien_in, melder, ingelogd):
    melding = dien_in(categorie="positie", wie="Iemand van ICT", betreft="leidinggevende")
    page = page_of(ingelogd(melder), melding)
    for told in ("Een collega werkt in werktijd", "Misbruik van een functie", "Iemand van ICT"):
        assert told in page


def test_a_melding_is_there_for_the_melder_alone(
    dien_in, collega, coordinator, buitenstaander, ingelogd, melder, waterschap
):
    melding = dien_in()
    for name in ("mijn_melding", "melding_intrekken"):
        url = reverse(name, args=[melding.kenmerk])
        for other in (collega, coordinator, buitenstaander):
            assert ingelogd(other).get(url).status_code == 404
            assert ingelogd(other).post(url, {"tekst": "x", "reden": "x"}).status_code == 404
    assert melding.kenmerk not in ingelogd(collega).get(reverse("mijn_meldingen")).content.decode()
    toewijzen(user=melder, organisation=waterschap, rol=Rol.MEDEWERKER)
    client = ingelogd(melder)
    client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    assert client.get(reverse("mijn_melding", args=[melding.kenmerk])).status_code == 404
    assert not Bericht.objects.exists()


def test_a_melder_who_is_kept_out_later_follows_the_own_melding_as_before(zaak_in, melder, ingelogd):
    """Its going would tell a leidinggevende that the matter turned on them."""
    zaak = zaak_in(lifecycle.BEOORDELING)
    browser, melding = ingelogd(melder), zaak.meldingen.get()
    pages = [reverse("mijn_meldingen"), reverse("mijn_melding", args=[melding.kenmerk])]
    before = [text_of(browser.get(page).content.decode()) for page in pages]
    Uitsluiting.objects.create(zaak=zaak, user=melder, grond=Uitsluiting.Grond.BELANG)
    assert [text_of(browser.get(page).content.decode()) for page in pages] == before
    browser.post(pages[1], {"tekst": "Ik zag het weer."})
    assert Bericht.objects.get(melding=melding, van_melder=True).tekst == "Ik zag het weer."


def test_a_question_that_became_a_melding_says_so(dien_in, melder, coordinator, ingelogd):
    vraag = dien_in(soort="adviesvraag")
    ingelogd(coordinator).post(reverse("melding", args=[vraag.kenmerk]), {"omzetten": "1"})
    client = ingelogd(melder)
    assert "Dit is een melding geworden." in page_of(client, vraag)
    rows = client.get(reverse("mijn_meldingen")).content.decode()
    assert "Is nu een melding" in rows and "Ontvangen" in rows


def test_the_list_shows_the_latest_and_offers_the_rest(dien_in, melder, ingelogd):
    for _ in range(27):
        dien_in()
    client = ingelogd(melder)
    assert client.get(reverse("mijn_meldingen")).content.decode().count('class="gir-kaart"') == 25
    assert client.get(reverse("mijn_meldingen") + "?alles").content.decode().count('class="gir-kaart"') == 27


@pytest.mark.parametrize("name", ["mijn_meldingen", "start"])
def test_the_lists_take_the_same_few_queries_however_many_there_are(dien_in, melder, ingelogd, name):
    client = ingelogd(melder)
    counts = []
    for more in (0, 25, 75):
        for _ in range(more):
            dien_in()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
    assert counts[0] - OVERHEAD <= 6


def test_the_page_takes_the_same_few_queries_however_much_was_said(dien_in, melder, ingelogd, rollen):
    melding = dien_in()
    client = ingelogd(melder)
    counts = []
    for more in (0, 25, 75):
        for number in range(more):
            Bericht.objects.create(melding=melding, van_melder=number % 2 == 0, tekst="…")
            Terugkoppeling.objects.create(
                melding=melding, gegeven_op=timezone.localdate(), wijze="bericht", tekst="…"
            )
        page_of(client, melding)  # what is new is read once
        with CaptureQueriesContext(connection) as captured:
            page_of(client, melding)
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
    assert counts[0] - OVERHEAD <= 8


def test_a_term_that_was_stopped_is_not_promised_any_more(dien_in, melder, ingelogd):
    melding = dien_in()
    ZaakTermijn.objects.filter(melding=melding).update(gestopt_op=timezone.localdate())
    assert "Hiervoor loopt geen termijn." in page_of(ingelogd(melder), melding)


# The first page


def test_everybody_begins_where_their_work_is(
    zaak_in, coordinator, griffier, beheerder, onderzoeker, melder, leidinggevende, ingelogd
):
    client = {user: ingelogd(user) for user in (coordinator, griffier, beheerder, onderzoeker)}
    both = client[coordinator].get("/")["Location"]
    assert both == reverse("agressie_werklijst"), "of two registers the one with the shortest terms"
    assert client[griffier].get("/")["Location"] == reverse("rapportages")
    assert client[beheerder].get("/")["Location"] == reverse("beheer")
    for user in (onderzoeker, leidinggevende, melder):
        assert ingelogd(user).get("/").status_code == 200
    zaak_in(lifecycle.FEITENONDERZOEK)
    assert client[onderzoeker].get("/")["Location"] == reverse("taken")


def test_the_start_page_offers_to_tell_it_to_talk_and_to_call(melder, vertrouwenspersoon, ingelogd):
    page = ingelogd(melder).get("/").content.decode()
    assert 'href="tel:112"' in page
    assert reverse("melden") in page
    assert f"mailto:{vertrouwenspersoon.email}" in page


def test_who_has_no_role_finds_no_start_page(den_haag, melder, ingelogd):
    Roltoewijzing.objects.filter(user=melder).delete()
    assert ingelogd(melder).get("/").status_code == 404
