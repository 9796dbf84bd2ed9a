"""The front door: one start page, one Melden and one Mijn meldingen for both registers."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import concepten, voordeur
from casework.tasks import drop_untouched_concepts
from incidents.models import IncidentConcept
from incidents.services import intake
from integrity.models import MeldingConcept
from organisations.menu import menu_for
from organisations.models import User
from organisations.roles import Register, Rol
from tests.conftest import access_of, hire, toewijzen


def report(user: User, **fields):
    new = {
        "voorval_op": timezone.localdate(),
        "gemeld_op": timezone.localdate(),
        "gedragingen": ("schelden",),
    }
    hurt = intake.NieuwSlachtoffer(user=user, doelwit="medewerker")
    filed = intake.NieuwIncident(**(new | {"slachtoffer": hurt, "melder": user} | fields))
    return intake.register(user.home_organisation, filed, by=access_of(user))


def in_register(user: User, rol: str, register: str) -> None:
    toewijzen(user=user, organisation=user.home_organisation, rol=rol, register=register)


def test_melden_asks_which_kind_with_112_on_top_and_somebody_to_talk_to(melder, vertrouwenspersoon, ingelogd):
    page = ingelogd(melder).get(reverse("melden")).content.decode()
    places = [
        page.index(part)
        for part in (
            'href="tel:112"',
            f'href="{reverse("agressie_melden")}"',
            f'href="{reverse("melden_integriteit")}"',
            'href="#praten"',
            f"mailto:{vertrouwenspersoon.email}",
        )
    ]
    assert places == sorted(places)


def test_every_register_has_one_door():
    assert [deur.url_name for deur in voordeur.doors()] == ["agressie_melden", "melden_integriteit"]


def test_the_own_meldingen_of_both_registers_stand_in_one_list(melder, coordinator, dien_in, ingelogd):
    filed = {dien_in().kenmerk, report(melder).kenmerk}
    for name in ("start", "mijn_meldingen"):
        rows = ingelogd(melder).get(reverse(name)).context["rijen"]
        assert {row.kenmerk for row in rows} == filed
        assert {row.wat for row in rows} == {"Melding", "Agressie of geweld"}


def test_the_list_stops_at_its_length_and_counts_what_is_unread_in_both(melder, coordinator, dien_in):
    for _ in range(3):
        dien_in()
        incident = report(melder)
        incident.berichten.create(van_melder=False, tekst="Hoe gaat het?")
    rows, waiting = voordeur.own_rows(access_of(melder), 3)
    assert len(rows) == 3 and all(row.nieuw for row in rows)
    assert waiting == 3
    incident.berichten.create(van_melder=False, tekst="Nog iets.")
    assert voordeur.own_rows(access_of(melder), 2)[1] == 4


@pytest.mark.parametrize("model", [IncidentConcept, MeldingConcept])
def test_what_was_begun_goes_90_days_after_it_was_touched_last_and_says_so(melder, ingelogd, model):
    access = access_of(melder)
    old, kept = (concepten.open_with(model, access, uuid.uuid4()) for _ in range(2))
    for one, days in ((old, 91), (kept, 89)):
        concepten.save(one, {"beschrijving": "Hij heet Jan."})
        model.objects.filter(pk=one.pk).update(updated_at=timezone.now() - timedelta(days=days))
    for name in ("start", "melden", "mijn_meldingen"):
        page = ingelogd(melder).get(reverse(name)).content.decode()
        assert f"Een concept verdwijnt na {concepten.BEWAARD.days} dagen." in page
    assert drop_untouched_concepts() == 1
    assert list(model.objects.all()) == [kept]
    concepten.save(kept, {"locatie": "Balie"})
    model.objects.filter(pk=kept.pk, updated_at__lt=timezone.now() - timedelta(days=1)).delete()
    assert drop_untouched_concepts() == 0 and model.objects.count() == 1, "going on with it begins anew"


def test_who_works_in_one_register_begins_there(den_haag, melder, ingelogd):
    agressie = hire(den_haag, "Agnes Agressie")
    in_register(agressie, Rol.INTEGRITEITSCOORDINATOR, Register.AGRESSIE)
    integriteit = hire(den_haag, "Inge Integriteit")
    in_register(integriteit, Rol.INTEGRITEITSCOORDINATOR, Register.INTEGRITEIT)
    assert ingelogd(agressie).get("/")["Location"] == reverse("agressie_werklijst")
    assert ingelogd(integriteit).get("/")["Location"] == reverse("werklijst")
    assert ingelogd(melder).get("/").status_code == 200


def test_a_leidinggevende_begins_at_the_tasks_only_when_an_incident_waits(
    den_haag, melder, leidinggevende, ingelogd
):
    client = ingelogd(leidinggevende)
    assert client.get("/").status_code == 200
    incident = report(melder, ontvanger=leidinggevende)
    assert client.get("/")["Location"] == reverse("agressie_taken")
    incident.status, incident.afgesloten_op = "gesloten", timezone.localdate()
    incident.save()
    assert client.get("/").status_code == 200


def test_the_griffier_is_led_to_an_incident_of_an_ambtsdrager(den_haag, melder, griffier, ingelogd):
    assert ingelogd(griffier).get("/")["Location"] == reverse("rapportages")
    report(melder, slachtoffer=intake.NieuwSlachtoffer(user=melder, doelwit="ambtsdrager", ambt="raadslid"))
    assert ingelogd(griffier).get("/")["Location"] == reverse("agressie_werklijst")


def test_the_menu_shows_what_belongs_to_the_register_of_a_role(den_haag, coordinator):
    agressie = hire(den_haag, "Agnes Agressie")
    in_register(agressie, Rol.INTEGRITEITSCOORDINATOR, Register.AGRESSIE)
    urls = {item["url"] for item in menu_for(access_of(agressie), "/")}
    assert reverse("werklijst") not in urls
    assert reverse("werklijst") in {item["url"] for item in menu_for(access_of(coordinator), "/")}
    for access in (access_of(agressie), access_of(coordinator)):
        names = [item["naam"] for item in menu_for(access, "/")]
        assert len(names) == len(set(names)) and names.count("Melden") == 1
