"""What can't be, in the quick report: said where it is mended, and nothing is lost."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident, IncidentConcept
from organisations.models import Sessie
from organisations.roles import Rol
from tests.conftest import access_of, sign_in, toewijzen
from tests.incidents.melden import ANTWOORDEN, STAPPEN, Meldformulier


@pytest.fixture
def formulier(melder, agressiecoordinator, ingelogd) -> Meldformulier:
    return Meldformulier(ingelogd(melder))


def at_step(formulier: Meldformulier, stap: str) -> None:
    for earlier in STAPPEN[: STAPPEN.index(stap)]:
        formulier.post(earlier, **ANTWOORDEN[earlier])


TOMORROW = {"dag": "anders", "datum": "2999-01-01"}


@pytest.mark.parametrize(
    ("stap", "answers", "message"),
    [
        ("gebeurd", {}, "Kies wat er gebeurde."),
        ("gebeurd", {"wat": ["moord"]}, "Deze keuze bestaat niet."),
        ("gebeurd", {"wat": ["schelden"], "kenmerken": ["x"]}, "Deze keuze bestaat niet."),
        ("wanneer", {}, "Kies wanneer het was."),
        ("gebeurd", {"wat": ["anders"]}, "Kies wat het was."),
        ("gebeurd", {"wat": ["anders"], "anders_wat": "schelden"}, "Deze keuze bestaat niet."),
        ("wanneer", {"dag": "anders"}, "Vul in op welke dag het was."),
        ("wanneer", {"dag": "anders", "datum": "2026-02-30"}, "Deze datum bestaat niet."),
        ("wanneer", TOMORROW, "De datum ligt in de toekomst."),
        ("wanneer", {"dag": "vandaag", "tijd": "25:00"}, "Deze tijd bestaat niet."),
        ("wanneer", {"dag": "vandaag", "plaats": "maan"}, "Deze keuze bestaat niet."),
        (
            "wanneer",
            {"dag": "vandaag", "plaats": "anders", "andere_plaats": "maan"},
            "Deze keuze bestaat niet.",
        ),
        ("wanneer", {"dag": "vandaag", "locatie": "x" * 201}, "Dit is te lang."),
        ("verhaal", {"beschrijving": "a" * 20_001}, "Uw tekst is te lang. Er passen 20.000 tekens."),
        ("verhaal", {"beschrijving": "nul \0"}, "een teken in uw tekst dat wij niet kunnen bewaren"),
        ("hoe", {}, "Kies of er iemand gewond of van slag is."),
        ("hoe", {"letsel": "overlijden"}, "Deze keuze bestaat niet."),
        ("hoe", {"letsel": "geen", "mag_bellen": "misschien"}, "Kies ja of nee."),
        ("hoe", {"letsel": "geen", "ernst_beleving": "5"}, "Deze keuze bestaat niet."),
    ],
)
def test_a_fault_is_told_and_what_was_typed_stays(formulier, stap, answers, message):
    at_step(formulier, stap)
    page = formulier.post(stap, **answers)
    assert page.status_code == 200
    html = page.content.decode()
    assert message in html and "<title>Fout: " in html
    by_script = formulier.send_by_script(tot=stap, **(dict.fromkeys(ANTWOORDEN[stap], "") | answers))
    assert by_script.status_code == 422
    assert [
        fault for fault in by_script.json()["fouten"] if message in fault["tekst"] and fault["stap"] == stap
    ]
    assert not Incident.objects.exists()


def test_a_time_that_was_not_yet_is_refused(formulier, melder, monkeypatch):
    noon = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    sign_in(formulier.client, melder)
    Sessie.objects.update(begonnen_op=noon, actief_op=noon)
    at_step(formulier, "wanneer")
    page = formulier.post("wanneer", dag="vandaag", tijd="12:30")
    assert "Deze tijd is nog niet geweest." in page.content.decode()
    assert formulier.post("wanneer", dag="vandaag", tijd="11:30").status_code == 302


def test_a_day_that_was_typed_and_not_meant_does_not_matter(formulier):
    at_step(formulier, "wanneer")
    assert formulier.post("wanneer", dag="vandaag", datum="onzin").status_code == 302


@pytest.mark.parametrize("op", ["", "onzin"])
def test_without_a_day_of_typing_it_is_today(formulier, op):
    formulier.fill(wanneer={"dag": "vandaag", "op": op, "tijd": ""})
    formulier.send()
    assert Incident.objects.get().voorval_op == timezone.localdate()


def test_a_step_out_of_order_goes_to_the_first_that_is_not_answered(formulier):
    for stap in ("wanneer", "verhaal", "hoe", "controle"):
        assert formulier.get(stap)["Location"] == formulier.url("gebeurd")
        assert formulier.post(stap)["Location"] == formulier.url("gebeurd")
    assert formulier.get("bestaat-niet").status_code == 404
    assert not Incident.objects.exists()


def test_nothing_is_there_for_somebody_else(
    formulier, melder, collega, agressiecoordinator, buitenstaander, ingelogd
):
    formulier.fill()
    urls = [formulier.url(stap) for stap in (*STAPPEN, "controle")]
    urls += [
        reverse(f"agressie_melden_{name}", args=[formulier.token])
        for name in ("voor_wie", "weg", "verzonden", "versturen")
    ]
    for sent in (False, True):
        if sent:
            formulier.send()
        for other in (collega, agressiecoordinator, buitenstaander):
            stranger = Meldformulier(ingelogd(other), formulier.token)
            nobodys = str(uuid.uuid4())
            for url in urls:
                like = url.replace(str(formulier.token), nobodys)
                for ask in (stranger.client.get, stranger.client.post):
                    assert ask(url).status_code in (404, ask(like).status_code), url
            assert stranger.send_by_script().status_code == 404
    assert Incident.objects.get().melder == melder
    assert not IncidentConcept.objects.filter(user=melder).exists()


def test_a_concept_belongs_to_the_organisation_it_was_begun_in(formulier, melder, waterschap):
    formulier.fill()
    toewijzen(user=melder, organisation=waterschap, rol=Rol.MEDEWERKER)
    formulier.client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    page = formulier.get("controle")  # as of a token that nobody began
    assert page.status_code == 404 or page["Location"] == formulier.url("gebeurd")


def test_html_is_shown_as_text(formulier):
    formulier.fill(verhaal={"beschrijving": "<script>alert(1)</script> 😡"})
    page = formulier.get("controle").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😡" in page and "<script>alert" not in page


def test_nothing_typed_is_lost_when_the_session_expired(formulier, melder):
    at_step(formulier, "verhaal")
    page = formulier.get("verhaal").content.decode()
    mark = page.split('name="formulier_merk" value="')[1].split('"')[0]
    formulier.client.cookies.pop(settings.SESSION_COOKIE_NAME)
    answer = formulier.post("verhaal", beschrijving="Dit mag niet weg zijn.", formulier_merk=mark)
    assert answer["Location"].startswith(reverse("account_login"))
    sign_in(formulier.client, melder)
    assert "Dit mag niet weg zijn." in formulier.get("verhaal").content.decode()


def test_a_visitor_is_sent_to_the_login_page(db):
    for name, args in (("agressie_melden", []), ("agressie_melden_versturen", [uuid.uuid4()])):
        answer = Client().post(reverse(name, args=args))
        assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def test_the_key_of_a_device_is_the_same_for_a_person_and_tells_nothing(formulier, melder, collega, ingelogd):
    def key(client) -> str:
        return client.get(reverse("agressie_melden")).context["toestel"]

    first, again, other = key(formulier.client), key(formulier.client), key(ingelogd(collega))
    assert first == again != other
    assert len(first) == 40
    assert first.startswith(access_of(melder).toestel)


def test_a_report_that_was_sent_in_one_organisation_is_not_there_in_another(formulier, melder, waterschap):
    formulier.fill()
    formulier.send()
    toewijzen(user=melder, organisation=waterschap, rol=Rol.MEDEWERKER)
    formulier.client.post(reverse("wissel_organisatie"), {"organisatie": waterschap.pk})
    assert formulier.send_by_script().status_code == 404
    formulier.post("gebeurd", **ANTWOORDEN["gebeurd"])
    assert Incident.objects.get().organisation != waterschap
