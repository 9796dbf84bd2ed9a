"""The demonstration: loaded once, through the services, with something to see for everybody."""

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from gir.demo.cast import LOGINS_IN_FULL, WACHTWOORD
from gir.demo.load import DemoIsThere, load
from incidents import lifecycle
from incidents.lists import Dossierdeel, Incidentsoort, Politiestap, Spoorsoort, Spoorstatus, Strafstap
from incidents.models import (
    Incident,
    IncidentTermijn,
    Nazorggesprek,
    Politiecontact,
    Signaal,
    Slachtoffer,
    Spoor,
    Strafverloop,
    Veroorzakermaatregel,
)
from integrity.models import Zaak
from organisations.models import Organisation, User
from reports import lifecycle as report_path
from reports.models import Rapportage

Status = Veroorzakermaatregel.Status


def test_the_demonstration_shows_both_registers_in_every_status_and_is_loaded_once(db):
    load()
    assert {email for _, _, email in LOGINS_IN_FULL} == set(User.objects.values_list("email", flat=True))
    assert check_password(WACHTWOORD, User.objects.get(email="agressie@denhaag.example.nl").password)
    assert all(one.adres and one.plaats and one.telefoon for one in Organisation.objects.all())
    assert Zaak.objects.count() > 20
    assert set(Rapportage.objects.values_list("status", flat=True)) == {
        report_path.CONCEPT,
        report_path.VASTGESTELD,
        report_path.GEPUBLICEERD,
    }

    incidents = Incident.objects.all()
    in_use = set(incidents.values_list("status", flat=True))
    assert in_use == {lifecycle.GEMELD, lifecycle.IN_BEHANDELING, lifecycle.GESLOTEN}
    assert incidents.filter(bron_kenmerk__startswith="OUD-").count() == 90
    assert incidents.filter(heropend=True).exists()
    assert incidents.filter(herhaling=True).exists()
    assert incidents.filter(soort=Incidentsoort.HINDERLIJK_CONTACT).exists()
    assert incidents.filter(dossierdeel=Dossierdeel.BESTUURLIJK, status__in=lifecycle.OPEN).exists()
    assert set(incidents.exclude(ernst_objectief=None).values_list("ernst_objectief", flat=True)) == {
        1,
        2,
        3,
        4,
    }
    assert not incidents.filter(voorval_op__gt=timezone.localdate()).exists()

    tracks = set(Spoor.objects.values_list("soort", "status"))
    assert tracks >= {
        (soort, state) for soort in Spoorsoort for state in (Spoorstatus.OPEN, Spoorstatus.GEDAAN)
    }
    running = IncidentTermijn.objects.filter(gestopt_op=None)
    assert running.filter(verloopt_op__lt=timezone.localdate()).exists()
    assert running.filter(verloopt_op__gt=timezone.localdate()).exists()
    assert {"arbeidsinspectie", "opvang_opnieuw", "maatregel_besluit"} <= set(
        running.values_list("code", flat=True)
    )

    measures = set(Veroorzakermaatregel.objects.values_list("status", flat=True))
    assert measures >= {Status.VOORBEREIDING, Status.VOORGELEGD, Status.OPGELEGD}
    assert Veroorzakermaatregel.objects.filter(brieven__verzonden_op__isnull=False).exists()
    visits = Veroorzakermaatregel.objects.filter(inhoud__contains="komt niet in het stadhuis")
    assert {one.maatregel for one in visits} == {"toegangsontzegging"}
    assert Signaal.objects.filter(ingetrokken_op=None).exists()
    assert set(Politiecontact.objects.values_list("stap", flat=True)) >= {
        Politiestap.MELDING,
        Politiestap.AANGIFTE,
    }
    assert set(Strafverloop.objects.values_list("stap", flat=True)) == set(Strafstap)
    assert Nazorggesprek.objects.exclude(doorverwezen_naar="").exists()
    assert Slachtoffer.objects.filter(doelwit="gezin").exists()
    with pytest.raises(DemoIsThere):
        load()
