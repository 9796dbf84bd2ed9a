"""The tables of the integrity register, in the order of the domain document (section 6).

``uitleg`` is the definition in words for who reads the report; the exact one is in ``reports.figures``.
"""

from reports.tables.integriteit.handling import MAATREGELEN, TRIAGE, VERLOOP
from reports.tables.integriteit.in_time import OP_TIJD
from reports.tables.integriteit.intake import ADVIES, INSTROOM
from reports.tables.integriteit.later import (
    EERDERE_ZAKEN,
    ONDERZOEKEN,
    VERBETEREN,
    VERGELIJKING,
    VOORRAAD,
)
from reports.tables.shape import Hoofdcijfer

ONDERDELEN = (
    ("instroom", "Ontvangen meldingen", INSTROOM),
    ("advies", "Adviesvragen, signalen en vertrouwenspersonen", ADVIES),
    ("beoordeling", "Beoordeling en route", TRIAGE),
    ("verloop", "Onderzoek en uitkomst", VERLOOP),
    ("maatregel", "Maatregelen", MAATREGELEN),
    ("termijnen", "Op tijd, en hoe lang het duurde", OP_TIJD),
    ("eerdere", "Zaken uit eerdere perioden", EERDERE_ZAKEN),
    ("onderzoek", "Alle onderzoeken", ONDERZOEKEN),
    ("open", "Open zaken en aangiften", VOORRAAD),
    ("verbeteren", "Verbeteracties", VERBETEREN),
    ("vergeleken", "Vergelijking met eerdere jaren", VERGELIJKING),
)

REIKWIJDTE = (
    "Elke kolom telt één eenheid: meldingen, zaken, betrokkenen of besluiten. Bij een zaak kunnen meer"
    " meldingen en meer betrokkenen horen.",
    "Zaken over medewerkers en over bestuurders tellen mee.",
)

# What a dashboard begins with, each beside the same a year earlier; and its tables: by month, by what it is
# about, by afdeling.
DASHBOARD_CIJFERS = (
    Hoofdcijfer("instroom.totaal", ("melding ontvangen", "meldingen ontvangen")),
    Hoofdcijfer("triage.in_behandeling", ("melding in behandeling", "meldingen in behandeling")),
    Hoofdcijfer("voorraad.uitstroom", ("zaak afgehandeld", "zaken afgehandeld")),
    Hoofdcijfer("voorraad.eind", ("open zaak", "open zaken")),
)
DASHBOARD_TABELLEN = tuple(
    next(one for one in INSTROOM if one.naam == f"instroom-{naam}")
    for naam in ("maand", "categorie", "afdeling")
)

HOOFDCIJFERS = (
    Hoofdcijfer("instroom.totaal", ("melding ontvangen", "meldingen ontvangen")),
    Hoofdcijfer("triage.in_behandeling", ("melding in behandeling", "meldingen in behandeling")),
    Hoofdcijfer("schendingen.totaal", ("zaak met een schending", "zaken met een schending")),
    Hoofdcijfer("voorraad.eind", ("open zaak", "open zaken"), begin="voorraad.begin"),
)
