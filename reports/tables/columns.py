"""Tables with more than one column that several registers have."""

from collections.abc import Callable, Iterable

from casework.lists import NIET_GEREGISTREERD
from reports.tables.shape import Cel, Regel, Vuller

# The columns, and the rows with a cell for each.
Kolommen = tuple[tuple[str, ...], list[Regel]]
Woorden = Iterable[tuple[str, str]] | str


def comparison(fill: Vuller) -> Kolommen:
    """What was received now and in earlier years."""
    now = fill.node("instroom.totaal")
    rows = [Regel(fill.rapport.periode.naam, (Cel("instroom.totaal", now), Cel(), Cel(), Cel()))]
    for n, then in enumerate(fill.node("vergelijking")):
        path = f"vergelijking.{n}"
        cells = (
            Cel(f"{path}.instroom", then["instroom"]),
            Cel(f"{path}.instroom_zoals_gepubliceerd", then["instroom_zoals_gepubliceerd"]),
            Cel(f"{path}.verschil", then["verschil"], "verschil"),
            Cel(f"{path}.verschil_procent", then["verschil_procent"], "procent"),
        )
        rows.append(Regel(then["periode"], cells))
    return ("Zoals nu bekend", "Zoals gepubliceerd", "Verschil", "Verschil in %"), rows


def comparison_by(naam: str, woorden: Woorden) -> Callable[[Vuller], Kolommen]:
    """The same, by the codes of one list."""

    def make(fill: Vuller) -> Kolommen:
        columns = {f"instroom.per_{naam}": fill.node(f"instroom.per_{naam}")}
        names = [fill.rapport.periode.naam]
        for n, then in enumerate(fill.node("vergelijking")):
            columns[f"vergelijking.{n}.per_{naam}"] = then[f"per_{naam}"]
            names.append(then["periode"])
        codes = sorted(
            dict.fromkeys(code for per in columns.values() for code in per),
            key=lambda code: code == NIET_GEREGISTREERD,
        )
        rows = []
        for code in codes:
            label, level = fill.words(woorden, code)
            cells = (Cel(f"{path}.{code}", per.get(code)) for path, per in columns.items())
            rows.append(Regel(label, tuple(cells), level))
        return tuple(names), rows

    return make


def crossed(
    pad: str,
    rijen: Woorden,
    kolommen: Woorden,
    *,
    per_rij: str = "",
    per_kolom: str = "",
    hoek: str = "instroom.totaal",
    alles: str = "Alle incidenten",
    leeg: str = "Niet geregistreerd",
) -> Callable[[Vuller], Kolommen]:
    """Rows by columns; ``per_rij`` and ``per_kolom``: the figures that stand beside and below as totals,
    ``hoek`` the one in the corner, and ``alles`` what the last row is called."""

    def label(fill: Vuller, code: str) -> str:
        return leeg if code == NIET_GEREGISTREERD else fill.words(kolommen, code)[0]

    def make(fill: Vuller) -> Kolommen:
        node = fill.node(pad)
        beside = fill.node(per_rij) if per_rij else {}
        below = fill.node(per_kolom) if per_kolom else {}
        codes = list(dict.fromkeys([*below, *(code for per in node.values() for code in per)]))
        rows = []
        for row, per in node.items():
            cells = [Cel(f"{pad}.{row}.{code}", per[code]) if code in per else Cel() for code in codes]
            total = [Cel(f"{per_rij}.{row}", beside.get(row))] if per_rij else []
            words, level = fill.words(rijen, row)
            rows.append(Regel(words, (*total, *cells), level))
        if per_kolom:
            cells = [Cel(f"{per_kolom}.{code}", below[code]) for code in codes]
            total = [Cel(hoek, fill.node(hoek))] if per_rij else []
            rows.append(Regel(alles, (*total, *cells), "totaal"))
        names = [label(fill, code) for code in codes]
        return (*(["Totaal"] if per_rij else []), *names), rows

    return make


def fields(
    pad: str, rijen: Woorden, kolommen: tuple[tuple[str, str], ...], *, soort: str = "aantal"
) -> Callable[[Vuller], Kolommen]:
    """A row for each code below a path, a column for each of its figures, written as ``soort``;
    ``procent`` is a share, not known where it is of nothing."""

    def make(fill: Vuller) -> Kolommen:
        rows = []
        for code, per in fill.node(pad).items():
            share = "aandeel" if "van" not in per or per["van"].aantal else "onbekend"
            cells = tuple(
                Cel(f"{pad}.{code}.{name}", per[name], share if name == "procent" else soort)
                for name, _ in kolommen
            )
            rows.append(Regel(fill.words(rijen, code)[0], cells))
        return tuple(words for _, words in kolommen), rows

    return make
