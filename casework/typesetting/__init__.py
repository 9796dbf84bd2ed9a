"""Documents: what stands in them, once, and ways to write it: a PDF to read, an ODT or DOCX to go on with.

stuk = Document("Verslag", huisstijl_of(organisation), (Kop("Wat er gebeurde"), Alinea("…")))
pdf, odt = as_pdf(stuk), as_odt(stuk)
"""

from casework.typesetting.content import (
    Afbeelding,
    Alinea,
    Blok,
    Citaat,
    Document,
    Gegevens,
    Kop,
    Opsomming,
    Tabel,
)
from casework.typesetting.docx import as_docx
from casework.typesetting.house_style import Huisstijl, huisstijl_of, kleur_of
from casework.typesetting.odt import as_odt
from casework.typesetting.pdf import as_pdf

__all__ = [
    "Afbeelding",
    "Alinea",
    "Blok",
    "Citaat",
    "Document",
    "Gegevens",
    "Huisstijl",
    "Kop",
    "Opsomming",
    "Tabel",
    "as_docx",
    "as_odt",
    "as_pdf",
    "huisstijl_of",
    "kleur_of",
]
