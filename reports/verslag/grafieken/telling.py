"""What a chart shows, in words, for who does not see it: made from its table, number by number."""

from reports.verslag.content import Grafieksoort, Vak, Verslagtabel
from reports.words.phrases import number

ENKEL = {
    "meldingen": "melding",
    "incidenten": "incident",
    "zaken": "zaak",
    "besluiten": "besluit",
    "betrokkenen": "betrokkene",
}


def told(soort: Grafieksoort, tabel: Verslagtabel) -> str:
    """ "Lijngrafiek: in 2020-H1 64 meldingen, in 2021-H1 58."."""
    ways = {
        Grafieksoort.STAVEN: _bars,
        Grafieksoort.LIJN: _line,
        Grafieksoort.STROOM: _flows,
        Grafieksoort.RASTER: _grid,
    }
    return ways[soort](tabel)


def _line(tabel: Verslagtabel) -> str:
    points = [(f"in {rij.label} ", rij.vakken[0]) for rij in tabel.rijen]
    return f"Lijngrafiek: {_enumerated(points, tabel.eenheid)}."


def _bars(tabel: Verslagtabel) -> str:
    found = [(f"{rij.label} ", rij.vakken[0]) for rij in tabel.rijen if rij.vakken[0].waarde != 0]
    zeros = len(tabel.rijen) - len(found)
    rest = f" De andere {zeros}: 0." if zeros > 1 else " De andere: 0." if zeros else ""
    return f"Staafdiagram: {_enumerated(found, tabel.eenheid)}.{rest}"


def _flows(tabel: Verslagtabel) -> str:
    found = [(f"{rij.label} ", rij.vakken[0]) for rij in tabel.rijen if rij.vakken[0].waarde != 0]
    return f"Stroomdiagram: {_enumerated(found, tabel.eenheid)}.".replace(" → ", " naar ")


def _grid(tabel: Verslagtabel) -> str:
    rows = []
    for rij in tabel.rijen:
        shown = [
            f"{kolom.lower()} {_amount(vak)}"
            for kolom, vak in zip(tabel.kolommen, rij.vakken, strict=True)
            if vak.waarde not in (0, None) or vak.soort == "verborgen"
        ]
        rows.append(f"{rij.label}: {', '.join(shown) or 'geen'}")
    return f"Raster van {tabel.eenheid}. {'; '.join(rows)}."


def _enumerated(found: list[tuple[str, Vak]], unit: str) -> str:
    """The unit stands with the first number only."""
    return ", ".join(
        f"{words}{_amount(vak)}{'' if n else f' {ENKEL.get(unit, unit) if vak.waarde == 1 else unit}'}"
        for n, (words, vak) in enumerate(found)
    )


def _amount(vak: Vak) -> str:
    if vak.soort == "verborgen":
        return "een verborgen aantal"
    return "onbekend" if vak.waarde is None else number(int(vak.waarde))
