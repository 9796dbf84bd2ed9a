"""From the database to the facts: everything comes along, in a bounded number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Codelijst, CodelijstRegel
from integrity.models import Melding, Uitsluiting, Zaak
from reports import periods
from reports.exchange import document
from reports.loading.integriteit import load
from reports.report import make_report
from tests.conftest import access_of
from tests.reports.making import above_zero
from tests.reports.rows import (
    add_melding,
    add_zaak,
    close,
    dag,
    establish,
    investigate,
    one_of_each,
    take_route,
)

pytestmark = pytest.mark.django_db


def figures_of(organisation, periode: str = "2021-H1", peildatum: str = "", **options) -> dict:
    stretch = periods.parse(periode)
    day = dag(peildatum) if peildatum else stretch.tot_en_met
    return document(make_report(organisation, "integriteit", stretch, day, **options))


def test_every_kind_of_fact_comes_out_of_the_database(den_haag):
    one_of_each(den_haag)

    c = figures_of(den_haag)

    assert c["organisatie"] == "den-haag"
    assert c["peildatum"] == "2021-06-30"
    assert c["instroom"]["per_soort"] == {"melding": 7, "signaal": 1, "adviesvraag": 0}
    assert above_zero(c["instroom"]["per_afdeling"]) == {"Zorg": 7}
    assert above_zero(c["triage"]["niet_in_behandeling"]["per_reden"]) == {"klacht": 1}
    assert (c["triage"]["anders_gekwalificeerd"], c["triage"]["nog_niet_beoordeeld"]) == (1, 1)
    assert above_zero(c["routes"]) == {"in_de_lijn": 1, "vooronderzoek": 1, "feitenonderzoek": 1, "extern": 1}
    assert above_zero(c["lijn_uitkomst"]) == {"besproken": 1}
    assert above_zero(c["vooronderzoek"]["per_uitkomst"]) == {"in_de_lijn": 1}
    assert c["feitenonderzoek"]["schending_vastgesteld"] == 1
    assert above_zero(c["uitkomst"]) == {"gegrond": 1, "lopend": 2, "afgedaan_in_de_lijn": 1}
    assert above_zero(c["maatregelen"]["per_route"]["feitenonderzoek"]) == {"berisping": 1}
    assert c["eerdere_instroom"]["onderzoeken_afgerond"] == 1
    assert above_zero(c["eerdere_instroom"]["per_categorie"]) == {"pesten": 1}
    assert above_zero(c["eerdere_instroom"]["per_maatregel"]) == {"geen": 1}
    assert c["onderzoeken"]["kosten"] == {"bedrag": 2500.5, "geen": 1, "onbekend": 1}
    assert c["onderzoeken"]["lopend_begin"] == 1
    assert c["voorraad"] == {"begin": 1, "instroom": 7, "heropend": 1, "uitstroom": 5, "eind": 4}
    assert c["aangiften"] == 1
    assert [one["instroom"] for one in c["vergelijking"]] == [1, 1, 0]


def test_the_same_figures_come_out_with_every_zaak_loaded(den_haag, monkeypatch):
    """What the loader leaves out of the history can't count in the period."""
    one_of_each(den_haag)
    found = {naam: figures_of(den_haag, naam) for naam in ("2019", "2020-H2", "2021-Q1", "2021-H1", "2022")}

    from reports.loading import integriteit as loading

    def everything(organisation, periode, peildatum, wanted):
        rows = Zaak.objects.filter(organisation=organisation)
        return {pk: (op, into) for pk, op, into in rows.values_list("pk", "ontvangen_op", "opgegaan_in_id")}

    monkeypatch.setattr(loading, "_zaken", everything)
    assert {naam: figures_of(den_haag, naam) for naam in found} == found


def test_the_history_is_not_loaded(den_haag):
    one_of_each(den_haag)
    periode = periods.parse("2021-H1")
    before = load(den_haag, periode, periode.tot_en_met).feiten.zaken
    for n in range(20):
        old = add_zaak(den_haag, "2018-02-01")
        investigate(old, "feitenonderzoek", "2018-03-01", "2018-04-01")
        establish(old, "2018-05-01", "lekken", maatregel="berisping")
        close(old, f"2018-06-{n + 1:02d}")
        add_zaak(den_haag, "2022-02-01")

    assert load(den_haag, periode, periode.tot_en_met).feiten.zaken == before


def test_an_investigation_that_runs_in_a_dropped_zaak_still_counts(den_haag):
    zaak = add_zaak(den_haag, "2020-02-01", status="niet_in_behandeling")
    investigate(zaak, "feitenonderzoek", "2020-03-01")
    zaak.sluitingen.create(uitgestroomd_op=dag("2020-05-01"))

    assert figures_of(den_haag)["onderzoeken"]["lopend_eind"] == 1


def test_what_left_after_the_peildatum_is_still_in_stock(den_haag):
    close(add_zaak(den_haag, "2020-02-01"), "2021-08-01")
    close(add_zaak(den_haag, "2020-02-01"), "2021-02-01")

    assert figures_of(den_haag)["voorraad"]["eind"] == 1
    assert figures_of(den_haag, peildatum="2020-06-30")["voorraad"]["eind"] == 2


def test_nothing_of_another_organisation_is_counted(den_haag, waterschap):
    one_of_each(waterschap)

    c = figures_of(den_haag, "2019-01-01/2022-12-31")

    assert c["instroom"]["totaal"] == c["voorraad"]["instroom"] == c["aangiften"] == 0


