"""What a table is, how one is described, and how a description is filled with the figures of a report."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.lists import NIET_GEREGISTREERD, Code
from reports.counting import Bedrag, Telling
from reports.report import Rapport

Waarde = Telling | Bedrag | int | None
MAANDEN = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()


@dataclass(frozen=True)
class Cel:
    """A number and the path of its figure; written as ``soort``: aantal, bedrag, verschil,
    procent (of a difference, with its sign), aandeel (a share), onbekend (a share of nothing) or dagen
    (a length of time)."""

    figuur: str = ""
    waarde: Waarde = None
    soort: str = "aantal"


@dataclass(frozen=True)
class Regel:
    """``soort``: "" or deel (one level lower), subtotaal, totaal."""

    label: str
    cellen: tuple[Cel, ...]
    soort: str = ""


@dataclass(frozen=True)
class Rapporttabel:
    """``eenheid`` is what is counted; a table never adds up different units."""

    naam: str
    titel: str
    eenheid: str
    uitleg: str
    kop: str
    kolommen: tuple[str, ...]
    regels: tuple[Regel, ...]


@dataclass(frozen=True)
class Onderdeel:
    naam: str
    titel: str
    tabellen: tuple[Rapporttabel, ...]


@dataclass(frozen=True)
class Hoofdcijfer:
    """A number to begin with; compared with a year earlier, or with another figure of this report.

    ``label``: for one, and for more.
    """

    pad: str
    label: tuple[str, str]
    begin: str = ""


# How a table is described.


@dataclass(frozen=True)
class Getal:
    """A row with one figure."""

    label: str
    pad: str
    soort: str = ""


@dataclass(frozen=True)
class PerCode:
    """A row for each code below a path. ``woorden``: a closed list, or the name of a list of words.

    ``leeg``: what is said of what was left empty, when that says more than that.
    """

    pad: str
    woorden: Iterable[tuple[str, str]] | str
    soort: str | None = None
    leeg: str = ""


@dataclass(frozen=True)
class Beschrijving:
    """A table with one column, named after its unit; with ``maak`` it has columns of its own."""

    naam: str
    titel: str
    eenheid: str
    kop: str
    uitleg: str
    regels: tuple[Getal | PerCode, ...] = ()
    maak: "Callable[[Vuller], tuple[tuple[str, ...], list[Regel]]] | None" = None


class Vuller:
    """Fills descriptions with the figures of one report."""

    def __init__(self, rapport: Rapport) -> None:
        self.rapport = rapport
        self.lists = rapport.woorden
        self.parents = {code.ouder for codes in self.lists.values() for code in codes.values()}

    def node(self, path: str) -> Any:
        found: Any = self.rapport.boom
        for part in path.split("."):
            found = found[part]
        return found

    def words(self, woorden: Iterable[tuple[str, str]] | str, code: str) -> tuple[str, str]:
        """The words for a code, and "deel" when it has a parent in its list.

        A code with others below it counts only what was registered under itself: "(algemeen)".
        """
        if code == NIET_GEREGISTREERD:
            return "Niet geregistreerd", ""
        if woorden == "maand":
            year, month = code.split("-")
            return f"{MAANDEN[int(month) - 1]} {year}", ""
        if woorden == "afdeling":
            return code, ""
        if isinstance(woorden, str):
            known: Mapping[str, Code] = self.lists[woorden]
            if code not in known:
                return code, ""
            general = " (algemeen)" if code in self.parents else ""
            return f"{known[code].label}{general}", "deel" if known[code].ouder else ""
        return dict(woorden).get(code, code), ""

    def rows(self, one: Getal | PerCode) -> list[Regel]:
        if isinstance(one, Getal):
            return [Regel(one.label, (Cel(one.pad, self.node(one.pad)),), one.soort)]
        made = []
        for code, value in self.node(one.pad).items():
            label, level = self.words(one.woorden, code)
            if code == NIET_GEREGISTREERD and one.leeg:
                label = one.leeg
            made.append(Regel(label, (Cel(f"{one.pad}.{code}", value),), one.soort or level))
        return made

    def fill(self, description: Beschrijving) -> Rapporttabel:
        if description.maak:
            columns, rows = description.maak(self)
        else:
            columns = (description.eenheid.capitalize(),)
            rows = [row for one in description.regels for row in self.rows(one)]
        return Rapporttabel(
            naam=description.naam,
            titel=description.titel,
            eenheid=description.eenheid,
            uitleg=description.uitleg,
            kop=description.kop,
            kolommen=columns,
            regels=tuple(rows),
        )
