"""Closing, reopening, waiting for the police, longer terms, keeping people out; and the care that goes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from integrity.lists import Bewaarklasse, ContactSoort, Route, Uitstroomreden
from integrity.models import Uitsluiting, Zaak
from integrity.services import intake, onderzoek, oordeel, verloop, zorg
from ledger.models import AuditRegel, OutboxRow
from organisations.roles import Rol
from tests.conftest import access_of, hire

today = timezone.localdate


def ago(days):
    return today() - timedelta(days=days)


def running(zaak):
    return set(zaak.termijnen.filter(gestopt_op=None).values_list("code", flat=True))


# Closing


def test_a_zaak_is_not_closed_without_saying_how_long_it_is_kept(gang):
    path = gang()
    path.to("nazorg")
    path.feed_back()
    with pytest.raises(ValidationError, match="bewaard"):
        verloop.close(path.zaak, by=path.rollen.coordinator)
    verloop.close(path.zaak, bewaarklasse=Bewaarklasse.SANCTIE, by=path.rollen.coordinator)
    assert (path.zaak.bewaarklasse, path.zaak.afgesloten_op) == ("sanctie", today())
    assert path.zaak.sluitingen.get().afgesloten_op == today()


def test_a_zaak_is_not_closed_before_the_melder_heard_and_every_improvement_has_an_owner(gang):
    path = gang()
    path.to("nazorg")
    action = zorg.add_improvement(path.zaak, "Twee mensen tekenen.", by=path.rollen.coordinator)
    with pytest.raises(Incomplete) as refused:
        verloop.close(path.zaak, bewaarklasse="sanctie", by=path.rollen.coordinator)
    assert refused.value.messages == [
        "Koppel eerst terug aan de melder.",
        "Er is een verbeteractie zonder eigenaar.",
    ]
    zorg.update_improvement(path.zaak, action, eigenaar="Inkoop", by=path.rollen.coordinator)
    path.close()


def test_after_closing_only_the_care_for_the_melder_goes_on(zaak_in):
    assert running(zaak_in("gesloten")) == {"benadelingscheck"}


def test_feedback_ends_the_three_months_of_that_melding(gang):
    path = gang()
    path.to("nazorg")
    assert "terugkoppelen" in running(path.zaak)
    path.feed_back()
    assert "terugkoppelen" not in running(path.zaak)
    melding = path.zaak.meldingen.get()
    assert melding.teruggekoppeld_op == today()
    assert melding.terugkoppelingen.get().tekst == melding.berichten.get().tekst


# Reopening


def test_reopening_a_dropped_zaak_lets_the_drop_lapse(gang):
    path = gang(days_ago=10, pace=1)
    path.acknowledge()
    path.drop(Uitstroomreden.GEEN_VERMOEDEN)
    dropped_on = path.zaak.status_sinds
    verloop.reopen(path.zaak, reden="Nieuwe feiten.", by=path.rollen.coordinator)
    assert (path.zaak.status, path.zaak.heropend) == ("beoordeling", True)
    assert path.zaak.triagebesluiten.get().vervallen_op == today()
    sluiting = path.zaak.sluitingen.get()
    assert (sluiting.uitgestroomd_op, sluiting.heropend_op) == (dropped_on, today())
    assert sluiting.heropen_reden == "Nieuwe feiten."


def test_reopening_a_closed_zaak_leaves_its_first_route(gang):
    path = gang()
    path.to("gesloten")
    verloop.reopen(path.zaak, reden="Nieuwe feiten.", by=path.rollen.coordinator)
    assert (path.zaak.afgesloten_op, path.zaak.bewaarklasse) == (None, "")
    assert path.zaak.triagebesluiten.get().vervallen_op is None
    assert "beoordelen" in running(path.zaak)


def test_a_reopened_zaak_can_be_handled_in_the_line_and_closed_again(gang):
    """An aantijging that was added is not judged in the line: that doesn't keep the zaak open for ever."""
    path = gang(days_ago=60, pace=1)
    path.to("gesloten")
    verloop.reopen(path.zaak, reden="Nieuwe feiten.", by=path.rollen.coordinator, on=ago(20))
    path.accuse(naam="Iemand anders")
    path.zaak.refresh_from_db()
    path.route(Route.IN_DE_LIJN)
    path.finish_lijn()
    path.close()
    assert path.zaak.sluitingen.count() == 2
    assert path.zaak.sluitingen.filter(heropend_op=None).count() == 1


