"""What is wrong in a file: where, which value, and what is allowed."""

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

SHOWN_FAULTS = 200
SHOWN_VALUE = 60


@dataclass(frozen=True, order=True)
class Importfout:
    """A fault. ``rij`` counts as a spreadsheet does, the header is row 1; 0 is the file as a whole."""

    rij: int
    kolom: str
    waarde: str
    uitleg: str

    def __str__(self) -> str:
        if not self.rij:
            return self.uitleg
        where = f"rij {self.rij}"
        if self.kolom:
            where += f", kolom {self.kolom}"
        if self.waarde:
            where += f", waarde ‘{self.waarde}’"
        return f"{where}: {self.uitleg}"


class ImportFouten(Exception):
    """The file can't be imported; ``fouten`` says why, in the order of the file."""

    def __init__(self, fouten: Iterable[Importfout]) -> None:
        self.fouten = sorted(set(fouten))
        super().__init__(f"{len(self.fouten)} fouten")

    @property
    def is_about_the_file(self) -> bool:
        """Not one row could be looked at."""
        return any(fout.rij == 0 for fout in self.fouten)

    def as_data(self) -> dict:
        """What a page shows; the first faults are enough to work on, the total says how many there are."""
        return {
            "fouten": [asdict(fout) for fout in self.fouten[:SHOWN_FAULTS]],
            "fouten_totaal": len(self.fouten),
        }


def of_file(uitleg: str) -> ImportFouten:
    return ImportFouten([Importfout(0, "", "", uitleg)])


def cut(value: str) -> str:
    """A value as it is shown: on one line, and not longer than can be read."""
    value = " ".join(value.split())
    return value if len(value) <= SHOWN_VALUE else value[: SHOWN_VALUE - 1] + "…"


def one_of(value: str, allowed: Iterable[str]) -> str:
    """What may stand there, the one that was probably meant first."""
    names = list(allowed)
    close = difflib.get_close_matches(value.lower(), names, n=1, cutoff=0.75)
    meant = f"bedoelt u {close[0]}? " if close else ""
    return f"{meant}kies uit: {', '.join(names)}"
