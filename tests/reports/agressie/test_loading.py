"""From the database to the facts: everything comes along, in a bounded number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident, Nazorggesprek, Politiebesluit, Politiecontact, Slachtoffer
from reports import periods
from reports.exchange import document, to_json
from reports.loading.agressie import load
from reports.report import make_report
from tests.reports.agressie.rows import (
    add_incident,
    add_person,
    close,
    dag,
    did_it,
    impose,
    one_of_each,
    ran,
)
from tests.reports.making import above_zero

pytestmark = pytest.mark.django_db


def report(organisation, periode: str = "2021-H1", peildatum: str = "", **options):
    stretch = periods.parse(periode)
    day = dag(peildatum) if peildatum else stretch.tot_en_met
    return make_report(organisation, "agressie", stretch, day, **options)


def figures_of(organisation, *args, **options) -> dict:
    return document(report(organisation, *args, **options))


def further(organisation, *args, **options) -> dict:
    return to_json(report(organisation, *args, **options).verdieping)


def test_every_kind_of_fact_comes_out_of_the_database(den_haag):
    one_of_each(den_haag)

    c = figures_of(den_haag)

    assert (c["organisatie"], c["register"]) == ("den-haag", "agressie")
    instroom = {naam: above_zero(per) for naam, per in c["instroom"].items() if naam != "totaal"}
    nothing = {"niet_geregistreerd": 2}
    assert c["instroom"]["totaal"] == 3
    assert instroom["per_maand"] == {"2021-02": 1, "2021-03": 1, "2021-04": 1}
    assert instroom["per_hoofdcategorie"] == {"non_verbaal": 1, "bedreiging": 1, "niet_geregistreerd": 1}
    assert instroom["per_kenmerk"] == {"wapen": 1} | nothing
    assert instroom["per_gedraging"] == {"schelden": 1, "dreigen_geweld": 1} | nothing
    assert instroom["per_contactvorm"] == {"balie": 1, "sociale_media_openbaar": 1} | nothing
    assert instroom["per_afdeling"] == {"Publiekszaken": 1} | nothing
    assert instroom["per_functiegroep"] == {"balie": 1} | nothing
    assert instroom["per_doelwit"] == {"medewerker": 1} | nothing
    assert instroom["per_ambt"] == {"niet_geregistreerd": 3}
    assert instroom["per_ernst"] == {"4": 1} | nothing
    assert (c["hinderlijk_contact"], c["online"]) == (1, 1)
    assert c["politie"] == {"geen": 1, "112": 0, "melding": 0, "aangifte": 1, "niet_geregistreerd": 1}
    assert above_zero(c["redenen_geen_aangifte"]) == {"niet_ernstig": 1, "niet_geregistreerd": 1}
    assert above_zero(c["strafbaar"]) == {"ja": 1} | nothing
    assert above_zero(c["afdoening"]) == {"vonnis": 1} | nothing
    assert c["maatregelen"]["incidenten"] == 1
    assert above_zero(c["maatregelen"]["per_maatregel"]) == {"toegangsontzegging": 1}
    assert above_zero(c["nazorg"]) == {"gehouden": 1} | nothing
    assert above_zero(c["besproken_met"]) == {"collega": 1} | nothing
    assert above_zero(c["nadelige_gevolgen"]) == {"veiligheid": 1} | nothing
    assert above_zero(c["letsel"]) == {"licht": 1} | nothing
    assert above_zero(c["verzuim"]) == {"tot_3_dagen": 1} | nothing
    assert c["schade"] == {"bedrag": 250.5, "ontvangen": 100}
    assert c["voorraad"] == {"begin": 1, "instroom": 3, "heropend": 1, "uitstroom": 3, "eind": 2}
    assert [one["instroom"] for one in c["vergelijking"]] == [1, 1, 0]


def test_what_the_page_shows_besides_comes_out_of_the_database_too(den_haag):
    one_of_each(den_haag)

    c = further(den_haag)

    assert above_zero(c["per_afdeling"]["Publiekszaken"]) == {"bedreiging": 1}
    assert above_zero(c["per_weekdag"]["maandag"]) == {"middag": 1, "niet_geregistreerd": 1}
    assert above_zero(c["aanleiding"]["Publiekszaken"]) == {"wachttijd": 1}
    assert c["trechter"] == {
        "incident": 3,
        "strafbaar": 1,
        "niet_strafbaar": 0,
        "strafbaar_onbekend": 2,
        "melding": 1,
        "aangifte": 1,
        "afdoening": 1,
    }
    assert c["termijnen"]["reactie_veroorzaker"] == {"gehaald": 1, "te_laat": 0, "procent": None}
    assert c["termijnen"]["opvanggesprek"] == {"gehaald": 0, "te_laat": 1, "procent": None}
    assert c["termijnen"]["politiebesluit"] == {"gehaald": 1, "te_laat": 0, "procent": None}
    assert above_zero(c["maatregelen"]) == {"ingegaan": 1, "lopend_eind": 1}
    assert c["herhaling"]["toegangsontzegging"] == {
        "ingegaan": 1,
        "herhaald": 1,
        "loopt_nog": 0,
        "procent": None,
    }


def test_a_talk_that_never_took_place_is_late_whatever_another_slachtoffer_had(den_haag):
    one = add_incident(den_haag, "2021-02-01")
    first, second = (Slachtoffer.objects.create(incident=one, doelwit="medewerker") for _ in range(2))
    Nazorggesprek.objects.create(slachtoffer=first, uitkomst="gehouden", op=dag("2021-02-03"))
    ran(one, "opvanggesprek", "2021-02-04", slachtoffer=first)
    ran(one, "opvanggesprek", "2021-02-04", slachtoffer=second)
    ran(one, "politiebesluit", "2021-02-03")
    stopped = add_incident(den_haag, "2021-02-01")
    ran(stopped, "reactie_veroorzaker", "2021-02-02")
    stopped.termijnen.update(gestopt_op=dag("2021-02-02"))

    c = further(den_haag)["termijnen"]

    late = {"gehaald": 0, "te_laat": 1, "procent": None}
    assert (c["opvanggesprek"], c["politiebesluit"]) == (late, late)
    assert c["reactie_veroorzaker"] == {"gehaald": 0, "te_laat": 0, "procent": None}


def test_a_second_decision_on_the_police_leaves_the_earlier_report_as_it_was(den_haag):
    one = add_incident(den_haag, "2021-02-01")
    ran(one, "politiebesluit", "2021-02-03")
    no = {"besluit": "geen", "reden_geen_aangifte": "angst", "strafbaar": "nee"}
    Politiebesluit.objects.create(incident=one, besloten_op=dag("2021-02-02"), **no)
    before = figures_of(den_haag, peildatum="2021-02-28")
    Politiebesluit.objects.create(
        incident=one, besloten_op=dag("2021-03-02"), besluit="aangifte", strafbaar="ja"
    )

    assert figures_of(den_haag, peildatum="2021-02-28") == before
    now = figures_of(den_haag)
    assert (before["politie"]["geen"], now["politie"]["geen"]) == (1, 0)
    assert (above_zero(before["strafbaar"]), above_zero(now["strafbaar"])) == ({"nee": 1}, {"ja": 1})
    met = further(den_haag)["termijnen"]["politiebesluit"]
    assert met == {"gehaald": 1, "te_laat": 0, "procent": None}, "by the first decision"


def test_a_measure_of_an_older_incident_counts_by_its_own_dates(den_haag):
    persoon = add_person(den_haag)
    old = add_incident(den_haag, "2019-02-01")
    impose(old, "contactbeperking", "2020-12-01", tot="2021-03-01", wie=did_it(old, persoon))
    impose(old, "toegangsontzegging", "2021-02-01", tot="2021-12-01", wie=did_it(old, persoon))
    impose(old, "waarschuwingsbrief", "2019-03-01", tot="2020-03-01", wie=did_it(old, persoon))
    close(old, "2019-03-01")
    did_it(add_incident(den_haag, "2021-08-01"), persoon)

    c = further(den_haag)
    later = further(den_haag, peildatum="2021-12-31")

    assert above_zero(c["maatregelen"]) == {
        "lopend_begin": 1,
        "ingegaan": 1,
        "geeindigd": 1,
        "lopend_eind": 1,
    }
    assert (c["herhaling"]["toegangsontzegging"]["herhaald"], c["trechter"]["incident"]) == (0, 0)
    assert later["herhaling"]["toegangsontzegging"]["herhaald"] == 1
    assert sum(one["ingegaan"] for one in c["herhaling"].values()) == 1


def test_hinderlijk_contact_is_no_repetition(den_haag):
    persoon = add_person(den_haag)
    first = add_incident(den_haag, "2021-02-01")
    impose(first, "ordegesprek", "2021-02-02", wie=did_it(first, persoon))
    did_it(add_incident(den_haag, "2021-03-01", soort="hinderlijk_contact"), persoon)

    assert further(den_haag)["herhaling"]["ordegesprek"]["herhaald"] == 0


def test_a_peildatum_in_the_past_does_not_know_what_came_later(den_haag):
    one_of_each(den_haag)

    c = figures_of(den_haag, peildatum="2021-02-02")

    assert c["instroom"]["totaal"] == 1
    assert above_zero(c["politie"]) == {"melding": 1}
    assert above_zero(c["nazorg"]) == {"aangeboden": 1}
    assert c["maatregelen"]["incidenten"] == 0
    assert c["schade"] == {"bedrag": 250.5, "ontvangen": 0}
    assert c["voorraad"]["eind"] == 2


def test_what_left_after_the_peildatum_is_still_in_stock(den_haag):
    close(add_incident(den_haag, "2020-02-01"), "2021-08-01")
    close(add_incident(den_haag, "2020-02-01"), "2021-02-01")

    assert figures_of(den_haag)["voorraad"]["eind"] == 1
    assert figures_of(den_haag, peildatum="2020-06-30")["voorraad"]["eind"] == 2


def test_the_same_figures_come_out_with_every_incident_loaded(den_haag, monkeypatch):
    """What the loader leaves out of the history can't count in the period."""
    one_of_each(den_haag)
    found = {naam: figures_of(den_haag, naam) for naam in ("2019", "2020-H2", "2021-Q1", "2021-H1", "2022")}

    from reports.loading import agressie as loading

    some = loading._incidents
    long = periods.parse("2010-01-01/2030-12-31")
    monkeypatch.setattr(loading, "_incidents", lambda allowed, periode, day: some(allowed, long, day))
    assert {naam: figures_of(den_haag, naam) for naam in found} == found


