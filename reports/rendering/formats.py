"""Which formats there are, in the order in which they are offered: open ones before others."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.typesetting import Huisstijl
from reports.rendering import csv, docx, json, ods, odt, pdf, webpage, xlsx
from reports.verslag import Verslag


@dataclass(frozen=True)
class Formaat:
    """``render`` makes the whole file: the same report in the same house style gives the same bytes.

    ``direct``: made so quickly that a page gives it at once, of the figures of now.
    """

    naam: str
    label: str
    extensie: str
    content_type: str
    render: Callable[[Verslag, Huisstijl], bytes]
    direct: bool = False

    @property
    def is_text(self) -> bool:
        """Readable on a screen as it is."""
        return self.content_type == "application/json" or self.content_type.startswith("text/")


ODF = "application/vnd.oasis.opendocument"
OOXML = "application/vnd.openxmlformats-officedocument"
FORMATEN = {
    one.naam: one
    for one in (
        Formaat("pdf", "PDF, om te lezen en te bewaren", "pdf", "application/pdf", pdf.render),
        Formaat("odt", "ODT, om aan te passen", "odt", f"{ODF}.text", odt.render),
        Formaat("docx", "Word, om aan te passen", "docx", f"{OOXML}.wordprocessingml.document", docx.render),
        Formaat("ods", "ODS, de tabellen", "ods", f"{ODF}.spreadsheet", ods.render),
        Formaat("xlsx", "Excel, de tabellen", "xlsx", f"{OOXML}.spreadsheetml.sheet", xlsx.render),
        Formaat("csv", "CSV, de tabellen", "zip", "application/zip", csv.render, direct=True),
        Formaat(
            "json", "JSON, alleen de cijfers", "json", "application/json", lambda v, h: json.render(v), True
        ),
        Formaat("html", "HTML, voor de browser", "html", "text/html; charset=utf-8", webpage.render),
    )
}
