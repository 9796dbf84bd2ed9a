"""The same content twice, other content, and the list of an organisation's own that comes with a file."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from casework.models import Codelijst
from integrity.importing import run
from integrity.models import Melding
from ledger.models import AuditRegel
from tests.integrity.importing.files import (
    GESLOTEN,
    MELDING,
    OORDEEL,
    csv_of,
    fouten,
    importeer,
    stored,
)


def test_importing_twice_is_importing_once(den_haag):
    rows = [GESLOTEN, OORDEEL | {"kenmerk": "K2"}, MELDING | {"kenmerk": "K3", "gevoegd_bij": "K1"}]
    importeer(den_haag, *rows)
    before, lines = stored(den_haag), AuditRegel.objects.count()
    told = importeer(den_haag, *rows)
    assert (told["nieuw"], told["bekend"]) == (0, 3)
    assert stored(den_haag) == before and AuditRegel.objects.count() == lines


def test_equal_content_is_equal_whatever_order_separator_or_explicit_default(den_haag):
    rows = [GESLOTEN, OORDEEL | {"betrokkene": "2"} | {"afgesloten_op": "2021-04-20"}]
    importeer(den_haag, *rows)
    for data in (
        csv_of(*rows, shuffle=3),
        csv_of(*rows, delimiter=","),
        csv_of(*(row | {"soort": "melding"} for row in rows)),
        csv_of(*rows, GESLOTEN),
    ):
        assert run.run(den_haag, data)["bekend"] == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"kanaal": "brief"},
        {"afgesloten_op": "2021-04-21"},
        {"maatregel_reden": "Anders"},
        {"betrokkene": "2"},
    ],
)
def test_a_known_kenmerk_with_other_content_is_a_fault(den_haag, changed):
    importeer(den_haag, GESLOTEN)
    before = stored(den_haag)
    [told] = fouten(den_haag, MELDING | {"kenmerk": "K2"}, GESLOTEN | changed)
    assert told.startswith("rij 3, kolom kenmerk, waarde ‘K1’: deze melding is al geïmporteerd")
    assert stored(den_haag) == before


def test_a_kenmerk_is_known_in_its_own_organisation_only(den_haag, waterschap):
    importeer(den_haag, GESLOTEN)
    assert importeer(waterschap, GESLOTEN | {"kanaal": "brief"})["nieuw"] == 1


@pytest.mark.parametrize(
    "typed", ["Cafe\u0301 1", "Caf\u00e9\u200b 1", "\ufeffCaf\u00e9\u00a0 1", "Ca\u00adf\u00e9 \uff11"]
)
def test_a_kenmerk_that_looks_the_same_is_the_same(den_haag, typed):
    importeer(den_haag, MELDING | {"kenmerk": "Caf\u00e9 1"})
    assert importeer(den_haag, MELDING | {"kenmerk": typed})["bekend"] == 1
    later = {"kenmerk": "K2", "gevoegd_bij": typed}
    importeer(den_haag, MELDING | later)
    assert Melding.objects.get(bron_kenmerk="K2").zaak == Melding.objects.get(bron_kenmerk="Caf\u00e9 1").zaak


def test_a_kenmerk_of_invisible_characters_is_none(den_haag):
    [told] = fouten(den_haag, MELDING | {"kenmerk": "\u200b\u2060"})
    assert "is verplicht" in told
    [told] = fouten(den_haag, MELDING | {"gevoegd_bij": "\u200b"})
    assert "alleen onzichtbare tekens" in told


# an organisation's own list

LIJST = (
    "lijst;versie;geldig_van;geldig_tot;code;label;rijk_code\n"
    "eigen;1;2020-01-01;2021-01-31;liegen;Liegen;overig\n"
    "eigen;1;2020-01-01;2021-01-31;lekken;Lekken;informatie\n"
)


def test_an_own_list_is_used_for_what_was_received_while_it_is_valid(den_haag):
    own = OORDEEL | {"categorie": "liegen", "vastgestelde_categorie": "liegen"}
    importeer(den_haag, own | {"ontvangen_op": "2020-12-31"}, lijst=LIJST.encode())
    [told] = fouten(
        den_haag, MELDING | {"kenmerk": "K2", "categorie": "overig", "ontvangen_op": "2021-01-31"}
    )
    assert "(lijst “eigen 1”); kies uit: liegen, lekken" in told
    importeer(den_haag, MELDING | {"kenmerk": "K2", "categorie": "overig", "ontvangen_op": "2021-02-01"})


def test_the_same_list_again_is_fine_and_another_one_is_a_fault(den_haag):
    importeer(den_haag, MELDING, lijst=LIJST.encode())
    importeer(den_haag, MELDING | {"kenmerk": "K2"}, lijst=LIJST.encode())
    [told] = fouten(den_haag, MELDING | {"kenmerk": "K3"}, lijst=LIJST.replace("Liegen", "Jokken").encode())
    assert "andere inhoud" in told
    later = LIJST.replace("eigen;1;2020-01-01;2021-01-31", "eigen;2;2021-01-31;")
    [told] = fouten(den_haag, MELDING | {"kenmerk": "K3"}, lijst=later.encode())
    assert "op dezelfde dagen geldig als eigen 1" in told
    importeer(den_haag, MELDING | {"kenmerk": "K3"}, lijst=later.replace("2021-01-31", "2021-02-01").encode())


def test_a_list_is_not_kept_when_the_file_is_refused_and_the_other_way_round(den_haag):
    assert fouten(den_haag, MELDING | {"kanaal": "fax"}, lijst=LIJST.encode())
    assert not Codelijst.objects.exists()
    [told] = fouten(den_haag, MELDING, lijst=LIJST.replace("informatie", "lekkage").encode())
    assert told.startswith("rij 3, kolom rijk_code, waarde ‘lekkage’: categorielijst: ")
    assert not Melding.objects.exists()


def test_every_list_that_is_known_with_other_content_is_told(den_haag):
    two = LIJST + "eigen;2;2021-02-01;;liegen;Liegen;overig\n"
    importeer(den_haag, MELDING, lijst=two.encode())
    told = fouten(den_haag, MELDING | {"kenmerk": "K3"}, lijst=two.replace("Liegen", "Jokken").encode())
    assert len(told) == 2 and all("andere inhoud" in line for line in told)


def test_a_spreadsheet_and_a_csv_file_with_the_same_content_are_equal(den_haag):
    rows = [GESLOTEN | {"kosten": "1234.5", "kenmerk": "17"}, OORDEEL | {"kenmerk": "K2"}]
    importeer(den_haag, *rows)
    assert run.run(den_haag, workbook_of(*rows))["bekend"] == 2


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
    if name.endswith(("_op", "_start", "_eind")) and value:
        return date.fromisoformat(value)
    return float(value) if value.replace(".", "").isdecimal() else value or None