def test_the_history_is_not_loaded(den_haag):
    one_of_each(den_haag)
    periode = periods.parse("2021-H1")
    before = load(den_haag, periode, periode.tot_en_met).feiten.incidenten
    for n in range(20):
        close(add_incident(den_haag, "2016-02-01"), f"2016-06-{n + 1:02d}")
        add_incident(den_haag, "2022-02-01")

    assert load(den_haag, periode, periode.tot_en_met).feiten.incidenten == before


def test_nothing_of_another_organisation_is_counted(den_haag, waterschap):
    one_of_each(waterschap)

    c = report(den_haag, "2019-01-01/2022-12-31")

    assert c.cijfers["instroom"]["totaal"].aantal == c.cijfers["voorraad"]["instroom"].aantal == 0
    assert to_json(c.verdieping)["maatregelen"]["ingegaan"] == 0


def test_an_incident_that_may_not_be_counted_leaves_no_trace(den_haag):
    empty = report(den_haag)
    found = one_of_each(den_haag)

    nothing = report(den_haag, countable=Incident.objects.none())
    without = report(den_haag, countable=Incident.objects.exclude(pk=found["vol"].pk))

    assert (nothing.cijfers, nothing.verdieping) == (empty.cijfers, empty.verdieping)
    assert without.cijfers["instroom"]["totaal"].aantal == 2
    assert to_json(without.verdieping)["maatregelen"]["ingegaan"] == 0


