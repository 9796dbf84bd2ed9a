"""Organisations beside each other per 100 fte: when there is a group, and what it never tells."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.formatie import fte_of
from organisations.models import Formatie, Organisation
from reports.koepel.bronnen import Bijdrage, contributions
from reports.koepel.groepen import Deelnemer, Groepscijfers, figures_of, reason_not_to_count
from reports.models import Koepeldeelname, Vergelijkingsgroep, Vergelijkingslid
from reports.services import deelname
from reports.services.vergelijking import make_due
from tests.conftest import access_of, hire
from tests.reports.koepel.conftest import release
from tests.reports.rows import add_zaak

pytestmark = pytest.mark.django_db


def at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))


DAG = at("2022-10-01")


@pytest.fixture
def gemeente(ministerie):
    """gemeente(naam, meldingen, fte): takes part, with a released report of 2021."""

    def _gemeente(naam: str, meldingen: int, fte: str | None = "200", **fields) -> Organisation:
        made = ministerie(naam, soort="gemeente")
        for _ in range(meldingen):
            add_zaak(made, "2021-03-03", melding={"categorie": "lekken"})
        if fte:
            Formatie.objects.create(organisation=made, jaar=2021, fte=Decimal(fte))
        release(made, **fields)
        return made

    return _gemeente


def test_with_four_there_is_no_number_and_with_five_there_is_one_that_never_changes(gemeente):
    """By hand: 20 meldingen on 1,000 fte is 2.0; each of them has 1, 2, 3, 4 and 0, so 2.0 too."""
    made = [gemeente(f"Gemeente {n}", n) for n in (2, 4, 6, 8)]
    assert make_due(DAG) == 0 and not Vergelijkingsgroep.objects.exists()
    made.append(gemeente("Gemeente nul", 0))
    assert make_due(at("2022-09-30")) == 0, "its day has not come"
    assert make_due(DAG) == 1
    groep = Vergelijkingsgroep.objects.get()
    assert (groep.deelnemers, groep.tarief, groep.mediaan) == (5, Decimal("2.0"), Decimal("2.0"))
    assert (groep.soort, groep.klasse, groep.jaar) == ("gemeente", 100, 2021)

    gemeente("Gemeente laat", 40)
    release(made[0], versie=2)
    Koepeldeelname.objects.filter(organisation=made[1]).update(tot=timezone.localdate())
    assert make_due(DAG) == make_due(at("2023-03-03")) == 0
    groep.refresh_from_db()
    assert (groep.deelnemers, groep.tarief) == (5, Decimal("2.0"))
    assert groep.leden.count() == Vergelijkingslid.objects.count() == 5


def figures(*members: tuple[int, str]):
    """Of (meldingen, fte)."""
    here = Bijdrage(Organisation(soort="gemeente"))
    return figures_of([Deelnemer(here, aantal, Decimal(fte)) for aantal, fte in members])


def test_one_that_is_nearly_the_whole_group_is_not_shown_through_it():
    """Sixty per cent of the meldingen or of the fte is the most."""
    four = [(10, "100")] * 4
    assert figures(*four, (60, "100")) == Groepscijfers(5, Decimal("20.0"), Decimal("10.0"))
    assert figures(*four, (61, "100")) is None
    small = [(1, "10")] * 4
    assert figures(*small, (1, "60")) == Groepscijfers(5, Decimal("5.0"), Decimal("10.0"))
    assert figures(*small, (1, "60.1")) is None
    assert figures(*four) is None and figures() is None
    assert figures(*[(0, "50")] * 5) == Groepscijfers(5, Decimal("0.0"), Decimal("0.0"))
    assert figures((1, "30"), (1, "40"), *[(2, "30")] * 2, (3, "30"), (3, "40")).mediaan == Decimal("6.7")


def test_who_can_not_be_counted_rightly_is_not_in_the_group(gemeente, ingelogd):
    """Without fte, rounded, or of another size; and its own people read why."""
    for n in range(4):
        gemeente(f"Gemeente {n}", 3)
    no_fte = gemeente("Zonder", 3, None)
    rounded = gemeente("Rond", 3, bescherming="afronden", drempel=5)
    gemeente("Groter", 3, "700")
    assert make_due(DAG) == 0
    given = contributions([no_fte, rounded], "integriteit", 2021)
    reasons = [reason_not_to_count(one, fte_of(one.organisation, None, 2021)) for one in given]
    assert "formatie" in reasons[0] and "afgerond" in reasons[1]
    page = ingelogd(hire(no_fte, "Greet", "griffier")).get(reverse("vergelijken")).content.decode()
    assert "Er is geen rapport over het hele jaar" in page, "of the last year there is none"


def test_own_people_see_themselves_beside_the_group_and_nobody_else(
    gemeente, ingelogd, koepel, rapporteur, den_haag
):
    made = [gemeente(f"Gemeente {n}", n) for n in (1, 3, 5, 7, 9)]
    make_due(DAG)
    page = ingelogd(hire(made[1], "Greet", "griffier")).get(reverse("vergelijken")).content.decode()
    assert "1,5" in page and "2,5" in page and "Gemeente 5" not in page and "4,5" not in page
    assert ingelogd(hire(made[1], "Els", "onderzoeker")).get(reverse("vergelijken")).status_code == 404
    other = ingelogd(hire(den_haag, "Gerrit", "griffier")).get(reverse("vergelijken")).content.decode()
    assert "2,5" not in other
    seen = ingelogd(rapporteur).get(reverse("koepel") + "?jaar=2021").content.decode()
    assert "2,5" in seen and "1,5" not in seen
    row = Koepeldeelname.objects.get(organisation=made[1])
    deelname.leave(row, by=access_of(hire(made[1], "Corine", "integriteitscoordinator")))
    left = ingelogd(hire(made[1], "Guus", "griffier")).get(reverse("vergelijken")).content.decode()
    assert "2,5" in left, "what it was part of it keeps seeing"
