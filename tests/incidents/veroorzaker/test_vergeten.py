"""When an identity goes it goes everywhere: files, letters and what was written about the person."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from casework.models import Bestand, Bestandsinhoud
from incidents.models import (
    Maatregelbrief,
    Politiedossier,
    Veroorzakermaatregel,
    VeroorzakerPersoon,
    Verwijderverzoek,
)
from incidents.services import bewaren, brieven, politiedossier, veroorzaker, verwijderen
from incidents.services.veroorzaker import Identiteit, Kenschets
from incidents.services.zorgvuldigheid import ontbreekt
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM, url_of

DAG = timedelta(days=1)


def make_police_file(incident, agnes):
    return politiedossier.make(
        incident, politiedossier.Aanvraag("Agnes", "070 1234567", "agnes@example.nl"), by=agnes
    )


def test_the_police_file_with_the_name_is_emptied_and_its_hash_stays(
    meld, ken, agnes, ingelogd, agressiecoordinator
):
    incident = meld()
    ken(incident, doel="aangifte")
    made = make_police_file(incident, agnes)
    assert made.met_identiteit and NAAM.encode() in bytes(made.gegevens.inhoud.inhoud)
    client = ingelogd(agressiecoordinator)
    url = reverse("agressie_bestand", args=[incident.kenmerk, made.gegevens.kenmerk])
    assert client.get(url).status_code == 200
    assert bewaren.forget_expired(timezone.localdate() + 800 * DAG) == 1
    made.refresh_from_db()
    assert made.verwijderd_op == timezone.localdate() + 800 * DAG
    assert not Bestandsinhoud.objects.filter(bestand__in=(made.pdf, made.gegevens)).exists()
    assert client.get(url).status_code == 404
    page = client.get(url_of(incident)).content.decode()
    assert made.pdf.sha256 in page and "samen met wat erin stond over de veroorzaker" in page


def test_a_police_file_without_the_name_stays(meld, ken, agnes):
    incident = meld()
    ken(incident)
    made = make_police_file(incident, agnes)
    assert not made.met_identiteit
    bewaren.forget_expired(timezone.localdate() + 800 * DAG)
    made.refresh_from_db()
    assert made.verwijderd_op is None and made.pdf.inhoud


KALE_KOP = "Kale man met een litteken op de wang."


@pytest.fixture
def described(meld, agnes):
    """Two incidents of one person who is described, each with a police file without and with the name."""
    incidents, person = [], None
    for _ in range(2):
        incident = meld()
        row = veroorzaker.add(incident, Kenschets("ja", signalement=KALE_KOP), by=agnes)
        make_police_file(incident, agnes)
        who = Identiteit(NAAM, GEBOREN)
        person = veroorzaker.identify(incident, row, who, "aangifte", by=agnes, zelfde_als=person)
        make_police_file(incident, agnes)
        incidents.append(incident)
    files = Politiedossier.objects.order_by("pk")
    assert [one.met_identiteit for one in files] == [False, True] * 2
    assert all(KALE_KOP.encode() in bytes(one.gegevens.inhoud.inhoud) for one in files)
    return incidents[0], person


def left_in_police_files() -> int:
    assert Politiedossier.objects.count() == 4
    assert not Politiedossier.objects.filter(verwijderd_op=None).exists()
    return Bestandsinhoud.objects.filter(bestand__mime="application/json").count()


def test_granted_in_part_the_signalement_goes_from_every_police_file(described, agnes, bert, beslisser):
    incident, person = described
    asked = verwijderen.ask(incident, person, by=agnes, beslisser=beslisser)
    verwijderen.decide(incident, asked, "deels", "Het signalement is niet nodig.", by=bert)
    person.refresh_from_db()
    assert (person.naam, left_in_police_files()) == (NAAM, 0)


def test_granted_in_part_the_police_file_goes_with_the_address_too(meld, ken, agnes, bert, beslisser):
    incident = meld()
    person = ken(incident, doel="aangifte")
    made = make_police_file(incident, agnes)
    asked = verwijderen.ask(incident, person, by=agnes, beslisser=beslisser)
    verwijderen.decide(incident, asked, "deels", "Het adres is niet nodig.", by=bert)
    made.refresh_from_db()
    assert made.verwijderd_op == timezone.localdate()
    assert not Bestandsinhoud.objects.filter(bestand__in=(made.pdf, made.gegevens)).exists()


def test_with_the_identity_the_signalement_goes_from_the_police_files_without_the_name(described):
    assert bewaren.forget_expired(timezone.localdate() + 800 * DAG) == 1
    assert left_in_police_files() == 0


def test_what_was_written_about_the_person_goes_and_the_reason_of_the_decision_stays(pad, agnes, bert):
    way = pad()
    m = way.prepare()
    way.care(m, zienswijze=f"{NAAM} had spijt.", feiten=f"{NAAM} schold.", inhoud=f"{NAAM} mag niet binnen.")
    Veroorzakermaatregel.objects.update(reden=f"{NAAM} is gevaarlijk.", status="afgewezen")
    person = way.incident.veroorzakers.get().persoon
    asked = verwijderen.ask(way.incident, person, by=agnes, toelichting=f"Ik, {NAAM}.", beslisser=bert.user)
    verwijderen.decide(way.incident, asked, "toegewezen", "Er is geen reden meer.", by=bert)
    m.refresh_from_db()
    assert {m.zienswijze, m.feiten, m.inhoud, m.reden} == {"verwijderd"}
    assert m.besluitreden == ""
    row = Verwijderverzoek.objects.get()
    assert (row.toelichting, row.motivering) == ("verwijderd", "Er is geen reden meer.")
    assert tables_with(NAAM) == []


def tables_with(text: str) -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" x WHERE x::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_granted_in_part_the_letters_with_the_address_go_as_well(pad, agnes, bert, beslisser):
    way = pad()
    m = way.impose()
    person = way.incident.veroorzakers.get().persoon
    brieven.make(way.incident, m, by=agnes)
    veroorzaker.inform(way.incident, person, by=agnes)
    assert Bestand.objects.count() == 4
    asked = verwijderen.ask(way.incident, person, by=agnes, beslisser=beslisser)
    verwijderen.decide(way.incident, asked, "deels", "Het adres is niet nodig.", by=bert)
    person.refresh_from_db()
    assert (person.naam, person.adres, person.informatie_pdf) == (NAAM, "", None)
    assert Maatregelbrief.objects.get().pdf is None
    assert not Bestand.objects.exists()


def test_letters_without_an_address_stay_when_it_is_granted_in_part(pad, agnes, bert, beslisser):
    way = pad()
    m = way.impose()
    person = way.incident.veroorzakers.get().persoon
    VeroorzakerPersoon.objects.update(adres="")
    brieven.make(way.incident, m, by=agnes)
    asked = verwijderen.ask(way.incident, person, by=agnes, beslisser=beslisser)
    verwijderen.decide(way.incident, asked, "deels", "Er is geen adres.", by=bert)
    assert Maatregelbrief.objects.get().pdf


def test_a_measure_needs_a_name_that_is_still_there(pad):
    way = pad()
    m = way.prepare()
    assert way.care(m) == []
    VeroorzakerPersoon.objects.update(verwijderd_op=timezone.localdate())
    m = Veroorzakermaatregel.objects.get()
    assert any("wie de veroorzaker is" in sentence for sentence in ontbreekt(m))
