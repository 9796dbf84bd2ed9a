"""From what people do in GIR to the figures beyond the contract, and from the database to their facts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrity.lists import OrdemaatregelCode, Strafrecht
from integrity.models import Betrokkene, Ordemaatregel, Verbeteractie, VertrouwenspersoonTelling, Zaak
from integrity.services import intake, oordeel, tellingen, triage, verloop, zorg
from ledger.actors import IMPORT
from reports import periods
from reports.exchange import document, to_json
from reports.loading import integriteit as loading
from reports.report import make_report
from tests.conftest import access_of, hire
from tests.reports.rows import add_zaak, close, dag, establish, investigate, one_of_each

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def since(days: int) -> periods.Periode:
    """From so many days ago until today."""
    return periods.covering(today() - timedelta(days=days), today())


def beyond(organisation, periode, peildatum=None, **options) -> dict:
    stretch = periods.parse(periode) if isinstance(periode, str) else periode
    day = dag(peildatum) if peildatum else stretch.tot_en_met
    return to_json(make_report(organisation, "integriteit", stretch, day, **options).verdieping)


def group(term: dict) -> str:
    return next((n for n in ("gehaald", "te_laat", "lopend", "niet_bekend") if term.get(n)), "")


def law(organisation, days: int = 90) -> dict[str, str]:
    return {
        code: group(term)
        for code, term in beyond(organisation, since(days))["termijnen"]["wettelijk"].items()
    }


def steps(organisation, days: int = 90) -> dict[str, str]:
    found = beyond(organisation, since(days))["termijnen"]["stappen"]
    return {code: stand for code, term in found.items() if (stand := group(term))}


# The terms, through the services


@pytest.mark.parametrize(("days", "expected"), [(7, "gehaald"), (8, "te_laat")])
def test_the_receipt_is_confirmed_in_time_up_to_the_seventh_day(gang, den_haag, days, expected):
    path = gang(days_ago=20, pace=days)
    assert law(den_haag) == {"bevestigen": "te_laat", "terugkoppelen": "lopend"}

    path.acknowledge()

    assert law(den_haag) == {"bevestigen": expected, "terugkoppelen": "lopend"}


def test_a_whole_path_in_time_meets_every_term_on_it(gang, den_haag):
    gang(days_ago=60, pace=1).to("gesloten")

    assert law(den_haag) == {"bevestigen": "gehaald", "terugkoppelen": "gehaald"}
    assert steps(den_haag) == dict.fromkeys(
        ("beoordelen", "feitenonderzoek", "wederhoor", "oordeel", "maatregel"), "gehaald"
    )
    found = beyond(den_haag, since(90))["doorlooptijd"]
    assert {stap: one["aantal"] for stap, one in found.items()} == {
        "beoordelen": 1,
        "vooronderzoek": 0,
        "feitenonderzoek": 1,
        "sluiten": 1,
    }
    assert (found["beoordelen"]["op_tijd"], found["feitenonderzoek"]["op_tijd"]) == (1, 1)


def test_a_term_that_was_lengthened_is_met_by_its_later_end(gang, den_haag):
    path = gang(days_ago=40, pace=1)
    path.to("beoordeling")
    assert steps(den_haag) == {"beoordelen": "te_laat"}

    term = path.zaak.termijnen.get(code="beoordelen")
    verloop.lengthen(path.zaak, term, today(), reden="Meer tijd nodig.", by=path.rollen.coordinator)

    assert steps(den_haag) == {"beoordelen": "lopend"}


def test_while_a_zaak_stands_still_no_term_of_a_step_becomes_late(gang, den_haag):
    path = gang(days_ago=40, pace=1)
    path.to("beoordeling")
    verloop.suspend(
        path.zaak, reden="Het OM vraagt dit.", by=path.rollen.coordinator, on=today() - timedelta(days=30)
    )
    assert steps(den_haag) == {"beoordelen": "lopend"}

    verloop.resume(path.zaak, by=path.rollen.coordinator)

    assert steps(den_haag) == {"beoordelen": "lopend"}


def test_after_reopening_the_melder_is_owed_an_answer_again(gang, den_haag):
    path = gang(days_ago=60, pace=1)
    path.to("gesloten")

    verloop.reopen(path.zaak, reden="Nieuwe feiten.", by=path.rollen.coordinator)

    assert law(den_haag)["terugkoppelen"] == "lopend"
    assert steps(den_haag)["beoordelen"] == "lopend"


def test_a_melder_who_is_not_known_is_owed_a_confirmation_but_can_not_be_told_more(dien_in, den_haag):
    dien_in(melderpositie="anoniem")

    assert law(den_haag) == {"bevestigen": "lopend", "terugkoppelen": "niet_bekend"}


def test_the_terms_of_a_melding_that_was_joined_go_with_it(gang, den_haag):
    first, second = gang(days_ago=20, pace=1), gang(days_ago=20, pace=1)
    first.acknowledge()
    triage.join(first.zaak, second.zaak, by=first.rollen.coordinator)

    found = beyond(den_haag, since(90))["termijnen"]["wettelijk"]["bevestigen"]

    assert (found["gehaald"], found["te_laat"], found["niet_bekend"]) == (1, 1, 0)


def test_an_import_starts_no_terms_so_nothing_is_known_of_them(den_haag):
    new = intake.NieuweMelding(ontvangen_op=today() - timedelta(days=40), bron_kenmerk="A1")
    intake.register(den_haag, new, by=IMPORT)

    found = beyond(den_haag, since(90))["termijnen"]["wettelijk"]["bevestigen"]

    assert found == {"gehaald": 0, "te_laat": 0, "lopend": 0, "van": 0, "niet_bekend": 1, "procent": None}


# What goes on beside it, through the services


def test_what_runs_beside_a_zaak_counts_by_its_own_days(gang, den_haag):
    path = gang(days_ago=60, pace=1)
    path.to("oordeel")
    who, by = path.zaak.betrokkenen.get(), path.rollen.coordinator
    order = oordeel.keep_order(path.zaak, who, OrdemaatregelCode.SCHORSING, reden="Onrust.", by=by)
    zorg.add_improvement(path.zaak, "Twee mensen tekenen.", by=by, eigenaar="Inkoop")
    action = zorg.add_improvement(path.zaak, "Een training.", by=by)
    zorg.update_improvement(path.zaak, action, eigenaar="HR", gereed_op=today(), by=by)
    oordeel.record_criminal(path.zaak, Strafrecht.NIET, motivering="Te licht.", by=by)

    found = beyond(den_haag, since(90))

    assert found["ordemaatregelen"]["lopend_eind"] == found["ordemaatregelen"]["per_soort"]["schorsing"] == 1
    assert found["verbeteracties"] == {"open_begin": 0, "vastgelegd": 2, "gereed": 1, "open_eind": 1}
    assert found["strafrecht"]["niet"] == 1
    oordeel.review_order(path.zaak, order, continues=False, reden="Rust.", by=by)
    assert beyond(den_haag, since(90))["ordemaatregelen"]["beeindigd"] == 1


def test_what_a_vertrouwenspersoon_counted_is_in_the_report_of_its_quarter(den_haag, vertrouwenspersoon):
    jaar, kwartaal = tellingen.quarters(today())[1]
    tellingen.record(access_of(vertrouwenspersoon), jaar, kwartaal, {"pesten": 3, "lekken": 0})

    found = beyond(den_haag, f"{jaar}-Q{kwartaal}")["gesprekken"]

    assert found["totaal"] == 3
    assert (found["per_categorie"]["lekken"]["totaal"], found["per_categorie"]["intimidatie"]["totaal"]) == (
        0,
        None,
    )


# From the database


def with_more(organisation, zaken: dict[str, Zaak]) -> None:
    """What ``one_of_each`` does not have, in a zaak of the period and in one of long ago."""
    for zaak in (zaken["feiten"], zaken["oud"]):
        who, _ = Betrokkene.objects.get_or_create(zaak=zaak, nummer=1)
        Ordemaatregel.objects.create(
            zaak=zaak, betrokkene=who, soort="schorsing", reden="x", ingegaan_op=dag("2021-03-01")
        )
        Verbeteractie.objects.create(zaak=zaak, omschrijving="x", vastgelegd_op=dag("2021-03-01"))
    VertrouwenspersoonTelling.objects.create(
        organisation=organisation,
        vertrouwenspersoon=hire(organisation, "Vera"),
        jaar=2021,
        kwartaal=1,
        categorie="pesten",
        aantal=2,
    )


def test_the_same_figures_come_out_with_every_zaak_loaded(den_haag, monkeypatch):
    with_more(den_haag, one_of_each(den_haag))
    found = {naam: beyond(den_haag, naam) for naam in ("2019", "2020-H2", "2021-Q1", "2021-H1", "2022")}
    assert found["2021-H1"]["doorlooptijd"]["beoordelen"]["aantal"] == 6
    assert found["2021-H1"]["ordemaatregelen"]["ingegaan"] == 2

    def everything(organisation, periode, peildatum, wanted):
        rows = Zaak.objects.filter(organisation=organisation)
        return {pk: (op, into) for pk, op, into in rows.values_list("pk", "ontvangen_op", "opgegaan_in_id")}

    monkeypatch.setattr(loading, "_zaken", everything)
    assert {naam: beyond(den_haag, naam) for naam in found} == found


def test_what_ended_before_the_period_is_not_loaded(den_haag):
    periode = periods.parse("2021-H1")
    for jaar in (2015, 2020):
        zaak = add_zaak(den_haag, f"{jaar}-02-01")
        investigate(zaak, "feitenonderzoek", f"{jaar}-02-01", f"{jaar}-03-01")
        establish(zaak, f"{jaar}-04-01", "lekken")
        close(zaak, f"{jaar}-05-01")
        who = zaak.betrokkenen.get()
        Ordemaatregel.objects.create(
            zaak=zaak,
            betrokkene=who,
            soort="schorsing",
            reden="x",
            ingegaan_op=dag(f"{jaar}-03-01"),
            beeindigd_op=dag(f"{jaar}-04-01"),
        )
        Verbeteractie.objects.create(
            zaak=zaak,
            omschrijving="x",
            vastgelegd_op=dag(f"{jaar}-03-01"),
            gereed_op=dag(f"{jaar}-04-01"),
        )

    bij = loading.load(den_haag, periode, periode.tot_en_met).feiten.bij

    assert (bij.ordemaatregelen, bij.verbeteracties) == ((), ())
    assert len(bij.oordelen) == 1


def test_a_period_of_years_overlaps_the_earlier_ones(den_haag):
    establish(add_zaak(den_haag, "2020-02-01"), "2020-03-01", "lekken")
    establish(add_zaak(den_haag, "2018-02-01"), "2018-03-01", "lekken")

    found = beyond(den_haag, "2019-01-01/2021-06-30")["vastgesteld_eerder"]

    assert [one["totaal"] for one in found] == [2, 1, 1]


def test_a_zaak_that_may_not_be_counted_leaves_no_trace_beyond_the_contract(den_haag):
    empty = beyond(den_haag, "2021-H1")
    zaken = one_of_each(den_haag)
    with_more(den_haag, zaken)
    VertrouwenspersoonTelling.objects.all().delete()
    den_haag_meldingen = beyond(den_haag, "2021-H1")["adviezen"]

    nothing = beyond(den_haag, "2021-H1", countable=Zaak.objects.none())

    assert nothing == empty | {"adviezen": den_haag_meldingen}
    without = beyond(den_haag, "2021-H1", countable=Zaak.objects.exclude(pk=zaken["feiten"].pk))
    assert without["ordemaatregelen"]["ingegaan"] == without["verbeteracties"]["vastgelegd"] == 1


def test_what_runs_in_a_zaak_that_went_into_one_that_may_not_be_counted_is_left_out_too(den_haag):
    target = add_zaak(den_haag, "2021-01-01")
    own = add_zaak(den_haag, "2021-02-01", opgegaan_in=target)
    Verbeteractie.objects.create(zaak=own, omschrijving="x", vastgelegd_op=dag("2021-03-01"))

    def recorded(**options) -> int:
        return beyond(den_haag, "2021-H1", **options)["verbeteracties"]["vastgelegd"]

    assert recorded(countable=Zaak.objects.all()) == recorded() == 1
    assert recorded(countable=Zaak.objects.exclude(pk=target.pk)) == 0


def test_nothing_of_another_organisation_is_counted_beyond_the_contract(den_haag, waterschap):
    empty = beyond(den_haag, "2021-H1")
    with_more(waterschap, one_of_each(waterschap))

    assert beyond(den_haag, "2021-H1") == empty


def test_the_contract_does_not_hold_what_the_page_shows_besides(den_haag):
    one_of_each(den_haag)
    stretch = periods.parse("2021-H1")

    assert "verdieping" not in document(make_report(den_haag, "integriteit", stretch, stretch.tot_en_met))


def test_everything_is_found_by_an_index(den_haag):
    """The tables are small here, so reading them whole is made dear: what has no index still does that."""
    with_more(den_haag, one_of_each(den_haag))
    with CaptureQueriesContext(connection) as captured:
        beyond(den_haag, "2021-H1")
    queries = [q["sql"] for q in captured if "integrity_" in q["sql"]]
    for table in ("integrity_zaaktermijn", "integrity_ordemaatregel", "integrity_verbeteractie"):
        assert any(f'FROM "{table}"' in sql for sql in queries), table

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in queries:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(row for (row,) in cursor.fetchall())
            assert "Seq Scan" not in plan, plan
