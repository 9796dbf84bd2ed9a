"""The werklijst and the overview of who coordinates incidents."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework import werklijst
from incidents.models import Incident, IncidentTermijn
from incidents.services import gevolgen, intake, politie, sporen
from tests.conftest import ACCESS, access_of
from tests.incidents.zaak.conftest import url_of

WERKLIJST, OVERZICHT = reverse("agressie_werklijst"), reverse("agressie_overzicht")


def rows_of(answer) -> list:
    return [rij for blok in answer.context["blokken"] for rij in blok["rijen"]]


def found(client, **query) -> list[str]:
    return [row.kenmerk for row in rows_of(client.get(WERKLIJST, query))]


def due(incident: Incident, days: int) -> Incident:
    """The first term of this incident ends so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    incident.termijnen.update(verloopt_op=day)
    Incident.objects.filter(pk=incident.pk).update(termijn_op=day)
    return incident


def test_a_row_says_what_it_is_how_serious_where_it_stands_and_whose_turn_it_is(
    meld, ingelogd, agressiecoordinator, leidinggevende
):
    incident = meld(gedragingen=("spugen",))
    no = politie.Politiekeuze("geen", reden_geen_aangifte="niet_ernstig")
    politie.decide(incident, no, by=access_of(leidinggevende))
    row = rows_of(ingelogd(agressiecoordinator).get(WERKLIJST))[0]
    assert (row.onderwerp, row.ernst, row.status["tekst"]) == ("Fysiek geweld", "3", "Gemeld")
    assert row.waar.endswith(f"{incident.voorval_op.year} · Publiekszaken")
    assert row.sporen == "opvang, veroorzaker, organisatie"
    assert (row.wacht_op, row.acties) == ("leidinggevende", [])
    assert (row.termijn.tekst, row.termijn.label) == ("nog 1 dag", "Reactie naar de veroorzaker (24 uur)")
    Incident.objects.filter(pk=incident.pk).update(leidinggevende=None)
    row = rows_of(ingelogd(agressiecoordinator).get(WERKLIJST))[0]
    assert row.wacht_op == "" and [step.verb for step in row.acties][-1] == "contact_opnemen"


def test_a_row_shows_the_term_of_its_next_action_and_beside_it_what_is_late(
    meld, ingelogd, agressiecoordinator
):
    incident = meld(days_ago=2)
    by = access_of(agressiecoordinator)
    worse = gevolgen.Gevolgen(letsel="ziekenhuisopname")
    gevolgen.update(incident, incident.slachtoffers.get(), worse, by=by)
    row = rows_of(ingelogd(agressiecoordinator).get(WERKLIJST))[0]
    assert [step.verb for step in row.acties] == ["arbeidsinspectie_melden"]
    assert (row.termijn.label, row.termijn.wettelijk) == ("Melden bij de Arbeidsinspectie", True)
    assert (row.ook.label, row.ook.tekst) == ("Reactie naar de veroorzaker (24 uur)", "1 dag te laat")


def test_the_groups_hold_what_is_late_today_and_this_week(meld, ingelogd, agressiecoordinator):
    groups = {"te-laat": -2, "vandaag": 0, "deze-week": 5, "later": 20}
    made = {group: due(meld(), days).kenmerk for group, days in groups.items()}
    Incident.objects.update(leidinggevende=None)
    IncidentTermijn.objects.update(gestopt_op=timezone.localdate())
    made["wacht"] = due(meld(), 4).kenmerk
    client = ingelogd(agressiecoordinator)
    for group, kenmerk in made.items():
        assert found(client, groep=group) == [kenmerk]
    assert found(client) == list(made.values())
    tabs = {tab["label"]: tab["aantal"] for tab in client.get(WERKLIJST).context["groepen"]}
    assert tabs == {
        "Alles": "5",
        "Te laat": "1",
        "Vandaag": "1",
        "Deze week": "1",
        "Wacht op ander": "1",
        "Later": "1",
    }


def test_the_filters_stand_in_the_address(meld, ingelogd, agressiecoordinator, leidinggevende):
    light = meld(gedragingen=("schelden",))
    heavy = meld(gedragingen=("slaan_schoppen",))
    nuisance = meld(soort="hinderlijk_contact", gedragingen=())
    sporen.skip(light, "politie", "Niet nodig.", by=access_of(leidinggevende))
    Incident.objects.filter(pk=heavy.pk).update(coordinator=agressiecoordinator)
    client = ingelogd(agressiecoordinator)
    assert found(client, ernst="1") == [light.kenmerk]
    assert found(client, ernst="34") == [heavy.kenmerk]
    assert found(client, ernst="geen") == found(client, soort="hinderlijk_contact") == [nuisance.kenmerk]
    assert found(client, hoofdcategorie="fysiek") == [heavy.kenmerk]
    assert light.kenmerk not in found(client, spoor="politie")
    assert found(client, mijn="on") == [heavy.kenmerk]
    assert found(client, status="gesloten") == []
    day = light.voorval_op
    assert len(found(client, afdeling="publieks")) == 3 and found(client, afdeling="Elders") == []
    assert len(found(client, van=day, tot=day)) == 3 and found(client, van=day + timedelta(days=1)) == []
    assert found(client, van="x") == found(client)
    assert client.get(WERKLIJST, {"zoek": heavy.kenmerk.lower()})["Location"] == url_of(heavy)
    assert found(client, ernst="x", status="y") == found(client), "nonsense is no filter"


