"""The track organisatie has a clock: within four weeks it was looked at what there is to learn."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident, IncidentTermijn
from incidents.services import correctie, intake, notices, sporen
from incidents.services.intake import NieuwIncident
from ledger.actors import IMPORT
from organisations.models import TermijnInstelling
from tests.conftest import access_of

DAG = timedelta(days=1)


def clock(incident: Incident) -> IncidentTermijn | None:
    return incident.termijnen.filter(code="lessen", gestopt_op=None).first()


def test_it_runs_from_the_report_for_four_weeks_or_as_long_as_the_organisation_says(meld, den_haag):
    assert clock(meld(days_ago=3)).verloopt_op == timezone.localdate() + 25 * DAG
    TermijnInstelling.objects.create(
        organisation=den_haag, register="agressie", code="lessen", aantal=10, eenheid="dagen"
    )
    assert clock(meld()).verloopt_op == timezone.localdate() + 10 * DAG


def test_it_stops_with_the_track_and_starts_again_with_it(meld, leidinggevende):
    by = access_of(leidinggevende)
    done, skipped = meld(), meld()
    sporen.finish(done, "organisatie", by=by)
    sporen.skip(skipped, "organisatie", "Niets te leren.", by=by)
    assert clock(done) is None and clock(skipped) is None
    sporen.reopen_track(done, "organisatie", by=by)
    assert clock(done).gestart_op == timezone.localdate()


def test_an_import_starts_none(den_haag):
    day = timezone.localdate() - DAG
    new = NieuwIncident(voorval_op=day, gemeld_op=day, hoofdcategorie="non_verbaal")
    assert clock(intake.register(den_haag, new, by=IMPORT)) is None


def test_hinderlijk_contact_has_it_so_that_one_clock_runs(meld):
    incident = meld(soort="hinderlijk_contact", gedragingen=())
    assert list(incident.termijnen.values_list("code", flat=True)) == ["lessen"]


def test_it_follows_a_corrected_day_of_the_report(meld, agressiecoordinator):
    incident = meld(days_ago=3)
    day = timezone.localdate() - 2 * DAG
    correctie.correct(incident, "ontvangen_op", day, reden="Verkeerd.", by=access_of(agressiecoordinator))
    assert clock(incident).gestart_op == day


def test_late_it_goes_to_who_handles_it_and_to_who_coordinates(
    meld, leidinggevende, agressiecoordinator, mails_to
):
    incident = meld()
    incident.termijnen.exclude(code="lessen").update(gestopt_op=timezone.localdate())
    before = len(mails_to(agressiecoordinator))
    notices.remind(timezone.localdate() + 20 * DAG)
    assert "Een termijn loopt bijna af" not in mails_to(leidinggevende)
    notices.remind(timezone.localdate() + 21 * DAG)
    assert mails_to(leidinggevende)[-1] == "Een termijn loopt bijna af"
    notices.remind(timezone.localdate() + 32 * DAG)
    assert mails_to(leidinggevende)[-1] == "Een termijn is verlopen"
    assert mails_to(agressiecoordinator)[before:] == ["Een termijn is verlopen"]


def test_its_task_opens_the_page_that_ends_the_track(meld, leidinggevende, ingelogd):
    incident = meld()
    sporen.skip(incident, "politie", "Niet nodig.", by=access_of(leidinggevende))
    client = ingelogd(leidinggevende)
    task = client.get(reverse("agressie_taken")).context["eigen"][0].taken[2]
    assert task.termijn.label == "Lessen en verbeteracties"
    form = client.get(task.url).context["form"]
    assert (form.verb, form["soort"].value()) == ("spoor_afronden", "organisatie")


def test_the_list_of_terms_explains_it(ingelogd, beheerder):
    page = ingelogd(beheerder).get(reverse("termijnen")).content.decode()
    assert "Lessen en verbeteracties" in page
    assert "4 weken na de melding is bekeken wat de organisatie leert." in page
