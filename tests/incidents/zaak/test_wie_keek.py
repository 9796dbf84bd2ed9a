"""Who looked in an incident, its files and names, and reading it with a reason."""

import pytest
from django.urls import reverse

from incidents.services import veroorzaker
from ledger.models import Leesregel
from organisations import opening
from organisations.roles import Rol
from tests.conftest import access_of
from tests.incidents.conftest import hire_in
from tests.incidents.zaak.conftest import url_of

REDEN = "Vraag van een burger over een aanwijzing."
NAAM = "S. Dreiger"


@pytest.fixture
def fg(den_haag):
    return hire_in(den_haag, "Fenna Gegevens", Rol.PRIVACYFUNCTIONARIS)


@pytest.fixture
def known(meld, agressiecoordinator):
    """An incident of which the veroorzaker is known by name."""
    incident, by = meld(), access_of(agressiecoordinator)
    row = veroorzaker.add(incident, veroorzaker.Kenschets("ja"), by=by)
    veroorzaker.identify(incident, row, veroorzaker.Identiteit(NAAM), "maatregel", by=by)
    return incident


def test_a_line_says_that_the_name_of_a_veroorzaker_was_there(
    known, ingelogd, agressiecoordinator, leidinggevende
):
    for reader in (agressiecoordinator, leidinggevende):
        ingelogd(reader).get(url_of(known))
    first, second = Leesregel.objects.order_by("pk")
    assert (first.rol, first.data) == ("coordinator", {"namen": "veroorzaker"})
    assert (second.rol, second.data) == ("leidinggevende", {})


def test_who_looked_is_for_who_coordinates_and_who_supervises(
    known, ingelogd, agressiecoordinator, leidinggevende, melder, fg
):
    ingelogd(leidinggevende).get(url_of(known))
    ingelogd(melder).get(reverse("agressie_mijn_melding", args=[known.kenmerk]))
    url = reverse("agressie_wie_keek", args=[known.kenmerk])
    for reader in (agressiecoordinator, fg):
        answer = ingelogd(reader).get(url)
        assert [(r.wie, r.rol, r.wat) for r in answer.context["rijen"]] == [
            (leidinggevende.naam, "leidinggevende", "Het incident")
        ]
    for other in (leidinggevende, melder):
        assert ingelogd(other).get(url).status_code == 404


def test_who_supervises_reads_an_incident_with_a_reason_and_without_who_did_it(known, ingelogd, fg):
    client = ingelogd(fg)
    url = reverse("agressie_inzage", args=[known.kenmerk])
    assert known.kenmerk in client.get(reverse("agressie_toezicht")).content.decode()
    assert client.get(url_of(known)).status_code == 404
    assert client.post(url, {"reden": "Kort."}).context["form"].errors
    assert not Leesregel.objects.exists()
    answer = client.post(url, {"reden": REDEN})
    page = answer.content.decode()
    assert answer.status_code == 200 and "over de balie heen" in page and NAAM not in page
    assert answer.context["aanbod"].mogelijk == {} and "/bestanden/" not in page
    line = Leesregel.objects.get()
    assert (line.user_id, line.verb, line.data) == (fg.pk, opening.INZAGE, {"reden": REDEN})
