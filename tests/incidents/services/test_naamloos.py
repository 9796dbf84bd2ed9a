"""Five years after closing the names and stories go; the figures stay what they were."""

from datetime import date, timedelta

import pytest
from django.db import models
from django.utils import timezone

from casework import documents
from casework.models import Bestand, Bestandsinhoud
from casework.terms import add_months
from incidents.models import (
    Afsluiting,
    Arbomelding,
    Bewijsstuk,
    Getuige,
    Incident,
    IncidentBericht,
    IncidentNotitie,
    IncidentVerbeteractie,
    Nazorggesprek,
    OnlineUiting,
    Politiebesluit,
    Politiecontact,
    Politiedossier,
    Reactie,
    Schade,
    Strafverloop,
    Veroorzakermaatregel,
)
from incidents.models.dossier import DOSSIER
from incidents.services import intake, naamloos, sporen
from incidents.services.naamloos import removal_day
from incidents.tasks import remove_names
from ledger import audit
from ledger.actors import SYSTEEM
from reports.exchange import document
from reports.periods import parse
from reports.report import make_report
from tests.conftest import access_of

DAG = timedelta(days=1)
NAAM = "Zwaluw"
# A code or a word of ours; or it goes with the identity of the veroorzaker, which has a clock of its own.
BLIJFT = {
    "platform", "code", "soort", "aan", "persoon_naam", "contactpersoon", "volgende_actie",
    "termijn_code", "kenmerk", "bron_kenmerk", "bron_inhoud", "ontbreekt",
}  # fmt: skip


@pytest.mark.parametrize(
    ("closed", "given", "expected"),
    [
        (date(2026, 5, 3), {}, date(2031, 5, 3)),
        (date(2024, 2, 29), {}, date(2029, 2, 28)),
        (date(2026, 5, 3), {"maatregel_tot": date(2028, 1, 1)}, date(2031, 5, 3)),
        (date(2026, 5, 3), {"maatregel_tot": date(2031, 8, 1)}, date(2031, 8, 2)),
        (date(2026, 5, 3), {"bewaarplicht_tot": date(2032, 1, 1)}, date(2032, 1, 2)),
    ],
)
def test_names_stand_in_an_incident_for_five_years_after_it_was_closed(closed, given, expected):
    assert removal_day(closed, **given) == expected


def keep(incident: Incident, naam: str) -> Bestand:
    return documents.keep(incident.organisation, naam, "text/plain", NAAM.encode(), by=SYSTEEM)


@pytest.fixture
def closed(meld, beslisser) -> Incident:
    """Closed today, with a row of everything, and a name in every text of it."""
    incident, today = meld(), timezone.localdate()
    hurt = incident.slachtoffers.get()
    incident.sporen.update(status="gedaan", afgerond_op=today)
    row = incident.veroorzakers.create(bekend="ja")
    measure = Veroorzakermaatregel.objects.create(
        incident=incident, veroorzaker=row, maatregel="ordegesprek", status="opgelegd", opgelegd_op=today
    )
    measure.evaluaties.create(gehouden_op=today, uitkomst="handhaven", toelichting=NAAM)
    Nazorggesprek.objects.create(slachtoffer=hurt, uitkomst="gehouden", op=today)
    for model, values in (
        (Getuige, {}),
        (IncidentBericht, {"van_melder": True}),
        (IncidentNotitie, {"door": beslisser}),
        (IncidentVerbeteractie, {"soort": "werkproces"}),
        (OnlineUiting, {}),
        (Politiebesluit, {"besluit": "aangifte", "besloten_op": today}),
        (Politiecontact, {"stap": "aangifte", "gedaan_op": today}),
        (Reactie, {"gegeven_op": today}),
        (Schade, {"bedrag": 120, "geleden_op": today, "lijder": "organisatie"}),
        (Strafverloop, {"op": today, "afdoening": "sepot"}),
        (Arbomelding, {"soort": "arbeidsinspectie", "verplicht_op": today, "gedaan_op": today}),
        (Bewijsstuk, {"bestand": keep(incident, "foto.txt")}),
        (
            Politiedossier,
            {
                "versie": 1,
                "gemaakt_op": today,
                "pdf": keep(incident, "a.txt"),
                "gegevens": keep(incident, "b.txt"),
            },
        ),
        (Afsluiting, {"afgesloten_op": today}),
    ):
        model.objects.create(incident=incident, **values)
    Incident.objects.filter(pk=incident.pk).update(status="gesloten", afgesloten_op=today)
    for model, mine in everything(incident):
        mine.update(**dict.fromkeys(texts(model), NAAM))
    incident.refresh_from_db()
    return incident


