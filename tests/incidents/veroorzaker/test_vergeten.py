"""When an identity goes it goes everywhere: files, letters and what was written about the person."""

from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from casework.models import Bestand, Bestandsinhoud
from incidents.models import Maatregelbrief, Veroorzakermaatregel, VeroorzakerPersoon, Verwijderverzoek
from incidents.services import bewaren, brieven, politiedossier, veroorzaker, verwijderen
from incidents.services.zorgvuldigheid import ontbreekt
from tests.incidents.veroorzaker.conftest import NAAM, url_of

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
    assert made.pdf.sha256 in page and "samen met de naam die erin stond" in page


def test_a_police_file_without_the_name_stays(meld, ken, agnes):
    incident = meld()
    ken(incident)
    made = make_police_file(incident, agnes)
    assert not made.met_identiteit
    bewaren.forget_expired(timezone.localdate() + 800 * DAG)
    made.refresh_from_db()
    assert made.verwijderd_op is None and made.pdf.inhoud


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