# Waiting


def test_suspending_moves_the_ends_but_not_those_of_the_law(gang):
    path = gang(days_ago=30, pace=1)
    path.to("beoordeling")
    before = {t.code: t.verloopt_op for t in path.zaak.termijnen.filter(gestopt_op=None)}
    verloop.suspend(path.zaak, reden="Het OM vraagt dit.", by=path.rollen.coordinator, on=ago(8))
    assert path.zaak.termijn_code == "benadelingscheck", "care goes on"
    with pytest.raises(IllegalTransition, match="opgeschort"):
        path.route(Route.EXTERN)
    verloop.resume(path.zaak, by=path.rollen.coordinator)
    moved = {
        t.code: (t.verloopt_op - before[t.code]).days for t in path.zaak.termijnen.filter(gestopt_op=None)
    }
    assert moved == {"beoordelen": 8, "terugkoppelen": 0, "benadelingscheck": 0}
    assert path.zaak.opgeschort_op is None


def test_when_it_is_no_misstand_the_three_months_are_not_of_the_law(gang):
    path = gang()
    path.to("extern")
    assert not path.zaak.termijnen.get(code="terugkoppelen").wettelijk
    assert path.zaak.termijnen.get(code="bevestigen").wettelijk


def test_acknowledging_while_the_zaak_stands_still_starts_no_clock(gang):
    path = gang(days_ago=5)
    verloop.suspend(path.zaak, reden="", by=path.rollen.coordinator)
    path.acknowledge()
    assert path.zaak.termijnen.get(code="beoordelen").opgeschort_op is not None


def test_a_zaak_is_resumed_once_and_not_before_it_stood_still(gang):
    path = gang(days_ago=5)
    verloop.suspend(path.zaak, reden="", by=path.rollen.coordinator, on=ago(2))
    with pytest.raises(ValidationError, match="voor het begin"):
        verloop.resume(path.zaak, by=path.rollen.coordinator, on=ago(3))
    verloop.resume(path.zaak, by=path.rollen.coordinator)
    with pytest.raises(Incomplete, match="niet opgeschort"):
        verloop.resume(path.zaak, by=path.rollen.coordinator)


# Longer terms


def test_a_longer_term_has_a_reason_that_the_melder_reads(gang, melder):
    path = gang(days_ago=10, pace=1)
    path.to("feitenonderzoek")
    term = path.zaak.termijnen.get(code="feitenonderzoek")
    was, until = term.verloopt_op, term.verloopt_op + timedelta(days=28)
    verloop.lengthen(path.zaak, term, until, reden="Er zijn veel stukken.", by=path.rollen.bevoegd_gezag)
    term.refresh_from_db()
    assert (term.verloopt_op, term.waarschuwen_op) == (until, until - timedelta(days=3))
    assert "veel stukken" in path.zaak.meldingen.get().berichten.get().tekst
    line = AuditRegel.objects.get(verb="termijn_verlengen").data
    assert line == {"termijn": "feitenonderzoek", "was": str(was), "wordt": str(until)}
    mail = OutboxRow.objects.get(key__startswith="mail:bericht:verlengd:")
    assert mail.payload["to"] == [melder.email] and "stukken" not in str(mail.payload)


def test_a_term_is_not_shortened_and_one_of_the_law_not_lengthened(gang):
    path = gang()
    path.acknowledge()
    own, law = (path.zaak.termijnen.get(code=code) for code in ("beoordelen", "terugkoppelen"))
    for term, until in (
        (own, own.verloopt_op),
        (own, own.verloopt_op - timedelta(days=1)),
        (law, law.verloopt_op + timedelta(days=9)),
        (path.zaak.termijnen.get(code="bevestigen"), today() + timedelta(days=99)),
    ):
        with pytest.raises(ValidationError):
            verloop.lengthen(path.zaak, term, until, reden="Zo.", by=path.rollen.coordinator)


# Keeping out


def test_who_is_kept_out_has_no_part_any_more_and_sees_nothing(gang, onderzoeker):
    path = gang()
    path.to("feitenonderzoek")
    verloop.keep_out(path.zaak, onderzoeker, by=path.rollen.coordinator)
    assert path.zaak.onderzoeker is None
    assert not Zaak.objects.visible_to(access_of(onderzoeker)).exists()


