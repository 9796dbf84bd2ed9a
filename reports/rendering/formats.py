"""Which formats there are, in the order in which they are offered: open ones before others."""

from collections.abc import Callable
from dataclasses import dataclass

from casework.typesetting import Huisstijl
from reports.rendering import json, pdf, webpage
from reports.verslag import Verslag


@dataclass(frozen=True)
class Formaat:
    """``render`` makes the whole file: the same report in the same house style gives the same bytes."""

    naam: str
    label: str
    extensie: str
    content_type: str
    render: Callable[[Verslag, Huisstijl], bytes]


FORMATEN = {
    one.naam: one
    for one in (
        Formaat("pdf", "PDF, om te lezen en te bewaren", "pdf", "application/pdf", pdf.render),
        Formaat("html", "HTML, voor de browser", "html", "text/html; charset=utf-8", webpage.render),
        Formaat("json", "JSON, alleen de cijfers", "json", "application/json", lambda v, h: json.render(v)),
    )
}
