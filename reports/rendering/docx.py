"""A report as DOCX, to go on with in Word."""

from casework.typesetting import Huisstijl, as_docx
from reports.rendering.document import document_of
from reports.verslag import Verslag


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    return as_docx(document_of(verslag, huisstijl))
