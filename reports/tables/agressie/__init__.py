"""The tables of the aggression register, in the order of the domain document (section 8).

``uitleg`` is the definition in words for who reads the report; the exact one is in ``reports.figures``.
"""

from reports.tables.agressie.events import WAAR, WAT, WIE
from reports.tables.agressie.followup import MAATREGELEN, OP_TIJD, POLITIE, VERGELIJKING, VOORRAAD
from reports.tables.shape import Hoofdcijfer

ONDERDELEN = (
    ("instroom", "Wat er gebeurde", WAT),
    ("waar", "Waar en wanneer", WAAR),
    ("slachtoffers", "Slachtoffers", WIE),
    ("politie", "Politie en justitie", POLITIE),
    ("maatregel", "Maatregelen tegen veroorzakers", MAATREGELEN),
    ("termijnen", "Op tijd, en de Monitor", OP_TIJD),
    ("open", "Open incidenten", VOORRAAD),
    ("vergeleken", "Vergelijking met eerdere jaren", VERGELIJKING),
)

REIKWIJDTE = (
    "Incidenten van medewerkers en van politieke ambtsdragers tellen mee.",
    "Hinderlijk contact telt apart.",
    "Een tabel met meer keuzes per incident telt niet op tot het totaal.",
)

HOOFDCIJFERS = (
    Hoofdcijfer("instroom.totaal", ("incident gemeld", "incidenten gemeld")),
    Hoofdcijfer("politie.aangifte", ("incident met aangifte", "incidenten met aangifte")),
    Hoofdcijfer("nazorg.gehouden", ("incident met een nazorggesprek", "incidenten met een nazorggesprek")),
    Hoofdcijfer("voorraad.eind", ("open incident", "open incidenten"), begin="voorraad.begin"),
)
