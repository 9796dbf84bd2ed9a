"""Who is told what of an incident, and when; and that no mail says what it is about."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from casework import reminders
from incidents.models import Incident, IncidentTermijn
from incidents.services import contact, gevolgen, intake, sporen, verdeling
from incidents.services.gevolgen import Gevolgen
from incidents.services.notices import whose_turn
from ledger.models import AuditRegel, OutboxRow
from organisations.models import User
from tests.conftest import access_of, let_stand_in

pytestmark = pytest.mark.services

ERNSTIG = ("slaan_schoppen",)


@pytest.fixture
def alone(meld) -> Callable[..., tuple[Incident, IncidentTermijn]]:
    """alone(**fields): an incident with one term that runs, that of the reaction."""

    def _alone(**fields) -> tuple[Incident, IncidentTermijn]:
        incident = meld(**fields)
        incident.termijnen.exclude(code="reactie_veroorzaker").update(gestopt_op=timezone.localdate())
        OutboxRow.objects.all().delete()
        return incident, incident.termijnen.get(gestopt_op=None)

    return _alone


def late(days: int, term: IncidentTermijn) -> None:
    reminders.remind(term.verloopt_op + timedelta(days=days))


def told(soort: str) -> list[str]:
    rows = OutboxRow.objects.filter(key__startswith=f"mail:{soort}:").order_by("pk")
    return [row.payload["to"][0] for row in rows]


def test_a_new_incident_is_told_to_the_leidinggevende_and_the_coordinator_at_once(
    meld, leidinggevende, agressiecoordinator, beslisser
):
    incident = meld()
    assert told("nieuw") == [agressiecoordinator.email] and told("contact") == [leidinggevende.email]
    body = OutboxRow.objects.get(key__startswith="mail:contact:").payload["body"]
    assert f"/agressie/taken/?incident={incident.kenmerk}" in body and "Neem vandaag contact op" in body
    assert "Meral" not in body and "gressie" not in body.replace("/agressie/", "")


def test_a_serious_one_is_told_to_the_direction_as_well(meld, leidinggevende, agressiecoordinator, beslisser):
    meld(gedragingen=ERNSTIG)
    assert beslisser.email in told("nieuw")


def test_of_an_ambtsdrager_the_griffier_hears_and_no_line_manager(
    meld_raadslid, griffier, agressiecoordinator, leidinggevende, beslisser
):
    meld_raadslid(gedragingen=("doodsbedreiging",))
    assert told("nieuw") == [griffier.email]


def test_before_it_is_late_who_must_act_is_warned_and_nobody_else(
    alone, leidinggevende, agressiecoordinator, beslisser
):
    _, term = alone()
    late(0, term)
    assert (told("waarschuwing"), told("te_laat")) == ([leidinggevende.email], [])


def test_on_the_first_day_late_only_who_must_act_hears(alone, leidinggevende, agressiecoordinator):
    _, term = alone()
    late(1, term)
    late(2, term)
    assert told("te_laat") == [leidinggevende.email]


def test_three_days_late_goes_to_the_coordinator_too(alone, leidinggevende, agressiecoordinator, beslisser):
    _, term = alone()
    for days in (1, 3, 4, 30):
        late(days, term)
    assert told("te_laat") == [leidinggevende.email, agressiecoordinator.email]


def test_a_serious_incident_goes_to_the_coordinator_on_the_same_day_and_to_the_direction_after_a_week(
    alone, leidinggevende, agressiecoordinator, beslisser
):
    _, term = alone(gedragingen=ERNSTIG)
    late(1, term)
    assert set(told("te_laat")) == {leidinggevende.email, agressiecoordinator.email}
    late(6, term)
    assert beslisser.email not in told("te_laat")
    for days in (7, 8):
        late(days, term)
    assert told("te_laat").count(beslisser.email) == 1 and len(told("te_laat")) == 3


def test_without_a_leidinggevende_the_coordinator_hears_once(alone, agressiecoordinator):
    incident, term = alone()
    Incident.objects.filter(pk=incident.pk).update(leidinggevende=None)
    for days in (1, 5):
        late(days, term)
    assert told("te_laat") == [agressiecoordinator.email]


def test_what_is_excluded_or_a_slachtoffer_never_hears_of_it(
    meld, leidinggevende, agressiecoordinator, tweede_agressiecoordinator
):
    incident = meld(uitgesloten=(leidinggevende,), door=None)
    assert incident.leidinggevende is None
    reminders.remind(timezone.localdate() + timedelta(days=30))
    assert leidinggevende.email not in told("nieuw") + told("contact") + told("te_laat")
    own = meld(door=agressiecoordinator)
    rows = OutboxRow.objects.filter(key__startswith=f"mail:nieuw:incident:{own.pk}:")
    theirs = [row.payload["to"][0] for row in rows]
    assert theirs == [tweede_agressiecoordinator.email]


def test_who_stands_in_is_told_too_when_they_may_open_it(
    alone, den_haag, leidinggevende, andere_leidinggevende
):
    incident, _ = alone()
    let_stand_in(leidinggevende, andere_leidinggevende, den_haag)
    assert set(whose_turn(incident)) == {leidinggevende, andere_leidinggevende}


def test_who_stands_in_for_the_direction_hears_of_a_serious_incident(
    meld, den_haag, leidinggevende, beslisser, andere_leidinggevende
):
    """At the report, and when it becomes serious later: only from then on they may open it."""
    let_stand_in(beslisser, andere_leidinggevende, den_haag)
    both = {beslisser.email, andere_leidinggevende.email}
    meld(gedragingen=ERNSTIG)
    assert both <= set(told("nieuw"))
    later = meld()
    OutboxRow.objects.all().delete()
    hurt = later.slachtoffers.get()
    gevolgen.update(later, hurt, Gevolgen(letsel="ziekenhuisopname"), by=access_of(leidinggevende))
    assert both == set(told("nieuw"))


def test_who_stands_in_for_the_slachtoffer_hears_nothing(
    meld, den_haag, leidinggevende, andere_leidinggevende, agressiecoordinator
):
    """A leidinggevende was hit; who replaces them must not read it, nor be the one to handle it."""
    incident = meld(door=leidinggevende)
    Incident.objects.filter(pk=incident.pk).update(leidinggevende=leidinggevende)
    incident.refresh_from_db()
    let_stand_in(leidinggevende, andere_leidinggevende, den_haag)
    assert whose_turn(incident) == [agressiecoordinator]


def test_a_leidinggevende_who_left_leaves_it_to_the_coordinator(alone, leidinggevende, agressiecoordinator):
    incident, _ = alone()
    User.objects.filter(pk=leidinggevende.pk).update(is_active=False)
    assert whose_turn(incident) == [agressiecoordinator]


SECRETS = ("hij kwam met een bijl", "dat was mijn schuld", "wij nemen dit hoog op", "let op de neef")


def test_no_mail_and_no_audit_line_holds_a_text_or_a_name(meld, melder, leidinggevende, agressiecoordinator):
    by = access_of(leidinggevende)
    incident = meld(beschrijving=SECRETS[0], gedragingen=("schelden",))
    contact.take_up(incident, by=by)
    intake.add(incident, SECRETS[1], by=access_of(melder))
    contact.send(incident, SECRETS[2], by=by)
    contact.write_note(incident, SECRETS[3], by=by)
    sporen.skip(incident, "politie", SECRETS[1], by=by)
    verdeling.hand_out(incident, by=access_of(agressiecoordinator), coordinator=agressiecoordinator)
    sporen.close_lightly(incident, SECRETS[2], by=by)
    sporen.reopen(incident, ["opvang"], SECRETS[3], by=access_of(agressiecoordinator))
    reminders.remind(timezone.localdate() + timedelta(days=20))
    texts = [f"{row.payload}" for row in OutboxRow.objects.all()]
    texts += [str(line.data) for line in AuditRegel.objects.all()]
    assert len(texts) > 10
    for secret in (*SECRETS, "Schelden", "schelden"):
        assert not [text for text in texts if secret in text]


def test_the_mail_to_the_reporter_does_not_name_the_incident(meld, melder, leidinggevende):
    incident = meld()
    contact.send(incident, "Hoe gaat het?", by=access_of(leidinggevende))
    (row,) = [row for row in OutboxRow.objects.all() if row.payload["to"] == [melder.email]]
    assert incident.kenmerk not in str(row.payload)
