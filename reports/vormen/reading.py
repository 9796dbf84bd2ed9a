"""Finding a number in a report as it may be shown: what is held back there has no value here either."""

from collections.abc import Iterator
from functools import cached_property

from reports.periods import long_date, parse
from reports.verslag import Tabelrij, Vak, Verslag, Verslagtabel

NIETS = Vak()


class Verslaglezer:
    """Looks things up in one report."""

    def __init__(self, verslag: Verslag) -> None:
        self.verslag = verslag

    @cached_property
    def tabellen(self) -> dict[str, Verslagtabel]:
        return {tabel.naam: tabel for _, tabel in self.verslag.tabellen()}

    @cached_property
    def _places(self) -> dict[str, tuple[Tabelrij, Vak]]:
        """By path; of an amount the count is under its path, the money under “path, bedrag”."""
        found: dict[str, tuple[Tabelrij, Vak]] = {}
        for _, tabel in self.verslag.tabellen():
            for rij in tabel.rijen:
                for vak in rij.vakken:
                    money = ", bedrag" if vak.soort == "bedrag" else ""
                    if vak.figuur:
                        found.setdefault(f"{vak.figuur}{money}", (rij, vak))
        return found

    def vak(self, path: str) -> Vak:
        """The cell of a figure; an empty one when the report does not have it."""
        return self._places[path][1] if path in self._places else NIETS

    def rij(self, path: str) -> Tabelrij | None:
        """The row where a figure first stands: what it is called."""
        return self._places[path][0] if path in self._places else None

    def codes(self, *paths: str) -> Iterator[str]:
        """Every code directly below one of these paths, in the order of the report."""
        seen = set()
        for path in paths:
            for found in self._places if path else ():
                above, _, code = found.rpartition(".")
                if above == path and code not in seen:
                    seen.add(code)
                    yield code

    @cached_property
    def plaatsvervangers(self) -> dict[str, str]:
        """What stands for the names between braces in a template."""
        one = self.verslag
        return {
            "titel": one.titel,
            "organisatie": one.organisatie,
            "periode": parse(one.periode).in_words,
            "van": long_date(one.van),
            "tot_en_met": long_date(one.tot_en_met),
            "peildatum": long_date(one.peildatum),
        }

    def fill(self, template: str) -> str:
        return template.format(**self.plaatsvervangers)
