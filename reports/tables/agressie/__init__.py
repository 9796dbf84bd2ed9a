"""The tables of the aggression register, in the order of the domain document (section 8).

``uitleg`` is the definition in words for who reads the report; the exact one is in ``reports.figures``.
"""

from incidents.gedragingen import Hoofdcategorie
from reports.tables.agressie.describing import GEMELD, per
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

# What a dashboard begins with, each beside the same a year earlier; and its tables: by month, by what
# happened, by afdeling.
DASHBOARD_CIJFERS = (
    Hoofdcijfer("instroom.totaal", ("incident gemeld", "incidenten gemeld")),
    Hoofdcijfer("nazorg.gehouden", ("incident met een nazorggesprek", "incidenten met een nazorggesprek")),
    Hoofdcijfer("voorraad.uitstroom", ("incident gesloten", "incidenten gesloten")),
    Hoofdcijfer("voorraad.eind", ("open incident", "open incidenten")),
)
DASHBOARD_TABELLEN = (
    per("maand", "Incidenten per maand", "Maand", "maand", GEMELD),
    per("hoofdcategorie", "Incidenten per hoofdcategorie", "Hoofdcategorie", Hoofdcategorie.choices, GEMELD),
    per(
        "afdeling",
        "Incidenten per afdeling",
        "Afdeling",
        "afdeling",
        f"{GEMELD} Een afdeling zonder incident staat er niet bij.",
    ),
)

HOOFDCIJFERS = (
    Hoofdcijfer("instroom.totaal", ("incident gemeld", "incidenten gemeld")),
    Hoofdcijfer("politie.aangifte", ("incident met aangifte", "incidenten met aangifte")),
    Hoofdcijfer("nazorg.gehouden", ("incident met een nazorggesprek", "incidenten met een nazorggesprek")),
    Hoofdcijfer("voorraad.eind", ("open incident", "open incidenten"), begin="voorraad.begin"),
)
