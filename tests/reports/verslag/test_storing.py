"""A report is plain data: what is stored comes back the same, to the byte."""

import pytest

from organisations.models import Organisation
from reports import periods, tables
from reports.report import Rapport, make_report
from reports.verslag import as_bytes, from_bytes, verslag_of
from tests.reports.test_acceptance import bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def report_of(organisation: Organisation, register: str, naam: str) -> Rapport:
    periode = periods.parse(naam)
    return make_report(organisation, register, periode, periode.tot_en_met)


@pytest.mark.parametrize(
    ("case", "register", "periode"),
    [("den-haag-2021-h1", "integriteit", "2021-H1"), ("bergen-op-zoom-2015", "agressie", "2015")],
)
def test_a_report_comes_back_from_its_bytes_the_same(case, register, periode):
    organisation, _ = bring_in(case)
    written = "Wat <b>mensen</b> schreven 😀"
    made = verslag_of(report_of(organisation, register, periode), {"instroom": written})

    stored = as_bytes(made)

    assert from_bytes(stored) == made
    assert as_bytes(from_bytes(stored)) == stored
    assert made.delen[0].toelichting == written


def test_every_sentence_belongs_to_a_part_of_the_report():
    organisation, _ = bring_in("den-haag-2021-h1")
    rapport = report_of(organisation, "integriteit", "2021-H1")
    made = verslag_of(rapport)

    assert [deel.naam for deel in made.delen] == [part.naam for part in tables.tables_of(rapport)]
    said = {deel.naam: deel.zinnen for deel in made.delen if deel.zinnen}
    assert set(said) == {"instroom", "beoordeling", "verloop", "eerdere", "open"}
    assert said["instroom"][0].startswith("In het eerste halfjaar van 2021 ontving het meldpunt 58 meldingen")


def test_bytes_that_are_no_report_are_refused():
    for data in (b"{}", b"[]", b"nee"):
        with pytest.raises(ValueError):
            from_bytes(data)
