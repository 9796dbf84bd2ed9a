"""A logo that somebody uploads: recognised by its content, and rebuilt so that nothing else is in it."""

import io
import re
import warnings
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from casework.documents.kinds import JPEG, PNG, Programma, kind_of
from casework.documents.taking_in import BestandGeweigerd, safe_name
from casework.documents.uploading import MB, TeGroot
from casework.typesetting.trial import logo_on_trial

MAX_LOGO = 2 * MB
MAX_SVG = MB // 4
MAX_POINTS = 25_000_000
# Kept no larger than a page can show, in points.
LARGEST = (1600, 600)
SMALLEST = 40
# How much wider than high, and the other way round: it stands beside the name of the organisation.
WIDEST, HIGHEST = 6, 3
# How many elements an SVG draws, each use of one counted again.
MAX_DRAWN = 5_000

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop"
    " clipPath mask pattern style switch".split()
)
# Says something about the drawing and draws nothing.
DROPPED = frozenset({"title", "desc", "metadata", "marker"})
WELKE = "Kies een PNG, JPEG of SVG."
GEEN_PLAATJE = f"Dit bestand is geen plaatje dat wij kunnen gebruiken. {WELKE}"
ANDERS = "Vraag wie het logo maakte om een eenvoudige SVG, of kies een PNG."
_REFERENCE = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """``mime``: image/png or image/svg+xml."""

    inhoud: bytes
    mime: str


def take_in_logo(upload: UploadedFile) -> Logo:
    """The picture without anything that was hidden in it. Raises BestandGeweigerd, with what to do."""
    naam = safe_name(upload.name or "")
    if isinstance(upload, TeGroot) or (upload.size or 0) > MAX_LOGO:
        raise BestandGeweigerd(f"“{naam}” is te groot. Een logo mag hooguit {MAX_LOGO // MB} MB zijn.")
    upload.seek(0)
    content = upload.read(MAX_LOGO + 1)
    if not content:
        raise BestandGeweigerd(f"“{naam}” is leeg. Kies een ander bestand.")
    try:
        kind = kind_of(content)
    except Programma:
        raise BestandGeweigerd(f"“{naam}” is een programma. {WELKE}") from None
    if kind in (PNG, JPEG):
        logo = Logo(_repainted(content), PNG.mime)
    elif b"<svg" in content[:65536] or b":svg" in content[:65536]:
        logo = Logo(_redrawn(content), "image/svg+xml")
    else:
        raise BestandGeweigerd(GEEN_PLAATJE)
    _check_shape(logo)
    return logo