def test_a_proposal_of_who_is_kept_out_lapses(gang):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    verloop.keep_out(path.zaak, path.rollen.coordinator.user, by=path.rollen.tweede_lezer)
    assert path.zaak.voorgesteld_door is None
    assert not path.zaak.uitstroomvoorstellen.filter(beslist_op=None).exists()


@pytest.mark.parametrize("leave", ["step_back", "keep_out"])
def test_when_no_coordinator_is_left_the_outside_address_has_the_zaak(
    zaak_in, coordinator, tweede_coordinator, buitenadres, den_haag, leave
):
    zaak = zaak_in("beoordeling")
    verloop.step_back(zaak, by=access_of(tweede_coordinator))
    about = {"user": coordinator} if leave == "keep_out" else {}
    getattr(verloop, leave)(zaak, by=access_of(coordinator), **about)
    assert not Zaak.objects.visible_to(access_of(coordinator)).exists()
    outside = access_of(buitenadres, den_haag)
    assert Zaak.objects.visible_to(outside).get() == zaak
    assert OutboxRow.objects.filter(payload__to=[buitenadres.email]).exists()
    verloop.hand_out(zaak, by=outside, coordinator=buitenadres)
    assert zaak.coordinator == buitenadres


def test_the_last_coordinator_becomes_a_betrokkene_and_the_outside_address_has_the_zaak(
    zaak_in, onderzoeker, coordinator, tweede_coordinator, buitenadres, den_haag
):
    zaak = zaak_in("vooronderzoek")
    verloop.step_back(zaak, by=access_of(tweede_coordinator))
    onderzoek.add_person(zaak, user=coordinator, naam="C.", by=access_of(onderzoeker))
    assert zaak.coordinator is None
    assert not Zaak.objects.visible_to(access_of(coordinator)).exists()
    assert Zaak.objects.visible_to(access_of(buitenadres, den_haag)).get() == zaak


def test_who_steps_back_is_seen_by_the_other_coordinators(gang, den_haag):
    hire(den_haag, "Derde Coordinator", Rol.INTEGRITEITSCOORDINATOR)
    path = gang()
    path.to("feitenonderzoek")
    before = set(OutboxRow.objects.values_list("key", flat=True))
    verloop.step_back(path.zaak, by=path.rollen.onderzoeker)
    verloop.step_back(path.zaak, by=path.rollen.bevoegd_gezag)
    mails = OutboxRow.objects.exclude(key__in=before)
    assert mails.count() == 6, "three coördinatoren, for each of the two"
    assert path.zaak.uitsluitingen.filter(grond=Uitsluiting.Grond.ZELF).count() == 2
    with pytest.raises(NotAllowed):
        verloop.step_back(path.zaak, by=path.rollen.onderzoeker)


# Care


def test_the_melder_is_asked_how_they_fare_after_30_90_180_and_365_days(gang):
    path = gang(days_ago=400)
    received = path.zaak.ontvangen_op
    asked = []
    while path.zaak.termijnen.filter(code="benadelingscheck", gestopt_op=None).exists():
        due = path.zaak.termijnen.get(code="benadelingscheck", gestopt_op=None).verloopt_op
        asked.append((due - received).days)
        zorg.record_contact(
            path.zaak,
            ContactSoort.BENADELINGSCHECK,
            bevinding="Gaat goed.",
            by=path.rollen.coordinator,
            on=due,
        )
    assert asked == [30, 90, 180, 365]
    assert path.zaak.contactmomenten.count() == 4


@pytest.mark.parametrize(("held", "following"), [(28, 90), (30, 90), (95, 180), (200, 365)])
def test_a_check_that_is_early_counts_and_one_that_is_late_is_not_made_up_for(gang, held, following):
    path = gang(days_ago=210)
    received = path.zaak.ontvangen_op
    zorg.record_contact(
        path.zaak,
        ContactSoort.BENADELINGSCHECK,
        bevinding="Gaat goed.",
        by=path.rollen.coordinator,
        on=received + timedelta(days=held),
    )
    term = path.zaak.termijnen.get(code="benadelingscheck", gestopt_op=None)
    assert (term.verloopt_op - received).days == following


