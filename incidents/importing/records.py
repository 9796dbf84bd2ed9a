"""What one row of a file says: values only, whatever file, order or separator it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.importing.content import OudeRegistratie
from incidents.lists import Incidentsoort


@dataclass(frozen=True)
class OudIncident(OudeRegistratie):
    """An incident as an old registration knew it. ``ontvangen_op`` is the contract's ``gemeld_op``.

    What has no day of its own is dated ``ontvangen_op``. ``maatregelen``: each decision with its day.
    """

    voorval_op: date
    ontvangen_op: date
    hoofdcategorie: str
    soort: str = Incidentsoort.INCIDENT.value
    kenmerken: tuple[str, ...] = ()
    gedraging: tuple[str, ...] = ()
    contactvorm: tuple[str, ...] = ()
    afdeling: str = ""
    functiegroep: str = ""
    doelwit: str = ""
    ambt: str = ""
    ernst_beleving: int | None = None
    letsel: str = ""
    verzuim: str = ""
    nadelige_gevolgen: tuple[str, ...] = ()
    besproken_met: tuple[str, ...] = ()
    veroorzaker_bekend: str = ""
    veroorzakertype: str = ""
    politie: str = ""
    aangifte_op: date | None = None
    reden_geen_aangifte: str = ""
    strafbaar: str = ""
    afdoening: str = ""
    maatregelen: tuple[tuple[str, date], ...] = ()
    nazorg: str = ""
    schade: Decimal | None = None
    afgesloten_op: date | None = None
