"""Small afdelingen become one row, so that a small report can be released all the same."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from reports.bescherming.links import SAMENGEVOEGD
from reports.bescherming.numbers import numbers_of
from reports.verslag import TEKST, Tabelrij, Vak, Verslag, Verslagtabel

LIJST = "instroom.per_afdeling"
# Where an afdeling is a row too.
KRUISTABELLEN = ("verdieping.per_afdeling", "verdieping.aanleiding")
LABEL = "Overige (samengevoegd)"


def to_merge(verslag: Verslag, k: int) -> list[str]:
    """The afdelingen that together make one row that is large enough; none when there is nothing to merge."""
    counts = {
        path.removeprefix(f"{LIJST}."): value
        for path, value in numbers_of(verslag).getoond.items()
        if path.startswith(f"{LIJST}.")
    }
    order = sorted(counts, key=lambda naam: (counts[naam], naam))
    small = [naam for naam in order if counts[naam] < k]
    if not small:
        return []
    while len(small) < len(order) and (len(small) < 2 or sum(counts[naam] for naam in small) < k):
        small.append(order[len(small)])
    return small if len(small) > 1 else []


def merge(verslag: Verslag, k: int) -> Verslag:
    """The report with its small afdelingen as one row; the same report when there is nothing to merge."""
    names = to_merge(verslag, k)
    if not names:
        return verslag
    starts = {f"{base}.{naam}": base for base in (LIJST, *KRUISTABELLEN) for naam in names}
    parts = tuple(
        replace(
            deel,
            tabellen=tuple(_table(one, starts) for one in deel.tabellen),
            grafieken=tuple(replace(one, tabel=_table(one.tabel, starts)) for one in deel.grafieken),
        )
        for deel in verslag.delen
    )
    instroom = verslag.cijfers["instroom"]
    per = instroom["per_afdeling"]
    kept = {naam: n for naam, n in per.items() if naam not in names}
    merged = kept | {SAMENGEVOEGD: sum(per[naam] for naam in names)}
    cijfers = verslag.cijfers | {"instroom": instroom | {"per_afdeling": merged}}
    return replace(verslag, delen=parts, cijfers=cijfers)


def _table(table: Verslagtabel, starts: Mapping[str, str]) -> Verslagtabel:
    kept, merged = [], []
    for row in table.rijen:
        (merged if any(_start_of(vak, starts) for vak in row.vakken) else kept).append(row)
    if not merged:
        return table
    cells = tuple(_together(cells, starts) for cells in zip(*(row.vakken for row in merged), strict=True))
    before = [row for row in kept if row.soort != "totaal"]
    totals = [row for row in kept if row.soort == "totaal"]
    return replace(table, rijen=(*before, Tabelrij(LABEL, cells), *totals))


def _start_of(vak: Vak, starts: Mapping[str, str]) -> str | None:
    """The path of the afdeling that this cell is about."""
    if vak.figuur in starts:
        return vak.figuur
    above = vak.figuur.rpartition(".")[0]
    return above if above in starts else None


def _together(cells: tuple[Vak, ...], starts: Mapping[str, str]) -> Vak:
    if any(vak.is_tekst for vak in cells):
        return Vak("", TEKST)
    found = [vak for vak in cells if vak.waarde is not None]
    first = found[0] if found else cells[0]
    start = _start_of(first, starts)
    path = f"{starts[start]}.{SAMENGEVOEGD}{first.figuur.removeprefix(start)}" if start else ""
    total = sum((vak.waarde for vak in found if vak.waarde is not None), Decimal(0)) if found else None
    return Vak(int(total) if total is not None else None, first.soort, path)
