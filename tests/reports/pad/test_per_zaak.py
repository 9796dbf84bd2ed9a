"""The list with a row for each case: as many as the report counts, and nothing that a report holds back."""

from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrity.models import Uitsluiting
from ledger.models import AuditRegel
from organisations.roles import Rol
from reports import lifecycle, periods
from reports.models import Rapportage
from reports.report import make_report
from reports.services import per_zaak
from tests.conftest import access_of, hire
from tests.reports.agressie.rows import add_incident
from tests.reports.agressie.rows import one_of_each as one_of_each_incident
from tests.reports.published import bring_in
from tests.reports.rows import add_zaak, one_of_each

pytestmark = pytest.mark.django_db
H1 = periods.parse("2021-H1")
Bescherming = Rapportage.Bescherming


def frozen(organisation, register="integriteit", periode=H1, **fields) -> Rapportage:
    return Rapportage.objects.create(
        organisation=organisation,
        register=register,
        periode=periode.naam,
        van=periode.van,
        tot_en_met=periode.tot_en_met,
        peildatum=periode.tot_en_met,
        status=lifecycle.VASTGESTELD,
        **fields,
    )


def column(verslag, kop: str) -> Counter[str]:
    """How often each text stands in a column; "2 × waarschuwing" counts twice."""
    tabel = verslag.delen[0].tabellen[0]
    found: Counter[str] = Counter()
    for rij in tabel.rijen:
        for text in rij.vakken[tabel.kolommen.index(kop)].waarde.split("; "):
            n, times, rest = text.partition(" × ")
            found[rest if times else text] += int(n) if times else 1
    found.pop("–", None)
    return found


def labelled(tellingen, labels) -> Counter[str]:
    return Counter({labels(code): t.aantal for code, t in tellingen.items() if t.aantal})


def test_the_list_of_the_published_case_counts_as_its_report_does():
    organisation, _ = bring_in("den-haag-2021-h1")
    who = access_of(hire(organisation, "Corine Dekker", Rol.INTEGRITEITSCOORDINATOR))
    figures = make_report(organisation, "integriteit", H1, H1.tot_en_met)
    made = per_zaak.list_of(frozen(organisation), who)
    tree, words = figures.cijfers, figures.woorden
    outcomes = {k: v for k, v in tree["uitkomst"].items() if k != "dader_onbekend"}
    told = column(made, "Uitkomst")
    assert {k: n for k, n in told.items() if not k.startswith("N")} == labelled(
        outcomes, per_zaak.UITKOMSTEN.__getitem__
    )
    assert column(made, "Maatregelen") == labelled(
        tree["maatregelen"]["per_maatregel"], lambda code: words["maatregel"][code].label
    )
    assert column(made, "Vastgesteld") == labelled(
        tree["schendingen"]["per_categorie"], lambda code: words["categorie"][code].label
    )
    numbers = [rij.label for rij in made.delen[0].tabellen[0].rijen]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)] and len(numbers) == sum(told.values())


def test_the_list_of_incidents_counts_as_their_report_does(den_haag, coordinator):
    one_of_each_incident(den_haag)
    tree = make_report(den_haag, "agressie", H1, H1.tot_en_met).cijfers
    made = per_zaak.list_of(frozen(den_haag, "agressie"), access_of(coordinator))
    assert len(made.delen[0].tabellen[0].rijen) == tree["instroom"]["totaal"].aantal
    assert sum(column(made, "Maatregelen").values()) == sum(
        t.aantal for t in tree["maatregelen"]["per_maatregel"].values()
    )
    assert sum(column(made, "Politie").values()) == tree["instroom"]["totaal"].aantal


def test_no_foreign_excluded_or_unreadable_zaak_is_in_it_and_no_order_of_receipt(
    den_haag, waterschap, coordinator
):
    access, report = access_of(coordinator), frozen(den_haag)
    add_zaak(waterschap, "2021-02-01", melding={"categorie": "lekken"})
    kept = add_zaak(den_haag, "2021-02-02", melding={"categorie": "valsheid"})
    Uitsluiting.objects.create(zaak=kept, user=coordinator, grond="melder")
    add_zaak(den_haag, "2021-02-03", compartiment="bestuur", melding={"categorie": "draaideur"})
    for day, categorie in (("2021-05-01", "belangenverstrengeling"), ("2021-01-05", "seksuele_intimidatie")):
        add_zaak(den_haag, day, melding={"categorie": categorie})
    tabel = per_zaak.list_of(report, access).delen[0].tabellen[0]
    types = [rij.vakken[0].waarde for rij in tabel.rijen]
    assert len(types) == 2 and types == sorted(types)


@pytest.mark.parametrize("periode", ["2021-H1", "2021", "2021-03"])
def test_a_list_is_refused_where_a_report_protects_its_small_numbers(
    den_haag, coordinator, ingelogd, periode
):
    one_of_each(den_haag)
    report = frozen(den_haag)
    protected = frozen(den_haag, periode=periods.parse(periode), versie=2, bescherming=Bescherming.VERBERGEN)
    with pytest.raises(ValidationError, match="bescherming ongedaan"):
        per_zaak.list_of(report, access_of(coordinator))
    client = ingelogd(coordinator)
    page = client.get(reverse("rapport_per_zaak", args=[protected.kenmerk]))
    assert "kan niet worden gemaakt" in page.content.decode() and "Download" not in page.content.decode()
    assert client.get(reverse("rapport_per_zaak_bestand", args=[report.kenmerk, "ods"])).status_code == 404
    assert not AuditRegel.objects.filter(verb="lijst_per_zaak").exists()


def test_who_may_see_the_cases_reads_downloads_and_is_remembered(
    den_haag, coordinator, griffier, auditor, ingelogd
):
    cases, report = one_of_each(den_haag), frozen(den_haag)
    client, url = ingelogd(coordinator), reverse("rapport_per_zaak", args=[report.kenmerk])
    page = client.get(url).content.decode()
    assert "een zaak kan herkenbaar zijn" in page and "Beschermd" not in page
    assert not any(zaak.kenmerk in page for zaak in cases.values())
    answer = client.get(reverse("rapport_per_zaak_bestand", args=[report.kenmerk, "csv"]))
    with ZipFile(BytesIO(answer.content)) as archive:
        text = "".join(archive.read(naam).decode("utf-8-sig") for naam in archive.namelist())
    assert "Eerste route" in text and not any(zaak.kenmerk in text for zaak in cases.values())
    line = AuditRegel.objects.get(verb="lijst_per_zaak")
    assert line.user_id == coordinator.pk and line.data["formaat"] == "csv" and line.data["aantal"] > 0
    for other in (griffier, auditor):
        assert ingelogd(other).get(url).status_code == 404


@pytest.mark.parametrize(("register", "add"), [("integriteit", add_zaak), ("agressie", add_incident)])
def test_the_list_takes_the_same_queries_however_many_cases(den_haag, coordinator, ingelogd, register, add):
    client, report = ingelogd(coordinator), frozen(den_haag, register)
    url, counts = reverse("rapport_per_zaak", args=[report.kenmerk]), []
    add(den_haag, "2021-02-01")
    client.get(url)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
        for _ in range(10):
            add(den_haag, "2021-02-01")
    assert counts[0] == counts[1]
