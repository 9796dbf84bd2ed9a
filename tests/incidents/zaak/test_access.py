"""The pages of an incident for each of the cast: the own, of an ambtsdrager, excluded, elsewhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from incidents import permissions
from incidents.forms.acties import FORMS
from incidents.models import Incident, IncidentUitsluiting
from incidents.services import intake
from incidents.services.intake import NieuwIncident, NieuwSlachtoffer
from ledger.actors import IMPORT
from tests.incidents.conftest import sees
from tests.incidents.zaak.conftest import url_of


@pytest.fixture
def incidenten(meld, meld_raadslid, waterschap, agressiecoordinator) -> dict[str, Incident]:
    serious = {"gedragingen": ("slaan_schoppen",)}
    found = {"own": meld(**serious), "of an ambtsdrager": meld_raadslid(**serious), "excluded": meld()}
    IncidentUitsluiting.objects.create(incident=found["excluded"], user=agressiecoordinator)
    day = found["own"].voorval_op
    new = NieuwIncident(voorval_op=day, gemeld_op=day, slachtoffer=NieuwSlachtoffer(), **serious)
    found["elsewhere"] = intake.register(waterschap, new, by=IMPORT)
    return found


# Who opens which; everybody else gets the 404 of a page that isn't.
OPENS = {
    "own": {"agressiecoordinator", "leidinggevende", "beslisser"},
    "of an ambtsdrager": {"griffier", "burgemeester", "secretaris"},
    "excluded": {"leidinggevende"},
    "elsewhere": {"buitenstaander"},
}


def test_who_opens_the_page_of_which_incident(cast, incidenten, ingelogd):
    browsers: dict[str, Client] = {name: ingelogd(access.user) for name, access in cast.items()}
    for kind, incident in incidenten.items():
        answers = {name: browser.get(url_of(incident)).status_code for name, browser in browsers.items()}
        assert set(answers.values()) == {200, 404}
        assert {name for name, status in answers.items() if status == 200} == OPENS[kind], kind
        assert OPENS[kind] == {name for name, access in cast.items() if sees(access, incident)}


@pytest.mark.parametrize("name", ["agressiecoordinator", "leidinggevende", "beslisser", "griffier", "melder"])
def test_every_form_exists_for_who_may_do_it_and_for_nobody_else(cast, incidenten, ingelogd, name):
    incident, access, browser = incidenten["own"], cast[name], ingelogd(cast[name].user)
    for verb in FORMS:
        allowed = sees(access, incident) and permissions.may(access, verb, incident)
        status = browser.get(url_of(incident, verb)).status_code
        assert status in ({200, 409} if allowed else {404}), verb


def test_a_form_sent_by_who_may_not_changes_nothing(meld, ingelogd, collega, melder, leidinggevende):
    incident = meld()
    for person, verb in (
        (collega, "contact_opnemen"),
        (melder, "notitie_maken"),
        (leidinggevende, "uitsluiten"),
    ):
        answer = ingelogd(person).post(url_of(incident, verb), {"op": "2020-01-01", "tekst": "x"})
        assert answer.status_code == 404
    incident.refresh_from_db()
    assert incident.status == "gemeld" and not incident.notities.exists()


def test_who_is_excluded_loses_the_page_at_once(meld, ingelogd, doe, agressiecoordinator, leidinggevende):
    incident = meld()
    browser = ingelogd(leidinggevende)
    assert browser.get(url_of(incident)).status_code == 200
    doe(agressiecoordinator, incident, "uitsluiten", email=leidinggevende.email)
    assert browser.get(url_of(incident)).status_code == 404
    assert browser.get("/agressie/taken/").context["eigen"] == []


def test_the_direction_reads_facts_and_no_names(meld, ingelogd, beslisser, melder):
    incident = meld(
        gedragingen=("slaan_schoppen",),
        beschrijving="Meral werd geslagen bij loket 4.",
        over={"naam": "", "telefoon": "06 98 76 54 32"},
    )
    page = ingelogd(beslisser).get(url_of(incident)).content.decode()
    assert "Slaan of schoppen" in page and "U ziet hier geen namen" in page
    for secret in (
        melder.naam,
        "loket 4",
        "06 98 76",
        "Berichten met de melder",
        "Interne notities",
        "Geschiedenis",
    ):
        assert secret not in page


Meld = Callable[..., Incident]


def test_the_reporter_never_reads_an_internal_note(meld: Meld, doe, ingelogd, leidinggevende, melder):
    incident = meld()
    doe(leidinggevende, incident, "notitie_maken", tekst="Let op: eerder conflict.")
    doe(leidinggevende, incident, "bericht_sturen", tekst="Wij bellen u morgen.")
    page = ingelogd(melder).get(f"/mijn-meldingen/agressie/{incident.kenmerk}/").content.decode()
    assert "Wij bellen u morgen." in page and "eerder conflict" not in page
