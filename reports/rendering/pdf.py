"""The report as a PDF that is PDF/UA-1 and PDF/A-2a at once: to read, to send and to keep."""

from casework.typesetting import Huisstijl, as_pdf
from reports.rendering.document import document_of
from reports.verslag import Verslag


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    return as_pdf(document_of(verslag, huisstijl))