def _repainted(content: bytes) -> bytes:
    """Its points alone, as PNG: no place where a photo was taken, no colour profile, no second picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as read:
                if read.width * read.height > MAX_POINTS:
                    raise BestandGeweigerd("Dit plaatje heeft te veel beeldpunten. Maak het kleiner.")
                read.draft("RGB", LARGEST)
                seen = ImageOps.exif_transpose(read).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BestandGeweigerd("Dit plaatje heeft te veel beeldpunten. Maak het kleiner.") from None
    except (OSError, ValueError, SyntaxError):
        raise BestandGeweigerd(f"Dit plaatje is beschadigd. {WELKE}") from None
    if seen.height < SMALLEST:
        raise BestandGeweigerd(f"Dit plaatje is te klein. Kies een logo van minstens {SMALLEST} punten hoog.")
    seen.thumbnail(LARGEST)
    mode = "RGB" if seen.getextrema()[3][0] == 255 else "RGBA"
    clean = Image.new(mode, seen.size)
    clean.paste(seen.convert(mode))
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _redrawn(content: bytes) -> bytes:
    """Its shapes alone, written anew. What runs, or comes from elsewhere, is refused and never repaired."""
    if len(content) > MAX_SVG:
        raise BestandGeweigerd(f"Deze SVG is te groot: hooguit {MAX_SVG // 1024} kB. {ANDERS}")
    try:
        root = fromstring(content)
    except DefusedXmlException:
        raise BestandGeweigerd(f"In deze SVG staan verwijzingen die wij niet aannemen. {ANDERS}") from None
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        raise BestandGeweigerd(GEEN_PLAATJE) from None
    if root.tag != f"{SVG}svg":
        raise BestandGeweigerd(GEEN_PLAATJE)
    try:
        _strip(root)
        _check_size(root)
    except RecursionError:
        raise BestandGeweigerd(f"Deze SVG is te ingewikkeld. {ANDERS}") from None
    root.set("xmlns", SVG[1:-1])
    return ET.tostring(root, encoding="utf-8")


def _strip(element: ET.Element) -> None:
    for child in list(element):
        name = _local(child)
        if name is None or name in DROPPED:
            element.remove(child)
        elif name == "text":
            raise BestandGeweigerd(
                "In dit logo staan letters als tekst. Die zien er op een andere computer anders uit. Laat er"
                " vormen van maken, of kies een PNG."
            )
        elif name not in SHAPES:
            raise BestandGeweigerd(f"In deze SVG staat iets wat wij niet aannemen: {name[:40]}. {ANDERS}")
        else:
            _strip(child)
    element.tag = _local(element)
    for key in list(element.attrib):
        value = element.attrib.pop(key)
        name = key.removeprefix(XLINK)
        if name.lower().startswith("on"):
            raise BestandGeweigerd(f"In deze SVG staat een programma. {ANDERS}")
        if not name.startswith("{"):
            _check_text(value, href=name == "href")
            element.set(name, value)
    element.tail = None
    _check_text(element.text or "", href=False)
    if element.tag != "style":
        element.text = None


def _local(element: ET.Element) -> str | None:
    """The name of an element of SVG; None for what is not one."""
    known = isinstance(element.tag, str) and element.tag.startswith(SVG)
    return element.tag.removeprefix(SVG) if known else None


def _check_text(value: str, *, href: bool) -> None:
    """Only what stands in the drawing itself may be pointed at."""
    elsewhere = [target for _, target in _REFERENCE.findall(value) if not target.startswith("#")]
    strange = any(sign in value.lower() for sign in ("\\", "@import", "javascript:", "//"))
    unread = value.lower().count("url(") != len(_REFERENCE.findall(value))
    if elsewhere or strange or unread or (href and not value.startswith("#")):
        raise BestandGeweigerd(f"Deze SVG haalt iets van buiten. Dat nemen wij niet aan. {ANDERS}")


def _check_size(root: ET.Element) -> None:
    """A drawing that uses itself, or draws the same a million times, would keep a computer busy for hours."""
    by_id = {one.get("id"): one for one in root.iter() if one.get("id")}
    known: dict[ET.Element, int] = {}
    busy: set[ET.Element] = set()

    def drawn(one: ET.Element) -> int:
        if one in busy:
            raise BestandGeweigerd(f"Deze SVG verwijst naar zichzelf. {ANDERS}")
        if one not in known:
            busy.add(one)
            targets = [target[1:] for value in one.attrib.values() for _, target in _REFERENCE.findall(value)]
            targets += [one.get("href", "")[1:]]
            used = [by_id[target] for target in targets if target in by_id]
            known[one] = min(1 + sum(map(drawn, [*one, *used])), MAX_DRAWN + 1)
            busy.discard(one)
        return known[one]

    styled = {target[1:] for one in root.iter("style") for _, target in _REFERENCE.findall(one.text or "")}
    heavy = any(by_id[name].tag not in ("linearGradient", "radialGradient") for name in styled & set(by_id))
    if drawn(root) > MAX_DRAWN or heavy:
        raise BestandGeweigerd(f"Deze SVG is te ingewikkeld. {ANDERS}")


def _check_shape(logo: Logo) -> None:
    """That it can be shown in a document, and beside a name."""
    try:
        with Image.open(io.BytesIO(logo_on_trial(logo.inhoud)), formats=("PNG",)) as read:
            width, height = read.size
            seen = read.convert("RGB").getextrema()
    except (RuntimeError, OSError, ValueError, Image.DecompressionBombError):
        raise BestandGeweigerd(GEEN_PLAATJE) from None
    if all(low == high for low, high in seen):
        raise BestandGeweigerd(f"In dit plaatje is niets te zien. {WELKE}")
    if width > WIDEST * height or height > HIGHEST * width:
        raise BestandGeweigerd(
            f"Dit logo is te langgerekt. Kies een logo dat hooguit {WIDEST} keer zo breed is als hoog."
        )
