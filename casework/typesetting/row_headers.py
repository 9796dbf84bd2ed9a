"""Cells that say what their row is about, as such in the tags of a PDF.

The typesetter tags the headings of columns; for those of rows it has nothing that is on by default. A
screen reader says both before a number, so the tags are put right in the file that it made.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_XREF = re.compile(rb"xref\r?\n0 (\d+)\r?\n")
_START = re.compile(rb"startxref\r?\n(\d+)\r?\n%%EOF\s*$")
_ELEMENT = re.compile(rb"(\d+) 0 obj\s*<</Type/StructElem/S/(\w+)/P (\d+) 0 R")
_FIRST = re.compile(rb"/K\[(\d+) 0 R")
_HEADERS = re.compile(rb"/O/Table/Headers\[[^]]*\]")


def with_row_headers(pdf: bytes, tables: Sequence[bool]) -> bytes:
    """``tables``: of each table in order, whether its first column holds the headers of its rows.
    Raises ValueError for a file that is not laid out as expected: then nothing may be sent."""
    if not any(tables):
        return pdf
    start = _START.search(pdf)
    found = start and _XREF.match(pdf, int(start[1]))
    if not found:
        raise ValueError("the PDF has no table of its objects")
    begin, count = found.end(), int(found[1])
    rows = [pdf[begin + 20 * n : begin + 20 * (n + 1)] for n in range(count)]
    places = {n: int(row[:10]) for n, row in enumerate(rows) if row[17:18] == b"n"}
    order = sorted(places, key=places.__getitem__)
    ends = [*(places[n] for n in order), int(start[1])]
    objects = {n: pdf[a:b] for n, (a, b) in zip(order, pairwise(ends), strict=True)}
    objects |= dict(_changed(objects, tables))
    return _written(pdf, objects, order, rows, ends)


def _changed(objects: dict[int, bytes], tables: Sequence[bool]) -> Iterator[tuple[int, bytes]]:
    """Its headers are found by their scope, of column and of row; so no cell names those of its column."""
    elements = {
        n: (found[2], int(found[3])) for n, data in objects.items() if (found := _ELEMENT.match(data))
    }
    those = sorted(n for n, (kind, _) in elements.items() if kind == b"Table")
    if len(those) != len(tables):
        raise ValueError("the PDF has another number of tables than the document")
    cells: dict[int, list[int]] = {}
    for n, (kind, parent) in elements.items():
        if kind == b"TD":
            cells.setdefault(parent, []).append(n)
    meant = {n for n, wanted in zip(those, tables, strict=True) if wanted}
    for n, (kind, parent) in elements.items():
        if kind != b"TR" or elements[parent][0] != b"TBody" or elements[parent][1] not in meant:
            continue
        first = _FIRST.search(objects[n])
        if not first:
            raise ValueError("a row of a table in the PDF has no cells")
        for cell in cells.get(n, []):
            is_header = cell == int(first[1])
            scope = b"/O/Table/Scope/Row" if is_header else b"/O/Table"
            data, times = _HEADERS.subn(scope, objects[cell], count=1)
            if not times:
                raise ValueError("a cell of a table in the PDF has no headers")
            yield cell, data.replace(b"/S/TD/", b"/S/TH/", 1) if is_header else data


def _written(
    pdf: bytes, objects: dict[int, bytes], order: list[int], rows: list[bytes], ends: list[int]
) -> bytes:
    """The file with its objects, and the table of where they stand."""
    out = bytearray(pdf[: ends[0]])
    for n in order:
        rows[n] = b"%010d" % len(out) + rows[n][10:]
        out += objects[n]
    table = len(out)
    head = _XREF.match(pdf, ends[-1])
    rest = pdf[head.end() + 20 * len(rows) :]
    return bytes(out) + head[0] + b"".join(rows) + _START.sub(b"startxref\n%d\n%%%%EOF" % table, rest)
