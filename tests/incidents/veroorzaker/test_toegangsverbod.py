"""An access ban after its decision: the police, the desk, and a ban that could not wait."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.models import Signaal
from incidents.services import brieven, maatregel
from tests.incidents.veroorzaker.conftest import url_of
from tests.incidents.veroorzaker.test_brieven import words_of

DAG = timedelta(days=1)
ONBEKEND = "De balie weet dit nog niet"


@pytest.mark.parametrize(
    ("days", "told"),
    [(None, "weet nog niet"), (-1, "voor de voorbereiding"), (1, "voordat de brief weggaat")],
)
def test_the_police_hear_of_a_ban_between_its_preparation_and_its_letter(pad, agnes, days, told):
    way = pad(days_ago=2)
    m = way.impose()
    way.incident.maatregelen.update(politie_ingelicht_op=None)
    brief = brieven.make(way.incident, m, by=agnes)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match=told):
        brieven.send(way.incident, brief, by=agnes, politie_op=None if days is None else today + days * DAG)
    brieven.send(way.incident, brief, by=agnes, politie_op=today)
    m.refresh_from_db()
    brief.refresh_from_db()
    assert m.politie_ingelicht_op == brief.verzonden_op == today


def test_a_ban_asks_for_the_signal_of_the_desk_until_it_is_there(
    pad, ingelogd, stuur, agressiecoordinator, leidinggevende
):
    way = pad()
    m = way.impose()
    client = ingelogd(agressiecoordinator)
    assert ONBEKEND in client.get(url_of(way.incident)).content.decode()
    assert ONBEKEND not in ingelogd(leidinggevende).get(url_of(way.incident)).content.decode()
    query = f"?maatregel={m.pk}"
    assert stuur(agressiecoordinator, way.incident, "signaal_instellen", query=query).status_code == 302
    kept = Signaal.objects.get()
    assert (kept.aanwijzing, kept.geldig_tot) == ("geen_toegang", m.eindigt_op)
    assert ONBEKEND not in ingelogd(agressiecoordinator).get(url_of(way.incident)).content.decode()


def test_another_measure_than_a_running_ban_fills_nothing_in(pad, ingelogd, agressiecoordinator):
    way = pad()
    m = way.impose("contactbeperking")
    client = ingelogd(agressiecoordinator)
    assert ONBEKEND not in client.get(url_of(way.incident)).content.decode()
    for asked in (str(m.pk), "0", "x"):
        form = client.get(url_of(way.incident, "signaal_instellen"), {"maatregel": asked}).context["form"]
        assert form["geldig_tot"].value() is None


def test_a_ban_that_could_not_wait_begins_today_for_as_long_and_says_why(pad, agnes, stuur, beslisser):
    way = pad()
    today = timezone.localdate()
    m = way.prepare()
    later = {"ingaat_op": today + 7 * DAG, "eindigt_op": today + 97 * DAG}
    way.care(m, **later)
    m.refresh_from_db()
    assert maatregel.days_to_impose(m) == (today + 7 * DAG, today + 97 * DAG)
    way.care(m, acuut_gevaar="u had een mes bij u.", **later)
    way.lay_before(m)
    assert stuur(beslisser, way.incident, "maatregel_besluiten", besluit="opleggen").status_code == 302
    m.refresh_from_db()
    assert (m.ingaat_op, m.eindigt_op) == (today, today + 90 * DAG)
    text = words_of(brieven.make(way.incident, m, by=agnes).pdf)
    assert "Dit kon niet wachten: u had een mes bij u." in text


def test_the_letter_tells_what_happened_once(pad, agnes):
    way = pad()
    text = words_of(brieven.make(way.incident, way.impose(), by=agnes).pdf)
    assert "Wat er gebeurde op" in text and "was er een incident" not in text
    assert "Dit kon niet wachten" not in text


def test_who_decides_sees_the_letter_and_what_happened_before(pad, agnes, ingelogd, beslisser):
    way = pad()
    m = way.prepare()
    way.care(m)
    way.lay_before(m)
    client = ingelogd(beslisser)
    url = url_of(way.incident, "maatregel_besluiten")
    page = client.get(url).content.decode()
    assert "Maak een concept" in page and "Geen die u mag openen" in page
    brief = brieven.make(way.incident, m, by=agnes)
    pad()
    page = client.get(url).content.decode()
    assert f"/brieven/{brief.pk}/pdf/" in page and "1 die u mag openen:" in page
