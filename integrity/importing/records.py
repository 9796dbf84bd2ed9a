"""What one kenmerk of a file says: values only, whatever file, order or separator they came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.importing.content import OudeRegistratie
from casework.importing.tables import Bestandsrij
from integrity.lists import GEGROND, Route, Soort, VooronderzoekUitkomst

# A betrokkene is a number; None is the one of whom it is not known who it is.
Persoon = int | None


@dataclass(frozen=True)
class Aantijgingsrij:
    """What one row says of one aantijging, read. Unknown and unreadable dates are None."""

    rij: Bestandsrij
    betrokkene: Persoon = None
    oordeel: str = ""
    oordeel_op: date | None = None
    besluiten: tuple[tuple[str, date], ...] = ()
    reden: str = ""

    def has(self, kolom: str) -> bool:
        return bool(self.rij.cellen[kolom])


@dataclass(frozen=True)
class Beschuldiging:
    """One aantijging: of one betrokkene, with one established category."""

    betrokkene: Persoon
    categorie: str = ""
    oordeel: str = ""
    oordeel_op: date | None = None


@dataclass(frozen=True)
class Beslissing:
    """One maatregel on one day about one betrokkene."""

    betrokkene: Persoon
    maatregel: str
    op: date
    reden: str = ""


@dataclass(frozen=True)
class Oud(OudeRegistratie):
    """A melding and its zaak as an old registration knew them."""

    ontvangen_op: date
    soort: str = Soort.MELDING.value
    kanaal: str = ""
    melderpositie: str = ""
    melderrelatie: str = ""
    afdeling: str = ""
    categorie: str = ""
    betreft: str = ""
    misstand: bool | None = None
    gevoegd_bij: str = ""
    uitstroomreden: str = ""
    uitgestroomd_op: date | None = None
    route: str = ""
    route_op: date | None = None
    lijn_uitkomst: str = ""
    vooronderzoek_start: date | None = None
    vooronderzoek_eind: date | None = None
    vooronderzoek_uitkomst: str = ""
    feitenonderzoek_start: date | None = None
    feitenonderzoek_eind: date | None = None
    uitvoering: str = ""
    kosten: str = ""
    kosten_bedrag: Decimal | None = None
    aangifte_op: date | None = None
    afgesloten_op: date | None = None
    aantijgingen: tuple[Beschuldiging, ...] = ()
    beslissingen: tuple[Beslissing, ...] = ()

    @property
    def in_de_lijn(self) -> bool:
        """There a maatregel needs no oordeel."""
        return (
            self.route == Route.IN_DE_LIJN or self.vooronderzoek_uitkomst == VooronderzoekUitkomst.IN_DE_LIJN
        )

    @property
    def beoordeelden(self) -> set[Persoon]:
        return {a.betrokkene for a in self.aantijgingen if a.oordeel}

    @property
    def in_de_lijn_genomen(self) -> list[Beslissing]:
        return [b for b in self.beslissingen if b.betrokkene not in self.beoordeelden]

    @property
    def na_oordeel_genomen(self) -> list[Beslissing]:
        return [b for b in self.beslissingen if b.betrokkene in self.beoordeelden]

    @property
    def alles_beslist(self) -> bool:
        """Everybody of whom something was established has a decision."""
        gegrond = {a.betrokkene for a in self.aantijgingen if a.oordeel in GEGROND}
        return gegrond <= {b.betrokkene for b in self.beslissingen}


def person_order(persoon: Persoon) -> tuple[bool, int]:
    """Known ones by number, the unknown one last."""
    return persoon is None, persoon or 0
