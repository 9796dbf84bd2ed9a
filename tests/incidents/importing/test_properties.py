"""What holds for any registration of incidents that the contract allows."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents import lifecycle
from incidents.importing import run
from incidents.models import Incident
from organisations.models import Organisation
from tests.casework.importing.making import Rows
from tests.incidents.importing.files import csv_of, fouten, importeer, stored
from tests.incidents.importing.generating import registrations, spoilt

pytestmark = pytest.mark.django_db

any_file = given(rows=registrations())
few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def undone() -> Iterator[Organisation]:
    """An organisation in which something is tried."""
    with transaction.atomic():
        yield Organisation.objects.create(naam="Proef", slug="proef", soort="overig")
        transaction.set_rollback(True)


@few
@any_file
def test_any_registration_that_is_allowed_is_imported_once(rows: Rows):
    with undone() as organisation:
        assert importeer(organisation, *rows)["nieuw"] == len(rows)
        first = stored(organisation)
        assert importeer(organisation, *rows)["bekend"] == len(rows)
        assert stored(organisation) == first


def _set(cell: str) -> set[str]:
    return set(filter(None, cell.split("|")))


@few
@any_file
def test_what_stands_in_a_row_is_what_is_stored(rows: Rows):
    with undone() as organisation:
        importeer(organisation, *rows)
        for row in rows:
            _compare(row, Incident.objects.get(organisation=organisation, bron_kenmerk=row["kenmerk"]))


def _compare(row: dict[str, str], i: Incident) -> None:
    reported = row["gemeld_op"] or row["voorval_op"]
    assert (str(i.voorval_op), str(i.ontvangen_op)) == (row["voorval_op"], reported)
    assert (i.soort, i.hoofdcategorie) == (row["soort"] or "incident", row["hoofdcategorie"])
    assert (set(i.kenmerken), set(i.gedragingen)) == (_set(row["kenmerken"]), _set(row["gedraging"]))
    assert set(i.contactvormen) == _set(row["contactvorm"])
    assert (i.afdeling.naam if i.afdeling else "") == row["afdeling"]
    closed = row.get("afgesloten_op", "")
    assert str(i.afgesloten_op or "") == closed and (i.status == lifecycle.GESLOTEN) == bool(closed)
    _compare_slachtoffer(row, i)
    _compare_police(row, i, reported)
    codes, days = _set(row.get("maatregel", "")), row.get("maatregel_op", "").split("|")
    assert {m.maatregel for m in i.maatregelen.all()} == codes
    assert {str(m.opgelegd_op) for m in i.maatregelen.all()} == set(filter(None, days))
    assert [s.bedrag for s in i.schades.all()] == ([Decimal(row["schade"])] if row["schade"] else [])
    assert [(v.bekend, v.type) for v in i.veroorzakers.all()] == (
        [(row["veroorzaker_bekend"], row["veroorzakertype"])]
        if row["veroorzaker_bekend"] or row["veroorzakertype"]
        else []
    )


def _compare_slachtoffer(row: dict[str, str], i: Incident) -> None:
    names = ("doelwit", "ambt", "functiegroep", "letsel", "verzuim", "ernst_beleving")
    lists = ("nadelige_gevolgen", "besproken_met")
    if not any(row[name] for name in (*names, *lists, "nazorg")):
        assert not i.slachtoffers.exists()
        return
    hurt = i.slachtoffers.get()
    assert [str(getattr(hurt, name) or "") for name in names] == [row[name] for name in names]
    assert [set(getattr(hurt, name)) for name in lists] == [_set(row[name]) for name in lists]
    assert "|".join(t.uitkomst for t in hurt.nazorggesprekken.all()) == row["nazorg"]


def _compare_police(row: dict[str, str], i: Incident, reported: str) -> None:
    step = row["politie"]
    found = [(c.stap, str(c.gedaan_op)) for c in i.politiecontacten.all()]
    done = row.get("aangifte_op") or reported
    assert found == ([] if step in ("", "geen") else [(step, done if step == "aangifte" else reported)])
    besluit = i.politiebesluit
    assert (besluit.strafbaar if besluit else "") == row["strafbaar"]
    assert (besluit.reden_geen_aangifte if besluit else "") == row.get("reden_geen_aangifte", "")
    assert bool(besluit and besluit.besluit == "geen") == (step == "geen")
    assert [s.afdoening for s in i.strafverlopen.all()] == ([row["afdoening"]] if row["afdoening"] else [])


@few
@given(rows=spoilt())
def test_whatever_is_changed_in_a_file_it_is_refused_or_imported_whole(rows: Rows):
    """What the checks let through the services can do."""
    with undone() as organisation:
        if not fouten(organisation, *rows):
            kenmerken = {row["kenmerk"] for row in rows}
            assert {one["bron_kenmerk"] for one in stored(organisation)} == kenmerken
        else:
            assert not stored(organisation)


@few
@given(rows=registrations(), seed=st.integers(0, 999))
def test_the_order_of_rows_and_columns_does_not_matter(rows: Rows, seed: int):
    found = []
    for data in (csv_of(*rows), csv_of(*rows, shuffle=seed), csv_of(*rows, shuffle=seed, delimiter=",")):
        with undone() as organisation:
            run.run(organisation, data)
            found.append(stored(organisation))
    assert found[0] == found[1] == found[2]


@few
@given(rows=registrations(), seed=st.integers(0, 999))
def test_in_one_file_or_in_two_comes_to_the_same(rows: Rows, seed: int):
    first = random.Random(seed).sample(rows, (len(rows) + 1) // 2)
    with undone() as organisation:
        importeer(organisation, *rows)
        at_once = stored(organisation)
    with undone() as organisation:
        importeer(organisation, *first)
        assert importeer(organisation, *rows)["bekend"] == len(first)
        assert stored(organisation) == at_once
