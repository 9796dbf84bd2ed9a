"""A picture as points (PNG), for programs that show no SVG."""

import json
import struct

import typst

from casework.typesetting.content import Afbeelding

PAGE = 160  # millimetres between the margins
SHARP = 200  # points per inch, on a page
TEMPLATE = b"""#let doc = json(bytes(sys.inputs.at("picture")))
#set document(date: auto)
#set page(width: doc.breed * 1mm, height: doc.hoog * 1mm, margin: 0pt, fill: white)
#image(bytes(doc.svg), format: "svg", width: 100%, height: 100%)"""


def size_of(picture: Afbeelding) -> tuple[float, float]:
    """The width and height of a picture on a page, in millimetres."""
    width = PAGE * picture.breedte
    return round(width, 1), round(width * picture.verhouding, 1)


def as_png(picture: Afbeelding) -> bytes:
    """The same picture gives the same bytes, with the letters of a PDF."""
    width, height = size_of(picture)
    shown = {"svg": picture.svg.decode(), "breed": width, "hoog": height}
    return typst.compile(
        TEMPLATE,
        sys_inputs={"picture": json.dumps(shown)},
        format="png",
        ppi=SHARP,
        ignore_system_fonts=True,
    )


LOGO = 15  # millimetres high
LOGO_TEMPLATE = b"""#let doc = json(bytes(sys.inputs.at("picture")))
#set document(date: auto)
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(doc), height: 15mm)"""


def logo_as_png(logo: bytes) -> bytes:
    """A logo (PNG or SVG) as points on white, as high as it stands on a page. Raises RuntimeError for what
    can't be shown."""
    return typst.compile(
        LOGO_TEMPLATE,
        sys_inputs={"picture": json.dumps(list(logo))},
        format="png",
        ppi=SHARP,
        ignore_system_fonts=True,
    )


def logo_size(png: bytes) -> tuple[float, float]:
    """The width and height of what ``logo_as_png`` made, in millimetres."""
    width, height = struct.unpack(">II", png[16:24])
    return round(LOGO * width / height, 1), float(LOGO)