def test_a_zaak_that_may_not_be_counted_leaves_no_trace(den_haag):
    empty = figures_of(den_haag)
    zaken = one_of_each(den_haag)
    Melding.objects.filter(soort="signaal").delete()

    nothing = figures_of(den_haag, countable=Zaak.objects.none())
    without = figures_of(den_haag, countable=Zaak.objects.exclude(pk=zaken["feiten"].pk))

    assert nothing == empty
    assert without["instroom"]["totaal"] == 6
    assert without["schendingen"]["totaal"] == 0
    assert without["vergelijking"][0]["instroom"] == 1


def test_an_excluded_person_does_not_see_a_zaak_in_any_figure(den_haag, coordinator):
    zaken = one_of_each(den_haag)
    seen = Zaak.objects.counted_for(access_of(coordinator))
    assert figures_of(den_haag, countable=seen) == figures_of(den_haag)

    Uitsluiting.objects.create(zaak=zaken["feiten"], user=coordinator, grond="melder")

    assert figures_of(den_haag, countable=seen)["feitenonderzoek"]["gestart"] == 0
    assert figures_of(den_haag)["feitenonderzoek"]["gestart"] == 1


def test_a_zaak_that_was_joined_to_one_that_may_not_be_counted_is_left_out_too(den_haag):
    target = add_zaak(den_haag, "2021-01-01")
    own = add_zaak(den_haag, "2021-02-01", opgegaan_in=target)
    close(own, "2021-03-01")
    Melding.objects.filter(zaak=own).update(zaak=target, eigen_zaak=own, gevoegd_op=dag("2021-03-01"))
    others = Zaak.objects.exclude(pk=target.pk)

    c = figures_of(den_haag, countable=others)
    early = figures_of(den_haag, countable=others, peildatum="2021-02-15")

    assert c["instroom"]["totaal"] == c["voorraad"]["instroom"] == 0
    assert early["instroom"]["totaal"] == early["voorraad"]["instroom"] == 0


def test_a_melding_joined_twice_is_put_back_in_the_zaak_of_that_day(den_haag):
    first, second, third = (add_zaak(den_haag, f"2021-02-0{n}") for n in (1, 2, 3))
    take_route(second, "in_de_lijn", "2021-02-10")
    take_route(third, "extern", "2021-02-10")
    for zaak, into, op in ((first, second, "2021-03-01"), (second, third, "2021-04-01")):
        close(zaak, op)
        Zaak.objects.filter(pk=zaak.pk).update(opgegaan_in=into)
    Melding.objects.filter(zaak=first).update(zaak=third, eigen_zaak=first, gevoegd_op=dag("2021-04-01"))
    Melding.objects.filter(zaak=second).update(zaak=third, eigen_zaak=second, gevoegd_op=dag("2021-04-01"))

    def routes(peildatum: str) -> dict:
        return above_zero(figures_of(den_haag, peildatum=peildatum)["routes"])

    assert routes("2021-02-28") == {"in_de_lijn": 1, "extern": 1}
    assert routes("2021-03-31") == {"in_de_lijn": 2, "extern": 1}
    assert routes("2021-04-01") == {"extern": 3}


def test_the_list_valid_on_the_last_day_gives_the_order_and_older_codes_follow(den_haag):
    for versie, van, tot, codes in (
        ("1", "2020-01-01", "2021-03-31", ["appel", "peer"]),
        ("2", "2021-04-01", None, ["citroen", "appel"]),
    ):
        lijst = Codelijst.objects.create(
            organisation=den_haag, register="integriteit", lijst="fruit", versie=versie,
            geldig_van=dag(van), geldig_tot=dag(tot) if tot else None,
        )  # fmt: skip
        CodelijstRegel.objects.bulk_create(
            CodelijstRegel(
                codelijst=lijst, volgorde=n, code=code, label=f"{code} {versie}", rijk_code="overig"
            )
            for n, code in enumerate(codes)
        )
    for code in ("appel", "peer", "citroen"):
        add_zaak(den_haag, "2021-02-01", melding={"categorie": code})

    assert list(figures_of(den_haag, "2021-Q1")["instroom"]["per_categorie"]) == ["appel", "peer", "citroen"]
    assert list(figures_of(den_haag, "2021-H1")["instroom"]["per_categorie"]) == ["citroen", "appel", "peer"]
    rapport = make_report(den_haag, "integriteit", periods.parse("2021-H1"), dag("2021-06-30"))
    assert rapport.woorden["categorie"]["appel"].label == "appel 2"
    assert rapport.woorden["categorie"]["peer"].label == "peer 1"


@pytest.mark.parametrize("rows", [0, 25, 100])
def test_the_number_of_queries_does_not_grow_with_the_rows(den_haag, coordinator, rows):
    for n in range(rows):
        zaak = add_zaak(den_haag, f"2021-0{n % 6 + 1}-10")
        take_route(zaak, "feitenonderzoek", "2021-06-11")
        establish(zaak, "2021-06-12", "lekken", maatregel="berisping")
        add_melding(den_haag, "2020-02-01", zaak=zaak)
    seen = Zaak.objects.counted_for(access_of(coordinator))

    with CaptureQueriesContext(
        connection,
    ) as captured:
        figures_of(den_haag, countable=seen, with_year_earlier=True)

    assert len(captured) <= 16