def test_a_closed_incident_is_found_by_its_old_reference(meld, ingelogd, agressiecoordinator):
    incident = meld(bron_kenmerk="GIR-2019-77", gedragingen=("schelden",))
    sporen.close_lightly(incident, "Dank.", by=access_of(agressiecoordinator))
    answer = ingelogd(agressiecoordinator).get(WERKLIJST, {"zoek": "GIR-2019-77"})
    assert answer["Location"] == url_of(incident)


def test_griffier_and_coordinator_each_see_their_own_on_the_same_page(
    meld, meld_raadslid, ingelogd, griffier, agressiecoordinator
):
    employee, councillor = meld(), meld_raadslid()
    assert found(ingelogd(griffier)) == [councillor.kenmerk]
    assert found(ingelogd(agressiecoordinator)) == [employee.kenmerk]
    assert rows_of(ingelogd(griffier).get(WERKLIJST))[0].merken == ["ambtsdrager"]


def test_what_the_reporter_wrote_and_nobody_read_stands_out_until_it_is_read(
    meld, ingelogd, agressiecoordinator, melder
):
    incident = meld()
    intake.add(incident, "Hij belde weer.", by=access_of(melder))
    client = ingelogd(agressiecoordinator)
    assert rows_of(client.get(WERKLIJST))[0].merken == ["nieuw bericht"]
    assert found(client, groep="vandaag") == [incident.kenmerk] and found(client, groep="wacht") == []
    client.get(url_of(incident))
    assert rows_of(client.get(WERKLIJST))[0].merken == [] and found(client, groep="vandaag") == []


def test_the_pages_follow_each_other_without_losing_or_repeating_one(
    meld, ingelogd, agressiecoordinator, monkeypatch
):
    monkeypatch.setattr(werklijst, "PER_PAGINA", 2)
    made = [due(meld(), days).kenmerk for days in (1, 1, 2, 3, 3)]
    client, url, seen = ingelogd(agressiecoordinator), WERKLIJST, []
    while url:
        answer = client.get(WERKLIJST + url.removeprefix(WERKLIJST))
        seen.append([row.kenmerk for row in rows_of(answer)])
        url = answer.context["volgende_url"]
    assert [len(page) for page in seen] == [2, 2, 1] and sum(seen, []) == made
    back = client.get(WERKLIJST + answer.context["vorige_url"])
    assert [row.kenmerk for row in rows_of(back)] == made[2:4]


def test_list_and_overview_cost_the_same_whatever_they_hold(meld, ingelogd, agressiecoordinator):
    client = ingelogd(agressiecoordinator)
    counts = {WERKLIJST: [], OVERZICHT: []}
    for more in (0, 25, 75):
        for _ in range(more):
            meld()
        for address, of_page in counts.items():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            of_page.append(len(queries))
    assert all(len(set(of_page)) == 1 and of_page[0] - ACCESS <= 6 for of_page in counts.values()), counts


def test_every_number_of_the_overview_opens_a_list_that_holds_as_many(
    meld, ingelogd, agressiecoordinator, leidinggevende
):
    meld(days_ago=6)
    light = meld(gedragingen=("schelden",))
    meld(gedragingen=("slaan_schoppen",), over={"letsel": "ziekenhuisopname"})
    closed = meld(gedragingen=("schelden",))
    sporen.skip(light, "organisatie", "Niets te leren.", by=access_of(leidinggevende))
    sporen.close_lightly(closed, "Dank.", by=access_of(leidinggevende))
    client = ingelogd(agressiecoordinator)
    context = client.get(OVERZICHT).context
    numbers = [number for block in context["blokken"] for number in block["getallen"]]
    numbers += [row[name] for row in context["termijnen"] for name in ("loopt", "laat")]
    for number in numbers:
        assert len(rows_of(client.get(number.url))) == int(number.aantal), number
    assert {n.label: n.aantal for n in numbers}["Gesloten"] == "1"
    assert sum(int(n.aantal) for n in numbers) > 10


def test_a_griffier_counts_only_incidents_of_ambtsdragers(meld, meld_raadslid, ingelogd, griffier):
    meld()
    meld_raadslid()
    block = ingelogd(griffier).get(OVERZICHT).context["blokken"][0]
    assert [number.aantal for number in block["getallen"]] == ["1", "0", "0"]
