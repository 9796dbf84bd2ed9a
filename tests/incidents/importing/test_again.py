"""The same content twice, other content, and what must not exist for who uploads it."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from casework.delivery import SLOW, deliver_pending
from casework.importing import jobs
from casework.importing.faults import ImportFouten
from casework.models import Importopdracht
from incidents.importing import run
from incidents.lifecycle import REGISTER
from incidents.models import Incident, IncidentUitsluiting
from ledger.models import AuditRegel
from organisations.models import Roltoewijzing
from tests.conftest import access_of
from tests.incidents.importing.files import (
    ALLES,
    GEMELD,
    GESLOTEN,
    INCIDENT,
    csv_of,
    fouten,
    importeer,
    incident_of,
    stored,
)
from tests.integrity.importing import files as integriteit

RAADSLID = {"doelwit": "ambtsdrager", "ambt": "raadslid"}


def test_importing_twice_is_importing_once(den_haag):
    rows = [ALLES, GEMELD | {"kenmerk": "I2"}]
    importeer(den_haag, *rows)
    before, lines = stored(den_haag), AuditRegel.objects.count()
    told = importeer(den_haag, *rows)
    assert (told["nieuw"], told["bekend"], told["nieuwe_afdelingen"]) == (0, 2, [])
    assert stored(den_haag) == before and AuditRegel.objects.count() == lines


def test_equal_content_is_equal_whatever_order_separator_or_explicit_default(den_haag):
    importeer(den_haag, ALLES, INCIDENT | {"kenmerk": "I2"})
    for row in (
        ALLES | {"gedraging": "schelden|doodsbedreiging|schelden", "kenmerken": "wapen | online"},
        ALLES | {"politie": "", "schade": "1234.50"},
        ALLES | {"maatregel": "toegangsontzegging|toegangsontzegging"},
        INCIDENT | {"kenmerk": "I2", "soort": "incident", "gemeld_op": INCIDENT["voorval_op"]},
    ):
        assert importeer(den_haag, row)["bekend"] == 1
    assert run.run(den_haag, csv_of(ALLES, shuffle=3, delimiter=","))["bekend"] == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"voorval_op": "2021-01-11"},
        {"gedraging": "schelden"},
        {"letsel": "geen"},
        {"maatregel_op": "2021-01-21"},
        {"schade": "1234.51"},
        {"afgesloten_op": ""},
        {"ernst_beleving": "4"},
    ],
)
def test_a_known_kenmerk_with_other_content_is_a_fault(den_haag, changed):
    importeer(den_haag, ALLES)
    before = stored(den_haag)
    [told] = fouten(den_haag, GEMELD | {"kenmerk": "I2"}, ALLES | changed)
    assert told.startswith("rij 3, kolom kenmerk, waarde ‘I1’: dit incident is al geïmporteerd")
    assert stored(den_haag) == before


def test_a_kenmerk_is_known_in_its_own_organisation_only(den_haag, waterschap):
    importeer(den_haag, GESLOTEN)
    assert importeer(waterschap, GESLOTEN | {"letsel": "licht"})["nieuw"] == 1


def test_a_spreadsheet_and_a_csv_file_with_the_same_content_are_equal(den_haag):
    row = without_lists(ALLES) | {"kenmerk": "17", "politie": "112", "aangifte_op": ""}
    importeer(den_haag, row)
    assert run.run(den_haag, workbook_of(row))["bekend"] == 1


def without_lists(row: dict[str, str]) -> dict[str, str]:
    return {name: value.partition("|")[0] for name, value in row.items()}


def workbook_of(*rows: dict[str, str]) -> bytes:
    """As people make them: dates are dates, numbers are numbers."""
    book, columns = Workbook(), sorted({name for row in rows for name in row})
    book.active.append(columns)
    for row in rows:
        book.active.append([_as_typed(name, row.get(name, "")) for name in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_typed(name: str, value: str) -> object:
    if name.endswith("_op") and value:
        return date.fromisoformat(value)
    return float(value) if value.replace(".", "").isdecimal() else value or None


# What a file tells of what must not exist for who uploads it: nothing.


def told_to(user, *rows: dict[str, str]) -> list[str]:
    """What is said; looking and importing say the same."""
    access, data = access_of(user), csv_of(*rows)
    found = []
    for look in (
        lambda: run.check(access.organisation, data, None, access),
        lambda: run.run(access.organisation, data, access=access),
    ):
        with pytest.raises(ImportFouten) as error:
            look()
        found.append([fout.uitleg for fout in error.value.fouten])
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("changed", [{}, {"letsel": "licht"}])
def test_an_excluded_coordinator_is_told_the_same_whatever_the_hidden_incident_holds(
    den_haag, agressiecoordinator, changed
):
    importeer(den_haag, GESLOTEN)
    IncidentUitsluiting.objects.create(incident=incident_of(), user=agressiecoordinator)
    [told] = told_to(agressiecoordinator, GESLOTEN | changed)
    assert told.startswith("dit kenmerk kan niet worden gebruikt; kies een ander kenmerk")


def test_an_incident_of_a_raadslid_is_hidden_from_who_coordinates_those_of_employees(
    den_haag, agressiecoordinator, griffier
):
    importeer(den_haag, GEMELD | RAADSLID)
    [told] = told_to(agressiecoordinator, GEMELD | RAADSLID)
    assert "kan niet worden gebruikt" in told
    both = csv_of(GEMELD | {"kenmerk": "I2"} | RAADSLID, GEMELD | {"kenmerk": "I3", "doelwit": "medewerker"})
    assert run.check(den_haag, both)["onzichtbaar"] == 0
    assert run.check(den_haag, both, None, access_of(agressiecoordinator))["onzichtbaar"] == 1


def test_without_anybody_who_directs_those_the_coordinator_sees_them_back(den_haag, agressiecoordinator):
    access = access_of(agressiecoordinator)
    assert run.check(den_haag, csv_of(GEMELD | RAADSLID), None, access)["onzichtbaar"] == 0
    importeer(den_haag, GEMELD | RAADSLID)
    assert run.check(den_haag, csv_of(GEMELD | RAADSLID), None, access)["bekend"] == 1


def test_who_may_not_import_any_more_when_the_worker_comes_imports_nothing(den_haag, agressiecoordinator):
    access = access_of(agressiecoordinator)
    opdracht = jobs.upload(REGISTER, "oud.csv", csv_of(GEMELD), None, by=access)
    jobs.confirm(opdracht, by=access)
    Roltoewijzing.objects.filter(user=agressiecoordinator, register=REGISTER).delete()
    assert deliver_pending(SLOW) == 1
    opdracht.refresh_from_db()
    assert opdracht.status == Importopdracht.Status.MISLUKT
    assert "niet meer importeren" in opdracht.uitslag["fouten"][0]["uitleg"]
    assert not Incident.objects.exists()


def test_two_registers_keep_their_kenmerken_apart(den_haag):
    integriteit.importeer(den_haag, integriteit.MELDING | {"kenmerk": "I1"})
    assert importeer(den_haag, GEMELD)["nieuw"] == 1