def test_another_contact_leaves_the_check_waiting(gang):
    path = gang(days_ago=10)
    zorg.record_contact(path.zaak, ContactSoort.CONTACT, bevinding="Gebeld.", by=path.rollen.coordinator)
    assert (
        path.zaak.termijnen.get(code="benadelingscheck", gestopt_op=None).verloopt_op - today()
    ).days == 20


def test_a_message_to_an_unknown_melder_goes_nowhere(gang):
    path = gang(melderpositie="anoniem")
    path.acknowledge()
    with pytest.raises(Incomplete, match="geen melder bekend"):
        zorg.tell_melder(path.zaak, path.zaak.meldingen.get(), "Hallo", by=path.rollen.coordinator)
    assert intake.next_check(path.zaak.meldingen.get(), ago(-400)) is None


def test_what_stands_beside_the_way_may_have_happened_before_the_last_step(gang):
    path = gang(days_ago=30, pace=10)
    path.to("beoordeling")
    oordeel.record_criminal(path.zaak, "aangifte", by=path.rollen.coordinator, on=ago(28))
    with pytest.raises(ValidationError, match="dag van ontvangst"):
        oordeel.record_criminal(path.zaak, "aangifte", by=path.rollen.coordinator, on=ago(31))


def test_a_zaak_is_not_closed_while_an_ordemaatregel_runs(gang):
    path = gang()
    path.to("nazorg")
    path.feed_back()
    order = oordeel.keep_order(
        path.zaak, path.zaak.betrokkenen.get(), "op_non_actief", reden="Rust.", by=path.rollen.bevoegd_gezag
    )
    with pytest.raises(Incomplete, match="ordemaatregel"):
        verloop.close(path.zaak, bewaarklasse="sanctie", by=path.rollen.coordinator)
    oordeel.review_order(path.zaak, order, continues=False, reden="Klaar.", by=path.rollen.bevoegd_gezag)
    verloop.close(path.zaak, bewaarklasse="sanctie", by=path.rollen.coordinator)
    assert path.zaak.status == "gesloten"


def test_a_zaak_is_not_closed_before_what_was_done_in_it(gang):
    path = gang(days_ago=40, pace=1)
    path.to("nazorg")
    path.feed_back()
    path.zaak.maatregelen.update(opgelegd_op=timezone.localdate())
    with pytest.raises(ValidationError, match="de sluiting voor een maatregel"):
        path.close()


def test_a_melder_is_given_feedback_once_and_only_from_their_own_zaak(gang):
    path, other = gang(), gang()
    for one in (path, other):
        one.acknowledge()
    second = other.zaak.meldingen.get()
    with pytest.raises(ValidationError, match="hoort niet"):
        zorg.feed_back(path.zaak, second, "Gedaan.", wijze="brief", by=path.rollen.coordinator)
    path.zaak.meldingen.add(second)
    path.feed_back()
    with pytest.raises(Incomplete):
        zorg.feed_back(path.zaak, second, "Nog eens.", wijze="brief", by=path.rollen.coordinator)
    path.zaak.meldingen.exclude(pk=second.pk).update(teruggekoppeld_op=None)
    with pytest.raises(ValidationError, match="al teruggekoppeld"):
        zorg.feed_back(path.zaak, second, "Nog eens.", wijze="brief", by=path.rollen.coordinator)


def test_after_reopening_the_melder_is_owed_an_answer_again(gang):
    path = gang()
    path.to("gesloten")
    verloop.reopen(path.zaak, reden="Er is meer.", by=path.rollen.coordinator)
    melding = path.zaak.meldingen.get()
    assert melding.teruggekoppeld_op is None and melding.terugkoppelingen.count() == 1
    term = path.zaak.termijnen.get(code="terugkoppelen", gestopt_op=None)
    assert (term.gestart_op, term.wettelijk) == (today(), False)


def test_care_for_the_melder_goes_on_while_the_zaak_waits(gang):
    path = gang()
    path.to("vooronderzoek")
    verloop.suspend(path.zaak, reden="Het OM vraagt te wachten.", by=path.rollen.coordinator)
    still = set(path.zaak.termijnen.filter(opgeschort_op__isnull=False).values_list("code", flat=True))
    assert "vooronderzoek" in still and "benadelingscheck" not in still
