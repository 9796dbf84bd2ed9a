"""What a report tells beside its figures: who records it, which report tells it, and that it stays told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.lifecycle import NotAllowed
from ledger.models import AuditRegel
from organisations.roles import Rol
from reports import lifecycle, periods
from reports.bescherming import protect
from reports.loading import vastgelegd
from reports.models import Activiteit, Les, Ontwikkeling, Toezegging
from reports.report import make_report
from reports.services import checking, documents, vastleggen
from reports.verslag import Verslag, from_bytes, verslag_of
from tests.conftest import access_of, hire, toewijzen
from tests.reports.pad.test_freezing import freeze_it
from tests.reports.pad.test_pages import text_of
from tests.reports.rows import add_zaak

pytestmark = pytest.mark.django_db

H1 = periods.parse("2021-H1")
VAN, TOT = H1.van, H1.tot_en_met
DAG = timedelta(days=1)
ERG = "<script>alert(1)</script> #panic() =1+1 👩🏽‍⚖️"


@pytest.fixture
def leg_vast(coordinator):
    """leg_vast(model, register, **values): recorded by the coördinator."""

    def _leg_vast(model, register="integriteit", **values):
        return vastleggen.add(model, register, values, by=access_of(coordinator))

    return _leg_vast


@pytest.fixture
def activiteit(leg_vast):
    def _activiteit(onderwerp, soort="training", **values):
        return leg_vast(Activiteit, soort=soort, onderwerp=onderwerp, **values)

    return _activiteit


@pytest.fixture
def toezegging(leg_vast):
    def _toezegging(tekst, **values):
        return leg_vast(Toezegging, tekst=tekst, **values)

    return _toezegging


def report_of(den_haag, peildatum=TOT, periode=H1, register="integriteit") -> Verslag:
    told = vastgelegd.load(den_haag, register, periode, peildatum)
    return verslag_of(make_report(den_haag, register, periode, peildatum), vastgelegd=told)


def rows_of(verslag: Verslag, naam: str) -> dict[str, list]:
    """By their label the cells of the rows of this table; none without the table."""
    return {
        rij.label: [vak.waarde for vak in rij.vakken]
        for _, tabel in verslag.tabellen()
        if tabel.naam == naam
        for rij in tabel.rijen
    }


def sentences_of(verslag: Verslag, naam: str) -> str:
    return " ".join(next(deel.zinnen for deel in verslag.delen if deel.naam == naam))


def test_activities_of_a_period_are_those_done_in_it_and_those_still_to_come_at_its_end(den_haag, activiteit):
    activiteit("op de dag ervoor", gedaan_op=VAN - DAG)
    activiteit("op de eerste dag", gedaan_op=VAN)
    activiteit("op de laatste dag", soort="dilemmasessie", gedaan_op=TOT, doelgroep="Teamleiders")
    activiteit("op de dag erna", gedaan_op=TOT + DAG)
    activiteit("erna, wel aangekondigd", aangekondigd_op=VAN, gepland_op=TOT + DAG, gedaan_op=TOT + DAG)
    activiteit("lang geleden aangekondigd", aangekondigd_op=VAN - 400 * DAG)
    activiteit("later aangekondigd", aangekondigd_op=TOT + DAG)
    activiteit("afgeblazen", aangekondigd_op=VAN - DAG, vervallen_op=VAN)
    activiteit("eerder afgeblazen", aangekondigd_op=VAN - 9 * DAG, vervallen_op=VAN - DAG)

    verslag = report_of(den_haag)

    assert {label: cells[-2:] for label, cells in rows_of(verslag, "activiteiten").items()} == {
        "op de eerste dag": ["Gedaan", "1 januari 2021"],
        "op de laatste dag": ["Gedaan", "30 juni 2021"],
        "lang geleden aangekondigd": ["Aangekondigd", "nog niet gepland"],
        "erna, wel aangekondigd": ["Aangekondigd", "gepland op 1 juli 2021"],
        "afgeblazen": ["Vervallen", "1 januari 2021"],
    }
    counts = rows_of(verslag, "activiteiten-soort")
    assert (counts["Training"], counts["Dilemmasessie"]) == ([1, 2, 1], [1, 0, 0])
    assert counts["Leidraad"] == [0, 0, 0] and counts["Totaal"] == [2, 2, 1]
    assert sentences_of(verslag, "activiteiten") == (
        "In het eerste halfjaar van 2021 waren er 1 dilemmasessie en 1 training. Aangekondigd: 2 trainingen."
        " Vervallen: 1 activiteit."
    )


def test_what_happened_after_the_peildatum_is_not_told(den_haag, activiteit, toezegging, leg_vast):
    activiteit("na de peildatum", aangekondigd_op=VAN, gedaan_op=TOT)
    toezegging("een leidraad", toegezegd_op=VAN - DAG, afloop="deels", afloop_op=TOT, uitleg="Half af.")
    leg_vast(Ontwikkeling, omschrijving="Fusie", op=TOT)
    leg_vast(Les, tekst="Vraag eerder door.", thema="lekken", op=TOT)

    early, late = report_of(den_haag, TOT - DAG), report_of(den_haag)

    assert rows_of(early, "activiteiten")["na de peildatum"][-2:] == ["Aangekondigd", "nog niet gepland"]
    assert rows_of(early, "toezeggingen")["een leidraad"] == ["31 december 2020", "", "Nog open", ""]
    assert not rows_of(early, "ontwikkelingen") and not rows_of(early, "lessen")
    assert rows_of(late, "activiteiten")["na de peildatum"][-2:] == ["Gedaan", "30 juni 2021"]
    assert rows_of(late, "toezeggingen")["een leidraad"][2:] == [
        "Deels nagekomen op 30 juni 2021",
        "Half af.",
    ]
    assert rows_of(late, "ontwikkelingen") == {"30 juni 2021": ["Fusie"]}
    assert list(rows_of(late, "lessen").values()) == [["Vraag eerder door."]]
    before = report_of(den_haag, VAN - DAG)
    assert (
        sentences_of(before, "toezeggingen") == "Er waren in deze periode geen toezeggingen die open stonden."
    )


def test_promises_of_a_period_are_those_that_were_open_in_it(den_haag, toezegging, rapport_in):
    earlier = rapport_in(lifecycle.CONCEPT, "2020-H2")
    toezegging("open", toegezegd_op=VAN - DAG, rapportage=earlier, uiterlijk_op=TOT)
    toezegging("op de eerste dag klaar", toegezegd_op=VAN - DAG, afloop="nagekomen", afloop_op=VAN)
    toezegging("eerder klaar", toegezegd_op=VAN - 9 * DAG, afloop="nagekomen", afloop_op=VAN - DAG)
    toezegging("in de periode gedaan", toegezegd_op=TOT)
    toezegging("later gedaan", toegezegd_op=TOT + DAG)

    verslag = report_of(den_haag)

    found = rows_of(verslag, "toezeggingen")
    assert set(found) == {"open", "op de eerste dag klaar", "in de periode gedaan"}
    assert found["open"] == [
        "in het rapport over het tweede halfjaar van 2020",
        "30 juni 2021",
        "Nog open",
        "",
    ]
    counts = rows_of(verslag, "toezeggingen-afloop")
    assert [n for (n,) in counts.values()] == [2, 1, 0, 0, 3]
    assert sentences_of(verslag, "toezeggingen") == (
        "Er stonden 3 toezeggingen open: 1 is nagekomen en 2 staan nog open."
    )


def test_that_nothing_was_recorded_is_one_sentence_and_the_figures_of_the_contract_are_the_same(
    den_haag, activiteit
):
    empty = report_of(den_haag)
    assert [(deel.naam, deel.tabellen) for deel in empty.delen[-2:]] == [
        ("activiteiten", ()),
        ("toezeggingen", ()),
    ]
    assert sentences_of(empty, "activiteiten") == "Over deze periode zijn geen activiteiten vastgelegd."
    activiteit("giften", gedaan_op=VAN)
    assert report_of(den_haag).cijfers == empty.cijfers
    assert not rows_of(report_of(den_haag, register="agressie"), "activiteiten"), "of another register"


def test_a_frozen_report_keeps_what_it_told_and_computes_again_bit_for_bit(
    den_haag, activiteit, toezegging, rapport_in, burgemeester, coordinator
):
    held = activiteit(ERG, gedaan_op=TOT)
    toezegging("x" * 20_000, toegezegd_op=VAN)
    one = rapport_in(lifecycle.AKKOORD)
    assert ERG in rows_of(documents.concept_verslag(one, access_of(coordinator)), "activiteiten")
    frozen = bytes(freeze_it(one, burgemeester).inhoud)
    one.refresh_from_db()

    assert rows_of(from_bytes(frozen), "activiteiten")[ERG][-1] == "30 juni 2021"
    activiteit("van later", gedaan_op=TOT + DAG)
    assert checking.compare(one).gelijk

    vastleggen.remove(held, by=access_of(coordinator))
    again = checking.compare(one)
    assert not again.gelijk and {v.pad for v in again.verschillen} >= {"activiteiten.gedaan.training"}
    one.bevroren.refresh_from_db()
    assert bytes(one.bevroren.inhoud) == frozen


@pytest.mark.parametrize("way", ["verbergen", "afronden"])
def test_a_protected_report_tells_of_activities_and_still_hides_small_numbers(den_haag, activiteit, way):
    for nr in range(20):
        add_zaak(den_haag, f"2021-0{1 + nr % 2}-03")
    activiteit("giften", gedaan_op=VAN)

    made = protect(report_of(den_haag), way, 5).verslag

    assert rows_of(made, "activiteiten-soort")["Training"] == [1, 0, 0]
    assert "1 training" in sentences_of(made, "activiteiten")
    assert made.bescherming


@pytest.mark.parametrize(
    ("model", "values", "field"),
    [
        (Activiteit, {"soort": "training", "onderwerp": "x"}, "aangekondigd_op"),
        (Activiteit, {"soort": "training", "onderwerp": "x", "gedaan_op": date(2999, 1, 1)}, "gedaan_op"),
        (
            Activiteit,
            {
                "soort": "training",
                "onderwerp": "x",
                "aangekondigd_op": TOT,
                "gedaan_op": TOT,
                "vervallen_op": TOT,
            },
            "vervallen_op",
        ),
        (
            Activiteit,
            {"soort": "training", "onderwerp": "x", "aangekondigd_op": TOT, "gepland_op": VAN},
            "gepland_op",
        ),
        (Toezegging, {"tekst": "x", "toegezegd_op": VAN, "afloop_op": TOT}, "afloop_op"),
        (Toezegging, {"tekst": "x", "toegezegd_op": VAN, "afloop": "nagekomen"}, "afloop_op"),
        (Toezegging, {"tekst": "x", "toegezegd_op": VAN, "afloop": "deels", "afloop_op": TOT}, "uitleg"),
        (Toezegging, {"tekst": "x", "toegezegd_op": TOT, "uiterlijk_op": VAN}, "uiterlijk_op"),
        (Les, {"tekst": "x", "op": date(2999, 1, 1)}, "op"),
    ],
)
def test_days_that_can_not_be_are_refused_at_their_field(model, values, field, leg_vast):
    with pytest.raises(ValidationError) as raised:
        leg_vast(model, **values)
    assert field in raised.value.message_dict and not model.objects.exists()


def test_only_who_writes_the_reports_of_a_register_records_and_others_do_not_know_it_exists(
    den_haag, waterschap, activiteit, griffier, melder, ingelogd
):
    row = activiteit("giften", gedaan_op=TOT)
    elsewhere = hire(waterschap, "Eva Elders", Rol.INTEGRITEITSCOORDINATOR)
    other = hire(den_haag, "Ans Agressie")
    toewijzen(user=other, organisation=den_haag, rol=Rol.INTEGRITEITSCOORDINATOR, register="agressie")
    change = reverse("vastlegging", args=["integriteit", "activiteiten", row.pk])
    for user in (griffier, melder, elsewhere, other):
        browser = ingelogd(user)
        assert browser.get(change).status_code == browser.post(change, {}).status_code == 404
        assert browser.post(change + "verwijderen/").status_code == 404
        with pytest.raises(NotAllowed):
            vastleggen.change(row, {"onderwerp": "gestolen"}, by=access_of(user))
    overview = reverse("vastleggingen", args=["integriteit", "activiteiten"])
    assert "giften" not in ingelogd(elsewhere).get(overview).content.decode()
    assert ingelogd(other).get(overview).status_code == 404
    assert ingelogd(other).get(reverse("vastleggingen", args=["agressie", "activiteiten"])).status_code == 200
    row.refresh_from_db()
    assert row.onderwerp == "giften"


def test_the_pages_from_announced_to_done_and_removed(coordinator, ingelogd):
    browser, today = ingelogd(coordinator), timezone.localdate()
    assert "Activiteiten en toezeggingen" in text_of(browser.get(reverse("rapportages")))
    overview = reverse("vastleggingen", args=["integriteit", "activiteiten"])
    new = browser.post(overview + "nieuw/", {"soort": "training", "onderwerp": ERG})
    assert "Vul in wanneer dit is aangekondigd" in text_of(new) and "&lt;script&gt;" in new.content.decode()
    sent = {"soort": "training", "onderwerp": ERG, "aangekondigd_op": "1-5-2021", "gepland_op": "1-9-2021"}
    assert browser.post(overview + "nieuw/", sent)["Location"] == overview
    assert "Training: aangekondigd, gepland op 1 september 2021" in text_of(browser.get(overview))
    row = Activiteit.objects.get()
    page = f"{overview}{row.pk}/"
    shown = browser.get(page).context["gezien"]
    vastleggen.change(row, {"doelgroep": "Allen"}, by=access_of(coordinator))
    done = sent | {"gedaan_op": f"{today:%d-%m-%Y}", "gezien": shown}
    assert "Intussen heeft iemand anders dit gewijzigd" in text_of(browser.post(page, done))
    again = done | {"gezien": browser.get(page).context["gezien"]}
    assert browser.post(page, again).status_code == 302
    row.refresh_from_db()
    assert row.gedaan_op == today and row.aangekondigd_op == date(2021, 5, 1)
    assert browser.get(page + "verwijderen/").status_code == 200
    assert browser.post(page + "verwijderen/").status_code == 302 and not Activiteit.objects.exists()
    lines = AuditRegel.objects.filter(subject_type="reports.activiteit").order_by("pk")
    assert [line.verb for line in lines] == [
        "vastgelegd",
        "vastlegging_gewijzigd",
        "vastlegging_gewijzigd",
        "vastlegging_verwijderd",
    ]
    assert "script" not in str([line.data for line in lines])
    for soort, values in {
        "toezeggingen": {"tekst": "Een leidraad", "toegezegd_op": "1-5-2021", "afloop": "open"},
        "ontwikkelingen": {"omschrijving": "Fusie", "op": "1-5-2021"},
        "lessen": {"tekst": "Vraag door", "thema": "lekken", "op": "1-5-2021"},
    }.items():
        here = reverse("vastleggingen", args=["integriteit", soort])
        assert browser.post(here + "nieuw/", values).status_code == 302, soort
        assert "1 mei 2021" in text_of(browser.get(here)) or soort == "toezeggingen"


def test_a_long_list_goes_by_page_and_costs_the_same(
    activiteit, den_haag, coordinator, ingelogd, django_assert_max_num_queries
):
    browser = ingelogd(coordinator)
    here = reverse("vastleggingen", args=["integriteit", "activiteiten"])
    browser.get(here)
    with CaptureQueriesContext(connection) as empty:
        browser.get(here)
    Activiteit.objects.bulk_create(
        Activiteit(
            organisation=den_haag,
            register="integriteit",
            soort="training",
            onderwerp=f"nr {n}",
            gedaan_op=TOT,
        )
        for n in range(60)
    )
    with django_assert_max_num_queries(len(empty)):
        first = browser.get(here)
    assert "nr 59" in text_of(first) and "nr 34" not in text_of(first)
    second = browser.get(first.context["volgende_url"])
    assert "nr 34" in text_of(second) and second.context["vorige_url"] == here
    with CaptureQueriesContext(connection) as captured:
        vastgelegd.load(den_haag, "integriteit", H1, TOT)
    assert len(captured) == 1
