"""What stands in a report: its words, tables and charts as plain data. Every format shows this one, and this
is what is frozen."""

from reports.verslag.brief import standard_head
from reports.verslag.content import (
    TEKST,
    Briefhoofd,
    Grafiek,
    Grafieksoort,
    Tabelrij,
    Vak,
    Verslag,
    Verslagdeel,
    Verslagtabel,
)
from reports.verslag.grafieken import trend_and_parts, with_charts
from reports.verslag.making import table_of, vak_of, verslag_of
from reports.verslag.storing import as_bytes, from_bytes, unchanged
from reports.verslag.vertellen import VERTELD

__all__ = [
    "TEKST",
    "VERTELD",
    "Briefhoofd",
    "Grafiek",
    "Grafieksoort",
    "Tabelrij",
    "Vak",
    "Verslag",
    "Verslagdeel",
    "Verslagtabel",
    "as_bytes",
    "from_bytes",
    "standard_head",
    "table_of",
    "trend_and_parts",
    "unchanged",
    "vak_of",
    "verslag_of",
    "with_charts",
]
