"""The yearly survey: two questions, no name beside an answer, a result from ten answers on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework import voordeur
from incidents.models import Peiling, PeilingAntwoord, PeilingDeelname
from incidents.services import peiling
from ledger.models import AuditRegel, OutboxRow
from reports.figures.agressie.survey import survey
from tests.conftest import access_of, sign_in

JA, NEE, VAKER = "ja", "nee", "vaker"


@pytest.fixture
def coordinator(agressiecoordinator):
    return access_of(agressiecoordinator)


@pytest.fixture
def open_one(den_haag, coordinator, melder, collega):
    return peiling.open_survey(den_haag, by=coordinator)


def counts(one: Peiling) -> dict[tuple[str, str], int]:
    return {(a.meegemaakt, a.geregistreerd): a.aantal for a in one.antwoorden.all() if a.aantal}


def test_everybody_who_works_here_is_invited_once_by_a_mail_that_tells_nothing(open_one, melder, collega):
    mails = OutboxRow.objects.filter(key__startswith=f"mail:vraag:peiling:{open_one.pk}:")
    assert {mail.payload["to"][0] for mail in mails} >= {melder.email, collega.email}
    assert all("agressie" not in mail.payload["subject"].lower() for mail in mails)
    assert reverse("agressie_peiling") in mails[0].payload["body"]


def test_an_answer_is_added_to_a_number_and_nobody_answers_twice(open_one, melder):
    access = access_of(melder)
    assert peiling.answer(open_one, VAKER, "nee", by=access)
    assert not peiling.answer(open_one, JA, "zeker", by=access)
    assert counts(open_one) == {(VAKER, "nee"): 1}


def test_who_did_not_meet_it_is_not_asked_whether_it_was_registered(open_one, melder):
    peiling.answer(open_one, NEE, "zeker", by=access_of(melder))
    assert counts(open_one) == {(NEE, ""): 1}


def test_who_met_it_says_whether_it_was_registered(open_one, melder):
    with pytest.raises(ValidationError, match="geregistreerd"):
        peiling.answer(open_one, JA, "", by=access_of(melder))
    assert not open_one.deelnames.exists()


def test_no_row_ties_a_person_to_an_answer_or_a_moment(open_one, melder, django_db_blocker):
    before = AuditRegel.objects.count()
    peiling.answer(open_one, JA, "zeker", by=access_of(melder))
    assert AuditRegel.objects.count() == before
    assert {f.name for f in PeilingDeelname._meta.fields} == {"id", "peiling", "user"}
    assert "user" not in {f.name for f in PeilingAntwoord._meta.fields}
    written = PeilingAntwoord.objects.extra(select={"by": "xmin::text"}).values_list("by", flat=True)  # noqa: S610
    assert len(set(written)) == 1  # the last answer wrote every row, so none of them points to it


def test_the_survey_is_held_once_a_year_and_closed_for_good(den_haag, coordinator, open_one, melder):
    with pytest.raises(ValidationError, match="al een peiling open"):
        peiling.open_survey(den_haag, by=coordinator)
    peiling.close_survey(open_one, by=coordinator)
    with pytest.raises(ValidationError, match="al geweest"):
        peiling.open_survey(den_haag, by=coordinator)
    with pytest.raises(ValidationError, match="gesloten"):
        peiling.answer(open_one, NEE, by=access_of(melder))


def test_only_the_coordinator_opens_and_closes(den_haag, open_one, leidinggevende, integriteitscoordinator):
    for nobody in (leidinggevende, integriteitscoordinator):
        with pytest.raises(ValidationError):
            peiling.open_survey(den_haag, by=access_of(nobody))
        with pytest.raises(ValidationError):
            peiling.close_survey(open_one, by=access_of(nobody))
    assert not peiling.running(den_haag).gesloten_op


def test_the_start_page_says_so_until_one_has_answered(client, open_one, melder):
    sign_in(client, melder)
    link = reverse("agressie_peiling")
    assert link in client.get(reverse("start")).text
    answers = {"meegemaakt": JA, "geregistreerd": "weet_niet"}
    assert "Bedankt" in client.post(link, answers, follow=True).text
    assert link not in client.get(reverse("start")).text
    assert voordeur.announcements(access_of(melder)) == []
    assert counts(open_one) == {(JA, "weet_niet"): 1}


def test_a_form_without_an_answer_says_what_to_choose(client, open_one, melder):
    sign_in(client, melder)
    page = client.post(reverse("agressie_peiling"), {"meegemaakt": JA})
    assert "Kies of het is geregistreerd" in page.text
    assert not open_one.deelnames.exists()


def test_without_a_survey_the_page_says_so_and_only_the_coordinator_can_open_one(client, melder, coordinator):
    sign_in(client, melder)
    page = client.get(reverse("agressie_peiling")).text
    assert "Er is nu geen peiling" in page
    assert "Open de peiling" not in page
    assert client.post(reverse("agressie_peiling_openen")).status_code == 404
    sign_in(client, coordinator.user)
    assert "Open de peiling" in client.get(reverse("agressie_peiling")).text
    client.post(reverse("agressie_peiling_openen"))
    assert "De peiling van" in client.get(reverse("agressie_peiling_sluiten")).text
    client.post(reverse("agressie_peiling_sluiten"))
    assert Peiling.objects.get().gesloten_op == timezone.localdate()
    after = client.get(reverse("agressie_peiling")).text
    assert "De peiling van dit jaar is geweest" in after
    assert "Open de peiling" not in after


def test_under_ten_answers_there_is_no_result():
    assert survey({(JA, "zeker"): 9}, 30) is None
    assert survey({(JA, "zeker"): 9, (NEE, ""): 1}, 30) is not None


def test_the_estimate_is_a_rounded_range_that_gets_smaller_with_more_answers():
    found = survey({(NEE, ""): 80, (JA, "zeker"): 2, (VAKER, "zeker"): 3, (JA, "weet_niet"): 15}, 30)
    assert (found.meegemaakt_procent, found.zeker_procent, found.schatting) == (20, 25, (60, 270))
    more = survey({(JA, "zeker"): 50, (JA, "weet_niet"): 150}, 30)
    assert (more.zeker_procent, more.schatting) == (25, (90, 160))
    everybody = survey({(JA, "zeker"): 20}, 30)
    assert everybody.schatting[0] == 30


def test_a_share_of_fewer_than_ten_people_is_not_given():
    found = survey({(NEE, ""): 20, (JA, "zeker"): 3}, 30)
    assert (found.meegemaakt_procent, found.zeker_procent, found.schatting) == (13, None, None)


def test_fewer_than_five_who_are_certain_give_no_estimate():
    assert survey({(JA, "nee"): 12}, 30).schatting is None
    two_of_eleven = survey({(JA, "zeker"): 2, (JA, "nee"): 9}, 47)
    assert (two_of_eleven.zeker_procent, two_of_eleven.schatting) == (18, None)
    assert survey({(JA, "zeker"): 4, (JA, "nee"): 9}, 47).schatting is None
    assert survey({(JA, "zeker"): 5, (JA, "nee"): 9}, 47).schatting is not None


def test_the_insights_show_the_result_after_closing_and_only_to_the_coordinator(
    client, open_one, coordinator, meld, leidinggevende, melder
):
    meld(days_ago=30)
    open_one.antwoorden.filter(meegemaakt=JA, geregistreerd="zeker").update(aantal=5)
    open_one.antwoorden.filter(meegemaakt=VAKER, geregistreerd="nee").update(aantal=15)
    sign_in(client, coordinator.user)
    link = reverse("agressie_inzicht")
    assert "Er is nog geen peiling afgerond" in client.get(link).text
    peiling.close_survey(open_one, by=coordinator)
    page = client.get(link).text
    assert ">25%<" in page
    assert "zei 11% en 22% (twee groepen) dat het zeker was geregistreerd" in page
    assert "5 van de 20 die het meemaakten" in page
    for nobody in (leidinggevende, melder):
        sign_in(client, nobody)
        assert client.get(link).status_code == 404


def test_every_number_of_the_insights_opens_the_incidents_behind_it(client, coordinator, meld):
    meld(days_ago=3, aanleiding="wachttijd")
    old = meld(days_ago=500, aanleiding="afval")
    sign_in(client, coordinator.user)
    page = client.get(reverse("agressie_inzicht")).text
    assert "Wachttijd" in page
    assert "Afval" not in page
    at = page.index(reverse("agressie_rapportage_incidenten"))
    behind = client.get(page[at : page.index('"', at)].replace("&amp;", "&"))
    assert behind.status_code == 200
    earlier = client.get(reverse("agressie_inzicht"), {"jaar": "1"}).text
    assert "Afval" in earlier
    assert old.voorval_op < timezone.localdate() - timedelta(days=365)
