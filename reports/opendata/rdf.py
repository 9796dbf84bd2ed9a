"""Statements about things (RDF), written as Turtle and as JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

NAMEN = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NOT_IN_AN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')


@dataclass(frozen=True)
class RdfText:
    """``soort``: a datatype such as xsd:date; ``taal``: the language, of a text without one."""

    tekst: str
    soort: str = ""
    taal: str = ""


@dataclass(frozen=True)
class RdfThing:
    """Something with an address, or without one. ``soorten`` and the names of properties begin with a name of
    ``NAMEN``. Without either it is only pointed at."""

    uri: str = ""
    soorten: tuple[str, ...] = ()
    eigenschappen: tuple[tuple[str, "RdfText | RdfThing"], ...] = ()


def in_dutch(tekst: str) -> RdfText:
    return RdfText(tekst, taal="nl")


def _with_address(things: Iterable[RdfThing]) -> Iterator[RdfThing]:
    """Each thing with an address of which something is told, wherever it stands, once."""
    seen: set[RdfThing] = set()
    waiting = list(things)
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if one.uri and (one.soorten or one.eigenschappen):
            yield one
        waiting += [value for _, value in one.eigenschappen if isinstance(value, RdfThing)]


def turtle(things: Iterable[RdfThing]) -> bytes:
    head = "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in NAMEN.items())
    body = "".join(f"\n{_uri(one.uri)} {_statements(one)} .\n" for one in _with_address(things))
    return (head + body).encode()


def _statements(one: RdfThing) -> str:
    said = [f"a {', '.join(one.soorten)}"] if one.soorten else []
    return " ;\n  ".join([*said, *(f"{name} {_value(value)}" for name, value in one.eigenschappen)])


def _value(value: RdfText | RdfThing) -> str:
    if isinstance(value, RdfThing):
        return _uri(value.uri) if value.uri else f"[ {_statements(value)} ]"
    text = _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), value.tekst)
    after = f"@{value.taal}" if value.taal else f"^^{value.soort}" if value.soort else ""
    return f'"{text}"{after}'


def _uri(uri: str) -> str:
    return f"<{_safe(uri)}>"


def _safe(uri: str) -> str:
    return _NOT_IN_AN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", uri)


def json_ld(things: Iterable[RdfThing]) -> bytes:
    graph = [_as_object(one) for one in _with_address(things)]
    return json.dumps({"@context": NAMEN, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _as_object(one: RdfThing) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": _safe(one.uri)} if one.uri else {}
    if one.soorten:
        found["@type"] = list(one.soorten)
    for name, value in one.eigenschappen:
        found.setdefault(name, []).append(_as_value(value))
    return found


def _as_value(value: RdfText | RdfThing) -> dict[str, Any]:
    if isinstance(value, RdfThing):
        return {"@id": _safe(value.uri)} if value.uri else _as_object(value)
    found = {"@value": value.tekst}
    if value.taal:
        found["@language"] = value.taal
    elif value.soort:
        found["@type"] = value.soort
    return found
