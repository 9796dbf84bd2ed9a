"""Lists of codes: the standard of a register, or an organisation's own while that is valid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from casework.models import Codelijst
from organisations.models import Organisation

# What was left empty, wherever something is counted over a list.
NIET_GEREGISTREERD = "niet_geregistreerd"
# What reads in the place of a text that an old registration did not hold.
NIET_GEREGISTREERD_IMPORT = "niet geregistreerd (import)"


@dataclass(frozen=True)
class Code:
    code: str
    label: str
    ouder: str = ""
    rijk_code: str = ""


@dataclass(frozen=True)
class Lijst:
    """A list in its order. ``naam`` says which version this is."""

    naam: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[str]:
        return (c.code for c in self.codes)

    def __contains__(self, code: object) -> bool:
        return any(c.code == code for c in self.codes)

    def label(self, code: str) -> str:
        """The label of a code; a code of another list is shown as it was registered."""
        return next((c.label for c in self.codes if c.code == code), code)

    def choices(self) -> list[tuple[str, str]]:
        return [(c.code, c.label) for c in self.codes]


# Filled by each register when it starts: (register, name) -> list.
STANDAARD: dict[tuple[str, str], Lijst] = {}


def define(register: str, naam: str, codes: Iterable[Code]) -> None:
    STANDAARD[register, naam] = Lijst("standaard", tuple(codes))


def list_on(organisation: Organisation, register: str, day: date, naam: str = "categorie") -> Lijst:
    """The list that holds in this organisation on this day (the last day of validity included)."""
    return Lijsten(organisation, register, naam).on(day)


def _stored(organisation: Organisation, register: str) -> QuerySet[Codelijst]:
    own = Codelijst.objects.filter(organisation=organisation, register=register)
    return own.prefetch_related("regels")


class Lijsten:
    """All lists of one organisation under one name, read once; for whoever asks for many days."""

    def __init__(
        self,
        organisation: Organisation,
        register: str,
        naam: str = "categorie",
        stored: Iterable[Codelijst] | None = None,
    ) -> None:
        """``stored``: the lists under whatever name, when they were read already."""
        if stored is None:
            stored = _stored(organisation, register).filter(naam=naam)
        self.standaard = STANDAARD[register, naam]
        self.eigen = [(own, self._read(own)) for own in stored if own.naam == naam]

    @classmethod
    def all_of(cls, organisation: Organisation, register: str) -> "dict[str, Lijsten]":
        """The lists under every name that the register has, read together."""
        stored = list(_stored(organisation, register))
        names = [naam for of, naam in STANDAARD if of == register]
        return {naam: cls(organisation, register, naam, stored) for naam in names}

    @staticmethod
    def _read(own: Codelijst) -> Lijst:
        rows = own.regels.all()
        return Lijst(str(own), tuple(Code(r.code, r.label, rijk_code=r.rijk_code) for r in rows))

    def on(self, day: date) -> Lijst:
        """The own list that is valid (the one that began last, should two overlap), else the standard."""
        for own, lijst in self.eigen:
            if own.geldig_van <= day and (own.geldig_tot is None or day <= own.geldig_tot):
                return lijst
        return self.standaard
