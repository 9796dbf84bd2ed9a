"""Charts: their numbers can be read, without colour and without eyes; one without words is refused."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reports.rendering import docx, odt, pdf, webpage
from reports.rendering.svg import size_of, svg_of
from reports.verslag import Grafiek, Grafieksoort, Tabelrij, Vak, Verslagtabel
from tests.reports.rendering.examples import ERG, STIJL, small

NAMESPACE = "{http://www.w3.org/2000/svg}"


def chart(
    soort: Grafieksoort, rijen: tuple[Tabelrij, ...], kolommen: tuple[str, ...] = ("Zaken",)
) -> Grafiek:
    tabel = Verslagtabel("t", "Titel", "zaken", "Uitleg.", "Kop", kolommen, rijen)
    return Grafiek("g", "Wat het is", soort, "Wat het laat zien.", tabel)


def rows(**numbers: int) -> tuple[Tabelrij, ...]:
    return tuple(Tabelrij(label, (Vak(n),)) for label, n in numbers.items())


FLOW = (
    Tabelrij("in", (Vak(5),)),
    Tabelrij("in → op", (Vak(3),)),
    Tabelrij("in → neer", (Vak(2),)),
)
EXAMPLES = [
    chart(Grafieksoort.STAVEN, rows(een=1200, twee=3)),
    chart(Grafieksoort.LIJN, rows(een=1200, twee=3)),
    chart(Grafieksoort.STROOM, FLOW),
    chart(Grafieksoort.RASTER, (Tabelrij("een", (Vak(7), Vak(0))),), ("op", "neer")),
]


def texts(grafiek: Grafiek) -> list[str]:
    root = ElementTree.fromstring(svg_of(grafiek))
    return [one.text for one in root.iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("grafiek", EXAMPLES, ids=lambda one: one.soort)
def test_a_chart_prints_every_number_and_every_word_of_its_table(grafiek):
    found = texts(grafiek)

    for rij in grafiek.tabel.rijen:
        assert rij.label.split(" → ")[-1] in found
        for vak in rij.vakken:
            assert f"{vak.waarde:,}".replace(",", ".") in found


@pytest.mark.parametrize("grafiek", EXAMPLES, ids=lambda one: one.soort)
def test_a_chart_has_a_role_a_title_and_a_description_and_is_the_same_every_time(grafiek):
    root = ElementTree.fromstring(svg_of(grafiek))

    assert root.get("role") == "img"
    assert [(one.tag, one.text) for one in root][:2] == [
        (f"{NAMESPACE}title", "Wat het is"),
        (f"{NAMESPACE}desc", "Wat het laat zien."),
    ]
    assert svg_of(grafiek) == svg_of(grafiek)
    assert {one.tag.removeprefix(NAMESPACE) for one in root} <= {
        *("title", "desc", "rect", "line", "circle", "path", "text")
    }


@pytest.mark.parametrize("grafiek", EXAMPLES, ids=lambda one: one.soort)
def test_all_of_a_chart_lies_within_it(grafiek):
    width, height = size_of(grafiek)
    root = ElementTree.fromstring(svg_of(grafiek))

    assert root.get("viewBox") == f"0 0 {width} {height:.1f}".removesuffix(".0")
    for one in root.iter():
        for name, most in (("x", width), ("y", height), ("x2", width), ("y2", height), ("cy", height)):
            assert 0 <= float(one.get(name, 0)) <= most


def test_a_chart_without_words_for_who_does_not_see_it_is_refused():
    for wrong in ({"alt": " "}, {"titel": ""}):
        with pytest.raises(ValueError):
            svg_of(replace(EXAMPLES[0], **wrong))


def test_a_report_with_a_chart_without_words_can_not_be_built():
    verslag = small()
    part = verslag.delen[0]
    broken = replace(part, grafieken=(replace(part.grafieken[0], alt=""), *part.grafieken[1:]))
    verslag = replace(verslag, delen=(broken, *verslag.delen[1:]))

    for render in (pdf.render, webpage.render, docx.render, odt.render):
        with pytest.raises(ValueError, match="who does not see it"):
            render(verslag, STIJL)


def test_words_in_a_chart_are_never_markup():
    grafiek = chart(Grafieksoort.STAVEN, (Tabelrij(ERG, (Vak(1),)),))

    assert " ".join(texts(grafiek)).startswith(ERG)


def test_a_hidden_number_is_a_sign_and_has_no_length():
    hidden = (Tabelrij("een", (Vak(None, "verborgen"),)), *rows(twee=4))
    root = ElementTree.fromstring(svg_of(chart(Grafieksoort.STAVEN, hidden)))

    assert "×" in [one.text for one in root.iter(f"{NAMESPACE}text")]
    assert len(list(root.iter(f"{NAMESPACE}rect"))) == 1


def test_many_bars_of_zero_are_one_line():
    numbers = {f"rij{n}": n % 4 // 3 for n in range(12)}

    assert "De andere 9: 0" in texts(chart(Grafieksoort.STAVEN, rows(**numbers)))


def test_many_months_say_their_year_once():
    months = tuple(Tabelrij(f"{month} 2021", (Vak(n + 1),)) for n, month in enumerate("abcdefghijkl"))

    found = texts(chart(Grafieksoort.LIJN, (*months, Tabelrij("a 2022", (Vak(20),)))))

    assert found.count("2021") == 1 and found.count("2022") == 1
