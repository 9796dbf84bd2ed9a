"""Paper to draw on: shapes with a colour and texts with a size, no more than a chart needs."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from casework.typesetting.characters import clean, printable

# Narrow, so that the words can still be read on a telephone.
BREEDTE = 368
LETTER = 13
REGEL = 16
INKT = "#1f1f1f"
LIJN = "#767676"
# The first is in the fonts of a PDF, the others are on screens.
FONTS = "Libertinus Serif, system-ui, sans-serif"


class Tekening:
    """Grows downward; all sizes in the unit of the letters."""

    def __init__(self, breedte: int = BREEDTE) -> None:
        self.breedte = breedte
        self.hoogte = 0.0
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, kleur: str) -> None:
        self._add(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{kleur}"/>',
            y + height,
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kleur: str = LIJN, width: float = 1) -> None:
        self._add(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
            f' stroke="{kleur}" stroke-width="{_n(width)}"/>',
            max(y1, y2),
        )

    def circle(self, x: float, y: float, radius: float, kleur: str) -> None:
        self._add(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{kleur}"/>', y + radius)

    def band(self, x1: float, top1: float, x2: float, top2: float, height: float, kleur: str) -> None:
        """A flow of one height from left to right."""
        half = _n((x1 + x2) / 2)
        a, b, c, d = (_n(y) for y in (top1, top2, top2 + height, top1 + height))
        self._add(
            f'<path d="M{_n(x1)} {a}C{half} {a} {half} {b} {_n(x2)} {b}V{c}'
            f'C{half} {c} {half} {d} {_n(x1)} {d}Z" fill="{kleur}"/>',
            max(top1, top2) + height,
        )

    def text(self, x: float, y: float, text: str, *, anker: str = "start", vet: bool = False) -> None:
        """``y``: the line on which the letters stand."""
        where = f' text-anchor="{anker}"' if anker != "start" else ""
        bold = ' font-weight="700"' if vet else ""
        words = escape(printable(text).replace("\n", " "))
        self._add(f'<text x="{_n(x)}" y="{_n(y)}"{where}{bold} fill="{INKT}">{words}</text>', y + 4)

    def _add(self, shape: str, bottom: float) -> None:
        self._shapes.append(shape)
        self.hoogte = max(self.hoogte, bottom)

    def svg(self, titel: str, alt: str) -> bytes:
        """Raises ValueError without a title or a text for who does not see it."""
        if not titel.strip() or not alt.strip():
            raise ValueError("a chart has a title, and a text for who does not see it")
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
            f' viewBox="0 0 {self.breedte} {_n(self.hoogte + 2)}"'
            f' font-family="{FONTS}" font-size="{LETTER}">'
            f"<title>{escape(clean(titel))}</title><desc>{escape(clean(alt))}</desc>"
            f"{''.join(self._shapes)}</svg>"
        ).encode()


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def wide(text: str, size: float = LETTER) -> float:
    """About how wide a text is."""
    return len(text) * size * 0.6


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines that fit; a word that is too long for one is cut."""
    room = max(int(width / wide("x")), 4)
    lines = [""]
    for word in _words(text, room):
        joined = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], joined] if len(joined) <= room else [*lines, word]
    return [line for line in lines if line] or [""]


def _words(text: str, room: int) -> Iterable[str]:
    for word in text.split():
        if len(word) > room and "/" in word:
            first, _, word = word.partition("/")
            yield f"{first}/"
        while len(word) > room:
            yield f"{word[: room - 1]}-"
            word = word[room - 1 :]
        yield word


def lighter(kleur: str, part: float) -> str:
    """The colour with so much white through it: 0 as it is, 1 white."""
    parts = (int(kleur[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * part):02x}" for p in parts)
