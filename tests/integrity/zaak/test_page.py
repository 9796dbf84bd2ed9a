"""The page of a zaak: what stands on it, in which words, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from integrity import lifecycle
from integrity.models import (
    Aantijging,
    Bericht,
    Betrokkene,
    Contactmoment,
    Maatregel,
    Notitie,
    Verbeteractie,
    Zaak,
)
from integrity.services import correctie, intake, verloop, zorg
from ledger import audit
from tests.conftest import ACCESS, LEESREGEL, access_of
from tests.integrity.zaak.conftest import url_of


def fill(zaak: Zaak, number: int, user) -> None:
    """Many rows under every relation that grows."""
    today = timezone.localdate()
    melding = zaak.meldingen.get()
    people = Betrokkene.objects.bulk_create(
        Betrokkene(zaak=zaak, nummer=100 + i, naam=f"Betrokkene {i}") for i in range(number)
    )
    Aantijging.objects.bulk_create(
        Aantijging(zaak=zaak, betrokkene=b, vermoede_categorie="overig") for b in people
    )
    Maatregel.objects.bulk_create(
        Maatregel(zaak=zaak, betrokkene=b, maatregel="gesprek", opgelegd_op=today) for b in people
    )
    Bericht.objects.bulk_create(
        Bericht(melding=melding, van_melder=i % 2 == 0, tekst="x", gelezen_at=timezone.now(), door=user)
        for i in range(number)
    )
    Notitie.objects.bulk_create(Notitie(zaak=zaak, tekst="x", door=user) for _ in range(number))
    Verbeteractie.objects.bulk_create(
        Verbeteractie(zaak=zaak, omschrijving="x", vastgelegd_op=today) for _ in range(number)
    )
    Contactmoment.objects.bulk_create(
        Contactmoment(zaak=zaak, soort="contact", gehouden_op=today, bevinding="x", door=user)
        for _ in range(number)
    )


@pytest.mark.parametrize("number", [0, 25, 100])
def test_at_most_eight_queries_however_full_the_zaak_is(ingelogd, zaak_in, coordinator, number):
    zaak = zaak_in(lifecycle.MAATREGEL)
    fill(zaak, number, coordinator)
    client = ingelogd(coordinator)
    client.get(url_of(zaak))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url_of(zaak))
    assert answer.status_code == 200
    assert len(queries) - ACCESS - LEESREGEL <= 8
    assert len(queries) - ACCESS - LEESREGEL == QUERIES


QUERIES = 6  # zaak, all that hangs on it, history, people, lists


@pytest.mark.parametrize("who", ["onderzoeker", "bevoegd_gezag"])
def test_the_page_costs_no_more_for_others(request, ingelogd, zaak_in, who):
    zaak = zaak_in(lifecycle.WEDERHOOR)
    client = ingelogd(request.getfixturevalue(who))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url_of(zaak)).status_code == 200
    assert len(queries) - ACCESS - LEESREGEL <= 8


def test_the_next_action_is_the_one_button(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    answer = ingelogd(coordinator).get(url_of(zaak))
    assert answer.context["volgende"].knop.verb == "beoordelen"
    assert answer.content.decode().count("utrecht-button--primary-action") == 1


def test_what_is_missing_links_to_what_provides_it(ingelogd, gang, coordinator):
    path = gang()
    zaak = path.to(lifecycle.NAZORG)
    Zaak.objects.filter(pk=zaak.pk).update(volgende_actie="sluiten")
    answer = ingelogd(coordinator).get(url_of(zaak))
    volgende = answer.context["volgende"]
    assert [(m.tekst, m.actie.verb) for m in volgende.ontbreekt] == [
        ("Koppel eerst terug aan de melder.", "terugkoppelen")
    ]
    assert volgende.knop.verb == "terugkoppelen"


def test_who_waits_reads_whom_for(ingelogd, zaak_in, coordinator, bevoegd_gezag):
    zaak = zaak_in(lifecycle.WEDERHOOR)
    for person in (coordinator, bevoegd_gezag):
        page = ingelogd(person).get(url_of(zaak)).content.decode()
        assert "Wacht op onderzoeker: feitenonderzoek afronden" in page


def test_open_basiseisen_are_told_as_a_number(ingelogd, gang, onderzoeker):
    path = gang()
    path.acknowledge()
    path.route("feitenonderzoek")
    path.start_onderzoek("feitenonderzoek")
    path.accuse()
    answer = ingelogd(onderzoeker).get(url_of(path.zaak))
    told = [m.tekst for m in answer.context["volgende"].ontbreekt]
    assert len(told) == 2 and answer.context["volgende"].knop is not None
    assert "Basiseisen: 1 van 16 vastgelegd" in answer.content.decode()


def test_what_the_melder_reads_looks_unlike_a_note(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    by = access_of(coordinator)
    zorg.tell_melder(zaak, zaak.meldingen.get(), "Wij hebben uw melding.", by=by)
    zorg.write_note(zaak, "Alleen wij.", by=by)
    page = ingelogd(coordinator).get(url_of(zaak)).content.decode()
    assert "Dit leest de melder" in page and "Interne notitie, de melder leest dit niet" in page


def test_old_messages_fold_out(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    for i in range(6):
        intake.add(zaak.meldingen.get(), f"Bericht {i}.")
    assert "Eerdere berichten (2)" in ingelogd(coordinator).get(url_of(zaak)).content.decode()


def test_marks_stand_beside_the_status(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.EXTERN)
    verloop.suspend(zaak, reden="OM", by=access_of(coordinator))
    Zaak.objects.filter(pk=zaak.pk).update(
        misstand=True, heropend=True, bewaarplicht_tot=timezone.localdate() + timedelta(days=9)
    )
    texts = [m["tekst"] for m in ingelogd(coordinator).get(url_of(zaak)).context["merken"]]
    assert [text.split(" ")[0] for text in texts] == ["Opgeschort", "Heropend", "Misstand", "Bewaarplicht"]


def history_of(client, zaak: Zaak) -> list[str]:
    days = client.get(url_of(zaak)).context
    return [
        f"{event.wat} {event.uitleg} {event.wie}"
        for day in days["tijdlijn"] + days["eerder"]
        for event in day.gebeurtenissen
    ]


def test_the_history_is_told_in_plain_words_by_the_day_it_happened(ingelogd, gang, coordinator, melder):
    path = gang(days_ago=40, pace=2)
    zaak = path.to(lifecycle.GESLOTEN)
    client = ingelogd(coordinator)
    told = history_of(client, zaak)
    assert told[-1].strip() == "De melding is ingediend.  melder"
    assert any("Route: Feitenonderzoek. Nieuwe status: Feitenonderzoek." in line for line in told)
    assert not any(melder.naam in line for line in told)
    labels = {line.verb for line in audit.timeline(zaak)}
    assert not any(verb in line for verb in labels for line in told if "_" in verb)
    days = [day.datum for day in client.get(url_of(zaak)).context["tijdlijn"]]
    assert len(days) == len(set(days))


def test_a_correction_tells_the_old_and_the_new_value(ingelogd, zaak_in, coordinator):
    zaak = zaak_in(lifecycle.BEOORDELING)
    melding = zaak.meldingen.get()
    correctie.correct(
        zaak, f"melding-{melding.pk}-categorie", "lekken", reden="Verkeerd.", by=access_of(coordinator)
    )
    told = " ".join(history_of(ingelogd(coordinator), zaak))
    assert "De categorie van de melding was Nevenwerkzaamheden en is nu Lekken van informatie." in told


def test_parts_that_are_given_are_told_by_name(ingelogd, zaak_in, coordinator, procesbegeleider):
    zaak = zaak_in(lifecycle.BEOORDELING)
    verloop.hand_out(zaak, by=access_of(coordinator), procesbegeleider=procesbegeleider)
    verloop.hand_out(zaak, by=access_of(coordinator), procesbegeleider=None)
    told = " ".join(history_of(ingelogd(coordinator), zaak))
    assert f"procesbegeleider: {procesbegeleider.naam}." in told
    assert "procesbegeleider: niemand meer." in told


def test_beside_the_triage_stands_what_the_melder_added_later(ingelogd, zaak_in, coordinator):
    melding = zaak_in(lifecycle.BEOORDELING).meldingen.get()
    intake.add(melding, "Het gebeurde vandaag weer.")
    zorg.tell_melder(melding.zaak, melding, "Dank u wel.", by=access_of(coordinator))
    client = ingelogd(coordinator)
    page = client.get(reverse("zaak_actie", args=[melding.zaak.kenmerk, "beoordelen"])).text
    beside = page.partition('<aside aria-label="De melding">')[2].partition("</aside>")[0]
    assert melding.tekst.beschrijving in beside and "Het gebeurde vandaag weer." in beside
    assert "Dank u wel." not in beside


def test_who_looks_sees_whose_zaak_it_is(ingelogd, dien_in, coordinator, tweede_coordinator):
    zaak = dien_in().zaak
    theirs = ingelogd(tweede_coordinator)
    assert "Nog geen coördinator" in theirs.get(url_of(zaak)).text
    verloop.hand_out(zaak, by=access_of(coordinator), coordinator=coordinator)
    assert f"Coördinator: {coordinator.naam}" in theirs.get(url_of(zaak)).text
    assert "U bent de coördinator" in ingelogd(coordinator).get(url_of(zaak)).text
