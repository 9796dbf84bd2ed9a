"""How a shape is described. Its texts are templates: ``reading`` says what stands between braces."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from organisations.roles import Register
from reports.verslag import Verslag, Verslagdeel


@dataclass(frozen=True)
class Tabelkeuze:
    """A table of the whole report, with another ``titel`` when that is given.

    ``rijen``: only the rows that show a figure with this path, or one that begins with it when it ends with
    a dot, in the order in which they stand in the report. ``kolommen``: only these, by their place. Empty:
    all of them.
    """

    tabel: str
    titel: str = ""
    rijen: tuple[str, ...] = ()
    kolommen: tuple[int, ...] = ()


@dataclass(frozen=True)
class Vormrij:
    """A row of an ``Opbouw``: the path of a figure for each column, empty for nothing.

    With ``elk`` it is a row for each code below these paths, called and ordered as in the report.
    """

    paden: tuple[str, ...]
    label: str = ""
    soort: str = ""
    elk: bool = False


@dataclass(frozen=True)
class Opbouw:
    """A table of cells that stand in several tables of the whole report. What the report does not have is
    nothing to tell: a row with none of its figures is left out, and so is a table without rows."""

    naam: str
    titel: str
    eenheid: str
    uitleg: str
    kop: str
    kolommen: tuple[str, ...]
    rijen: tuple[Vormrij, ...]


@dataclass(frozen=True)
class Vormdeel:
    """A part of a shape. Without ``titel`` it has no heading of its own, ``niveau`` 2 stands below the part
    before it.

    ``voor``: text to begin with. ``woorden``: the parts of the whole report of which the words follow: what
    people wrote, else the sentences of the figures. ``grafieken``: charts of the report, by name. ``maak``:
    the parts, for what can't be described like this; it gets the whole report and may only show what stands
    in that. A part that asks for something and finds nothing is left out.
    """

    naam: str = ""
    titel: str = ""
    niveau: int = 1
    voor: str = ""
    woorden: tuple[str, ...] = ()
    tabellen: tuple[Tabelkeuze | Opbouw, ...] = ()
    grafieken: tuple[str, ...] = ()
    maak: Callable[[Verslag], Iterable[Verslagdeel]] | None = None


@dataclass(frozen=True)
class Rapportvorm:
    """``naam``: as in addresses and names of files. ``uitleg``: for whom it is, in a sentence. ``kop``: the
    title of the report in this shape. ``delen``: None is everything as it is. ``kort``: how it was counted
    is left to the report itself."""

    naam: str
    titel: str
    uitleg: str
    delen: tuple[Vormdeel, ...] | None
    kop: str = ""
    registers: tuple[Register, ...] = tuple(Register)
    kort: bool = False