def test_the_year_earlier_is_counted_as_it_was_known_then(den_haag):
    one_of_each(den_haag)
    old = Incident.objects.get(hoofdcategorie="fysiek")
    Politiecontact.objects.create(incident=old, stap="aangifte", gedaan_op=dag("2020-03-01"))

    then = report(den_haag, with_year_earlier=True).jaar_eerder

    assert then["instroom"]["totaal"].aantal == then["politie"]["aangifte"].aantal == 1


@pytest.mark.parametrize("rows", [0, 25, 100])
def test_the_number_of_queries_does_not_grow_with_the_rows(den_haag, rows):
    for n in range(rows):
        one = add_incident(den_haag, f"2021-0{n % 6 + 1}-10", afdeling="Zorg")
        victim = Slachtoffer.objects.create(incident=one, letsel="licht")
        Nazorggesprek.objects.create(slachtoffer=victim, uitkomst="gehouden", op=dag("2021-06-11"))
        ran(one, "opvanggesprek", "2021-06-11", slachtoffer=victim)
        impose(one, "aanspreken", "2021-06-12", wie=did_it(one, add_person(den_haag)))

    with CaptureQueriesContext(connection) as captured:
        report(den_haag, countable=Incident.objects.all(), with_year_earlier=True)

    assert len(captured) <= 15
