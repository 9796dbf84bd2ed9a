"""Who is told that something is asked of them, and that no mail says what it is about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework import reminders
from casework.notifications import BERICHTEN, notify
from integrity.lists import OrdemaatregelCode
from integrity.models import ZaakTermijn
from integrity.services import intake, oordeel, triage, verloop, zorg
from integrity.services.notices import whose_turn
from ledger.models import AuditRegel, OutboxRow, WachtendeRegel
from tests.conftest import let_stand_in

pytestmark = pytest.mark.services

# What must stand in no mail and in no audit line; each is put in a zaak somewhere on its path.
SECRETS = {
    "what happened": "een tas vol bankbiljetten",
    "who": "Hendrik-Jan van Opzij",
    "his work": "inkoopmedewerker zeldzame metalen",
    "what the melder added": "hij deed het weer op zondag",
    "what was answered": "wij nemen dit hoog op",
    "an internal note": "let op de neef",
    "a reason": "wegens een ziek familielid",
    "a talk": "hij barstte in tranen uit",
    "an improvement": "voortaan een kluis met twee sleutels",
    "a category": "nevenwerkzaamheden",
    "a category in words": "Nevenwerkzaamheden",
}


def mails(soort: str = ""):
    return list(OutboxRow.objects.filter(key__startswith=f"mail:{soort}").order_by("id"))


def addressees(soort: str = "") -> list[str]:
    return [row.payload["to"][0] for row in mails(soort)]


def everything_that_sends_mail(gang, procesbegeleider):
    """A zaak in which every verb that tells somebody something is done once; returns it."""
    told = {"beschrijving": SECRETS["what happened"], "wie": SECRETS["who"]}
    dropped = gang(days_ago=30, pace=1, **told)
    dropped.acknowledge()
    dropped.propose_drop()
    triage.refuse_drop(dropped.zaak, toelichting=SECRETS["a reason"], by=dropped.rollen.tweede_lezer)
    dropped.drop()
    verloop.reopen(dropped.zaak, reden=SECRETS["a reason"], by=dropped.rollen.coordinator)
    dropped.route("in_de_lijn")
    dropped.finish_lijn()

    path = gang(days_ago=60, pace=1, **told)
    by = path.rollen.coordinator
    melding = path.zaak.meldingen.get()
    path.acknowledge()
    verloop.hand_out(path.zaak, by=by, procesbegeleider=procesbegeleider)
    intake.add(melding, SECRETS["what the melder added"])
    zorg.tell_melder(path.zaak, melding, SECRETS["what was answered"], by=by)
    zorg.write_note(path.zaak, SECRETS["an internal note"], by=by)
    zorg.record_contact(path.zaak, "contact", bevinding=SECRETS["a talk"], by=by)
    path.route("vooronderzoek")
    path.start_onderzoek("vooronderzoek")
    path.finish_vooronderzoek("feitenonderzoek")
    path.start_onderzoek("feitenonderzoek")
    path.accuse(naam=SECRETS["who"])
    person, day, reden = path.zaak.betrokkenen.get(), path.zaak.status_sinds, SECRETS["a reason"]
    oordeel.keep_order(path.zaak, person, OrdemaatregelCode.SCHORSING, reden=reden, by=by, on=day)
    verloop.suspend(path.zaak, reden=SECRETS["a reason"], by=by)
    verloop.resume(path.zaak, by=by)
    term = path.zaak.termijnen.get(code="feitenonderzoek", gestopt_op=None)
    later = term.verloopt_op + timedelta(days=1)
    verloop.lengthen(path.zaak, term, later, reden=SECRETS["a reason"], by=by)
    path.meet_demands()
    path.hear()
    path.answer()
    path.finish_feitenonderzoek()
    path.judge()
    path.decide()
    zorg.add_improvement(path.zaak, SECRETS["an improvement"], eigenaar=SECRETS["who"], by=by)
    order = path.zaak.ordemaatregelen.get()
    oordeel.review_order(path.zaak, order, continues=False, reden=reden, by=by, on=day)
    path.close()
    intake.add(melding, SECRETS["what the melder added"])
    intake.withdraw(melding, SECRETS["a reason"])
    verloop.step_back(path.zaak, by=path.rollen.tweede_lezer)
    for days in (28, 400):
        reminders.remind(path.zaak.ontvangen_op + timedelta(days=days))
    return path


def test_every_mail_holds_a_link_and_a_term_and_nothing_of_what_it_is_about(gang, procesbegeleider, den_haag):
    everything_that_sends_mail(gang, procesbegeleider)
    kinds = {row.key.split(":")[1] for row in mails()}
    # of aggression, and for who supervises or has to see to it that somebody can handle it
    elsewhere = {"contact", "vraag", "nakijken", "niemand"}
    assert kinds == set(BERICHTEN) - elsewhere, "every kind of notice of this register was sent"
    for row in mails():
        text = f"{row.payload} {row.key}"
        assert not [what for what, secret in SECRETS.items() if secret in text], row.key
        lines = row.payload["body"].split("\n")
        assert lines[0].startswith("Beste ") and lines[-1] == f"GIR, {den_haag.naam}"
        assert len([line for line in lines if line.startswith("http://localhost:8000/")]) == 1
        assert len(lines) <= 8


def test_no_audit_line_holds_a_name_or_a_text(gang, procesbegeleider):
    everything_that_sends_mail(gang, procesbegeleider)
    assert AuditRegel.objects.count() > 30
    in_words = {what for what in SECRETS if not what.startswith("a category")}
    for line in [*AuditRegel.objects.all(), *WachtendeRegel.objects.all()]:
        text = str(line.data)
        assert not [what for what in in_words if SECRETS[what] in text], line


def test_the_mail_to_a_melder_does_not_name_the_melding(gang, melder):
    """A reference in a mailbox would tell that there is one."""
    path = gang()
    path.acknowledge()
    zorg.tell_melder(path.zaak, path.zaak.meldingen.get(), "Hallo", by=path.rollen.coordinator)
    (row,) = [row for row in mails() if row.payload["to"] == [melder.email]]
    for kenmerk in (path.zaak.kenmerk, path.zaak.meldingen.get().kenmerk):
        assert kenmerk not in str(row.payload)


def test_every_step_tells_its_next_person_where_a_change_is_really_committed(committed, gang):
    """Nothing wraps these calls in a transaction: each verb brings its own, with the notice inside."""
    path = gang()
    path.to("gesloten")
    assert set(addressees("taak")) >= {
        path.rollen.onderzoeker.user.email,
        path.rollen.bevoegd_gezag.user.email,
    }
    reminders.remind(timezone.localdate() + timedelta(days=40))
    assert addressees("te_laat") == [path.rollen.coordinator.user.email]


def test_who_is_no_longer_active_gets_no_mail(den_haag, collega, melder):
    collega.is_active = False
    collega.save()
    notify([collega, melder], "taak", path="/", key="a", organisation=den_haag)
    assert addressees() == [melder.email]


def test_the_same_notice_goes_to_each_person_once(den_haag, collega, melder):
    for _ in range(2):
        notify([collega, melder], "taak", path="/", key="a", organisation=den_haag)
    notify([collega], "taak", path="/", key="b", organisation=den_haag)
    assert addressees() == [collega.email, melder.email, collega.email]


# Whose turn it is


def test_it_is_the_turn_of_who_has_the_part_else_of_the_coordinator_else_of_all(gang, tweede_coordinator):
    path = gang()
    assert whose_turn(path.zaak) == [path.rollen.coordinator.user, tweede_coordinator]
    path.acknowledge()
    assert whose_turn(path.zaak) == [path.rollen.coordinator.user]
    path.route("feitenonderzoek")
    assert whose_turn(path.zaak) == [path.rollen.bevoegd_gezag.user]
    verloop.step_back(path.zaak, by=path.rollen.bevoegd_gezag)
    assert whose_turn(path.zaak) == [path.rollen.coordinator.user], "nobody has that part any more"


def test_a_part_of_somebody_who_left_falls_to_the_coordinator(gang):
    path = gang()
    path.to("vooronderzoek")
    gone = path.rollen.onderzoeker.user
    assert whose_turn(path.zaak) == [gone]
    gone.is_active = False
    gone.save()
    assert whose_turn(path.zaak) == [path.rollen.coordinator.user]


def test_who_stands_in_is_told_too_unless_kept_out(gang, den_haag, collega):
    path = gang()
    path.to("vooronderzoek")
    onderzoeker = path.rollen.onderzoeker.user
    let_stand_in(onderzoeker, collega, den_haag)
    assert set(whose_turn(path.zaak)) == {onderzoeker, collega}
    verloop.keep_out(path.zaak, collega, by=path.rollen.coordinator)
    assert whose_turn(path.zaak) == [onderzoeker]


# Reminders


def due(days=0):
    return reminders.remind(timezone.localdate() + timedelta(days=days))


def test_a_term_warns_once_and_is_reported_late_once(gang, coordinator, tweede_coordinator):
    gang()
    assert (due(3), len(mails("waarschuwing"))) == (0, 0)
    for _ in range(3):
        assert due(4) == 1
    assert addressees("waarschuwing") == [coordinator.email, tweede_coordinator.email]
    assert due(7) and not mails("te_laat"), "the last day is in time"
    for _ in range(3):
        due(8)
    assert addressees("te_laat") == [coordinator.email, tweede_coordinator.email]
    assert "De termijn is " in mails("te_laat")[0].payload["body"]


def test_a_term_that_stopped_or_stands_still_reminds_nobody(gang):
    path = gang()
    path.acknowledge()
    verloop.suspend(path.zaak, reden="", by=path.rollen.coordinator)
    ZaakTermijn.objects.filter(opgeschort_op=None).update(gestopt_op=timezone.localdate())
    assert ZaakTermijn.objects.exclude(opgeschort_op=None).exists()
    assert due(900) == 0


def test_a_term_with_a_later_end_warns_again_before_that_end(gang):
    path = gang()
    path.acknowledge()
    term = path.zaak.termijnen.get(code="beoordelen")
    due(13)
    assert len(mails(f"waarschuwing:termijn:integriteit:{term.pk}:")) == 1
    verloop.lengthen(
        path.zaak, term, term.verloopt_op + timedelta(days=30), reden="Druk.", by=path.rollen.coordinator
    )
    due(14)
    assert len(mails(f"waarschuwing:termijn:integriteit:{term.pk}:")) == 1
    due(42)
    assert len(mails(f"waarschuwing:termijn:integriteit:{term.pk}:")) == 2


def test_a_reminder_goes_to_who_must_end_that_term_and_not_to_who_has_the_next_action(gang, procesbegeleider):
    path = gang()
    path.to("feitenonderzoek")
    verloop.hand_out(path.zaak, by=path.rollen.coordinator, procesbegeleider=procesbegeleider)
    asked = {}
    for term in path.zaak.termijnen.filter(gestopt_op=None):
        OutboxRow.objects.all().delete()
        reminders.remind(term.verloopt_op + timedelta(days=1))
        asked[term.code] = addressees(f"te_laat:termijn:integriteit:{term.pk}:")
    onderzoeker = path.rollen.onderzoeker.user
    assert asked == {
        "feitenonderzoek": [onderzoeker.email],
        "terugkoppelen": [procesbegeleider.email],
        "benadelingscheck": [procesbegeleider.email],
    }


def test_the_check_on_the_melder_is_asked_also_after_closing(gang):
    path = gang()
    path.to("gesloten")
    due(31)
    assert addressees("te_laat") == [path.rollen.coordinator.user.email]
