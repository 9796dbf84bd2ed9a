"""The desk: an instruction or nothing, the same shape either way, counted, and not too often."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Opzoeking
from incidents.services import balie
from ledger.models import AuditRegel, OutboxRow
from tests.conftest import access_of
from tests.incidents.veroorzaker.conftest import GEBOREN, NAAM

DAG = timedelta(days=1)
URL = "/agressie/balie/"
VRAAG = {"naam": NAAM, "geboortedatum": f"{GEBOREN:%d-%m-%Y}"}


@pytest.fixture
def bo(baliemedewerker):
    return access_of(baliemedewerker)


@pytest.fixture
def signaal(meld, ken, agnes):
    incident = meld()
    return balie.set_signal(
        incident, ken(incident), "twee_personen", geldig_tot=timezone.localdate() + 30 * DAG, by=agnes
    )


def test_the_desk_reads_the_instruction_and_nothing_of_the_file(signaal, ingelogd, baliemedewerker):
    page = ingelogd(baliemedewerker).post(URL, VRAAG | {"naam": "sém VAN dreigen"}).content.decode()
    assert "Help deze persoon met twee collega" in page
    for part in (signaal.incident.kenmerk, "Dreigen", "dreigen", "bedreiging", "Zo vaak is er gezocht"):
        assert part not in page


def test_the_answer_has_the_same_shape_whether_somebody_is_known_or_not(signaal, ingelogd, baliemedewerker):
    client = ingelogd(baliemedewerker)
    pages, work = [], []
    for naam in (NAAM, "Onbekende Persoon"):
        with CaptureQueriesContext(connection) as counted:
            pages.append(client.post(URL, VRAAG | {"naam": naam}).content.decode())
        work.append(len(counted))
    assert work[0] == work[1]
    assert "Wij vonden geen aanwijzing" in pages[1] and "Wij vonden geen aanwijzing" not in pages[0]
    assert _shape(pages[0]) == _shape(pages[1])


def _shape(page: str) -> list[str]:
    return re.findall(r"<[a-z0-9]+", page)


@pytest.mark.parametrize("typed", ["S. van Dreigen", "S.P. Dreigen", "Sem Dreigen", "SEM VAN DREIGEN"])
def test_the_desk_finds_somebody_by_initial_and_surname_too(signaal, ingelogd, baliemedewerker, typed):
    page = ingelogd(baliemedewerker).post(URL, VRAAG | {"naam": typed}).content.decode()
    assert "Help deze persoon met twee collega" in page


@pytest.mark.parametrize(
    ("known", "typed"),
    [("Sem Dreigen", "Dreigen"), ("Sem Dreigen", "Tim Dreigen"), ("S. Dreigen", "T. Dreigen"), ("Sem", "")],
)
def test_another_first_name_or_a_surname_alone_is_somebody_else(known, typed):
    assert not balie.is_this_name(known, typed)


@pytest.mark.parametrize("wrong", [{"naam": "Sem"}, {"geboortedatum": "18-05-1980"}, {"naam": "123"}])
def test_only_exactly_this_person_has_an_instruction(signaal, ingelogd, baliemedewerker, wrong):
    assert "Wij vonden geen aanwijzing" in ingelogd(baliemedewerker).post(URL, VRAAG | wrong).content.decode()


def test_an_instruction_ends_on_its_day_or_when_it_is_withdrawn(signaal, bo, agnes):
    assert len(balie.look_up(NAAM, GEBOREN, by=bo)) == 1
    signaal.geldig_tot = timezone.localdate() - DAG
    signaal.save()
    assert balie.look_up(NAAM, GEBOREN, by=bo) == []
    signaal.geldig_tot = timezone.localdate()
    signaal.save()
    assert len(balie.look_up(NAAM, GEBOREN, by=bo)) == 1
    balie.withdraw(signaal.incident, signaal, by=agnes)
    assert balie.look_up(NAAM, GEBOREN, by=bo) == []


def test_every_question_is_counted_and_what_was_typed_is_kept_nowhere(signaal, bo):
    balie.look_up(NAAM, GEBOREN, by=bo)
    balie.look_up("Onbekende Persoon", GEBOREN, by=bo)
    assert [row.gevonden for row in Opzoeking.objects.order_by("pk")] == [signaal, None]
    lines = AuditRegel.objects.filter(verb="balie_opgezocht", user_id=bo.user.pk)
    assert [line.data for line in lines] == [{}, {}]
    assert balie.used_per_day(bo) == [(timezone.localdate(), 2)]


def test_of_a_hundred_tries_thirty_are_answered_and_the_coordinator_hears_once(
    signaal, ingelogd, baliemedewerker, agressiecoordinator
):
    client = ingelogd(baliemedewerker)
    OutboxRow.objects.all().delete()
    answers = [client.post(URL, VRAAG) for _ in range(100)]
    assert [a.status_code for a in answers] == [200] * 30 + [429] * 70
    assert "Vraag de coördinator agressie" in answers[-1].content.decode()
    assert "twee collega" not in answers[-1].content.decode()
    assert Opzoeking.objects.filter(geweigerd=False).count() == 30
    assert [row.payload["to"] for row in OutboxRow.objects.all()] == [[agressiecoordinator.email]]


def test_after_an_hour_one_may_ask_again_and_a_colleague_may_meanwhile(signaal, bo, agnes, settings):
    settings.GIR_BALIE_PER_UUR = 1
    balie.look_up(NAAM, GEBOREN, by=bo)
    with pytest.raises(balie.TeVaak):
        balie.look_up(NAAM, GEBOREN, by=bo)
    assert balie.look_up(NAAM, GEBOREN, by=agnes)
    Opzoeking.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert balie.look_up(NAAM, GEBOREN, by=bo)


def test_the_coordinator_sees_how_often_and_not_by_whom(
    signaal, bo, ingelogd, agressiecoordinator, baliemedewerker
):
    balie.look_up(NAAM, GEBOREN, by=bo)
    page = ingelogd(agressiecoordinator).get(URL).content.decode()
    assert "Zo vaak is er gezocht" in page and baliemedewerker.naam not in page


def test_the_desk_is_for_the_desk(ingelogd, collega, leidinggevende, beslisser, integriteitscoordinator):
    for user in (collega, leidinggevende, beslisser, integriteitscoordinator):
        assert ingelogd(user).get(URL).status_code == 404
        assert ingelogd(user).post(URL, VRAAG).status_code == 404


def test_another_organisation_is_told_nothing(signaal, buitenstaander):
    assert balie.look_up(NAAM, GEBOREN, by=access_of(buitenstaander)) == []


def test_an_instruction_lasts_no_longer_than_the_identity(meld, ken, agnes):
    incident = meld()
    person = ken(incident)
    with pytest.raises(ValidationError, match="wordt de identiteit verwijderd"):
        balie.set_signal(incident, person, "twee_personen", geldig_tot=person.bewaren_tot, by=agnes)
    with pytest.raises(ValidationError, match="verwijst"):
        balie.set_signal(incident, person, "vast_contact", geldig_tot=timezone.localdate(), by=agnes)


def test_without_a_date_of_birth_the_desk_finds_nobody_so_there_is_no_signal(meld, ken, agnes):
    incident = meld()
    person = ken(incident, geboortedatum=None)
    with pytest.raises(ValidationError, match="geboortedatum"):
        balie.set_signal(incident, person, "twee_personen", geldig_tot=timezone.localdate(), by=agnes)


def test_who_asks_too_often_is_kept_and_shown_to_the_coordinator_alone(
    bo, settings, ingelogd, agressiecoordinator, baliemedewerker
):
    settings.GIR_BALIE_PER_UUR = 1
    balie.look_up(NAAM, GEBOREN, by=bo)
    for _ in range(2):
        with pytest.raises(balie.TeVaak):
            balie.look_up(NAAM, GEBOREN, by=bo)
    assert balie.refused(bo) == [(timezone.localdate(), "Bo Balie", 2)]
    assert balie.used_per_day(bo) == [(timezone.localdate(), 1)]
    assert AuditRegel.objects.filter(verb="balie_geweigerd", user_id=bo.user.pk).count() == 2
    assert "2 keer geweigerd" in ingelogd(agressiecoordinator).get(URL).content.decode()
    assert "geweigerd" not in ingelogd(baliemedewerker).get(URL).content.decode()


def test_who_was_refused_does_not_lock_themselves_out_for_longer(bo, settings):
    settings.GIR_BALIE_PER_UUR = 1
    balie.look_up(NAAM, GEBOREN, by=bo)
    with pytest.raises(balie.TeVaak):
        balie.look_up(NAAM, GEBOREN, by=bo)
    Opzoeking.objects.filter(geweigerd=False).update(created_at=timezone.now() - timedelta(minutes=61))
    assert balie.look_up(NAAM, GEBOREN, by=bo) == []
