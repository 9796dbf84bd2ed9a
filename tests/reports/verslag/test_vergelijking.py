"""The comparison with earlier years as it is printed, at the edges of its rounding, for both registers."""

import pytest

from reports.rendering.cells import text_of
from reports.verslag import Verslag, verslag_of
from tests.reports import making
from tests.reports.agressie import making as agressie


def of_integriteit(now: int, then: int) -> Verslag:
    zaken = [making.zaak(n, "2021-02-01") for n in range(now)]
    zaken += [making.zaak(1000 + n, "2020-02-01") for n in range(then)]
    return verslag_of(making.rapport_of(making.boom("2021-H1", zaken), "2021-H1"))


def of_agressie(now: int, then: int) -> Verslag:
    incidenten = [agressie.incident(n) for n in range(now)]
    incidenten += [agressie.incident(1000 + n, "2020-02-01") for n in range(then)]
    return verslag_of(agressie.rapport_of(agressie.boom(incidenten)))


@pytest.mark.parametrize("made", [of_integriteit, of_agressie])
@pytest.mark.parametrize(
    ("now", "then", "verschil", "procent"),
    [
        (12, 9, "+3", "–"),
        (12, 10, "+2", "+20%"),
        (41, 40, "+1", "+3%"),
        (39, 40, "−1", "−3%"),
        (201, 200, "+1", "+1%"),
        (199, 200, "−1", "−1%"),
        (10, 10, "0", "0%"),
        (0, 10, "−10", "−100%"),
    ],
)
def test_a_percentage_is_printed_from_ten_on_and_a_half_is_rounded_away_from_zero(
    made, now, then, verschil, procent
):
    [tabel] = [tabel for _, tabel in made(now, then).tabellen() if tabel.naam == "vergelijking"]

    assert tabel.kolommen == ("Zoals nu bekend", "Zoals gepubliceerd", "Verschil", "Verschil in %")
    assert [text_of(vak) for vak in tabel.rijen[0].vakken] == [str(now), "–", "–", "–"]
    assert [text_of(vak) for vak in tabel.rijen[1].vakken] == [str(then), "–", verschil, procent]
