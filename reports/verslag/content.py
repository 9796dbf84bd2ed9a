"""The content of a report. It holds numbers and words, no ids of cases and no queries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

# Raised when a figure is counted otherwise than before: a report that was frozen keeps its own number.
DEFINITIES = 1
TEKST = "tekst"


def later(default: Any) -> Any:
    """A field that reports which were frozen before do not have: it is stored only when it says something,
    so that those give the same bytes when they are computed again."""
    return field(default=default, metadata={"later": True})


@dataclass(frozen=True)
class Vak:
    """One cell of a table: a number, and the path of its figure.

    ``soort``: aantal, bedrag (in euros), verschil, procent (of a difference, with its sign), aandeel (a
    share), onbekend (a share of nothing), dagen (a length of time), verborgen (held back by the disclosure
    control), tekst (words, and so no figure). Without ``waarde`` there is nothing to tell, which is something
    else than 0. Raises ValueError for words that are not of soort tekst, or the other way around, and for
    words with the path of a figure.
    """

    waarde: int | Decimal | str | None = None
    soort: str = "aantal"
    figuur: str = ""

    def __post_init__(self) -> None:
        if self.is_tekst != isinstance(self.waarde, str) or (self.is_tekst and self.figuur):
            raise ValueError("a cell holds a number with its figure, or words without one")

    @property
    def is_tekst(self) -> bool:
        return self.soort == TEKST


@dataclass(frozen=True)
class Tabelrij:
    """``soort``: "" or deel (one level lower), subtotaal, totaal."""

    label: str
    vakken: tuple[Vak, ...]
    soort: str = ""


@dataclass(frozen=True)
class Verslagtabel:
    """``eenheid`` is what is counted, ``uitleg`` the definition in words, ``kop`` the heading of the rows."""

    naam: str
    titel: str
    eenheid: str
    uitleg: str
    kop: str
    kolommen: tuple[str, ...]
    rijen: tuple[Tabelrij, ...]

    def text_columns(self) -> frozenset[int]:
        """The columns that hold words, from 0, without that of the headings of the rows."""
        return frozenset(at for rij in self.rijen for at, vak in enumerate(rij.vakken) if vak.is_tekst)


class Grafieksoort(StrEnum):
    """What a chart looks like: rows as bars, rows as points of a line, rows as flows, or a grid of shades."""

    STAVEN = "staven"
    LIJN = "lijn"
    STROOM = "stroom"
    RASTER = "raster"


@dataclass(frozen=True)
class Grafiek:
    """A picture of ``tabel``, which stands beside it. ``alt``: what it shows, in a sentence or two, for who
    does not see it. Of a stroom the rows are called “from → to”."""

    naam: str
    titel: str
    soort: Grafieksoort
    alt: str
    tabel: Verslagtabel


@dataclass(frozen=True)
class Verslagdeel:
    """``zinnen`` are made from the figures; ``toelichting`` is what people wrote instead of them.

    Without ``titel`` there is no heading; ``niveau`` 2 stands below the part before it.
    """

    naam: str
    titel: str
    zinnen: tuple[str, ...] = ()
    toelichting: str = ""
    tabellen: tuple[Verslagtabel, ...] = ()
    grafieken: tuple[Grafiek, ...] = ()
    niveau: int = later(1)

    @property
    def woorden(self) -> str:
        """What people wrote, to the character; else what its figures say."""
        return self.toelichting if self.toelichting.strip() else " ".join(self.zinnen)


@dataclass(frozen=True)
class Briefhoofd:
    """To whom a report goes as a letter, and who sign it. ``ondertekenaars``: a line each, name and function.
    ``datum``: of the letter, None when that is not known yet."""

    geadresseerde: str = ""
    aanhef: str = ""
    kenmerk: str = ""
    datum: date | None = None
    ondertekenaars: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verslag:
    """One report of one period, known on ``peildatum``.

    ``periode``: its name, as in the exchange contract. ``reikwijdte``: what is in it and what is not, a
    line each. ``lijsten``: which version of each list it is counted over. ``bescherming``: how small
    numbers are protected, in words; empty: not. ``cijfers``: the figures of the exchange contract. ``vorm``:
    the shape in which it is shown; empty: the whole. ``kort``: a document of it does without the
    account of how it was counted. ``brief``: for the shape that is a letter;
    never frozen, it is known when the report is sent.
    """

    titel: str
    ondertitel: str
    organisatie: str
    slug: str
    register: str
    periode: str
    van: date
    tot_en_met: date
    peildatum: date
    delen: tuple[Verslagdeel, ...]
    cijfers: dict[str, Any]
    reikwijdte: tuple[str, ...] = ()
    lijsten: tuple[tuple[str, str], ...] = ()
    bescherming: str = ""
    definities: int = DEFINITIES
    vorm: str = later("")
    kort: bool = later(False)
    brief: Briefhoofd | None = later(None)

    @property
    def filename(self) -> str:
        named = f"{self.register}-{self.slug}-{self.periode.replace('/', '_')}"
        return f"{named}-{self.vorm}" if self.vorm else named

    def tabellen(self) -> Iterator[tuple[Verslagdeel, Verslagtabel]]:
        """Every table, with the part it stands in; the data tables of charts are of the charts."""
        for deel in self.delen:
            for tabel in deel.tabellen:
                yield deel, tabel
