"""A melding comes in: once, with its terms, and nobody learns of it who should not."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from casework import concepten
from casework.lifecycle import Incomplete
from integrity.lists import Betreft, Compartiment, Kanaal, Melderpositie, Soort
from integrity.models import MelderIdentiteit, Melding, MeldingConcept, Uitsluiting, Zaak
from integrity.services import intake
from ledger import audit
from ledger.actors import IMPORT, MELDER
from ledger.models import AuditRegel, OutboxRow, WachtendeRegel
from ledger.rowsecurity import in_person
from organisations.models import Afwezigheid
from organisations.roles import Rol
from tests.conftest import access_of, hire, let_stand_in

today = timezone.localdate


def new(**fields) -> intake.NieuweMelding:
    return intake.NieuweMelding(
        **(
            {
                "ontvangen_op": today(),
                "kanaal": Kanaal.PORTAAL,
                "melderpositie": Melderpositie.OPEN,
                "betreft": "medewerker",
                "beschrijving": "Een collega werkt in werktijd voor een eigen bedrijf.",
            }
            | fields
        )
    )


def mailed(soort: str = "") -> list[str]:
    rows = OutboxRow.objects.filter(key__startswith=f"mail:{soort}").order_by("id")
    return [row.payload["to"][0] for row in rows]


def test_a_melding_opens_a_zaak_and_an_adviesvraag_or_signaal_does_not(den_haag, coordinator):
    assert intake.register(den_haag, new(), by=MELDER).zaak.status == "ontvangen"
    for soort in (Soort.ADVIESVRAAG, Soort.SIGNAAL):
        assert intake.register(den_haag, new(soort=soort), by=MELDER).zaak is None
    assert Zaak.objects.count() == 1
    assert mailed("nieuw") == [coordinator.email] * 3


def test_a_melding_of_tomorrow_is_refused_and_nothing_of_it_stays(den_haag):
    with pytest.raises(ValidationError, match="toekomst"):
        intake.register(den_haag, new(ontvangen_op=today() + timedelta(days=1)), by=MELDER)
    assert not Melding.objects.exists() and not WachtendeRegel.objects.exists()


def test_the_audit_does_not_tell_who_the_melder_is(dien_in, melder, coordinator):
    melding = dien_in(melderpositie=Melderpositie.VERTROUWELIJK)
    intake.add(melding, "Ik ben iets vergeten.")
    intake.withdraw(melding, "Ik durf niet meer.")
    lines = audit.timeline(melding.zaak)
    assert {line.verb for line in lines} == {"indienen", "aanvullen", "intrekken"}
    assert {(line.actor_kind, line.user_id) for line in lines} == {("melder", None)}
    assert not AuditRegel.objects.filter(user_id=melder.pk).exists()


def test_of_an_anonymous_melder_nothing_is_kept(dien_in):
    melding = dien_in(melderpositie=Melderpositie.ANONIEM)
    assert not MelderIdentiteit.objects.filter(melding=melding).exists()


def test_who_files_for_somebody_else_is_who_took_it_in(den_haag, leidinggevende):
    melding = intake.register(den_haag, new(kanaal=Kanaal.LEIDINGGEVENDE), by=access_of(leidinggevende))
    assert melding.namens and melding.zaak.ingenomen_door == leidinggevende
    assert leidinggevende.pk in melding.zaak.behandelaars


@pytest.mark.parametrize(
    ("betreft", "readers"),
    [
        (Betreft.MEDEWERKER, {"coordinator"}),
        (Betreft.SECRETARIS, {"coordinator"}),
        (Betreft.WETHOUDER_GEDEPUTEERDE_DB, {"griffier", "burgemeester"}),
        (Betreft.BURGEMEESTER, {"griffier"}),
    ],
)
def test_only_who_coordinates_such_a_zaak_hears_of_it(
    den_haag, coordinator, griffier, burgemeester, tweede_lezer, betreft, readers
):
    melding = intake.register(den_haag, new(betreft=betreft), by=MELDER)
    people = {"coordinator": coordinator, "griffier": griffier, "burgemeester": burgemeester}
    assert set(mailed()) == {people[name].email for name in readers}
    political = betreft not in (Betreft.MEDEWERKER, Betreft.SECRETARIS)
    assert melding.zaak.compartiment == (Compartiment.BESTUURLIJK if political else Compartiment.AMBTELIJK)


def test_who_the_melder_keeps_out_hears_nothing(den_haag, coordinator, tweede_coordinator):
    melding = intake.register(den_haag, new(uitgesloten=(coordinator,)), by=MELDER)
    assert mailed() == [tweede_coordinator.email]
    assert melding.zaak.uitsluitingen.get().grond == Uitsluiting.Grond.MELDER
    intake.add(melding, "En dit nog.")
    assert set(mailed()) == {tweede_coordinator.email}


def test_who_stands_in_for_somebody_who_is_kept_out_hears_nothing_of_it(
    den_haag, coordinator, tweede_coordinator, onderzoeker
):
    Afwezigheid.objects.create(
        organisation=den_haag, user=coordinator, vervanger=onderzoeker, van=today(), tot=today()
    )
    intake.register(den_haag, new(uitgesloten=(coordinator,)), by=MELDER)
    assert mailed() == [tweede_coordinator.email]


def test_a_melding_that_nobody_here_may_read_goes_to_the_outside_address(
    den_haag, coordinator, tweede_coordinator, beheerder, buitenadres
):
    melding = intake.register(den_haag, new(uitgesloten=(coordinator, tweede_coordinator)), by=MELDER)
    zaak = Zaak.objects.visible_to(access_of(buitenadres, den_haag)).get()
    assert (zaak, zaak.buitenadres_op) == (melding.zaak, today())
    assert mailed() == [buitenadres.email]
    assert AuditRegel.objects.get(verb="naar_buitenadres").actor_kind == "systeem"
    for user in (coordinator, tweede_coordinator):
        assert not Zaak.objects.visible_to(access_of(user)).exists()


def test_a_melder_who_is_kept_out_with_everybody_here_does_not_keep_it_from_the_outside_address(
    den_haag, coordinator, buitenadres
):
    """From the moment that it is filed the database shows the melder nothing of it any more."""
    with in_person(coordinator.pk, "geheim"):
        melding = intake.register(den_haag, new(uitgesloten=(coordinator,)), by=MELDER)
        assert not Zaak.objects.filter(pk=melding.zaak_id).exists()
    assert Zaak.objects.get().buitenadres_op == today()
    assert mailed() == [buitenadres.email]


def test_the_outside_address_sees_nothing_that_somebody_here_handles(den_haag, coordinator, buitenadres):
    intake.register(den_haag, new(), by=MELDER)
    assert not Zaak.objects.visible_to(access_of(buitenadres, den_haag)).exists()
    assert mailed() == [coordinator.email]


def test_a_melding_that_nobody_may_read_waits_and_it_is_told_that_something_does(
    den_haag, coordinator, beheerder
):
    fg = hire(den_haag, "Floor Gegevens", Rol.PRIVACYFUNCTIONARIS)
    melding = intake.register(den_haag, new(uitgesloten=(coordinator,)), by=MELDER)
    assert set(mailed()) == {fg.email, beheerder.email}
    texts = str(list(OutboxRow.objects.values_list("payload", flat=True)))
    assert "niemand in uw organisatie" in texts and melding.zaak.kenmerk not in texts
    later = hire(den_haag, "Nina Later", Rol.INTEGRITEITSCOORDINATOR)
    assert Zaak.objects.visible_to(access_of(later)).get() == melding.zaak


def test_a_beheerder_who_is_kept_out_hears_nothing_of_a_melding_that_waits(den_haag, coordinator, beheerder):
    intake.register(den_haag, new(uitgesloten=(coordinator, beheerder)), by=MELDER)
    assert mailed() == []


def test_who_stands_in_for_a_coordinator_hears_of_it_unless_kept_out(den_haag, coordinator, collega):
    let_stand_in(coordinator, collega, den_haag)
    melding = intake.register(den_haag, new(), by=MELDER)
    assert set(mailed()) == {coordinator.email, collega.email}
    Uitsluiting.objects.create(zaak=melding.zaak, user=collega, grond=Uitsluiting.Grond.BELANG)
    intake.add(melding, "En dit nog.")
    assert mailed("bericht") == [coordinator.email]


def test_an_old_registration_starts_no_term_and_mails_nobody(den_haag, coordinator):
    long_ago = today() - timedelta(days=2000)
    melding = intake.register(den_haag, new(ontvangen_op=long_ago, bron_kenmerk="2019-1"), by=IMPORT)
    assert not melding.zaak.termijnen.exists() and not mailed()
    assert (melding.zaak.volgende_actie, melding.zaak.termijn_op) == ("", None)


@pytest.fixture
def concept(den_haag, melder) -> MeldingConcept:
    return MeldingConcept.objects.create(user=melder, organisation=den_haag)


def test_sending_twice_makes_one_melding(concept):
    told = new(inzending=concept.token)
    first = intake.submit(concept, told)
    assert intake.submit(concept, told) == first
    assert Melding.objects.count() == Zaak.objects.count() == 1


def test_two_browsers_that_send_at_the_same_moment_make_one_melding(committed, concept, coordinator):
    told, made, faults = new(inzending=concept.token), [], []
    together = threading.Barrier(4, timeout=10)

    def send() -> None:
        try:
            together.wait()
            made.append(intake.submit(concept, told).pk)
        except Exception as error:  # shown by the assertion below
            faults.append(error)
        finally:
            connection.close()

    browsers = [threading.Thread(target=send) for _ in range(4)]
    for browser in browsers:
        browser.start()
    for browser in browsers:
        browser.join()
    assert not faults
    assert len(made) == 4 and set(made) == set(Melding.objects.values_list("pk", flat=True))
    assert Zaak.objects.count() == 1 and len(mailed("nieuw")) == 1
    assert not MeldingConcept.objects.exists()


def test_a_concept_that_was_thrown_away_is_not_sent(concept):
    told = new(inzending=concept.token)
    concepten.drop(MeldingConcept.objects.get(pk=concept.pk))
    with pytest.raises(Melding.DoesNotExist):
        intake.submit(concept, told)


def test_answers_are_kept_step_by_step_and_a_late_one_brings_nothing_back(concept):
    concepten.save(concept, {"soort": "melding"})
    concepten.save(concept, {"waarover": "geld"})
    concept.refresh_from_db()
    assert concept.antwoorden == {"soort": "melding", "waarover": "geld"}
    concepten.drop(MeldingConcept.objects.get(pk=concept.pk))
    concepten.save(concept, {"meer": "later"})
    assert not MeldingConcept.objects.exists()


def test_the_melder_can_add_something_also_after_closing(gang):
    path = gang()
    path.to("gesloten")
    melding = path.zaak.meldingen.get()
    bericht = intake.add(melding, "Het begint opnieuw.")
    assert bericht.van_melder
    assert path.rollen.coordinator.user.email in mailed(f"bericht:bericht:{bericht.pk}:")
    path.zaak.refresh_from_db()
    assert path.zaak.status == "gesloten"


def test_withdrawing_leaves_the_zaak_to_the_coordinator(dien_in, coordinator):
    """A withdrawal under pressure must not make a zaak disappear."""
    melding = dien_in()
    intake.withdraw(melding, "Toch niet.")
    intake.withdraw(melding, "Nogmaals.")
    melding.refresh_from_db()
    assert (melding.ingetrokken_op, melding.intrekreden) == (today(), "Toch niet.")
    assert melding.zaak.status == "ontvangen"
    assert melding.berichten.count() == 1


def test_an_adviesvraag_becomes_a_melding_once_and_stays_counted_as_what_it_was(
    den_haag, coordinator, melder
):
    told = new(soort=Soort.ADVIESVRAAG, melder=intake.Melder(user=melder), wie="Een collega")
    vraag = intake.register(den_haag, told, by=MELDER)
    melding = intake.convert(vraag, by=access_of(coordinator))
    assert intake.convert(vraag, by=access_of(coordinator)) == melding
    vraag.refresh_from_db()
    assert (vraag.soort, vraag.zaak, vraag.afgehandeld_op) == (Soort.ADVIESVRAAG, None, today())
    assert (melding.soort, melding.zaak.status, melding.omgezet_uit) == (Soort.MELDING, "ontvangen", vraag)
    assert (melding.tekst.wie, melding.identiteit.user) == ("Een collega", melder)
    with pytest.raises(ValidationError, match="al een melding"):
        intake.convert(melding, by=access_of(coordinator))


def test_acknowledging_ends_the_seven_days_and_gives_the_zaak_to_who_did_it(gang, coordinator):
    path = gang(days_ago=3, pace=1)
    path.acknowledge()
    zaak = path.zaak
    assert (zaak.status, zaak.coordinator, zaak.ingenomen_door) == ("beoordeling", coordinator, coordinator)
    assert zaak.termijnen.get(code="bevestigen").gestopt_op == zaak.meldingen.get().bevestigd_op
    with pytest.raises(Incomplete, match="al bevestigd"):
        intake.acknowledge(zaak, zaak.meldingen.get(), by=path.rollen.coordinator, wijze="brief")


def test_nothing_is_acknowledged_before_it_was_received(gang, dien_in):
    path = gang(days_ago=5)
    later = dien_in(ontvangen_op=today() - timedelta(days=1))
    Melding.objects.filter(pk=later.pk).update(zaak=path.zaak)
    with pytest.raises(ValidationError, match="voor de ontvangst"):
        intake.acknowledge(
            path.zaak,
            later,
            by=path.rollen.coordinator,
            on=today() - timedelta(days=3),
            wijze="brief",
        )


def test_another_organisation_hears_nothing(waterschap, coordinator, buitenstaander):
    hire(waterschap, "Iemand anders", Rol.GRIFFIER)
    intake.register(waterschap, replace(new(), betreft="medewerker"), by=MELDER)
    assert mailed() == [buitenstaander.email]


def test_a_melding_is_acknowledged_once_and_only_in_its_own_zaak(gang):
    path, other = gang(), gang()
    (melding,) = path.zaak.meldingen.all()
    with pytest.raises(ValidationError, match="hoort niet"):
        intake.acknowledge(other.zaak, melding, by=path.rollen.coordinator, wijze="brief")
    path.acknowledge()
    path.zaak.meldingen.create(organisation=path.zaak.organisation, ontvangen_op=path.zaak.ontvangen_op)
    with pytest.raises(ValidationError, match="al bevestigd"):
        intake.acknowledge(path.zaak, melding, by=path.rollen.coordinator, wijze="brief")
