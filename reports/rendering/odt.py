"""A report as ODT, to go on with in an office program."""

from casework.typesetting import Huisstijl, as_odt
from reports.rendering.document import document_of
from reports.verslag import Verslag


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    return as_odt(document_of(verslag, huisstijl))
