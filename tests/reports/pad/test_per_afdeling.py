"""The cards of the afdelingen add up to the report, and say what is not known."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.actors import SYSTEEM
from ledger.models import AuditRegel
from organisations.models import Afdeling
from organisations.roles import Rol
from organisations.services import Omvang, set_formatie
from reports.models import Rapportage
from reports.report import make_report
from reports.services import per_afdeling
from tests.conftest import access_of, hire
from tests.reports.agressie.rows import add_incident
from tests.reports.pad.test_per_zaak import H1, frozen
from tests.reports.published import bring_in
from tests.reports.rows import add_melding, add_zaak, take_route

pytestmark = pytest.mark.django_db


def texts(deel, at: int = 0) -> dict[str, tuple]:
    return {rij.label: tuple(vak.waarde for vak in rij.vakken) for rij in deel.tabellen[at].rijen}


def test_the_cards_of_the_published_case_add_up_to_its_report():
    organisation, _ = bring_in("den-haag-2021-h1")
    who = access_of(hire(organisation, "Corine Dekker", Rol.INTEGRITEITSCOORDINATOR))
    tree = make_report(organisation, "integriteit", H1, H1.tot_en_met).cijfers
    made = per_afdeling.cards_of(frozen(organisation), who)
    overview = texts(made.delen[0])
    total = overview.pop("Hele organisatie")
    assert total[0] == tree["instroom"]["totaal"].aantal == sum(row[0] for row in overview.values())
    for n, path in ((0, tree["instroom"]["per_categorie"]), (1, tree["routes"])):
        cards = [list(texts(deel, n).values()) for deel in made.delen[1:]]
        counted = [t.aantal for t in path.values() if t.aantal]
        assert [sum(card[i][0] for card in cards) for i in range(len(counted))] == counted
        assert all([row[1] for row in card] == counted for card in cards)


def test_a_rate_is_of_the_year_in_which_the_period_ends_or_not_known(den_haag, coordinator):
    shared = add_zaak(den_haag, "2021-02-01", melding={"categorie": "lekken", "afdeling": "Balie"})
    take_route(shared, "in_de_lijn", "2021-02-03")
    add_melding(den_haag, "2021-03-01", zaak=shared, categorie="lekken", afdeling="Beleid")
    add_zaak(den_haag, "2021-03-01")
    balie = Afdeling.objects.get(naam="Balie")
    for jaar, fte in ((2021, "40"), (2020, "10")):
        sizes = {balie.pk: Omvang(Decimal(fte)), None: Omvang(Decimal("240"))}
        set_formatie(organisation=den_haag, jaar=jaar, omvang=sizes, by=SYSTEEM)
    made = per_afdeling.cards_of(frozen(den_haag), access_of(coordinator))
    assert texts(made.delen[0]) == {
        "Balie": (1, "40,0", "2,5"),
        "Beleid": (1, "onbekend", "onbekend"),
        per_afdeling.ZONDER: (1, "onbekend", "onbekend"),
        "Hele organisatie": (3, "240,0", "1,3"),
    }
    assert made.delen[1].zinnen == (
        "Meldingen: 1 van de 3. Fte: 40,0. Per 100 fte: 2,5; in de hele organisatie: 1,3.",
    )
    assert "niet omgerekend naar een heel jaar" in made.delen[0].tabellen[0].uitleg
    assert texts(made.delen[1], 2)["Loopt nog"] == texts(made.delen[2], 2)["Loopt nog"] == (1, 1)


@pytest.mark.parametrize(("register", "add"), [("integriteit", add_zaak), ("agressie", add_incident)])
def test_who_may_see_the_cases_reads_and_downloads_them_unless_a_report_protects_its_numbers(
    den_haag, coordinator, auditor, ingelogd, register, add
):
    report, client, counts = frozen(den_haag, register), ingelogd(coordinator), []
    here = {"afdeling": "Balie 0"}
    add(den_haag, "2021-02-01", **({"melding": here} if add is add_zaak else here))
    url = reverse("rapport_per_afdeling", args=[report.kenmerk])
    assert "Balie 0" in client.get(url).content.decode()
    for n in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
        for m in range(5):
            here = {"afdeling": f"Team {n} {m}"}
            add(den_haag, "2021-02-01", **({"melding": here} if add is add_zaak else here))
    assert counts[0] == counts[1]
    file = reverse("rapport_per_afdeling_bestand", args=[report.kenmerk, "pdf"])
    assert client.get(file).content.startswith(b"%PDF")
    assert AuditRegel.objects.get(verb="kaarten_per_afdeling").user_id == coordinator.pk
    assert ingelogd(auditor).get(url).status_code == 404
    Rapportage.objects.update(bescherming=Rapportage.Bescherming.AFRONDEN)
    page = ingelogd(coordinator).get(url).content.decode()
    assert "bescherming ongedaan" in page and "Balie 0" not in page
    assert ingelogd(coordinator).get(file).status_code == 404
