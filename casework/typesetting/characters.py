"""Texts of people in a document: characters that can't be printed must not stop the document."""

import functools
import re
import unicodedata

import typst

# Controls, formatting marks (also those that turn the direction of text around) and what is no character.
_NO_TEXT = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SURE = re.compile(r"[\n\t -~\u00a0-\u024f\u0391-\u03a9\u03b1-\u03c9\u0410-\u044f\u2010-\u2026\u20ac]")
_TRIAL = b'#set document(title: "x", date: auto)\n#sys.inputs.at("text")'


def clean(text: str) -> str:
    """Without characters that are no text; every kind of line end is a line feed."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", text)
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _NO_TEXT)
    return unicodedata.normalize("NFC", "".join(kept))


def printable(text: str) -> str:
    """Clean, and with a name between brackets for what the fonts of a PDF lack: “[grinning face]”."""
    return "".join(c if _SURE.match(c) or _in_the_fonts(c) else _named(c) for c in clean(text))


def _named(character: str) -> str:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return ""  # only changes how the one before it looks
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


@functools.lru_cache(maxsize=8192)
def _in_the_fonts(character: str) -> bool:
    """Tried, once for each character: the strict standards refuse a character without a picture."""
    if unicodedata.east_asian_width(character) in "WF":
        return False  # the fonts have no Chinese, Japanese, Korean or emoji
    try:
        typst.compile(
            _TRIAL, sys_inputs={"text": character}, pdf_standards=["ua-1", "a-2a"], ignore_system_fonts=True
        )
    except typst.TypstError:
        return False
    return True
