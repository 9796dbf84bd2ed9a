"""What kind of file it is, by its content; what it is called and what a browser says are no evidence."""

import codecs
import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32

import filetype


@dataclass(frozen=True)
class Bestandssoort:
    """A kind of file that is accepted. ``extensies``: what its name may end in; the first is usual."""

    label: str
    mime: str
    extensies: tuple[str, ...]


JPEG = Bestandssoort("een JPEG-foto", "image/jpeg", ("jpg", "jpeg", "jfif"))
PNG = Bestandssoort("een PNG-afbeelding", "image/png", ("png",))
GIF = Bestandssoort("een GIF-afbeelding", "image/gif", ("gif",))
WEBP = Bestandssoort("een WEBP-afbeelding", "image/webp", ("webp",))
HEIC = Bestandssoort("een HEIC-foto", "image/heic", ("heic", "heif"))
PDF = Bestandssoort("een PDF", "application/pdf", ("pdf",))
MP3 = Bestandssoort("een MP3-opname", "audio/mpeg", ("mp3",))
M4A = Bestandssoort("een M4A-opname", "audio/mp4", ("m4a",))
WAV = Bestandssoort("een WAV-opname", "audio/wav", ("wav",))
OGG = Bestandssoort("een OGG-opname", "audio/ogg", ("ogg", "oga", "opus"))
AMR = Bestandssoort("een AMR-opname", "audio/amr", ("amr",))
# A phone calls a recording m4a, also when the file says that it is an MP4.
MP4 = Bestandssoort("een MP4-video", "video/mp4", ("mp4", "m4v", "m4a"))
MOV = Bestandssoort("een MOV-video", "video/quicktime", ("mov", "qt"))
MSG = Bestandssoort("een mail uit Outlook (MSG)", "application/vnd.ms-outlook", ("msg",))
EML = Bestandssoort("een mail (EML)", "message/rfc822", ("eml",))
TEKST = Bestandssoort("platte tekst", "text/plain", ("txt",))

SOORTEN = (JPEG, PNG, GIF, WEBP, HEIC, PDF, MP3, M4A, WAV, OGG, AMR, MP4, MOV, MSG, EML, TEKST)
EXTENSIES = frozenset(e for soort in SOORTEN for e in soort.extensies)
BY_MARK = {
    "jpg": JPEG,
    "png": PNG,
    "apng": PNG,
    "gif": GIF,
    "webp": WEBP,
    "heic": HEIC,
    "pdf": PDF,
    "mp3": MP3,
    "m4a": M4A,
    "wav": WAV,
    "ogg": OGG,
    "amr": AMR,
    "mp4": MP4,
    "m4v": MP4,
    "mov": MOV,
}
# filetype doesn't know every marking of these two.
_BRANDS = {b"heic": HEIC, b"heix": HEIC, b"mif1": HEIC, b"msf1": HEIC, b"qt  ": MOV, b"M4A ": M4A}
_MP4_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"MSNV",
    b"M4V ",
    b"dash",
)
PROGRAMMAS = frozenset({"exe", "elf", "wasm", "deb", "rpm", "crx", "swf", "nes"})

# Windows, Linux, Java and macOS, a script.
_RUNS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_AMR = b"#!AMR"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_HEADERS_OF_MAIL = ("from", "to", "date", "subject", "received", "message-id", "mime-version", "return-path")
_HEAD = 64 * 1024


class Programma(Exception):
    """It is something that can be run."""


def kind_of(content: bytes) -> Bestandssoort | None:
    """The kind by content, None when it is none of those accepted. Raises Programma."""
    if content.startswith(_RUNS) and not content.startswith(_AMR):
        raise Programma
    if content.startswith(_OLE):
        return MSG if _OUTLOOK in content else None
    if content[4:8] == b"ftyp":
        return _of_container(content[8:12])
    found = filetype.guess(content[:8192])
    if found is None:
        return _of_text(content)
    if found.extension in PROGRAMMAS:
        raise Programma
    return BY_MARK.get(found.extension)


def _of_container(brand: bytes) -> Bestandssoort | None:
    if brand in _BRANDS:
        return _BRANDS[brand]
    return MP4 if brand in _MP4_BRANDS else None


def _of_text(content: bytes) -> Bestandssoort | None:
    text = _decoded(content)
    if text is None:
        return None
    return EML if _is_mail(content[:_HEAD]) else TEKST


def _decoded(content: bytes) -> str | None:
    """As Unicode, or as Windows writes it; None when there are controls in it, which no text has."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else text
    return None


def _is_mail(head: bytes) -> bool:
    found = BytesHeaderParser(policy=compat32).parsebytes(head)
    return sum(name in found for name in _HEADERS_OF_MAIL) >= 3
