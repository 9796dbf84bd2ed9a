"""The page of one incident: what each person reads there, and what it costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.lists import Letsel
from incidents.models import Incident
from incidents.services import contact, intake, sporen, verdeling
from tests.conftest import access_of
from tests.incidents.zaak.conftest import url_of

ACCESS = 4  # session, user, roles and absences


def page_of(client, incident: Incident) -> str:
    answer = client.get(url_of(incident))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_where_it_stands_and_shows_the_four_tracks(meld, ingelogd, leidinggevende):
    incident = meld()
    answer = ingelogd(leidinggevende).get(url_of(incident))
    page = answer.content.decode()
    assert "(Non-)verbale agressie" in page and "U bent leidinggevende" in page
    assert "Ernst 2: matig (berekend). Het slachtoffer zelf: nog niet gevraagd." in page
    assert [s.label for s in answer.context["sporen"]] == [
        "Opvang en nazorg",
        "Veroorzaker",
        "Politie",
        "Organisatie",
    ]
    assert answer.context["sporen"][0].klokken[0].tekst == "nog 3 dagen"
    assert answer.context["volgende"].knop.verb == "contact_opnemen"
