"""Ways in which a zaak might still reach somebody who may not know of it, or the wrong judge: all shut."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.lifecycle import NotAllowed
from integrity.models import Melding, Uitsluiting, Zaak
from integrity.services import correctie, intake, onderzoek, people, triage, verloop
from ledger.models import OutboxRow
from organisations.roles import Rol
from reports import periods
from reports.loading.integriteit import load
from tests.conftest import access_of, hire, let_stand_in, toewijzen


def sees(user, zaak):
    return Zaak.objects.visible_to(access_of(user, zaak.organisation)).filter(pk=zaak.pk).exists()


@pytest.mark.parametrize("betreft", ["burgemeester", "dijkgraaf", "cdk"])
def test_who_directs_never_sees_a_zaak_about_such_a_person(dien_in, burgemeester, griffier, betreft):
    zaak = dien_in(betreft=betreft).zaak
    assert not sees(burgemeester, zaak) and sees(griffier, zaak)
    assert burgemeester.email not in str(list(OutboxRow.objects.values_list("payload", flat=True)))


def test_a_zaak_is_about_the_burgemeester_from_the_moment_such_a_melding_joins_it(
    dien_in, burgemeester, griffier
):
    target = dien_in(betreft="wethouder_gedeputeerde_db").zaak
    assert sees(burgemeester, target)
    triage.join(dien_in(betreft="burgemeester").zaak, target, by=access_of(griffier))
    assert not sees(burgemeester, target) and sees(griffier, target)


def test_correcting_whom_it_is_about_hands_the_zaak_over(zaak_in, rollen, griffier):
    zaak = zaak_in("in_de_lijn")
    key = f"melding-{zaak.meldingen.get().pk}-betreft"
    correctie.correct(zaak, key, "wethouder_gedeputeerde_db", reden="Vergissing.", by=rollen.coordinator)
    zaak.refresh_from_db()
    assert sees(griffier, zaak) and not sees(rollen.coordinator.user, zaak)
    assert (zaak.coordinator, zaak.leidinggevende) == (None, None)
    assert griffier.email in str(list(OutboxRow.objects.values_list("payload", flat=True)))


def test_a_correction_does_not_make_a_zaak_disappear_for_everybody(zaak_in, rollen):
    """Nobody here handles zaken about a bestuurder: it waits for the outside address."""
    zaak = zaak_in("beoordeling")
    key = f"melding-{zaak.meldingen.get().pk}-betreft"
    correctie.correct(zaak, key, "wethouder_gedeputeerde_db", reden="Fout.", by=rollen.coordinator)
    zaak.refresh_from_db()
    assert zaak.buitenadres_op is not None and not sees(rollen.coordinator.user, zaak)


def test_who_is_kept_out_of_a_zaak_does_not_see_the_signal_it_came_from(
    dien_in, coordinator, tweede_coordinator, ingelogd
):
    signal = dien_in(soort="signaal")
    made = intake.convert(signal, by=access_of(coordinator))
    onderzoek.add_person(
        made.zaak, by=access_of(coordinator), naam="T", betreft="medewerker", user=tweede_coordinator
    )
    browser = ingelogd(tweede_coordinator)
    assert browser.get(reverse("melding", args=[signal.kenmerk])).status_code == 404
    assert signal.kenmerk not in browser.get(reverse("meldingen")).content.decode()
    assert Melding.objects.visible_to(access_of(coordinator)).filter(pk=signal.pk).exists()


def test_who_is_kept_out_of_a_zaak_does_not_count_the_signal_it_came_from(
    den_haag, dien_in, coordinator, tweede_coordinator
):
    made = intake.convert(dien_in(soort="signaal"), by=access_of(coordinator))
    verloop.keep_out(made.zaak, tweede_coordinator, by=access_of(coordinator))
    today = timezone.localdate()
    for who, number in ((coordinator, 2), (tweede_coordinator, 0)):
        counted = Zaak.objects.counted_for(access_of(who))
        loaded = load(den_haag, periods.parse(str(today.year)), today, countable=counted)
        assert len(loaded.feiten.meldingen) == number


def away(user, stand_in, organisation):
    let_stand_in(user, stand_in, organisation, tot=timezone.localdate() + timedelta(days=5))


@pytest.mark.parametrize("ground", ["betrokkene", "uitgesloten"])
def test_a_coordinator_who_filed_it_and_is_kept_out_has_the_page_of_a_melder_alone(
    dien_in, coordinator, tweede_coordinator, ingelogd, ground
):
    mine = dien_in(melder=intake.Melder(user=coordinator))
    other, by = dien_in().zaak, access_of(tweede_coordinator)
    if ground == "betrokkene":
        onderzoek.add_person(mine.zaak, by=by, naam="C.", betreft="medewerker", user=coordinator)
    else:
        verloop.keep_out(mine.zaak, coordinator, grond=Uitsluiting.Grond.BELANG, by=by)
    browser = ingelogd(coordinator)
    assert browser.get(reverse("mijn_melding", args=[mine.kenmerk])).status_code == 200
    assert browser.get(reverse("zaak", args=[mine.zaak.kenmerk])).status_code == 404
    page = browser.get(reverse("werklijst")).content.decode()
    assert other.kenmerk in page and mine.zaak.kenmerk not in page


def test_standing_in_opens_nothing_from_which_the_absent_person_is_kept_out(
    zaak_in, rollen, den_haag, leidinggevende, coordinator, tweede_coordinator
):
    zaak, other = zaak_in("beoordeling"), zaak_in("beoordeling")
    verloop.keep_out(zaak, tweede_coordinator, by=rollen.coordinator)
    away(tweede_coordinator, leidinggevende, den_haag)
    assert not sees(leidinggevende, zaak) and sees(leidinggevende, other)
    away(tweede_coordinator, coordinator, den_haag)
    assert sees(coordinator, zaak), "who coordinates in person goes on"


def test_the_stand_in_of_who_proposed_a_drop_does_not_confirm_it(gang, den_haag, coordinator, onderzoeker):
    path = gang()
    path.acknowledge()
    path.propose_drop()
    away(coordinator, onderzoeker, den_haag)
    with pytest.raises(NotAllowed):
        triage.confirm_drop(path.zaak, by=access_of(onderzoeker, den_haag))


def test_who_took_in_a_melding_that_was_joined_does_not_judge(gang, den_haag, bevoegd_gezag):
    toewijzen(user=bevoegd_gezag, organisation=den_haag, rol=Rol.INTEGRITEITSCOORDINATOR)
    source, target = gang(), gang()
    intake.acknowledge(
        source.zaak, source.zaak.meldingen.get(), by=access_of(bevoegd_gezag), wijze="telefoon"
    )
    target.acknowledge()
    verloop.hand_out(target.zaak, by=target.rollen.coordinator, bevoegd_gezag=bevoegd_gezag)
    triage.join(source.zaak, target.zaak, by=source.rollen.coordinator)
    stored = Zaak.objects.get(pk=target.zaak.pk)
    assert stored.bevoegd_gezag is None
    assert bevoegd_gezag not in people.candidates(stored, "bevoegd_gezag")


def test_nobody_handles_or_judges_what_they_reported(dien_in, coordinator, tweede_coordinator):
    own = intake.Melder(user=coordinator, naam=coordinator.naam)
    melding = dien_in(melder=own, melderpositie="vertrouwelijk")
    with pytest.raises(NotAllowed):
        intake.acknowledge(melding.zaak, melding, by=access_of(coordinator), wijze="telefoon")
    intake.acknowledge(melding.zaak, melding, by=access_of(tweede_coordinator), wijze="telefoon")


def test_who_judges_a_zaak_is_not_its_second_reader(gang, den_haag):
    path = gang()
    path.acknowledge()
    secretaris = hire(den_haag, "Sam Secretaris", Rol.BEVOEGD_GEZAG, Rol.TWEEDE_LEZER)
    verloop.hand_out(path.zaak, by=path.rollen.coordinator, bevoegd_gezag=secretaris)
    path.propose_drop()
    with pytest.raises(NotAllowed):
        triage.confirm_drop(path.zaak, by=access_of(secretaris))


def test_the_vertrouwenspersoon_who_brought_it_in_has_no_part_in_it(den_haag, rollen):
    trusted = hire(den_haag, "Vera Onderzoekt", Rol.VERTROUWENSPERSOON, Rol.ONDERZOEKER)
    melding = intake.register(
        den_haag,
        intake.NieuweMelding(ontvangen_op=timezone.localdate(), kanaal="vertrouwenspersoon"),
        by=access_of(trusted),
    )
    assert trusted not in people.candidates(melding.zaak, "onderzoeker")
    assert rollen.onderzoeker.user in people.candidates(melding.zaak, "onderzoeker")


def test_who_judged_does_not_investigate_after_reopening(gang, den_haag, bevoegd_gezag):
    path = gang()
    path.to("gesloten")
    toewijzen(user=bevoegd_gezag, organisation=den_haag, rol=Rol.ONDERZOEKER)
    verloop.reopen(path.zaak, reden="Nieuwe feiten.", by=path.rollen.coordinator)
    stored = Zaak.objects.get(pk=path.zaak.pk)
    stored.bevoegd_gezag = None
    assert bevoegd_gezag not in people.candidates(stored, "onderzoeker")
