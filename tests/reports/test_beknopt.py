"""What a dashboard counts is what the reports of both stretches count, of everything and of one afdeling."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.models import Incident
from integrity.models import Melding, Triagebesluit, Zaak
from organisations.models import Afdeling, Organisation
from reports import periods
from reports.afdelingen import choices_of
from reports.exchange import to_json
from reports.report import make_brief_report, make_report
from tests.reports import rows
from tests.reports.agressie import rows as incident_rows

pytestmark = pytest.mark.django_db

PERIODES = ("2021-H1", "2021", "2021-03", "2020-07-15/2021-04-10", "2022")
NAMEN = ("", "Zorg", "Wonen", "Werk")
DAG = timedelta(days=1)


def _zaken(organisation: Organisation, luck: random.Random) -> None:
    """Zaken of three years, that were decided, left, came back or were joined on any day."""
    made: list[Zaak] = []
    for _ in range(60):
        received = rows.dag("2019-06-01") + luck.randrange(1100) * DAG
        fields = {"afdeling": luck.choice(NAMEN), "categorie": luck.choice(["lekken", "pesten", ""])}
        zaak = rows.add_zaak(organisation, received.isoformat(), melding=fields)

        def later(day=received) -> str:
            return (day + luck.randrange(1, 300) * DAG).isoformat()

        if luck.random() < 0.5:
            rows.take_route(zaak, "in_de_lijn", later())
        elif luck.random() < 0.3:
            rows.drop(zaak, "klacht", later())
            continue
        if luck.random() < 0.2:
            Triagebesluit.objects.filter(zaak=zaak, route="").update(vervallen_op=received + 200 * DAG)
        if luck.random() < 0.4:
            closed = later()
            rows.close(zaak, closed)
            if luck.random() < 0.3:
                zaak.sluitingen.update(heropend_op=rows.dag(closed) + luck.randrange(0, 200) * DAG)
                Zaak.objects.filter(pk=zaak.pk).update(status="beoordeling", afgesloten_op=None)
        elif made and luck.random() < 0.5:
            into, day = luck.choice(made), received + luck.randrange(1, 300) * DAG
            rows.close(zaak, day.isoformat())
            Zaak.objects.filter(pk=zaak.pk).update(opgegaan_in=into)
            Melding.objects.filter(zaak=zaak).update(zaak=into, eigen_zaak=zaak, gevoegd_op=day)
            continue
        made.append(zaak)


def _incidents(organisation: Organisation, luck: random.Random) -> None:
    for _ in range(60):
        received = incident_rows.dag("2019-06-01") + luck.randrange(1100) * DAG
        one = incident_rows.add_incident(
            organisation,
            received.isoformat(),
            afdeling=luck.choice(NAMEN),
            soort=luck.choice(["incident", "incident", "hinderlijk_contact"]),
        )
        if luck.random() < 0.5:
            closed = received + luck.randrange(300) * DAG
            back = (closed + luck.randrange(200) * DAG).isoformat() if luck.random() < 0.3 else ""
            incident_rows.close(one, closed.isoformat(), heropend=back)
        victim = one.slachtoffers.create(doelwit="medewerker")
        if luck.random() < 0.5:
            victim.nazorggesprekken.create(uitkomst="gehouden", op=received + luck.randrange(60) * DAG)


@pytest.mark.parametrize(
    ("register", "fill", "model"),
    [("integriteit", _zaken, Zaak), ("agressie", _incidents, Incident)],
)
def test_the_numbers_are_those_of_the_report_of_this_stretch_and_of_a_year_earlier(
    register, fill, model, den_haag
):
    fill(den_haag, random.Random(7))
    counted, some = model.objects.all(), set()
    for afdeling in (None, *choices_of(den_haag)):
        for naam in PERIODES:
            periode = periods.parse(naam)
            day = periode.tot_en_met - 9 * DAG
            brief = make_brief_report(den_haag, register, periode, day, countable=counted, afdeling=afdeling)
            for found, stretch, known in (
                (brief.cijfers, periode, day),
                (brief.jaar_eerder, periode.years_earlier(1), periods.shift_years(day, -1)),
            ):
                whole = make_report(
                    den_haag, register, stretch, known, countable=counted, afdeling=afdeling
                ).cijfers
                for part in found:
                    assert to_json(found[part]) == to_json(whole[part]), (afdeling, stretch.naam, part)
                some.add(found["voorraad"]["eind"].aantal)
    assert len(some) > 10


def test_an_afdeling_is_its_meldingen_and_the_zaken_that_had_one_by_then(den_haag):
    zorg = rows.add_zaak(den_haag, "2021-01-05", melding={"afdeling": "Zorg"})
    wonen = rows.add_zaak(den_haag, "2021-02-05", melding={"afdeling": "Wonen"})
    rows.add_melding(den_haag, "2021-02-06", soort="signaal", afdeling="Wonen")
    rows.add_melding(den_haag, "2021-02-07", soort="signaal")
    rows.close(wonen, "2021-05-01")
    Zaak.objects.filter(pk=wonen.pk).update(opgegaan_in=zorg)
    Melding.objects.filter(zaak=wonen).update(zaak=zorg, eigen_zaak=wonen, gevoegd_op=rows.dag("2021-05-01"))

    def of_wonen(peildatum: str) -> tuple[int, int, int, int]:
        which = next(one for one in choices_of(den_haag) if one.naam == "Wonen")
        tree = make_report(
            den_haag, "integriteit", periods.parse("2021-H1"), rows.dag(peildatum), afdeling=which
        ).cijfers
        intake, stock = tree["instroom"], tree["voorraad"]
        assert set(intake["per_afdeling"]) == {"Wonen"}
        return (
            intake["totaal"].aantal,
            intake["per_soort"]["signaal"].aantal,
            stock["eind"].aantal,
            stock["uitstroom"].aantal,
        )

    assert of_wonen("2021-04-30") == (1, 1, 1, 0)
    # its own zaak is empty; the one it was joined to is of both afdelingen now
    assert of_wonen("2021-06-30") == (1, 1, 1, 1)


def test_a_renamed_or_moved_afdeling_takes_its_cases_along(den_haag):
    for naam in ("Zorg", "Jeugd"):
        rows.add_zaak(den_haag, "2021-02-01", melding={"afdeling": naam})
    jeugd = Afdeling.objects.get(naam="Jeugd")

    def totals() -> dict[str, int]:
        def total(one) -> int:
            periode = periods.parse("2021-H1")
            tree = make_report(den_haag, "integriteit", periode, periode.tot_en_met, afdeling=one).cijfers
            return tree["instroom"]["totaal"].aantal

        return {one.naam: total(one) for one in choices_of(den_haag)}

    assert totals() == {"Jeugd": 1, "Zorg": 1}
    Afdeling.objects.filter(pk=jeugd.pk).update(naam="Jeugdhulp", parent=Afdeling.objects.get(naam="Zorg"))
    assert totals() == {"Zorg": 2, "Zorg › Jeugdhulp": 1}


def test_the_last_twelve_months_are_whole_and_this_year_in_december():
    for today, naam in (
        ("2026-11-29", "2025-12-01/2026-11-30"),
        ("2026-12-01", "2026"),
        ("2024-02-29", "2023-03-01/2024-02-29"),
        ("2026-01-31", "2025-02-01/2026-01-31"),
    ):
        assert periods.twelve_months(rows.dag(today)).naam == naam
        first, *others = periods.dashboard_presets(rows.dag(today), running=True)
        assert first == (naam, "Laatste 12 maanden") and naam not in dict(others)
    over = periods.dashboard_presets(timezone.localdate(), running=False)
    assert all(periods.parse(one).tot_en_met < timezone.localdate() for one, _ in over)
