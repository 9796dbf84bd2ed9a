"""The numbers of a report by the path of their figure: which are shown, and which are held back.

One number can stand in many places: in several tables, in the data of a chart, in the figures of the
contract. It is shown or held back in all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from reports.verslag import Tabelrij, Vak, Verslag, Verslagtabel

Waarde = int | float | Decimal
# Sums of money. Below the same path a table shows how many cases each is about.
BEDRAGEN = frozenset({"onderzoeken.kosten.bedrag", "schade.bedrag", "schade.ontvangen"})
AANTAL = ".aantal"
VERBORGEN = "verborgen"
# What the organisation itself did: the report names each one, so there is nothing to protect.
EIGEN_WERK = ("activiteiten.", "toezeggingen.")
# What can be empty in the figures of the contract without being held back.
MAG_LEEG = ("verschil_procent", "procent", "instroom_zoals_gepubliceerd")
# Heads of the figures document that are no figures.
GEEN_CIJFER = ("organisatie", "register", "periode", "peildatum")


@dataclass(frozen=True)
class Getallen:
    """``getoond``: by path. ``verborgen``: held back. ``leeg``: nothing to tell (a percentage of little)."""

    getoond: Mapping[str, Waarde]
    verborgen: frozenset[str]
    leeg: frozenset[str]

    def __contains__(self, path: str) -> bool:
        return path in self.getoond or path in self.verborgen

    def paths(self) -> list[str]:
        return [*self.getoond, *sorted(self.verborgen)]


def numbers_of(verslag: Verslag) -> Getallen:
    """Every number that has a path, in the figures and in the tables."""
    shown: dict[str, Waarde] = {}
    held: set[str] = set()
    empty: set[str] = set()
    for path, value in leaves(verslag.cijfers):
        if value is not None:
            shown[path] = value
        else:
            (empty if path.endswith(MAG_LEEG) else held).add(path)
    for table in tables_of(verslag):
        for row in table.rijen:
            for vak in row.vakken:
                if not vak.figuur or vak.figuur.startswith(EIGEN_WERK):
                    continue
                path = path_of(vak)
                if vak.waarde is not None:
                    shown.setdefault(path, vak.waarde)
                else:
                    (held if vak.soort == VERBORGEN else empty).add(path)
    return Getallen(shown, frozenset(held - shown.keys()), frozenset(empty - held - shown.keys()))


def tables_of(verslag: Verslag) -> Iterator[Verslagtabel]:
    """The tables, and those beside the charts."""
    for deel in verslag.delen:
        yield from deel.tabellen
        yield from (grafiek.tabel for grafiek in deel.grafieken)


def path_of(vak: Vak) -> str:
    """The path of the number in this cell; of a cell beside an amount that of the count."""
    is_amount = vak.figuur in BEDRAGEN and vak.soort != "bedrag"
    return f"{vak.figuur}{AANTAL}" if is_amount else vak.figuur


def leaves(cijfers: Mapping[str, Any]) -> Iterator[tuple[str, Waarde | None]]:
    """The numbers of the figures document; what is empty too, but for words."""
    for key, value in cijfers.items():
        if key not in GEEN_CIJFER:
            yield from _leaves(value, key)


def _leaves(node: Any, path: str) -> Iterator[tuple[str, Waarde | None]]:
    match node:
        case dict():
            for key, value in node.items():
                if key != "top3":
                    yield from _leaves(value, f"{path}.{key}")
        case list():
            for n, value in enumerate(node):
                yield from _leaves(value, f"{path}.{n}")
        case str():
            pass
        case _:
            yield path, node


def with_numbers(verslag: Verslag, new: Mapping[str, Waarde | None]) -> Verslag:
    """The report with these numbers instead, wherever they stand; None is held back.

    A small number without a path can't be followed, so whatever has none is held back once anything is;
    ``top3`` is left out when it would tell which of the categories held back is the largest. Words stay.
    """

    def cell(vak: Vak) -> Vak:
        if vak.is_tekst:
            return vak
        if not vak.figuur:
            return Vak(None, VERBORGEN) if vak.waarde else vak
        path = path_of(vak)
        if path not in new:
            return vak
        return Vak(None, VERBORGEN, vak.figuur) if new[path] is None else replace(vak, waarde=new[path])

    def table(one: Verslagtabel) -> Verslagtabel:
        rows = tuple(Tabelrij(row.label, tuple(map(cell, row.vakken)), row.soort) for row in one.rijen)
        return replace(one, rijen=rows)

    parts = tuple(
        replace(
            deel,
            tabellen=tuple(map(table, deel.tabellen)),
            grafieken=tuple(replace(one, tabel=table(one.tabel)) for one in deel.grafieken),
        )
        for deel in verslag.delen
    )
    cijfers = {
        key: value if key in GEEN_CIJFER else _replaced(value, key, new)
        for key, value in verslag.cijfers.items()
    }
    ranked = any(path.startswith("instroom.per_categorie.") for path in new)
    if ranked and "top3" in cijfers.get("instroom", {}):
        cijfers["instroom"] = cijfers["instroom"] | {"top3": None}
    return replace(verslag, delen=parts, cijfers=cijfers)


def _replaced(node: Any, path: str, new: Mapping[str, Waarde | None]) -> Any:
    match node:
        case dict():
            return {key: _replaced(value, f"{path}.{key}", new) for key, value in node.items()}
        case list():
            return [_replaced(value, f"{path}.{n}", new) for n, value in enumerate(node)]
        case _:
            return new.get(path, node)