def everything(incident: Incident):
    """Every model that hangs on an incident, with its rows."""
    yield Incident, Incident.objects.filter(pk=incident.pk)
    for tak in DOSSIER.takken.values():
        path = {"incident": "incident", "slachtoffer": "slachtoffer__incident"}
        path = path.get(tak.parent, "maatregel__incident")
        yield tak.model, tak.model.objects.filter(**{path: incident})


def texts(model: type[models.Model]) -> set[str]:
    """The fields in which somebody writes."""
    written = (models.CharField, models.TextField)
    fields = [f for f in model._meta.concrete_fields if isinstance(f, written) and not f.choices]
    return {f.name for f in fields} - BLIJFT


def test_no_text_in_which_somebody_wrote_keeps_a_name(closed, melder):
    assert remove_names() == 0
    day = naamloos.day_for(closed)
    assert day == add_months(timezone.localdate(), 60)
    assert naamloos.remove_expired(day - DAG) == 0
    assert naamloos.remove_expired(day) == 1
    left = {
        (model.__name__, name)
        for model, mine in everything(closed)
        for row in mine
        for name in texts(model)
        if NAAM in str(getattr(row, name))
    }
    assert left == set()
    closed.refresh_from_db()
    assert (closed.melder, closed.slachtoffers.get().user) == (None, None)
    assert (closed.status, closed.namen_verwijderd_op) == ("gesloten", day)
    assert not Bestandsinhoud.objects.exists() and Bestand.objects.count() == 2
    assert audit.history(closed).get(verb="namen_verwijderd").actor_kind == "systeem"
    assert naamloos.remove_expired(day + DAG) == 0


def figures(organisation) -> dict:
    today = timezone.localdate()
    report = make_report(organisation, "agressie", parse(str(today.year)), today)
    return document(report)


def test_the_figures_of_the_year_are_the_same_without_the_names(closed, meld, den_haag):
    meld()
    before = figures(den_haag)
    assert naamloos.remove_expired(naamloos.day_for(closed)) == 1
    assert figures(den_haag) == before
    assert before["politie"]["aangifte"] == 1


def test_what_is_open_or_was_closed_again_keeps_its_names(closed, meld):
    day = naamloos.day_for(closed)
    assert naamloos.day_for(meld()) is None
    naamloos.remove_expired(day)
    Incident.objects.filter(pk=closed.pk).update(afgesloten_op=day + DAG)
    assert naamloos.remove_expired(day + DAG) == 0
    closed.refresh_from_db()
    assert naamloos.day_for(closed) == add_months(day + DAG, 60)


def test_the_page_says_until_when_names_are_kept_and_opens_without_them(
    closed, ingelogd, melder, beslisser, agressiecoordinator
):
    client = ingelogd(agressiecoordinator)
    intake.add(closed, "Het gaat weer.", by=access_of(melder))
    sporen.reopen(closed, ["politie"], "Er was nog iets.", by=access_of(agressiecoordinator))
    sporen.skip(closed, "politie", "Samen besproken.", by=access_of(agressiecoordinator))
    sporen.close(closed, "Klaar.", by=access_of(agressiecoordinator))
    closed.refresh_from_db()
    url = f"/agressie/incidenten/{closed.kenmerk}/"
    before = client.get(url).content.decode()
    assert "Namen en verhalen worden verwijderd op" in before
    assert who_did(client.get(url)) >= {melder.naam, agressiecoordinator.naam}
    naamloos.remove_expired(naamloos.day_for(closed))
    page = client.get(url)
    assert page.status_code == 200
    assert "Namen en verhalen zijn verwijderd op" in page.content.decode()
    assert melder.naam not in page.content.decode()
    assert agressiecoordinator.naam in who_did(page)


def who_did(page) -> set[str]:
    days = page.context["tijdlijn"] + page.context["eerder"]
    return {one.wie for day in days for one in day.gebeurtenissen}
