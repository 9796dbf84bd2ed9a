"""The board, and the forms as people use them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.models import IncidentTermijn, Veroorzakermaatregel
from incidents.services import veroorzaker
from incidents.views import maatregelen as board
from tests.conftest import ACCESS, LEESREGEL
from tests.incidents.veroorzaker.conftest import NAAM, errors_of, url_of

DAG = timedelta(days=1)
URL = "/agressie/maatregelen/"


def test_the_board_shows_each_measure_once_in_the_group_that_asks_most(pad, agnes):
    today = timezone.localdate()
    waiting = pad()
    m = waiting.prepare()
    waiting.care(m)
    waiting.lay_before(m)
    due, ending, running = pad().impose(), pad().impose(), pad().impose()
    IncidentTermijn.objects.filter(maatregel=due).update(verloopt_op=today + 2 * DAG)
    Veroorzakermaatregel.objects.filter(pk=ending.pk).update(eindigt_op=today + 20 * DAG)
    pad().prepare()
    over = pad().impose()
    Veroorzakermaatregel.objects.filter(pk=over.pk).update(eindigt_op=today, ingaat_op=today)
    found = {
        g["code"]: [r["kenmerk"] for r in g["rijen"]]
        for g in board.grouped(board.measures(agnes, today + DAG), today)
    }
    assert found == {
        "besluit": [waiting.incident.kenmerk],
        "evaluatie": [due.incident.kenmerk],
        "eindigt": [ending.incident.kenmerk],
        "loopt": [running.incident.kenmerk],
    }


def test_the_board_takes_at_most_six_queries_more_than_the_access(
    pad, ingelogd, agressiecoordinator, django_assert_max_num_queries
):
    for code in ("toegangsontzegging", "contactbeperking"):
        pad().impose(code)
    client = ingelogd(agressiecoordinator)
    client.get(URL)
    with django_assert_max_num_queries(ACCESS + LEESREGEL + 6):
        page = client.get(URL)
    text = page.content.decode()
    assert text.count(NAAM) == 2 and "Contactbeperking" in text
    one = client.get(URL, {"soort": "contactbeperking"})
    assert [len(g["rijen"]) for g in one.context["groepen"]] == [1]


def test_the_board_holds_only_incidents_that_this_person_may_open(
    pad, ingelogd, griffier, burgemeester, collega, baliemedewerker, beslisser
):
    pad().impose()
    for user in (griffier, burgemeester):
        assert ingelogd(user).get(URL).context["groepen"] == []
    for user in (collega, baliemedewerker, beslisser):
        assert ingelogd(user).get(URL).status_code == 404


def test_a_measure_is_brought_from_the_first_form_to_the_letter(
    meld, ken, stuur, ingelogd, leidinggevende, agressiecoordinator, beslisser
):
    incident = meld()
    ken(incident)
    today = timezone.localdate()
    page = ingelogd(leidinggevende).get(url_of(incident, "maatregel_voorbereiden")).content.decode()
    assert "?maatregel=toegangsontzegging" in page and "Welke maatregel?" in page
    done = stuur(
        leidinggevende,
        incident,
        "maatregel_voorbereiden",
        query="?maatregel=toegangsontzegging",
        reden="De medewerkers moeten veilig zijn.",
        inhoud="U mag niet in het stadhuis komen.",
        duur="6",
    )
    assert done.status_code == 302
    m = incident.maatregelen.get()
    assert m.eindigt_op > m.ingaat_op == today + 7 * DAG
    too_early = ingelogd(leidinggevende).get(url_of(incident, "maatregel_voorleggen"))
    assert too_early.status_code == 409 and "hoor en wederhoor" in too_early.content.decode()
    half = stuur(leidinggevende, incident, "zorgvuldigheid_vastleggen", feiten="U schold en dreigde.")
    assert half.status_code == 302
    page = ingelogd(leidinggevende).get(url_of(incident)).content.decode()
    assert "Nog nodig voor deze maatregel" in page
    rest = {
        "eerder_gesprek_op": f"{today:%d-%m-%Y}",
        "gehoord_op": f"{today:%d-%m-%Y}",
        "zienswijze": "Geen reactie, na twee brieven.",
        "bereikbaar_via": "Bel 14 070.",
        "basisdienst": "Paspoort op afspraak.",
        "rechtsmiddel": "bezwaar",
    }
    assert stuur(leidinggevende, incident, "zorgvuldigheid_vastleggen", **rest).status_code == 302
    laid = stuur(leidinggevende, incident, "maatregel_voorleggen", beslisser=beslisser.pk)
    assert laid.status_code == 302
    shown = ingelogd(beslisser).get(url_of(incident, "maatregel_besluiten")).content.decode()
    assert "Geen reactie, na twee brieven." in shown and NAAM in shown
    silent = stuur(beslisser, incident, "maatregel_besluiten", besluit="niet")
    assert errors_of(silent) == ["Geef de reden."]
    assert stuur(beslisser, incident, "maatregel_besluiten", besluit="opleggen").status_code == 302
    assert stuur(agressiecoordinator, incident, "brief_maken").status_code == 302
    too_early = stuur(agressiecoordinator, incident, "brief_verzenden")
    assert "De politie weet nog niet" in errors_of(too_early)[0]
    told = {"politie_op": f"{today:%d-%m-%Y}", "klaar": "on"}
    assert stuur(agressiecoordinator, incident, "brief_verzenden", **told).status_code == 302
    page = ingelogd(agressiecoordinator).get(url_of(incident)).content.decode()
    assert "verstuurd op" in page and "/brieven/" in page and incident.spoor("veroorzaker").status == "gedaan"
    answer = stuur(
        agressiecoordinator, incident, "maatregel_evalueren", uitkomst="verlengen", toelichting="Ja."
    )
    assert answer.status_code == 302
    assert stuur(leidinggevende, incident, "maatregel_verlengen", reden="Nog nodig.").status_code == 302
    assert incident.maatregelen.count() == 2
    assert stuur(beslisser, incident, "maatregel_beeindigen", reden="Het gaat goed.").status_code == 302


def test_a_light_measure_is_one_form_and_an_unknown_one_is_asked_again(meld, stuur, leidinggevende):
    incident = meld()
    done = stuur(
        leidinggevende, incident, "maatregel_voorbereiden", query="?maatregel=aanspreken", klaar="on"
    )
    assert done.status_code == 302 and incident.maatregelen.get().maatregel == "aanspreken"
    asked = stuur(leidinggevende, incident, "maatregel_voorbereiden", query="?maatregel=verbannen")
    assert "Kies eerst welke maatregel u neemt." in errors_of(asked)


def test_an_end_that_is_chosen_goes_before_the_usual_length(meld, ken, stuur, leidinggevende):
    incident = meld()
    ken(incident)
    start = timezone.localdate()
    fields = {"reden": "Nodig.", "inhoud": "Alleen per brief.", "ingaat_op": f"{start:%d-%m-%Y}"}
    query = "?maatregel=contactbeperking"
    empty = stuur(leidinggevende, incident, "maatregel_voorbereiden", query=query, duur="anders", **fields)
    assert errors_of(empty) == ["Vul de datum in."]
    fields |= {"duur": "anders", "eindigt_op": f"{start + 10 * DAG:%d-%m-%Y}"}
    stuur(leidinggevende, incident, "maatregel_voorbereiden", query=query, **fields)
    assert incident.maatregelen.get().eindigt_op == start + 10 * DAG


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"keuze": "gegeven", "wijze": ""}, "Vul in hoe er is gereageerd."),
        ({"keuze": "later", "later_op": "", "reden": "Ziek."}, "Vul de datum in."),
        ({}, "Kies of er al is gereageerd."),
    ],
)
def test_the_reaction_asks_what_its_answer_needs(meld, stuur, leidinggevende, fields, told):
    assert told in errors_of(stuur(leidinggevende, meld(), "reactie_vastleggen", **fields))


def test_informing_asks_for_a_day_or_for_a_reason(meld, ken, stuur, agressiecoordinator):
    incident = meld()
    ken(incident)
    for fields, told in (
        ({"hoe": "brief", "op": ""}, "Vul in wanneer de veroorzaker is geïnformeerd."),
        ({"hoe": "uitstel"}, "Zeg waarom de veroorzaker het nog niet mag weten."),
    ):
        assert told in errors_of(stuur(agressiecoordinator, incident, "veroorzaker_informeren", **fields))
    assert stuur(agressiecoordinator, incident, "veroorzaker_informeren", hoe="brief").status_code == 302
    assert veroorzaker.persons_of(incident).get().informatie_pdf
