"""A report is always read and coordinated by somebody, also when the usual receiver is kept out of it."""

import pytest
from django.utils import timezone

from incidents.lists import Doelwit
from incidents.models import Incident
from incidents.services import intake
from incidents.services.intake import NieuwIncident, NieuwSlachtoffer
from ledger.models import OutboxRow
from ledger.rowsecurity import in_person
from organisations.roles import Register, Rol
from tests.conftest import access_of, toewijzen
from tests.incidents.melden import Meldformulier


@pytest.fixture
def enige_coordinator(leidinggevende, den_haag):
    """The own leidinggevende, who alone coordinates aggression here."""
    toewijzen(
        user=leidinggevende,
        organisation=den_haag,
        rol=Rol.INTEGRITEITSCOORDINATOR,
        register=Register.AGRESSIE,
    )
    return leidinggevende


@pytest.fixture
def formulier(melder, enige_coordinator, andere_leidinggevende, ingelogd) -> Meldformulier:
    made = Meldformulier(ingelogd(melder))
    made.fill()
    return made


def test_when_the_only_coordinator_would_be_kept_out_it_can_wait_for_somebody_outside(formulier, den_haag):
    page = formulier.get("controle").content.decode()
    assert "Niemand van mijn organisatie: bewaar het" in page
    assert formulier.send(ontvanger="van buiten de organisatie").status_code == 302
    incident = Incident.objects.get()
    assert incident.buitenadres_op and incident.leidinggevende is None


def test_the_outside_address_is_offered_by_name(formulier, buitenadres, den_haag, enige_coordinator):
    assert f"van buiten de organisatie: {buitenadres.naam}" in formulier.get("controle").content.decode()
    formulier.send(ontvanger="van buiten de organisatie")
    assert Incident.objects.visible_to(access_of(buitenadres, den_haag)).exists()
    assert not Incident.objects.visible_to(access_of(enige_coordinator)).exists()


@pytest.mark.parametrize("keuze", ["coordinator", "andere_leidinggevende"])
def test_a_choice_after_which_nobody_coordinates_is_refused(formulier, andere_leidinggevende, keuze):
    ontvanger = keuze if keuze == "coordinator" else str(andere_leidinggevende.pk)
    assert formulier.send(ontvanger=ontvanger).status_code == 200
    assert formulier.send_by_script(ontvanger=ontvanger).status_code == 422
    assert not Incident.objects.exists()


def test_with_a_second_coordinator_the_first_can_be_kept_out(formulier, tweede_agressiecoordinator):
    formulier.send(ontvanger="coordinator")
    assert Incident.objects.get().leidinggevende is None


@pytest.mark.parametrize("to_somebody", [True, False])
def test_a_report_that_nobody_here_would_coordinate_goes_to_the_outside_address(
    melder, enige_coordinator, andere_leidinggevende, den_haag, to_somebody, buitenadres
):
    day = timezone.localdate()
    new = NieuwIncident(
        voorval_op=day,
        gemeld_op=day,
        slachtoffer=NieuwSlachtoffer(user=melder, doelwit=Doelwit.MEDEWERKER),
        melder=melder,
        ontvanger=andere_leidinggevende if to_somebody else None,
        uitgesloten=(enige_coordinator,),
    )
    incident = intake.register(den_haag, new, by=access_of(melder))
    assert Incident.objects.visible_to(access_of(buitenadres, den_haag)).get() == incident
    assert not Incident.objects.visible_to(access_of(enige_coordinator)).exists()


def test_who_reports_and_is_kept_out_does_not_keep_it_from_the_outside_address(
    enige_coordinator, den_haag, buitenadres
):
    """From the moment that it is filed who reported it keeps the view of a reporter, and no other."""
    day, me = timezone.localdate(), access_of(enige_coordinator)
    new = NieuwIncident(
        voorval_op=day, gemeld_op=day, melder=enige_coordinator, uitgesloten=(enige_coordinator,)
    )
    with in_person(enige_coordinator.pk, "geheim"):
        incident = intake.register(den_haag, new, by=me)
        assert Incident.objects.get() == incident and not Incident.objects.visible_to(me).exists()
    assert Incident.objects.get().buitenadres_op == day
    assert OutboxRow.objects.get(key__startswith="mail:nieuw:buiten:").payload["to"] == [buitenadres.email]


def test_of_who_alone_coordinates_and_was_hurt_the_outside_address_reads_it(
    enige_coordinator, den_haag, buitenadres
):
    day = timezone.localdate()
    new = NieuwIncident(voorval_op=day, gemeld_op=day, slachtoffer=NieuwSlachtoffer(user=enige_coordinator))
    incident = intake.register(den_haag, new, by=access_of(enige_coordinator))
    assert Incident.objects.visible_to(access_of(buitenadres, den_haag)).get() == incident
    assert not Incident.objects.visible_to(access_of(enige_coordinator)).exists()
