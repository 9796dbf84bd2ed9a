"""Reading what was asked in an address: every fault is found before the first is told."""

from collections.abc import Callable
from typing import TypeVar

from rest_framework.request import Request

from organisations.api.problems import Vraagfout

T = TypeVar("T")


class Vraag:
    """The names after the ? of one request. A name that is not asked for is a fault: a slip of the pen
    would silently give other numbers."""

    def __init__(self, request: Request, *known: str) -> None:
        self.given = request.query_params
        self.fouten: list[tuple[str, str]] = []
        for naam in self.given:
            if naam not in known:
                may = f"Gebruik alleen: {', '.join(known)}." if known else "Laat het vraagteken weg."
                self.fouten.append((naam[:40], f"‘{naam[:40]}’ kennen wij hier niet. {may}"))
            elif len(self.given.getlist(naam)) > 1:
                self.fouten.append((naam, f"‘{naam}’ staat er meer dan één keer."))

    def text(self, naam: str, default: str = "") -> str:
        return self.given.get(naam, default)

    def read(self, naam: str, parse: Callable[[str], T], default: T | None = None) -> T | None:
        """What ``parse`` makes of it; the default when it is not there. A ValueError of it is a fault."""
        if naam not in self.given:
            return default
        try:
            return parse(self.given[naam])
        except ValueError as error:
            self.fouten.append((naam, str(error)))
            return default

    def need(self, naam: str, text: str) -> None:
        """A fault when it is not there."""
        if not self.given.get(naam):
            self.fouten.append((naam, text))

    def check(self) -> None:
        """Raises Vraagfout with everything that was wrong."""
        if self.fouten:
            raise Vraagfout(self.fouten)
