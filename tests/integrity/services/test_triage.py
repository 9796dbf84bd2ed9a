"""What happens with a zaak: four eyes, the right people, and joining without leaving anything behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.lifecycle import IllegalTransition, Incomplete, NotAllowed
from integrity.lists import MaatregelCode, OrdemaatregelCode, Route, Uitstroomreden
from integrity.models import Betrokkene, Uitsluiting, Zaak
from integrity.services import intake, lijn, onderzoek, oordeel, triage, verloop
from integrity.services.people import candidates
from ledger.models import AuditRegel, OutboxRow
from organisations.roles import Rol
from tests.conftest import access_of, hire, toewijzen

today = timezone.localdate


# Four eyes


def test_who_proposes_to_drop_a_zaak_does_not_decide_on_it(gang):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    for decide in (triage.confirm_drop, lambda z, by: triage.refuse_drop(z, toelichting="Nee.", by=by)):
        with pytest.raises(NotAllowed):
            decide(path.zaak, by=path.rollen.coordinator)
    triage.confirm_drop(path.zaak, by=path.rollen.tweede_lezer)
    besluit = path.zaak.triagebesluiten.get()
    assert path.zaak.status == "niet_in_behandeling"
    assert (besluit.door, besluit.tweede_lezer) == (
        path.rollen.coordinator.user,
        path.rollen.tweede_lezer.user,
    )


def test_a_refused_proposal_leaves_the_zaak_where_it_was(gang):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    triage.refuse_drop(path.zaak, toelichting="Er is wel iets.", by=path.rollen.tweede_lezer)
    assert (path.zaak.status, path.zaak.voorgesteld_door) == ("beoordeling", None)
    assert not path.zaak.termijnen.filter(code="niet_in_behandeling", gestopt_op=None).exists()
    path.propose_drop()


def test_while_a_proposal_waits_no_route_is_chosen(gang):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    with pytest.raises(Incomplete, match="tweede lezer"):
        path.route(Route.EXTERN)
    with pytest.raises(Incomplete, match="tweede lezer"):
        path.propose_drop()


def test_the_melder_of_a_dropped_zaak_hears_why_and_gets_a_mail_that_says_nothing(gang, melder):
    path = gang()
    path.acknowledge()
    path.drop(Uitstroomreden.GEEN_VERMOEDEN)
    melding = path.zaak.meldingen.get()
    assert melding.teruggekoppeld_op == today()
    assert "geen vermoeden" in melding.berichten.get(van_melder=False).tekst
    assert not path.zaak.termijnen.filter(code="terugkoppelen", gestopt_op=None).exists()
    mail = OutboxRow.objects.get(key__startswith="mail:bericht:terugkoppeling:")
    assert mail.payload["to"] == [melder.email] and "vermoeden" not in str(mail.payload)


def test_what_was_going_on_in_a_dropped_zaak_ends_with_it(gang):
    for status in ("feitenonderzoek", "in_de_lijn"):
        path = gang()
        path.to(status)
        path.drop(Uitstroomreden.INGETROKKEN)
        assert not path.zaak.onderzoeken.filter(afgerond_op=None).exists()
        assert not path.zaak.lijnbehandelingen.filter(afgerond_op=None).exists()
        assert path.zaak.leidinggevende is None


# The right people


@pytest.mark.parametrize("deel", ["leidinggevende", "onderzoeker", "bevoegd_gezag", "procesbegeleider"])
def test_a_part_goes_to_who_holds_that_role_in_this_organisation(zaak_in, coordinator, collega, deel):
    zaak = zaak_in("beoordeling")
    with pytest.raises(ValidationError, match="kan deze rol in deze zaak niet hebben"):
        verloop.hand_out(zaak, by=access_of(coordinator), **{deel: collega})
    assert collega not in candidates(zaak, deel)


def test_the_onderzoeker_of_another_organisation_gets_no_part(zaak_in, coordinator, waterschap):
    outsider = hire(waterschap, "Otto Onderzoeker", Rol.ONDERZOEKER)
    with pytest.raises(ValidationError):
        verloop.hand_out(zaak_in("beoordeling"), by=access_of(coordinator), onderzoeker=outsider)


def test_who_is_kept_out_gets_no_part(zaak_in, coordinator, onderzoeker):
    zaak = zaak_in("beoordeling")
    verloop.keep_out(zaak, onderzoeker, by=access_of(coordinator))
    with pytest.raises(ValidationError):
        verloop.hand_out(zaak, by=access_of(coordinator), onderzoeker=onderzoeker)


def also(user, rol):
    toewijzen(user=user, organisation=user.home_organisation, rol=rol)
    return access_of(user)


def weigh(**fields):
    return triage.Beoordeling(motivering="Duidelijk.", conflict_nagegaan=True, misstand=False, **fields)


def test_who_took_the_zaak_in_is_never_asked_to_judge_it(gang, coordinator, tweede_coordinator):
    path = gang()
    path.acknowledge()
    both = also(coordinator, Rol.BEVOEGD_GEZAG)
    with pytest.raises(ValidationError, match="rol in deze zaak|oordeelt er niet over"):
        triage.judge(path.zaak, Route.EXTERN, weigh(bevoegd_gezag=coordinator), by=both)
    other = also(tweede_coordinator, Rol.BEVOEGD_GEZAG)
    with pytest.raises(ValidationError, match="oordeelt er niet over"):
        triage.judge(path.zaak, Route.EXTERN, weigh(bevoegd_gezag=tweede_coordinator), by=other)


def test_who_took_it_in_and_handed_it_on_still_never_judges(
    gang, coordinator, tweede_coordinator, bevoegd_gezag
):
    path = gang()
    path.acknowledge()
    path.route(Route.FEITENONDERZOEK)
    Zaak.objects.filter(pk=path.zaak.pk).update(ingenomen_door=None)
    verloop.hand_out(path.zaak, coordinator=tweede_coordinator, by=access_of(tweede_coordinator))
    also(coordinator, Rol.BEVOEGD_GEZAG)
    zaak = Zaak.objects.get(pk=path.zaak.pk)
    assert coordinator.pk in zaak.behandelaars
    assert coordinator not in candidates(zaak, "bevoegd_gezag")


def test_who_investigated_and_was_replaced_still_never_judges(gang, coordinator, onderzoeker, den_haag):
    path = gang()
    path.to("vooronderzoek")
    path.finish_vooronderzoek("feitenonderzoek")
    path.start_onderzoek("feitenonderzoek")
    other = hire(den_haag, "Nieuwe Onderzoeker", Rol.ONDERZOEKER)
    verloop.hand_out(path.zaak, onderzoeker=other, by=access_of(coordinator))
    path.zaak.onderzoeken.update(onderzoeker=other)
    also(onderzoeker, Rol.BEVOEGD_GEZAG)
    assert onderzoeker not in candidates(Zaak.objects.get(pk=path.zaak.pk), "bevoegd_gezag")


def test_who_judges_does_not_investigate(gang, bevoegd_gezag, coordinator):
    path = gang()
    path.acknowledge()
    path.route(Route.FEITENONDERZOEK)
    also(bevoegd_gezag, Rol.ONDERZOEKER)
    with pytest.raises(ValidationError):
        verloop.hand_out(path.zaak, onderzoeker=bevoegd_gezag, by=access_of(coordinator))


def test_an_onderzoeker_who_takes_over_declares_to_be_independent_first(gang, den_haag, coordinator):
    path = gang()
    path.acknowledge()
    path.investigate()
    other = hire(den_haag, "Nieuwe Onderzoeker", Rol.ONDERZOEKER)
    verloop.hand_out(path.zaak, onderzoeker=other, by=access_of(coordinator))
    with pytest.raises(Incomplete, match="onafhankelijk"):
        onderzoek.hear(path.zaak, by=access_of(other))
    onderzoek.declare_independence(path.zaak, by=access_of(other))
    onderzoek.hear(path.zaak, by=access_of(other))


def test_a_bevoegd_gezag_who_takes_over_declares_to_be_independent_too(gang, den_haag, coordinator):
    path = gang()
    path.acknowledge()
    path.investigate()
    other = hire(den_haag, "Nieuw Gezag", Rol.BEVOEGD_GEZAG)
    verloop.hand_out(path.zaak, bevoegd_gezag=other, by=access_of(coordinator))
    onderzoek.declare_independence(path.zaak, by=path.rollen.onderzoeker)
    with pytest.raises(Incomplete, match="onafhankelijk"):
        onderzoek.hear(path.zaak, by=path.rollen.onderzoeker)
    onderzoek.declare_independence(path.zaak, by=access_of(other))
    onderzoek.hear(path.zaak, by=path.rollen.onderzoeker)


def test_a_leidinggevende_gives_back_what_is_not_theirs(gang):
    path = gang()
    path.to("in_de_lijn")
    lijn.give_back(path.zaak, by=path.rollen.leidinggevende, reden="Niet mijn medewerker.")
    assert (path.zaak.status, path.zaak.leidinggevende) == ("beoordeling", None)
    with pytest.raises(NotAllowed):
        lijn.give_back(path.zaak, by=path.rollen.leidinggevende)


# Joining


@pytest.fixture
def two(gang):
    """Two zaken about the same facts, the second received later."""
    first, second = gang(days_ago=10, pace=1), gang(days_ago=5, pace=1)
    first.acknowledge()
    second.acknowledge()
    return first, second


def join(source, target, **fields):
    triage.join(source.zaak, target.zaak, by=source.rollen.coordinator, **fields)
    source.zaak.refresh_from_db()
    target.zaak.refresh_from_db()


def test_joining_moves_the_meldingen_and_their_terms_and_ends_the_emptied_zaak(two):
    first, second = two
    melding = second.zaak.meldingen.get()
    law = melding.termijnen.get(code="terugkoppelen")
    join(second, first)
    melding.refresh_from_db()
    law.refresh_from_db()
    assert (melding.zaak, melding.eigen_zaak, melding.gevoegd_op) == (first.zaak, second.zaak, today())
    assert (law.zaak, law.gestopt_op) == (first.zaak, None)
    assert (second.zaak.status, second.zaak.opgegaan_in, second.zaak.afgesloten_op) == (
        "gesloten",
        first.zaak,
        today(),
    )
    assert second.zaak.sluitingen.get().afgesloten_op == today()
    assert not second.zaak.termijnen.filter(gestopt_op=None).exists()
    assert AuditRegel.objects.get(verb="voegen").data["bij"] == first.zaak.pk
    assert AuditRegel.objects.get(verb="gevoegd").data == {"van": second.zaak.pk}


def test_feedback_to_the_melder_of_a_joined_melding_ends_its_own_three_months(two):
    first, second = two
    join(second, first)
    first.feed_back()
    assert not first.zaak.termijnen.filter(code="terugkoppelen", gestopt_op=None).exists()


def test_betrokkenen_keep_what_was_said_of_them_and_get_a_number_of_the_other_zaak(two):
    first, second = two
    first.accuse(naam="A. Eerst")
    second.accuse(naam="B. Tweede")
    join(second, first)
    people = {b.nummer: b.naam for b in first.zaak.betrokkenen.all()}
    assert people == {1: "A. Eerst", 2: "B. Tweede"}
    assert {a.zaak for b in first.zaak.betrokkenen.all() for a in b.aantijgingen.all()} == {first.zaak}
    assert not second.zaak.betrokkenen.exists() and not second.zaak.aantijgingen.exists()


def test_two_unknown_offenders_become_one_with_all_that_was_decided_about_them(two):
    first, second = two
    for path in two:
        onderzoek.add_person(
            path.zaak, by=path.rollen.coordinator, onbekend=True, vermoede_categorie="lekken"
        )
    unknown = second.zaak.betrokkenen.get()
    oordeel.keep_order(
        second.zaak,
        unknown,
        OrdemaatregelCode.AUTORISATIES_INGETROKKEN,
        reden="Tot het duidelijk is.",
        by=second.rollen.coordinator,
    )
    same = {"maatregel": MaatregelCode.GESPREK, "opgelegd_op": today()}
    for path in two:
        path.zaak.maatregelen.create(betrokkene=path.zaak.betrokkenen.get(), **same)
    second.zaak.maatregelen.create(betrokkene=unknown, maatregel="werkafspraken", opgelegd_op=today())
    join(second, first)
    one = first.zaak.betrokkenen.get()
    assert (one.aantijgingen.count(), one.ordemaatregelen.count(), one.maatregelen.count()) == (2, 1, 2)
    assert first.zaak.maatregelen.count() == 2 and first.zaak.ordemaatregelen.count() == 1


def test_an_ordemaatregel_goes_along_and_is_looked_at_in_time(two):
    first, second = two
    second.accuse()
    oordeel.keep_order(
        second.zaak,
        second.zaak.betrokkenen.get(),
        OrdemaatregelCode.OP_NON_ACTIEF,
        reden="Rust.",
        by=second.rollen.coordinator,
        on=today() - timedelta(days=1),
    )
    join(second, first)
    term = first.zaak.termijnen.get(code="ordemaatregel", gestopt_op=None)
    assert term.verloopt_op == today() + timedelta(days=27)


def test_who_may_not_see_the_one_may_not_see_the_other(two, den_haag, tweede_coordinator, coordinator):
    first, second = two
    third = hire(den_haag, "Derde Coordinator", Rol.INTEGRITEITSCOORDINATOR)
    verloop.keep_out(first.zaak, third, by=access_of(coordinator))
    verloop.hand_out(first.zaak, coordinator=tweede_coordinator, by=access_of(coordinator))
    Uitsluiting.objects.create(zaak=second.zaak, user=tweede_coordinator, grond=Uitsluiting.Grond.MELDER)
    join(second, first)
    for user in (third, tweede_coordinator):
        assert not Zaak.objects.visible_to(access_of(user)).exists()
    assert first.zaak.coordinator is None, "who may not see it has no part in it"
    assert first.zaak.uitsluitingen.get(user=tweede_coordinator).grond == Uitsluiting.Grond.MELDER


def test_who_is_kept_out_later_no_longer_sees_the_emptied_zaak_either(two, den_haag, tweede_coordinator):
    first, second = two
    join(second, first)
    assert Zaak.objects.visible_to(access_of(tweede_coordinator)).count() == 2
    onderzoek.add_person(first.zaak, by=first.rollen.coordinator, user=tweede_coordinator, naam="T.")
    assert not Zaak.objects.visible_to(access_of(tweede_coordinator)).exists()


def test_two_zaken_that_nobody_here_may_see_together_go_to_the_outside_address(
    two, coordinator, tweede_coordinator, buitenadres, den_haag
):
    first, second = two
    verloop.keep_out(first.zaak, tweede_coordinator, by=access_of(coordinator))
    Uitsluiting.objects.create(zaak=second.zaak, user=coordinator, grond=Uitsluiting.Grond.BELANG)
    outside = access_of(buitenadres, den_haag)
    assert not Zaak.objects.visible_to(outside).exists()
    triage.join(second.zaak, first.zaak, by=access_of(tweede_coordinator))
    assert Zaak.objects.visible_to(outside).filter(pk=first.zaak.pk).exists()
    for user in (coordinator, tweede_coordinator):
        assert not Zaak.objects.visible_to(access_of(user)).filter(pk=first.zaak.pk).exists()


def test_a_zaak_is_joined_to_an_open_one_of_its_own_kind_and_organisation_only(
    two, zaak_in, dien_in, waterschap
):
    first, second = two
    by = second.rollen.coordinator
    with pytest.raises(ValidationError, match="bij zichzelf"):
        triage.join(second.zaak, second.zaak, by=by)
    with pytest.raises(ValidationError, match="niet meer open"):
        triage.join(second.zaak, zaak_in("gesloten"), by=by)
    for other in (dien_in(organisation=waterschap), dien_in(betreft="burgemeester")):
        with pytest.raises(NotAllowed):
            triage.join(second.zaak, other.zaak, by=by)
    with pytest.raises(IllegalTransition):
        triage.join(zaak_in("feitenonderzoek"), first.zaak, by=by)


def test_what_was_closed_a_moment_ago_is_no_target(two):
    """The page was fetched while it was still open."""
    first, second = two
    stale = Zaak.objects.get(pk=first.zaak.pk)
    Zaak.objects.filter(pk=first.zaak.pk).update(status="gesloten", afgesloten_op=today())
    with pytest.raises(ValidationError, match="niet meer open"):
        triage.join(second.zaak, stale, by=second.rollen.coordinator)


def test_an_emptied_zaak_is_not_opened_again(two):
    first, second = two
    join(second, first)
    with pytest.raises(Incomplete, match="opgegaan"):
        verloop.reopen(second.zaak, reden="Vergissing.", by=second.rollen.coordinator)
    assert Betrokkene.objects.filter(zaak=second.zaak).count() == 0
    assert intake.add(first.zaak.meldingen.last(), "Nog iets.").melding.zaak == first.zaak
