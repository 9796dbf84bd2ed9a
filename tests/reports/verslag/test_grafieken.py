"""Which charts a report has: pictures of its tables, told in words, made again when a table changes."""

import pytest

from reports.rendering.svg import svg_of
from reports.verslag import Vak, as_bytes, from_bytes, verslag_of, with_charts
from tests.reports import making
from tests.reports.rendering.examples import CASES, hiding, published, small, zeros


@pytest.mark.django_db
@pytest.mark.services
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_number_of_a_chart_is_a_cell_of_a_table_of_the_report(case):
    verslag, _ = published(*case)
    cells = {vak for _, tabel in verslag.tabellen() for rij in tabel.rijen for vak in rij.vakken}

    for deel in verslag.delen:
        for grafiek in deel.grafieken:
            assert {vak for rij in grafiek.tabel.rijen for vak in rij.vakken} <= cells
    assert from_bytes(as_bytes(verslag)) == verslag


@pytest.mark.django_db
@pytest.mark.services
def test_the_charts_of_den_haag_say_what_they_show():
    verslag, _ = published(*CASES[0])
    told = {one.naam: one.alt for deel in verslag.delen for one in deel.grafieken}

    assert list(told) == ["maanden", "categorieen", "stroom", "maatregelen", "doorlooptijd", "trend"]
    assert told["doorlooptijd"] == (
        "Staafdiagram: Van ontvangst tot beoordeling: mediaan 3 dagen, Van ontvangst tot beoordeling: 90% 6,"
        " Feitenonderzoek: mediaan 35, Van ontvangst tot sluiting: mediaan 60, Van ontvangst tot sluiting:"
        " 90% 60."
    )
    assert told["trend"] == "Lijngrafiek: in 2018-H1 0 meldingen, in 2019-H1 0, in 2020-H1 64, in 2021-H1 58."
    assert told["maatregelen"] == "Staafdiagram: Formele waarschuwing 3 besluiten. De andere 18: 0."
    assert told["stroom"].startswith(
        "Stroomdiagram: Ontvangen 58 meldingen, Ontvangen naar In behandeling genomen 32,"
    )
    assert "In behandeling genomen naar In de lijn 19" in told["stroom"]


@pytest.mark.parametrize("register", ["integriteit", "agressie"])
def test_of_nothing_but_zeros_there_is_no_chart(register):
    assert not any(deel.grafieken for deel in zeros(register).delen)


def test_how_long_it_took_stands_beside_what_was_in_time():
    zaken = [
        making.zaak(
            n,
            "2021-02-01",
            triage=[making.route("in_de_lijn", f"2021-02-{day:02}")],
            termijnen=[making.termijn("beoordelen", "2021-02-01", "2021-02-15", f"2021-02-{day:02}")],
        )
        for n, day in enumerate((3, 5, 8, 12, 20), 1)
    ]
    verslag = verslag_of(making.rapport_of(making.boom("2021-H1", zaken), "2021-H1"))
    charts = {one.naam: one for deel in verslag.delen for one in deel.grafieken if deel.naam == "termijnen"}

    assert list(charts) == ["op-tijd-stappen", "doorlooptijd"]
    told = charts["op-tijd-stappen"].alt
    assert told.startswith("Staafdiagram: Beoordelen: op tijd 4 zaken, Beoordelen: te laat 1. De andere")
    # of fewer than ten the slowest but one is not told, and of what did not happen there is no bar
    assert charts["doorlooptijd"].alt == "Staafdiagram: Van ontvangst tot beoordeling: mediaan 7 dagen."
    [row] = charts["doorlooptijd"].tabel.rijen
    assert row.vakken[0].figuur == "verdieping.doorlooptijd.beoordelen.mediaan"
    picture = svg_of(charts["doorlooptijd"]).decode()
    assert charts["doorlooptijd"].alt in picture


def test_a_number_that_is_hidden_afterwards_is_hidden_in_the_charts_too():
    verslag = with_charts(hiding(small(), "instroom.per_maand.2021-02"))

    (months,) = (one for one in verslag.delen[0].grafieken if one.naam == "maanden")
    assert months.tabel.rijen[1].vakken == (Vak(None, "verborgen", "instroom.per_maand.2021-02"),)
    assert "in feb 2021 een verborgen aantal" in months.alt and "2021 2" not in months.alt


def test_the_charts_of_a_report_are_made_again_the_same():
    assert with_charts(small()) == small()
