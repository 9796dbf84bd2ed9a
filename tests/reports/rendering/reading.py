"""What stands in a file that was made: read from its bytes, as somebody else would."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from pypdf import PdfReader

from reports.rendering.cells import caption
from reports.rendering.document import in_short
from reports.verslag import Verslag, Verslagtabel

FOOT = re.compile(r"^.*Pagina \d+ van \d+\s*$", re.M)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def tokens(text: str) -> list[str]:
    """The words; one that was broken off at the end of a line is whole again."""
    return re.sub(r"[-\xad]\s*\n", "", FOOT.sub("", text)).replace("-", "").replace("\xad", "").split()


def pdf_cells(content: bytes, verslag: Verslag) -> dict[str, str]:
    """By the path of its figure what the PDF says, found by the title, headings and rows of its table."""
    words, found, start = tokens(pdf_text(content)), {}, 0
    for _, whole in verslag.tabellen():
        tabel = in_short(whole)
        head = tokens(" ".join((tabel.kop, *tabel.kolommen)))
        start = _after(words, tokens(caption(tabel)) + head, start)
        for rij in tabel.rijen:
            if words[start : start + len(head)] == head:
                start += len(head)
            start = _after(words, tokens(rij.label), start, at_once=True)
            for vak in rij.vakken:
                length = 2 if words[start] == "€" else 1
                found[vak.figuur] = " ".join(words[start : start + length])
                start += length
        for rij in whole.rijen if tabel != whole else ():
            # named in the row that tells of all of them, and read from there
            for at, vak in enumerate(rij.vakken):
                found.setdefault(vak.figuur, found[tabel.rijen[0].vakken[at].figuur])
    return found


def _after(words: list[str], part: list[str], start: int, *, at_once: bool = False) -> int:
    last = start + 1 if at_once else len(words)
    for n in range(start, last):
        if words[n : n + len(part)] == part:
            return n + len(part)
    raise AssertionError(f"{' '.join(part)!r} does not follow {' '.join(words[start : start + 12])!r}")


def number(text: str) -> int:
    return int(text.replace(".", ""))


def elements(content: bytes) -> Iterator[dict]:
    """The elements of the structure of a PDF: what a screen reader goes by."""

    def walk(node) -> Iterator[dict]:
        node = node.get_object()
        if not hasattr(node, "get"):
            return
        yield node
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from walk(kid) if hasattr(kid, "get_object") else ()

    yield from walk(PdfReader(io.BytesIO(content), strict=True).trailer["/Root"]["/StructTreeRoot"])


def scope(element: dict) -> str:
    """Of a header: whether it is one of a row or of a column."""
    attributes = [one.get_object() for one in element.get("/A", [])]
    return next((one["/Scope"] for one in attributes if "/Scope" in one), "")


def tags(content: bytes) -> Counter[str]:
    return Counter(f"{one.get('/S', '')}{scope(one)}" for one in elements(content))


class Pagina(HTMLParser):
    """``vakken``: by figure what the cells say; ``tabellen``: by title the rows of cells, ``beelden``: of
    each picture its title and description; ``tekst``: all words; ``namen``: each tag with its attributes."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.vakken: dict[str, set[str]] = {}
        self.tabellen: list[tuple[str, list[list[str]]]] = []
        self.beelden: list[tuple[str, str]] = []
        self.namen: list[tuple[str, dict[str, str]]] = []
        self.tekst = ""
        self._open: list[tuple[str, dict[str, str], int]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs) -> None:
        self.namen.append((tag, dict(attrs)))
        if tag == "table":
            self.tabellen.append(("", []))
        if tag == "tr":
            self.tabellen[-1][1].append([])
        self._open.append((tag, dict(attrs), len(self.tekst)))

    def handle_startendtag(self, tag, attrs) -> None:
        self.namen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.tekst += data

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, attributes, begin = self._open.pop()
            if name == tag:
                break
        text = self.tekst[begin:].strip()
        match tag:
            case "td" | "th":
                self.tabellen[-1][1][-1].append(text)
                if figuur := attributes.get("data-figuur"):
                    self.vakken.setdefault(figuur, set()).add(text)
            case "caption":
                self.tabellen[-1] = (text, self.tabellen[-1][1])
            case "title" if any(name == "svg" for name, _, _ in self._open):
                self.beelden.append((text, ""))
            case "desc":
                self.beelden[-1] = (self.beelden[-1][0], text)


def table_as_read(tabel: Verslagtabel, text_of) -> list[list[str]]:
    """The rows as they should be read: headings first."""
    return [[tabel.kop, *tabel.kolommen], *([rij.label, *map(text_of, rij.vakken)] for rij in tabel.rijen)]
