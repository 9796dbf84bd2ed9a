"""The pages of a report, as each part of the cast meets them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.menu import menu_for
from organisations.roles import Rol
from reports import lifecycle
from reports.models import Rapportage, Rapportplanning, Rapporttoelichting
from reports.services import writing
from reports.services.documents import concept_verslag
from tests.conftest import access_of, hire, toewijzen
from tests.reports.rows import add_zaak, one_of_each

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def stap(one: Rapportage, verb: str) -> str:
    return reverse("rapport_stap", args=[one.kenmerk, verb])


def open_(client, one: Rapportage):
    return client.get(reverse("rapport", args=[one.kenmerk]))


def test_from_concept_to_published_by_the_pages_alone(
    den_haag, coordinator, secretaris, burgemeester, griffier, ingelogd
):
    one_of_each(den_haag)
    browser = {
        naam: ingelogd(user)
        for naam, user in {
            "opsteller": coordinator,
            "secretaris": secretaris,
            "bestuur": burgemeester,
            "griffier": griffier,
        }.items()
    }
    made = browser["opsteller"].post(
        reverse("rapport_nieuw"),
        {"register": "integriteit", "periode": "eigen", "van": "1-1-2021", "tot_en_met": "30-6-2021"},
    )
    one = Rapportage.objects.get()
    assert made["Location"] == reverse("rapport", args=[one.kenmerk]) and one.periode == "2021-H1"
    assert "Nu: voorleggen" in text_of(open_(browser["opsteller"], one))
    browser["opsteller"].post(stap(one, "voorleggen"))
    assert "Wacht op secretaris: akkoord geven" in text_of(open_(browser["opsteller"], one))
    assert "Wacht op secretaris" in text_of(browser["opsteller"].get(reverse("rapportages")))
    assert "U bent aan de beurt: akkoord geven" in text_of(browser["secretaris"].get(reverse("rapportages")))
    assert open_(browser["bestuur"], one).status_code == 404
    browser["secretaris"].post(stap(one, "akkoord_geven"))
    assert "Nu: vaststellen" in text_of(open_(browser["bestuur"], one))
    today = timezone.localdate()
    fixed = {"peildatum": "30-6-2021", "op": f"{today:%d-%m-%Y}"}
    assert browser["bestuur"].post(stap(one, "vaststellen"), fixed).status_code == 302
    offered = {"stuknummer": "2021/417", "openbaarheid": "openbaar", "op": f"{today:%d-%m-%Y}"}
    assert browser["griffier"].post(stap(one, "aanbieden"), offered).status_code == 302
    assert "Aangeboden aan de raad" in text_of(open_(browser["griffier"], one))
    assert browser["griffier"].post(stap(one, "publiceren"), {"op": f"{today:%d-%m-%Y}"}).status_code == 302
    one.refresh_from_db()
    assert one.status == lifecycle.GEPUBLICEERD
    shown = text_of(open_(browser["griffier"], one))
    assert "Nu:" not in shown and "2021/417" in shown and "ontving het meldpunt 7 meldingen" in shown


def test_what_can_not_be_done_now_is_explained(rapport_in, burgemeester, ingelogd):
    one = rapport_in(lifecycle.VASTGESTELD)
    for method in ("get", "post"):
        answer = getattr(ingelogd(burgemeester), method)(stap(one, "vaststellen"))
        assert answer.status_code == 409
        assert "De status van het rapport is nu: vastgesteld." in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"peildatum": "31-12-2020"}, "De peildatum ligt voor de periode"),
        ({"peildatum": "1-1-2999"}, "De peildatum ligt in de toekomst"),
        ({"peildatum": "31-2-2021"}, "Deze datum bestaat niet"),
        ({"op": "1-1-2020"}, "toen was de vorige stap"),
    ],
)
def test_a_form_that_can_not_be_used_comes_back_as_it_was_typed(
    typed, words, rapport_in, burgemeester, ingelogd
):
    one = rapport_in(lifecycle.AKKOORD)
    today = f"{timezone.localdate():%d-%m-%Y}"
    answer = ingelogd(burgemeester).post(
        stap(one, "vaststellen"), {"peildatum": "30-6-2021", "op": today} | typed
    )
    shown = answer.content.decode()
    assert answer.status_code == 200 and words in text_of(answer)
    assert all(value in shown for value in typed.values())


def test_a_running_period_says_when_it_can_be_frozen(rapport_in, burgemeester, ingelogd):
    one = rapport_in(lifecycle.AKKOORD, str(timezone.localdate().year))
    today = f"{timezone.localdate():%d-%m-%Y}"
    answer = ingelogd(burgemeester).post(stap(one, "vaststellen"), {"peildatum": today, "op": today})
    assert "nog niet voorbij" in text_of(answer)


def test_a_report_over_a_period_that_was_made_already_leads_to_it(maak, coordinator, ingelogd):
    one = maak("2021")
    answer = ingelogd(coordinator).post(
        reverse("rapport_nieuw"),
        {"register": "integriteit", "periode": "eigen", "van": "1-1-2021", "tot_en_met": "31-12-2021"},
        follow=True,
    )
    assert answer.redirect_chain[0][0] == reverse("rapport", args=[one.kenmerk])
    assert "Dit rapport was er al" in text_of(answer) and Rapportage.objects.count() == 1


# Words


def toelichting(one: Rapportage, deel: str = "instroom") -> str:
    return reverse("rapport_toelichting", args=[one.kenmerk, deel])


def mark_on(answer) -> str:
    return re.search(r'name="gezien" value="(\w+)"', answer.content.decode())[1]


def test_the_suggested_sentences_are_taken_over_below_what_was_typed(den_haag, maak, coordinator, ingelogd):
    one_of_each(den_haag)
    one, browser = maak(), ingelogd(coordinator)
    shown = browser.get(toelichting(one))
    answer = browser.post(toelichting(one), {"gezien": mark_on(shown), "tekst": "Vooraf.", "overnemen": "ja"})
    typed = answer.context["form"]["tekst"].value()
    assert typed.startswith("Vooraf.\n\n") and "ontving het meldpunt 7 meldingen" in typed
    assert not Rapporttoelichting.objects.exists()
    assert browser.post(toelichting(one), {"gezien": mark_on(answer), "tekst": typed}).status_code == 302
    assert Rapporttoelichting.objects.get().tekst == typed


@pytest.mark.parametrize("tekst", ["<script>alert(1)</script> 👩🏽‍⚖️ &amp;", "é" * 50_000])
def test_what_is_typed_is_shown_as_text(tekst, maak, coordinator, ingelogd):
    one, browser = maak(), ingelogd(coordinator)
    assert browser.post(toelichting(one), {"gezien": writing.mark(""), "tekst": tekst}).status_code == 302
    shown = open_(browser, one).content.decode()
    assert tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in shown
    assert "<script>alert" not in shown


def test_a_text_that_is_too_long_comes_back_whole(maak, coordinator, ingelogd):
    answer = ingelogd(coordinator).post(
        toelichting(maak()), {"gezien": writing.mark(""), "tekst": "x" * 50_001}
    )
    assert "Er passen 50.000 tekens" in text_of(answer) and "x" * 50_001 in answer.content.decode()


def test_who_comes_second_sees_both_texts_and_loses_nothing(maak, coordinator, tweede_coordinator, ingelogd):
    one, first, second = maak(), ingelogd(coordinator), ingelogd(tweede_coordinator)
    marks = [mark_on(browser.get(toelichting(one))) for browser in (first, second)]
    first.post(toelichting(one), {"gezien": marks[0], "tekst": "Van de eerste."})
    told = second.post(toelichting(one), {"gezien": marks[1], "tekst": "Van de tweede."})
    assert "Intussen heeft iemand anders dit gewijzigd" in text_of(told)
    assert "Van de eerste." in text_of(told) and "Van de tweede." in told.content.decode()
    assert Rapporttoelichting.objects.get().tekst == "Van de eerste."
    second.post(toelichting(one), {"gezien": mark_on(told), "tekst": "Van beiden."})
    assert Rapporttoelichting.objects.get().tekst == "Van beiden."


def test_who_writes_while_it_is_agreed_to_keeps_the_text_on_the_page(maak, coordinator, secretaris, ingelogd):
    one, browser = maak(), ingelogd(coordinator)
    shown = browser.get(toelichting(one))
    writing.agree(one, by=access_of(secretaris))
    answer = browser.post(toelichting(one), {"gezien": mark_on(shown), "tekst": "Te laat getypt."})
    assert "De status van het rapport is nu: akkoord" in text_of(answer)
    assert "Te laat getypt." in answer.content.decode()
    assert browser.get(toelichting(one)).status_code == 302


def test_two_people_who_set_it_up_do_not_overwrite_each_other(
    maak, coordinator, tweede_coordinator, ingelogd
):
    one, second = maak(), ingelogd(tweede_coordinator)
    shown = second.get(stap(one, "inrichten")).content.decode()
    seen = re.search(r'name="gezien" value="([^"]+)"', shown)[1]
    day = timezone.localdate() + timedelta(days=90)
    writing.set_up(one, writing.Inrichting("geen", 5, day), by=access_of(coordinator))
    answer = second.post(
        stap(one, "inrichten"), {"gezien": seen, "bescherming": "geen", "drempel": "5", "raad_op": ""}
    )
    assert "Intussen heeft iemand anders" in text_of(answer)
    one.refresh_from_db()
    assert one.raad_op == day


def test_the_calendar_counts_back_from_the_meeting(maak, coordinator, ingelogd):
    one, meeting = maak(), timezone.localdate() + timedelta(days=30)
    writing.set_up(one, writing.Inrichting("geen", 5, meeting), by=access_of(coordinator))
    days = open_(ingelogd(coordinator), one).context["kalender"]
    assert [(meeting - day.op).days for day in days] == [42, 28, 21, 10]
    assert [day.te_laat for day in days] == [True, False, False, False]
    assert days[2].label == "Vastgesteld door het college"


@pytest.mark.parametrize(
    ("soort", "words"),
    [
        ("gemeente", "het college"),
        ("provincie", "gedeputeerde staten"),
        ("waterschap", "dijkgraaf en heemraden"),
        ("ministerie", "de bestuursraad"),
        ("overig", "het bestuur"),
    ],
)
def test_the_words_are_those_of_the_kind_of_organisation(soort, words, den_haag, maak, secretaris, ingelogd):
    den_haag.soort = soort
    den_haag.save()
    assert f"Daarna beslist {words}." in text_of(ingelogd(secretaris).get(stap(maak(), "akkoord_geven")))


# Versions, and what is known now


def test_a_correction_is_found_from_the_old_version_and_back(rapport_in, coordinator, ingelogd):
    old, browser = rapport_in(lifecycle.VASTGESTELD), ingelogd(coordinator)
    answer = browser.post(stap(old, "corrigeren"), {"reden": "Een melding ontbrak."})
    new = Rapportage.objects.get(versie=2)
    assert answer["Location"] == reverse("rapport", args=[new.kenmerk])
    assert reverse("rapport", args=[new.kenmerk]) in open_(browser, old).content.decode()
    assert "vervangt versie 1" in text_of(open_(browser, new)) and "Een melding ontbrak." in text_of(
        open_(browser, new)
    )


def test_the_page_of_the_check_shows_both_numbers_and_the_zaak(den_haag, rapport_in, coordinator, ingelogd):
    one_of_each(den_haag)
    one, browser = rapport_in(lifecycle.VASTGESTELD), ingelogd(coordinator)
    url = reverse("rapport_controle", args=[one.kenmerk])
    assert "Niets veranderd" in text_of(browser.get(url))
    zaak = add_zaak(den_haag, "2021-03-01", melding={"categorie": "lekken", "betreft": "medewerker"})
    shown = browser.get(url)
    row = next(row for row in shown.context["rijen"] if row["nu"] == "8")
    assert row["toen"] == "7" and zaak.meldingen.get().kenmerk in shown.content.decode()


def test_a_report_under_older_definitions_says_so_on_its_page(rapport_in, coordinator, ingelogd):
    one = rapport_in(lifecycle.VASTGESTELD)
    type(one.bevroren).objects.update(definities=0)
    shown = text_of(ingelogd(coordinator).get(reverse("rapport_controle", args=[one.kenmerk])))
    assert "De definities zijn daarna veranderd" in shown


# Who reaches what, and how much it costs


@pytest.mark.parametrize(
    "who", ["coordinator", "griffier", "auditor", "secretaris", "burgemeester", "bevoegd_gezag"]
)
def test_who_has_a_part_reaches_the_list_from_the_menu(who, request):
    access = access_of(request.getfixturevalue(who))
    assert "Rapportages" in [item["naam"] for item in menu_for(access, "/")]


def test_the_list_pages_through_many_reports(maak, coordinator, ingelogd):
    for jaar in range(1990, 2020):
        maak(str(jaar))
    browser = ingelogd(coordinator)
    first = browser.get(reverse("rapportages"))
    assert len(first.context["rijen"]) == 25
    rest = browser.get(first.context["volgende_url"])
    assert len(rest.context["rijen"]) == 5 and rest.context["vorige_url"]


def test_the_list_and_a_frozen_report_cost_few_queries(
    den_haag, rapport_in, coordinator, ingelogd, django_assert_max_num_queries
):
    """The five of signing in and the access are among them."""
    one = rapport_in(lifecycle.VASTGESTELD)
    for jaar in range(2000, 2010):
        rapport_in(lifecycle.CONCEPT, str(jaar))
    browser = ingelogd(coordinator)
    open_(browser, one)
    with django_assert_max_num_queries(7):
        assert browser.get(reverse("rapportages")).status_code == 200
    with django_assert_max_num_queries(9):
        assert open_(browser, one).status_code == 200
    with django_assert_max_num_queries(9):
        assert browser.get(reverse("rapport_documenten", args=[one.kenmerk])).status_code == 200


def test_a_concept_costs_its_figures_and_few_queries_more(
    den_haag, maak, coordinator, ingelogd, django_assert_max_num_queries
):
    """The figures of a concept are those of now: loading them is counted by itself, in test_loading."""
    one_of_each(den_haag)
    one, browser = maak(), ingelogd(coordinator)
    open_(browser, one)
    one = Rapportage.objects.select_related("organisation").get()
    with CaptureQueriesContext(connection) as figures:
        concept_verslag(one, access_of(coordinator))
    with django_assert_max_num_queries(9 + len(figures)):
        open_(browser, one)


# The plan


def test_a_plan_is_made_changed_and_stopped(coordinator, ingelogd):
    browser, today = ingelogd(coordinator), f"{timezone.localdate():%d-%m-%Y}"
    typed = {"register": "agressie", "soort": "Q", "dagen": "10", "vanaf": today}
    assert browser.post(reverse("rapportplanning"), typed).status_code == 302
    assert "10 dagen na de periode" in text_of(browser.get(reverse("rapportplanning")))
    row = Rapportplanning.objects.get()
    stop = reverse("rapportplanning_stoppen", args=[row.pk])
    assert browser.get(stop).status_code == 200 and Rapportplanning.objects.exists()
    assert browser.post(stop).status_code == 302 and not Rapportplanning.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"dagen": "-1"}, "Kies 0 of meer"),
        ({"dagen": "veel"}, "Vul een heel getal in"),
        ({"vanaf": "1-1-1990"}, "van de laatste 3 jaar"),
        ({"soort": "W"}, "Kies een van de mogelijkheden"),
        ({"register": "elders"}, "Kies een van de registers"),
    ],
)
def test_a_plan_that_can_not_be_is_refused(typed, words, coordinator, ingelogd):
    whole = {
        "register": "integriteit",
        "soort": "H",
        "dagen": "14",
        "vanaf": f"{timezone.localdate():%d-%m-%Y}",
    }
    answer = ingelogd(coordinator).post(reverse("rapportplanning"), whole | typed)
    assert words in text_of(answer) and not Rapportplanning.objects.exists()


def test_a_coordinator_of_one_register_plans_nothing_of_the_other(den_haag, coordinator, ingelogd):
    other = hire(den_haag, "Ad Agressie")
    toewijzen(user=other, organisation=den_haag, register="agressie", rol=Rol.INTEGRITEITSCOORDINATOR)
    row = Rapportplanning.objects.create(
        organisation=den_haag, register="integriteit", soort="H", vanaf=timezone.localdate()
    )
    browser = ingelogd(other)
    assert browser.get(reverse("rapportplanning_stoppen", args=[row.pk])).status_code == 404
    typed = {"register": "integriteit", "soort": "H", "dagen": "3", "vanaf": "1-1-2026"}
    assert browser.post(reverse("rapportplanning"), typed).status_code == 200
    row.refresh_from_db()
    assert row.dagen == 14
