"""What can stand in a document. No renderer knows of another; both read these."""

from dataclasses import dataclass
from datetime import date

from casework.typesetting.house_style import Huisstijl


@dataclass(frozen=True)
class Kop:
    """A heading. ``niveau``: 1 to 3, below the title of the document."""

    tekst: str
    niveau: int = 1


@dataclass(frozen=True)
class Alinea:
    """Plain text; a line break stays a line break, an empty line stays white space."""

    tekst: str
    vet: bool = False
    klein: bool = False


@dataclass(frozen=True)
class Citaat:
    """Words of somebody, literally, set apart."""

    tekst: str
    van: str = ""


@dataclass(frozen=True)
class Opsomming:
    punten: tuple[str, ...]
    genummerd: bool = False


@dataclass(frozen=True)
class Gegevens:
    """Labels with what belongs to them."""

    rijen: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tabel:
    """``breedtes``: how the columns share the width (default: equally); ``rechts``: the numbers of the
    columns that are aligned to the right, from 0: amounts. ``titel`` stands above it as its caption.
    ``rijkoppen``: the first column says what its row is about. ``ingesprongen`` and ``vet``: the numbers of
    the rows, from 0, that belong to the one above, and that are totals."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    breedtes: tuple[int, ...] = ()
    rechts: tuple[int, ...] = ()
    titel: str = ""
    rijkoppen: bool = False
    ingesprongen: tuple[int, ...] = ()
    vet: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(rij) != len(self.koppen) for rij in self.rijen):
            raise ValueError("every row of a table has as many cells as there are headings")


@dataclass(frozen=True)
class Afbeelding:
    """A picture as SVG. ``verhouding``: its height as a part of its width; ``breedte``: its width as a part
    of that of the text. ``titel`` stands above it.
    Raises ValueError without ``alt``: who does not see it must know what it shows."""

    svg: bytes
    alt: str
    titel: str = ""
    verhouding: float = 0.5
    breedte: float = 1.0

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture has a text for who does not see it")


Blok = Kop | Alinea | Citaat | Opsomming | Gegevens | Tabel | Afbeelding


@dataclass(frozen=True)
class Document:
    """A document of an organisation.

    ``aan``: the lines of an address, which make it a letter. ``merking``: what stands above every page,
    such as who it is meant for. ``inhoudsopgave``: whether a PDF begins with its headings and their pages.
    ``opening``: what it says of itself below its title, instead of its date. ``datum`` is also the date
    inside the file, so that the same document gives the same bytes.
    """

    titel: str
    huisstijl: Huisstijl
    inhoud: tuple[Blok, ...]
    datum: date
    kenmerk: str = ""
    aan: tuple[str, ...] = ()
    merking: str = ""
    inhoudsopgave: bool = False
    opening: tuple[tuple[str, str], ...] = ()
